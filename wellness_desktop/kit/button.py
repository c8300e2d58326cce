"""Buttons that carry their words, icon, shortcut and spoken name from one call."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.icons import give_icon
from wellness_desktop.kit.wrapped import WrapsButton

_TINTS = {"primary": "on_accent", "help": "on_help", "link": "link", "danger": "danger"}
_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class PressButton(QPushButton):
    """A button that Enter presses as well as Space, as everybody expects; Qt does so in dialogs only."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _COMMAND:
            # A key held down must not press again what the first press opened.
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


class FilledButton(PressButton):
    """A button of one color; its focus ring lies inside, where it stands out in every theme."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(_TINTS[self.property("kind")]), 2))
        radius = theme.text_height() * 0.3
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), radius, radius)
        painter.end()


class RowButton(WrapsButton, PressButton):
    """As wide as its card, with words on as many lines as they need."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.wrap_words()


_MADE_AS: dict[str, type[PressButton]] = {"row": RowButton, "primary": FilledButton, "help": FilledButton}


def button(
    words: str,
    icon: str = "",
    kind: str = "",
    *,
    spoken: str = "",
    tip: str = "",
    shortcut: str = "",
    press: Callable[[], object] | None = None,
    parent: QWidget | None = None,
) -> QPushButton:
    """A push button. `kind` is "" (plain), "primary", "danger", "link", "quiet" (icon only), "help", or "row": as
    wide as its card, on more lines where its words need them.

    `spoken` replaces the words for screen readers where the words alone say too little ("Call" -> "Call
    Sgt. Lee"); an icon without words needs it. `shortcut` is shown in the tip and told to screen readers.
    """
    made = _MADE_AS.get(kind, PressButton)(words.replace("&", "&&"), parent)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        give_icon(made, icon, _TINTS.get(kind, "text"), 1.0)
    made.setAccessibleName(spoken or words)
    _explain(made, tip or (spoken if not words else ""), shortcut)
    if press is not None:
        # Qt passes the checked state along; what the button does never wants it.
        made.clicked.connect(lambda _checked=False: press())
    return made


def _explain(made: QPushButton, tip: str, shortcut: str) -> None:
    """Shortcuts are not reported to screen readers by themselves, so the description says them."""
    if not shortcut:
        if tip:
            made.setToolTip(tip)
            made.setAccessibleDescription(tip)
        return
    made.setShortcut(QKeySequence(shortcut))
    keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    words = tr("{tip} Key: {keys}", tip=tip, keys=keys) if tip else tr("Key: {keys}", keys=keys)
    made.setToolTip(words)
    made.setAccessibleDescription(words)


def button_row(*buttons: QWidget, at_end: bool = False) -> Flow:
    """Buttons side by side, at the start of the line or at its end; on more lines where one is too short."""
    row = Flow(at_end=at_end)
    for each in buttons:
        row.addWidget(each)
    return row
