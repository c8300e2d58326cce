"""The timeline of a run on the screen: when, what, who, and where each line comes from."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.runs.values import TimelineEntry
from wellness_desktop.roster.when import moment_text

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans


class TimelineView(QWidget):
    """Every line; nothing can be changed here."""

    print_wanted = Signal()
    save_wanted = Signal(str)
    """Where to."""

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        zone = plans.zone
        self.table = Table[TimelineEntry](
            [
                Column(tr("Time"), lambda one: moment_text(one.at, zone), sort=lambda one: one.at, width=20),
                Column(tr("What"), _what, width=0),
                Column(tr("Who"), lambda one: one.by, width=20),
                Column(tr("Where from"), lambda one: one.source.label, width=18, optional=True),
            ],
            tr("Timeline"),
            self,
            empty=lambda: EmptyState("history", tr("Nothing was written down yet.")),
            filter_hint=tr("Find a line"),
            lines=12,
            enter=tr("read the whole line"),
        )
        self.whole = Text("", "body", self, selectable=True)
        self.table.chosen.connect(self._show_whole)
        self.print_button = button(
            tr("Print"), "printer", "primary", shortcut="Ctrl+P", press=self.print_wanted.emit, parent=self
        )
        self.save_button = button(tr("Save as a table"), "save", press=self._ask, parent=self)
        self.save_button.setToolTip(tr("A CSV file, for a spreadsheet or the outside agency."))
        for each in (self.print_button, self.save_button):
            each.setEnabled(plans.actor.may(Can.USE_PLANS))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(button_row(self.print_button, self.save_button))
        column.addWidget(self.table, 1)
        column.addWidget(self.whole)

    def show_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """These lines, in their order."""
        self.table.set_rows(entries, same=lambda one, other: one == other)

    def _ask(self) -> None:
        """Asks where to save."""
        dialog = QFileDialog(self, tr("Save the timeline"), str(Path.home() / "timeline.csv"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Tables (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_wanted)
        dialog.open()

    def _show_whole(self, entry: TimelineEntry | None) -> None:
        self.whole.setText(_what(entry) if entry is not None else "")


def _what(one: TimelineEntry) -> str:
    words = tr("{text}  ({role})", text=one.text, role=one.role) if one.role else one.text
    return f"{words}  {one.remark}" if one.remark else words
