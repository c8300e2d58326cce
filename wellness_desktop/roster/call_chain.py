"""The call chain: who is tried first, how long to try, and who is tried next. It always ends in a line that answers.

The front door reads this too, so nothing heavy is imported here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.roster.on_call import Layer

if TYPE_CHECKING:
    from uuid import UUID

LAST_LINE = "988-lifeline"
"""Answers day and night, everywhere, by law; what stands last when nothing else does."""
USUAL_MINUTES = 10
SHORTEST, LONGEST = 1, 240
MOST_LINKS = 12


Words = tuple[str, tuple[str, ...]]
"""A title and the numbers below it."""
LineWords = Callable[[str], Words | None]
"""The words of a support line by its id; None when there is none."""
Key_co = TypeVar("Key_co", covariant=True)
Key = TypeVar("Key")


class AnyLink(Protocol[Key_co]):
    """A link of the store, which names a person by id, or of the station board, which has keys of its own."""

    @property
    def layer(self) -> Layer | None: ...
    @property
    def who(self) -> Key_co | None: ...
    @property
    def line(self) -> str: ...
    @property
    def give_up_minutes(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Link:
    """One link: whoever is on call in `layer`, else this person, else this support line (its id)."""

    layer: Layer | None = None
    person_id: UUID | None = None
    line: str = ""
    give_up_minutes: int = USUAL_MINUTES
    """After how many minutes without an answer the next one is tried."""

    @property
    def who(self) -> UUID | None:
        """The person, where it leads to one."""
        return self.person_id

    @property
    def target(self) -> tuple[Layer | None, UUID | None, str]:
        """What it leads to; no chain tries the same twice."""
        return self.layer, self.person_id, self.line


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One link in words, for screen and paper."""

    title: str
    """Who is tried: "First to call: Lee Park", "988 Suicide & Crisis Lifeline"."""
    numbers: tuple[str, ...]
    give_up_minutes: int | None
    """None for the last one, which answers."""
    note: str = ""

    @property
    def give_up_words(self) -> str:
        """What to do when nobody answers."""
        if self.give_up_minutes is None:
            return tr("Answers day and night.")
        return tr_count(
            "No answer after {count} minute: go on.", "No answer after {count} minutes: go on.", self.give_up_minutes
        )


LAST = Link(line=LAST_LINE)
USUAL = (Link(Layer.PRIMARY), Link(Layer.BACKUP), LAST)
"""What stands there before anybody said otherwise."""


def last_line_words() -> Words:
    """988 in words, for when nothing else can be read."""
    return tr("988 Suicide & Crisis Lifeline"), (tr("Call or text {number}", number="988"),)


def ends_well(links: Sequence[Link], always: Collection[str] = ()) -> bool:
    """Whether the last link is a line that answers day and night."""
    return bool(links) and bool(links[-1].line) and (links[-1].line == LAST_LINE or links[-1].line in always)


def sound(links: Iterable[Link], always: Collection[str] = ()) -> tuple[Link, ...]:
    """The chain as it may stand: no target twice, minutes that make sense, and a last link that answers.

    `always` are ids of other lines that answer day and night. Where none of them stands last, 988 is put there.
    """
    found: dict[tuple[Layer | None, UUID | None, str], Link] = {}
    for link in links:
        if link.layer is None and link.person_id is None and not link.line:
            continue
        minutes = min(max(link.give_up_minutes, SHORTEST), LONGEST)
        found.setdefault(link.target, replace(link, give_up_minutes=minutes))
    chain = list(found.values())
    if not ends_well(chain, always):
        chain = [link for link in chain if link.line != LAST_LINE] + [found.get(LAST.target, LAST)]
    return tuple(chain)


def moved(links: Sequence[Link], place: int, steps: int, always: Collection[str] = ()) -> tuple[Link, ...]:
    """One link further up or down. The chain stays as it is where its end would no longer answer."""
    other = place + steps
    if not 0 <= place < len(links) or not 0 <= other < len(links):
        return tuple(links)
    order = list(links)
    order.insert(other, order.pop(place))
    return tuple(order) if ends_well(order, always) else tuple(links)


def without(links: Sequence[Link], place: int, always: Collection[str] = ()) -> tuple[Link, ...]:
    """The chain without one link. Raises Problem where its end would no longer answer."""
    left = [link for number, link in enumerate(links) if number != place]
    if not ends_well(left, always):
        raise Problem(
            tr("The last link stays."),
            tr("The chain has to end in a line that answers day and night, so that nobody calls into silence."),
        )
    return tuple(left)


def with_link(links: Sequence[Link], link: Link, always: Collection[str] = ()) -> tuple[Link, ...]:
    """The chain with one more link before its end. Raises Problem when it is there already, or the chain is full."""
    if any(each.target == link.target for each in links):
        raise Problem(tr("This link is in the chain already."), tr("Move it where it belongs with the keys U and D."))
    if len(links) >= MOST_LINKS:
        raise Problem(
            tr("The chain has {most} links already.", most=MOST_LINKS), tr("Nobody tries so many at night. Remove one.")
        )
    return sound([*links[:-1], link, *links[-1:]], always)


def steps(
    links: Iterable[AnyLink[Key]],
    layer_words: Callable[[Layer], Words | None],
    person_words: Callable[[Key], Words | None],
    line_words: LineWords,
) -> tuple[ChainStep, ...]:
    """The chain in words. A link for which there are none is left out, and the last one always answers.

    Each of the three gives a title and numbers, or None.
    """
    found: list[ChainStep] = []
    answers = False
    for link in links:
        if link.layer is not None:
            words = layer_words(link.layer)
        elif link.who:
            words = person_words(link.who)
        else:
            words = line_words(link.line)
            if words is None and link.line == LAST_LINE:
                words = last_line_words()
        if words is not None:
            found.append(ChainStep(words[0], words[1], link.give_up_minutes))
            answers = bool(link.line)
    if not answers:
        found.append(ChainStep(*last_line_words(), None))
    return (*found[:-1], replace(found[-1], give_up_minutes=None))
