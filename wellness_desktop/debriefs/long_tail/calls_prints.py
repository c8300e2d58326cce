"""The year on paper: for the owner, with nobody's name on it; for a family, in plain words."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs import wording
from wellness_desktop.debriefs.long_tail.calls import Plan, PlanDay
from wellness_desktop.debriefs.long_tail.family_dates import months_later
from wellness_desktop.debriefs.prints import sheet_for
from wellness_desktop.paper.print_setup import Paper
from wellness_desktop.roster.people import Contact
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block
    from wellness_desktop.paper.words import Text

AGAIN_MONTHS = 3
"""After which a printed year is made anew."""


def year_sheet(plan: Plan, now: datetime, paper: Paper) -> bytes:
    """For the owner: days, neutral labels, two boxes for each. No name stands on it; there is room for an own mark."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import make

    title = tr("Calls to make")
    rows: list[tuple[Text | Block, ...]] = [
        (_day(call.due, paper), call.label, b.tick_box(), b.tick_box()) for call in plan.calls(now)
    ]
    head = (tr("Day"), tr("What"), tr("Done"), tr("Not reached"))
    stands_in = tr("If you cannot call: {name}.", name=plan.deputy_name) if plan.deputy_name else ""
    body: list[Block] = [
        b.heading(title, 1),
        b.text(tr("Ask how it goes, listen, and say when you call again. Nobody has to talk."), "lead"),
        b.fill_lines((tr("Whose, in a mark that only you know"),)),
    ]
    body.append(
        b.table(head, rows, widths=(32, 40, 12, 16), row_heads=True) if rows else b.text(tr("Nothing is left to do."))
    )
    body += [
        b.text(tr("A day can be later than planned, never two within 48 hours. They can stop it at any time.")),
        *([b.text(stands_in)] if stands_in else []),
        b.text(
            tr("Keep this out of sight, and shred it when the year is over. Write nothing of what is said."), "strong"
        ),
    ]
    return make(sheet_for(title, paper, "", months_later(paper.today, AGAIN_MONTHS)), body)


def family_sheet(plan: Plan, helpers: Sequence[Contact], now: datetime, paper: Paper) -> bytes:
    """For the family's kitchen: when we call, who does, and which deadline to ask about."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import make

    title = tr("The coming year")
    today = now.astimezone(paper.zone).date()
    days = [
        day
        for call in plan.calls(now)
        if call.is_call
        for day in call.days
        if day.due.astimezone(paper.zone).date() >= today
    ]
    deadlines = [day for call in plan.calls(now) if not call.is_call for day in call.days]
    rows: list[tuple[Text | Block, ...]] = [(_day(day.due, paper), day.name) for day in days]
    body: list[Block] = [
        b.heading(title, 1),
        b.text(
            tr("We will be in touch around these days. Tell us if another day is better, or if you want no calls."),
            "lead",
        ),
    ]
    if rows:
        body.append(b.table((tr("Day"), tr("What")), rows, widths=(38, 62), row_heads=True))
    body += [
        b.keep_together(b.heading(tr("Who calls you"), 2), *_helpers(helpers)),
        b.text(tr("You can call them too, on any day, about anything.")),
    ]
    if deadlines:
        lines = [_deadline(day, paper) for day in deadlines]
        body.append(
            b.note(b.bullets(lines), wording_of_check(), title=tr("Papers that have a last day"), kind="warning")
        )
    body.append(b.text(tr("You never have to do anything on these days. Every one of them can be skipped.")))
    return make(sheet_for(title, paper, "", months_later(paper.today, AGAIN_MONTHS)), body)


def wording_of_check() -> str:
    """Beside each deadline: it is to be verified."""
    return tr(
        "Check locally: ask the agency who helps with the papers, and verify each last day before you count on it."
    )


def _deadline(day: PlanDay, paper: Paper) -> str:
    last = day_text(day.overdue.astimezone(paper.zone).date())
    about = tr("{name}: {day}. {about}", name=day.name, day=last, about=day.about)
    if not day.source:
        return about
    return tr("{about} ({source}, {mark})", about=about, source=day.source, mark=wording.check_locally())


def _helpers(helpers: Sequence[Contact]) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    if not helpers:
        return [b.fill_lines((tr("Name"), tr("Telephone")))]
    return [b.contact_line(one.name, *(phone.shown for phone in one.phones[:2])) for one in helpers]


def _day(moment: datetime, paper: Paper) -> str:
    return day_text(moment.astimezone(paper.zone).date())
