"""The words of the field: what else to look for, and after which words the help card stands first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from wellness_desktop.base.names import name_key
from wellness_desktop.library.fields import Fields, Note, Spoiled, read_file, read_toml

LONGEST_PHRASE = 5
_SURE_FROM = 4
"""A half-typed word counts as urgent once it has this many letters."""


class Urgency(IntEnum):
    """What a text asks of the help card. The greater, the nearer the danger."""

    NONE = 0
    HELP = 1
    """Someone asks for help and says nothing else: the help card stands first."""
    SUICIDE = 2
    """Suicide is spoken of: the guide for the person in danger stays near the top as well."""
    ONESELF = 3
    """Perhaps the person who types: that guide follows the help card at once."""


@dataclass(frozen=True, slots=True)
class UrgentWords:
    """After which phrases the help card stands first; see the table in synonyms.toml."""

    own: frozenset[tuple[str, ...]] = frozenset()
    any: frozenset[tuple[str, ...]] = frozenset()
    others: frozenset[tuple[str, ...]] = frozenset()
    alone: frozenset[tuple[str, ...]] = frozenset()
    guide: str = ""
    """The id of the guide for the person in danger."""

    def of(self, words: Sequence[str], ignored: frozenset[str]) -> Urgency:
        """How urgent the words are, the last one perhaps half typed."""
        if tuple(words) in self.alone:
            return Urgency.HELP
        if _stands_in(words, self.others):
            return Urgency.SUICIDE
        if _stands_in(words, self.own) or _begins(words, self.own):
            return Urgency.ONESELF
        if not (_stands_in(words, self.any) or _begins(words, self.any)):
            return Urgency.NONE
        telling = [word for word in words if word not in ignored]
        nothing_else = all((word,) in self.any or _begins([word], self.any) for word in telling)
        return Urgency.ONESELF if nothing_else else Urgency.SUICIDE


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Phrases are tuples of folded words; `also` maps each phrase to the others it stands for."""

    also: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    urgent: UrgentWords = field(default_factory=UrgentWords)
    leads: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For the id of a guide, line or entry: what people type who need it."""
    ignored: frozenset[str] = frozenset()
    notes: tuple[Note, ...] = ()

    @property
    def urgent_guide(self) -> str:
        """The id of the guide for the person in danger."""
        return self.urgent.guide

    def of(self, phrase: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """The phrases that stand for this one; none for a phrase that is not in the table."""
        found = self.also.get(tuple(phrase))
        if found is None and phrase:
            found = self.also.get((*phrase[:-1], phrase[-1].removesuffix("s")))
        return found or ()

    def begun(self, word: str) -> list[tuple[str, ...]]:
        """Single words of the table that begin with a half-typed word."""
        return [phrase for phrase in self.also if len(phrase) == 1 and phrase[0].startswith(word)]

    def urgency(self, words: Sequence[str]) -> Urgency:
        """How urgent the words of a text are."""
        return self.urgent.of(words, self.ignored)


def _stands_in(words: Sequence[str], phrases: frozenset[tuple[str, ...]]) -> bool:
    return any(
        tuple(words[start:end]) in phrases
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + LONGEST_PHRASE) + 1)
    )


def _begins(words: Sequence[str], phrases: frozenset[tuple[str, ...]]) -> bool:
    """Whether the last word is the beginning of an urgent word, long enough to be sure of it."""
    last = words[-1] if words else ""
    return len(last) >= _SURE_FROM and any(len(phrase) == 1 and phrase[0].startswith(last) for phrase in phrases)


def folded_words(text: str) -> list[str]:
    """The words of a text without case, accents, apostrophes and punctuation."""
    bare = name_key(text).replace("'", "").replace("’", "")
    return "".join(sign if sign.isalnum() else " " for sign in bare).split()


def load_synonyms(path: Path) -> Synonyms:
    """The table in the file, and what leads where from asked.toml beside it, if there is one.

    What is spoiled stays empty and a note says so, since search works without it.
    """
    leads, notes = _leads(path.with_name("asked.toml"))
    try:
        fields = read_toml(read_file(path))
        return Synonyms(
            also=_also(fields),
            urgent=_urgent(fields.table("urgent")),
            leads=leads,
            ignored=frozenset(word for phrase in _phrases(fields.table("ignored").texts("words")) for word in phrase),
            notes=notes,
        )
    except Spoiled as spoiled:
        return Synonyms(leads=leads, notes=(Note(path.name, str(spoiled)), *notes))


def _leads(path: Path) -> tuple[dict[str, tuple[str, ...]], tuple[Note, ...]]:
    if not path.is_file():
        return {}, ()
    try:
        lists = read_toml(read_file(path)).tables("asked")
        return {each.text("id"): each.texts("words") for each in lists}, ()
    except Spoiled as spoiled:
        return {}, (Note(path.name, str(spoiled)),)


def _also(fields: Fields) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    also: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for group in fields.tables("same"):
        phrases = _phrases(group.texts("words"))
        for phrase in phrases:
            also.setdefault(phrase, {}).update(dict.fromkeys(p for p in phrases if p != phrase))
    for arrow in fields.tables("toward"):
        for phrase in _phrases(arrow.texts("from")):
            also.setdefault(phrase, {}).update(dict.fromkeys(_phrases(arrow.texts("to"))))
    return {phrase: tuple(others) for phrase, others in also.items()}


def _urgent(table: Fields) -> UrgentWords:
    own, any_, others, alone = (frozenset(_phrases(table.texts(name))) for name in ("own", "any", "others", "alone"))
    return UrgentWords(own, any_, others, alone, table.text_or_blank("guide"))


def _phrases(texts: Iterable[str]) -> list[tuple[str, ...]]:
    return [tuple(folded_words(text)) for text in texts]
