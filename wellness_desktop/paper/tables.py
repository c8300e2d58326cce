"""Tables: heads that repeat on every page, rows that break only where they must."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Table, TableStyle

from wellness_desktop.base.language import tr
from wellness_desktop.paper import fonts
from wellness_desktop.paper.block import Block, Look
from wellness_desktop.paper.canvas import PaperCanvas, reader
from wellness_desktop.paper.lists import draw_box
from wellness_desktop.paper.stack import Boxed, Stack
from wellness_desktop.paper.styles import HAIR, TINT, gray
from wellness_desktop.paper.tagging import Element, mark
from wellness_desktop.paper.words import Run, Text, Words, plain, unbroken, words

Cell = Text | Block


@dataclass(frozen=True, slots=True)
class CallRow:
    """One person in a call list, in the order they are called."""

    name: str
    role: str = ""
    phones: tuple[str, ...] = ()
    note: str = ""
    """What the caller must know, e.g. "give up after 3 minutes"."""


class PaperTable(Table):
    """A table that moves a row to the next page whole, and cuts it only if it is higher than a page."""

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        parts: list[Flowable] = super().split(availWidth, availHeight)
        if parts or self._first_row_fits_a_page():
            return parts
        self.splitInRow = 1
        parts = super().split(availWidth, availHeight)
        for part in (self, *parts):
            vars(part)["splitInRow"] = 0
        return parts

    def _first_row_fits_a_page(self) -> bool:
        frame = getattr(self, "_frame", None)
        heights: list[float] = vars(self)["_rowHeights"]
        needed = sum(heights[: self.repeatRows + 1])
        return frame is not None and needed <= frame._height

    def draw(self) -> None:
        if (dry := reader(self.canv)) is not None:
            read_all(dry, self)
        else:
            super().draw()


def read_all(canvas: PaperCanvas, part: Any) -> None:
    """Reads the words in a cell, or in whatever holds words, to a dry canvas."""
    if isinstance(part, Words):
        canvas.read(part.said())
    elif isinstance(part, Table):
        for row in vars(part)["_cellvalues"]:
            read_all(canvas, row)
    elif isinstance(part, Stack):
        read_all(canvas, part.content)
    elif isinstance(part, Boxed):
        read_all(canvas, part.stack)
    elif isinstance(part, list | tuple):
        for one in part:
            read_all(canvas, one)


class TickBox(Flowable):
    """A drawn box to tick, or one that is ticked, as a table cell's content."""

    def __init__(self, side: float, line: float, element: Element, *, ticked: bool = False) -> None:
        super().__init__()
        self.width, self.height, self.element, self.ticked = side, line, element, ticked

    def draw(self) -> None:
        canvas, side, foot = self.canv, self.width, (self.height - self.width) / 2
        with mark(canvas, self.element):
            draw_box(canvas, 0.5, foot, side)
            if self.ticked:
                canvas.setLineWidth(side * 0.14)
                canvas.line(0.5 + side * 0.2, foot + side * 0.5, 0.5 + side * 0.42, foot + side * 0.25)
                canvas.line(0.5 + side * 0.42, foot + side * 0.25, 0.5 + side * 0.82, foot + side * 0.78)


def table(
    head: Sequence[Text],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float] | None = None,
    *,
    row_heads: bool = False,
    grid: bool = False,
    tight: bool = False,
) -> Block:
    """A table. `widths` are shares of the width; without them columns fit their texts.

    With `row_heads` the first cell names its row. `grid` rules columns too, for writing into; `tight` leaves the
    rules and the room between rows out, for many short lines to look something up in.
    Raises ValueError when a row has not as many cells as the head.
    """
    if any(len(row) != len(head) for row in rows):
        raise ValueError("every row needs as many cells as the head")

    def flow(look: Look) -> list[Flowable]:
        columns = _shares(widths, look.width) if widths else _fitting(head, rows, look, row_heads)
        built = _build(head, rows, columns, look, row_heads=row_heads, grid=grid)
        if tight:
            built.setStyle(_tight(look))
        return [built]

    return Block(flow)


def _build(
    head: Sequence[Text],
    rows: Sequence[Sequence[Cell]],
    columns: Sequence[float],
    look: Look,
    *,
    row_heads: bool = False,
    grid: bool = False,
) -> Table:
    """The flowable and its branch of the structure tree."""
    style = look.styles
    branch = look.under(look.element("Table"))
    top = branch.under(branch.under(branch.element("THead")).element("TR"))
    cells: list[list[list[Flowable]]] = [
        [[words(text, style.head, top.element("TH", scope="Column", once=True))] for text in head]
    ]
    body = branch.under(branch.element("TBody"))
    for row in rows:
        line = body.under(body.element("TR"))
        cells.append([])
        for number, cell in enumerate(row):
            named = row_heads and number == 0
            element = line.element("TH", scope="Row") if named else line.element("TD")
            inner = line.under(element).narrower(look.width - columns[number] + 2 * _side(look))
            text_style = style.head if named else style.cell
            cells[-1].append(cell.flow(inner) if isinstance(cell, Block) else [words(cell, text_style, element)])
    built = PaperTable(cells, colWidths=list(columns), repeatRows=1, spaceAfter=style.gap * 1.4, spaceBefore=2)
    built.setStyle(_ruled(look, grid))
    return built


def _side(look: Look) -> float:
    """Room left and right of a cell's text."""
    return look.styles.cell.fontSize * 0.5


