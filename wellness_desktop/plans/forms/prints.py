"""Forms on paper and as PDFs to fill in: data in, PDF out. Nothing that is filled in ever comes back here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import (
    Block,
    Run,
    Text,
    bullets,
    heading,
    keep_together,
    note,
    scaled,
    section,
    signature,
    space,
    table,
    text,
)
from wellness_desktop.paper.form_boxes import FormBox, form_cell, form_rows
from wellness_desktop.paper.layout import settle
from wellness_desktop.paper.sheet import Sheet, make
from wellness_desktop.plans.forms.sheets import ROW, FieldKind, FormField, FormSheet, Part, PartKind
from wellness_desktop.plans.print_pieces import PrintStyle

MOST_COLUMNS_LARGE = 3
"""In large print, a table with more columns becomes boxes below each other: no word of a head is broken."""
NARROWEST = 0.055
"""Share of the column that numbers the rows."""
LETTER, LETTER_LARGE = 0.0145, 0.0225
"""Share of the paper's width that a letter of a table's head takes, with its part of the room beside the word."""
SIZES = (1.0, 0.96, 0.92, 0.88)
"""Text sizes that are tried, against the usual 11 points."""


@dataclass(frozen=True, slots=True)
class FormPaper:
    """How a form is printed, and what is known beforehand."""

    style: PrintStyle
    agency: str = ""
    fillable: bool = False
    known: Mapping[str, str] = field(default_factory=dict)
    """What fills in a field, by its `known`."""


def form_pdf(form: FormSheet, paper: FormPaper) -> bytes:
    """One form."""
    sheet = _sheet(tr("{code}  {title}", code=form.id, title=form.title), paper, form.mark, form.edition)
    return make(sheet, [_fitted(sheet, _Writer(form, paper).blocks(), form.pages)])


def _fitted(sheet: Sheet, blocks: Sequence[Block], pages: int) -> Block:
    """The blocks at the largest text size at which they keep to their pages; at the smallest where none helps.

    Large print is never made smaller to save a page.
    """
    sizes = SIZES if not sheet.large else SIZES[:1]
    size = next((one for one in sizes if settle(sheet, blocks, one).notes.pages <= pages), sizes[-1])
    return scaled(size, *blocks)


def forms_pack(forms: Sequence[FormSheet], title: str, paper: FormPaper) -> bytes:
    """Several forms in one print, each on pages of its own, numbered by its code: F-04-1, F-04-2."""
    sheet = _sheet(title, paper, "", "", punched=True)
    return make(sheet, [_fitted(sheet, _Writer(form, paper, in_pack=True).blocks(), form.pages) for form in forms])


def _sheet(title: str, paper: FormPaper, mark: str, edition: str, *, punched: bool = False) -> Sheet:
    style = paper.style
    return Sheet(
        title=title,
        printed_on=style.printed_on,
        version=edition,
        size=style.size,
        large=style.large,
        mark=mark,
        agency=paper.agency,
        subject=tr("Form"),
        punched=punched,
    )


class _Writer:
    """Turns one form into blocks."""

    def __init__(self, form: FormSheet, paper: FormPaper, *, in_pack: bool = False) -> None:
        self._form, self._paper, self._in_pack = form, paper, in_pack
        self._large = paper.style.large

    def blocks(self) -> list[Block]:
        form = self._form
        title = tr("{code}  {title}", code=form.id, title=form.title)
        made = [section(form.id, title) if self._in_pack else heading(title, 1), text(form.use, "strong")]
        made.append(bullets(list(form.steps)))
        if form.needs_review:
            made.append(text([Run(self._reviewers(), italic=True)], "small"))
        for part in form.part:
            made += self._part(part)
        if form.sources:
            made.append(text(tr("Sources: {sources}", sources=" ".join(form.sources)), "small"))
        return made

    def _reviewers(self) -> str:
        said = {
            "counsel": tr("Your counsel should read this form before you rely on it."),
            "clinician": tr("A clinician should read this form before you rely on it."),
        }
        return " ".join(said[one] for one in self._form.needs_review)

    def _part(self, part: Part) -> Iterator[Block]:
        if part.kind is PartKind.NOTE:
            yield note(*part.texts, title=part.title)
            return
        if part.kind is PartKind.SIGNATURES:
            yield keep_together(space(0.4), signature(list(part.who)))
            return
        for number in range(1, part.copies + 1):
            title = tr("{title} {number}", title=part.title, number=number) if part.copies > 1 else part.title
            copy = f"_{number}" if part.copies > 1 else ""
            blocks = self._table(part) if part.kind is PartKind.TABLE else [self._boxes(part, copy)]
            head = [heading(title, 2, lines_below=_lines_to_keep(part))] if title else []
            head += [text(part.about, "small")] if part.about else []
            yield from [keep_together(*head, *blocks)] if part.copies > 1 else [*head, *blocks]

    def _boxes(self, part: Part, copy: str) -> Block:
        ticks = part.kind is PartKind.TICKS
        boxes = [self._box(one, copy, tick=ticks) for one in part.fields]
        wide = [ROW if ticks and self._large else ROW // 2 if ticks else one.wide for one in part.fields]
        return form_rows(_in_rows(boxes, wide, large=self._large), fillable=self._paper.fillable)

    def _box(self, one: FormField, copy: str = "", *, tick: bool = False, says: str = "") -> FormBox:
        kind = FieldKind.TICK if tick else one.kind
        return FormBox(
            name=f"{self._form.key}_{one.id}{copy}",
            label=one.label,
            kind=kind.value,
            lines=one.lines,
            share=float(one.wide),
            options=one.options,
            value=self._paper.known.get(one.known, "") if one.known else "",
            says=says,
        )

    def _table(self, part: Part) -> list[Block]:
        first = [part.head] if part.heads else ["#"] if part.number else []
        if self._large and len(part.columns) + len(first) > MOST_COLUMNS_LARGE:
            return self._table_as_boxes(part)
        head: list[Text] = [*first, *(one.label for one in part.columns)]
        rows: list[list[Text | Block]] = []
        for number, named in zip(count(1), part.heads or [""] * part.rows, strict=False):
            opening: list[Text | Block] = []
            if part.heads:
                opening = [named or self._cell(FormField("other", part.head), number, part.lines)]
            elif part.number:
                opening = [str(number)]
            rows.append([*opening, *(self._cell(one, number, part.lines) for one in part.columns)])
        return [table(head, rows, self._widths(part), row_heads=bool(part.heads), grid=True)]

    def _cell(self, column: FormField, number: int, lines: int) -> Block:
        says = tr("{column}, row {number}", column=column.label, number=number)
        box = FormBox(
            f"{self._form.key}_{column.id}_{number}",
            column.label,
            column.kind.value,
            lines=lines,
            options=column.options,
            says=says,
        )
        return form_cell(box, fillable=self._paper.fillable)

    def _widths(self, part: Part) -> list[float]:
        whole = sum(one.wide for one in part.columns)
        widths = [one.wide / whole for one in part.columns]
        if part.heads:
            widths = [0.28, *(0.72 * one for one in widths)]
        elif part.number:
            widths = [NARROWEST, *((1 - NARROWEST) * one for one in widths)]
        return _no_word_broken(widths, ["", *(one.label for one in part.columns)][-len(widths) :], large=self._large)

    def _table_as_boxes(self, part: Part) -> list[Block]:
        """Each row as a group of boxes that says its number or its head, and stays on one page."""
        rows = list(part.heads) or [""] * max(2, part.rows // 3)
        return [
            keep_together(self._row_as_boxes(part, number, named or tr("No. {number}", number=number)))
            for number, named in enumerate(rows, start=1)
        ]

    def _row_as_boxes(self, part: Part, number: int, named: str) -> Block:
        boxes: list[FormBox] = []
        for column in part.columns:
            says = tr("{row}: {column}", row=named, column=column.label)
            kind = FieldKind.ONE_OF if column.options else column.kind
            label = column.label if boxes else says
            shown = FormField(f"{column.id}_{number}", label, column.wide, kind, 1, column.options)
            boxes.append(self._box(shown, says=says))
        beside = _in_rows(boxes[1:], [ROW // 2] * (len(boxes) - 1), large=False)
        return form_rows([boxes[:1], *beside], fillable=self._paper.fillable)


def _no_word_broken(widths: Sequence[float], heads: Sequence[str], *, large: bool) -> list[float]:
    """The shares, with those raised whose head holds a longer word; the others give way."""
    least = [max(map(len, [*head.split(), ""])) * (LETTER_LARGE if large else LETTER) for head in heads]
    kept = [max(wide, need) for wide, need in zip(widths, least, strict=True)]
    spare = [wide - need for wide, need in zip(kept, least, strict=True)]
    over = (sum(kept) - 1) / (sum(spare) or 1)
    return [wide - room * over for wide, room in zip(kept, spare, strict=True)]


def _lines_to_keep(part: Part) -> int:
    """Lines of text that must fit below the heading: what explains the part, and its first row."""
    above = 2 + bool(part.about) * 3
    if part.kind is PartKind.TABLE:
        return above + 2 + part.lines
    return above + round(1.5 * max(one.lines for one in part.fields))


def _in_rows(boxes: Sequence[FormBox], wide: Sequence[int], *, large: bool) -> list[list[FormBox]]:
    """The boxes in rows of twelve. In large print a box takes twice the room."""
    rows: list[list[FormBox]] = []
    taken = ROW
    for box, own in zip(boxes, wide, strict=True):
        room = min(own * 2, ROW) if large else own
        if taken + room > ROW:
            rows.append([])
            taken = 0
        rows[-1].append(box)
        taken += room
    return rows
