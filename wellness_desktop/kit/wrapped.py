"""Buttons and tick boxes whose words go on to a second line where one is too short; Qt's own cut them off.

The front door loads this file: what only a wrapped button needs is looked up when one is drawn.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton, QStyleOptionButton, QStylePainter

    _Base = QAbstractButton
else:
    _Base = object
"""Named before the Qt class, a mixin answers first; a second Qt class beside the first would be two widgets."""

_ICON_GAP = 4


class Wraps(_Base):
    """Where there is room for one line, Qt draws it as always."""

    def wrap_words(self) -> None:
        """Lets the layout give less width than one line needs; the height follows. Called once, when made."""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """The longest word is never broken."""
        longest = max((self._advance(word) for word in self.text().split()), default=0)
        return QSize(self._beside_words() + longest, self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        hint = self.sizeHint()
        if width >= hint.width():
            return hint.height()
        metrics = self.fontMetrics()
        # Qt rounds differently when it measures and when it draws; a pixel less keeps both at the same line breaks.
        room = QRect(0, 0, max(1, width - self._beside_words() - 1), 1 << 16)
        return hint.height() - metrics.height() + metrics.boundingRect(room, _wrapped_flags(), self.text()).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        from PySide6.QtWidgets import QStyleOptionButton, QStylePainter

        option = QStyleOptionButton()
        self.initStyleOption(option)  # type: ignore[attr-defined] # of every Qt button there is
        painter = QStylePainter(self)
        self._paint_wrapped(painter, option)
        painter.end()

    def _paint_wrapped(self, painter: "QStylePainter", option: "QStyleOptionButton") -> None:
        raise NotImplementedError

    def _paint_words(self, painter: QPainter, option: "QStyleOptionButton", room: QRect) -> None:
        flags = _wrapped_flags() | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)
        role = self.foregroundRole()
        self.style().drawItemText(painter, room, flags, option.palette, self.isEnabled(), self.text(), role)

    def _beside_words(self) -> int:
        """Pixels of the width that are not words: padding, box, icon."""
        return self.sizeHint().width() - self._advance(self.text())

    def _advance(self, words: str) -> int:
        return self.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), words).width()


class WrapsButton(Wraps):
    """For a push button as wide as its card: icon at the left, then the words."""

    def _paint_wrapped(self, painter: "QStylePainter", option: "QStyleOptionButton") -> None:
        from PySide6.QtGui import QIcon
        from PySide6.QtWidgets import QStyle

        inside = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        icon, option.text, option.icon = self.icon(), "", QIcon()
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        if not icon.isNull():
            size = self.iconSize()
            mark = QRect(inside.left(), inside.center().y() - size.height() // 2, size.width(), size.height())
            mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
            icon.paint(painter, self.style().visualRect(option.direction, inside, mark), mode=mode)
            inside = self.style().visualRect(
                option.direction, inside, inside.adjusted(size.width() + _ICON_GAP, 0, 0, 0)
            )
        self._paint_words(painter, option, inside)


def _wrapped_flags() -> int:
    return int(Qt.TextFlag.TextWordWrap) | int(Qt.TextFlag.TextShowMnemonic)
