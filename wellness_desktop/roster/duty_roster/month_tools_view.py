"""Above the month picture: which days and which people are shown, and what else can be done."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.duty_roster.month import month_days
from wellness_desktop.roster.when import month_word

EVERYBODY = ""
WEEK = 7


class MonthTools(QWidget):
    """`changed` when other days or people are to be shown; the rest asks for a screen of its own."""

    changed = Signal()
    print_wanted = Signal(bool)
    """In large print or not."""
    import_wanted = Signal()
    teams_wanted = Signal()
    patterns_wanted = Signal()

    def __init__(self, today: date, parent: QWidget | None = None, *, editable: bool) -> None:
        super().__init__(parent)
        self.day, self._today, self._fitting = today, today, 31
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = Flow(self)
        self.earlier = button("", "chevron-left", spoken=tr("Earlier"), tip=tr("Earlier (Page Up)"), parent=self)
        self.today = button(tr("Today"), parent=self)
        self.later = button("", "chevron-right", spoken=tr("Later"), tip=tr("Later (Page Down)"), parent=self)
        self.title = Text("", "strong", self, wrap=False)
        self.who = ChoiceField([(EVERYBODY, tr("Everybody"))], self)
        self.who.setAccessibleName(tr("Who is shown"))
        self.teams_button = button(tr("Teams"), "users", press=self.teams_wanted.emit, parent=self)
        self.patterns_button = button(tr("Patterns"), "layers", press=self.patterns_wanted.emit, parent=self)
        self.import_button = button(tr("Import list"), "import", press=self.import_wanted.emit, parent=self)
        self.print_button = button(tr("Print"), "printer", press=lambda: self.print_wanted.emit(False), parent=self)
        self.large_button = button(
            tr("Print large"), "zoom-in", press=lambda: self.print_wanted.emit(True), parent=self
        )
        for each in (self.earlier, self.today, self.later, self.title, self.who, self.teams_button):
            row.addWidget(each)
        for each in (self.patterns_button, self.import_button, self.print_button, self.large_button):
            row.addWidget(each)
        for each in (self.teams_button, self.import_button):
            each.setVisible(editable)
        self.earlier.clicked.connect(lambda: self.turn(-1))
        self.later.clicked.connect(lambda: self.turn(1))
        self.today.clicked.connect(lambda: self.show_day(self._today))
        self.who.edited.connect(self.changed)
        self._tell()

    @property
    def days(self) -> tuple[date, ...]:
        """The days shown: the month, or one or two weeks of it where there is less room."""
        if self._fitting >= 31:
            return month_days(self.day)
        monday = self.day - timedelta(days=self.day.weekday())
        return tuple(monday + timedelta(days=number) for number in range(self._fitting))

    def fit(self, days: int) -> None:
        """Says how many days have room; `changed` where that shows others."""
        if days != self._fitting:
            self._fitting = days
            self._tell()
            self.changed.emit()

    def turn(self, direction: int) -> None:
        """Shows the days before or after."""
        if self._fitting >= 31:
            first = self.day.replace(day=1)
            other = first - timedelta(days=1) if direction < 0 else first + timedelta(days=31)
            self.show_day(other.replace(day=1))
        else:
            self.show_day(self.day + direction * timedelta(days=self._fitting))

    def show_day(self, day: date) -> None:
        """Shows the days around this one."""
        self.day = day
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        first, last = self.days[0], self.days[-1]
        if self._fitting >= 31:
            words = tr("{month} {year}", month=month_word(first), year=first.year)
        else:
            words = tr(
                "{month} {day} to {last_month} {last_day}, {year}",
                month=month_word(first),
                day=first.day,
                last_month=month_word(last),
                last_day=last.day,
                year=last.year,
            )
        self.title.setText(words)
