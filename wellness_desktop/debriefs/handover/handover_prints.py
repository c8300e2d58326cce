"""The handover sheet, with names and confidential, and the sheet for helpers from outside, with none.

Both carry the code name only: no kind of event, no place of it, no case number.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs import wording
from wellness_desktop.debriefs.handover.facts import Handover, Reach, counted, offered_words
from wellness_desktop.debriefs.incident_values import Incident, exposure_label
from wellness_desktop.debriefs.prints import sheet_for
from wellness_desktop.debriefs.protocols import Protocols
from wellness_desktop.debriefs.session_values import FollowUp, Session
from wellness_desktop.paper.print_setup import Paper
from wellness_desktop.roster.when import moment_text, span_text

KEEP_DAYS = 2
"""A handover is out of date by the next one."""

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block
    from wellness_desktop.paper.words import Text


def handover_sheet(handovers: Sequence[Handover], reach: Sequence[Reach], protocols: Protocols, paper: Paper) -> bytes:
    """The sheet for the next one on duty: each incident with what is open, booked and coming."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import make

    one = handovers[0].incident.code_name if len(handovers) == 1 else ""
    title = tr("Handover: {code}", code=one) if one else tr("Handover: open incidents")
    body: list[Block] = [b.heading(title, 1)]
    body.append(b.keep_together(b.heading(tr("Who answers now"), 2), _reach_table(reach, paper, named=True)))
    if not handovers:
        body.append(b.text(tr("No incident is open. May it stay so."), "strong"))
    for handover in handovers:
        if not one:
            body.append(b.heading(handover.incident.code_name, 2))
        body += _incident(handover, protocols, paper, level=2 if one else 3)
    body.append(b.keep_together(b.heading(tr("Handed over"), 2), b.fill_lines(_hands(), columns=2)))
    body.append(b.text(tr("Nothing that was said in a session goes on this sheet. Shred it at the next handover.")))
    again = paper.today + timedelta(days=KEEP_DAYS)
    return make(sheet_for(title, paper, _class_mark(handovers), check_again_by=again), body)


def outside_sheet(
    incident: Incident, sessions: Sequence[Session], reach: Sequence[Reach], protocols: Protocols, paper: Paper
) -> bytes:
    """The sheet for peers, chaplains and clinicians from elsewhere: numbers instead of names."""
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import make

    title = tr("For helpers from outside: {code}", code=incident.code_name)
    body: list[Block] = [
        b.heading(title, 1),
        b.text(tr("Thank you for coming. This sheet names nobody; ask the contact below for what is missing."), "lead"),
        b.keep_together(b.heading(tr("Who met it"), 2), _counts(incident)),
    ]
    booked = [_session_for_outside(session, paper) for session in sessions] or [
        b.text(tr("No session is booked yet. The contact below says when you are wanted."))
    ]
    body += [b.keep_together(b.heading(tr("When and where"), 2), booked[0]), *booked[1:]]
    contact: list[Block] = [b.heading(tr("Your contact"), 2)]
    if any(one.number for one in reach):
        contact.append(_reach_table([one for one in reach if one.number], paper, named=False))
    contact.append(b.fill_lines((tr("Ask for"), tr("Telephone"))))
    body.append(b.keep_together(*contact))
    limits = [tr(limit) for limit in protocols.limits.values()]
    body += [
        b.keep_together(b.heading(tr("Ground rules here"), 2), b.bullets(wording.ground_rules())),
        b.note(b.bullets(limits), wording.ask_counsel(), title=tr("What may have to leave the room"), kind="warning"),
        b.text(tr("Write nothing down of what is said. Give this sheet back, or shred it, when you leave."), "strong"),
    ]
    return make(sheet_for(title, paper, tr("Names nobody; keep it out of sight all the same")), body)


def _class_mark(handovers: Sequence[Handover]) -> str:
    if any(one.board is not None for one in handovers):
        return tr("Confidential: support team only")
    return tr("Confidential: names of colleagues")


def _hands() -> tuple[str, ...]:
    return (tr("From"), tr("To"), tr("Date and time"), tr("Questions to"))


def _incident(handover: Handover, protocols: Protocols, paper: Paper, level: int) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    incident = handover.incident
    ended = moment_text(incident.ended_at, paper.zone)
    facts: list[tuple[Text, Text]] = [
        (tr("Ended"), tr("{moment}, still going on", moment=ended) if incident.still_open else ended),
        (tr("Listed"), tr_count("{count} person", "{count} people", len(incident.exposed))),
        (tr("Offered to all"), tr("Yes") if incident.offered_to_all else tr("Not yet")),
    ]
    found: list[Block] = [b.table((tr("Now"), ""), facts, widths=(24, 76), row_heads=True)]
    to_do = handover.to_do()
    work = b.checklist(to_do) if to_do else b.text(tr("Nothing is open at this moment."))
    found += [b.heading(tr("To do"), level, lines_below=4), work]
    found += _booked(handover, paper, level)
    found += _coming(handover, paper, level)
    found += _offered(handover, protocols, level)
    return found


