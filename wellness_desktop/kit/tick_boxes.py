"""Check boxes and radio buttons with words as long as they must be."""

from PySide6.QtWidgets import QCheckBox, QRadioButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from wellness_desktop.kit.wrapped import Wraps


class _WrapsBesideMark(Wraps):
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
