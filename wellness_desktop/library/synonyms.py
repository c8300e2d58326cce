"""The words of the field: what else to look for, and after which words the help card stands first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wellness_desktop.base.names import name_key
from wellness_desktop.library.fields import Fields, Note, Spoiled, read_file, read_toml

LONGEST_PHRASE = 5
_SURE_FROM = 4
"""A half-typed word counts as urgent once it has this many letters."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Phrases are tuples of folded words; `also` maps each phrase to the others it stands for."""

    also: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    urgent: frozenset[tuple[str, ...]] = frozenset()
    urgent_guide: str = ""
    """The id of the guide for the person in danger, which follows the help card."""
    ignored: frozenset[str] = frozenset()
    notes: tuple[Note, ...] = ()

    def of(self, phrase: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """The phrases that stand for this one; none for a phrase that is not in the table."""
        found = self.also.get(tuple(phrase))
        if found is None and phrase:
            found = self.also.get((*phrase[:-1], phrase[-1].removesuffix("s")))
        return found or ()

    def begun(self, word: str) -> list[tuple[str, ...]]:
        """Single words of the table that begin with a half-typed word."""
        return [phrase for phrase in self.also if len(phrase) == 1 and phrase[0].startswith(word)]

    def is_urgent(self, words: Sequence[str]) -> bool:
        """Whether somewhere in the words stands one of the urgent phrases, the last word perhaps half typed."""
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + LONGEST_PHRASE + 1) + 1):
                if tuple(words[start:end]) in self.urgent:
                    return True
        last = words[-1] if words else ""
        return len(last) >= _SURE_FROM and any(
            len(phrase) == 1 and phrase[0].startswith(last) for phrase in self.urgent
        )


def folded_words(text: str) -> list[str]:
    """The words of a text without case, accents, apostrophes and punctuation."""
    bare = name_key(text).replace("'", "").replace("’", "")
    return "".join(sign if sign.isalnum() else " " for sign in bare).split()


def load_synonyms(path: Path) -> Synonyms:
    """The table in the file; an empty one with a note where it is spoiled, since search works without it."""
    try:
        fields = read_toml(read_file(path))
        return Synonyms(
            also=_also(fields),
            urgent=frozenset(_phrases(_words(fields, "urgent"))),
            urgent_guide=fields.table("urgent").text_or_blank("guide"),
            ignored=frozenset(word for phrase in _phrases(_words(fields, "ignored")) for word in phrase),
        )
    except Spoiled as spoiled:
        return Synonyms(notes=(Note(path.name, str(spoiled)),))


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


def _words(fields: Fields, table: str) -> tuple[str, ...]:
    return fields.table(table).texts("words")


def _phrases(texts: Iterable[str]) -> list[tuple[str, ...]]:
    return [tuple(folded_words(text)) for text in texts]
