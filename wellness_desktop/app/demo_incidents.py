"""The demo's two hard events, lived through as a sergeant would (resources/demo/incidents.toml)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from wellness_desktop.app.demo_people import People
from wellness_desktop.app.demo_times import Calendar, DemoClock
from wellness_desktop.debriefs.asking.requests import Asked, CallWish, Wanted, to_text
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.incident_values import CounselAnswer, Incident, NewExposure, Report
from wellness_desktop.debriefs.proposal_facts import Need, ProposedSession
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.retention.holds import HoldReason
from wellness_desktop.debriefs.roads import Road
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.session_values import Booking, Closing, FollowUpOutcome, Offered
from wellness_desktop.roster.conflicts import Exposure

if TYPE_CHECKING:
    from wellness_desktop.app.services import Services

Table = Mapping[str, Any]
EVERYBODY = "everybody"


class DemoIncident:
    """One event and what the sergeant did about it, deed by deed."""

    def __init__(self, debriefs: Debriefs, ids: People, clock: DemoClock) -> None:
        self._debriefs = debriefs
        self._ids = ids
        self._clock = clock
        self._deeds: dict[str, Callable[[Incident, Table], None]] = {
            "nobody": self._nobody,
            "offer": self._offer,
            "book": self._book,
            "meet": self._meet,
            "hold_and_close": self._hold_and_close,
            "keep": self._keep,
            "give": self._give,
            "settle": self._settle,
        }

    def live(self, table: Table, when: Calendar) -> None:
        """Reports the event, and does everything that followed, each at its time."""
        ended = when.moment(table["ended"])
        self._clock.go(_after(ended, table["reported_after_h"]))
        exposed = tuple(self._exposure(one, ended) for one in table["exposed"])
        incident = self._debriefs.something_happened(Report(table["trigger"], ended, exposed)).value
        if "counsel" in table or "inquiry" in table:
            self._debriefs.change_incident(
                replace(
                    incident,
                    counsel=CounselAnswer(table["counsel"]),
                    inquiry=frozenset(self._ids[key] for key in table["inquiry"]),
                )
            )
        for deed in table["deed"]:
            if "after_h" in deed:
                self._clock.go(_after(ended, deed["after_h"]))
            self._deeds[deed["do"]](self._debriefs.incident(incident.id), deed)

    def _exposure(self, one: Table, ended: datetime) -> NewExposure:
        return NewExposure(
            name=one.get("guest", ""),
            person_id=self._ids[one["person"]] if "person" in one else None,
            exposure=Exposure(one["how"]),
            circle=Circle(one["circle"]) if "circle" in one else None,
            agency=one.get("agency", ""),
            released_at=_after(ended, one["released_after_h"]) if "released_after_h" in one else None,
        )

    def _listed(self, incident: Incident, people: Iterable[str]) -> list[UUID]:
        """The exposures of these people; guests go by their first name."""
        wanted = set(people)
        persons = {self._ids[key] for key in wanted if key in self._ids}
        return [
            one.id
            for one in incident.exposed
            if EVERYBODY in wanted or one.person_id in persons or (one.is_guest and one.name in wanted)
        ]

    def _offer(self, incident: Incident, deed: Table) -> None:
        listed = self._listed(incident, deed["people"])
        self._debriefs.set_offered_to(listed, Kind(deed["kind"]), Offered(deed["status"]))

    def _nobody(self, incident: Incident, deed: Table) -> None:
        """Says of circles that nobody of them met it."""
        self._debriefs.say_nobody_in(incident.id, [Circle(one) for one in deed["circles"]])

    def _book(self, incident: Incident, deed: Table) -> None:
        """Books the first session that the program proposes."""
        kind = Kind(deed["kind"])
        proposed = self._debriefs.proposals(incident.id, kind)
        session = proposed.best.sessions[0]
        minutes = int((session.ends - session.starts).total_seconds()) // 60
        self._debriefs.book(
            incident.id,
            Booking(
                kind=kind,
                starts=session.starts,
                minutes=minutes,
                members=session.members,
                leaders=self._leaders(session, deed),
                covers=session.covers,
                cover_agency=deed["cover_agency"] if Need.COVER in session.needs else "",
                posts=session.posts,
                place=deed["place"],
                note=deed["note"],
                by_phone=frozenset(session.by_phone),
            ),
        )

    def _leaders(self, session: ProposedSession, deed: Table) -> tuple[UUID, ...]:
        """Those proposed, and by name whoever the program could not find."""
        found = [*session.leaders, *([session.clinician] if session.clinician else [])]
        if Need.LEADER in session.needs:
            found.append(self._ids[deed["helper"]])
        if Need.CLINICIAN in session.needs:
            found.append(self._ids[deed["clinician"]])
        return tuple(dict.fromkeys(found))

    def _meet(self, incident: Incident, deed: Table) -> None:
        """Books a one-on-one contact at the first time that the program found for the person."""
        kind = Kind(deed["kind"])
        (listed,) = self._listed(incident, [deed["person"]])
        proposed = self._debriefs.proposals(incident.id, kind)
        found = next(
            one for choice in proposed.proposals.choices for one in choice.individuals if one.attendee == listed
        )
        starts = found.starts or self._clock.now() + timedelta(days=1)
        self._debriefs.book(
            incident.id,
            Booking(
                kind=kind,
                starts=starts,
                minutes=proposed.request.individual_minutes,
                members=(listed,),
                leaders=(self._ids[deed["helper"]],),
                cover_agency=deed["cover_agency"],
                place=deed["place"],
            ),
        )

    def _hold_and_close(self, incident: Incident, _deed: Table) -> None:
        for session in self._debriefs.sessions(incident.id):
            if session.state.is_ahead:
                self._clock.go(session.ends + timedelta(minutes=30))
                held = self._debriefs.hold(session).value
                self._debriefs.close(
                    held,
                    Closing(
                        ground_rules_read=True, clinician_available=True, safety_step=False, follow_up_assigned=True
                    ),
                )

    def _keep(self, incident: Incident, deed: Table) -> None:
        self._debriefs.hold_records(incident.id, HoldReason(deed["reason"]))

    def _give(self, incident: Incident, deed: Table) -> None:
        """Says who calls these people, and who does where they cannot."""
        listed = set(self._listed(incident, deed["people"]))
        deputy = self._ids[deed["deputy"]] if "deputy" in deed else None
        for plan in self._debriefs.plans_of(incident.id):
            if listed.intersection(plan.exposures):
                self._debriefs.give_plan(plan, self._ids[deed["helper"]], deputy)

    def _settle(self, incident: Incident, deed: Table) -> None:
        listed = set(self._listed(incident, deed["people"]))
        first, last = (incident.ended_at + timedelta(days=days) for days in deed["due_days"])
        for one in self._debriefs.follow_ups(incident.id):
            if one.exposure_id in listed and first <= one.due <= last:
                self._clock.go(one.due + timedelta(hours=3))
                self._debriefs.settle(one, FollowUpOutcome(deed["outcome"]))


def enter_roads(debriefs: Debriefs, tables: Iterable[Table], ids: People) -> None:
    """Drives that take longer in the months of snow."""
    for table in tables:
        debriefs.set_road(Road(ids[table["person"]], table["slow_minutes"], table["slow_from"], table["slow_until"]))


def leave_requests(services: "Services", tables: Iterable[Table], when: Calendar) -> None:
    """What somebody left at the front door, sealed, and the support team has not taken up yet."""
    services.debriefs.publish_address()
    for one in tables:
        wish = CallWish(
            reach=one["reach"],
            name=one["name"],
            earliest=time.fromisoformat(one["earliest"]),
            latest=time.fromisoformat(one["latest"]),
            text_first=one["text_first"],
            wanted=Wanted(one["wanted"]),
        )
        services.notes.leave(to_text(Asked(when.moment(one["asked"]), wish=wish)))
    services.debriefs.gather()


def _after(ended: datetime, hours: float) -> datetime:
    return ended + timedelta(hours=hours)
