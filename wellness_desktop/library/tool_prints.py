"""Tools on paper: filled from the agency's own data, with lines to write on, or as a PDF to fill in on screen.

What stands on them is the tool's own text and what the person typed; nothing is added, and nothing is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr
from wellness_desktop.library.lines import Line
from wellness_desktop.library.prints import PrintSetup, for_cards
from wellness_desktop.library.tools import (
    LINES,
    TEAM,
    Area,
    Blanks,
    Contact,
    Grid,
    Insert,
    Piece,
    Prose,
    Signed,
    Ticks,
    Tool,
    filled,
    place_label,
    team_on_paper,
)

if TYPE_CHECKING:  # ReportLab takes half a second to load; only printing needs it
    from wellness_desktop.paper.blocks import Block
    from wellness_desktop.paper.sheet import Sheet
    from wellness_desktop.paper.words import Text

_SPECIAL = frozenset("\\`*_[]<>#|~")
_GAP = "_" * 22
_MOST_LINES_PRINTED = 3
_WIDEST, _WRITTEN, _NARROW, _LEAST, _SHORT_HEAD = 56.0, 28.0, 11.0, 5.0, 8
"""Widths of table columns in letters, and the longest head of a narrow one."""
_TIGHTER = (0.97, 0.94, 0.91, 0.88)


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into a tool: the places by name, the support lines, our own people who agreed to be shown."""

    values: Mapping[str, str]
    lines: Sequence[Line] = ()
    team: Sequence[Contact] = ()


def tool_sheet(tool: Tool, filling: Filling, setup: PrintSetup, *, fillable: bool = False) -> bytes:
    """The tool as a tagged PDF. Places without a value become lines to write on.

    With `fillable` every place to write is a form field; open places are asked for once, at the top.
    """
    from wellness_desktop.paper import blocks as b

    writer = _Writer(tool, filling, setup, fillable=fillable)
    parts = [b.heading(tool.title), *_face(tool), *writer.asked_once()]
    for piece, following in zip(tool.pieces, (*tool.pieces[1:], None), strict=True):
        parts += writer.blocks(piece, following)
    parts += [b.space(0.5), b.text(b.italic(tool.afterward), "small")]
    return _on_few_pages(_sheet(tool, setup), parts)


def _on_few_pages(sheet: "Sheet", parts: "list[Block]") -> bytes:
    """A sheet to hold in the hand should not spill a few lines onto another page: it may be a little smaller."""
    from wellness_desktop.paper.layout import fitted
    from wellness_desktop.paper.sheet import make_with_pages

    whole = make_with_pages(sheet, parts)
    fewer = len(whole.pages) - 1
    tighter = fitted(sheet, parts, _TIGHTER, fewer) if fewer and not sheet.large else None
    return tighter.pdf if tighter else whole.pdf


def _sheet(tool: Tool, setup: PrintSetup) -> "Sheet":
    from wellness_desktop.paper.dates import day_text
    from wellness_desktop.paper.sheet import Sheet

    return Sheet(
        title=tool.title,
        printed_on=setup.printed_on,
        version=tr("{tool}, checked {day}", tool=tool.id, day=day_text(tool.checked_on)),
        check_again_by=tool.review_by,
        size=setup.size,
        large=setup.large,
        agency=setup.agency,
        subject=tool.purpose,
        draft=tool.needs_review == "counsel" and tool.kind == "policy",
    )


def _face(tool: Tool) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    return [b.note(b.bold(tool.warning), kind="warning")] if tool.warning else []


