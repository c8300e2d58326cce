"""The tables of incident support. There is no column for what was said, and none for a place of the incident,
a case number or a story (DB-02, DB-07); a test walks them. Who was offered what, who is asked to come and who
came is sealed to the support team; that somebody was exposed, and that a session takes place, is not, since a
sergeant has to plan (DESIGN 5).
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.incident_values import CounselAnswer, IncidentStatus
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.session_states import CancelReason, SessionState
from wellness_desktop.roster.conflicts import Exposure, OverrideReason
from wellness_desktop.store.records import Record, Sealed, enum_column


class IncidentRecord(Record):
    """Something happened."""

    __tablename__ = "debriefs_incident"

    code_name: Mapped[str] = mapped_column(String(20), index=True)
    """Event 2026-A: made by the program, never typed."""
    trigger: Mapped[str] = mapped_column(String(40))
    profile: Mapped[str] = mapped_column(String(40))
    status: Mapped[IncidentStatus] = enum_column(IncidentStatus, default=IncidentStatus.OPEN, index=True)
    ended_at: Mapped[datetime] = mapped_column(index=True)
    began_at: Mapped[datetime | None]
    """When it began, where that is another day than its end (COI-5)."""
    still_open: Mapped[bool] = mapped_column(default=False)
    force_at: Mapped[datetime | None]
    death_told_at: Mapped[datetime | None]
    funeral_end_at: Mapped[datetime | None]
    counsel: Mapped[CounselAnswer | None] = enum_column(CounselAnswer, nullable=True)
    inquiry: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Ids of people who take part in the inquiry (COI-3)."""
    died_or_hurt: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Ids of people of the roster who died or were hurt, so that nobody close to them is asked to lead (COI-4)."""
    offered_to_all: Mapped[bool] = mapped_column(default=False)
    nobody_in: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Circles of which the coordinator said that nobody met it; they are not asked about again."""
    reported_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    forgotten: Mapped[bool] = mapped_column(default=False)
    """What closing forgets was forgotten; not yet while a legal hold lasts."""
    listed: Mapped[int | None]
    """How many people were listed when the list was deleted; empty before."""


