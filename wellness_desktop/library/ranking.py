"""Which documents answer a query best: how much of it each holds, in which place, and how telling each word is.

A word counts for more the fewer documents hold it. It counts fully in a title and in what people ask, less in
headings and a summary, least in a long text, where nearly every common word stands somewhere. Two words that stand
side by side as they were typed count on top of that: "on the line" and "line of duty" share a word and no meaning.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log
from typing import Protocol

from wellness_desktop.library.index import APART, Index, Row, quoted

_PLACES = (("title", 1.0), ("asked", 1.0), ("tags", 0.6), ("summary", 0.5))
_BODY = 0.3
_SYNONYM = 0.6
"""What a synonym, or a word that only begins as typed, is worth beside the typed word."""
_SIDE_BY_SIDE = 0.6
_WHOLE = 0.8
"""For a document of which people ask in just these words."""
_OFTEN = 0.4
"""For the document that holds a word most often for its length; the others get their part of it."""
_FEW = 4
"""Among so few documents chance says as much as the subject, so a word that one of them holds is no proof yet."""


class Asked(Protocol):
    """One term of a query, in the query language."""

    @property
    def query(self) -> str:
        """All that will do, synonyms and beginnings included."""

    @property
    def typed_query(self) -> str:
        """Only what was typed, or meant."""


def ranked(index: Index, terms: Iterable[Asked], words: Sequence[str], state: str) -> list[Row]:
    """The documents that hold any of the terms, the best first, without those that belong to another state."""
    scores: dict[int, float] = {}
    for term in terms:
        _add(index, scores, _worth_of_term(index, term))
    for left, right in pairwise(words):
        _add(index, scores, _worth(index, quoted(f"{left} {right}"), _SIDE_BY_SIDE, _PLACES))
    whole = quoted(f"{APART} {' '.join(words)} {APART}")
    _add(index, scores, dict.fromkeys(index.numbers(whole), _WHOLE))
    rows = (index.rows[number] for number in scores)
    here = [row for row in rows if row.state in ("", state)]
    return sorted(here, key=lambda row: (-scores[row.number] - row.weight, row.number))


def _worth_of_term(index: Index, term: Asked) -> dict[int, float]:
    """What the best place of the term in a document is worth, and how often it stands there."""
    often = index.frequencies(term.query)
    typed = often if term.typed_query == term.query else index.numbers(term.typed_query)
    worth = dict.fromkeys(often, _SYNONYM * _BODY)
    worth.update(dict.fromkeys(typed, _BODY))
    if typed is not often:
        _raise(worth, _worth(index, term.query, _SYNONYM, _PLACES))
    _raise(worth, _worth(index, term.typed_query, 1.0, _PLACES))
    unit = _OFTEN / max(often.values(), default=1.0)
    return {number: share + unit * often[number] for number, share in worth.items()}


def _worth(index: Index, query: str, factor: float, places: Iterable[tuple[str, float]]) -> dict[int, float]:
    worth: dict[int, float] = {}
    for place, share in places:  # the best place comes first
        for number in index.numbers(f"{{{place}}} : ({query})"):
            worth.setdefault(number, factor * share)
    return worth


def _raise(worth: dict[int, float], better: dict[int, float]) -> None:
    for number, share in better.items():
        worth[number] = max(worth[number], share)


def _add(index: Index, scores: dict[int, float], worth: dict[int, float]) -> None:
    if worth:
        telling = log(1 + len(index.rows) / (_FEW + len(worth)))
        for number, share in worth.items():
            scores[number] = scores.get(number, 0.0) + telling * share
