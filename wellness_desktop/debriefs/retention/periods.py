"""How long records about support are kept, and whether the PC's clock can be believed (sections 9 and 14;
chaplain_log.md 7.6; security_requirements.md SEC-20, rule 8: retention runs at start and daily).

Deleting cannot be taken back, so a clock that went back deletes nothing, and one that leapt ahead by more than a
month has to say the same date again a day later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wellness_desktop.base.language import tr

KEEP_OVERRIDES = timedelta(days=90)
KEEP_ATTENDANCE = timedelta(days=90)
"""From the closing of the session, which starts the clock (section 14)."""
KEEP_LISTS = timedelta(days=90)
"""From the closing of the incident."""
KEEP_REMINDERS = timedelta(days=90)
"""How long a follow-up that nobody settled keeps somebody on a list that is past its date."""
KEEP_REQUESTS = timedelta(days=90)
"""From the asking: a request for a call that nobody settled. A settled one is gone at once."""
KEEP_AUDIT = timedelta(days=396)
"""Thirteen months (SEC-20)."""

AGAIN_AFTER = timedelta(hours=20)
"""Once a day, also when people start work a little earlier than the day before."""
LEAP = timedelta(days=31)
SETBACK = timedelta(minutes=5)


class Subject(StrEnum):
    """What is deleted in time. Stored by value, with a count."""

    ATTENDANCE = "attendance"
    OVERRIDES = "overrides"
    EXPOSURES = "exposures"
    FOLLOW_UPS = "follow_ups"
    PLAN_DAYS = "plan_days"
    GUESTS = "guests"
    REQUESTS = "requests"
    SESSIONS = "sessions"
    LOG_ENTRIES = "log_entries"
    REPORTS = "reports"
    FEEDBACK = "feedback"
    COPIES = "copies"
    AUDIT = "audit"

    @property
    def label(self) -> str:
        """What it is, as the page lists it."""
        return {
            Subject.ATTENDANCE: tr("Who came to a session"),
            Subject.OVERRIDES: tr("Exceptions for a leader"),
            Subject.EXPOSURES: tr("Who was exposed and offered what"),
            Subject.FOLLOW_UPS: tr("What came of a follow-up"),
            Subject.PLAN_DAYS: tr("Days of a plan that were set by hand, and a family's year"),
            Subject.GUESTS: tr("First names of guests"),
            Subject.REQUESTS: tr("Requests for a call"),
            Subject.SESSIONS: tr("Who was asked to a session, its place and note"),
            Subject.LOG_ENTRIES: tr("Entries of the activity log"),
            Subject.REPORTS: tr("Issued reports"),
            Subject.FEEDBACK: tr("What was left without a name"),
            Subject.COPIES: tr("Paper copies that are gone"),
            Subject.AUDIT: tr("Lines of the audit log"),
        }[self]


@dataclass(frozen=True, slots=True)
class Period:
    """How long something is kept, in words for the page."""

    what: str
    how_long: str


def periods() -> tuple[Period, ...]:
    """What is kept about support, and for how long; what is not listed is kept until somebody removes it."""
    return (
        Period(Subject.ATTENDANCE.label, tr("90 days after the session is closed; never under the voluntary policy")),
        Period(Subject.OVERRIDES.label, tr("90 days")),
        Period(Subject.EXPOSURES.label, tr("90 days after the incident is closed")),
        Period(Subject.SESSIONS.label, tr("90 days after the incident is closed; kind, day and number of people stay")),
        Period(
            Subject.FOLLOW_UPS.label,
            tr("90 days after the incident is closed; whoever is still to be asked stays until then"),
        ),
        Period(Subject.PLAN_DAYS.label, tr("90 days after the day is over, with what came of it")),
        Period(Subject.GUESTS.label, tr("Until the incident is closed")),
        Period(Subject.REQUESTS.label, tr("Until the support team settles it; 90 days if nobody does")),
        Period(tr("That somebody declined"), tr("Until the next follow-up, or until the incident is closed")),
        Period(Subject.LOG_ENTRIES.label, tr("13 months; then the sums of each month, which name nobody")),
        Period(Subject.REPORTS.label, tr("6 years, with the sealed list of what they leave out")),
        Period(Subject.FEEDBACK.label, tr("A comment 90 days, an account of a near miss one year; answers stay")),
        Period(Subject.COPIES.label, tr("3 years after they were lost, taken back or destroyed")),
        Period(Subject.AUDIT.label, tr("13 months")),
    )


class Verdict(StrEnum):
    """Whether a run deletes now."""

    RUN = "run"
    EARLY = "early"
    """The last run is not a day ago."""
    SET_BACK = "set_back"
    """Before the last run by a month or less: the clock catches up."""
    DOUBTED = "doubted"
    """More than a month from the last run. Noted; a day later the date is believed if it still holds."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run at this station."""

    at: datetime
    waits: bool
    """Only the date was noted, since the clock was not believed yet."""
    deleted: Mapping[Subject, int]

    @property
    def total(self) -> int:
        """How many records went."""
        return sum(self.deleted.values())


def verdict(last: datetime | None, noted: datetime | None, now: datetime) -> Verdict:
    """Whether the clock allows a run at `now`.

    `last` is the newest run that deleted, `noted` a doubted date noted since. All aware.
    """
    if last is None:
        return Verdict.RUN
    if abs(now - last) <= LEAP:
        if now < last - SETBACK:
            return Verdict.SET_BACK
        return Verdict.EARLY if now - last < AGAIN_AFTER else Verdict.RUN
    if noted is None or not timedelta(0) <= now - noted <= LEAP:
        return Verdict.DOUBTED
    return Verdict.EARLY if now - noted < AGAIN_AFTER else Verdict.RUN
