"""A list with details beside it; one at a time where there is no room for both."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button

ROOM_FOR_BOTH = 120


class Side(QWidget):
    """A list with what stands around it. With a focus proxy Tab would pass over whatever stands before the list."""

    begins_at: QWidget | None = None
    """Where the keyboard goes when it comes back here."""

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        if self.begins_at is not None:
            self.begins_at.setFocus(reason)
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            super().setFocus(reason)  # an empty list takes no keyboard, and it must not end outside


class Beside(QWidget):
    """Shows `main` and `detail` side by side from about 120 characters on.

    In less room `show_detail` puts the detail in place of the list, with a button (and Escape) back.
    """

    returned = Signal()
    """The person went back to the list."""

    def __init__(
        self, main: QWidget, detail: QWidget, parent: QWidget | None = None, *, back: str = "", share: int = 40
    ) -> None:
        super().__init__(parent)
        self.main, self.detail = main, detail
        self._detail_wanted = self._only_main = False
        main.setParent(self)  # first, so that Tab comes here first
        self.back_button = button(back or tr("Back to the list"), "arrow-left", "link", parent=self)
        self.back_button.clicked.connect(lambda _on=False: self.show_main())
        self._side = QWidget(self)
        right = QVBoxLayout(self._side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(8)
        right.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(detail, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(main, 100 - share)
        row.addWidget(self._side, share)
        self._escape = QShortcut(QKeySequence("Esc"), self)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.activated.connect(self.show_main)
        self._arrange()

    @property
    def both(self) -> bool:
        """Whether there is room for both."""
        return self.width() >= theme.chars(ROOM_FOR_BOTH)

    def show_only_main(self, only: bool) -> None:
        """Gives the list the whole room while it is empty, so that one calm message says what belongs there."""
        if only != self._only_main:
            self._only_main = only
            self._arrange()

    def show_detail(self) -> None:
        """Brings the detail into view."""
        self._detail_wanted = True
        self._arrange()

    def show_main(self) -> None:
        """Goes back to the list, where only one of them has room."""
        was_alone = self._detail_wanted and not self.both
        self._detail_wanted = False
        self._arrange()
        if was_alone:
            self.main.setFocus(Qt.FocusReason.OtherFocusReason)
            self.returned.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def theme_changed(self) -> None:
        self._arrange()

    def _arrange(self) -> None:
        alone = self._detail_wanted and not self.both and not self._only_main
        beside = (self.both and not self._only_main) or alone
        focus = QApplication.focusWidget()
        leaves = focus is not None and not beside and self._side.isAncestorOf(focus)
        self.main.setVisible(not alone)
        if leaves:
            # Hidden with the cursor in it, it would hand it on to something outside, and Escape would do nothing.
            self.main.setFocus(Qt.FocusReason.OtherFocusReason)
        self._side.setVisible(beside)
        self.back_button.setVisible(alone)
        self._escape.setEnabled(alone)
