"""Wallet cards to fold: two sides of 3.5 by 2 inches, one below the other, four cards on a sheet with cut marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from wellness_desktop.base.language import tr
from wellness_desktop.paper import fonts
from wellness_desktop.paper.cards import card_canvas, printed_cards
from wellness_desktop.paper.dates import day_text
from wellness_desktop.paper.furniture import INCH
from wellness_desktop.paper.layout import paper_size
from wellness_desktop.paper.sheet import Printed, Sheet
from wellness_desktop.paper.stack import Stack
from wellness_desktop.paper.tagging import Element, TaggedCanvas
from wellness_desktop.paper.words import HeadingWords, Text, to_markup, words

WIDE, HIGH = 3.5 * INCH, 2.0 * INCH
"""One side (crisis_plans.md M); folded, the card has this size."""
ACROSS, DOWN = 2, 2
GAP_ACROSS, GAP_DOWN = 0.4 * INCH, 0.55 * INCH
SIZES = (9.4, 8.9, 8.4, 7.9, 7.5, 7.1)
"""Text sizes, in points, tried from large to small."""
LARGE_SIZES = (11.5, 11.0, 10.5)
INSET = 0.11 * INCH


@dataclass(frozen=True, slots=True)
class FoldCard:
    """What the card says; the lines run from the first side to the second."""

    title: str
    lines: tuple[Text, ...]
    rest: str
    """Says where the other lines stand, when not all find room."""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class _Fit:
    """How the lines are set."""

    size: float
    first: int
    """How many stand on the first side."""
    shown: int


def fold_cards(sheet: Sheet, card: FoldCard) -> Printed:
    """Four equal cards. Where not all lines find room the last ones are left out, and the card says so.

    One card is read aloud; its copies are artifacts.
    """
    canvas, out = card_canvas(sheet)
    fit = _fit(canvas, sheet, card)
    wide, high = paper_size(sheet)
    left = (wide - ACROSS * WIDE - (ACROSS - 1) * GAP_ACROSS) / 2
    foot = (high - DOWN * 2 * HIGH - (DOWN - 1) * GAP_DOWN) / 2
    _say_how(canvas, sheet)
    for number in range(ACROSS * DOWN):
        x = left + number % ACROSS * (WIDE + GAP_ACROSS)
        y = foot + (DOWN - 1 - number // ACROSS) * (2 * HIGH + GAP_DOWN)
        _marks(canvas, x, y)
        for side, content in enumerate(_sides(sheet, card, fit, tagged=number == 0)):
            stack = Stack(content)
            _, tall = stack.wrapOn(canvas, WIDE - 2 * INSET, HIGH)
            stack.drawOn(canvas, x + INSET, y + (2 - side) * HIGH - INSET - tall)
    canvas.showPage()
    canvas.save()
    return printed_cards(canvas, out)


def _fit(canvas: TaggedCanvas, sheet: Sheet, card: FoldCard) -> _Fit:
    """The largest text at which all lines fit; else as many lines as the smallest good size allows."""
    sizes = LARGE_SIZES if sheet.large else SIZES
    for size in sizes:
        fit = _at(canvas, sheet, card, size, len(card.lines))
        if fit is not None:
            return fit
    for shown in range(len(card.lines) - 1, 0, -1):
        fit = _at(canvas, sheet, card, sizes[-1], shown)
        if fit is not None:
            return fit
    return _Fit(sizes[-1], 1, 1)


def _at(canvas: TaggedCanvas, sheet: Sheet, card: FoldCard, size: float, shown: int) -> _Fit | None:
    """How `shown` lines go on the two sides at this size; None when they do not."""
    for first in range(shown, 0, -1):
        fit = _Fit(size, first, shown)
        front, back = (_height(canvas, side) for side in _sides(sheet, card, fit, tagged=False))
        if front <= HIGH - 2 * INSET:
            return fit if back <= HIGH - 2 * INSET else None
    return None


def _height(canvas: TaggedCanvas, content: Sequence[Flowable]) -> float:
    return Stack(content).wrapOn(canvas, WIDE - 2 * INSET, HIGH)[1]


def _sides(sheet: Sheet, card: FoldCard, fit: _Fit, *, tagged: bool) -> tuple[list[Flowable], list[Flowable]]:
    size = fit.size
    line = ParagraphStyle("line", fontName=fonts.BODY, fontSize=size, leading=size * 1.18, spaceAfter=size * 0.16)
    small = ParagraphStyle("small", fontName=fonts.BODY, fontSize=max(size * 0.8, 6.4), leading=size)
    title = ParagraphStyle("title", fontName=fonts.BOLD, fontSize=size * 1.15, leading=size * 1.35, spaceAfter=2)

    def element(role: str) -> Element | None:
        return Element(role) if tagged else None

    lines = [words(one, line, element("P")) for one in card.lines[: fit.shown]]
    again = sheet.check_again_by
    last = [
        tr("DRAFT") if sheet.draft else "",
        tr("Version {version}", version=sheet.version) if sheet.version else "",
        tr("Check again by {day}", day=day_text(again)) if again else "",
        card.foot,
    ]
    rest = [words(card.rest, line, element("P"))] if fit.shown < len(card.lines) else []
    ending = words("  ·  ".join(filter(None, last)), small, element("P"))
    front: list[Flowable] = [_title(card.title, title, tagged=tagged), *lines[: fit.first]]
    return front, [*lines[fit.first :], *rest, ending]


def _title(text: str, style: ParagraphStyle, *, tagged: bool) -> Flowable:
    """The heading; of the copies none is a bookmark."""
    if not tagged:
        return words(text, style)
    heading = HeadingWords(to_markup(text), style)
    heading.element = Element("P")  # becomes H1 when it is drawn
    return heading


def _say_how(canvas: TaggedCanvas, sheet: Sheet) -> None:
    wide, high = paper_size(sheet)
    how = tr("Print at 100 %, cut along the marks, fold where the line is dotted.")
    parts = [sheet.agency, sheet.title, how]
    canvas.setFont(fonts.BODY, 8)
    canvas.drawCentredString(wide / 2, high - 0.5 * INCH, fonts.main_font_only("  ·  ".join(filter(None, parts))))


def _marks(canvas: TaggedCanvas, x: float, y: float) -> None:
    """Cut marks outside the corners, and a dotted line where to fold."""
    canvas.saveState()
    canvas.setStrokeGray(0)
    canvas.setLineWidth(0.5)
    for corner_x, away_x in ((x, -1), (x + WIDE, 1)):
        for corner_y, away_y in ((y, -1), (y + 2 * HIGH, 1)):
            canvas.line(corner_x + away_x * 2, corner_y, corner_x + away_x * 9, corner_y)
            canvas.line(corner_x, corner_y + away_y * 2, corner_x, corner_y + away_y * 9)
    canvas.setDash(1, 3)
    canvas.line(x - 9, y + HIGH, x + WIDE + 9, y + HIGH)
    canvas.restoreState()
