"""Where we showed up: the months at a glance, one entry in a line, and the log."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import ChecksField, NumberField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.community.engagement import (
    Engagement,
    EngagementDetails,
    EngagementKind,
    Month,
    Rank,
    hours_text,
    months,
)
from wellness_desktop.plans.community.months_chart_view import MonthsChart
from wellness_desktop.plans.community.words import no_leader_words
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans

MOST_HOURS = 500


class TownView(QWidget):
    """The chart with the same numbers as a list, the form, and every entry."""

    log_wanted = Signal(object)
    remove_wanted = Signal(object)
    print_wanted = Signal(int)

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans = plans
        self._may_log = plans.actor.may(Can.USE_PLANS)
        self._build()

    def show_log(self, log: Sequence[Engagement], quarter: str) -> None:
        """Shows the log as it is now; `quarter` had no leader."""
        found = months(log, self._plans.today)
        self.chart.show_months(found)
        self.months.set_rows(tuple(reversed(found)), same=lambda one, other: one.first == other.first)
        self._note.setText(no_leader_words(quarter) if quarter else "")
        self._note.setVisible(bool(quarter))
        self.log.set_rows(log)
        this_year = self._plans.today.year
        self.year.offer([(year, str(year)) for year in sorted({this_year, *(one.details.day.year for one in log)})])
        if self.year.value() is None:
            self.year.set_value(this_year)

    def begun(self) -> dict[str, Any] | None:
        """What is typed and not logged."""
        typed = self.form.typed()
        return {"typed": typed} if typed != self._empty else None

    def go_on(self, kept: Mapping[str, Any]) -> None:
        """Shows what `begun` gave."""
        self.form.set_typed(kept.get("typed", {}))

    def throw_away(self) -> None:
        """Empties the form for the next entry."""
        self.form.set_values(
            {"day": self._plans.today, "event": "", "kind": None, "who": "", "ranks": (), "hours": None}
        )
        self._empty = self.form.typed()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._seen())
        column.addWidget(self._entry())
        column.addWidget(self._all())
        column.addStretch(1)

    def _seen(self) -> Card:
        card = Card(tr("The last twelve months"), "chart-column", parent=self)
        card.add(
            Text(
                tr("Solid: a leader was there. Outlined: none. Leaders are the chief, command staff and sergeants."),
                "muted",
                card,
            )
        )
        self.chart = MonthsChart(card)
        card.add(self.chart)
        self._note = Text("", "strong", card)
        card.add(self._note)
        self.months = Table[Month](
            [
                Column(tr("Month"), lambda one: one.name, sort=lambda one: one.first, width=0),
                Column(tr("Events"), lambda one: str(one.events), sort=lambda one: one.events, width=9),
                Column(tr("With a leader"), lambda one: str(one.led), sort=lambda one: one.led, width=14),
                Column(tr("Hours"), lambda one: hours_text(one.minutes), sort=lambda one: one.minutes, width=9),
                Column(
                    tr("Note"),
                    lambda one: one.words,
                    icon=lambda one: "circle-dashed" if one.words else "",
                    tint=lambda _one: "muted",
                    width=16,
                ),
            ],
            tr("The same months as a list"),
            card,
            enter=tr("show its entries"),
            lines=4,
        )
        self.months.opened.connect(self._go_to)
        card.add(self.months)
        return card

    def _entry(self) -> Card:
        card = Card(tr("We showed up"), "plus", parent=self)
        self.form = form = Form(card, columns=2)
        form.add(
            tr("&Where"),
            TextField(most=120),
            tr("In a few words. For example: school fair."),
            name="event",
            required=tr("Type where it was."),
        )
        form.add(
            tr("&Day"),
            DateField(self._plans.clock, self._plans.zone),
            tr("T is today."),
            name="day",
            required=tr("Type the day."),
        )
        kinds = [(kind, kind.label) for kind in EngagementKind]
        form.add(tr("&Kind"), ChoiceField(kinds, empty=tr("Choose")), name="kind", required=tr("Choose what it was."))
        form.add(tr("&Hours"), NumberField(0, MOST_HOURS), tr("All of ours together."), name="hours")
        ranks = ChecksField([(rank, rank.label) for rank in Rank], columns=4)
        form.add(tr("Who of &ours"), ranks, name="ranks", required=tr("Mark who was there."), wide=True)
        form.add(tr("Names"), TextField(most=200), tr("May stay empty."), name="who", wide=True)
        card.add(form)
        self.log_button = button(tr("Log it"), "check", "primary", shortcut="Ctrl+Return", press=self._log, parent=card)
        card.body.addLayout(button_row(self.log_button))
        card.setVisible(self._may_log)
        self.throw_away()
        return card

    def _all(self) -> Card:
        card = Card(tr("The log"), "scroll-text", parent=self)
        self.log = Table[Engagement](
            [
                Column(tr("Day"), lambda one: day_text(one.details.day), sort=lambda one: one.details.day, width=14),
                Column(tr("Where"), lambda one: one.details.event, width=0),
                Column(tr("Kind"), lambda one: one.details.kind.label, width=18),
                Column(tr("Who"), lambda one: one.details.rank_words, width=30, optional=True),
                Column(
                    tr("Hours"),
                    lambda one: hours_text(one.details.minutes),
                    sort=lambda one: one.details.minutes,
                    width=8,
                ),
            ],
            tr("The log"),
            card,
            enter=tr("log one like it"),
            empty=lambda: EmptyState(
                "hand-heart", tr("Nothing logged yet. The next school event or food drive is a good first line.")
            ),
            lines=6,
        )
        if self._may_log:
            self.log.opened.connect(self._log_one_like)
            self.log.act("DEL", tr("take out"), self.remove_wanted.emit)
        card.add(self.log)
        self.year = ChoiceField(parent=card)
        self.year.setAccessibleName(tr("Year to print"))
        self.print_button = button(
            tr("Print the year"), "printer", press=lambda: self.print_wanted.emit(self.year.value()), parent=card
        )
        line = button_row(self.year, self.print_button)
        card.body.addLayout(line)
        may_print = self._plans.actor.may(Can.PRINT_CONFIDENTIAL)
        self.year.setVisible(may_print)
        self.print_button.setVisible(may_print)
        return card

    def _go_to(self, month: Month) -> None:
        """The month's last entry in the log, where it has one."""
        first = month.first
        if self.log.choose(lambda one: one.details.day.replace(day=1) == first):
            self.log.setFocus()

    def _log_one_like(self, one: Engagement) -> None:
        """Fills in what a regular event has in common with the last time; the day is today."""
        said = one.details
        self.form.set_values(
            {
                "day": self._plans.today,
                "event": said.event,
                "kind": said.kind,
                "who": said.who,
                "ranks": said.ranks,
                "hours": said.minutes // 60 or None,
            }
        )
        self.form.focus_first()

    def _log(self) -> None:
        if self.form.confirm():
            said = self.form.values()
            minutes = 60 * (said["hours"] or 0)
            self.log_wanted.emit(
                EngagementDetails(said["day"], said["event"], said["kind"], said["who"], tuple(said["ranks"]), minutes)
            )
