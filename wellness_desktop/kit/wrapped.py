"""Buttons and tick boxes whose words go on to a second line where one is too short; Qt's own cut them off."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

_ICON_GAP = 4
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic
_PLACED = _WRAPPED | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


if TYPE_CHECKING:
    _Base = QAbstractButton
else:
    _Base = object
"""Named before the Qt class, a mixin answers first; a second Qt class beside the first would be two widgets."""


class _Wraps(_Base):
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
        return hint.height() - metrics.height() + metrics.boundingRect(room, int(_WRAPPED), self.text()).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)  # type: ignore[attr-defined] # of every Qt button there is
        painter = QStylePainter(self)
        self._paint_wrapped(painter, option)
        painter.end()

    def _paint_wrapped(self, painter: QStylePainter, option: QStyleOptionButton) -> None:
        raise NotImplementedError

    def _paint_words(self, painter: QPainter, option: QStyleOptionButton, room: QRect) -> None:
        role = self.foregroundRole()
        self.style().drawItemText(painter, room, int(_PLACED), option.palette, self.isEnabled(), self.text(), role)

    def _beside_words(self) -> int:
        """Pixels of the width that are not words: padding, box, icon."""
        return self.sizeHint().width() - self._advance(self.text())

    def _advance(self, words: str) -> int:
        return self.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), words).width()


class _WrapsBesideMark(_Wraps):
    """A check box or radio button: the mark stands in the middle of its lines."""

    CONTROL = QStyle.ControlElement.CE_CheckBox
    WORDS = QStyle.SubElement.SE_CheckBoxContents

    def _paint_wrapped(self, painter: QStylePainter, option: QStyleOptionButton) -> None:
        room = self.style().subElementRect(self.WORDS, option, self)
        option.text = ""
        painter.drawControl(self.CONTROL, option)
        self._paint_words(painter, option, room)


class CheckBox(_WrapsBesideMark, QCheckBox):
    """A check box with words as long as they must be."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.wrap_words()


class RadioButton(_WrapsBesideMark, QRadioButton):
    """A radio button with words as long as they must be."""

    CONTROL = QStyle.ControlElement.CE_RadioButton
    WORDS = QStyle.SubElement.SE_RadioButtonContents

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.wrap_words()


class WrapsButton(_Wraps):
    """For a push button as wide as its card: icon at the left, then the words."""

    def _paint_wrapped(self, painter: QStylePainter, option: QStyleOptionButton) -> None:
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
