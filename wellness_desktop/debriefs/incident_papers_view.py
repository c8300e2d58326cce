"""The papers of an incident: a button for each, and one tick for large print that counts for all of them."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.fields import TickField


class IncidentPaper(StrEnum):
    """What can be printed of an incident."""

    CARE = "care"
    HANDOVER = "handover"
    OUTSIDE = "outside"
    GROUND_RULES = "ground_rules"

    @property
    def label(self) -> str:
        """The paper's name, as its button says it."""
        return {
            IncidentPaper.CARE: tr("Care windows"),
            IncidentPaper.HANDOVER: tr("Handover sheet"),
            IncidentPaper.OUTSIDE: tr("Sheet for outside helpers"),
            IncidentPaper.GROUND_RULES: tr("Ground rules card"),
        }[self]


class IncidentPapers(QWidget):
    """`wanted` carries the paper."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.buttons = {paper: self._button(paper) for paper in IncidentPaper}
        self.large = TickField(tr("Large print"), self)
        column.addLayout(button_row(*self.buttons.values(), self.large))

    @property
    def is_large(self) -> bool:
        """Whether the papers are wanted in large print."""
        return self.large.value()

    def _button(self, paper: IncidentPaper) -> QWidget:
        spoken = tr("Print: {paper}", paper=paper.label)
        return button(paper.label, "printer", spoken=spoken, press=lambda: self.wanted.emit(paper), parent=self)
