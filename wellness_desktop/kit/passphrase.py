"""A field for a passphrase, with a look at what was typed that ends by itself."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.icons import give_icon

SHOWN_SECONDS = 10


class PassphraseField(QWidget):
    """Typed text is hidden; "Show" shows it for ten seconds at most. `value()` is exactly what was typed."""

    edited = Signal()
    left = Signal()
    entered = Signal()
    """Enter was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setMaxLength(1024)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        # A keyboard that learns words must not learn this one.
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.show_button = button(tr("Show"), "eye", parent=self, press=self._turn)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_SECONDS * 1000)
        self._timer.timeout.connect(self.conceal)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.editingFinished.connect(self.left)
        self.line.returnPressed.connect(self.entered)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        self.setFocusProxy(self.line)

    def value(self) -> str:
        return self.line.text()

    def set_value(self, value: str | None) -> None:
        self.conceal()
        self.line.setText(value or "")

    @property
    def shown(self) -> bool:
        """Whether the passphrase can be read on the screen now."""
        return self.line.echoMode() == QLineEdit.EchoMode.Normal

    def conceal(self) -> None:
        """Hides what was typed."""
        self._timer.stop()
        self._set_shown(False)

    def wipe(self) -> None:
        """Empties the field and what could be taken back with Ctrl+Z."""
        self.conceal()
        self.line.clear()
        self.line.setText("")

    def parts(self) -> tuple[QWidget, ...]:
        return (self.line,)

    def speak_as(self, name: str, hint: str = "") -> None:
        self.line.setAccessibleName(name)
        self.line.setAccessibleDescription(hint)
        self.show_button.setAccessibleDescription(tr("Shows or hides: {field}", field=name))

    def hideEvent(self, event: QHideEvent) -> None:
        self.conceal()
        super().hideEvent(event)

    def _turn(self) -> None:
        if self.shown:
            self.conceal()
        else:
            self._set_shown(True)
            self._timer.start()

    def _set_shown(self, shown: bool) -> None:
        if shown == self.shown:
            return
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_button.setText(tr("Hide") if shown else tr("Show"))
        self.show_button.setAccessibleName(self.show_button.text())
        give_icon(self.show_button, "eye-off" if shown else "eye", "text", 1.0)
