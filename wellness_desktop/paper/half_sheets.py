"""Cards of half a sheet, two on a page with marks to cut along; what is too long for half gets a whole page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.paper import fonts
from wellness_desktop.paper.block import Block, Facts, Look, flow_all
from wellness_desktop.paper.cards import card_canvas, printed_cards
from wellness_desktop.paper.dates import day_text, moment_text
from wellness_desktop.paper.furniture import INCH, draft_mark, shortened
from wellness_desktop.paper.layout import paper_size
from wellness_desktop.paper.sheet import Printed, Sheet
from wellness_desktop.paper.stack import Stack
from wellness_desktop.paper.styles import styles
from wellness_desktop.paper.tagging import TaggedCanvas

SIDE, EDGE = 0.5 * INCH, 0.32 * INCH
"""Room left and right of a card, and above and below it."""
FOOT = 8.0
"""Text size of a card's last line."""
HALF_SCALES = (1.0, 0.95, 0.9, 0.86, 0.82, 0.78)
"""Tried from large to small: never below 8.5-point text, or the card takes a whole page."""
WHOLE_SCALES = (1.0, 0.93, 0.86, 0.8)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A card whose size is settled."""

    blocks: Sequence[Block]
    scale: float
    half: bool


def half_sheet_cards(sheet: Sheet, cards: Sequence[Sequence[Block]]) -> Printed:
    """Two cards to a page, in their order, each as large as fits.

    Raises Problem when a card is too long for a whole page, ValueError when there is none.
    """
    if not cards:
        raise ValueError("a sheet needs a card")
    canvas, out = card_canvas(sheet)
    for page in _pages([_lay(canvas, sheet, card) for card in cards]):
        _draw_page(canvas, sheet, page)
        canvas.showPage()
    canvas.save()
    return printed_cards(canvas, out)


def _pages(cards: Sequence[_Laid]) -> Iterator[list[_Laid]]:
    """Which cards share a page."""
    page: list[_Laid] = []
    for card in cards:
        if page and not (card.half and len(page) == 1):
            yield page
            page = []
        page.append(card)
        if not card.half:
            yield page
            page = []
    if page:
        yield page


def _room(sheet: Sheet, *, half: bool) -> tuple[float, float]:
    """Width and height for a card's content."""
    wide, high = paper_size(sheet)
    return wide - 2 * SIDE, (high / 2 if half else high) - 2 * EDGE - 2 * FOOT


def _lay(canvas: TaggedCanvas, sheet: Sheet, card: Sequence[Block]) -> _Laid:
    """The largest size at which the card fits half a page, or a whole one."""
    for half, scales in ((True, HALF_SCALES), (False, WHOLE_SCALES)):
        _, high = _room(sheet, half=half)
        for scale in scales:
            if _stack(canvas, sheet, _Laid(card, scale, half)).height <= high:
                return _Laid(card, scale, half)
    raise Problem(
        tr("This card is too long for one sheet."),
        tr("Keep what is needed in the first minutes; the rest stands in the plan."),
    )


def _stack(canvas: TaggedCanvas, sheet: Sheet, card: _Laid) -> Stack:
    """The card's content, measured."""
    wide, high = _room(sheet, half=card.half)
    look = Look(styles(False, card.scale), wide, Facts())
    stack = Stack(flow_all(card.blocks, look))
    stack.wrapOn(canvas, wide, high)
    return stack


def _draw_page(canvas: TaggedCanvas, sheet: Sheet, cards: Sequence[_Laid]) -> None:
    wide, high = paper_size(sheet)
    tall = high / 2 if cards[0].half else high
    for number, card in enumerate(cards):
        foot = high - (number + 1) * tall
        if sheet.draft:
            draft_mark(canvas, wide / 2, foot + tall / 2, tall / high * 1.1, angle=24 if card.half else 52)
        stack = _stack(canvas, sheet, card)
        stack.drawOn(canvas, SIDE, foot + tall - EDGE - stack.height)
        _draw_foot(canvas, sheet, foot + EDGE)
    if cards[0].half:
        _cut_marks(canvas, wide, high / 2)


def _draw_foot(canvas: TaggedCanvas, sheet: Sheet, y: float) -> None:
    """Whose card it is and how old, on each card, since they are cut apart."""
    again = sheet.check_again_by
    parts = [
        tr("DRAFT") if sheet.draft else "",
        sheet.agency,
        tr("Version {version}", version=sheet.version) if sheet.version else "",
        tr("Printed {moment}", moment=moment_text(sheet.printed_on)),
    ]
    last = tr("Check again by {day}", day=day_text(again)) if again else ""
    room = paper_size(sheet)[0] - 2 * SIDE
    used = stringWidth(last, fonts.BOLD, FOOT)
    canvas.setFillGray(0)
    canvas.setFont(fonts.BOLD, FOOT)
    canvas.drawRightString(SIDE + room, y, last)
    canvas.setFont(fonts.BODY, FOOT)
    line = "  ·  ".join(part for part in (*parts, sheet.mark) if part)
    canvas.drawString(SIDE, y, shortened(fonts.main_font_only(line), fonts.BODY, FOOT, room - used - FOOT))


def _cut_marks(canvas: TaggedCanvas, wide: float, y: float) -> None:
    """Where to cut: short lines at both edges and a dotted one between, which a bad printer still shows."""
    canvas.saveState()
    canvas.setStrokeGray(0)
    canvas.setLineWidth(0.8)
    canvas.line(0, y, SIDE * 0.7, y)
    canvas.line(wide - SIDE * 0.7, y, wide, y)
    canvas.setLineWidth(0.4)
    canvas.setDash(1, 4)
    canvas.line(SIDE * 0.8, y, wide - SIDE * 0.8, y)
    canvas.restoreState()