class _Writer:
    """Turns the pieces of one tool into blocks."""

    def __init__(self, tool: Tool, filling: Filling, setup: PrintSetup, *, fillable: bool) -> None:
        self._tool, self._filling, self._setup, self._fillable = tool, filling, setup, fillable

    def asked_once(self) -> "list[Block]":
        """In a PDF to fill in on screen: one field for each open place, since a paragraph holds no field."""
        from wellness_desktop.paper import blocks as b

        open_places = [place for place in self._tool.places if not self._filling.values.get(place)]
        if not self._fillable or not open_places:
            return []
        said = tr("Fill in once. The text below means these wherever it says the words in brackets.")
        return [b.text(said, "small"), *_in_pairs([b.form_field(f"[{place_label(place)}]") for place in open_places])]

    def blocks(self, piece: Piece, following: Piece | None) -> "list[Block]":
        """The blocks of one piece; `following` comes after it, and a heading keeps with it."""
        from wellness_desktop.paper import blocks as b

        match piece:
            case Prose():
                made = self._prose(piece.text, following)
            case Ticks():
                made = self._ticks(piece.items)
            case Blanks():
                made = self._blanks([self._plain(label) for label in piece.labels])
            case Area():
                made = [self._area(self._plain(piece.label), piece.lines)]
            case Grid():
                made = [self._grid(piece)]
            case Signed():
                made = [b.signature([self._plain(role) for role in piece.roles])]
            case Insert():
                made = self._insert(piece)
        return made

    def _prose(self, text: str, following: Piece | None) -> "list[Block]":
        from wellness_desktop.paper import blocks as b
        from wellness_desktop.paper.markdown import inline, markdown_blocks

        *above, last = text.splitlines()
        if not last.startswith("#"):
            return markdown_blocks(self._markdown(text))
        level = len(last) - len(last.lstrip("#"))
        words = inline(self._markdown(last.lstrip("# ")))
        made = markdown_blocks(self._markdown("\n".join(above))) if any(above) else []
        return [*made, b.heading(words, level, lines_below=_lines_of(following))]

    def _ticks(self, items: Sequence[str]) -> "list[Block]":
        from wellness_desktop.paper import blocks as b
        from wellness_desktop.paper.markdown import inline

        said = [inline(self._markdown(item)) for item in items]
        return [b.form_field(item, "tick") for item in said] if self._fillable else [b.checklist(said)]

    def _area(self, label: str, lines: int) -> "Block":
        from wellness_desktop.paper import blocks as b

        return b.form_field(label, lines=lines) if self._fillable else b.answer_space(label, lines)

    def _blanks(self, labels: Sequence[str]) -> "list[Block]":
        from wellness_desktop.paper import blocks as b

        if not self._fillable:
            return [b.fill_lines(labels, columns=len(labels))]
        return _in_pairs([b.form_field(label) for label in labels])

    def _grid(self, grid: Grid) -> "Block":
        from wellness_desktop.paper import blocks as b
        from wellness_desktop.paper.markdown import inline

        def cell(row: int, column: int, words: str) -> "Text | Block":
            if words:
                return inline(self._markdown(words))
            if self._fillable:
                named = tr("{column}, row {number}", column=grid.head[column], number=row + 1)
                return b.form_field(named, shown=False)
            return b.space(1.2) if column == next(at for at, each in enumerate(grid.rows[row]) if not each) else ""

        rows = [[cell(row, column, words) for column, words in enumerate(cells)] for row, cells in enumerate(grid.rows)]
        return b.table(list(grid.head), rows, _widths(grid), grid=True)

    def _insert(self, piece: Insert) -> "list[Block]":
        from wellness_desktop.paper import blocks as b

        if piece.name == LINES:
            return [_lines_table(self._filling.lines, self._setup)]
        if piece.name == TEAM:
            people = team_on_paper(self._filling.team)
            if people:
                return [b.contact_line(each.name, each.phone, detail=each.role) for each in people]
            return self._blanks([tr("Our own helper"), tr("Phone")]) + self._blanks([tr("Second helper"), tr("Phone")])
        return [b.page_break()]

    def _markdown(self, text: str) -> str:
        """Values are typed by people, so nothing in them may be read as Markdown."""
        values = {place: _literal(value) for place, value in self._filling.values.items()}
        return filled(text, values, lambda place: _literal(self._open(place)))

    def _plain(self, text: str) -> str:
        return filled(text, self._filling.values, self._open)

    def _open(self, place: str) -> str:
        return f"[{place_label(place)}]" if self._fillable else _GAP


def _lines_of(piece: Piece | None) -> int:
    """How many lines of body text the beginning of a piece takes, so that no heading stands alone above it."""
    if isinstance(piece, Area):
        return 3 + 2 * piece.lines
    return 7 if isinstance(piece, Grid | Insert) else 4


def _in_pairs(fields: "list[Block]") -> "list[Block]":
    """Two short fields beside each other; the last of an odd number keeps its half."""
    from wellness_desktop.paper import blocks as b

    rows = []
    for start in range(0, len(fields), 2):
        rows.append(b.two_columns([fields[start]], fields[start + 1 : start + 2]) if len(fields) > 1 else fields[start])
    return rows


def _lines_table(lines: Sequence[Line], setup: PrintSetup) -> "Block":
    """The first support lines that may stand on paper; a tool has no room for more."""
    from wellness_desktop.paper import blocks as b

    shown = for_cards(lines, setup.printed_on)[:_MOST_LINES_PRINTED]
    rows: list[list[Text | Block]] = [[_who(line), b.bold("\n".join(line.ways))] for line in shown]
    return b.table([tr("Who"), tr("How")], rows, [0.58, 0.42])


def _who(line: Line) -> "Text":
    from wellness_desktop.paper import blocks as b

    return [b.bold(line.name), *([f"\n{line.answered_by}"] if line.answered_by else [])]


def _widths(grid: Grid) -> list[float]:
    """Shares of the width. A column to write in is wide, unless its head is a short word such as Date or Done."""
    wanted = []
    for column, head in enumerate(grid.head):
        longest = max((len(row[column]) for row in grid.rows), default=0)
        if longest:
            wanted.append(float(min(_WIDEST, max(longest, len(head) + 2, _LEAST))))
        else:
            wanted.append(_WRITTEN if column == 0 or len(head) > _SHORT_HEAD else _NARROW)
    return wanted


def _literal(value: str) -> str:
    return "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in " ".join(value.split()))
