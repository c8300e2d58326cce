"""Today: what needs a person now, gathered from the features, by role (DESIGN 6.6). Empty means calm."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.debriefs.coverage.board import SupportGiven
from wellness_desktop.debriefs.incident_values import IncidentStatus
from wellness_desktop.debriefs.session_values import Session
from wellness_desktop.debriefs.worklist.values import ListState
from wellness_desktop.roster.call_chain import ChainStep
from wellness_desktop.roster.people import OnCallEntry
from wellness_desktop.today.asking_matters import question_matters, request_matters
from wellness_desktop.today.call_matters import call_matters
from wellness_desktop.today.care_matters import (
    OpenIncident,
    open_lines,
    session_matters,
    window_matters,
)
from wellness_desktop.today.community_matters import community_matters
from wellness_desktop.today.family_matters import family_matters
from wellness_desktop.today.feedback_matters import feedback_matters
from wellness_desktop.today.helper_matters import (
    SUPPORT_DAY,
    own_list_matters,
    own_rest_matters,
    own_training_matters,
    rest_matters,
    training_matters,
    vetting_matters,
)
from wellness_desktop.today.hold_matters import hold_matters
from wellness_desktop.today.keeping_matters import (
    BackupAges,
    account_matters,
    backup_matters,
    file_matters,
    team_matters,
)
from wellness_desktop.today.matters import Kind, Matter, Urgency, in_order
from wellness_desktop.today.plan_matters import copy_matters, plan_matters
from wellness_desktop.today.review_matters import review_matters
from wellness_desktop.today.roster_matters import gap_matters, number_matters, own_number_matters
from wellness_desktop.today.run_matters import DAYS_AHEAD, day_matters, drill_matters, run_matters

if TYPE_CHECKING:
    from wellness_desktop.accounts.service import Accounts
    from wellness_desktop.debriefs.service import Debriefs
    from wellness_desktop.feedback.service import Feedback
    from wellness_desktop.library.fields import Note
    from wellness_desktop.plans.service import Plans
    from wellness_desktop.roster.printed_line import PrintedLine
    from wellness_desktop.roster.service import Roster

log = logging.getLogger(__name__)

Found = TypeVar("Found")

GIVEN_BACK = timedelta(days=60)
"""How long a closed incident is still shown to a chief."""
SESSIONS_BACK, SESSIONS_AHEAD = timedelta(days=30), timedelta(days=14)
"""How far back a session may wait to be closed, and how far ahead sessions are shown."""


@dataclass(frozen=True, slots=True)
class News:
    """Everything Today shows, as of one moment. A part that the person may not see is None."""

    moment: datetime
    matters: tuple[Matter, ...]
    on_call: tuple[OnCallEntry, ...] | None
    next_on_call: tuple[OnCallEntry, ...]
    incidents: tuple[OpenIncident, ...] | None
    sessions: tuple[Session, ...] | None
    """Sessions still ahead or running, the next first."""
    given: tuple[SupportGiven, ...] | None = None
    """What a chief sees of the incidents, for whom their page is not: two answers each, no names."""
    chain: tuple[ChainStep, ...] = ()
    """Who is tried in which order when nobody answers; its last step always does."""

    @property
    def calm(self) -> bool:
        """Whether nothing needs this person now."""
        return not self.matters


class Today:
    """Built at sign-in. Never asks a service for what the actor may not see.

    `lines` are the support lines by id, for the end of the call chain. `backups` tells how old the newest backup
    is, and `files` which files of the library cannot be used (slow: it reads them all); both are asked only for
    whoever keeps the PC. What is slow is left to `look_longer`.
    """

    def __init__(
        self,
        roster: "Roster",
        debriefs: "Debriefs",
        plans: "Plans",
        accounts: "Accounts",
        backups: Callable[[], BackupAges],
        clock: Clock,
        zone: ZoneInfo,
        actor: Actor,
        files: "Callable[[], Sequence[Note]]" = tuple,
        lines: "Callable[[], Sequence[PrintedLine]]" = tuple,
        notes: "Feedback | None" = None,
    ) -> None:
        self._roster, self._debriefs, self._plans, self._accounts = roster, debriefs, plans, accounts
        self._backups, self._clock, self._zone, self._actor = backups, clock, zone, actor
        self._files, self._lines, self._notes = files, lines, notes
        self._spoiled: Sequence[Note] | None = None
        self._of_copies: tuple[Matter, ...] = ()

    @property
    def actor(self) -> Actor:
        """Who is signed in."""
        return self._actor

    @property
    def zone(self) -> ZoneInfo:
        """The station's time zone."""
        return self._zone

    @property
    def now(self) -> datetime:
        """The present moment, aware UTC."""
        return self._clock.now()

    def look(self) -> News:
        """Everything as it is at this moment. A part that cannot be read is told as a matter of its own."""
        with self._roster.at_one_moment():
            return self._look()

    def look_longer(self) -> bool:
        """Asks what takes long; `look` tells of it from then on. True when something is to be told differently.

        Which files of the library cannot be used, asked once; and which paper copies of the plans are out of date,
        asked each time. Call it from a background job.
        """
        before = self._spoiled or (), self._of_copies
        if self._may(Can.MANAGE_BACKUPS) and self._spoiled is None:
            self._spoiled = self._files()
        if self._may(Can.EDIT_PLANS):
            with self._roster.at_one_moment():
                self._of_copies = tuple(copy_matters(self._plans.copies.register()))
        return (self._spoiled or (), self._of_copies) != before

    def _look(self) -> News:
        found = _Gathered()
        now = self.now
        if self._may(Can.EDIT_ROSTER) or self._may(Can.EDIT_PLANS):
            found.read(self._everybody)
        incidents = found.read(self._open_incidents) if self._may(Can.SEE_INCIDENTS) else None
        sessions = found.read(self._sessions) if self._sees_sessions() else None
        on_call = found.read(self._roster.on_call_now) if self._may(Can.SEE_ON_CALL) else None
        coming = found.read(self._roster.on_call_next) if self._may(Can.SEE_ON_CALL) else ()
        if self._may(Can.PLAN_SUPPORT):
            found.add(lambda: window_matters(incidents or (), now, self._zone))
        found.add(lambda: self._leading(session_matters(sessions or (), now, self._zone)))
        for gather in (
            self._asking,
            self._holds,
            self._left_notes,
            self._family,
            self._calls,
            self._own_list,
            self._on_call_gaps,
            self._plan_news,
            self._looking_back,
            self._waiting,
            self._helpers,
            self._keeping,
        ):
            found.add(gather)
        found.add(lambda: self._numbers(on_call or ()))
        ahead = None if sessions is None else tuple(one for one in sessions if one.state.is_ahead and one.ends > now)
        chain = found.read(self._chain) if self._may(Can.SEE_ON_CALL) else ()
        given = found.read(self._given) if self._sees_given() else None
        return News(now, in_order(found.matters), on_call, coming, incidents, ahead, given, chain or ())

    # What is asked of whom

    def _may(self, can: Can) -> bool:
        return self._actor.may(can)

    def _everybody(self) -> tuple[()]:
        """Reads the roster once and first: every name that is asked for by itself afterwards is there already."""
        self._roster.people()
        return ()

    def _sees_sessions(self) -> bool:
        return self._may(Can.SEE_INCIDENTS) or self._may(Can.LEAD_SESSIONS)

    def _sees_given(self) -> bool:
        return self._may(Can.SEE_OFFERED) and not self._may(Can.SEE_INCIDENTS)

    def _given(self) -> list[SupportGiven]:
        return self._debriefs.support_given(since=self.now - GIVEN_BACK)

    def _chain(self) -> tuple[ChainStep, ...]:
        return self._roster.call_chain(self._lines())

    def _open_incidents(self) -> list[OpenIncident]:
        return [
            OpenIncident(
                one.id, one.code_name, one.ended_at, one.offered_to_all, open_lines(self._debriefs.care_clock(one.id))
            )
            for one in self._debriefs.incidents()
            if one.status is IncidentStatus.OPEN
        ]

    def _sessions(self) -> list[Session]:
        since = self.now - SESSIONS_BACK
        if self._may(Can.SEE_INCIDENTS):
            return self._debriefs.sessions_between(since, self.now + SESSIONS_AHEAD)
        return [one for one in self._debriefs.my_sessions() if one.starts > since]

    def _leading(self, matters: Iterable[Matter]) -> Iterator[Matter]:
        """Helpers are led to their own day; the incidents' page is not theirs to open."""
        for matter in matters:
            yield matter if self._may(Can.SEE_INCIDENTS) else replace(matter, go=SUPPORT_DAY, record="")

    def _calls(self) -> Iterator[Matter]:
        if self._may(Can.SEE_COVERAGE) or self._may(Can.LEAD_SESSIONS):
            yield from self._leading(call_matters(self._debriefs.calls_waiting(), self.now, self._zone))

    def _holds(self) -> Iterator[Matter]:
        go = "kept" if self._may(Can.HOLD_RECORDS) else ""
        debriefs = self._debriefs
        yield from hold_matters(station=debriefs.station_is_held, mine=debriefs.my_records_held(), go=go)

    def _own_list(self) -> Iterator[Matter]:
        """A number from the private list of the person signed in."""
        found = self._debriefs.worklist()
        left_over = found.state is not ListState.OFF and not self._may(Can.KEEP_WORKLIST)
        yield from own_list_matters(found.due(self._clock.today(self._zone)), left_over=left_over)

    def _asking(self) -> Iterator[Matter]:
        """Who asked for a call, and whom somebody should ask; only for the support team, and without a name."""
        if self._debriefs.answers_requests:
            yield from request_matters(self._debriefs.requests(), self.now)
        if self._debriefs.opens_sealed:
            yield from question_matters(len(self._debriefs.quiet_questions()))

    def _left_notes(self) -> Iterator[Matter]:
        """On the day the front door names; between readings nothing tempts to look who was at the PC."""
        if self._notes is not None and self._notes.reads_feedback:
            today, next_on = self._clock.today(self._zone), self._notes.readings().next_on
            if next_on is None or next_on <= today:
                yield from feedback_matters(next_on, self._notes.feedback_waiting(), today)

    def _family(self) -> Iterator[Matter]:
        """One's own family papers, and requests that wait for a second custodian."""
        if self._may(Can.KEEP_PACKET):
            packets = self._plans.packets
            yield from family_matters(packets.my_packet(), packets.my_openings(), packets.requests())

    def _on_call_gaps(self) -> Iterator[Matter]:
        if self._may(Can.EDIT_ON_CALL):
            yield from gap_matters(self._roster.on_call_gaps(), self.now, self._zone)

    def _numbers(self, on_call: tuple[OnCallEntry, ...]) -> Iterator[Matter]:
        today = self._clock.today(self._zone)
        if self._may(Can.EDIT_ROSTER):
            yield from number_matters(self._roster.people(), on_call, today)
        elif self._may(Can.EDIT_OWN_ENTRY):
            yield from own_number_matters(self._roster.me(), today)

    def _helpers(self) -> Iterator[Matter]:
        """The helpers' training, vetting and rest, for whoever keeps the roster; one's own for everybody."""
        today = self._clock.today(self._zone)
        if self._may(Can.EDIT_ROSTER):
            yield from training_matters(self._roster.team_credentials(), today)
            yield from vetting_matters(self._roster.dossiers(), today)
            yield from rest_matters(len(self._roster.to_rotate()))
        if self._may(Can.EDIT_OWN_ENTRY) and (me := self._roster.me()) is not None and me.is_helper:
            if not self._may(Can.EDIT_ROSTER):
                yield from own_training_matters(self._roster.credentials(me.id), today)
            yield from own_rest_matters(self._roster.my_load())

    def _plan_news(self) -> Iterator[Matter]:
        if self._may(Can.USE_PLANS):
            yield from run_matters(self._plans.runs.in_use(), self._zone)
        if self._may(Can.EDIT_PLANS):
            yield from plan_matters(self._plans.plans(), self._clock.today(self._zone))
            yield from community_matters(self._plans.community_due())
            yield from self._of_copies
            yield from day_matters(self._plans.runs.days_due(DAYS_AHEAD), self._clock.today(self._zone))
            yield from drill_matters(self._plans.runs.drills_due())

    def _looking_back(self) -> Iterator[Matter]:
        """Reviews for whoever uses the plans as a leader; what is open is shown until it is closed."""
        if self._may(Can.REVIEW_PLANS) and (self._may(Can.EDIT_PLANS) or self._may(Can.REPORT_INCIDENT)):
            desk = self._plans.after_action
            waiting = len(desk.runs_to_review())
            yield from review_matters(waiting, desk.reviews(), desk.open_lessons(), self.now, self._zone)

    def _waiting(self) -> Iterator[Matter]:
        yield from team_matters(self._accounts.waiting_for_team())

    def _keeping(self) -> Iterator[Matter]:
        if self._may(Can.MANAGE_ACCOUNTS):
            yield from account_matters(self._accounts.accounts(), self.now)
        if self._may(Can.MANAGE_BACKUPS):
            yield from backup_matters(self._backups(), self.now)
            yield from file_matters(self._spoiled or ())


class _Gathered:
    """Collects matters; a Problem of one source becomes a matter, so that the others still show."""

    def __init__(self) -> None:
        self.matters: list[Matter] = []

    def add(self, gather: Callable[[], Iterable[Matter]]) -> None:
        self.matters += self.read(gather)

    def read(self, ask: Callable[[], Iterable[Found]]) -> tuple[Found, ...]:
        try:
            return tuple(ask())
        except Problem as problem:
            log.warning("today could not read everything: %s", type(problem).__name__)
            self.matters.append(Matter(Kind.TROUBLE, problem.title, problem.advice, Urgency.NOW, ""))
            return ()
