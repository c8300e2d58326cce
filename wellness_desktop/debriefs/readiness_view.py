"""The five ticks before a group session: two to set, three that the program knows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.readiness import Ready, Tick
from wellness_desktop.kit.fields import TickField
from wellness_desktop.kit.icons import give_icon
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
            column.addWidget(self._field(one) if one.what.is_asked and may_tick else self._line(one))

    def _field(self, tick: Tick) -> TickField:
        field = self.fields[tick.what] = TickField(tick.words, self)
        field.set_value(tick.done)
        field.edited.connect(self._tick)
        return field

    def _line(self, tick: Tick) -> QWidget:
        """What the program knows from the incident, the team and the cover: said in words, nothing to press."""
        words = tr("Done: {what}", what=tick.words) if tick.done else tr("Still to do: {what}", what=tick.words)
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        mark = QLabel(line)
        give_icon(mark, "circle-check" if tick.done else "circle-dashed")
        row.addWidget(mark)
        row.addWidget(Text(words, "body", line), 1)
        return line

    def _tick(self) -> None:
        self.ticked.emit(self.fields[Ready.RESTED].value(), self.fields[Ready.ROOM].value())
