"""Cards: eight wallet cards on a sheet, a quick card that fills one sheet, a card for each role."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.qr_code import Grid
from wellness_desktop.paper import fonts
from wellness_desktop.paper.block import Block, Look
from wellness_desktop.paper.dates import day_text
from wellness_desktop.paper.furniture import INCH
from wellness_desktop.paper.layout import fitted, paper_size
from wellness_desktop.paper.lists import checklist
from wellness_desktop.paper.pictures import draw_qr, qr, qr_code
from wellness_desktop.paper.sheet import Printed, PrintedPage, Sheet
from wellness_desktop.paper.stack import Boxed, Stack
from wellness_desktop.paper.styles import gray
from wellness_desktop.paper.tables import CallRow, table
from wellness_desktop.paper.tagging import Element, TaggedCanvas
from wellness_desktop.paper.text import heading, note, page_break, text, two_columns
from wellness_desktop.paper.words import HeadingWords, Run, Text, to_markup, unbroken, words
from wellness_desktop.paper.writing import fill_lines, time_box

CARD_WIDTH, CARD_HEIGHT = 3.375 * INCH, 2.125 * INCH
"""A bank card's size, so that it fits every wallet."""
ACROSS, DOWN = 2, 4
GAP_ACROSS, GAP_DOWN = 0.25 * INCH, 0.2 * INCH
SCALES = (1.3, 1.2, 1.1, 1.0, 0.93, 0.86, 0.8)
"""Tried from large to small: a card is as large as its page allows, and never below 8.8-point text."""
WALLET_SIZES = (11.6, 10.8, 10.2, 9.6, 9.0, 8.4, 7.8, 7.2, 6.8)
"""Text sizes of a wallet card, in points."""


@dataclass(frozen=True, slots=True)
class WalletCard:
    """One side of a wallet card."""

    title: str
    lines: tuple[tuple[str, str], ...]
    """What to call, and its number or words such as "call or text 988"; a sentence and "" where nothing is called."""
    scan: str = ""
    """What the QR code holds; none when empty."""
    scan_alt: str = ""
    foot: str = ""
    """The last line; the day to check again is added by itself."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of time on a quick card."""

    title: str
    items: tuple[Text, ...]
    when: str = ""


@dataclass(frozen=True, slots=True)
class QuickCard:
    """The first minutes of a plan on one sheet."""

    title: str
    stages: tuple[Stage, ...]
    calls: tuple[CallRow, ...] = ()
    warning: str = ""
    scan: str = ""
    scan_caption: str = ""
    scan_alt: str = ""


@dataclass(frozen=True, slots=True)
class RoleCard:
    """What one role does, on one sheet to hand over."""

    role: str
    purpose: str
    holders: tuple[CallRow, ...]
    """Who holds it, then the alternates, in order."""
    first: tuple[Text, ...]
    """What to do first."""
    later: tuple[Text, ...] = ()
    reports_to: str = ""
    never_also: tuple[str, ...] = ()
    """Roles that the same person must not hold."""


def wallet_cards(sheet: Sheet, front: WalletCard, back: WalletCard | None = None) -> bytes:
    """Eight cards with cut marks; with `back`, a second page for printing on both sides.

    One card is read aloud; the seven copies are artifacts. Raises Problem when a side does not fit.
    """
    canvas, out = card_canvas(sheet)
    for side in (front, back):
        if side is not None:
            _card_page(canvas, sheet, [side] * (ACROSS * DOWN), copies=True)
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def different_cards(sheet: Sheet, cards: Sequence[WalletCard]) -> bytes:
    """Cards that differ, eight on a sheet with cut marks; each is read aloud.

    Raises Problem when a card does not fit, ValueError when there is none.
    """
    if not cards:
        raise ValueError("a sheet needs a card")
    canvas, out = card_canvas(sheet)
    for start in range(0, len(cards), ACROSS * DOWN):
        _card_page(canvas, sheet, cards[start : start + ACROSS * DOWN], copies=False)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def card_canvas(sheet: Sheet) -> tuple[TaggedCanvas, BytesIO]:
    """An empty print, and where its bytes go."""
    fonts.load_family()
    out = BytesIO()
    canvas = TaggedCanvas(out, pagesize=paper_size(sheet), lang=sheet.language, invariant=1, pageCompression=1)
    canvas.setTitle(fonts.printed(sheet.title))
    canvas.setAuthor(fonts.printed(sheet.agency))
    canvas.setSubject(fonts.printed(sheet.subject or sheet.title))
    canvas.setCreator("Wellness Desktop")
    canvas.setProducer("Wellness Desktop")
    return canvas, out


def printed_cards(canvas: TaggedCanvas, out: BytesIO) -> Printed:
    """The finished print of a canvas that was drawn on page by page."""
    pages = tuple(
        PrintedPage(number, "", str(number), tuple(one.text for one in canvas.notes.places if one.page == number))
        for number in range(1, canvas.notes.pages + 1)
    )
    return Printed(out.getvalue(), pages)


