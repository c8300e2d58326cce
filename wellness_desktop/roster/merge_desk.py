"""Two entries of one person made one. Whatever points to the one that goes follows, in every room."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.desk import changed_elsewhere
from wellness_desktop.roster.duplicates import Pair, merged, pairs_of
from wellness_desktop.roster.duty_roster.records import TeamTimeRecord
from wellness_desktop.roster.history import MERGED
from wellness_desktop.roster.people import Done, Person
from wellness_desktop.roster.people_desk import PeopleDesk
from wellness_desktop.roster.reading import everybody
from wellness_desktop.roster.records import CalendarRecord, DutyRecord, PersonRecord, RelationsRecord
from wellness_desktop.roster.saving import fill, saved_person
from wellness_desktop.roster.team_records import (
    ChainRecord,
    CourseRecord,
    FieldChangeRecord,
    PaperRecord,
    TwoPeopleRecord,
    VettingRecord,
)
from wellness_desktop.store.pointing import Place, PointBack, point_to

_PLACES: tuple[Place, ...] = (
    (PersonRecord, "reports_to"),
    (DutyRecord, "person_id"),
    (CalendarRecord, "person_id"),
    (TeamTimeRecord, "person_id"),
    (CourseRecord, "person_id"),
    (ChainRecord, "person_id"),
    (FieldChangeRecord, "person_id"),
    (PaperRecord, "people"),
    (TwoPeopleRecord, "person_id"),
    (TwoPeopleRecord, "other_id"),
)


class MergeDesk(PeopleDesk):
    """Duplicates, offered and made one."""

    def duplicates(self) -> list[Pair]:
        """Entries that look like one person, the surest first, without those that were said to be two people."""
        self._actor.require(Can.EDIT_ROSTER)
        with self._store.read() as session:
            known = {frozenset((row.person_id, row.other_id)) for row in session.scalars(select(TwoPeopleRecord))}
            return [pair for pair in pairs_of(everybody(session)) if frozenset(pair.id) not in known]

    def two_people(self, pair: Pair) -> Done[Pair]:
        """Notes that these two entries are two people, so that they are not offered again; the undo forgets it.

        Raises Problem when one of them is no longer on the roster.
        """
        self._actor.require(Can.EDIT_ROSTER)
        with self._work(Event.PERSON_CHANGED, pair.one.id) as session:
            for person_id in pair.id:
                saved_person(session, person_id)
            record = TwoPeopleRecord(person_id=pair.id[0], other_id=pair.id[1])
            session.add(record)
        return Done(pair, lambda: self._forget_two_people([record.id]))

    def kept_apart(self) -> int:
        """How many pairs were said to be two people."""
        self._actor.require(Can.EDIT_ROSTER)
        with self._store.read() as session:
            return session.scalar(select(func.count()).select_from(TwoPeopleRecord)) or 0

    def offer_again(self) -> int:
        """Forgets every pair that was said to be two people, so that `duplicates` offers them again; how many."""
        self._actor.require(Can.EDIT_ROSTER)
        with self._store.read() as session:
            ids = list(session.scalars(select(TwoPeopleRecord.id)))
        self._forget_two_people(ids)
        return len(ids)

    def _forget_two_people(self, ids: Iterable[UUID]) -> None:
        with self._work(Event.PERSON_CHANGED, None) as session:
            for record in session.scalars(select(TwoPeopleRecord).where(TwoPeopleRecord.id.in_(list(ids)))):
                session.delete(record)

    def merge(self, keep: Person, other: Person, from_other: Iterable[str] = ()) -> Done[Person]:
        """Makes `other` part of `keep`; `from_other` names the fields to take from it (`duplicates.choices`).

        All numbers are kept; plans, duties, papers and incidents that named `other` name `keep` from now on, and
        `other` goes from the roster like somebody removed. Raises ChangedElsewhere when either was changed since,
        WrongEntry when the result is no entry (more than eight numbers), Problem when both have a sign-in of
        their own or somebody would report to themselves. The undo brings both back as they were.
        """
        self._actor.require(Can.EDIT_ROSTER)
        if keep.account_id and other.account_id and keep.account_id != other.account_id:
            raise Problem(
                tr("Both entries belong to a sign-in of their own."),
                tr("Nothing was changed. They are two people here; remove one of the sign-ins first."),
            )
        wanted = merged(keep, other, from_other=from_other)
        with self._work(Event.PERSON_CHANGED, keep.id) as session:
            for each in (keep, other):
                saved = saved_person(session, each.id)
                if saved.version != each.version:
                    raise changed_elsewhere(saved)
            back = [self._pointed(session, other.id, keep.id)]
            session.flush()
            gone = session.get_one(PersonRecord, other.id)
            gone.removed_at, gone.account_id, gone.reports_to = self._clock.now(), None, None
            session.flush()
            fill(session, session.get_one(PersonRecord, keep.id), wanted, self._actor.name)
            note = FieldChangeRecord(
                person_id=keep.id,
                field=f"{MERGED}{other.id}",
                account_id=self._actor.account_id,
                changed_at=self._clock.now(),
            )
            session.add(note)
            done = saved_person(session, keep.id)
            note_id = note.id
        return Done(done, lambda: self._unmerge(keep, other, done.version, note_id, back))

    def _pointed(self, session: Session, old: UUID, new: UUID) -> PointBack:
        """Everything that names `old`, here and in the rooms that follow, made to name `new`."""
        ways = [point_to(session, _PLACES, old, new), _vetting(session, old, new), _ties(session, old, new)]
        ways += [follow(session, old, new) for follow in self._followers]

        def back(later: Session) -> None:
            for way in reversed(ways):
                way(later)

        return back

    def _unmerge(self, keep: Person, other: Person, version: int, note_id: UUID, back: list[PointBack]) -> None:
        with self._work(Event.PERSON_CHANGED, keep.id) as session:
            saved = saved_person(session, keep.id)
            if saved.version != version:
                raise changed_elsewhere(saved)
            record = session.get_one(PersonRecord, keep.id)
            record.account_id = keep.account_id
            session.flush()
            brought = session.get(PersonRecord, other.id)
            if brought is None:
                raise Problem(
                    tr("The other entry was deleted for good."), tr("Nothing was changed. Add that person anew.")
                )
            brought.removed_at = None
            brought.account_id = other.account_id
            for way in back:
                way(session)
            note = session.get(FieldChangeRecord, note_id)
            if note is not None:
                session.delete(note)
            session.flush()
            fill(session, record, replace(keep, version=version), self._actor.name)
            session.flush()
            brought.reports_to = other.reports_to


def merged_ids(session: Session) -> dict[UUID, UUID]:
    """Entries that became part of another, for ids that sealed records still name."""
    rows = session.execute(
        select(FieldChangeRecord.person_id, FieldChangeRecord.field).where(FieldChangeRecord.field.startswith(MERGED))
    )
    return {UUID(row.field.removeprefix(MERGED)): row.person_id for row in rows}


def _vetting(session: Session, old: UUID, new: UUID) -> PointBack:
    """Answers follow; where both were asked the same, the later one stays with the entry that stays."""
    ours = {row.question: row for row in _answers(session, new)}
    moved: list[tuple[UUID, UUID | None]] = []
    for row in _answers(session, old):
        same = ours.get(row.question)
        if same is None:
            row.person_id = new
            moved.append((row.id, None))
        elif (row.checked_on is not None) and (same.checked_on is None or row.checked_on > same.checked_on):
            _exchange(session, row, same)
            moved.append((row.id, same.id))

    def back(later: Session) -> None:
        for row_id, same_id in moved:
            row = later.get(VettingRecord, row_id)
            same = later.get(VettingRecord, same_id) if same_id else None
            if row is not None and row.person_id == new:
                if same is not None:
                    _exchange(later, row, same)
                else:
                    row.person_id = old

    return back


def _answers(session: Session, person_id: UUID) -> list[VettingRecord]:
    return list(session.scalars(select(VettingRecord).where(VettingRecord.person_id == person_id)))


def _exchange(session: Session, one: VettingRecord, other: VettingRecord) -> None:
    """Gives each the other's person. A question stands once for a person, so one steps aside for a moment."""
    question, first, second = one.question, one.person_id, other.person_id
    one.question = f"{question[:50]} (aside)"
    session.flush()
    other.person_id = first
    session.flush()
    one.person_id, one.question = second, question
    session.flush()


def _ties(session: Session, old: UUID, new: UUID) -> PointBack:
    """The sealed close ties follow where the entry that stays has none."""
    if session.scalars(select(RelationsRecord.id).where(RelationsRecord.person_id == new)).first() is not None:
        return lambda _later: None
    return point_to(session, [(RelationsRecord, "person_id")], old, new)
