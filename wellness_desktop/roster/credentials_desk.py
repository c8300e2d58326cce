"""Credentials and care for the carers: courses, what is missing, one's own load, who should rest."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.base.language import tr
from wellness_desktop.roster.care_load import QUARTER, Load, load_of, please_rotate
from wellness_desktop.roster.credential_rules import credential_rules
from wellness_desktop.roster.credentials import Course, Credentials, gaps, require_sound
from wellness_desktop.roster.desk import changed_elsewhere, gone
from wellness_desktop.roster.entry_check import clean
from wellness_desktop.roster.history import COURSES, note_changes
from wellness_desktop.roster.kinds import Standing
from wellness_desktop.roster.people import Done, Person
from wellness_desktop.roster.people_desk import PeopleDesk
from wellness_desktop.roster.reading import everybody
from wellness_desktop.roster.saving import saved_person
from wellness_desktop.roster.station_facts import StationFacts
from wellness_desktop.roster.team_records import CourseRecord

COURSES_CHANGED = "courses changed"
_FIELDS = (
    "title",
    "kind",
    "provider",
    "hours",
    "classroom_hours",
    "completed_on",
    "expires_on",
    "document",
    "seen_by",
)


class CredentialsDesk(PeopleDesk):
    """What helpers learned, and how much they carried."""

    facts = StationFacts()

    def know(self, facts: StationFacts) -> None:
        """Tells the roster where it is and what the agency set; called when the services are built."""
        self.facts = facts

    def credentials(self, person_id: UUID) -> Credentials:
        """One helper's. For whoever sees the whole roster, and for one's own."""
        with self._store.read() as session:
            person = saved_person(session, person_id)
            self._require_may_read(person)
            rows = list(session.scalars(select(CourseRecord).where(CourseRecord.person_id == person_id)))
        return self._credentials(person, rows)

    def team_credentials(self) -> list[Credentials]:
        """Those of every helper who has not left, by name."""
        self._actor.require(Can.SEE_WHOLE_ROSTER)
        with self._store.read() as session:
            people = [one for one in everybody(session) if one.is_helper and one.standing is not Standing.LEFT]
            rows: dict[UUID, list[CourseRecord]] = defaultdict(list)
            for row in session.scalars(select(CourseRecord)) if people else ():
                rows[row.person_id].append(row)
        return [self._credentials(person, rows[person.id]) for person in people]

    def save_course(self, person_id: UUID, course: Course) -> Done[Credentials]:
        """Adds a course, or changes it over the version it was read at.

        People write down their own; only the coordinator notes that a certificate was seen. Raises ChangedElsewhere
        when somebody saved first, Problem when something has to be put right.
        """
        require_sound(course, self.today)
        with self._work(COURSES_CHANGED, person_id) as session:
            self._require_may_write(saved_person(session, person_id))
            row = session.get(CourseRecord, course.id) if course.id else None
            before = _course(row) if row else None
            if course.version != (row.version if row else 0):
                raise changed_elsewhere(before)
            if row is None:
                row = CourseRecord(id=course.id, person_id=person_id) if course.id else CourseRecord()
                row.person_id = person_id
                session.add(row)
            elif row.person_id != person_id:
                raise gone()
            self._fill(row, course)
            session.flush()
            note_changes(session, person_id, [COURSES], self._actor.account_id, self.now)
            saved = _course(row)
        return Done(self.credentials(person_id), lambda: self._undo_course(person_id, before, saved))

    def remove_course(self, person_id: UUID, course: Course) -> Done[Credentials]:
        """Takes a course away."""
        with self._work(COURSES_CHANGED, person_id) as session:
            self._require_may_write(saved_person(session, person_id))
            row = session.get(CourseRecord, course.id) if course.id else None
            if row is None or row.person_id != person_id:
                raise gone()
            if row.version != course.version:
                raise changed_elsewhere(_course(row))
            session.delete(row)
            note_changes(session, person_id, [COURSES], self._actor.account_id, self.now)
        kept = replace(course, id=None, version=0)
        return Done(self.credentials(person_id), lambda: self._bring_course_back(person_id, kept))

    def my_load(self) -> Load | None:
        """What the person signed in carried lately, told to nobody else; None without an own entry as a helper."""
        self._actor.require(Can.EDIT_OWN_ENTRY)
        me = self.me()
        if me is None or not me.is_helper:
            return None
        led = self.facts.sessions_led(self.now - QUARTER, me.id)
        return load_of(led.get(me.id, ()), self.facts.limits, self.now)

    def to_rotate(self) -> frozenset[UUID]:
        """Who reached the agency's limit, so that somebody else takes the next session. No number goes with it."""
        self._actor.require(Can.PLAN_SUPPORT)
        limits = self.facts.limits
        led = self.facts.sessions_led(self.now - timedelta(days=limits.days), None)
        return frozenset(person for person, one in led.items() if please_rotate(one, limits, self.now))

    # ------------------------------------------------------------------------------------------------ inner parts

    def _fill(self, row: CourseRecord, course: Course) -> None:
        for name in _FIELDS:
            value = getattr(course, name)
            setattr(row, name, clean(value) if isinstance(value, str) else value)
        if not self._actor.may(Can.EDIT_ROSTER):
            row.seen_by = ""  # what the owner changed was seen by nobody

    def _undo_course(self, person_id: UUID, before: Course | None, saved: Course) -> None:
        if before is None:
            self.remove_course(person_id, saved)
        else:
            self.save_course(person_id, replace(before, version=saved.version))

    def _bring_course_back(self, person_id: UUID, course: Course) -> None:
        self.save_course(person_id, course)

    def _credentials(self, person: Person, rows: Iterable[CourseRecord]) -> Credentials:
        courses = sorted((_course(row) for row in rows), key=_latest_first)
        missing = gaps(
            person,
            courses,
            credential_rules(),
            self.facts.state,
            icisf_team=self.facts.icisf_team,
            today=self.today,
        )
        seen = next(iter(self._visible([person])), person)
        return Credentials(seen, tuple(courses), missing if person.is_helper else ())

    def _require_may_read(self, person: Person) -> None:
        self._actor.require(Can.SEE_ROSTER if self._is_own(person) else Can.SEE_WHOLE_ROSTER)

    def _require_may_write(self, person: Person) -> None:
        if self._actor.may(Can.EDIT_ROSTER):
            return
        if not (self._is_own(person) and self._actor.may(Can.EDIT_OWN_ENTRY)):
            raise NotAllowed(
                tr("Only the support coordinator keeps the courses of others."),
                tr("Nothing was changed. Under My part you can write down your own."),
            )


def _course(row: CourseRecord) -> Course:
    return Course(id=row.id, version=row.version, **{name: getattr(row, name) for name in _FIELDS})


def _latest_first(course: Course) -> tuple[bool, int, str]:
    day = course.completed_on
    return day is None, -(day.toordinal() if day else 0), course.title.casefold()