def _card_page(canvas: TaggedCanvas, sheet: Sheet, cards: Sequence[WalletCard], *, copies: bool) -> None:
    """One sheet of cards; of `copies` only the first is read aloud."""
    wide, high = paper_size(sheet)
    left = (wide - ACROSS * CARD_WIDTH - (ACROSS - 1) * GAP_ACROSS) / 2
    foot = (high - DOWN * CARD_HEIGHT - (DOWN - 1) * GAP_DOWN) / 2
    _card_sheet_line(canvas, sheet, high)
    size = 0.0
    modules: Grid = []
    for number, card in enumerate(cards):
        if number == 0 or not copies:
            size = _wallet_size(canvas, sheet, card)
            modules = qr_code(card.scan) if card.scan else []
        x = left + number % ACROSS * (CARD_WIDTH + GAP_ACROSS)
        y = foot + (DOWN - 1 - number // ACROSS) * (CARD_HEIGHT + GAP_DOWN)
        _cut_marks(canvas, x, y)
        _draw_card(canvas, sheet, card, size, modules, (x, y), tagged=number == 0 or not copies)


def _card_sheet_line(canvas: TaggedCanvas, sheet: Sheet, high: float) -> None:
    """What the sheet is, above the cards; it is cut away."""
    parts = [sheet.agency, sheet.title, tr("Print at 100 % and cut along the marks.")]
    canvas.setFont(fonts.BODY, 8)
    canvas.drawCentredString(
        paper_size(sheet)[0] / 2, high - 0.55 * INCH, fonts.main_font_only("  ·  ".join(filter(None, parts)))
    )


def _cut_marks(canvas: TaggedCanvas, x: float, y: float) -> None:
    """Short lines outside the corners, so that none stays on the card."""
    canvas.setLineWidth(0.4)
    canvas.setStrokeGray(0)
    for corner_x, away_x in ((x, -1), (x + CARD_WIDTH, 1)):
        for corner_y, away_y in ((y, -1), (y + CARD_HEIGHT, 1)):
            canvas.line(corner_x + away_x * 2, corner_y, corner_x + away_x * 8, corner_y)
            canvas.line(corner_x, corner_y + away_y * 2, corner_x, corner_y + away_y * 6)


def _wallet_size(canvas: TaggedCanvas, sheet: Sheet, card: WalletCard) -> float:
    """The largest text size at which the side fits. Raises Problem when none does."""
    for size in WALLET_SIZES:
        stack = Stack(_card_content(sheet, card, size, None))
        _, tall = stack.wrapOn(canvas, _text_width(card, size), CARD_HEIGHT)
        if tall <= CARD_HEIGHT - 2 * _inset(size) and _title_is_whole(card, size):
            return size
    raise Problem(
        tr("This is too much for a wallet card."),
        tr("Leave out a line or shorten one. The most important number comes first."),
    )


def _title_is_whole(card: WalletCard, size: float) -> bool:
    """Whether no word of the title, such as a long name, is broken in the middle; at the smallest size any may be."""
    if size == WALLET_SIZES[-1]:
        return True
    room = _text_width(card, size)
    return all(stringWidth(word, fonts.BOLD, size * 1.22) <= room for word in fonts.printed(card.title).split())


def _inset(size: float) -> float:
    return size * 1.05


def _text_width(card: WalletCard, size: float) -> float:
    room = CARD_WIDTH - 2 * _inset(size)
    return room - _qr_side() - 4 if card.scan else room


def _qr_side() -> float:
    return 0.98 * INCH


def _card_content(
    sheet: Sheet, card: WalletCard, size: float, element: Callable[[str], Element] | None
) -> list[Flowable]:
    """The side's texts; without `element` they are an untagged copy."""

    def made(role: str) -> Element | None:
        return element(role) if element else None

    title = ParagraphStyle(
        "title", fontName=fonts.BOLD, fontSize=size * 1.22, leading=size * 1.45, spaceAfter=size * 0.25
    )
    line = ParagraphStyle("line", fontName=fonts.BODY, fontSize=size, leading=size * 1.22, spaceAfter=size * 0.28)
    small = ParagraphStyle("small", fontName=fonts.BODY, fontSize=max(size * 0.74, 6), leading=size * 0.95)
    content: list[Flowable] = [words(card.title, title, made("H1"))]
    for label, number in card.lines:
        parts: Text = [label, "\n", unbroken(number)] if number else label
        content.append(words(parts, line, made("P")))
    again = sheet.check_again_by
    foot = [
        tr("DRAFT") if sheet.draft else "",
        card.foot,
        tr("Check again by {day}", day=day_text(again)) if again else "",
    ]
    if any(foot):
        content.append(words("  ·  ".join(filter(None, foot)), small, made("P")))
    return content


def _draw_card(
    canvas: TaggedCanvas,
    sheet: Sheet,
    card: WalletCard,
    size: float,
    modules: Grid,
    corner: tuple[float, float],
    *,
    tagged: bool,
) -> None:
    x, y = corner
    content = _card_content(sheet, card, size, Element if tagged else None)
    stack = Stack(content)
    _, tall = stack.wrapOn(canvas, _text_width(card, size), CARD_HEIGHT)
    stack.drawOn(canvas, x + _inset(size), y + CARD_HEIGHT - _inset(size) - tall)
    if not modules:
        return
    side = _qr_side()
    left, foot = x + CARD_WIDTH - side - 5, y + 5
    code = Element("Figure", alt=card.scan_alt, bbox=(left, foot, left + side, foot + side)) if tagged else None
    canvas.saveState()
    canvas.translate(left, foot)
    with canvas.tag(code):
        draw_qr(canvas, modules, side)
    canvas.restoreState()


def quick_card(sheet: Sheet, card: QuickCard) -> bytes:
    """The card on one page, as large as it fits; on both sides of one sheet when it is long.

    Raises Problem when even that is too small.
    """
    return _on_one_sheet(sheet, _quick_blocks(card))


def _quick_blocks(card: QuickCard) -> list[Block]:
    blocks = [banner(card.title)]
    if card.warning:
        blocks.append(note(Run(card.warning, bold=True), kind="warning"))
    blocks += [time_box(stage.title, stage.items, when=stage.when, level=2) for stage in card.stages]
    if card.calls:
        calls = [heading(tr("Call"), 2), _calls(card.calls)]
        if card.scan:
            code = qr(card.scan, card.scan_caption, card.scan_alt, inches=1.25)
            blocks.append(two_columns(calls, [code], share=0.78))
        else:
            blocks += calls
    return blocks


def _calls(rows: Sequence[CallRow]) -> Block:
    """Who to call, without room to write: a card is read, not filled in."""
    lines: list[list[Text]] = []
    for row in rows:
        who: list[str | Run] = [Run(row.name, bold=True)]
        who += [f"\n{line}" for line in (row.role, row.note) if line]
        lines.append([who, unbroken("\n".join(row.phones))])
    return table([tr("Who"), tr("Phone")], lines, [0.58, 0.42])


def banner(title: str) -> Block:
    """The title of a card, white in a black bar; a heading of level 1."""

    def flow(look: Look) -> list[Flowable]:
        style = ParagraphStyle("banner", parent=look.styles.h1, textColor=gray(1.0), spaceBefore=0, spaceAfter=0)
        paragraph = HeadingWords(to_markup(title), style)
        paragraph.element = look.element("P")  # becomes H1 when its place is known
        return [Boxed([paragraph], padding=style.fontSize * 0.55, filled=True, gap=look.styles.gap * 1.4)]

    return Block(flow)


def role_cards(sheet: Sheet, cards: Sequence[RoleCard]) -> bytes:
    """A sheet for each role, to hand to whoever takes it. Raises Problem when one does not fit its sheet."""
    blocks: list[Block] = []
    for card in cards:
        _on_one_sheet(sheet, _role_blocks(card))
        blocks += [*_role_blocks(card), page_break()]
    printed = fitted(sheet, blocks, SCALES, len(cards)) or fitted(sheet, blocks, SCALES[-1:], 2 * len(cards))
    if printed is None:
        raise _too_long()
    return printed.pdf


def _role_blocks(card: RoleCard) -> list[Block]:
    blocks = [banner(card.role), text(card.purpose, "lead")]
    if card.reports_to:
        blocks.append(text([Run(tr("You report to:"), bold=True), f" {card.reports_to}"]))
    if card.never_also:
        listed = ", ".join(card.never_also)
        blocks.append(note(tr("You must not also be: {roles}.", roles=listed), kind="warning"))
    blocks += [heading(tr("Do first"), 2), checklist(card.first)]
    if card.later:
        blocks += [heading(tr("Then"), 2), checklist(card.later)]
    blocks += [heading(tr("Who holds this role"), 2), _calls(card.holders)]
    return [
        *blocks,
        heading(tr("Handed over"), 2),
        fill_lines([tr("To"), tr("When"), tr("From"), tr("Initials")], columns=2),
    ]


def _on_one_sheet(sheet: Sheet, blocks: Sequence[Block]) -> bytes:
    printed = fitted(sheet, blocks, SCALES, 1) or fitted(sheet, blocks, SCALES, 2)
    if printed is None:
        raise _too_long()
    return printed.pdf


def _too_long() -> Problem:
    return Problem(
        tr("This card is too long for one sheet."),
        tr("Keep what is needed in the first minutes; the rest stands in the plan."),
    )
