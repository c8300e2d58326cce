"""The care clock of an incident and of one person: when support is useful, what is booked, what took place.

The clock of an incident names nobody and says nothing about anyone's wishes; a sergeant plans by it. One person's
own clock shows what that person is booked into, and is for whoever opens the sealed coverage.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.care_words import CheckIn, range_beside
from wellness_desktop.debriefs.coverage_desk import CoverageDesk
from wellness_desktop.debriefs.desk import gone
from wellness_desktop.debriefs.followups import follow_up_plan
from wellness_desktop.debriefs.incident_values import CareLine, Exposed, Incident, MeetingLine
from wellness_desktop.debriefs.protocols import Anchor, Kind, Law, Window
from wellness_desktop.debriefs.reading import anchors_of
from wellness_desktop.debriefs.records import FollowUpRecord, SessionRecord
from wellness_desktop.debriefs.session_states import AHEAD, SessionState
from wellness_desktop.debriefs.windows import ClockLine, anchors_of_person, care_clock
from wellness_desktop.roster.conflicts import Exposure

TOOK_PLACE = (SessionState.HELD, SessionState.CLOSED)


class CareDesk(CoverageDesk):
    """When support is useful, in elapsed time (DB-14), as a range and never a deadline (DB-08)."""

    def care_clock(self, incident_id: UUID) -> list[CareLine]:
        """When each kind of support is useful for the people of an incident, and what is booked.

        That somebody asked for support themselves shows only to whoever opens the sealed coverage.
        """
        self._actor.require(Can.SEE_INCIDENTS)
        with self._store.read() as work:
            incident = self._incident(work, incident_id)
            sessions = self._sessions_of_clock(work, incident_id)
        exposed = [one for one in incident.exposed if one.exposure is not Exposure.NOT_EXPOSED]
        return self._lines(incident, exposed, sessions)

    def person_clock(self, incident_id: UUID, exposure_id: UUID) -> list[CareLine]:
        """One person's own clock, counted from their own release and request, with the sessions they are asked to.

        Empty for somebody who was not exposed. Raises NotAllowed or Problem for whoever may not see who was offered
        what, and Problem when the person is no longer listed.
        """
        self._require_sealed()
        return self._clock_of(incident_id, exposure_id)

    def window_of(self, incident: Incident, kind: Kind) -> Window | None:
        """The guidance window of a kind of support; None where the incident's profile has none."""
        return next((window for window in self._windows(incident) if window.kind is kind and not window.state), None)

    def ranges(self, incident: Incident) -> dict[Kind, str]:
        """The range of each kind of support in words, to stand next to a date. Nothing is refused by it."""
        profile, lines = self.protocols.profile(incident.profile), self.care_clock(incident.id)
        by_kind = {line.kind: line for line in lines if not line.line.window.state}
        return {kind: range_beside(by_kind.get(kind), profile, self._zone) for kind in self.protocols.interventions}

    def anchors_for(self, incident: Incident) -> frozenset[Anchor]:
        """The moments that the incident's windows count from."""
        return frozenset(window.anchor for window in self._windows(incident))

    def check_ins(self, incident: Incident) -> list[CheckIn]:
        """The dates of the year after on which everybody is asked again; they are the same for all."""
        self._actor.require(Can.SEE_COVERAGE)
        plan = follow_up_plan(self.protocols.followups, incident.trigger.id, incident.ended_at, self._zone)
        return self._check_ins((one.point, one.due) for one in plan)

    def check_ins_of(self, exposure_id: UUID) -> list[CheckIn]:
        """The dates on which one person is still to be asked; for whoever opens the sealed coverage."""
        self._require_sealed()
        query = select(FollowUpRecord.point, FollowUpRecord.due_at).where(
            FollowUpRecord.exposure_id == exposure_id, FollowUpRecord.outcome.is_(None)
        )
        with self._store.read() as work:
            rows = work.execute(query.order_by(FollowUpRecord.due_at)).all()
        return self._check_ins((point, due) for point, due in rows)

    def laws(self, incident: Incident) -> list[Law]:
        """What the law of the agency's state asks for after such an event, as far as seen; counsel confirms it."""
        force = incident.trigger.force or incident.force_at is not None
        return [law for law in self.protocols.laws_of(self.state) if force or not law.force]

    # ------------------------------------------------------------------------------------------------ inner parts

    def _clock_of(self, incident_id: UUID, exposure_id: UUID) -> list[CareLine]:
        """One person's own clock; the caller has asked whether it may be seen. Needs the support team's key."""
        with self._store.read() as work:
            incident = self._incident(work, incident_id)
            person = next((one for one in incident.exposed if one.id == exposure_id), None)
            if person is None:
                raise gone()
            theirs = [row for row in self._sessions_of_clock(work, incident_id) if exposure_id in self._members(row)]
        if person.exposure is Exposure.NOT_EXPOSED:
            return []
        return self._lines(incident, [person], theirs, alone=True)

    def _check_ins(self, dates: Iterable[tuple[str, datetime]]) -> list[CheckIn]:
        points = {point.id: point for point in self.protocols.followups}
        return [
            CheckIn(points[point].name, due, points[point].status.check_locally)
            for point, due in dates
            if point in points
        ]

    @staticmethod
    def _sessions_of_clock(work: Work, incident_id: UUID) -> Sequence[SessionRecord]:
        query = select(SessionRecord).where(
            SessionRecord.incident_id == incident_id, SessionRecord.state.in_([*AHEAD, *TOOK_PLACE])
        )
        return work.scalars(query.order_by(SessionRecord.starts_at, SessionRecord.id)).all()

    def _lines(
        self, incident: Incident, people: Sequence[Exposed], sessions: Iterable[SessionRecord], *, alone: bool = False
    ) -> list[CareLine]:
        anchors = anchors_of(incident)
        shows_requests = alone or self.opens_sealed
        own = [anchors_of_person(anchors, one.released_at, one.asked_at if shows_requests else None) for one in people]
        groups = [kind for kind, one in self.protocols.interventions.items() if one.group]
        lines = care_clock(self._windows(incident), own or [anchors_of_person(anchors)], self.now, groups)
        by_kind: dict[Kind, list[SessionRecord]] = {}
        for session in sessions:
            by_kind.setdefault(session.kind, []).append(session)
        names = [one.name for one in people]
        return [
            self._line(number, line, by_kind.get(line.window.kind, []), names, alone=alone)
            for number, line in enumerate(lines)
        ]

    def _line(
        self, number: int, line: ClockLine, sessions: Sequence[SessionRecord], names: Sequence[str], *, alone: bool
    ) -> CareLine:
        window = line.window
        held = [one for one in sessions if one.state in TOOK_PLACE]
        ahead = [one for one in sessions if one.state in AHEAD]
        reached = sum(1 if alone else one.seats for one in held)
        needed = line.sessions if line.meetings else line.people
        took_place = len(held) if line.meetings else reached
        return CareLine(
            key=f"{window.kind.value} {number}",
            line=line,
            title=self._title(window),
            ahead=tuple(one.starts_at for one in ahead),
            held=tuple(one.starts_at for one in held),
            reached=reached,
            done=bool(held) and not (ahead and not alone) and took_place >= needed,
            check_locally=window.status.check_locally,
            meetings=_meetings(line, names),
        )

    def _title(self, window: Window) -> str:
        return tr(window.label) if window.label else self.protocols.interventions[window.kind].name


def _meetings(line: ClockLine, names: Sequence[str]) -> tuple[MeetingLine, ...]:
    if line.sessions < 2:
        return ()
    return tuple(
        MeetingLine(one.opens, one.target, one.closes, tuple(names[place] for place in one.people))
        for one in line.meetings
    )
