"""Which pages of a binder have to be replaced, and what a page in somebody's hand is worth. Pure."""

from collections.abc import Iterable, Mapping, Sequence
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


def answer(typed: str, now: Sequence[Pages], editions: Sequence[Edition]) -> PageAnswer:
    """What the typed page is worth. `now` are the binders as they would be printed, the likeliest first; `editions`
    are the prints there were, oldest first.
    """
    ever = [*now, *(edition.pages for edition in editions)]
    code, mark = split_typed(typed, (code for pages in ever for code, _ in pages))
    if not code:
        return PageAnswer(Worth.UNKNOWN)
    in_force = [dict(pages)[code] for pages in now if code in dict(pages)]
    marks = [mark_of(one) for one in in_force]
    if mark and mark in marks:
        return PageAnswer(Worth.CURRENT, code, mark)
    best = in_force[0] if in_force else ""
    if mark:
        worth = Worth.REPLACED if best else Worth.GONE
        return PageAnswer(worth, code, mark_of(best), _replaced(code, mark, editions))
    if not best:
        return PageAnswer(Worth.GONE, code, "", None)
    return PageAnswer(Worth.IN_FORCE, code, mark_of(best), _since(code, best, editions))


def _replaced(code: str, mark: str, editions: Sequence[Edition]) -> datetime | None:
    """When a print first had another page in the place of the one with this mark."""
    found: datetime | None = None
    seen = False
    for edition in editions:
        here = _mark_in(edition.pages, code)
        if here == mark:
            seen, found = True, None
        elif seen and found is None:
            found = edition.printed_at
    return found


def _since(code: str, own: str, editions: Sequence[Edition]) -> datetime | None:
    """When the page in force was first printed as it is now."""
    since: datetime | None = None
    for edition in editions:
        if dict(edition.pages).get(code) != own:
            since = None
        elif since is None:
            since = edition.printed_at
    return since


def _mark_in(pages: Pages, code: str) -> str:
    held: Mapping[str, str] = dict(pages)
    return mark_of(held.get(code, ""))
