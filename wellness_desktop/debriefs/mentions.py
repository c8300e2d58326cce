"""What incidents and sessions hold about somebody who is to be taken off the roster (debrief_protocols.md 9)."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import func, or_, select, true
from sqlalchemy.orm import Session

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.incident_values import IncidentStatus
from wellness_desktop.debriefs.long_tail.records import YearPlanRecord
from wellness_desktop.debriefs.records import (
    ExposureRecord,
    FollowUpRecord,
    IncidentRecord,
    LeaderRecord,
    OverrideRecord,
    RoadRecord,
    SessionRecord,
)
from wellness_desktop.debriefs.retention.records import LegalHoldRecord
from wellness_desktop.debriefs.session_states import SessionState
from wellness_desktop.roster.mentions import Fate, Mention

_OVER = (SessionState.HELD, SessionState.CLOSED, SessionState.CANCELLED, SessionState.SUPERSEDED)


def mentions(session: Session, person_id: UUID) -> list[Mention]:
    """Exposures, sessions, follow-ups and inquiries that name the person. Never what was said or offered."""
    parts = (_holds, _exposed, _sessions, _rest)
    return [each for part in parts for each in part(session, person_id)]


def _holds(session: Session, person_id: UUID) -> Iterator[Mention]:
    """That a legal hold keeps something of this person, or everything at the station."""
    listed = select(ExposureRecord.incident_id).where(ExposureRecord.person_id == person_id)
    holds = select(func.count()).select_from(LegalHoldRecord)
    count = session.scalar(
        holds.where(or_(LegalHoldRecord.incident_id.is_(None), LegalHoldRecord.incident_id.in_(listed)))
    )
    if count:
        words = tr_count("{count} legal hold is on", "{count} legal holds are on", count)
        why = tr("What a hold covers is not deleted until it is lifted, whatever stands here. Ask counsel if in doubt.")
        yield Mention(Fate.STAYS, words, why)


def _exposed(session: Session, person_id: UUID) -> Iterator[Mention]:
    mine = ExposureRecord.person_id == person_id
    query = select(func.count()).select_from(ExposureRecord).join(IncidentRecord).where(mine)
    still = session.scalar(query.where(IncidentRecord.status == IncidentStatus.OPEN)) or 0
    past = session.scalar(query.where(IncidentRecord.status == IncidentStatus.CLOSED)) or 0
    if still:
        words = tr_count("{count} open incident met this person", "{count} open incidents met this person", still)
        why = tr("The name leaves the list of who was exposed. If care is still owed, finish that first.")
        yield Mention(Fate.HANDS, words, why)
    if past:
        words = tr_count("{count} closed incident met this person", "{count} closed incidents met this person", past)
        yield Mention(Fate.NOW, words, tr("The name leaves the list; totals that were counted stay the same."))


def _sessions(session: Session, person_id: UUID) -> Iterator[Mention]:
    led = select(func.count()).select_from(LeaderRecord).join(SessionRecord).where(LeaderRecord.person_id == person_id)
    ahead = session.scalar(led.where(SessionRecord.state.not_in(_OVER))) or 0
    held = session.scalar(led.where(SessionRecord.state.in_(_OVER))) or 0
    if ahead:
        words = tr_count("Leads {count} session to come", "Leads {count} sessions to come", ahead)
        yield Mention(Fate.HANDS, words, tr("Hand them over here, or choose another leader before the day."), True)
    waiting = session.execute(select(SessionRecord.covers).where(SessionRecord.state.not_in(_OVER))).scalars()
    covers = sum(str(person_id) in names for names in waiting)
    if covers:
        words = tr_count("Covers a post in {count} session", "Covers a post in {count} sessions", covers)
        yield Mention(Fate.HANDS, words, tr("Find somebody else to cover."))
    if held:
        words = tr_count("Led {count} session", "Led {count} sessions", held)
        why = tr("That a named helper led it is part of the session. Nothing is kept of what was said.")
        yield Mention(Fate.STAYS, words, why)


def _rest(session: Session, person_id: UUID) -> Iterator[Mention]:
    owned = select(func.count()).select_from(FollowUpRecord)
    owed = session.scalar(owned.where(FollowUpRecord.owner_id == person_id, FollowUpRecord.outcome.is_(None))) or 0
    if owed:
        words = tr_count("{count} follow-up to do", "{count} follow-ups to do", owed)
        yield Mention(Fate.HANDS, words, tr("Hand them over here; somebody waits for each."), True)
    stands_in = sum(
        session.scalar(select(func.count()).select_from(kind).where(kind.deputy_id == person_id, still)) or 0
        for kind, still in ((FollowUpRecord, FollowUpRecord.outcome.is_(None)), (YearPlanRecord, true()))
    )
    if stands_in:
        words = tr_count("Stands in for {count} call", "Stands in for {count} calls", stands_in)
        yield Mention(Fate.HANDS, words, tr("Hand them over here, or choose another deputy under Calls to make."), True)
    own = select(func.count()).select_from(YearPlanRecord).where(YearPlanRecord.owner_id == person_id)
    if count := session.scalar(own) or 0:
        words = tr_count("Looks after {count} plan", "Looks after {count} plans", count)
        why = tr("Hand them over here. If not, the deputy calls; without one, the coordinator is told.")
        yield Mention(Fate.HANDS, words, why, True)
    inquiries = sum(str(person_id) in names for names in session.execute(select(IncidentRecord.inquiry)).scalars())
    if inquiries:
        words = tr_count("Takes part in {count} inquiry", "Takes part in {count} inquiries", inquiries)
        yield Mention(Fate.STAYS, words, tr("It keeps them from leading there (COI-3), until the incident is deleted."))
    hurt = sum(str(person_id) in names for names in session.execute(select(IncidentRecord.died_or_hurt)).scalars())
    if hurt:
        words = tr_count("Died or was hurt in {count} incident", "Died or was hurt in {count} incidents", hurt)
        yield Mention(Fate.STAYS, words, tr("It keeps helpers who were close from leading there (COI-4)."))
    roads = session.scalar(select(func.count()).select_from(RoadRecord).where(RoadRecord.person_id == person_id)) or 0
    if roads:
        yield Mention(Fate.STAYS, tr("How the road to them is"), tr("Deleted when somebody next enters a road."))
    overrides = select(func.count()).select_from(OverrideRecord).where(OverrideRecord.person_id == person_id)
    if count := session.scalar(overrides) or 0:
        words = tr_count("{count} exception to a rule", "{count} exceptions to a rule", count)
        yield Mention(Fate.STAYS, words, tr("Kept for 90 days with its reason, then deleted."))
