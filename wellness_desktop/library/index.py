"""The search index of the public library: one plain SQLite file, read with the standard sqlite3.

It holds public text only and lies prebuilt beside the guides in a packaged program; from a checkout it is
built once into the cache folder, or into memory where that folder refuses. Searching never writes.
"""

import contextlib
import hashlib
import os
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from wellness_desktop import __version__
from wellness_desktop.library.spelling import SHORTEST, slip_keys
from wellness_desktop.library.synonyms import folded_words

FORMAT = "5"
MARK_ON, MARK_OFF = "\x02", "\x03"
"""Stand around each found word in a snippet; no text contains them."""
APART = "\ue000"
"""Stands around each phrase of what people ask: a sign that the index takes for a word and no keyboard has."""
_TABLES = """
CREATE TABLE meta (fingerprint TEXT NOT NULL);
CREATE TABLE doc (id INTEGER PRIMARY KEY, kind TEXT, ref TEXT, state TEXT, weight REAL,
    title, summary, tags, body, asked);
CREATE TABLE word (word TEXT PRIMARY KEY, uses INTEGER) WITHOUT ROWID;
CREATE TABLE slip (key TEXT, word TEXT, PRIMARY KEY (key, word)) WITHOUT ROWID;
CREATE VIRTUAL TABLE f USING fts5(title, summary, tags, body, asked, content='doc', content_rowid='id', prefix='2 3',
    tokenize='porter unicode61 remove_diacritics 2');
"""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found. `tags` and `asked`, what people type who need it, are searched but never shown;
    `weight` is set by hand.
    """

    kind: str
    ref: str
    title: str
    summary: str
    body: str
    tags: str = ""
    state: str = ""
    weight: float = 0.0
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A document as the list of hits needs it."""

    number: int
    kind: str
    ref: str
    title: str
    state: str
    weight: float


class Index:
    """Answers queries of the FTS5 language; one connection, safe to share between threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()

    @cached_property
    def rows(self) -> dict[int, Row]:
        """Every document by its number."""
        rows = self._all("SELECT id, kind, ref, title, state, weight FROM doc", ())
        return {row[0]: Row(*row) for row in rows}

    def numbers(self, query: str) -> list[int]:
        """The numbers of all documents that match a query."""
        return [row[0] for row in self._all("SELECT rowid FROM f WHERE f MATCH ?", (query,))]

    def frequencies(self, query: str) -> dict[int, float]:
        """For each document that matches a query, how much of it the document holds for its length."""
        sql = "SELECT rowid, -bm25(f, 8.0, 4.0, 3.0, 1.0, 3.0) FROM f WHERE f MATCH ?"
        return dict(self._all(sql, (query,)))

    def snippets(self, query: str, numbers: Sequence[int]) -> dict[int, str]:
        """For each of these documents a few words around the best place in the text, or its summary where that
        holds a found word or the text holds none; found words are marked.
        """
        marks = ", ".join("?" * len(numbers))
        # The plus keeps SQLite from asking the index anew for each document. Only question marks are put in.
        sql = (
            "SELECT rowid, snippet(f, 3, ?, ?, '…', 18), highlight(f, 1, ?, ?), summary "  # noqa: S608
            f"FROM f WHERE f MATCH ? AND +rowid IN ({marks})"
        )
        rows = self._all(sql, (MARK_ON, MARK_OFF, MARK_ON, MARK_OFF, query, *numbers))
        return {number: _best_of(from_body, summary, plain) for number, from_body, summary, plain in rows}

    def knows(self, phrase: str) -> bool:
        """Whether any document holds the phrase, in any of its forms."""
        return bool(self._all("SELECT 1 FROM f WHERE f MATCH ? LIMIT 1", (quoted(phrase),)))

    def beginning(self, head: str, limit: int) -> list[str]:
        """The words of the library that begin so, the commonest first."""
        rows = self._all(
            "SELECT word FROM word WHERE word >= ? AND word < ? ORDER BY uses DESC LIMIT ?",
            (head, head + "\U0010ffff", limit),
        )
        return [row[0] for row in rows]

    def near(self, typed: str) -> list[tuple[str, int]]:
        """Words that may have been meant, with how many documents use each."""
        keys = sorted(slip_keys(typed))
        marks = ", ".join("?" * len(keys))
        # Only question marks are put into the text; the keys themselves are bound.
        sql = f"SELECT DISTINCT w.word, w.uses FROM slip s JOIN word w ON w.word = s.word WHERE s.key IN ({marks})"  # noqa: S608
        return [(word, uses) for word, uses in self._all(sql, keys)]

    def close(self) -> None:
        """Lets go of the file."""
        with self._lock:
            self._connection.close()

    def _all(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(sql, values).fetchall()


def _best_of(from_body: str, summary: str, plain_summary: str) -> str:
    if MARK_ON in summary:
        return summary
    return from_body if MARK_ON in from_body else plain_summary


def quoted(phrase: str) -> str:
    """A phrase for the query language; only letters, digits and spaces are ever passed in."""
    return '"' + phrase.replace('"', " ") + '"'


def fingerprint(files: Iterable[Path]) -> str:
    """Changes whenever a file, its name, the program's version or the index format changes."""
    digest = hashlib.blake2b(f"{__version__}/{FORMAT}".encode(), digest_size=16)
    for path in files:
        digest.update(path.name.encode())
        with contextlib.suppress(OSError):
            digest.update(hashlib.blake2b(path.read_bytes()).digest())
    return digest.hexdigest()


