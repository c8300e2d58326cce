"""The one place on a page where the program speaks: done, careful, went wrong; with Undo where it can."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.button import button
from wellness_desktop.kit.icons import give_icon
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.undo import Undo

_LOOKS = {
    "ok": ("circle-check", "on_ok_soft"),
    "info": ("info", "on_info_soft"),
    "warn": ("triangle-alert", "on_warn_soft"),
    "bad": ("circle-alert", "on_bad_soft"),
}


class Banner(QFrame):
    """Hidden until it has something to say; stays until replaced or closed; read aloud when it speaks."""

    changing = Signal()
    """Comes before the message, and with it the height, is another."""
    changed = Signal(bool)
    """Whether there is a message now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.undo = Undo(self)
        self._press: Callable[[], object] | None = None
        self._is_built = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def say(
        self,
        text: str,
        undo: Callable[[], object] | None = None,
        *,
        detail: str = "",
        action: str = "",
        press: Callable[[], object] | None = None,
    ) -> None:
        """Something was done. With `undo`, an Undo button (and Ctrl+Z) takes it back until the next action.

        `action` names one further button, which calls `press`.
        """
        self._show("ok", text, detail, undo, action, press)

    def note(self, text: str, detail: str = "", *, action: str = "", press: Callable[[], object] | None = None) -> None:
        """Something to know that was not asked for."""
        self._show("info", text, detail, None, action, press)

    def warn(self, text: str, detail: str = "", *, action: str = "", press: Callable[[], object] | None = None) -> None:
        """Something to be careful about."""
        self._show("warn", text, detail, None, action, press)

    def problem(self, problem: Problem, *, action: str = "", press: Callable[[], object] | None = None) -> None:
        """Something went wrong: what happened and what to do next."""
        self._show("bad", problem.title, problem.advice, None, action, press)

    def clear(self) -> None:
        """Takes the message away, and with it the chance to undo."""
        self.undo.forget()
        if not self.isHidden():
            self.changing.emit()
            self.hide()
            self.changed.emit(False)

    @property
    def words(self) -> str:
        """What stands in the banner now; empty while it is hidden."""
        if self.isHidden():
            return ""
        return " ".join(part for part in (self._title.text(), self._detail.text()) if part)

    def _build_once(self) -> None:
        """With the first message: every page has a banner, and most are closed before it spoke."""
        if not self._is_built:
            self._is_built = True
            self._build()
            self._connect()

    def _build(self) -> None:
        self._icon = QLabel(self)
        self._title = Text("", "strong", self)
        self._detail = Text("", "body", self)
        self._undo_button = button(tr("Undo"), "undo", tip=tr("Take the last action back."), parent=self)
        self._action_button = button("", parent=self)
        self._close_button = button("", "x", "quiet", spoken=tr("Close this message"), parent=self, press=self.clear)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        for each in (self._undo_button, self._action_button, self._close_button):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)

    def _connect(self) -> None:
        self._undo_button.clicked.connect(self._take_back)
        self._action_button.clicked.connect(self._act)
        self.undo.changed.connect(lambda: self._undo_button.setVisible(self.undo.possible))
        # A field with typed text keeps Ctrl+Z for itself; elsewhere on the page it means this banner.
        self._keys = QShortcut(QKeySequence.StandardKey.Undo, self)
        self._keys.setContext(Qt.ShortcutContext.WindowShortcut)
        self._keys.activated.connect(self._take_back)

    def _show(
        self,
        kind: str,
        text: str,
        detail: str,
        undo: Callable[[], object] | None,
        action: str,
        press: Callable[[], object] | None,
    ) -> None:
        self._build_once()
        self.changing.emit()
        if undo is None:
            self.undo.forget()
        else:
            self.undo.remember(undo)
        self.setProperty("banner", kind)
        give_icon(self._icon, *_LOOKS[kind], 1.3)
        self._title.setText(text)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._undo_button.setVisible(self.undo.possible)
        self._press = press
        self._action_button.setText(action.replace("&", "&&"))
        self._action_button.setAccessibleName(action)
        self._action_button.setVisible(bool(action))
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        theme.restyle(self)
        for label in (self._title, self._detail):
            theme.restyle(label)
        self.show()
        self.changed.emit(True)
        announce(self, self.words, urgent=kind in ("bad", "warn"))

    def _take_back(self) -> None:
        if self.isHidden() or not self.undo.possible:
            return
        try:
            self.undo.take_back()
        except Problem as problem:
            self.problem(problem)
            return
        if not self.undo.possible:
            self._show("info", tr("Taken back."), "", None, "", None)

    def _act(self) -> None:
        if self._press is not None:
            self._press()
