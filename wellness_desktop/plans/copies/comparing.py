"""Which pages of a binder have to be replaced, and what a page in somebody's hand is worth. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from wellness_desktop.paper.page_marks import LENGTH, mark_of

Pages = tuple[tuple[str, str], ...]
"""Code and fingerprint of every page, in the order of the binder."""


@dataclass(frozen=True, slots=True)
class PageChange:
    """One page that changes: its fingerprint before and now, empty where there was no page, or is none."""

    code: str
    before: str
    now: str


def page_changes(held: Pages, now: Pages) -> tuple[PageChange, ...]:
    """What turns the pages held into the pages now, in the order of the binder.

    A page that goes stands behind the page that it followed.
    """
    old, new = dict(held), dict(now)
    follows: dict[str, list[str]] = {}
    last = ""
    for code, _ in held:
        if code in new:
            last = code
        else:
            follows.setdefault(last, []).append(code)
    order = list(follows.get("", []))
    for code, _ in now:
        order += [code, *follows.get(code, [])]
    return tuple(
        PageChange(code, old.get(code, ""), new.get(code, ""))
        for code in order
        if old.get(code, "") != new.get(code, "")
    )


def whole_anew(held: Pages, now: Pages) -> tuple[PageChange, ...]:
    """Every page out and every page in: for a copy whose pages are past the day on their foot."""
    old, new = dict(held), dict(now)
    gone = [code for code, _ in held if code not in new]
    return tuple(PageChange(code, old.get(code, ""), new.get(code, "")) for code in (*new, *gone))


class Worth(Enum):
    """What a page in somebody's hand is worth."""

    CURRENT = auto()
    REPLACED = auto()
    """Another page of this code is in force."""
    GONE = auto()
    """The binder has no page of this code any more."""
    IN_FORCE = auto()
    """No mark was typed: what is in force is told."""
    UNKNOWN = auto()
    """There never was such a page."""


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """The answer to a typed page code."""

    worth: Worth
    code: str = ""
    mark: str = ""
    """The mark on the page that is in force; empty when there is none."""
    day: datetime | None = None
    """Since when it is in force, or when the page was replaced; None when no print says so."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The pages of a paper as they were printed at a moment."""

    printed_at: datetime
    pages: Pages


@dataclass(frozen=True, slots=True)
class Binder:
    """A paper as it would be printed now, and as it was printed before, oldest first."""

    now: Pages
    editions: tuple[Edition, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """Every code that a page of it ever had."""
        return frozenset(code for pages in (self.now, *(one.pages for one in self.editions)) for code, _ in pages)

    def mark(self, code: str) -> str:
        """The mark of the page in force; empty when there is none."""
        return mark_of(dict(self.now).get(code, ""))

    def ever(self, code: str, mark: str) -> bool:
        """Whether a page with this mark was printed."""
        return any(mark_of(dict(edition.pages).get(code, "")) == mark for edition in self.editions)

    def replaced(self, code: str, mark: str) -> datetime | None:
        """When a print first had something else in the place of the page with this mark."""
        found: datetime | None = None
        seen = False
        for edition in self.editions:
            if mark_of(dict(edition.pages).get(code, "")) == mark:
                seen, found = True, None
            elif seen and found is None:
                found = edition.printed_at
        return found

    def since(self, code: str) -> datetime | None:
        """When the page was first printed as it is now, without a break."""
        own, since = dict(self.now).get(code, ""), None
        for edition in self.editions:
            if dict(edition.pages).get(code, "") != own:
                since = None
            elif since is None:
                since = edition.printed_at
        return since


def squeezed(typed: str) -> str:
    """Letters and digits only: people leave out spaces, hyphens and dots."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def split_typed(typed: str, codes: Iterable[str]) -> tuple[str, str]:
    """The page code and the mark in what somebody typed; empty texts when no page of `codes` fits."""
    word = squeezed(typed)
    known = {squeezed(code): code for code in codes}
    if word in known:
        return known[word], ""
    return (known[word[:-LENGTH]], word[-LENGTH:]) if word[:-LENGTH] in known else ("", "")


def answer(typed: str, binders: Sequence[Binder]) -> PageAnswer:
    """What the typed page is worth, in the binders that it may be from, the likeliest first."""
    code, mark = split_typed(typed, (code for binder in binders for code in binder.codes))
    if not code:
        return PageAnswer(Worth.UNKNOWN)
    having = [binder for binder in binders if code in binder.codes]
    if not mark:
        first = next((binder for binder in having if binder.mark(code)), having[0])
        worth = Worth.IN_FORCE if first.mark(code) else Worth.GONE
        return PageAnswer(worth, code, first.mark(code), first.since(code))
    if any(binder.mark(code) == mark for binder in having):
        return PageAnswer(Worth.CURRENT, code, mark)
    own = next((binder for binder in having if binder.ever(code, mark)), having[0])
    worth = Worth.REPLACED if own.mark(code) else Worth.GONE
    return PageAnswer(worth, code, own.mark(code), own.replaced(code, mark))
