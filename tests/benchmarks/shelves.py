"""Searching libraries of many sizes; called by inside.py as `shelves.NAME`."""

import random
import sqlite3
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.machine import memory_kib
from tests.benchmarks.work import PHRASES, timed

SENTENCES = 60
"""In each made-up text: about a page and a half."""


def search_300(rounds: int, folder: Path) -> dict[str, Any]:
    return searched(300, rounds, folder)


def search_2000(rounds: int, folder: Path) -> dict[str, Any]:
    return searched(2_000, rounds, folder)


def search_10000(rounds: int, folder: Path) -> dict[str, Any]:
    return searched(10_000, rounds, folder)


def search_100000(rounds: int, folder: Path) -> dict[str, Any]:
    return searched(100_000, rounds, folder)


def searched(count: int, rounds: int, folder: Path) -> dict[str, Any]:
    """Milliseconds of each keystroke's search among so many documents, and of a raw FTS5 query for the same words in
    the same index; seconds that the index took to build, and a bare table of the same texts; the memory
    that searching its file takes, and the file, both KiB.
    """
    from wellness_desktop.library.index import build_file, open_index
    from wellness_desktop.library.search import search
    from wellness_desktop.library.service import Library

    library = Library()
    texts = documents(library, count)
    place = folder / f"{count}.db"
    built = time.perf_counter()
    build_file(place, texts, "made up")
    built = time.perf_counter() - built
    before = memory_kib() or {}
    index = open_index(place, "made up")
    assert index is not None
    synonyms = library._synonyms
    connection = index._connection
    typed = [phrase[: end + 1] for phrase in PHRASES for end in range(len(phrase))]
    ours, raw = [], []
    for _ in range(rounds):
        for text in typed:
            ours.append(timed(lambda text=text: search(index, synonyms, text, "")))
            raw.append(timed(lambda text=text: raw_query(connection, text)))
    after = memory_kib() or {}
    return {
        "ours": ours,
        "raw": raw,
        "build": built,
        "bare_build": bare_build(texts),
        "memory": after.get("Rss", 0) - before.get("Rss", 0),
        "file": place.stat().st_size // 1024,
    }


def raw_query(connection: sqlite3.Connection, text: str) -> list[Any]:
    """What FTS5 alone does with the words as they were typed: no synonyms, no slips, no snippets."""
    words = [f'"{word}"*' for word in text.split()]
    sql = "SELECT rowid FROM f WHERE f MATCH ? ORDER BY rank LIMIT 20"
    return connection.execute(sql, (" AND ".join(words),)).fetchall()


def bare_build(texts: list[Any]) -> float:
    """Seconds for a full-text table of the same texts and nothing else."""
    began = time.perf_counter()
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5(title, summary, tags, body, tokenize='porter unicode61')")
    rows = ((each.title, each.summary, each.tags, each.body) for each in texts)
    connection.executemany("INSERT INTO f VALUES (?, ?, ?, ?)", rows)
    connection.commit()
    return time.perf_counter() - began


def documents(library: Any, count: int) -> list[Any]:
    """The shipped library's texts, and as many mixed from their sentences as are missing."""
    from wellness_desktop.library.index import Document

    given = library._documents()
    titles = [document.title for document in given]
    sentences = [each for document in given for each in document.body.split(". ") if each]
    chance = random.Random(7)  # noqa: S311 - made-up text
    made = [
        Document(
            kind="guide",
            ref=f"T{number:06}",
            title=f"{chance.choice(titles)}, part {number}",
            summary=chance.choice(sentences),
            body=". ".join(chance.choices(sentences, k=SENTENCES)),
        )
        for number in range(count - len(given))
    ]
    return [*given, *made][:count]
