"""The calendar on paper: week, month and list in black and white, under neutral titles, without a name.

In large letters a day's column is too narrow for words: then the month is printed as the list of its days.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.calendar_views.days import change_words, day_label, span_title
from wellness_desktop.debriefs.calendar_views.entries import (
    Entry,
    EntryKind,
    View,
    count_words,
    entries_of_day,
    legend,
)
from wellness_desktop.debriefs.prints import KEEP_DAYS
from wellness_desktop.paper.print_setup import Paper
from wellness_desktop.roster.rota_weeks import DAYS, monday_of, month_mondays
from wellness_desktop.roster.when import moment_text, weekday_word

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block
    from wellness_desktop.paper.words import Text

LEAST_IN_CELL, MOST_IN_CELL = 3, 6
"""Lines in one day of a printed month: room to write on an empty day; the list below the month has everything."""


def calendar_sheet(view: View, day: date, entries: Sequence[Entry], paper: Paper) -> bytes:
    """The span that `view` shows on that day, as a PDF. Names nobody and no kind of support."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import Sheet, make

    title = tr("Support calendar: {span}", span=span_title(view, day))
    body: list[Block] = [b.heading(title, 1), b.text(tr("Here: {count}.", count=count_words(entries)))]
    body.append(b.text(tr("Times are useful ranges, not deadlines. Later is useful too."), "small"))
    if view is View.MONTH and not paper.large:
        body += _month(day, entries, paper.zone)
        body.append(b.text(legend(), "small"))
    if view is View.WEEK:
        body += _week(day, entries, paper.zone)
    else:
        body += _list(entries, paper.zone)
    sheet = Sheet(
        title=title,
        printed_on=paper.local,
        check_again_by=paper.today + timedelta(days=7 if view is View.WEEK else KEEP_DAYS),
        size=paper.size,
        large=paper.large,
        mark=tr("Names nobody; keep it out of sight all the same"),
        agency=paper.agency,
        subject=tr("Support after a hard event"),
    )
    return make(sheet, body)


def _week(day: date, entries: Sequence[Entry], zone: ZoneInfo) -> "list[Block]":
    """Every day with what is planned, and lines to write on."""
    from wellness_desktop.paper import blocks as b

    found: list[Block] = []
    for number in range(DAYS):
        each = monday_of(day) + timedelta(days=number)
        here = entries_of_day(entries, each, zone)
        parts: list[Block] = [b.heading(_day_head(each, zone), 2)]
        if here:
            parts.append(_table(here, zone))
        else:
            parts.append(b.text(tr("Nothing is planned.")))
        found.append(b.keep_together(*parts))
    return found


def _list(entries: Sequence[Entry], zone: ZoneInfo) -> "list[Block]":
    """One line for each entry, in order."""
    from wellness_desktop.paper import blocks as b

    if not entries:
        return [b.text(tr("Nothing stands in this time."))]
    rows: list[tuple[Text, Text, Text, Text]] = [
        (moment_text(one.starts, zone), b.bold(one.title), one.state_words, one.place) for one in entries
    ]
    head = (tr("When"), tr("What"), tr("State"), tr("Place"))
    return [b.table(head, rows, widths=(24, 38, 19, 19))]


def _table(entries: Sequence[Entry], zone: ZoneInfo) -> "Block":
    from wellness_desktop.paper import blocks as b

    rows: list[tuple[Text, Text, Text, Text]] = [
        (one.clock_words(zone), b.bold(one.title), one.state_words, one.place) for one in entries
    ]
    head = (tr("When"), tr("What"), tr("State"), tr("Place"))
    return b.table(head, rows, widths=(18, 42, 20, 20))


def _month(day: date, entries: Sequence[Entry], zone: ZoneInfo) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    found: list[Block] = []
    for monday in month_mondays(day):
        days = [monday + timedelta(days=number) for number in range(DAYS)]
        head = [tr("{weekday} {month}/{day}", weekday=weekday_word(one), month=one.month, day=one.day) for one in days]
        cells = ["\n".join(_cell(one, entries, zone)) for one in days]
        found.append(b.table(head, [cells], widths=[1] * DAYS, grid=True))
    return found


def _cell(day: date, entries: Sequence[Entry], zone: ZoneInfo) -> list[str]:
    here = entries_of_day(entries, day, zone)
    lines = [_short(one, day, zone) for one in here[:MOST_IN_CELL]]
    if len(here) > MOST_IN_CELL:
        lines.append(tr("+ {count} more", count=len(here) - MOST_IN_CELL))
    change = change_words(day, zone)
    lines = [*([change] if change else []), *lines]
    return lines + [" "] * (LEAST_IN_CELL - len(lines))


def _short(entry: Entry, day: date, zone: ZoneInfo) -> str:
    clock = entry.clock_on(day, zone)
    count = tr(" ({count})", count=entry.people) if entry.kind is EntryKind.FOLLOW_UP and entry.people > 1 else ""
    return tr("{mark} {clock} {code}{count}", mark=entry.kind.mark, clock=clock, code=entry.short_code, count=count)


def _day_head(day: date, zone: ZoneInfo) -> str:
    change = change_words(day, zone)
    return tr("{day}: {change}", day=day_label(day), change=change) if change else day_label(day)
