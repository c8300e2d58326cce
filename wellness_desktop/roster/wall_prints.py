"""Paper that hangs: the sheet for the station's wall, and the one for the family's fridge.

Both show only who agreed to it and numbers that need no check; both are as large as one page allows.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.call_chain import ChainStep
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.people import Person, Phone
from wellness_desktop.roster.phones import dial_link, read_number
from wellness_desktop.roster.printed_line import PrintedLine
from wellness_desktop.roster.prints import PhoneListPaper
from wellness_desktop.roster.team_cards import answering, for_team_card, with_fresh_numbers

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block
    from wellness_desktop.paper.sheet import Sheet
    from wellness_desktop.paper.words import Run, Text

SCALES = (1.7, 1.55, 1.4, 1.3, 1.2, 1.1, 1.0, 0.92)
FAMILY_ROLES = (PersonRole.FAMILY_LIAISON, PersonRole.CHAPLAIN, PersonRole.PEER, PersonRole.CLINICIAN, PersonRole.EAP)
"""Who a family would call, first to last."""
MOST_FOR_FAMILY = 4
MOST_LINES = 4
MOST_IN_ONE_COLUMN = 4
SHARE_OF_WORDS = {1: 0.78, 2: 0.64}
"""How much of its width a cell gives to words; the code stands in the rest."""
MOST_ON_A_PAGE = 16
"""More people than this never fit, so no size is tried out."""


def on_wall_sheet(people: Iterable[Person], today: date) -> list[tuple[Person, tuple[Phone, ...]]]:
    """Who stands on the wall sheet, by role, each with the fresh numbers."""
    order = list(PersonRole)
    found = with_fresh_numbers(people, today)
    return sorted(found, key=lambda one: min((order.index(role) for role in one[0].roles), default=len(order)))


def for_family(people: Iterable[Person], today: date) -> list[tuple[Person, Phone]]:
    """Whom the fridge sheet names: a few, those whose work is with families first."""
    suited = [person for person in people if not person.roles.isdisjoint(FAMILY_ROLES)]
    found = for_team_card(suited, today)
    found.sort(key=lambda one: min(FAMILY_ROLES.index(role) for role in one[0].roles if role in FAMILY_ROLES))
    return found[:MOST_FOR_FAMILY]


def wall_sheet(
    people: Sequence[Person], lines: Sequence[PrintedLine], paper: PhoneListPaper, chain: Sequence[ChainStep] = ()
) -> bytes:
    """Everybody who agreed, with a code for one's own phone beside each number; the call chain; and the lines that
    always answer.
    """
    from wellness_desktop.paper.layout import fitted
    from wellness_desktop.paper.sheet import make

    shown = on_wall_sheet(people, paper.today)
    sheet = _sheet(tr("Wall sheet"), paper, [phone for _, phones in shown for phone in phones])
    scales = SCALES if len(shown) <= MOST_ON_A_PAGE else ()
    full, brief = (
        _wall_blocks(shown, answering(lines)[:MOST_LINES], chain, paper, brief=brief) for brief in (False, True)
    )
    for body in (full, brief):
        # Read from a step away, it is as large as one page allows; hours and languages go first.
        printed = fitted(sheet, body, scales, 1)
        if printed is not None:
            return printed.pdf
    return make(sheet, full)


def _wall_blocks(
    shown: Sequence[tuple[Person, tuple[Phone, ...]]],
    lines: Sequence[PrintedLine],
    chain: Sequence[ChainStep],
    paper: PhoneListPaper,
    *,
    brief: bool,
) -> "list[Block]":
    """The sheet's content; `brief` leaves out hours, languages and further numbers."""
    from wellness_desktop.paper import blocks as b

    body = [
        b.heading(tr("Call one of us")),
        b.text(tr("Any of them, for anything. Use your own phone: point its camera at the code."), "lead"),
        b.note(b.bold(tr("In danger right now, or hurt: call 911.")), kind="warning"),
    ]
    across = 2 if len(shown) > MOST_IN_ONE_COLUMN and not paper.large else 1
    body += _in_rows([_person(person, numbers, across, brief=brief) for person, numbers in shown], across)
    if not shown:
        body.append(b.fill_lines([tr("Our own helper"), tr("Phone")], columns=2))
    if len(chain) > 1:
        body += [b.heading(tr("If nobody answers"), 2, lines_below=2), b.numbered([_step(step) for step in chain])]
    if lines:
        body.append(b.heading(tr("Lines that always answer"), 2, lines_below=2))
        body += _in_rows([_line(line, across, brief=brief) for line in lines], across)
    return body


