"""The lines of a section as rows to choose from: what each says, and whose words it has."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.own_words.outline import Mark, PlanItem
from wellness_desktop.plans.plan_view import empty_out
from wellness_desktop.plans.reading_text import ReadLine


class ItemRows(QWidget):
    """Rows of one section. Enter opens, Alt+Up and Alt+Down move, Delete hides, Insert adds behind."""

    open_wanted = Signal(object)
    add_wanted = Signal(object)
    move_wanted = Signal(object, int)
    hide_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, QWidget] = {}
        self._items: dict[str, PlanItem] = {}
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)

    def show_lines(self, lines: Sequence[ReadLine], items: Sequence[PlanItem]) -> None:
        """These lines, each item once, and below them what the agency hid."""
        empty_out(self._lines)
        self.rows.clear()
        self._items = {item.id: item for item in items}
        group, last = "", ""
        for line in lines:
            if line.group != group and line.group:
                self._say(line.group, "strong")
            group = line.group
            item = self._items.get(line.item)
            if item is None:
                self._say(line.text, "body")
            elif item.id != last:
                whole = "\n".join(one.text for one in lines if one.item == item.id)
                self._row(item, whole)
                last = item.id
        hidden = [item for item in items if item.mark is Mark.HIDDEN]
        if hidden:
            self._say(tr("Hidden by us"), "strong")
            for item in hidden:
                self._row(item, item.text)

    def below(self, item: str, widget: QWidget) -> None:
        """Puts a widget right below the row of an item."""
        row = self.rows.get(item)
        if row is not None:
            self._lines.removeWidget(widget)
            after = self._lines.indexOf(row) + (2 if self._items[item].mark.words else 1)
            self._lines.insertWidget(after, widget)
            widget.show()

    def take_out(self, widget: QWidget) -> None:
        """Takes that widget out again, so that the rows can be made anew."""
        self._lines.removeWidget(widget)
        widget.hide()

    def _row(self, item: PlanItem, text: str) -> None:
        mark = item.mark.words
        spoken = tr("{text} ({mark})", text=text, mark=mark) if mark else text
        row = button(
            text or item.title,
            "eye-off" if item.mark is Mark.HIDDEN else "pencil",
            "row",
            spoken=spoken,
            tip=tr("Enter: change. Alt+Up or Alt+Down: move. Delete: hide. Insert: add after it."),
            press=lambda: self.open_wanted.emit(item),
            parent=self,
        )
        row.installEventFilter(self)
        row.setProperty("item", item.id)
        self.rows[item.id] = row
        self._lines.addWidget(row)
        if mark:
            self._say(mark, "muted")

    def _say(self, words: str, style: str) -> None:
        self._lines.addWidget(Text(words, style, self))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            item = self._items.get(str(watched.property("item")))
            act = self._meant(event, item) if item is not None and item.mark is not Mark.HIDDEN else None
            if act is not None:
                act()
                return True
        return super().eventFilter(watched, event)

    def _meant(self, event: QKeyEvent, item: PlanItem) -> Callable[[], object] | None:
        """What a key on a row asks for."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if event.key() == Qt.Key.Key_Up and not item.first:
                return lambda: self.move_wanted.emit(item, -1)
            if event.key() == Qt.Key.Key_Down and not item.last:
                return lambda: self.move_wanted.emit(item, 1)
            return None
        if event.key() == Qt.Key.Key_Delete and item.mark is not Mark.ADDED:
            return lambda: self.hide_wanted.emit(item)
        if event.key() == Qt.Key.Key_Insert and item.may_add:
            return lambda: self.add_wanted.emit(item)
        return None
