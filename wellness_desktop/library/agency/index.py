"""The search tables of the agency's documents, inside the encrypted store (DESIGN 4).

This is the search adapter: the one place with SQL as text (DESIGN 5). Its tables are no records: they stand outside
of the metadata, are made where they are missing, and follow the records they are made from, also when those came
from another station or from a backup. Each document has a number; its passages are the rows from `number << 16` on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from wellness_desktop.library.agency.passages import Passage
from wellness_desktop.library.index import MARK_OFF, MARK_ON, quoted

_SHELF, _WORDS, _VOCABULARY = "library_shelf", "library_words", "library_vocabulary"
_TABLES = (
    "CREATE TABLE library_shelf (number INTEGER PRIMARY KEY, document TEXT UNIQUE NOT NULL, edition TEXT NOT NULL)",
    "CREATE VIRTUAL TABLE library_words USING fts5(title, about, page UNINDEXED, body, "
    "prefix='2 3', tokenize='porter unicode61 remove_diacritics 2')",
    "INSERT INTO library_words(library_words, rank) VALUES ('rank', 'bm25(8.0, 4.0, 0.0, 1.0)')",
    "CREATE VIRTUAL TABLE library_vocabulary USING fts5vocab(library_words, 'row')",
)
_SHIFT = 16
_MOST_PASSAGES = (1 << _SHIFT) - 1
_ENDINGS = ("", "s", "es", "ed", "d", "ing", "er", "e", "y", "ion", "ions", "al", "ment")
"""What a stem may have lost; the vocabulary holds stems, and people type words."""
_MOST_NEAR = 4000


@dataclass(frozen=True, slots=True)
class Found:
    """The best passage of one document; `rank` is smaller the better."""

    row: int
    document: str
    page: int
    rank: float


def has_tables(session: Session) -> bool:
    """Whether the search tables were made in this store."""
    found = _run(session, "SELECT count(*) FROM sqlite_schema WHERE name IN (?, ?, ?)", (_SHELF, _WORDS, _VOCABULARY))
    return bool(found.scalar_one() == len((_SHELF, _WORDS, _VOCABULARY)))


def make_tables(session: Session) -> None:
    """Makes the search tables anew where one of them is missing."""
    if has_tables(session):
        return
    for table in (_VOCABULARY, _WORDS, _SHELF):
        _run(session, f"DROP TABLE IF EXISTS {table}")
    for statement in _TABLES:
        _run(session, statement)


def editions(session: Session) -> dict[str, str]:
    """What stands in the tables: the edition of each document, by its id."""
    return dict(_run(session, "SELECT document, edition FROM library_shelf").all())


def put(session: Session, document: str, edition: str, title: str, about: str, passages: Iterable[Passage]) -> None:
    """Takes a document in, in place of what stood there before. Its title is searched with each of its passages."""
    take_out(session, document)
    number = _run(
        session,
        "INSERT INTO library_shelf (document, edition) VALUES (?, ?) RETURNING number",
        (document, edition),
    ).scalar_one()
    first = number << _SHIFT
    insert = "INSERT INTO library_words (rowid, title, about, page, body) VALUES (?, ?, ?, ?, ?)"
    _run(session, insert, (first, title, about, 0, ""))
    rows = [(first + place, title, "", each.page, each.text) for place, each in enumerate(passages, 1)]
    if rows:
        _connection(session).exec_driver_sql(insert, rows[: _MOST_PASSAGES - 1])


def take_out(session: Session, document: str) -> None:
    """Forgets a document; one that is not there is no trouble."""
    number = _run(session, "SELECT number FROM library_shelf WHERE document = ?", (document,)).scalar_one_or_none()
    if number is None:
        return
    _run(
        session,
        "DELETE FROM library_words WHERE rowid BETWEEN ? AND ?",
        (number << _SHIFT, (number + 1 << _SHIFT) - 1),
    )
    _run(session, "DELETE FROM library_shelf WHERE number = ?", (number,))


def matching(session: Session, query: str, limit: int) -> list[Found]:
    """The documents that answer a query of the FTS5 language, each with its best passage, the best first."""
    rows = _run(
        session,
        "SELECT w.row, s.document, w.page, min(w.rank) FROM ("
        "SELECT rowid AS row, page, rank FROM library_words WHERE library_words MATCH ? ORDER BY rank LIMIT ?) AS w "
        "JOIN library_shelf AS s ON s.number = w.row >> 16 GROUP BY s.document ORDER BY min(w.rank) LIMIT ?",
        (query, limit * 20, limit),
    )
    return [Found(*row) for row in rows]


def snippet(session: Session, query: str, row: int) -> str:
    """A few words around the best place of a passage, found words marked; empty where only the title answers."""
    marks = (MARK_ON, MARK_OFF)
    found = _run(
        session,
        "SELECT snippet(library_words, 3, ?, ?, '…', 18), highlight(library_words, 1, ?, ?) "
        "FROM library_words WHERE library_words MATCH ? AND rowid = ?",
        (*marks, *marks, query, row),
    ).one_or_none()
    if found is None:
        return ""
    return next((text for text in found if MARK_ON in text), " ".join(found).strip())


class Words:
    """What the reading of a query asks of an index (library.search), answered from this store."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def knows(self, phrase: str) -> bool:
        """Whether any document holds the phrase, in any of its forms."""
        found = _run(
            self._session,
            "SELECT 1 FROM library_words WHERE library_words MATCH ? LIMIT 1",
            (quoted(phrase),),
        )
        return found.first() is not None

    def beginning(self, head: str, limit: int) -> list[str]:
        """None: the words that begin so are found by their beginning anyway."""
        del head, limit
        return []

    def near(self, typed: str) -> list[tuple[str, int]]:
        """Words that may have been meant, with how many passages use each; the first letter is taken as right."""
        heads = {typed[:2], typed[:1] + typed[2:3], typed[1::-1]}
        found: list[tuple[str, int]] = []
        for head in sorted(heads):
            rows = _run(
                self._session,
                "SELECT term, doc FROM library_vocabulary WHERE term >= ? AND term < ? AND length(term) <= ? LIMIT ?",
                (head, head + "\U0010ffff", len(typed) + 1, _MOST_NEAR),
            )
            for term, uses in rows:
                found += [(word, uses) for word in _spelled(term, typed)]
        return found

    def numbers(self, query: str) -> set[str]:
        """The documents of all passages that match a query."""
        rows = _run(
            self._session,
            "SELECT DISTINCT s.document FROM library_words AS w JOIN library_shelf AS s ON s.number = w.rowid >> 16 "
            "WHERE library_words MATCH ?",
            (query,),
        )
        return {row[0] for row in rows}


def _spelled(stem: str, typed: str) -> list[str]:
    """The words that a stem may stand for, as far as they can have been meant by what was typed."""
    stems = (stem, stem[:-1] + "y") if stem.endswith("i") else (stem,)
    words = {each + ending for each in stems for ending in _ENDINGS}
    return [
        word
        for word in sorted(words)
        if abs(len(word) - len(typed)) <= 2 and word[-1] in typed[-2:] and len(set(word) ^ set(typed)) <= 4
    ]


def _run(session: Session, statement: str, values: tuple[Any, ...] = ()) -> Any:
    return _connection(session).exec_driver_sql(statement, values)


def _connection(session: Session) -> Connection:
    return session.connection()
