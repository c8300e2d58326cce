"""A link on a PC without internet: the address or number in words, and a code to scan with one's own phone."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.base.qr_code import MOST_ON_SCREEN
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.qr import QrLabel
from wellness_desktop.kit.text import Text


class LinkCard(Card):
    """Hidden until a link was chosen. Nothing is opened, dialed or copied from here by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._hint = Text("", "strong", self)
        self._address = Text("", "body", self, selectable=True)
        self._close = button("", "x", "quiet", spoken=tr("Close this link"), parent=self)
        self._close.clicked.connect(self.hide)
        self._code: QrLabel | None = None
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._hint)
        words.addWidget(self._address)
        words.addStretch(1)
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._row)
        self.hide()

    def say(self, link: QUrl) -> None:
        """Shows an https or tel link."""
        if self._code is not None:
            self._code.hide()
            self._code.deleteLater()
            self._code = None
        call = link.scheme() == "tel"
        shown = link.path() if call else link.toString()
        self._hint.setText(tr("Call this number, or scan the code.") if call else tr("Scan with your own phone."))
        self._address.setText(shown)
        text = f"tel:{''.join(filter(str.isdigit, shown))}" if call else shown
        if len(text.encode()) <= MOST_ON_SCREEN:
            self._code = QrLabel(text, shown, self)
            self._row.insertWidget(0, self._code, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(shown)
        self.show()
        announce(self, f"{self._hint.text()} {shown}")

    def code(self) -> str:
        """What the code holds; empty when there is none."""
        return self._code.text if self._code is not None else ""
