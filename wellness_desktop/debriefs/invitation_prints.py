"""Invitations on paper, with a neutral title: for each person in an envelope of its own, or one for all.

A letter lies on a kitchen table and in a mail slot: it names neither the event nor the kind of support, and carries
no code name. What coming means stands in it in three lines, as the agency's policy has it (section 6).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs import wording
from wellness_desktop.debriefs.prints import sheet_for
from wellness_desktop.debriefs.protocols import AttendancePolicy
from wellness_desktop.debriefs.session_values import Session
from wellness_desktop.paper.print_setup import Paper
from wellness_desktop.roster.when import clock_text, day_text, length_text, span_text

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block
    from wellness_desktop.paper.words import Text


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to ask about an invitation."""

    name: str
    numbers: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What every letter of a session says."""

    session: Session
    policy: AttendancePolicy
    citation: str
    """The agency policy that requires coming; printed only where one does."""
    contact: Asked | None
    """Who runs the support team here; None leaves a line to write on."""
    any_hour: Asked | None
    """A line that somebody answers day and night."""


def letters(invitation: Invitation, names: Sequence[str], paper: Paper) -> bytes:
    """A cover sheet and a letter for each person, in the order given."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import make

    body: list[Block] = []
    for name in names:
        if body:
            body.append(b.page_break())
        body += [*_cover(name, paper), b.page_break(), *_letter(invitation, name, paper)]
    mark = tr("Personal: only for the person it is for")
    return make(sheet_for(tr("Invitation"), paper, mark, _until(invitation, paper)), body)


def letter_for_all(invitation: Invitation, paper: Paper) -> bytes:
    """One letter that names nobody, to hand to everybody who is asked to come."""
    from wellness_desktop.paper.sheet import make

    mark = tr("Names nobody; keep it out of sight all the same")
    sheet = sheet_for(tr("Invitation"), paper, mark, _until(invitation, paper))
    return make(sheet, _letter(invitation, "", paper))


def _until(invitation: Invitation, paper: Paper) -> date:
    """The day of the meeting; afterwards the letter says nothing any more."""
    return invitation.session.starts.astimezone(paper.zone).date()


def _cover(name: str, paper: Paper) -> "list[Block]":
    """The side that stays outside when the letter is folded, or the sheet in front of it in an envelope."""
    from wellness_desktop.paper import blocks as b

    agency = paper.agency or tr("the agency")
    return [
        b.space(8),
        b.text(tr("Personal"), "lead"),
        b.heading(name, 1),
        b.space(1),
        b.text(tr("Please hand this over in person. Do not leave it in a mail slot or on a desk.")),
        b.text(tr("If you found it, please give it back unopened: {agency}.", agency=agency)),
        b.space(8),
        b.text(
            tr("Print on both sides and fold twice with this side out, or put this sheet in front in the envelope."),
            "small",
        ),
    ]


def _letter(invitation: Invitation, name: str, paper: Paper) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    body = [
        b.heading(tr("Invitation"), 1),
        b.text(tr("For {name}", name=name), "strong") if name else None,
        b.text(tr("You are asked to a meeting for people who went through something hard together."), "lead"),
        _when_and_where(invitation.session, paper, with_cover=bool(name)),
        b.keep_together(b.heading(tr("What coming means"), 2), b.bullets(_policy_lines(invitation))),
        b.keep_together(b.heading(tr("What it is"), 2), b.bullets(_what_it_is())),
        b.keep_together(b.heading(tr("Questions, or another time"), 2), *_contacts(invitation)),
        b.text(wording.in_short(), "strong"),
    ]
    return [block for block in body if block is not None]


def _when_and_where(session: Session, paper: Paper, *, with_cover: bool) -> "Block":
    from wellness_desktop.paper import blocks as b

    local = session.starts.astimezone(paper.zone)
    rows: list[tuple[Text, Text]] = [
        (tr("Day"), tr("{weekday}, {day}", weekday=_weekday(local), day=day_text(local.date()))),
        (tr("Time"), _hours(session, paper)),
        (tr("How long"), length_text(session.ends - session.starts)),
        (tr("Place"), session.place or tr("You will be told; not at the station")),
        (tr("Your post meanwhile"), _cover_words(session, with_cover=with_cover)),
    ]
    return b.table((tr("The meeting"), ""), rows, widths=(28, 72), row_heads=True)


def _hours(session: Session, paper: Paper) -> str:
    starts, ends = (moment.astimezone(paper.zone) for moment in (session.starts, session.ends))
    if starts.date() != ends.date():
        return span_text(session.starts, session.ends, paper.zone)
    return tr(
        "{start} to {end}", start=clock_text(session.starts, paper.zone), end=clock_text(session.ends, paper.zone)
    )


def _weekday(local: datetime) -> str:
    return (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )[local.weekday()]


def _cover_words(session: Session, *, with_cover: bool) -> str:
    """DB-13: the box about cover is filled in, so that nobody stays away for the road's sake."""
    if not session.posts:
        return tr("Nobody has to leave a post for it.")
    if not session.cover:
        return tr("Cover is still being found; you will be told before you have to leave it.")
    return tr("Covered by {who}.", who=session.cover) if with_cover else tr("Covered. You need not find anybody.")


def _policy_lines(invitation: Invitation) -> list[str]:
    """The agency's policy in three lines, what is written down, and that it is work time (DB-10, DB-13)."""
    policy = invitation.policy
    lines = [f"{sentence.rstrip('.')}." for sentence in tr(policy.invitation).split(". ")]
    if policy.needs_citation and invitation.citation:
        lines.append(tr("The policy is {citation}.", citation=invitation.citation.rstrip(".")))
    if policy.values:
        lines.append(wording.kept_of_coming(", ".join(value.label.lower() for value in policy.values)))
        lines.append(wording.work_time())
    return lines


def _what_it_is() -> list[str]:
    return [
        tr("What is said there stays there, within limits that are read aloud first. No notes, no recording."),
        tr("It is no inquiry and no critique. Leave out evidence and tactics."),
        tr("There is no rank in the room."),
    ]


def _contacts(invitation: Invitation) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    found = []
    for asked in (invitation.contact, invitation.any_hour):
        if asked is not None and asked.numbers:
            found.append(b.contact_line(asked.name, *asked.numbers, detail=asked.detail))
    if invitation.contact is None or not invitation.contact.numbers:
        found.insert(0, b.fill_lines([tr("Ask"), tr("Phone")], columns=2))
    return found
