"""On paper: a helper's own month. It names nobody: the helper writes the own name on it by hand, or leaves it out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.activity_log.categories import Categories
from wellness_desktop.debriefs.activity_log.entry_check import hours_words, month_words
from wellness_desktop.debriefs.activity_log.log_desk import MonthState
from wellness_desktop.debriefs.activity_log.log_words import printed_people_words, two_sentences, weekday_word
from wellness_desktop.debriefs.activity_log.values import LogEntry
from wellness_desktop.debriefs.prints import sheet_for
from wellness_desktop.paper.print_setup import Paper
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block


def month_sheet(
    month: date, entries: Sequence[LogEntry], categories: Categories, state: MonthState, paper: Paper
) -> bytes:
    """The entries in order, the hours by group, and a line for name and signature."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import make

    title = tr("Activity log: {month}", month=month_words(month))
    body = [
        b.heading(title, 1),
        b.text(_summary(entries, state), "lead"),
        b.fill_lines((tr("Name"), tr("Signature")), columns=2),
    ]
    if entries:
        body += [b.heading(tr("What was done"), 2), _table(entries, categories, large=paper.large)]
        body.append(b.keep_together(b.heading(tr("Hours"), 2), _hours(entries, categories)))
    body.append(b.note(two_sentences(), tr("Numbers of people are counts. One person may stand in them many times.")))
    sheet = sheet_for(title, paper, tr("Names nobody whom it was for"))
    return make(replace(sheet, subject=tr("Activity log"), check_again_by=None), body)


def _summary(entries: Sequence[LogEntry], state: MonthState) -> str:
    if not entries:
        return tr("Nothing was logged in this month.")
    time = hours_words(sum(one.activity.minutes for one in entries))
    said = tr_count("{count} entry, {time}.", "{count} entries, {time}.", len(entries), time=time)
    travel, miles = (sum(getattr(one.activity, name) for one in entries) for name in ("travel_minutes", "miles"))
    if travel and miles:
        said += " " + tr("On the road: {time}, {miles} miles.", time=hours_words(travel), miles=miles)
    elif travel:
        said += " " + tr("On the road: {time}.", time=hours_words(travel))
    elif miles:
        said += " " + tr("On the road: {miles} miles.", miles=miles)
    if not state.locked:
        said += " " + tr("The month takes entries until {day}.", day=day_text(state.reopened_until or state.locks_on))
    return said


def _table(entries: Sequence[LogEntry], categories: Categories, *, large: bool) -> "Block":
    """A line for each entry. In large letters the day and its part share a column, so that no word is broken."""
    from wellness_desktop.paper import blocks as b

    def line(entry: LogEntry) -> tuple[str, ...]:
        what = entry.activity
        day, part = _day(entry), what.part.label
        when = (tr("{day} {part}", day=day, part=part),) if large else (day, part)
        people = printed_people_words(what) or "\u2013"
        return (*when, categories.label(what.category), hours_words(what.minutes), people, what.setting.label)

    when = (tr("When"),) if large else (tr("Day"), tr("Part of day"))
    head = (*when, tr("What"), tr("Time"), tr("People"), tr("Where"))
    widths = (20, 26, 14, 20, 20) if large else (12, 14, 28, 13, 18, 15)
    return b.table(head, [line(entry) for entry in entries], widths=widths)


def _day(entry: LogEntry) -> str:
    if entry.day is None:
        return tr("month only")
    return tr("{weekday} {day}", weekday=weekday_word(entry.day), day=entry.day.day)


def _hours(entries: Sequence[LogEntry], categories: Categories) -> "Block":
    from wellness_desktop.paper import blocks as b

    rows = []
    for group, label in categories.groups.items():
        inside = [one for one in entries if _group(one, categories) == group]
        if inside:
            time = hours_words(sum(one.activity.minutes for one in inside))
            rows.append((label, str(len(inside)), time))
    return b.table((tr("Group"), tr("Entries"), tr("Time")), rows, widths=(50, 25, 25), row_heads=True)


def _group(entry: LogEntry, categories: Categories) -> str:
    found = categories.by_code.get(entry.activity.category)
    return found.group if found is not None else "work"
