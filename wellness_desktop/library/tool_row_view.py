"""Below a guide in the reader: the tools that go with it, one press away."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.text import Text
from wellness_desktop.library.tools import Tool

_MOST_BUTTONS = 3
_ROOM_FOR_BUTTONS = 110
"""Letters across; a narrower row has one button for all, so that the text keeps its room."""


class GuideToolsRow(QWidget):
    """`wanted` carries the id of a tool. Hidden for a guide without tools."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools: tuple[Tool, ...] = ()
        self._narrow = False
        self._row = Flow(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_tools(self, tools: Sequence[Tool]) -> None:
        """Offers these tools, the closest first."""
        self._tools = tuple(tools)
        self._fill()
        self.setVisible(bool(tools))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rearrange()

    def theme_changed(self) -> None:
        self._rearrange()

    def _rearrange(self) -> None:
        narrow = self.width() < theme.chars(_ROOM_FOR_BUTTONS)
        if narrow != self._narrow:
            self._narrow = narrow
            self._fill()

    def _fill(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if not self._tools:
            return
        if self._narrow:
            words = tr_count("{count} tool with this guide", "{count} tools with this guide", len(self._tools))
            self._add(words, words, self._tools[0])
            return
        self._row.addWidget(Text(tr("Tools with this guide"), "label", self, wrap=False))
        for tool in self._tools[:_MOST_BUTTONS]:
            self._add(tool.title, tr("Tool: {title}", title=tool.title), tool)
        if more := self._tools[_MOST_BUTTONS:]:
            words = tr_count("{count} more", "{count} more", len(more))
            self._add(words, tr("More tools with this guide"), more[0])

    def _add(self, words: str, spoken: str, tool: Tool) -> None:
        made = button(words, "clipboard", spoken=spoken, press=lambda: self.wanted.emit(tool.id), parent=self)
        made.show()
        self._row.addWidget(made)
