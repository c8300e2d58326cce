"""One box, results per keystroke: what the person typed becomes a query that forgives.

A term of the query is a set of phrases, any of which will do: the word typed, its forms, the words that begin
so (for the word still being typed), its synonyms in the field, or what was meant when a letter slipped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from wellness_desktop.library.index import Index, quoted
from wellness_desktop.library.ranking import ranked
from wellness_desktop.library.spelling import forgiven, slips_between
from wellness_desktop.library.synonyms import LONGEST_PHRASE, Synonyms, Urgency, folded_words

MOST_HITS = 20
_MOST_BEGINNINGS = 12
_MOST_MEANT = 3


@dataclass(frozen=True, slots=True)
class Term:
    """Any of the phrases will do; `begun` is the word still being typed, looked for as a beginning.

    A single letter is looked for in titles only: nearly every text has a word that begins so.
    """

    phrases: tuple[str, ...]
    begun: str = ""
    meant: str = ""

    @property
    def query(self) -> str:
        """The term in the query language."""
        parts = [quoted(phrase) for phrase in self.phrases]
        if self.begun:
            parts.append(quoted(self.begun) + "*")
        everywhere = "(" + " OR ".join(parts) + ")"
        return f"{{title}} : {everywhere}" if len(self.begun) == 1 else everywhere

    @property
    def typed_query(self) -> str:
        """The phrase as it was typed, or meant, in the query language."""
        nothing_else = len(self.phrases) == 1 and not self.begun
        return self.query if nothing_else or len(self.begun) == 1 else quoted(self.phrases[0])


@dataclass(frozen=True, slots=True)
class Match:
    """One document found, with its marked snippet."""

    kind: str
    ref: str
    title: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found; `meant` holds the words that were searched for instead of a slip."""

    matches: tuple[Match, ...]
    urgency: Urgency
    meant: tuple[str, ...] = ()


class KnownWords(Protocol):
    """What reading a query asks of an index: ours of the public library, and that of the agency's documents."""

    def knows(self, phrase: str) -> bool: ...

    def beginning(self, head: str, limit: int) -> list[str]: ...

    def near(self, typed: str) -> list[tuple[str, int]]: ...


def search(index: Index, synonyms: Synonyms, text: str, state: str = "") -> Answer:
    """The documents that answer `text`, the best first. Blank text finds nothing."""
    words = folded_words(text)
    if not words:
        return Answer((), Urgency.NONE)
    half_typed = not text[-1:].isspace()
    terms = read_terms(index, synonyms, words, half_typed)
    meant = tuple(term.meant for term in terms if term.meant)
    urgency = max(synonyms.urgency(each) for each in (words, *map(folded_words, meant)))
    rows = ranked(index, terms, words, state)[:MOST_HITS]
    snippets = index.snippets(" OR ".join(term.query for term in terms), [row.number for row in rows])
    found = (Match(row.kind, row.ref, row.title, snippets.get(row.number, "")) for row in rows)
    return Answer(tuple(found), urgency, meant)


def read_terms(index: KnownWords, synonyms: Synonyms, words: Sequence[str], half_typed: bool) -> list[Term]:
    """The terms of the query: phrases of the field first, then single words, without words too common."""
    terms: list[Term] = []
    place = 0
    while place < len(words):
        length = _phrase_length(synonyms, words, place)
        phrase = words[place : place + length]
        place += length
        last = half_typed and place == len(words)
        if length == 1 and phrase[0] in synonyms.ignored:
            continue
        if last and terms and length == 1 and _says_nothing_yet(synonyms, phrase[0]):
            continue
        terms.append(_term(index, synonyms, phrase, last))
    return terms or [_term(index, synonyms, [words[-1]], half_typed)]


def _says_nothing_yet(synonyms: Synonyms, begun: str) -> bool:
    """Whether the next word is hardly begun: most texts have a word that begins so, or it may become "the"."""
    return len(begun) == 1 or (len(begun) == 2 and any(word.startswith(begun) for word in synonyms.ignored))


def _phrase_length(synonyms: Synonyms, words: Sequence[str], place: int) -> int:
    for length in range(min(LONGEST_PHRASE, len(words) - place), 1, -1):
        if synonyms.of(words[place : place + length]):
            return length
    return 1


def _term(index: KnownWords, synonyms: Synonyms, phrase: Sequence[str], last: bool) -> Term:
    typed = " ".join(phrase)
    phrases = [typed, *_joined(synonyms.of(phrase))]
    if len(phrase) > 1:
        return Term(_unique(phrases))
    begun = typed if last else ""
    if last:
        phrases += index.beginning(typed, _MOST_BEGINNINGS) if len(typed) > 1 else []
        if len(typed) >= 4:
            for other in synonyms.begun(typed):
                phrases += [*other, *_joined(synonyms.of(other))]
    if len(phrases) == 1 and not index.knows(typed):
        meant = _meant(index, typed, last)
        if meant:
            also = [other for word in meant[:1] for other in _joined(synonyms.of([word]))]
            return Term(_unique([*meant, *also]), meant=meant[0])
    return Term(_unique(phrases), begun)


def _meant(index: KnownWords, typed: str, half_typed: bool) -> list[str]:
    """The words that are one slip away, the nearest, likeliest and commonest first."""
    allowed = forgiven(typed)
    if not allowed:
        return []
    found: list[tuple[int, bool, int, str]] = []
    for word, uses in index.near(typed):
        slips = min(slips_between(typed, word), slips_between(typed, word, half_typed=half_typed))
        if slips <= allowed:
            found.append((slips, _has_another_letter(typed, word), -uses, word))
    nearest = min((slips for slips, *_ in found), default=0)
    return [word for slips, *_, word in sorted(found) if slips == nearest][:_MOST_MEANT]


def _has_another_letter(typed: str, word: str) -> bool:
    """Whether a letter was typed that the word lacks: fingers leave letters out and swap them more often."""
    return bool(set(typed) - set(word))


def _joined(phrases: Iterable[tuple[str, ...]]) -> list[str]:
    return [" ".join(phrase) for phrase in phrases]


def _unique(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrases))
