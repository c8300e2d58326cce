"""Who works when on paper: people by days in letters, black on white, so many days to a table as have room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr
from wellness_desktop.roster.duty_roster.month import Picture
from wellness_desktop.roster.duty_roster.pattern_values import OwnPattern
from wellness_desktop.roster.duty_roster.turns import clash_words
from wellness_desktop.roster.when import day_text, month_word, span_text, weekday_word

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block
    from wellness_desktop.paper.words import Text

DAYS_ON_A_TABLE = 16
DAYS_IN_LARGE_PRINT = 8
MOST_GAPS = 20


@dataclass(frozen=True, slots=True)
class ShiftPaper:
    """On what the month is printed."""

    printed_at: datetime
    """Aware."""
    zone: ZoneInfo
    agency: str = ""
    size: Literal["letter", "a4"] = "letter"
    large: bool = False


def shift_sheet(picture: Picture, patterns: Sequence[OwnPattern], paper: ShiftPaper) -> bytes:
    """The month as a PDF: tables of days, what the letters mean, and when nobody is on duty."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import Sheet, make

    first = picture.days[0]
    title = tr("Who works when: {month} {year}", month=month_word(first), year=first.year)
    body: list[Block] = [b.heading(title, 1)]
    room = DAYS_IN_LARGE_PRINT if paper.large else DAYS_ON_A_TABLE
    for start in range(0, len(picture.days), room):
        body.append(_days(picture, start, min(start + room, len(picture.days))))
    body += [b.heading(tr("What the letters mean"), 2), b.bullets(_legend(patterns))]
    body += [b.heading(tr("When nobody of these is on duty"), 2), *_gaps(picture, paper)]
    if picture.clashes:
        lines = [clash_words(clash, paper.zone) for clash in picture.clashes]
        body += [b.heading(tr("On call and away at once"), 2), b.bullets(lines)]
    sheet = Sheet(
        title=title,
        printed_on=paper.printed_at.astimezone(paper.zone).replace(tzinfo=None),
        size=paper.size,
        large=paper.large,
        mark=tr("Confidential: who is away. Shred old copies."),
        agency=paper.agency,
        subject=tr("Who works when"),
    )
    return make(sheet, body)


def _days(picture: Picture, start: int, end: int) -> "Block":
    from wellness_desktop.paper import blocks as b

    days = picture.days[start:end]
    head: list[Text] = [tr("Name"), *(_head(day) for day in days)]
    rows: list[list[Text]] = []
    for row in picture.rows:
        rows.append([b.bold(row.member.name), *(_cell(cell.text) for cell in row.cells[start:end])])
    if picture.fewest:
        rows.append([tr("Fewest on"), *(str(count) for count in picture.fewest[start:end])])
    widths = (22.0, *[(78.0 / len(days))] * len(days))
    return b.table(head, rows, widths=widths, row_heads=True, grid=True)


def _head(day: date) -> str:
    return f"{weekday_word(day)[:2]}\n{day.day}"


def _cell(text: str) -> str:
    """A day off stays empty on paper: what is not there is read fastest."""
    return "" if text == "-" else text


def _legend(patterns: Sequence[OwnPattern]) -> list[str]:
    letters: dict[str, str] = {}
    for pattern in patterns:
        for shift in pattern.shifts:
            words = tr("{letter}: {words}", letter=shift.letter, words=shift.words)
            letters.setdefault(words, words)
    return [
        *letters.values(),
        tr("Lv: leave. Ct: court. Tr: training. Fr: free, or traded away. C: on call. Empty: off."),
        tr("+: more than planned. \u00b7: something else for part of the day. ?: not known."),
        tr("DC: a shift, and on call. !: on call and away at once."),
    ]


def _gaps(picture: Picture, paper: ShiftPaper) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    if not any(row.known for row in picture.rows):
        return [b.text(tr("No shifts are known yet."))]
    if not picture.gaps:
        last = day_text(picture.days[-1])
        return [b.text(tr("Somebody is on duty at every hour until {day}.", day=last))]
    lines = [span_text(start, end, paper.zone) for start, end in picture.gaps[:MOST_GAPS]]
    if len(picture.gaps) > MOST_GAPS:
        lines.append(tr("And at further times: look at the line “Fewest on”."))
    return [b.bullets(lines)]
