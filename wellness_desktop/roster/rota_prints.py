"""The on-call month on paper: a grid of days with the layers below each other, and the same as a list to call from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr
from wellness_desktop.roster.call_chain import ChainStep
from wellness_desktop.roster.chain_prints import chain_blocks
from wellness_desktop.roster.on_call import LAYERS, Layer, Span, gaps
from wellness_desktop.roster.people import OnCallEntry, Person
from wellness_desktop.roster.rota_weeks import DAYS, midnight, month_mondays
from wellness_desktop.roster.when import clock_text, span_text, weekday_word

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block
    from wellness_desktop.paper.words import Text


@dataclass(frozen=True, slots=True)
class MonthPaper:
    """Which month is printed, and on what."""

    month: date
    """Any day of it."""
    printed_at: datetime
    """Aware."""
    zone: ZoneInfo
    agency: str = ""
    size: Literal["letter", "a4"] = "letter"
    large: bool = False
    every_number: bool = False
    """Whether numbers may stand on it that their owners did not publish."""


def month_span(day: date, zone: ZoneInfo) -> Span:
    """The month of that day, with the rest of its first and last week."""
    mondays = month_mondays(day)
    return Span(midnight(mondays[0], zone), midnight(mondays[-1] + timedelta(days=DAYS), zone))


def month_sheet(entries: Sequence[OnCallEntry], chain: Sequence[ChainStep], paper: MonthPaper) -> bytes:
    """The month as a PDF, with the call chain at its end.

    Layers in which nobody is planned all month are left out, but never the first.
    """
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import Sheet, make

    title = tr("On call: {month} {year}", month=_month(paper.month), year=paper.month.year)
    used = {entry.duty.layer for entry in entries}
    layers = [layer for layer in LAYERS if layer in used or layer is Layer.PRIMARY]
    names = short_names([entry.person for entry in entries])
    body = [b.heading(title, 1)]
    if not paper.large:  # a day's column is too narrow for names in large letters; the list says the same
        body += [_week(monday, entries, layers, names, paper) for monday in month_mondays(paper.month)]
    body += _list(entries, layers, paper)
    body += chain_blocks(chain)
    sheet = Sheet(
        title=title,
        printed_on=paper.printed_at.astimezone(paper.zone).replace(tzinfo=None),
        size=paper.size,
        large=paper.large,
        mark=tr("Confidential: numbers of colleagues. Shred old copies.") if paper.every_number else "",
        agency=paper.agency,
        subject=tr("Who is on call"),
    )
    return make(sheet, body)


def short_names(people: Sequence[Person]) -> dict[UUID, str]:
    """The last name of each; the whole name where two share it."""
    whole = {person.id: person.name for person in people}
    last = {one: name.split()[-1] if name.split() else name for one, name in whole.items()}
    shared = list(last.values())
    return {one: name if shared.count(name) == 1 else whole[one] for one, name in last.items()}


def _week(
    monday: date, entries: Sequence[OnCallEntry], layers: Sequence[Layer], names: dict[UUID, str], paper: MonthPaper
) -> "Block":
    from wellness_desktop.paper import blocks as b

    days = [monday + timedelta(days=place) for place in range(DAYS)]
    head = [tr("Week"), *(_day_head(day) for day in days)]
    rows: list[list[Text]] = []
    for layer in layers:
        cells = [_cell(day, entries, layer, names, paper.zone) for day in days]
        if any(cells):
            rows.append([b.bold(layer.label), *cells])
    return b.table(head, rows, widths=(13, *[12] * DAYS), row_heads=True, grid=True)


def _cell(day: date, entries: Sequence[OnCallEntry], layer: Layer, names: dict[UUID, str], zone: ZoneInfo) -> "Text":
    """Who answers on that day, with the hours at which it changes; "nobody" where nobody is first to call."""
    whole = Span(midnight(day, zone), midnight(day + timedelta(days=1), zone))
    here = [
        entry.duty
        for entry in entries
        if entry.duty.layer is layer and entry.duty.starts < whole.ends and entry.duty.ends > whole.starts
    ]
    parts = [(Span(duty.starts, duty.ends), names[duty.person_id]) for duty in here]
    if layer is Layer.PRIMARY:
        parts += [(gap, tr("nobody")) for gap in gaps(here, layer, whole)]
    lines = [
        _line(span, words, whole, zone) for span, words in sorted(parts, key=lambda part: (part[0].starts, part[1]))
    ]
    return "\n".join(lines)


def _line(span: Span, words: str, day: Span, zone: ZoneInfo) -> str:
    begins, ends = span.starts > day.starts, span.ends < day.ends
    if begins and ends:
        start, end = clock_text(span.starts, zone), clock_text(span.ends, zone)
        return tr("{name} {start} to {end}", start=start, end=end, name=words)
    if begins:
        return tr("{name} from {start}", start=clock_text(span.starts, zone), name=words)
    if ends:
        return tr("{name} to {end}", end=clock_text(span.ends, zone), name=words)
    return words


def _list(entries: Sequence[OnCallEntry], layers: Sequence[Layer], paper: MonthPaper) -> "list[Block]":
    """Each layer with its times in order and the number to call, and when nobody is first to call."""
    from wellness_desktop.paper import blocks as b

    found: list[Block] = []
    for layer in layers:
        mine = sorted((each for each in entries if each.duty.layer is layer), key=lambda each: each.duty.starts)
        found.append(b.heading(layer.label, 2, lines_below=4))
        if not mine:
            found.append(b.text(tr("Nobody is planned.")))
            continue
        found.append(
            b.table((tr("From and to"), tr("Name"), tr("Phone")), _rows(mine, layer, paper), widths=(46, 27, 27))
        )
    return found


def _rows(mine: Sequence[OnCallEntry], layer: Layer, paper: MonthPaper) -> "list[tuple[Text, Text, Text]]":
    from wellness_desktop.paper import blocks as b

    parts: list[tuple[Span, OnCallEntry | None]] = [(Span(each.duty.starts, each.duty.ends), each) for each in mine]
    if layer is Layer.PRIMARY:
        whole = month_span(paper.month, paper.zone)
        parts += [(gap, None) for gap in gaps([each.duty for each in mine], layer, whole)]
    parts.sort(key=lambda part: part[0].starts)
    return [
        (
            span_text(span.starts, span.ends, paper.zone),
            b.bold(each.person.name) if each else tr("Nobody"),
            _number(each.person, paper) if each else "",
        )
        for span, each in parts
    ]


def _number(person: Person, paper: MonthPaper) -> "Text":
    from wellness_desktop.paper.words import unbroken

    today = paper.printed_at.astimezone(paper.zone).date()
    shown = [phone for phone in person.phones if paper.every_number or (person.published_on and phone.published)]
    if not shown:
        return tr("Ask the coordinator") if person.phones else tr("No number")
    phone = min(shown, key=lambda each: each.freshness(today).needs_check)
    if phone.freshness(today).needs_check:
        return [unbroken(phone.shown), "\n" + tr("CHECK BEFORE USE")]
    return unbroken(phone.shown)


def _day_head(day: date) -> str:
    return tr("{weekday} {month}/{day}", weekday=weekday_word(day), month=day.month, day=day.day)


def _month(day: date) -> str:
    return (
        tr("January"), tr("February"), tr("March"), tr("April"), tr("May"), tr("June"),
        tr("July"), tr("August"), tr("September"), tr("October"), tr("November"), tr("December"),
    )[day.month - 1]  # fmt: skip
