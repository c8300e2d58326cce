"""A report on paper: the chief's page first, then the table with its bars; readable in black and white."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.reports.report_values import Report, Section, bar_lines, bars_words, hidden_note
from wellness_desktop.paper.print_setup import Paper

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block

WIDTH, HALF_WIDTH, ROW, BAR = 500.0, 230.0, 19.0, 9.0
LABELS, NUMBERS = 0.44, 52.0
"""The share of the width for labels, and the points for numbers at the right."""
FONT_SIZE = 9.0


def report_sheet(report: Report, paper: Paper) -> bytes:
    """The report as issued, on the paper of the station."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import Sheet, make

    issued = report.issued_at.astimezone(paper.zone).replace(tzinfo=None)
    front = [one for place, one in enumerate(report.sections) if not (place and one.chart)]
    tables = [one for place, one in enumerate(report.sections) if place and one.chart]
    body: list[Block] = [b.heading(report.title, 1)]
    body.append(b.text(tr("Totals only. No person is named or can be worked out from them."), "lead"))
    left, right = _halves(front)
    hours = bars(front[0], large=paper.large, width=WIDTH if paper.large else HALF_WIDTH)
    if hours is not None and paper.large:
        left.insert(1, hours)
    elif hours is not None:
        right.append(b.keep_together(b.heading(tr("Hours, as bars"), 2), hours))
    if paper.large:
        body += [*left, *right]
    else:
        body.append(b.two_columns(left, right))
    if report.needs:
        body.append(b.keep_together(b.heading(tr("What the program needs"), 2), b.text(report.needs)))
    if report.hides:
        body.append(b.text(hidden_note(), "small"))
    body.append(b.signature([tr("Support coordinator")]))
    for section in tables:
        body += [b.page_break(), _section(section), *_bars(section, large=paper.large)]
        if section.hides:
            body.append(b.text(hidden_note(), "small"))
    sheet = Sheet(
        title=report.title,
        printed_on=issued,
        agency=report.agency,
        size=paper.size,
        large=paper.large,
        mark="" if report.sound else tr("CHANGED AFTER IT WAS ISSUED"),
    )
    return make(sheet, body)


def _halves(sections: "Sequence[Section]") -> "tuple[list[Block], list[Block]]":
    """The chief's page in two columns: hours, cover and team; what was done, and for how many."""
    made = [_section(one) for one in sections]
    return [*made[:2], *made[-1:]], made[2:-1]


def _section(section: Section) -> "Block":
    from wellness_desktop.paper import blocks as b

    parts: list[Block] = [b.heading(section.title, 2)]
    if section.lines:
        rows = [[line.label, line.text] for line in section.lines]
        parts.append(b.table([tr("What"), tr("Number")], rows, [3, 1], row_heads=True))
    if section.sentence:
        parts.append(b.text(section.sentence, "small" if section.lines else "body"))
    return b.keep_together(*parts)


def _bars(section: Section, *, large: bool) -> "list[Block]":
    picture = bars(section, large=large)
    return [] if picture is None else [picture]


def bars(section: Section, *, large: bool = False, width: float = WIDTH) -> "Block | None":
    """The shown numbers that are not zero as bars, without the total; None where there is nothing to draw."""
    from wellness_desktop.paper import blocks as b

    lines = bar_lines(section)
    if not lines:
        return None
    size = 1.35 if large else 1.0
    most = max(one.number or 0 for one in lines)

    def draw(canvas: Any, width: float, height: float) -> None:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        from wellness_desktop.paper import fonts

        fonts.load_family()
        left, right = width * LABELS, width - NUMBERS * size
        for place, line in enumerate(lines):
            y = height - (place + 0.7) * ROW * size
            canvas.setFillGray(0)
            canvas.setFont(fonts.BODY, FONT_SIZE * size)
            canvas.drawString(0, y, _fitting(line.label, left - 8, FONT_SIZE * size, stringWidth))
            long = (right - left) * (line.number or 0) / most
            canvas.setFillGray(0.35)
            canvas.rect(left, y - 1, long, BAR * size, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.drawString(left + long + 4, y, line.text)

    return b.figure(width, len(lines) * ROW * size, draw, bars_words(section))


def _fitting(words: str, room: float, size: float, width: Any) -> str:
    """The words, cut at the end where a bar's label has no room for them; the table above has them whole."""
    from wellness_desktop.paper import fonts

    if width(words, fonts.BODY, size) <= room:
        return words
    while words and width(f"{words}…", fonts.BODY, size) > room:
        words = words[:-1].rstrip()
    return f"{words}…"
