"""The calendar as a list: sorted by any column, filtered while typing."""

from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.calendar_views.entries import Entry
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.roster.when import clock_text, day_text, moment_text, weekday_word


def calendar_list(zone: ZoneInfo, parent: QWidget, *, opens: bool) -> Table[Entry]:
    """The list; what it shows and what its keys do is up to whoever holds it."""

    def when(entry: Entry) -> str:
        local = entry.starts.astimezone(zone)
        day = tr("{weekday} {day}", weekday=weekday_word(local.date()), day=day_text(local.date()))
        return tr("{day}, {clock}", day=day, clock=clock_text(entry.starts, zone))

    return Table[Entry](
        [
            Column(tr("When"), when, sort=lambda one: one.starts, width=25, faded=_settled),
            Column(tr("What"), lambda one: one.title, width=0, faded=_settled),
            Column(tr("Event"), lambda one: one.code_name, width=14, optional=True, faded=_settled),
            Column(tr("State"), lambda one: one.state_words, width=20, optional=True, faded=_settled),
            Column(tr("Kind"), lambda one: one.about, width=24, optional=True, faded=_settled),
        ],
        tr("Calendar"),
        parent,
        filter_hint=tr("Filter: event, session, tentative …"),
        search=lambda one: " ".join((when(one), moment_text(one.starts, zone), one.title, one.state_words, one.about)),
        empty=lambda: EmptyState(
            "calendar-days",
            tr("Nothing stands in these weeks."),
            detail=tr("Sessions, follow-ups and the ends of usual times are listed here."),
        ),
        enter=tr("open the incident") if opens else tr("no more than this line"),
        lines=9,
    )


def _settled(entry: Entry) -> bool:
    return entry.is_settled
