"""Above the rota: which weeks are shown, how long a step is, and what else can be done with the rota."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.moment import TimeField
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.rota_cursor import Step
from wellness_desktop.roster.rota_weeks import COMING_WEEKS, DAYS, monday_of, month_mondays

WEEK, MONTH, EIGHT = "week", "month", "eight"


@dataclass(frozen=True, slots=True)
class Shown:
    """Which part of the rota is in view."""

    view: str
    day: date
    """A day in it."""
    step: Step
    handed_over_at: time

    @classmethod
    def of(cls, today: date, handed_over_at: time) -> "Shown":
        """Eight weeks from now on, in steps of a day."""
        return cls(EIGHT, today, Step.DAY, handed_over_at)

    @property
    def monday(self) -> date:
        """The first Monday in view."""
        return month_mondays(self.day)[0] if self.view == MONTH else monday_of(self.day)

    @property
    def weeks(self) -> int:
        """How many weeks are in view."""
        return {WEEK: 1, EIGHT: COMING_WEEKS}.get(self.view) or len(month_mondays(self.day))

    def turned(self, direction: int) -> "Shown":
        """The part before or after."""
        if self.view != MONTH:
            return replace(self, day=self.day + direction * timedelta(days=DAYS * self.weeks))
        first = self.day.replace(day=1)
        other = first - timedelta(days=1) if direction < 0 else first + timedelta(days=31)
        return replace(self, day=other.replace(day=1))


class RotaTools(QWidget):
    """`changed` when another part of the rota is to be shown."""

    changed = Signal()
    print_wanted = Signal()
    chain_wanted = Signal()

    def __init__(self, shown: Shown, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown, self._today = shown, today
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = Flow(self)
        self.earlier = button("", "chevron-left", spoken=tr("Earlier"), tip=tr("Earlier (Page Up)"), parent=self)
        self.today = button(tr("Today"), parent=self)
        self.later = button("", "chevron-right", spoken=tr("Later"), tip=tr("Later (Page Down)"), parent=self)
        self.view = ChoiceField([(WEEK, tr("One week")), (MONTH, tr("A month")), (EIGHT, tr("Eight weeks"))], self)
        self.step = ChoiceField([(step, step.label) for step in Step], self)
        self.at = TimeField(self)
        named = ((self.view, tr("Weeks shown")), (self.step, tr("In steps of")), (self.at, tr("Handed over at")))
        for field, name in named:
            field.setAccessibleName(name)
        self.view.set_value(shown.view)
        self.step.set_value(shown.step)
        self.at.set_value(shown.handed_over_at)
        for each in (self.earlier, self.today, self.later, self.view):
            row.addWidget(each)
        for field, name in named[1:]:
            row.addWidget(Text(name, "label", self, wrap=False))
            row.addWidget(field)
        self.chain_button = button(tr("Call chain"), "phone-call", press=self.chain_wanted.emit, parent=self)
        self.print_button = button(tr("Print month"), "printer", press=self.print_wanted.emit, parent=self)
        for each in (self.chain_button, self.print_button):
            row.addWidget(each)
        self._connect()

    def turn(self, direction: int) -> None:
        """Shows the weeks before or after."""
        self._show(self.shown.turned(direction))

    def _connect(self) -> None:
        self.earlier.clicked.connect(lambda: self.turn(-1))
        self.later.clicked.connect(lambda: self.turn(1))
        self.today.clicked.connect(lambda: self._show(replace(self.shown, day=self._today)))
        self.view.edited.connect(lambda: self._show(replace(self.shown, view=self.view.value())))
        self.step.edited.connect(lambda: self._show(replace(self.shown, step=self.step.value())))
        self.at.left.connect(self._at_left)

    def _at_left(self) -> None:
        at = self.at.value()
        if at is not None and at != self.shown.handed_over_at:
            self._show(replace(self.shown, handed_over_at=at))

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        self.changed.emit()
