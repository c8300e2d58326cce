"""Narrowing the catalogue by topic, reader, kind, publisher and year, with counts that never lead nowhere.

The count beside a choice is what would be listed after it is made, with the other filters left as they are. Choices
that would list nothing are not offered, so a tired reader meets no dead end.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

from wellness_desktop.base.language import tr
from wellness_desktop.library.catalogue import Resource, Vocabulary

OTHERS = "others"
"""Stands for every publisher that topics.toml does not list."""
UNKNOWN_YEAR = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """What the catalogue is narrowed to; None lists everything. `year` 0 means that no year is known."""

    topic: str | None = None
    reader: str | None = None
    kind: str | None = None
    publisher: str | None = None
    year: int | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is narrowed."""
        return all(getattr(self, name) is None for name in FACETS)


FACETS = tuple(each.name for each in fields(Wish))
"""The names of the filters, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, with how many entries it would list."""

    value: str | int
    words: str
    count: int

    @property
    def shown(self) -> str:
        """The words and the count, as the list shows them."""
        return tr("{words} ({count})", words=self.words, count=self.count)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What fits a wish, and what can be chosen next."""

    resources: tuple[Resource, ...]
    choices: dict[str, tuple[Choice, ...]]
    """By the name of the filter."""


class Catalogue:
    """The catalogue, made ready for narrowing once: each entry with its values in every filter."""

    def __init__(self, resources: Iterable[Resource], words: Vocabulary) -> None:
        self._words = words
        self._entries = [(resource, _values(resource, words)) for resource in resources]

    def __len__(self) -> int:
        return len(self._entries)

    def narrow(self, wish: Wish) -> Narrowed:
        """The entries that fit, in the order given, and the choices of every filter with their counts."""
        fitting: list[Resource] = []
        counts: dict[str, Counter[str | int]] = {name: Counter() for name in FACETS}
        for resource, values in self._entries:
            against = [name for name in FACETS if getattr(wish, name) not in (None, *values[name])]
            if not against:
                fitting.append(resource)
            # An entry that only one filter keeps out would be listed if that filter were chosen anew.
            for name in against if len(against) == 1 else () if against else FACETS:
                counts[name].update(values[name])
        return Narrowed(tuple(fitting), {name: self._choices(name, counts[name], wish) for name in FACETS})

    def _choices(self, name: str, counts: Counter[str | int], wish: Wish) -> tuple[Choice, ...]:
        chosen = getattr(wish, name)
        offered = {value: counts[value] for value in counts}
        if chosen is not None:
            offered.setdefault(chosen, 0)
        choices = [Choice(value, self._label(name, value), count) for value, count in offered.items()]
        return tuple(sorted(choices, key=_ORDER[name]))

    def _label(self, name: str, value: str | int) -> str:
        if name == "year":
            return str(value or tr("Year not known"))
        if name == "publisher":
            publishers = self._words.publishers
            return next((each.label for each in publishers if each.slug == value), tr("Other publishers"))
        return self._words.label(str(value))


def _values(resource: Resource, words: Vocabulary) -> dict[str, tuple[str | int, ...]]:
    publishers = tuple(each.slug for each in words.publishers if each.made(resource.publisher))
    return {
        "topic": resource.topics,
        "reader": resource.readers,
        "kind": (resource.kind,),
        "publisher": publishers or (OTHERS,),
        "year": (resource.year,),
    }


def _by_words(choice: Choice) -> tuple[int, str]:
    return (choice.value == OTHERS, choice.words.casefold())


def _newest_first(choice: Choice) -> tuple[int, str]:
    return (-int(choice.value), "")


_ORDER: dict[str, Callable[[Choice], tuple[int, str]]] = {
    "topic": _by_words,
    "reader": _by_words,
    "kind": _by_words,
    "publisher": _by_words,
    "year": _newest_first,
}
