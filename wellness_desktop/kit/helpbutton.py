"""The red button that stands at the top right of every page, also of the locked one."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import FilledButton
from wellness_desktop.kit.icons import give_icon


class HelpButton(FilledButton):
    """ "Get help now": pressed by mouse, by Enter, or with F1 from anywhere in the window."""

    def __init__(self, window: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(tr("Get help now"), parent or window)
        self.setProperty("kind", "help")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Get help now"))
        words = tr("Shows people and lines to call. Needs no sign-in and leaves no trace. Key: F1")
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.theme_changed()
        self.keys = QShortcut(QKeySequence("F1"), window)
        self.keys.activated.connect(self.click)

    def theme_changed(self) -> None:
        self.setFont(theme.scaled_font(1.0, QFont.Weight.DemiBold))
        give_icon(self, "life-buoy", "on_help", 1.15)
