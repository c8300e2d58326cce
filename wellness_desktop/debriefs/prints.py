"""On paper: the sheet of a session, the care windows of an incident.

Every sheet carries the code name only. The sheet for outside helpers has no name on it at all; the
coordinator's own has, and says that it is confidential.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs import wording
from wellness_desktop.debriefs.protocols import AttendancePolicy, AttendanceValue, Window
from wellness_desktop.debriefs.readiness import ready_words
from wellness_desktop.debriefs.session_values import Led, Session
from wellness_desktop.paper.print_setup import Paper
from wellness_desktop.roster.when import length_text, span_text

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block
    from wellness_desktop.paper.sheet import Sheet
    from wellness_desktop.paper.words import Text

KEEP_DAYS = 30
"""A session sheet is looked at again, or shredded, within a month."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names for the coordinator's own sheet."""

    members: tuple[str, ...]
    values: tuple[AttendanceValue, ...] = ()
    """What may be ticked for each; empty under the voluntary policy."""


def session_sheet(
    session: Session, policy: AttendancePolicy, window: Window | None, paper: Paper, names: Names | None = None
) -> bytes:
    """The sheet of a session. Without `names` nobody is named on it, for helpers from elsewhere."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import make

    title = tr("{kind}: {code}", kind=session.title, code=session.code_name)
    body = [b.heading(title, 1), _facts(session, paper, with_names=names is not None)]
    if session.needs:
        body.append(b.note(b.bullets([need.label for need in session.needs]), title=tr("Not complete yet")))
    ready = list(ready_words(session.intervention).values())
    body.append(b.keep_together(b.heading(tr("Before it begins"), 2), b.checklist(ready)))
    body.append(b.keep_together(b.heading(tr("Say at the start"), 2), b.bullets(_opening(policy))))
    if names is not None:
        body.append(b.keep_together(b.heading(tr("Asked to come"), 2), _people(names)))
    after: list[Block] = [b.heading(tr("After it"), 2), b.checklist(_closing())]
    if window is not None:
        after.append(b.text(_window_words(window), "small"))
    after.append(b.text(tr("Nothing that was said goes on this sheet. Shred it once every helper is told."), "small"))
    body.append(b.keep_together(*after))
    mark = tr("Confidential: names of colleagues") if names else tr("Names nobody; keep it out of sight all the same")
    return make(sheet_for(title, paper, mark), body)


def sheet_for(title: str, paper: Paper, mark: str, check_again_by: date | None = None) -> "Sheet":
    """The page of a print of this room: its head, foot and mark."""
    from wellness_desktop.paper.sheet import Sheet

    return Sheet(
        title=title,
        printed_on=paper.local,
        check_again_by=check_again_by or paper.today + timedelta(days=KEEP_DAYS),
        size=paper.size,
        large=paper.large,
        mark=mark,
        agency=paper.agency,
        subject=tr("Support after a hard event"),
    )


def _facts(session: Session, paper: Paper, *, with_names: bool) -> "Block":
    from wellness_desktop.paper import blocks as b

    rows: list[tuple[Text, Text]] = [
        (tr("When"), span_text(session.starts, session.ends, paper.zone)),
        (tr("Where"), session.place or tr("Still to be found; not at the station")),
        (tr("Asked to come"), tr_count("{count} person", "{count} people", session.seats)),
        (tr("Led by"), _led_by(session, with_names=with_names)),
        (tr("Covered by"), _covered_by(session, with_names=with_names)),
        (tr("State"), session.state.label),
    ]
    if phoning := [one for one in session.leaders if one.by_phone]:
        rows.append((tr("By telephone"), _phone_words(phoning, with_names=with_names)))
    if session.note:
        rows.append((tr("Note"), session.note))
    return b.table((tr("Session"), ""), rows, widths=(24, 76), row_heads=True)


def _led_by(session: Session, *, with_names: bool) -> str:
    if not session.leaders:
        return tr("Still to be found")
    if with_names:
        return ", ".join(one.words for one in session.leaders)
    clinicians = sum(one.clinician for one in session.leaders)
    peers = len(session.leaders) - clinicians
    parts = []
    if clinicians:
        parts.append(tr_count("{count} clinician", "{count} clinicians", clinicians))
    if peers:
        parts.append(tr_count("{count} peer or chaplain", "{count} peers or chaplains", peers))
    return ", ".join(parts)


def _phone_words(phoning: Sequence[Led], *, with_names: bool) -> str:
    """Who joins by telephone and over which lines (section 12); without names, that a line must be set up."""
    if not with_names:
        return tr("A leader joins by telephone. Try the line before people come.")
    lines = [", ".join((one.name, *(one.numbers or (tr("no number on the roster"),)))) for one in phoning]
    return tr("{lines}. Try the line before people come.", lines="; ".join(lines))


def _covered_by(session: Session, *, with_names: bool) -> str:
    if not session.cover:
        return tr("Nobody yet") if session.posts else tr("No post is left")
    return session.cover if with_names else tr("Arranged")


def _opening(policy: AttendancePolicy) -> list[str]:
    sentences = [tr(policy.invitation)]
    if policy.values:
        sentences.append(wording.work_time())
    return [*sentences, tr("Read the ground rules card aloud, with the limits."), wording.in_short()]


def _closing() -> list[str]:
    return [
        tr("The ground rules were read aloud."),
        tr("A clinician was available."),
        tr("If somebody needed a safety step, it was taken. Write down nothing but yes or no."),
        tr("Every person has a helper who asks again."),
    ]


def _people(names: Names) -> "Block":
    from wellness_desktop.paper import blocks as b

    if not names.values:
        return b.bullets(list(names.members))
    head: list[Text] = [tr("Name"), *(value.label for value in names.values)]
    rows: list[list[Text]] = [[name, *("☐" for _ in names.values)] for name in names.members]
    shares = (34, *(66 / len(names.values) for _ in names.values))
    return b.table(head, rows, widths=shares, row_heads=True, grid=True)


def _window_words(window: Window) -> str:
    if window.close_h is None:
        text = tr("Care window: from {opens} on.", opens=length_text(timedelta(hours=window.open_h)))
    else:
        text = tr(
            "Care window: {opens} to {closes} after the event. A range, not a deadline.",
            opens=length_text(timedelta(hours=window.open_h)),
            closes=length_text(timedelta(hours=window.close_h)),
        )
    source = tr("Range from: {source}", source=window.source.title)
    if window.status.check_locally:
        source = tr("{source} ({mark})", source=source, mark=wording.check_locally())
    return f"{text} {source}"