def fridge_sheet(people: Sequence[Person], lines: Sequence[PrintedLine], paper: PhoneListPaper) -> bytes:
    """For the family, in large letters: whom they may call, what that stays, and room for their own numbers."""
    from wellness_desktop.paper import blocks as b

    shown = for_family(people, paper.today)
    body = [
        b.heading(tr("Someone to talk with")),
        b.text(
            tr("For all of us at home, at any hour. You may call without telling the agency, and without a reason."),
            "lead",
        ),
    ]
    body += [b.contact_line(person.name, phone.shown, detail=_about(person)) for person, phone in shown] or [
        b.fill_lines([tr("Somebody from the support team"), tr("Phone")], columns=2)
    ]
    for line in answering(lines)[:MOST_LINES]:
        body.append(b.contact_line(line.name, *line.numbers[:2], detail=line.detail.rstrip(". ")))
    body += [
        b.text(tr("Ask first: “What would you have to pass on, and to whom?”")),
        b.note(b.bold(tr("In danger right now, or hurt: call 911.")), kind="warning"),
        b.keep_together(b.heading(tr("Our own numbers"), 2), b.fill_lines(_own_numbers(), columns=2)),
        b.text(tr("If you are afraid of someone in this house, do not hang this up."), "small"),
    ]
    return _as_large_as_fits(_sheet(tr("Family fridge sheet"), paper, [phone for _, phone in shown]), body)


def _step(step: ChainStep) -> "Text":
    """One link of the chain: whom to try, and how long."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.words import unbroken

    numbers: list[str | Run] = [" ", unbroken("  ·  ".join(step.numbers))] if step.numbers else []
    return [b.bold(step.title), *numbers, f". {step.give_up_words}"]


def _own_numbers() -> list[str]:
    """What the family writes in."""
    return [
        tr("The agency at night"),
        tr("Ask for"),
        tr("Who comes to us if something happens"),
        tr("Who takes the children"),
        tr("A friend outside the job"),
        tr("Our doctor"),
    ]


def _in_rows(cells: "Sequence[Block]", across: int) -> "list[Block]":
    """The cells below each other, or two side by side."""
    from wellness_desktop.paper import blocks as b

    if across == 1:
        return list(cells)
    pairs = [cells[start : start + 2] for start in range(0, len(cells), 2)]
    return [b.keep_together(b.two_columns([pair[0]], list(pair[1:]), share=0.5)) for pair in pairs]


def _person(person: Person, numbers: Sequence[Phone], across: int, *, brief: bool) -> "Block":
    from wellness_desktop.paper import blocks as b

    phone = numbers[0]
    more = [f"{each.label}: {each.shown}" if each.label else each.shown for each in numbers[1:]]
    texts = tr("Takes texts.") if phone.takes_texts else ""
    speaks = (
        tr("Speaks {languages}.", languages=", ".join(person.languages))
        if [word.casefold() for word in person.languages] not in ([], ["english"])
        else ""
    )
    small = " ".join(part for part in (_ended(person.hours), speaks, texts, _ended(", ".join(more))) if part)
    words = [
        b.heading(person.name, 3),
        b.text([_about(person), "\n", b.bold(phone.shown.replace(" ", "\u00a0"))]),
        *([b.text(small, "small")] if small and not brief else []),
    ]
    link = dial_link(phone.number, phone.extension)
    code = b.qr(link, "", tr("QR code that calls {name}", name=person.name), inches=0.95)
    return b.keep_together(b.two_columns(words, [code], share=SHARE_OF_WORDS[across]))


def _line(line: PrintedLine, across: int, *, brief: bool) -> "Block":
    from wellness_desktop.paper import blocks as b

    words = [
        b.heading(line.name, 3),
        b.text(b.bold("  ·  ".join(line.numbers))),
        *([b.text(line.detail, "small")] if line.detail and not brief else []),
    ]
    link = next((link for number in line.numbers if (link := _dialed(number))), "")
    if not link:
        return b.keep_together(*words)
    code = b.qr(link, "", tr("QR code that calls {name}", name=line.name), inches=0.95)
    return b.keep_together(b.two_columns(words, [code], share=SHARE_OF_WORDS[across]))


def _dialed(number: str) -> str:
    """The tel: link of what is plainly a number; blank for "Text HOME to 741741"."""
    try:
        found = read_number(number)
    except Problem:
        return ""
    return dial_link(found.number, found.extension)


def _about(person: Person) -> str:
    """The first role, and whose they are where that is not the own agency: more would not be read on a wall."""
    role = next((role.label for role in person.ordered_roles), "")
    return ", ".join(part for part in (role, "" if person.own_agency else person.agency) if part)


def _ended(words: str) -> str:
    return words if not words or words.endswith((".", "!", "?")) else f"{words}."


def _as_large_as_fits(sheet: "Sheet", body: "Sequence[Block]") -> bytes:
    """On one page, as large as it goes; on more where even the smallest size is too much."""
    from wellness_desktop.paper.layout import fitted
    from wellness_desktop.paper.sheet import make

    printed = fitted(sheet, body, SCALES, 1)
    return printed.pdf if printed is not None else make(sheet, body)


def _sheet(title: str, paper: PhoneListPaper, phones: Iterable[Phone]) -> "Sheet":
    from wellness_desktop.paper.sheet import Sheet

    again = min((by for phone in phones if (by := phone.freshness(paper.today).check_by)), default=None)
    return Sheet(
        title=title,
        printed_on=paper.today,
        check_again_by=again,
        size=paper.size,
        large=paper.large,
        agency=paper.agency,
        subject=tr("Who to call"),
    )
