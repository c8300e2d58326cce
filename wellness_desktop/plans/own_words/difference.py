"""What changed between two versions of a plan, section by section and line by line, told in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from wellness_desktop.base.language import tr

ALIKE = 0.5
"""Two lines that share at least this much are one line reworded; else one went and another came."""


class Kind(StrEnum):
    """What happened to a line."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"

    @property
    def words(self) -> str:
        return {
            Kind.ADDED: tr("Added"),
            Kind.REMOVED: tr("Removed"),
            Kind.CHANGED: tr("Changed"),
            Kind.MOVED: tr("Moved"),
        }[self]


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line that differs. `was` is empty for an added one, `now` for a removed one."""

    kind: Kind
    was: str = ""
    now: str = ""
    out: tuple[str, ...] = ()
    """Words of a changed line that went."""
    put_in: tuple[str, ...] = ()
    """Words of a changed line that came."""


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section with what differs in it."""

    id: str
    title: str
    lines: tuple[LineChange, ...]


def section_changes(
    before: Mapping[str, str], now: Mapping[str, str], titles: Mapping[str, str]
) -> tuple[SectionChange, ...]:
    """Sections that differ, in order; texts as `reading_text.section_texts` keeps them. Pure."""
    return tuple(
        SectionChange(
            section, titles.get(section, section), line_changes(before.get(section, ""), now.get(section, ""))
        )
        for section in sorted({*before, *now})
        if before.get(section, "") != now.get(section, "")
    )


def line_changes(before: str, now: str) -> tuple[LineChange, ...]:
    """Every line that was added, removed, reworded or moved, in the order of the newer text."""
    return tuple(_moves_told(list(_differing(before.splitlines(), now.splitlines()))))


def _differing(before: Sequence[str], now: Sequence[str]) -> Iterator[LineChange]:
    for how, first, last, start, end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if how != "equal":
            yield from _paired(list(before[first:last]), now[start:end])


def _paired(gone: list[str], came: Sequence[str]) -> Iterator[LineChange]:
    """Each new line beside the old one it was made of, if there is one; what is left of the old went."""
    if len(gone) == len(came) == 1:  # whatever stood there says something else now
        yield reworded(gone[0], came[0])
        return
    for line in came:
        place = _most_alike(gone, line)
        if place is None:
            yield LineChange(Kind.ADDED, now=line)
            continue
        yield from (LineChange(Kind.REMOVED, was=old) for old in gone[:place])
        yield reworded(gone[place], line)
        del gone[: place + 1]
    yield from (LineChange(Kind.REMOVED, was=old) for old in gone)


def _most_alike(lines: Sequence[str], line: str) -> int | None:
    """Which of the lines this one was made of, or None when it is like none of them."""
    shares = [SequenceMatcher(None, old.split(), line.split(), autojunk=False).ratio() for old in lines]
    best = max(shares, default=0.0)
    return shares.index(best) if best >= ALIKE else None


def reworded(was: str, now: str) -> LineChange:
    """One line beside its new words."""
    before, after = was.split(), now.split()
    out: list[str] = []
    put_in: list[str] = []
    for how, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how != "equal":
            out += [" ".join(before[first:last])] if first < last else []
            put_in += [" ".join(after[start:end])] if start < end else []
    return LineChange(Kind.CHANGED, was, now, tuple(out), tuple(put_in))


def _moves_told(changes: list[LineChange]) -> Iterator[LineChange]:
    """A line that went here and came there was moved, and is told once, where it stands now."""
    gone = [change.was for change in changes if change.kind is Kind.REMOVED]
    moved: list[str] = []
    for change in changes:
        if change.kind is Kind.ADDED and change.now in gone:
            gone.remove(change.now)
            moved.append(change.now)
    left = list(moved)
    for change in changes:
        if change.kind is Kind.REMOVED and change.was in left:
            left.remove(change.was)
        elif change.kind is Kind.ADDED and change.now in moved:
            moved.remove(change.now)
            yield LineChange(Kind.MOVED, change.now, change.now)
        else:
            yield change
