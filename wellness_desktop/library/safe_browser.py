"""A text view that shows Markdown and nothing else: no network, no scripts, no files but our own, no surprise links."""

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QUrl, Signal
from PySide6.QtGui import QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

SCHEMES = ("https", "http", "tel", "app")
"""The only kinds of links that are passed on; they are shown or followed inside the program, never opened."""
BUNDLED = "bundled"
LARGEST_PICTURE = 4 * 1024 * 1024


class SafeBrowser(QTextBrowser):
    """Shows Markdown without HTML. `followed` comes with an allowed link that the person chose.

    Qt's own view asks for every picture it meets, over the network and from any file; here only pictures that
    lie in `pictures` are served, by name (findings/window_pdf_speed.md 5).
    """

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, pictures: Path | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setSearchPaths([])
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._widest, self._margin = 0, 0
        self.anchorClicked.connect(self._follow)

    def keep_lines_short(self, widest: int, margin: int) -> None:
        """Lets no line grow wider than `widest` pixels, with `margin` pixels around the text."""
        self._widest, self._margin = widest, margin
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt calls this name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * self._margin
        spare = max(0, room - self._widest) if self._widest else 0
        self.setViewportMargins(self._margin, self._margin // 2, self._margin + spare, 0)

    def show_markdown(self, text: str) -> None:
        """Shows the text from its beginning; HTML in it stays the characters it is made of."""
        features = (
            QTextDocument.MarkdownFeature.MarkdownDialectGitHub.value
            | QTextDocument.MarkdownFeature.MarkdownNoHTML.value
        )
        self.document().setMarkdown(text, QTextDocument.MarkdownFeature(features))

    def loadResource(self, kind: int, name: QUrl | str) -> QByteArray:  # noqa: N802 - Qt calls this name
        """Serves a picture of our own folder; anything else is empty."""
        del kind
        path = self._picture(QUrl(name))
        if path is None:
            return QByteArray()
        try:
            return QByteArray(path.read_bytes()) if path.stat().st_size <= LARGEST_PICTURE else QByteArray()
        except OSError:
            return QByteArray()

    def _picture(self, name: QUrl) -> Path | None:
        if self._pictures is None or name.scheme() != BUNDLED:
            return None
        # The last part only: no folder above or beside ours can be named.
        return self._pictures / Path(name.path()).name

    def _follow(self, link: QUrl) -> None:
        if link.scheme() in SCHEMES:
            self.followed.emit(link.toString())
