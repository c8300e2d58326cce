"""The notice of confidentiality on one sheet, to read before a first talk and to keep."""

from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.notice.notice_words import Notice
from wellness_desktop.debriefs.prints import sheet_for
from wellness_desktop.paper.print_setup import Paper

if TYPE_CHECKING:
    from datetime import date

    from wellness_desktop.paper.block import Block


def notice_sheet(notice: Notice, paper: Paper, again: "date") -> bytes:
    """The sheet. It has no line for a name and none to sign, so that it shows of nobody that they talked."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import make

    title = tr("Before we talk")
    law: list[Block] = [b.heading(notice.law.title, 2)]
    if notice.law.citation:
        law.append(b.text(b.bold(notice.law.citation)))
    law.append(b.text(" ".join(notice.law.sentences), "body" if paper.large else "small"))
    stays: list[Block] = [b.keep_together(b.heading(tr("What stays here"), 2), b.bullets(notice.kept))]
    danger: list[Block] = [b.keep_together(b.heading(tr("If somebody is in danger"), 2), b.numbered(notice.danger))]
    limits = b.note(
        *_limits(notice, large=paper.large),
        b.text(" ".join(notice.standing)),
        title=tr("What may have to leave this room"),
        kind="warning",
    )
    body: list[Block] = [
        b.heading(title, 1),
        b.text(" ".join(notice.lead), "lead"),
        *(stays if paper.large else [b.two_columns(stays, danger)]),
        b.keep_together(limits) if paper.large else limits,
        *(danger if paper.large else []),
        b.keep_together(b.heading(tr("Who you talk to"), 2), b.bullets(notice.helpers)),
        b.keep_together(*law),
    ]
    return make(sheet_for(title, paper, "", again), body)


def _limits(notice: Notice, *, large: bool) -> "list[Block]":
    """Side by side in normal print, so that all of it stays on one sheet."""
    from wellness_desktop.paper import blocks as b

    if large:
        return [b.bullets(notice.limits)]
    half = (len(notice.limits) + 1) // 2
    columns = [[b.bullets(part)] for part in (notice.limits[:half], notice.limits[half:]) if part]
    return [b.two_columns(*columns)] if len(columns) == 2 else columns[0]
