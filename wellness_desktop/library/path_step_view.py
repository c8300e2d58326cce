"""One step of a path as a card: what to do, who, how long, the proof, what to read and take, and how far it is."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, tzinfo
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.fields import TickField
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.text import Text
from wellness_desktop.library.line_freshness import long_day
from wellness_desktop.library.path_values import StepProgress
from wellness_desktop.library.paths import Step


class StepCard(Card):
    """`changed` carries the step's id, the day it is planned for and the day it was done, None for neither.

    Without `may_change` the days are shown and cannot be typed.
    """

    guide_wanted = Signal(str)
    tool_wanted = Signal(str)
    changed = Signal(str, object, object)

    def __init__(
        self,
        number: int,
        step: Step,
        guides: Mapping[str, str],
        tools: Mapping[str, str],
        clock: Clock,
        zone: tzinfo,
        *,
        may_change: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("{number}. {title}", number=number, title=step.title), parent=parent)
        self.step = step
        self._may_change = may_change
        self._days = Chip("", "plain", self)
        self.add(_row([Chip(step.when, "plain", self), self._days], self))
        self.add(Text(tr("{who}. {time}.", who=step.who, time=step.time), "muted", self))
        for one in step.do:
            self.add(Text(tr("•  {what}", what=one), "body", self))
        self.add(Text(tr("Proof: {proof}", proof=step.proof), "strong", self))
        self._offer(step.guides, guides, "book-open", tr("Read the guide: {title}"), self.guide_wanted.emit)
        self._offer(step.tools, tools, "clipboard", tr("Tool: {title}"), self.tool_wanted.emit)
        self.done = TickField(tr("The proof is there"), self)
        self.done_on = DateField(clock, zone, self)
        self.planned_for = DateField(clock, zone, self)
        self._form = self._progress_form()
        self.show_progress(StepProgress())

    def show_progress(self, progress: StepProgress) -> None:
        """Shows how far the step is, without any signal."""
        done = progress.done_on is not None
        self._form.set_values({"done": done, "done_on": progress.done_on, "planned_for": progress.planned_for})
        self._form.show_field("done_on", done)
        if progress.done_on is not None:
            self._days.say(tr("Done {day}", day=long_day(progress.done_on)), "ok")
        elif progress.planned_for is not None:
            self._days.say(tr("Planned for {day}", day=long_day(progress.planned_for)), "info")
        self._days.setVisible(done or progress.planned_for is not None)

    def flush(self) -> None:
        """Sends what is still waiting for a pause."""
        self._form.flush()

    def _progress_form(self) -> Form:
        form = Form(self, columns=2)
        form.add(tr("Planned for"), self.planned_for, name="planned_for")
        form.add(tr("Done"), self.done, name="done")
        form.add(tr("Done on"), self.done_on, name="done_on", required=tr("Type the day, or take the tick away."))
        self.done.edited.connect(self._ticked)
        form.changed.connect(self._save)
        self.add(form)
        form.setVisible(self._may_change)
        return form

    def _ticked(self) -> None:
        """The tick stands for today; another day can be typed then."""
        done = self.done.value()
        self.done_on.set_value(self.done_on.today() if done else None)
        self._form.show_field("done_on", done)
        self._form.flush()

    def _save(self) -> None:
        done_on: date | None = self.done_on.value() if self.done.value() else None
        self.changed.emit(self.step.id, self.planned_for.value(), done_on)

    def _offer(
        self, ids: Sequence[str], titles: Mapping[str, str], icon: str, spoken: str, wanted: Callable[[str], object]
    ) -> None:
        ways = [
            button(
                titles[one], icon, "row", spoken=spoken.format(title=titles[one]),
                press=partial(wanted, one), parent=self,
            )
            for one in ids
            if one in titles
        ]  # fmt: skip
        for way in ways:
            self.add(way)


def _row(widgets: Sequence[QWidget], parent: QWidget) -> QWidget:
    row = QWidget(parent)
    flow = Flow(row)
    for widget in widgets:
        flow.addWidget(widget)
    return row
