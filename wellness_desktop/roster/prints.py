"""The phone list on paper: who is on call, who can be called, and the lines that always answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr
from wellness_desktop.roster.freshness import REVIEW_EVERY, Age, Kind
from wellness_desktop.roster.kinds import PersonRole, Standing
from wellness_desktop.roster.on_call import LAYERS, Layer, Span, gaps
from wellness_desktop.roster.people import OnCallEntry, Person, Phone
from wellness_desktop.roster.printed_line import PrintedLine
from wellness_desktop.roster.when import day_text, span_text

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block
    from wellness_desktop.paper.words import Run, Text

ON_CALL_DAYS = timedelta(days=14)
"""How far ahead the list says who is on call."""


@dataclass(frozen=True, slots=True)
class PhoneListPaper:
    """What the phone list is printed on."""

    printed_at: datetime
    """Aware."""
    zone: ZoneInfo
    agency: str = ""
    size: Literal["letter", "a4"] = "letter"
    large: bool = False
    confidential: bool = False
    """Whether numbers stand on it that are not published."""

    @property
    def local(self) -> datetime:
        """The moment by the station's clock."""
        return self.printed_at.astimezone(self.zone)

    @property
    def today(self) -> date:
        """The station's date."""
        return self.local.date()


def phone_list(
    people: Sequence[Person],
    on_call: Sequence[OnCallEntry],
    lines: Sequence[PrintedLine],
    paper: PhoneListPaper,
) -> bytes:
    """The phone list as a PDF: on call for two weeks, then people by role, then the lines.

    Numbers that are overdue for a check say so, and people with no other number come last in their group.
    """
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import Sheet, make

    today = paper.today
    callable_people = [person for person in people if stands_on_list(person)]
    body = [b.heading(tr("Phone list"), 1), *_on_call(on_call, paper)]
    for role, group in _groups(callable_people, today):
        body += [b.heading(role.group, 2, lines_below=6), _people_table(role, group, today)]
    if not callable_people:
        body.append(b.text(tr("Nobody with a number stands on this list yet.")))
    if lines:
        body += [b.heading(tr("Lines that always answer"), 2, lines_below=6), _lines_table(lines)]
    sheet = Sheet(
        title=tr("Phone list"),
        printed_on=paper.local.replace(tzinfo=None),
        check_again_by=_check_again_by(callable_people, today),
        size=paper.size,
        large=paper.large,
        mark=tr("Confidential: numbers of colleagues. Shred old copies.") if paper.confidential else "",
        agency=paper.agency,
        subject=tr("Who to call"),
    )
    return make(sheet, body)


def stands_on_list(person: Person) -> bool:
    """Whether the list shows this person: still asked, and with a number."""
    return person.standing is Standing.ACTIVE and bool(person.phones)


def _on_call(on_call: Sequence[OnCallEntry], paper: PhoneListPaper) -> "list[Block]":
    """The coming two weeks, with the stretches in which nobody is first to call."""
    from wellness_desktop.paper import blocks as b

    found: list[Block] = [b.heading(tr("On call"), 2)]
    if not on_call:
        return [*found, b.text(tr("Nobody is on call in the coming two weeks. Use the lines at the end."))]
    rows = [
        (
            entry.duty.layer.label,
            span_text(max(entry.duty.starts, paper.printed_at), entry.duty.ends, paper.zone),
            b.bold(entry.person.name),
            _best_number(entry.person, paper.today),
        )
        for entry in sorted(on_call, key=lambda entry: (LAYERS.index(entry.duty.layer), entry.duty.starts))
    ]
    head = (tr("Who"), tr("From and to"), tr("Name"), tr("Phone"))
    found.append(b.table(head, rows))
    span = Span(paper.printed_at, paper.printed_at + ON_CALL_DAYS)
    empty = gaps([entry.duty for entry in on_call], Layer.PRIMARY, span)
    if empty:
        title = tr("Nobody is first to call in these hours. Use the backup, or the lines at the end.")
        found.append(b.note(b.bullets([span_text(gap.starts, gap.ends, paper.zone) for gap in empty]), title=title))
    return found


