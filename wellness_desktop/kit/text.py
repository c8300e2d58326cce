"""Words on the screen: typed text is never markup, lines are never too long to read."""

import re
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wellness_desktop.kit import theme

LINE_CHARS = 84
"""Lines longer than this lose the reader on the way back (findings/window_pdf_speed.md 1)."""

_BREAK = "\u200b"
"""Unseen; a line may end here."""
_LONG_WORD = re.compile(r"\S{30}(?=\S)")
"""The name of a file, or an address: unbroken it would make the page wider than the window."""

_STYLES: dict[str, tuple[float, QFont.Weight, str]] = {
    "title": (1.75, QFont.Weight.DemiBold, ""),
    "heading": (1.15, QFont.Weight.DemiBold, ""),
    "strong": (1.0, QFont.Weight.DemiBold, ""),
    "lead": (1.4, QFont.Weight.Normal, "muted"),
    "body": (1.0, QFont.Weight.Normal, ""),
    "label": (0.96, QFont.Weight.DemiBold, ""),
    "muted": (1.0, QFont.Weight.Normal, "muted"),
    "small": (0.92, QFont.Weight.Normal, "muted"),
    "error": (1.0, QFont.Weight.Normal, "danger"),
    "big": (1.4, QFont.Weight.DemiBold, ""),
    "huge": (2.6, QFont.Weight.DemiBold, ""),
    "clock": (6.0, QFont.Weight.Light, ""),
}


class Text(QLabel):
    """Plain text in one of the styles: title, heading, strong, body, muted, small, error, label, big, huge, clock.

    Wraps unless `wrap` is off, never in lines longer than 84 characters. `selectable` text can be marked
    and copied with mouse and keyboard (phone numbers, addresses).
    """

    def __init__(
        self,
        text: str = "",
        style: str = "body",
        parent: QWidget | None = None,
        *,
        wrap: bool = True,
        selectable: bool = False,
    ) -> None:
        self._heights: dict[tuple[int, int], int] = {}
        """By width and margin: a layout asks for the same ones dozens of times, and measuring words is slow."""
        self._hint: QSize | None = None
        self._centered = False
        super().__init__(parent)
        self._factor, self._weight, tone = _STYLES[style]
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if tone:
            self.setProperty("tone", tone)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        if wrap:
            # A wrapped label is happy with any width; its height follows.
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._size_font()
        self.setText(text)

    def theme_changed(self) -> None:
        self._size_font()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._factor > 2:
            self._fit_longest_word(event.size().width())
        if self.wordWrap():
            spare = max(0, event.size().width() - theme.chars(LINE_CHARS * self._factor))
            margins = self.contentsMargins()
            left, right = (spare // 2, spare - spare // 2) if self._centered else (margins.left(), spare)
            if (margins.left(), margins.right()) != (left, right):
                self.setContentsMargins(left, margins.top(), right, margins.bottom())
                self.updateGeometry()
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        """The same at any width. Qt would break the words earlier by as much as their margins take now, so wider text
        would ask for more height: a page at the edge of scrolling then grows and shrinks until the stack is full.
        """
        if not self.wordWrap():
            return super().sizeHint()
        if self._hint is None:
            self._hint = self._size_of_words()
        return self._hint

    def minimumSizeHint(self) -> QSize:
        """Large words can get smaller, so they ask for the room of the smallest: a demand that followed the size
        they have now would widen the page, which enlarges them, which widens the page again, for ever.
        """
        hint = super().minimumSizeHint()
        if self.wordWrap():
            hint.setWidth(hint.width() - self._spare())
        if self._factor > 2:
            hint.setWidth(min(hint.width(), self._longest_word(1.0) + 4))
        return hint

    def heightForWidth(self, width: int) -> int:
        if self.wordWrap():
            # The right margin belongs to the present width, so ask for the width the words will have.
            spare = self._spare()
            width = min(width, theme.chars(LINE_CHARS * self._factor)) + spare
        else:
            spare = 0
        key = (width, spare)
        if key not in self._heights:
            self._heights[key] = super().heightForWidth(width)
        return self._heights[key]

    def setText(self, text: str) -> None:
        self._forget_sizes()
        may_break = self.wordWrap() and self._factor <= 2
        copied = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        super().setText(_LONG_WORD.sub(r"\g<0>" + _BREAK, text) if may_break and not copied else text)

    def text(self) -> str:
        """What was given, without the places where a long word may go on in the next line."""
        return super().text().replace(_BREAK, "")

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        self._centered = bool(alignment & Qt.AlignmentFlag.AlignHCenter)
        self._forget_sizes()
        super().setAlignment(alignment)

    def setContentsMargins(self, *margins: Any) -> None:
        self._heights.clear()
        super().setContentsMargins(*margins)

    def changeEvent(self, event: QEvent) -> None:
        """Another font or style makes other heights."""
        self._forget_sizes()
        super().changeEvent(event)

    def _forget_sizes(self) -> None:
        self._heights.clear()
        self._hint = None

    def _spare(self) -> int:
        """What the margins take of the present width, so that no line gets too long."""
        margins = self.contentsMargins()
        return margins.right() + (margins.left() if self._centered else 0)

    def _size_of_words(self) -> QSize:
        """As Qt measures a wrapped label that has no margins: in lines of 80 letters, or shorter ones for few words."""
        self.ensurePolished()
        if self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            hint = super().sizeHint()
            return QSize(hint.width() - self._spare(), hint.height())
        margins, metrics = self.contentsMargins(), self.fontMetrics()
        words = super().text()  # as they are drawn: a kind of text may hold its numbers together
        left = 0 if self._centered else margins.left()
        room = min(metrics.averageCharWidth() * 80, self.maximumWidth()) - left
        flags = int(Qt.TextFlag.TextWordWrap) | (int(Qt.TextFlag.TextShowMnemonic) if self.buddy() is not None else 0)

        def measured(width: int) -> QSize:
            return metrics.boundingRect(0, 0, width, 2000, flags, words).size()

        size = measured(room)
        for lines, part in ((4, 2), (2, 4)):
            if size.height() < lines * metrics.lineSpacing() and size.width() > room // part:
                size = measured(room // part)
        size += QSize(left, margins.top() + margins.bottom())
        return size.expandedTo(self.minimumSize())

    def _fit_longest_word(self, width: int) -> None:
        """A phone number cannot be broken over two lines; at 200 % text it gets smaller instead of being cut."""
        longest = self._longest_word(self._factor)
        factor = self._factor * min(1.0, (width - 4) / longest) if longest else self._factor
        fitted = theme.scaled_font(max(1.0, factor), self._weight)
        if fitted.pointSizeF() != self.font().pointSizeF():
            self.setFont(fitted)

    def _longest_word(self, factor: float) -> int:
        """Pixels that the longest word takes at that size."""
        metrics = QFontMetrics(theme.scaled_font(factor, self._weight))
        return max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)

    def _size_font(self) -> None:
        if self._factor == 1.0 and self._weight == QFont.Weight.Normal:
            return
        self.setFont(theme.scaled_font(self._factor, self._weight))


def caption(text: str, buddy: QWidget, parent: QWidget | None = None) -> Text:
    """The label of a field; `&` marks its Alt key, as everywhere in Qt."""
    label = Text(text, "label", parent)
    # Qt passes the label's key on only to what takes the focus itself, not to a field made of parts.
    while (inner := buddy.focusProxy()) is not None:
        buddy = inner
    label.setBuddy(buddy)
    return label