def _ruled(look: Look, grid: bool) -> TableStyle:
    size = look.styles.cell.fontSize
    commands: list[Any] = [
        ("FONTNAME", (0, 0), (-1, -1), fonts.BODY),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (-1, -1), _side(look)),
        ("RIGHTPADDING", (0, 0), (-1, -1), _side(look)),
        ("TOPPADDING", (0, 0), (-1, -1), size * 0.35),
        ("BOTTOMPADDING", (0, 0), (-1, -1), size * 0.5),
        ("BACKGROUND", (0, 0), (-1, 0), gray(TINT)),
        ("LINEBELOW", (0, 0), (-1, 0), 1.1, gray(0)),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, gray(HAIR)),
    ]
    if grid:
        commands += [
            ("INNERGRID", (0, 1), (-1, -1), 0.5, gray(HAIR)),
            ("BOX", (0, 0), (-1, -1), 0.8, gray(0)),
        ]
    return TableStyle(commands)


def _tight(look: Look) -> TableStyle:
    side = look.styles.cell.fontSize * 0.3
    return TableStyle(
        [
            ("TOPPADDING", (0, 0), (-1, -1), 0.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
            ("LEFTPADDING", (0, 0), (-1, -1), side),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("LINEBELOW", (0, 1), (-1, -1), 0, gray(1)),
        ]
    )


def _shares(widths: Sequence[float], room: float) -> list[float]:
    whole = sum(widths)
    return [room * width / whole for width in widths]


def _fitting(head: Sequence[Text], rows: Sequence[Sequence[Cell]], look: Look, row_heads: bool) -> list[float]:
    """Column widths from the texts: short columns get what they ask for, long ones share the rest."""
    wanted = []
    for number, title in enumerate(head):
        texts = [plain(cell) for row in rows if not isinstance(cell := row[number], Block)]
        strong = (row_heads and number == 0) or any(_has_bold(row[number]) for row in rows)
        style = look.styles.head if strong else look.styles.cell
        widest = max((_wide(text, style) for text in texts), default=60.0)
        wanted.append(max(widest, _wide(plain(title), look.styles.head)) + 2 * _side(look) + 1)
    spare = look.width - sum(wanted)
    if spare >= 0:
        return [want + spare * want / sum(wanted) for want in wanted]
    given: dict[int, float] = {}
    while True:
        left = [number for number in range(len(wanted)) if number not in given]
        fair = (look.width - sum(given.values())) / len(left)
        content = [number for number in left if wanted[number] <= fair]
        if not content:
            return [given.get(number, fair) for number in range(len(wanted))]
        given.update({number: wanted[number] for number in content})


def _has_bold(cell: Cell) -> bool:
    if isinstance(cell, Run):
        return cell.bold
    return not isinstance(cell, str | Block) and any(_has_bold(piece) for piece in cell)


def _wide(text: str, style: ParagraphStyle) -> float:
    """Width of the text's longest line."""
    return max((stringWidth(line, style.fontName, style.fontSize) for line in text.split("\n")), default=0.0)


def call_table(rows: Sequence[CallRow]) -> Block:
    """People to call, in order, with room to write when each was tried and reached."""

    def flow(look: Look) -> list[Flowable]:
        size = look.styles.cell.fontSize
        head = ["#", tr("Name and role"), tr("Phone"), tr("Tried at"), tr("Reached at")]
        order = size * 2.6
        written = max(size * 5.0, *(_longest_word(title, look) for title in head[3:]))
        rest = look.width - order - 2 * written
        numbers = [phone for row in rows for phone in row.phones] or [tr("Phone")]
        phone = max(_wide(plain(number), look.styles.head) for number in numbers) + 2 * _side(look) + 1
        phone = min(max(phone, size * 8), rest * 0.6)
        cells = [_call_cells(number, row) for number, row in enumerate(rows, start=1)]
        columns = [order, rest - phone, phone, written, written]
        return [_build(head, cells, columns, look, grid=True)]

    return Block(flow)


def _longest_word(title: str, look: Look) -> float:
    """The least width of a column whose head must not break inside a word."""
    return max(_wide(word, look.styles.head) for word in [*title.split(), ""]) + 2 * _side(look) + 1


def _call_cells(number: int, row: CallRow) -> list[Text]:
    who: list[str | Run] = [Run(row.name, bold=True)]
    who += [f"\n{line}" for line in (row.role, row.note) if line]
    return [str(number), who, unbroken("\n".join(row.phones)), "", ""]


def timed_checklist(items: Sequence[Text], *, time: bool, initials: bool) -> Block:
    """Boxes to tick with columns to write the time and initials."""

    def flow(look: Look) -> list[Flowable]:
        size = look.styles.cell.fontSize
        head = [tr("Done"), tr("What to do")]
        columns = [_longest_word(head[0], look), 0.0]
        if time:
            head.append(tr("Time"))
        if initials:
            head.append(tr("Initials"))
        columns += [max(size * 6.0, _longest_word(title, look)) for title in head[2:]]
        columns[1] = look.width - sum(columns)
        blank = [""] * (len(head) - 2)
        rows: list[list[Cell]] = [[tick_box(), _body_text(item), *blank] for item in items]
        return [_build(head, rows, columns, look, grid=True)]

    return Block(flow)


def tick_box(*, ticked: bool = False) -> Block:
    """A box to tick in a cell of a table; a ticked one says so when it is read aloud."""

    def flow(look: Look) -> list[Flowable]:
        element = look.element("Span", alt=tr("Ticked box") if ticked else tr("Tick box"))
        return [TickBox(look.styles.tick, look.styles.item.leading, element, ticked=ticked)]

    return Block(flow)


def _body_text(item: Text) -> Block:
    """An item at full text size: it is read standing up, and its row must be high enough to write in."""
    return Block(lambda look: [words(item, look.styles.item, look.parent)])