def open_index(path: Path, wanted: str) -> Index | None:
    """The index in the file, or None when it is missing, damaged or made from other texts."""
    if not path.is_file():
        return None
    try:
        # Immutable: no lock, no journal, no trace beside the file.
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
    except sqlite3.Error:
        return None
    try:
        found = connection.execute("SELECT fingerprint FROM meta").fetchone()
    except sqlite3.Error:
        found = None
    if found is None or found[0] != wanted:
        connection.close()
        return None
    return Index(connection)


def build_in_memory(documents: Iterable[Document], wanted: str) -> Index:
    """An index that leaves no file."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(connection, documents, wanted)
    return Index(connection)


def build_file(path: Path, documents: Iterable[Document], wanted: str) -> None:
    """Writes the index whole beside its place, then puts it there. Raises OSError or sqlite3.Error."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = mkstemp(dir=path.parent, prefix=".new-")
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        try:
            # A cache that can be built again needs no journal; a cut-off draft is never put in place.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            _fill(connection, documents, wanted)
        finally:
            connection.close()
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _fill(connection: sqlite3.Connection, documents: Iterable[Document], wanted: str) -> None:
    uses: dict[str, int] = {}
    with connection:
        connection.executescript(_TABLES)
        for number, each in enumerate(documents, 1):
            connection.execute(
                "INSERT INTO doc VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number,
                    each.kind,
                    each.ref,
                    each.state,
                    each.weight,
                    each.title,
                    each.summary,
                    each.tags,
                    each.body,
                    each.asked,
                ),
            )
            for word in set(folded_words(f"{each.title} {each.summary} {each.tags} {each.body} {each.asked}")):
                uses[word] = uses.get(word, 0) + 1
        connection.execute("INSERT INTO f(f) VALUES ('rebuild')")
        connection.execute("INSERT INTO f(f) VALUES ('optimize')")
        connection.executemany("INSERT INTO word VALUES (?, ?)", sorted(uses.items()))
        slips = sorted((key, word) for word in uses if len(word) >= SHORTEST for key in slip_keys(word))
        connection.executemany("INSERT INTO slip VALUES (?, ?)", slips)
        connection.execute("INSERT INTO meta VALUES (?)", (wanted,))