def _booked(handover: Handover, paper: Paper, level: int) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    if not handover.sessions:
        return [b.keep_together(b.heading(tr("Booked"), level), b.text(tr("No session is booked.")))]
    rows: list[tuple[Text, Text, Text, Text]] = []
    for one in handover.sessions:
        what: Text = [b.bold(one.title), "\n" + one.state.label]
        where = one.place or tr("Place still to be found")
        leads = ", ".join(led.name for led in one.leaders) or tr("Still to be found")
        cover = one.cover or (tr("Nobody yet") if one.posts else tr("No post is left"))
        team = tr("Led by: {leaders}\nCovered by: {cover}", leaders=leads, cover=cover)
        rows.append((span_text(one.starts, one.ends, paper.zone), what, where, team))
    head = (tr("When"), tr("What"), tr("Where"), tr("Who"))
    return [b.keep_together(b.heading(tr("Booked"), level), b.table(head, rows, widths=(22, 26, 20, 32)))]


def _coming(handover: Handover, paper: Paper, level: int) -> "list[Block]":
    """Follow-ups of the next two weeks, and when the usual time of something ends."""
    from wellness_desktop.paper import blocks as b

    found: list[tuple[datetime, str, str]] = []
    for one in handover.useful_now():
        if one.line.closes is not None:
            found.append((one.line.closes, tr("{kind}: usual until then", kind=one.title), ""))
    for due in _by_date(handover.follow_ups or ()):
        first = due[0]
        names = ", ".join(one.name for one in due)
        words = tr("{label}: {names}", label=first.label, names=names)
        found.append((first.due, words, first.owner_name or tr("nobody yet")))
    if not found:
        return []
    found.sort(key=lambda one: one[0])
    rows: list[tuple[Text, Text, Text]] = [(moment_text(due, paper.zone), what, who) for due, what, who in found]
    head = (tr("By"), tr("What"), tr("Who asks"))
    return [b.heading(tr("Due next"), level, lines_below=4), b.table(head, rows, widths=(24, 52, 24))]


def _by_date(follow_ups: Sequence[FollowUp]) -> list[list[FollowUp]]:
    """Those that one helper has at the same moment, in order."""
    found: dict[tuple[object, ...], list[FollowUp]] = {}
    for one in follow_ups:
        found.setdefault((one.due, one.label, one.owner), []).append(one)
    return list(found.values())


def _offered(handover: Handover, protocols: Protocols, level: int) -> "list[Block]":
    from wellness_desktop.paper import blocks as b

    if handover.board is None:
        return [b.text(tr("Who was offered what stays with the support team."), "small")]
    kinds = dict(protocols.interventions)
    rows: list[tuple[Text, Text, Text]] = [
        (one.name, tr("{circle}, {how}", circle=circle.label, how=exposure_label(one.exposure).lower()),
         offered_words(one, kinds))
        for circle, people in handover.board.circles()
        for one in people
    ]  # fmt: skip
    if not rows:
        return []
    head = (tr("Name"), tr("Where"), tr("Offered"))
    return [b.heading(tr("Who was offered what"), level, lines_below=4), b.table(head, rows, widths=(24, 30, 46))]


def _reach_table(reach: Sequence[Reach], paper: Paper, *, named: bool) -> "Block":
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.words import unbroken

    if not reach:
        return b.text(tr("Nobody is on call now. Follow the call chain."))
    rows: list[list[Text]] = []
    for one in reach:
        number: Text = unbroken(one.number) if one.number else tr("no number")
        if one.needs_check and one.number:
            number = [unbroken(one.number), "\n" + tr("CHECK BEFORE USE")]
        rows.append([*([one.name] if named else []), one.layer, number, moment_text(one.until, paper.zone)])
    head = [*([tr("Name")] if named else []), tr("On call"), tr("Telephone"), tr("Until")]
    return b.table(head, rows, widths=(28, 22, 24, 26) if named else (30, 36, 34))


def _counts(incident: Incident) -> "Block":
    from wellness_desktop.paper import blocks as b

    rows: list[tuple[Text, Text, Text]] = [
        (one.circle.label, exposure_label(one.exposure), str(one.people)) for one in counted(incident)
    ]
    if not rows:
        return b.text(tr("Nobody is listed yet."))
    return b.table((tr("Circle"), tr("How"), tr("People")), rows, widths=(40, 40, 20))


def _session_for_outside(session: Session, paper: Paper) -> "Block":
    from wellness_desktop.paper import blocks as b

    clinicians = sum(one.clinician for one in session.leaders)
    peers = len(session.leaders) - clinicians
    team = ", ".join(
        words
        for count, words in (
            (clinicians, tr_count("{count} clinician", "{count} clinicians", clinicians)),
            (peers, tr_count("{count} peer or chaplain", "{count} peers or chaplains", peers)),
        )
        if count
    )
    covered = tr("Arranged") if session.cover else tr("Still to be found") if session.posts else tr("No post is left")
    rows: list[tuple[Text, Text]] = [
        (tr("When"), span_text(session.starts, session.ends, paper.zone)),
        (tr("Where"), session.place or tr("Still to be found; not at the station")),
        (tr("Asked to come"), tr_count("{count} person", "{count} people", session.seats)),
        (tr("Team"), team or tr("Still to be found")),
        (tr("Cover for the road"), covered),
        (tr("State"), session.state.label),
    ]
    return b.keep_together(b.table((session.title, ""), rows, widths=(26, 74), row_heads=True))