class ExposureRecord(Record):
    """Somebody who met an incident: a person of the roster, or a guest by first name until it is closed."""

    __tablename__ = "debriefs_exposure"

    incident_id: Mapped[UUID] = mapped_column(ForeignKey("debriefs_incident.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(index=True)
    """An id of the roster, without a foreign key: whoever leaves the roster leaves this list."""
    guest: Mapped[str] = mapped_column(String(40), default="")
    guest_agency: Mapped[str] = mapped_column(String(60), default="")
    """Where the guest comes from; forgotten with the name when the incident is closed (section 12)."""
    guest_pattern: Mapped[str] = mapped_column(String(40), default="")
    guest_team: Mapped[str] = mapped_column(String(40), default="")
    guest_cycle: Mapped[date | None]
    """The guest's shifts at home (section 13, last line), as in a roster entry."""
    position: Mapped[int] = mapped_column(default=0)
    exposure: Mapped[Exposure] = enum_column(Exposure)
    circle: Mapped[Circle] = enum_column(Circle)
    released_at: Mapped[datetime | None]


class AskedRecord(Record):
    """When somebody exposed asked for support (the anchor request_by_officer), sealed to the support team."""

    __tablename__ = "debriefs_asked"

    exposure_id: Mapped[UUID] = mapped_column(ForeignKey("debriefs_exposure.id"), index=True)
    sealing: Mapped[int] = mapped_column(default=0)
    sealed: Mapped[bytes] = mapped_column(Sealed)


class RequestRecord(Record):
    """Somebody asks for a call, or asks the support team to begin (section 3), sealed; gone once it is settled."""

    __tablename__ = "debriefs_request"

    asked_at: Mapped[datetime] = mapped_column(index=True)
    sealing: Mapped[int] = mapped_column(default=0)
    sealed: Mapped[bytes] = mapped_column(Sealed)


class QuestionRecord(Record):
    """That a quiet question about somebody need not be put again until `until`: whom, sealed; never the answer."""

    __tablename__ = "debriefs_question"

    until: Mapped[datetime] = mapped_column(index=True)
    sealing: Mapped[int] = mapped_column(default=0)
    sealed: Mapped[bytes] = mapped_column(Sealed)


class CoverageRecord(Record):
    """What one person was offered, sealed. There is none until something was."""

    __tablename__ = "debriefs_coverage"

    exposure_id: Mapped[UUID] = mapped_column(ForeignKey("debriefs_exposure.id"), index=True)
    sealing: Mapped[int] = mapped_column(default=0)
    sealed: Mapped[bytes] = mapped_column(Sealed)


class SessionRecord(Record):
    """A session: when, where, which kind, how far."""

    __tablename__ = "debriefs_session"

    incident_id: Mapped[UUID] = mapped_column(ForeignKey("debriefs_incident.id"), index=True)
    kind: Mapped[Kind] = enum_column(Kind)
    state: Mapped[SessionState] = enum_column(SessionState)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    minutes: Mapped[int]
    seats: Mapped[int]
    moves: Mapped[int] = mapped_column(default=0)
    place: Mapped[str] = mapped_column(String(80), default="")
    note: Mapped[str] = mapped_column(String(200), default="")
    """Logistics only, screened before it is saved; hidden where the state's law asks for it."""
    posts: Mapped[int] = mapped_column(default=0)
    """How many posts must be covered."""
    covers: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Ids of people of the roster who cover."""
    cover_agency: Mapped[str] = mapped_column(String(80), default="")
    policy: Mapped[str] = mapped_column(String(60))
    cancel_reason: Mapped[CancelReason | None] = enum_column(CancelReason, nullable=True)
    merged_into: Mapped[UUID | None]
    """The session whose people these are now, when this one was merged into it."""
    held_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    rested: Mapped[bool] = mapped_column(default=False)
    room_away: Mapped[bool] = mapped_column(default=False)
    """Two of the five ticks before a group session that the program cannot know; cleared when it is closed."""
    ground_rules_read: Mapped[bool | None]
    clinician_available: Mapped[bool | None]
    follow_up_assigned: Mapped[bool | None]
    sealing: Mapped[int] = mapped_column(default=0)
    sealed: Mapped[bytes] = mapped_column(Sealed)
    """Who is asked to come, and whether and when a safety step was needed."""


class LeaderRecord(Record):
    """Somebody who leads a session."""

    __tablename__ = "debriefs_leader"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("debriefs_session.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(index=True)
    clinician: Mapped[bool] = mapped_column(default=False)
    by_phone: Mapped[bool] = mapped_column(default=False)
    """Joins by telephone or video instead of driving (section 12)."""


class AttendanceRecord(Record):
    """One of three values for one person at one session, sealed; only where the agency has a policy (DB-10)."""

    __tablename__ = "debriefs_attendance"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("debriefs_session.id"), index=True)
    keep_until: Mapped[date] = mapped_column(index=True)
    sealing: Mapped[int] = mapped_column(default=0)
    sealed: Mapped[bytes] = mapped_column(Sealed)


class FollowUpRecord(Record):
    """When somebody asks one person again, and who."""

    __tablename__ = "debriefs_follow_up"

    exposure_id: Mapped[UUID] = mapped_column(ForeignKey("debriefs_exposure.id"), index=True)
    point: Mapped[str] = mapped_column(String(40))
    due_at: Mapped[datetime] = mapped_column(index=True)
    overdue_at: Mapped[datetime]
    owner_id: Mapped[UUID | None] = mapped_column(index=True)
    deputy_id: Mapped[UUID | None] = mapped_column(index=True)
    """Who asks where the owner cannot."""
    sealing: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[bytes | None] = mapped_column(Sealed)
    """Empty while it is still to be done."""
    stale: Mapped[bool] = mapped_column(default=False)
    """Another one was settled since by somebody without the team's key, so it waits to be sealed anew (DB-11)."""


class OverrideRecord(Record):
    """A leader assigned in spite of a rule: which rule and which reason of the list; kept for 90 days (DB-04)."""

    __tablename__ = "debriefs_override"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("debriefs_session.id"), index=True)
    person_id: Mapped[UUID]
    rule: Mapped[str] = mapped_column(String(10))
    reason: Mapped[OverrideReason] = enum_column(OverrideReason)
    keep_until: Mapped[date] = mapped_column(index=True)


class RoadRecord(Record):
    """How a helper's road is in another season than the usual, and until when it is closed (section 12)."""

    __tablename__ = "debriefs_road"

    person_id: Mapped[UUID] = mapped_column(index=True)
    slow_minutes: Mapped[int | None]
    """The drive in the slow season, one way."""
    slow_from: Mapped[int | None]
    """The first month of that season, 1 to 12."""
    slow_until: Mapped[int | None]
    """Its last month; a smaller number than the first means over the turn of the year."""
    closed_until: Mapped[date | None]
    """The last day on which the road is closed."""


class LocalRulesRecord(Record):
    """The agency's own rules: one row, or none."""

    __tablename__ = "debriefs_local_rules"

    policy: Mapped[str] = mapped_column(String(60), default="")
    citation: Mapped[str] = mapped_column(String(200), default="")
    rest_after_night_h: Mapped[float | None]
    during_shifts: Mapped[bool] = mapped_column(default=True)
    limits: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Keys of the limits of confidentiality that the agency's counsel confirmed."""
    limits_state: Mapped[str] = mapped_column(String(2), default="")
    """For which state; for another one the widest limits are printed again."""
    limits_on: Mapped[date | None]


class ChosenViewRecord(Record):
    """How one account likes to look at the incidents: as a list, a week, a month, a timeline."""

    __tablename__ = "debriefs_chosen_view"
    travels = False

    account_id: Mapped[UUID] = mapped_column(unique=True)
    view: Mapped[str] = mapped_column(String(20))
