"""The team on cards: one card with a few of them and the lines behind, or a card for each with a code to scan.

Only who agreed to be shown stands on a card, and only numbers that need no check (DESIGN 1.7).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.people import Person, Phone
from wellness_desktop.roster.printed_line import PrintedLine
from wellness_desktop.roster.prints import PhoneListPaper
from wellness_desktop.roster.vcard_export import qr_card

if TYPE_CHECKING:
    from wellness_desktop.paper.cards import WalletCard
    from wellness_desktop.paper.sheet import Sheet

MOST_ON_CARD = 5
MOST_LINES = 4
MOST_NUMBERS = 2
"""Of one person on the own card; a third would make the letters small."""


def with_fresh_numbers(people: Iterable[Person], today: date) -> list[tuple[Person, tuple[Phone, ...]]]:
    """Those who may stand on a card, each with the numbers that need no check."""
    found = []
    for person in people:
        numbers = tuple(phone for phone in person.phones if not phone.freshness(today).needs_check)
        if numbers:
            found.append((person, numbers))
    return found


def for_team_card(people: Sequence[Person], today: date) -> list[tuple[Person, Phone]]:
    """At most five for one card: one of each role in turn, so that a chaplain is not crowded out by peers."""
    waiting: dict[PersonRole, list[tuple[Person, Phone]]] = {}
    for person, numbers in with_fresh_numbers(people, today):
        role = next(iter(person.ordered_roles), PersonRole.OTHER)
        waiting.setdefault(role, []).append((person, numbers[0]))
    groups = [waiting[role] for role in PersonRole if role in waiting]
    return list(_in_turn(groups))[:MOST_ON_CARD]


def answering(lines: Sequence[PrintedLine]) -> Sequence[PrintedLine]:
    """The lines that answer day and night; all of them where none is known to."""
    return [line for line in lines if line.always] or lines


def team_cards(people: Sequence[Person], lines: Sequence[PrintedLine], paper: PhoneListPaper) -> bytes:
    """Eight equal cards: the team on the front, the lines that always answer on the back.

    Raises Problem where nobody may stand on a card.
    """
    from wellness_desktop.paper.cards import WalletCard, wallet_cards

    chosen = for_team_card(people, paper.today)
    if not chosen:
        raise _nobody()
    front = WalletCard(
        title=tr("Our own people"),
        lines=tuple((f"{person.name}, {_role(person)}", phone.shown) for person, phone in chosen),
        foot=paper.agency,
    )
    back = WalletCard(
        title=tr("Lines that always answer"),
        lines=tuple((line.name, line.numbers[0]) for line in answering(lines)[:MOST_LINES] if line.numbers),
        foot=paper.agency,
    )
    again = _check_by(phone for _, phone in chosen)
    return wallet_cards(_sheet(tr("Wallet cards of the team"), paper, again), front, back if back.lines else None)


def contact_cards(people: Sequence[Person], paper: PhoneListPaper) -> bytes:
    """A card for each person, eight on a sheet, with a code that puts the numbers into a phone.

    Raises Problem where nobody may stand on a card.
    """
    from wellness_desktop.paper.cards import different_cards

    cards = [_card(person, numbers, paper) for person, numbers in with_fresh_numbers(people, paper.today)]
    if not cards:
        raise _nobody()
    return different_cards(_sheet(tr("A card for each helper"), paper, None), cards)


def _card(person: Person, numbers: Sequence[Phone], paper: PhoneListPaper) -> "WalletCard":
    from wellness_desktop.paper.cards import WalletCard
    from wellness_desktop.paper.dates import day_text

    again = _check_by(numbers)
    lines = [(phone.label or tr("Phone"), phone.shown) for phone in numbers[:MOST_NUMBERS]]
    about = ", ".join(part for part in (_role(person), person.agency or paper.agency) if part)
    by = tr("Check again by {day}", day=day_text(again)) if again else ""
    return WalletCard(
        title=person.name,
        lines=tuple(lines),
        scan=qr_card(person, paper.today),
        scan_alt=tr("QR code that puts {name} into your phone's contacts", name=person.name),
        foot="  ·  ".join(part for part in (about, by) if part),
    )


def _role(person: Person) -> str:
    return next((role.label for role in person.ordered_roles), PersonRole.OTHER.label)


def _in_turn(groups: Sequence[Sequence[tuple[Person, Phone]]]) -> Iterator[tuple[Person, Phone]]:
    for place in range(max(map(len, groups), default=0)):
        for group in groups:
            if place < len(group):
                yield group[place]


def _check_by(phones: Iterable[Phone], today: date = date.max) -> date | None:
    """The day on which the first of these numbers turns old."""
    return min((by for phone in phones if (by := phone.freshness(today).check_by)), default=None)


def _sheet(title: str, paper: PhoneListPaper, again: date | None) -> "Sheet":
    from wellness_desktop.paper.sheet import Sheet

    return Sheet(
        title=title,
        printed_on=paper.today,
        check_again_by=again,
        size=paper.size,
        large=paper.large,
        agency=paper.agency,
        subject=tr("Who to call"),
    )


def _nobody() -> Problem:
    return Problem(
        tr("Nobody can stand on a card yet."),
        tr("It takes somebody who agreed to be shown, with a ticked number that was checked lately."),
    )
