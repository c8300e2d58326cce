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
from wellness_desktop.debriefs.prints import Paper, sheet_for
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
        body += [b.heading(tr("What was done"), 2), _table(entries, categories)]
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
    if travel or miles:
        said += " " + tr("On the road: {time}, {miles} miles.", time=hours_words(travel), miles=miles)
    if not state.locked:
        said += " " + tr("The month takes entries until {day}.", day=day_text(state.reopened_until or state.locks_on))
    return said


def _table(entries: Sequence[LogEntry], categories: Categories) -> "Block":
    from wellness_desktop.paper import blocks as b

    rows = [
        (
            _day(entry),
            entry.activity.part.label,
            categories.label(entry.activity.category),
            hours_words(entry.activity.minutes),
            printed_people_words(entry.activity) or "\u2013",
            entry.activity.setting.label,
        )
        for entry in entries
    ]
    head = (tr("Day"), tr("Part of day"), tr("What"), tr("Time"), tr("People"), tr("Where"))
    return b.table(head, rows, widths=(12, 14, 28, 13, 18, 15))


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
