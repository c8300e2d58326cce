"""Objectives with their ratings, and the run's timeline with what stays out of the report."""

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import NotesField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.review.values import ClockLine, Objective, Review
from wellness_desktop.plans.runs.kinds import Rating
from wellness_desktop.roster.when import moment_text


class ObjectivesView(QWidget):
    """The list, and below it the objective that is chosen; P, S, M and U rate it at once."""

    rate_wanted = Signal(object, str, object, str)
    add_wanted = Signal(str)
    remove_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._objective: Objective | None = None
        self.form = Form(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.table: Table[Objective] = Table(
            [
                Column(tr("Objective"), lambda one: one.text, width=0),
                Column(tr("Rating"), lambda one: one.rating.value if one.rating else tr("Not rated"), width=14),
            ],
            tr("Objectives"),
            self,
            lines=6,
            enter=tr("say why"),
            empty=lambda: EmptyState("flag", tr("No objective stands here yet."), parent=self),
        )
        for rating in Rating:
            self.table.act(rating.value, rating.label.partition(": ")[2], self._rater(rating))
        self.table.act("Del", tr("take it out"), self.remove_wanted.emit)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _one: self.form.field("why").setFocus())
        column.addWidget(self.table)
        self.form.add(tr("Objective"), NotesField(lines=2), name="text", required=tr("Say what should be reached."))
        ratings = [(one, one.label) for one in Rating]
        self.form.add(tr("Rating"), ChoiceField(ratings, empty=tr("Not rated")), name="rating")
        self.form.add(tr("Why"), NotesField(lines=2), tr("What went well or did not; not who."), name="why")
        self.form.changed.connect(self._save)
        column.addWidget(self.form)
        more = Form(self)
        self.more = more.add(tr("One more objective"), TextField(most=300), name="more")
        self.add_button = button(tr("Add it"), "plus", press=self._add, parent=more)
        more.add_buttons(self.add_button)
        column.addWidget(more)

    def show_objectives(self, found: Sequence[Objective]) -> None:
        """Shows these; what is being typed stays while it is the same objective."""
        before = self._objective
        self.table.set_rows(found)
        if self.table.current() is None:
            self.table.choose(lambda _one: True)
        current = self.table.current()
        if current is not None and before is not None and current.id == before.id:
            self._objective = current
        else:
            self._show(current)

    def forget(self) -> None:
        """What is typed gives way to what is saved, at the next showing."""
        self._objective = None

    def _show(self, one: Objective | None) -> None:
        if one is not None and self._objective is not None and one.id == self._objective.id:
            self._objective = one
            self.form.set_values({"rating": one.rating})
            return
        self.form.flush()
        self._objective = one
        self.form.setVisible(one is not None)
        if one is not None:
            self.form.set_values({"text": one.text, "rating": one.rating, "why": one.why})

    def _rater(self, rating: Rating) -> Callable[[Objective], object]:
        def rate(one: Objective) -> None:
            self.form.set_values({"rating": rating})
            self.rate_wanted.emit(one, one.text, rating, one.why)

        return rate

    def _save(self) -> None:
        one, values = self._objective, self.form.values()
        if one is not None and (values["text"], values["rating"], values["why"]) != (one.text, one.rating, one.why):
            self.rate_wanted.emit(one, values["text"], values["rating"], values["why"])

    def _add(self) -> None:
        if self.more.value():
            self.add_wanted.emit(self.more.value())
            self.more.set_value("")


class ClockView(QWidget):
    """The run's own timeline; Space takes a line out of the report or puts it back."""

    turn_wanted = Signal(object)

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            Text(tr("As the run wrote it down. A line left out here stays in the run's own record."), "body", self)
        )
        self.table: Table[ClockLine] = Table(
            [
                Column(tr("Time"), lambda one: moment_text(one.entry.at, zone), width=24),
                Column(tr("What"), lambda one: one.entry.text, width=0),
                Column(tr("In the report"), lambda one: tr("Yes") if one.shown else tr("Left out"), width=14),
            ],
            tr("By the clock"),
            self,
            lines=12,
            enter=tr("into the report, or out of it"),
            empty=lambda: EmptyState(
                "clock",
                tr("There is no timeline."),
                detail=tr("A review without a run has none; say what happened under Questions."),
                parent=self,
            ),
        )
        self.table.opened.connect(self.turn_wanted.emit)
        column.addWidget(self.table)

    def show_review(self, review: Review) -> None:
        """Shows the timeline of the review's run."""
        self.table.set_rows(review.clock, same=lambda one, other: one.key == other.key)
        if self.table.current() is None:
            self.table.choose(lambda _one: True)
