"""The calendar over all incidents: only what lies in the span that is looked at, and only what one may see.

Coordinator: sessions, windows, everybody's follow-ups. Supervisor: sessions and windows. Helper: the own sessions and
the own follow-ups. Nobody's name is read for it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.calendar_views.days import visible
from wellness_desktop.debriefs.calendar_views.entries import Entry, EntryKind, View, in_order
from wellness_desktop.debriefs.incident_values import IncidentStatus
from wellness_desktop.debriefs.papers_desk import PapersDesk
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.records import (
    ChosenViewRecord,
    ExposureRecord,
    FollowUpRecord,
    IncidentRecord,
    LeaderRecord,
    SessionRecord,
)
from wellness_desktop.debriefs.session_states import SessionState

LONGEST_SESSION = timedelta(hours=24)
"""How far before the span a session may begin and still reach into it."""
LONGEST_WINDOW = timedelta(days=220)
"""Windows close within half a year of what they count from."""
WITHOUT_WINDOW = frozenset({Kind.FOLLOW_UP, Kind.REFERRAL})
"""Kinds that nobody books a session for."""
GONE = (SessionState.CANCELLED, SessionState.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class _Due:
    """Follow-ups that come due together."""

    incident_id: UUID
    code_name: str
    point: str
    due: datetime


class CalendarDesk(PapersDesk):
    """Week, month, list and timeline."""

    def calendar_between(self, starts: datetime, ends: datetime) -> tuple[Entry, ...]:
        """Everything the person signed in may see from `starts` to `ends` (aware), in order."""
        sees_all = self._actor.may(Can.SEE_INCIDENTS)
        if not sees_all:
            self._actor.require(Can.LEAD_SESSIONS)
        mine = self._own_id()
        with self._store.read() as work:
            found = list(self._session_entries(work, starts, ends, None if sees_all else mine))
            found += self._due_entries(work, starts, ends, mine)
            near = self._open_near(work, starts, ends) if sees_all else []
        for incident_id, code_name in near:
            found += self._closing(incident_id, code_name, starts, ends)
        return in_order(found)

    def chosen_view(self) -> View:
        """How this person looked at the incidents last."""
        with self._store.read() as work:
            row = self._view_row(work)
            return View(row.view) if row is not None and row.view in set(View) else View.INCIDENTS

    def choose_view(self, view: View) -> None:
        """Remembers it for this person, at this station."""
        if self.chosen_view() is view:
            return
        with self._store.work() as work:
            row = self._view_row(work)
            if row is None:
                work.add(ChosenViewRecord(account_id=self._actor.account_id, view=view.value))
            else:
                row.view = view.value

    def print_calendar(self, view: View, day: date, *, large: bool = False) -> bytes:
        """The week, month or list of that day as a PDF; a timeline prints as its list. It names nobody."""
        from wellness_desktop.debriefs.calendar_views.prints import calendar_sheet

        span = visible(view, day, self._zone)
        entries = self.calendar_between(span.starts, span.ends)
        pdf = calendar_sheet(view, day, entries, replace(self._paper(), large=large))
        with self._work(Event.PRINTED, None):
            return pdf

    # ------------------------------------------------------------------------------------------------ inner parts

    def _view_row(self, work: Work) -> ChosenViewRecord | None:
        return work.scalars(
            select(ChosenViewRecord).where(ChosenViewRecord.account_id == self._actor.account_id)
        ).first()

    def _own_id(self) -> UUID | None:
        """The person signed in as the roster knows them; None where no entry is theirs."""
        me = self._roster.me() if self._actor.may(Can.LEAD_SESSIONS) else None
        return me.id if me is not None else None

    def _session_entries(self, work: Work, starts: datetime, ends: datetime, leader: UUID | None) -> Iterator[Entry]:
        if leader is None and not self._actor.may(Can.SEE_INCIDENTS):
            return
        query = (
            select(
                SessionRecord.id,
                SessionRecord.incident_id,
                IncidentRecord.code_name,
                SessionRecord.kind,
                SessionRecord.state,
                SessionRecord.starts_at,
                SessionRecord.minutes,
                SessionRecord.place,
            )
            .join(IncidentRecord, IncidentRecord.id == SessionRecord.incident_id)
            .where(
                SessionRecord.starts_at > starts - LONGEST_SESSION,
                SessionRecord.starts_at < ends,
                SessionRecord.state.not_in(GONE),
            )
        )
        if leader is not None:
            query = query.join(LeaderRecord, LeaderRecord.session_id == SessionRecord.id).where(
                LeaderRecord.person_id == leader
            )
        for session, incident, code_name, kind, state, begins, minutes, place in work.execute(query):
            over = begins + timedelta(minutes=minutes)
            if over > starts or begins >= starts:
                about = self.protocols.interventions[kind].name
                yield Entry(EntryKind.SESSION, incident, code_name, begins, over, about, session, state, place)

    def _due_entries(self, work: Work, starts: datetime, ends: datetime, mine: UUID | None) -> Iterator[Entry]:
        """One entry for all follow-ups of an incident that come due at the same moment."""
        everybody = self._actor.may(Can.SEE_COVERAGE)
        if not everybody and mine is None:
            return
        query = (
            select(
                ExposureRecord.incident_id,
                IncidentRecord.code_name,
                FollowUpRecord.point,
                FollowUpRecord.due_at,
                FollowUpRecord.outcome.is_(None),
                ExposureRecord.person_id,
            )
            .join(ExposureRecord, ExposureRecord.id == FollowUpRecord.exposure_id)
            .join(IncidentRecord, IncidentRecord.id == ExposureRecord.incident_id)
            .where(FollowUpRecord.due_at >= starts, FollowUpRecord.due_at < ends)
        )
        if not everybody:
            query = query.where(or_(FollowUpRecord.owner_id == mine, FollowUpRecord.deputy_id == mine))
        rows = list(work.execute(query))
        there = self._named(row[-1] for row in rows)
        people: Counter[_Due] = Counter()
        still: Counter[_Due] = Counter()
        for incident, code_name, point, due, is_open, person in rows:
            if person is not None and person not in there:
                continue  # taken off the roster, and so off the plan
            key = _Due(incident, code_name, point, due)
            people[key] += 1
            still[key] += is_open
        names = {one.id: one.name for one in self.protocols.followups}
        for key, count in people.items():
            about = names.get(key.point, tr("Follow-up"))
            moment = key.due
            yield Entry(
                EntryKind.FOLLOW_UP,
                key.incident_id,
                key.code_name,
                moment,
                moment,
                about,
                people=count,
                open_people=still[key],
            )

    def _open_near(self, work: Work, starts: datetime, ends: datetime) -> list[tuple[UUID, str]]:
        """Open incidents whose windows may close in the span."""
        first = starts - LONGEST_WINDOW
        own = select(ExposureRecord.incident_id).where(ExposureRecord.released_at > first)
        query = (
            select(IncidentRecord.id, IncidentRecord.code_name)
            .where(
                IncidentRecord.status == IncidentStatus.OPEN,
                IncidentRecord.ended_at < ends,
                or_(
                    IncidentRecord.ended_at > first,
                    IncidentRecord.force_at > first,
                    IncidentRecord.death_told_at > first,
                    IncidentRecord.funeral_end_at > first,
                    IncidentRecord.id.in_(own),
                ),
            )
            .order_by(IncidentRecord.ended_at)
        )
        return [(incident, code_name) for incident, code_name in work.execute(query)]

    def _closing(self, incident_id: UUID, code_name: str, starts: datetime, ends: datetime) -> Iterator[Entry]:
        for line in self.care_clock(incident_id):
            closes = line.line.closes
            if closes is None or line.done or line.kind in WITHOUT_WINDOW or not starts <= closes < ends:
                continue
            yield Entry(EntryKind.WINDOW, incident_id, code_name, closes, closes, line.title)
