"""Small pieces that several plan prints share: texts with their blanks, people, facts, guidance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from wellness_desktop.base.language import tr
from wellness_desktop.paper.blocks import Block, Run, Text, bullets, heading, keep_together, section, space, table, text
from wellness_desktop.paper.words import unbroken
from wellness_desktop.plans.items import Section
from wellness_desktop.plans.merged import FactLine, Group, Line, MergedPlan, Office, SectionBody
from wellness_desktop.plans.people import Holder, Seat
from wellness_desktop.plans.places import Blank, Filled

LINE_FOR_HAND = "_" * 14
LINE_FOR_MISSING = "_" * 20


@dataclass(frozen=True, slots=True)
class PrintStyle:
    """How a plan is printed."""

    printed_on: date | datetime
    """In station time."""
    check_again_by: date | None = None
    size: Literal["letter", "a4"] = "letter"
    large: bool = False


def said(filled: Filled, *, local: bool = False) -> list[str | Run]:
    """A text for paper: an unfilled place is a line to write on, with its label, never an empty space."""
    pieces: list[str | Run] = []
    for piece in filled.pieces:
        if isinstance(piece, Blank):
            pieces.append(blank(piece.label, missing=piece.missing))
        else:
            pieces.append(piece)
    if local:
        pieces.append(check_locally())
    return pieces


def check_locally() -> Run:
    """The mark of common practice that could not be checked in a source."""
    return Run(f" ({tr('check locally')})", italic=True)


def blank(label: str, *, missing: bool = True) -> str:
    """A line to write on, with its label behind it."""
    return f"{LINE_FOR_MISSING if missing else LINE_FOR_HAND} ({label})"


def lines_of(lines: Iterable[Line]) -> list[Text]:
    """Sentences for a list."""
    return [said(line.text, local=line.local) for line in lines]


def opening(plan: MergedPlan, section_id: str) -> list[Block]:
    """The start of a section: on its own sheet, or further down on the sheet it shares."""
    own = plan.body(section_id).section
    title = tr("{code}  {title}", code=own.id, title=own.title)
    code = f"{plan.tab} {own.id}" if plan.tab else own.id
    first = section(code, title) if own.leaf == own.id else heading(title, 1)
    return [first, text(own.about), *_reviewers(own)]


def on_sheet(plan: MergedPlan, section_id: str, *blocks: Block) -> list[Block]:
    """A section with its opening. One that shares a sheet stays whole: it moves to the next page rather than
    leave two lines there."""
    own = plan.body(section_id).section
    whole = [*opening(plan, section_id), *blocks]
    return whole if own.leaf == own.id else [keep_together(*whole)]


def _reviewers(own: Section) -> list[Block]:
    """Says plainly who must still read the section."""
    if not own.needs_review:
        return []
    who = {
        "counsel": tr("Your counsel should read this section before you rely on it."),
        "clinician": tr("A clinician should read this section before you rely on it."),
    }
    return [text([Run(" ".join(who[one] for one in own.needs_review), italic=True)])]


def guidance(groups: Sequence[Group]) -> list[Block]:
    """Sentences, each group under its heading."""
    blocks: list[Block] = []
    for group in groups:
        if group.title:
            blocks.append(heading(group.title, 2))
        blocks.append(bullets(lines_of(group.lines)))
    return blocks


def facts(lines: Sequence[FactLine]) -> list[Block]:
    """What the agency entered, and a line to write on where it did not; optional empty ones are left out."""
    shown = [line for line in lines if line.value or line.field.need != "may"]
    if not shown:
        return []
    rows = [[line.field.label, _value(line)] for line in shown]
    return [table([tr("What"), tr("Here")], rows, [0.32, 0.68], row_heads=True)]


def _value(line: FactLine) -> Text:
    if line.office is not None:
        return office_words(line.office)
    return line.value or "\n".join([LINE_FOR_MISSING * 2] * (2 if line.field.kind == "text" else 1))


def office_words(office: Office) -> Text:
    """Name, numbers in bold, what to know; lines to write on for what is missing."""
    pieces: list[str | Run] = [office.name or blank(tr("name")), "  ", *number_words(office.numbers)]
    if office.detail:
        pieces.append(f"\n{office.detail}")
    if office.stale and office.numbers:
        pieces.append(Run(f"\n{tr('number not checked lately')}", italic=True))
    return pieces


def number_words(numbers: Sequence[str]) -> list[str | Run]:
    """Numbers in bold, each unbroken, or a line to write one on."""
    if not numbers:
        return [blank(tr("number"))]
    pieces: list[str | Run] = []
    for number in numbers:
        pieces += [" · "] if pieces else []
        pieces.append(unbroken(number))
    return pieces


def below(label: str) -> str:
    """A line to write on in a narrow cell, with its label below it."""
    return f"{LINE_FOR_MISSING}\n({label})"


def body(own: SectionBody) -> list[Block]:
    """A section's guidance and facts."""
    return [*guidance(own.groups), *facts(own.facts)]


def holder_words(holder: Holder) -> Text:
    """A person with agency and numbers, one below the other."""
    pieces: list[str | Run] = [holder.with_agency]
    for number in holder.numbers:
        pieces += ["\n", unbroken(number)]
    return pieces if holder.numbers else [*pieces, "\n", below(tr("number"))]


def seat_words(seat: Seat) -> Text:
    """Who sits there, or a line to write on."""
    if seat.holder is not None:
        return holder_words(seat.holder)
    return below(tr("no longer on the roster: choose again") if seat.gone else tr("name and number"))


def columns(large: bool, *shares: float) -> Sequence[float] | None:
    """Column widths as designed for plain print; in large print the words decide, or numbers would break."""
    return None if large else shares


def blank_rows(columns: int, rows: int) -> list[list[Text | Block]]:
    """Empty table rows, high enough to write in."""
    return [[space(1.2), *[""] * (columns - 1)] for _ in range(rows)]
