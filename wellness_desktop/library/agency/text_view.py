"""A text document in large calm letters: headings, search, text size; long ones part by part."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.library.agency.content_view import ContentView
from wellness_desktop.library.find_view import FindBar
from wellness_desktop.library.reader_look import dress
from wellness_desktop.library.reader_view import LINE_CHARS, SIZES
from wellness_desktop.library.safe_browser import SafeBrowser


class TextContent(ContentView):
    """Markdown without HTML, or plain text. Links are told, never followed; pictures are not loaded."""

    def __init__(self, title: str, parts: tuple[str, ...], *, marked: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts, self._marked = parts, marked
        self._part, self._size = 0, 0
        self._headings: list[tuple[str, int]] = []
        self.browser = SafeBrowser(self)
        self.browser.setAccessibleName(title)
        self.browser.followed.connect(self._follow)
        self._find = FindBar(self.browser, self, hint=tr("Find in this document"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._find)
        column.addWidget(self.browser, 1)
        self._render()

    @property
    def places(self) -> int:
        return len(self._parts)

    @property
    def place(self) -> int:
        return self._part + 1

    def go(self, place: int) -> None:
        wanted = max(0, min(len(self._parts) - 1, place - 1))
        if wanted != self._part:
            self._part = wanted
            self._render()
            self._find.again()
            self.moved.emit()

    def headings(self) -> list[str]:
        return [words for words, _ in self._headings]

    def go_to_heading(self, number: int) -> None:
        cursor = QTextCursor(self.browser.document())
        cursor.setPosition(self._headings[number][1])
        self.browser.setTextCursor(cursor)
        bar = self.browser.verticalScrollBar()
        bar.setValue(self.browser.cursorRect(cursor).top() + bar.value())

    def zoom(self, step: int) -> None:
        self._size = min(len(SIZES) - 1, max(0, self._size + step))
        self._render(keep=True)

    def open_find(self, phrase: str = "") -> None:
        if not phrase:
            self._find.open()
            return
        self._find.look_for(phrase)

    def close_find(self) -> bool:
        was_open = not self._find.isHidden()
        self._find.close_quietly()
        return was_open

    def take_focus(self) -> None:
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def let_go(self) -> None:
        self._parts = ("",)
        self.browser.clear()

    def theme_changed(self) -> None:
        self._render(keep=True)

    def _render(self, *, keep: bool = False) -> None:
        bar = self.browser.verticalScrollBar()
        read = bar.value() / bar.maximum() if keep and bar.maximum() else 0.0
        points = theme.scaled_font(SIZES[self._size] / 100).pointSizeF() * 1.05
        if self._marked:
            self.browser.show_markdown(self._parts[self._part])
            self._headings = dress(self.browser.document(), points)
        else:
            font = self.browser.document().defaultFont()
            font.setPointSizeF(points)
            self.browser.document().setDefaultFont(font)
            if not keep:
                self.browser.setPlainText(self._parts[self._part])
        self.browser.keep_lines_short(
            theme.chars(LINE_CHARS * SIZES[self._size] / 100), round(theme.text_height() * 0.9)
        )
        if not keep:
            self.browser.moveCursor(QTextCursor.MoveOperation.Start)
        bar.setValue(round(read * bar.maximum()))

    def _follow(self, link: str) -> None:
        if not link.startswith("app:"):  # those lead to places of this program, which no document may name
            self.link_wanted.emit(link)
