"""What the register prints: the sheet on top of replaced pages, and the list of all copies. Pure."""

from collections.abc import Sequence

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import (
    Block,
    Run,
    Swap,
    Text,
    bullets,
    heading,
    note,
    removal_sheet,
    section,
    table,
    text,
)
from wellness_desktop.paper.page_marks import mark_of
from wellness_desktop.plans.copies.comparing import PageChange
from wellness_desktop.plans.copies.kinds import ALL_PLANS
from wellness_desktop.plans.copies.values import Copy
from wellness_desktop.plans.copies.wording import copy_name, holder_words, state_words, to_take_back
from wellness_desktop.plans.print_pieces import blank_rows
from wellness_desktop.plans.print_together import SHARED
from wellness_desktop.roster.when import day_text

UPDATE, BACK = "UPDATE", "BACK"
"""Codes of the sheets in front; they stay in no binder."""


def front_code(kind: str, code: str) -> str:
    """The section code of a sheet in front of pages of this kind of binder."""
    return f"{SHARED} {code}" if kind == ALL_PLANS else code


def update_front(copy: Copy, changes: Sequence[PageChange], back: Sequence[Copy]) -> list[Block]:
    """What to do with the replaced pages of one copy."""
    swaps = [Swap(one.code, mark_of(one.before), mark_of(one.now)) for one in changes]
    return [
        section(front_code(copy.key.kind, UPDATE), tr("Replaced pages: {place}", place=copy.place or copy.holder)),
        text([Run(copy_name(copy), bold=True), "  ", holder_words(copy)]),
        text(tr("This sheet stays in no binder. Tick off each page, then give the sheet back to the planner.")),
        removal_sheet(swaps),
        *_take_back(back),
    ]


def back_front(kind: str, back: Sequence[Copy]) -> list[Block]:
    """The sheet in front of new copies when others have to come back; nothing otherwise."""
    if not back:
        return []
    return [section(front_code(kind, BACK), tr("Before you hand these out")), *_take_back(back)]


def _take_back(back: Sequence[Copy]) -> list[Block]:
    if not back:
        return []
    return [
        note(
            bullets([to_take_back(copy) for copy in back]),
            text(tr("Destroy also the sealed envelope with the next-of-kin sheet of whoever has left (F-01).")),
            title=tr("Take back and destroy"),
            kind="warning",
        )
    ]


def register_list(copies: Sequence[Copy], *, large: bool = False) -> list[Block]:
    """The register as one list, with room for initials (F-20)."""
    head = [tr("Copy"), tr("Holder"), tr("Place"), tr("Printed"), tr("State"), tr("Initials"), tr("Read on")]
    widths = [0.24, 0.18, 0.16, 0.11, 0.11, 0.09, 0.11]
    rows: list[list[Text | Block]] = [_row(copy) for copy in copies]
    if large:
        head = [tr("Copy"), tr("Holder and place"), tr("State"), tr("Initials")]
        widths = [0.34, 0.32, 0.18, 0.16]
        rows = [_large_row(copy) for copy in copies]
    return [
        heading(tr("Copies on paper"), 1),
        text(tr("Who has which copy. Whoever has read it writes initials and the day, and the planner types them in.")),
        table(head, rows or blank_rows(len(head), 6), widths, grid=True),
    ]


def _row(copy: Copy) -> list[Text | Block]:
    last = copy.readings[-1] if copy.readings else None
    return [
        Run(copy_name(copy), bold=True),
        holder_words(copy),
        copy.place,
        day_text(copy.made_on),
        _state(copy),
        last.initials if last else "",
        day_text(last.read_on) if last else "",
    ]


def _large_row(copy: Copy) -> list[Text | Block]:
    last = copy.readings[-1] if copy.readings else None
    return [
        Run(copy_name(copy), bold=True),
        f"{holder_words(copy)}\n{copy.place}" if copy.place else holder_words(copy),
        _state(copy),
        f"{last.initials}\n{day_text(last.read_on)}" if last else "",
    ]


def _state(copy: Copy) -> str:
    words, _ = state_words(copy)
    return tr("{state}, {day}", state=words, day=day_text(copy.ended_on)) if copy.ended_on else words