def _groups(people: Iterable[Person], today: date) -> list[tuple[PersonRole, list[Person]]]:
    """People by their first role; within a role those with a checked number first, then by name."""
    groups: dict[PersonRole, list[Person]] = {}
    for person in people:
        roles = person.ordered_roles or [PersonRole.OTHER]
        groups.setdefault(roles[0], []).append(person)
    return [
        (role, sorted(groups[role], key=lambda each: _is_stale(each, today))) for role in PersonRole if role in groups
    ]


def _is_stale(person: Person, today: date) -> bool:
    return all(phone.freshness(today).needs_check for phone in person.phones)


def _people_table(role: PersonRole, people: Sequence[Person], today: date) -> "Block":
    from wellness_desktop.paper import blocks as b

    rows: list[tuple[Text, Text]] = []
    for person in people:
        name: list[str | Run] = [b.bold(_called(person))]
        if about := _about(person, role):
            name.append("\n" + " ".join(about))
        rows.append((name, _numbers(person, today)))
    return b.table((tr("Name"), tr("Numbers")), rows, widths=(44, 56))


def _numbers(person: Person, today: date) -> "Text":
    """Each number on a line of its own with its label and its check, those to check first at the end."""
    from wellness_desktop.paper.words import Run, unbroken

    found: list[str | Run] = []
    for phone in person.phones_by_age(today):
        if found:
            found.append("\n")
        about = f" · {_about_number(phone, today)}"
        if phone.freshness(today).needs_check:
            found += [_faded(phone.shown), Run(about, faded=True)]
        else:
            found += [unbroken(phone.shown), about]
    return found


def _faded(number: str) -> "Run":
    """A number that must be checked first: gray, and not in bold like those that can be relied on."""
    from wellness_desktop.paper.words import Run

    return Run(number.replace(" ", "\u00a0"), faded=True)


def _lines_table(lines: Sequence[PrintedLine]) -> "Block":
    from wellness_desktop.paper import blocks as b

    head = (tr("Line"), tr("Number"), tr("Who answers"))
    rows = [(b.bold(line.name), "\n".join(line.numbers), line.detail) for line in lines]
    return b.table(head, rows, widths=(32, 30, 38))


def _called(person: Person) -> str:
    if person.call_name:
        return tr("{name} “{call_name}”", name=person.name, call_name=person.call_name)
    return person.name


def _about(person: Person, role: PersonRole) -> list[str]:
    """What helps to decide whom to call, as short sentences."""
    others = [other.label for other in person.ordered_roles if other is not role]
    found = [_sentence(", ".join(part for part in (person.agency, *others) if part))]
    if person.languages and [word.casefold() for word in person.languages] != ["english"]:
        found.append(tr("Speaks {languages}.", languages=", ".join(person.languages)))
    if person.hours:
        found.append(_sentence(person.hours))
    if person.called_for:
        found.append(_sentence(tr("Call for: {reasons}", reasons=person.called_for)))
    return [line for line in found if line]


def _sentence(words: str) -> str:
    """The words with a period, unless they end in one."""
    return words if not words or words.endswith((".", "!", "?")) else f"{words}."


def _about_number(phone: Phone, today: date) -> str:
    """Label, texts, and the last check or what to do first."""
    found = phone.freshness(today)
    if found.checked_on is None:
        checked = tr("CHECK BEFORE USE: never checked")
    elif found.needs_check:
        checked = tr("CHECK BEFORE USE: last checked {day}", day=day_text(found.checked_on))
    else:
        checked = tr("checked {day}", day=day_text(found.checked_on))
    texts = tr("takes texts") if phone.takes_texts else ""
    return ", ".join(part for part in (phone.label, texts, checked) if part)


def _best_number(person: Person, today: date) -> "Text":
    from wellness_desktop.paper.words import unbroken

    phone = person.best_phone(today)
    if phone is None:
        return tr("No number")
    if phone.freshness(today).needs_check:
        return [_faded(phone.shown), "\n" + tr("CHECK BEFORE USE")]
    return unbroken(phone.shown)


def _check_again_by(people: Iterable[Person], today: date) -> date:
    """The day on which the first number of the list turns old."""
    days = [
        found.check_by
        for person in people
        for phone in person.phones
        if (found := phone.freshness(today)).check_by and found.age is not Age.OVERDUE
    ]
    return min([*(day for day in days if day), today + REVIEW_EVERY[Kind.NUMBER]])
