"""How an entry is drawn: a letter in a box, so that it reads without color, and words beside it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from wellness_desktop.debriefs.calendar_views.entries import Entry, EntryKind
from wellness_desktop.kit import theme

_FILLS = {
    EntryKind.SESSION: ("info_soft", "on_info_soft"),
    EntryKind.FOLLOW_UP: ("warn_soft", "on_warn_soft"),
    EntryKind.WINDOW: ("sunken", "text"),
}


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a picture with their measures; made anew when the text size changes."""

    small: QFont
    strong: QFont
    metrics: QFontMetrics
    line: int
    mark: int
    """Width of the box with the letter."""

    @classmethod
    def now(cls) -> "Fonts":
        """As the theme has them."""
        small, strong = theme.scaled_font(0.92), theme.scaled_font(0.92, QFont.Weight.DemiBold)
        line = theme.text_height()
        return cls(small, strong, QFontMetrics(small), line, round(line * 1.15))


def draw_mark(painter: QPainter, fonts: Fonts, entry: Entry, box: QRectF) -> None:
    """The letter in its box; dashed while something is still to be found, quiet once nothing is left to do."""
    fill, ink = ("surface", "muted") if entry.is_settled else _FILLS[entry.kind]
    style = Qt.PenStyle.DashLine if entry.is_tentative else Qt.PenStyle.SolidLine
    painter.setPen(QPen(theme.color("edge"), 1.4, style))
    painter.setBrush(theme.color(fill))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(fonts.strong)
    painter.setPen(theme.color(ink))
    inside = QRectF(box.left(), box.top(), min(box.width(), fonts.mark), box.height())
    painter.drawText(inside, int(Qt.AlignmentFlag.AlignCenter), entry.kind.mark)


def draw_words(painter: QPainter, fonts: Fonts, words: str, box: QRectF, ink: str = "text") -> None:
    """The words in one line, shortened where a few letters fit; nothing rather than a stump."""
    if box.width() < fonts.metrics.horizontalAdvance("MM"):
        return
    painter.setFont(fonts.small)
    painter.setPen(theme.color(ink))
    shown = fonts.metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)


def draw_ring(painter: QPainter, box: QRectF, *, focused: bool) -> None:
    """The frame around what is chosen."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, tint in ((5, "surface"), (3 if focused else 2, "focus" if focused else "edge")):
        painter.setPen(QPen(theme.color(tint), width))
        painter.drawRoundedRect(box, 6, 6)
