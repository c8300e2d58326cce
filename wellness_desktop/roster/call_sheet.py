"""The verification call sheet: whom to call, when the number was last right, and three boxes to tick.

Its order is the order of the screen on which it is typed back.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.roster.checks import ToCheck
from wellness_desktop.roster.prints import PhoneListPaper
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block
    from wellness_desktop.paper.words import Run


def call_sheet(waiting: Sequence[ToCheck], paper: PhoneListPaper) -> bytes:
    """The sheet as a PDF; with nothing to check it says so."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import Sheet, make

    body = [b.heading(tr("Call sheet"))]
    if waiting:
        count = tr_count("{count} number to check.", "{count} numbers to check.", len(waiting))
        body += [
            b.text(
                [
                    b.bold(count),
                    " "
                    + tr("Call, say who you are, ask if this number is still right, and tick one box.")
                    + " "
                    + tr("Then type it back: Roster, Check numbers. The order there is the same."),
                ]
            ),
            _table(waiting, large=paper.large),
            b.fill_lines([tr("Called by"), tr("On")], columns=2),
        ]
    else:
        body.append(b.text(tr("Every number was checked lately. There is nothing to call today.")))
    sheet = Sheet(
        title=tr("Call sheet"),
        printed_on=paper.local.replace(tzinfo=None),
        size=paper.size,
        large=paper.large,
        mark=tr("Confidential. Shred after typing back."),
        agency=paper.agency,
        subject=tr("Numbers to check by phone"),
    )
    return make(sheet, body)


def _table(waiting: Sequence[ToCheck], *, large: bool) -> "Block":
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.tables import tick_box

    head = ("#", tr("Who"), tr("Number"), tr("Right"), tr("No answer"), tr("Wrong: new number"))
    rows = [(str(each.place), _who(each), _number(each), tick_box(), tick_box(), "") for each in waiting]
    widths = (6, 21, 29, 13, 17, 18) if large else (5, 27, 25, 8, 10, 25)
    return b.table(head, rows, widths=widths, grid=True)


def _who(one: ToCheck) -> "list[str | Run]":
    from wellness_desktop.paper import blocks as b

    about = ", ".join(part for part in (one.person.role_words, one.person.agency) if part)
    return [b.bold(one.person.name), *([f"\n{about}"] if about else [])]


def _number(one: ToCheck) -> "list[str | Run]":
    from wellness_desktop.paper.words import unbroken

    checked = one.freshness.checked_on
    age = tr("last right {day}", day=day_text(checked)) if checked else tr("never checked")
    about = ", ".join(part for part in (one.phone.label, age) if part)
    return [unbroken(one.phone.shown), f"\n{about}"]
