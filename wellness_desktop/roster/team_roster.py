"""The dated team roster: who is on the support team, named by whom and when, trained in what.

Some states' law looks at who was named and trained before something happened (debrief_protocols.md 7), so this print
is kept, not replaced: each one says how it was on its day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.roster.kinds import PersonRole, Standing
from wellness_desktop.roster.people import Person
from wellness_desktop.roster.prints import PhoneListPaper
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block
    from wellness_desktop.paper.words import Run


@dataclass(frozen=True, slots=True)
class RosterCourse:
    """One course as it stands on the roster."""

    title: str
    provider: str = ""
    hours: float | None = None
    completed_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class TeamMember:
    """One helper with what is on record about naming and training."""

    person: Person
    agreement_on: date | None
    courses: tuple[RosterCourse, ...] = ()


def on_team(people: Iterable[Person]) -> list[Person]:
    """Helpers who have not left, by role and then by name; a break does not take somebody off the team."""
    found = [person for person in people if person.is_helper and person.standing is not Standing.LEFT]
    order = list(PersonRole)
    return sorted(found, key=lambda person: min(order.index(role) for role in person.roles))


def team_roster(members: Sequence[TeamMember], paper: PhoneListPaper) -> bytes:
    """The roster as a PDF, to be signed and kept."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import Sheet, make

    day = day_text(paper.today)
    body = [
        b.heading(tr("Support team roster")),
        b.text(tr("As it was on {day}.", day=day), "lead"),
        b.text(
            tr(
                "Keep every dated copy. Some states' law asks who was named in writing and trained before an event. "
                "What that means for you, your agency's counsel decides."
            )
        ),
    ]
    if members:
        head = (tr("Helper"), tr("Named in writing"), tr("Training on record"))
        rows = [(_who(each), _named(each), _training(each, paper.today)) for each in members]
        body += [b.table(head, rows, widths=(30, 30, 40)), _count(members)]
    else:
        body.append(b.text(tr("Nobody is on the support team yet.")))
    body.append(b.signature([tr("Head of the agency"), tr("Support coordinator")]))
    sheet = Sheet(
        title=tr("Support team roster"),
        printed_on=paper.local.replace(tzinfo=None),
        version=paper.today.isoformat(),
        size=paper.size,
        large=paper.large,
        mark=tr("Personnel record: keep with the team's papers."),
        agency=paper.agency,
        subject=tr("Who is on the support team, named and trained when"),
    )
    return make(sheet, body)


def _count(members: Sequence[TeamMember]) -> "Block":
    from wellness_desktop.paper import blocks as b

    named = sum(each.person.designated_on is not None for each in members)
    return b.text(
        tr_count("{count} helper on the team.", "{count} helpers on the team.", len(members))
        + " "
        + tr_count("{count} is named in writing.", "{count} are named in writing.", named)
    )


def _who(member: TeamMember) -> "list[str | Run]":
    from wellness_desktop.paper import blocks as b

    person = member.person
    about = ", ".join(part for part in (person.role_words, person.agency) if part)
    lines = [about]
    if person.is_clinician:
        lines.append(tr("Licensed clinician"))
    if person.standing is Standing.PAUSED:
        lines.append(person.standing.label)
    return [b.bold(person.name), *(f"\n{line}" for line in lines if line)]


def _named(member: TeamMember) -> str:
    person = member.person
    if person.designated_on is None:
        named = tr("Not named in writing")
    elif person.designated_by:
        named = tr("{day}, by {name}", day=day_text(person.designated_on), name=person.designated_by)
    else:
        named = day_text(person.designated_on)
    signed = (
        tr("Confidentiality signed {day}", day=day_text(member.agreement_on))
        if member.agreement_on
        else tr("No signed confidentiality on record")
    )
    return "\n".join(part for part in (named, person.designation_document, signed) if part)


def _training(member: TeamMember, today: date) -> str:
    person = member.person
    lines = [_course(course, today) for course in member.courses]
    if person.trained_by or person.trained_until:
        until = tr("valid until {day}", day=day_text(person.trained_until)) if person.trained_until else ""
        if person.trained_until and person.trained_until < today:
            until = tr("ended {day}", day=day_text(person.trained_until))
        lines.append(", ".join(part for part in (person.trained_by, until) if part))
    return "\n".join(lines) or tr("None on record")


def _course(course: RosterCourse, today: date) -> str:
    parts = [course.title]
    if course.provider:
        parts.append(course.provider)
    if course.hours is not None:
        parts.append(tr("{hours} hours", hours=f"{course.hours:g}"))
    if course.completed_on:
        parts.append(day_text(course.completed_on))
    if course.expires_on:
        day = day_text(course.expires_on)
        parts.append(tr("ended {day}", day=day) if course.expires_on < today else tr("valid until {day}", day=day))
    return ", ".join(parts)
