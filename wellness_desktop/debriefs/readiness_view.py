"""The five ticks before a group session: two to set, three that the program knows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.readiness import Ready, Tick
from wellness_desktop.kit.fields import TickField
from wellness_desktop.kit.text import Text


class ReadinessView(QWidget):
    """`ticked` carries whether people have rested, and whether the room is away."""

    ticked = Signal(bool, bool)

    def __init__(self, ticks: tuple[Tick, ...], *, may_tick: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        done = sum(one.done for one in ticks)
        head = tr("Before it begins: {done} of {all} seen to.", done=done, all=len(ticks))
        column.addWidget(Text(head, "strong", self))
        self.fields: dict[Ready, TickField] = {}
        for one in ticks:
            field = self.fields[one.what] = TickField(one.words, self)
            field.set_value(one.done)
            field.setEnabled(one.what.is_asked and may_tick)
            if one.what.is_asked:
                field.edited.connect(self._tick)
            else:
                field.setToolTip(tr("The program knows this from the incident, the team and the cover."))
            column.addWidget(field)

    def _tick(self) -> None:
        self.ticked.emit(self.fields[Ready.RESTED].value(), self.fields[Ready.ROOM].value())
