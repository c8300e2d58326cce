"""The plans that are in use now, at the top of the list of plans, and the way to put one to use."""

from collections.abc import Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.plans.runs.row import Row
from wellness_desktop.plans.runs.run_rows_view import RunRows
from wellness_desktop.plans.runs.values import RunLine
from wellness_desktop.plans.runs.words import line_title, line_words


class InUseCard(Card):
    """One row for each open run."""

    begin_wanted = Signal()
    run_wanted = Signal(object)
    drills_wanted = Signal()

    def __init__(self, may_use: bool, parent: QWidget | None = None) -> None:
        super().__init__(tr("Plans in use"), "siren", parent=parent)
        self.runs = RunRows(tr("Open it and tick off."), "", self)
        self.runs.pressed.connect(lambda run: self.run_wanted.emit(UUID(run)))
        self.add(self.runs)
        self.begin_button = button(
            tr("Put a plan to use"), "play", shortcut="Ctrl+U", press=self.begin_wanted.emit, parent=self
        )
        self.begin_button.setVisible(may_use)
        self.drills_button = button(tr("Drills and runs"), "calendar-check", press=self.drills_wanted.emit, parent=self)
        self.body.addLayout(button_row(self.begin_button, self.drills_button))

    def show_runs(self, runs: Sequence[RunLine], zone: ZoneInfo) -> None:
        """Those that are open."""
        rows = [
            Row(
                str(line.id),
                tr("{title}.  {how}", title=line_title(line), how=line_words(line, zone)),
                "triangle-alert" if line.late else "play",
                "danger" if line.late else "text",
            )
            for line in runs
            if line.open
        ]
        self.runs.show_rows(rows)
        self.runs.setVisible(bool(rows))
