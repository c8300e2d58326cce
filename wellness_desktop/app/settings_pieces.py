"""What several pages of the settings share: the way back, a new passphrase with a suggestion, sizes in words."""

from collections.abc import Sequence

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.passphrase import PassphraseField
from wellness_desktop.kit.text import Text


def back_to_settings(page: Page, back: SignalInstance) -> None:
    """Puts the way back to the settings at the right of the page's title."""
    page.add_action(button(tr("All settings"), "arrow-left", press=back.emit, parent=page))


class Narrow(QWidget):
    """Keeps a card at a width that reads in one glance, at the left like everything else."""

    def __init__(self, card: QWidget, parent: QWidget | None = None, *, chars: int = 92) -> None:
        super().__init__(parent)
        self._card, self._chars = card, chars
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.theme_changed()

    def theme_changed(self) -> None:
        """The width is counted in characters, so it follows the text size."""
        self._card.setMaximumWidth(theme.chars(self._chars))


def weakness(text: str, words: Sequence[str]) -> str:
    """Why a passphrase is not good enough, in words; empty when it is (SEC-23)."""
    from wellness_desktop.accounts.passphrases import require_good

    try:
        require_good(text, words)
    except Problem as problem:
        return f"{problem.title} {problem.advice}"
    return ""


class Suggested(QWidget):
    """A button that fills a passphrase field with five random words, and shows them to be written down.

    The words are shown until they are wiped, since whoever suggested them has to copy them onto paper.
    """

    def __init__(self, fields: Sequence[PassphraseField], parent: QWidget) -> None:
        super().__init__(parent)
        self._fields = fields
        self.words = Text("", "big", self, selectable=True)
        self.words.hide()
        self.press = button(tr("Suggest one"), "refresh-cw", press=self.suggest, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(button_row(self.press))
        column.addWidget(self.words)

    def suggest(self) -> None:
        """Fills the fields with new words."""
        from wellness_desktop.accounts.passphrases import suggest

        words = suggest()
        for field in self._fields:
            field.set_value(words)
            field.edited.emit()
        self.words.setText(words)
        self.words.setAccessibleName(tr("Suggested passphrase: {words}", words=words))
        self.words.show()

    def wipe(self) -> None:
        """Takes the words away."""
        self.words.setText("")
        self.words.setAccessibleName("")
        self.words.hide()
        for field in self._fields:
            field.wipe()


def size_words(size: int) -> str:
    """Bytes as people read them."""
    if size < 1024 * 1024:
        return tr("{count} KB", count=max(1, round(size / 1024)))
    return tr("{count} MB", count=f"{size / 1024 / 1024:.1f}")
