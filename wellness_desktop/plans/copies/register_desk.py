"""The register: which copies there are, who has them, and what became of them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.desk import StationDesk
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.plans.copies.kinds import LONGEST_INITIALS, LONGEST_NAME, LOOSE_LEAF, CopyState
from wellness_desktop.plans.copies.records import CopyRecord, EditionRecord, ReadingRecord
from wellness_desktop.plans.copies.values import Copy, NewCopy, PaperKey, Reading
from wellness_desktop.plans.desk import changed_elsewhere
from wellness_desktop.plans.merged import CopyLine
from wellness_desktop.roster.people import Done

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans
    from wellness_desktop.roster.people import Contact
    from wellness_desktop.roster.service import Roster

KEEP_GONE = timedelta(days=3 * 365)
"""How long the register keeps a copy that was lost, taken back or destroyed, and the pages of old prints."""


class RegisterDesk(StationDesk):
    """Reading the register needs `Can.SEE_PLANS`, changing it `Can.PRINT_CONFIDENTIAL`."""

    def __init__(self, plans: "Plans", roster: "Roster", *station: Any) -> None:
        """`station` is what every desk stands on, in the order of StationDesk."""
        super().__init__(*station)
        self._plans, self._roster = plans, roster

    def register(self, plan: str | None = None) -> tuple[Copy, ...]:
        """All copies ever handed out that are not forgotten, or those of one plan; by paper and number."""
        self._actor.require(Can.SEE_PLANS)
        with self._store.read() as session:
            wanted = select(CopyRecord).order_by(CopyRecord.plan, CopyRecord.kind, CopyRecord.number, CopyRecord.mark)
            records = list(session.scalars(wanted.where(CopyRecord.plan == plan) if plan else wanted))
            return self._copies(session, records) if records else ()

    def copy(self, copy_id: UUID) -> Copy:
        """One copy. Raises Problem when it is not in the register."""
        self._actor.require(Can.SEE_PLANS)
        with self._store.read() as session:
            return self._copies(session, [_found(session, copy_id)])[0]

    def holders(self) -> tuple[tuple[UUID, str], ...]:
        """Whom of the roster a copy can be given to: id and name."""
        self._actor.require(Can.PRINT_CONFIDENTIAL)
        if not self._actor.may(Can.SEE_WHOLE_ROSTER):
            return ()
        named = [
            (
                one.id,
                one.name
                if one.own_agency or not one.agency
                else tr("{name}, {agency}", name=one.name, agency=one.agency),
            )
            for one in self._roster.people()
        ]
        return tuple(sorted(named, key=lambda pair: name_key(pair[1])))

    def out_of_date(self) -> tuple[Copy, ...]:
        """Copies in use that do not hold what would be printed now, or whose new pages nobody has put in."""
        return tuple(copy for copy in self.register() if copy.stale)

    def to_take_back(self) -> tuple[Copy, ...]:
        """Copies in use whose holder is no longer on the roster (CP-T18)."""
        return tuple(copy for copy in self.register() if copy.to_take_back)

    def put_in(self, copy_id: UUID) -> Done[UUID]:
        """Somebody says that the new pages are in the binder. Raises Problem when none were printed."""

        def change(record: CopyRecord) -> dict[str, Any]:
            if record.coming_id is None:
                raise Problem(
                    tr("Nothing was printed for this copy yet."), tr("Print what has to be replaced, then put it in.")
                )
            return {
                "edition_id": record.coming_id,
                "check_by": record.coming_check_by or record.check_by,
                "coming_id": None,
                "coming_on": None,
                "coming_check_by": None,
            }

        return self._change(copy_id, change)

    def end(self, copy_id: UUID, state: CopyState) -> Done[UUID]:
        """Notes that the copy was lost, taken back or destroyed; or, with IN_USE, that it was found again."""
        ended = None if state is CopyState.IN_USE else self.today
        return self._change(
            copy_id, lambda _: {"state": state, "ended_on": ended, "coming_id": None, "coming_on": None}
        )

    def move(self, copy_id: UUID, to: NewCopy) -> Done[UUID]:
        """Gives the copy to somebody else, or notes another place."""
        holder, place = _words(to)
        return self._change(copy_id, lambda _: {"holder_id": to.person, "holder": holder, "place": place})

    def acknowledge(self, copy_id: UUID, initials: str, read_on: date | None = None) -> Done[UUID]:
        """Notes who has read the copy as it is now (F-20): initials and the day, nothing else."""
        self._actor.require(Can.PRINT_CONFIDENTIAL)
        initials, day = " ".join(initials.split())[:LONGEST_INITIALS], read_on or self.today
        if not initials:
            raise Problem(tr("Initials are missing."), tr("Type the initials of whoever read it."))
        if day > self.today:
            raise Problem(tr("That day is still to come."), tr("Type the day on which it was read."))
        with self._store.work() as session:
            edition = _found(session, copy_id).edition_id
            record = ReadingRecord(copy_id=copy_id, edition_id=edition, initials=initials, read_on=day)
            session.add(record)
            self._audit.record(session, self._actor, Event.PLAN_CHANGED, copy_id)

        def undo() -> None:
            with self._store.work() as later:
                row = later.get(ReadingRecord, record.id)
                if row is not None:
                    later.delete(row)

        return Done(record.id, undo)

    def forget_old(self, work: Session, *, held: bool = False) -> int:
        """Deletes, in the daily run, copies that are gone for three years and prints that no copy holds any more.

        Gives how many rows went: none while a legal hold keeps everything.
        """
        if held:
            return 0
        gone = work.scalars(select(CopyRecord).where(CopyRecord.ended_on < self.today - KEEP_GONE)).all()
        forgotten = {one.id for one in gone}
        readings = work.scalars(select(ReadingRecord).where(ReadingRecord.copy_id.in_(forgotten))).all()
        kept = work.scalars(select(CopyRecord).where(CopyRecord.id.not_in(forgotten)))
        in_hand = {edition for copy in kept for edition in (copy.edition_id, copy.coming_id)}
        old = work.scalars(select(EditionRecord).where(EditionRecord.printed_at < self.now - KEEP_GONE)).all()
        doomed = [*readings, *gone, *(one for one in old if one.id not in in_hand)]
        for record in doomed:
            work.delete(record)
        return len(doomed)

    # For the prints

    def lines(self, key: PaperKey) -> tuple[CopyLine, ...]:
        """The copies of a paper that are out, as section S03 prints them."""
        copies = [one for one in self.register(key.plan) if one.key.kind == key.kind]
        return tuple(
            CopyLine(f"{one.number} ({one.mark})", one.holder, one.place, one.made_on)
            for one in copies
            if one.state is CopyState.IN_USE
        )

    def _change(self, copy_id: UUID, change: Callable[[CopyRecord], dict[str, Any]]) -> Done[UUID]:
        """Changes columns of one copy; the undo puts them back unless somebody has changed the copy since."""
        self._actor.require(Can.PRINT_CONFIDENTIAL)
        with self._store.work() as session:
            record = _found(session, copy_id)
            values = change(record)
            before = {name: getattr(record, name) for name in values}
            _set(record, values)
            session.flush()
            self._audit.record(session, self._actor, Event.PLAN_CHANGED, copy_id)
            version = record.version

        def undo() -> None:
            with self._store.work() as later:
                row = _found(later, copy_id)
                if row.version != version:
                    raise changed_elsewhere(None)
                _set(row, before)
                self._audit.record(later, self._actor, Event.PLAN_CHANGED, copy_id)

        return Done(copy_id, undo)

    def _copies(self, session: Session, records: Sequence[CopyRecord]) -> tuple[Copy, ...]:
        highest: dict[tuple[str, str], int] = {}
        for kind, plan, number in session.execute(select(CopyRecord.kind, CopyRecord.plan, CopyRecord.number)):
            highest[kind, plan] = max(highest.get((kind, plan), 0), number)
        holders = self._roster.contacts({one.holder_id for one in records if one.holder_id is not None})
        now = self._sources(one.plan for one in records if one.state is CopyState.IN_USE)
        wanted = {one.edition_id for one in records}
        rows = session.execute(select(EditionRecord.id, EditionRecord.source).where(EditionRecord.id.in_(wanted)))
        sources: dict[UUID, str] = {row.id: row.source for row in rows}
        readings: dict[UUID, list[Reading]] = {}
        for row in session.scalars(select(ReadingRecord).order_by(ReadingRecord.read_on)):
            readings.setdefault(row.copy_id, []).append(Reading(row.initials, row.read_on))
        return tuple(
            _copy(
                one,
                highest[one.kind, one.plan],
                holders.get(one.holder_id) if one.holder_id else None,
                stale=self._is_stale(one, sources.get(one.edition_id, ""), now),
                readings=tuple(readings.get(one.id, ())),
            )
            for one in records
        )

    def _sources(self, plans: Iterable[str]) -> dict[str, str]:
        """What each of these plans is printed from now; empty for a plan that is no more."""
        found: dict[str, str] = {}
        for plan in set(plans):
            try:
                found[plan] = self._plans.source(plan)
            except Problem:
                found[plan] = ""
        return found

    def _is_stale(self, record: CopyRecord, source: str, now: dict[str, str]) -> bool:
        if record.state is not CopyState.IN_USE:
            return False
        overdue = record.check_by is not None and record.check_by <= self.today
        changed = source.split(":", maxsplit=1)[0] != now[record.plan]
        return changed or overdue or record.coming_id is not None


def key_of(record: CopyRecord | EditionRecord) -> PaperKey:
    """Which paper a row is about."""
    return PaperKey(record.kind, record.plan, record.large, record.paper)


def is_loose_leaf(key: PaperKey) -> bool:
    """Whether pages of the paper are replaced one by one."""
    return key.kind in LOOSE_LEAF


def _found(session: Session, copy_id: UUID) -> CopyRecord:
    record = session.get(CopyRecord, copy_id)
    if record is None:
        raise Problem(tr("This copy is not in the register any more."), tr("Go back to the list of copies."))
    return record


def _set(record: CopyRecord, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, name, value)


def _words(to: NewCopy) -> tuple[str, str]:
    """Holder and place as they are stored: somebody of the roster by id only."""
    holder = "" if to.person else " ".join(to.holder.split())[:LONGEST_NAME]
    place = " ".join(to.place.split())[:LONGEST_NAME]
    if not to.person and not holder and not place:
        raise Problem(tr("Holder and place are missing."), tr("Say who gets the copy, or where it will be."))
    return holder, place


def _copy(
    record: CopyRecord, of: int, contact: "Contact | None", *, stale: bool, readings: tuple[Reading, ...]
) -> Copy:
    return Copy(
        id=record.id,
        key=key_of(record),
        number=record.number,
        of=of,
        mark=record.mark,
        holder=contact.name if contact else record.holder,
        person=record.holder_id,
        gone=record.holder_id is not None and (contact is None or contact.removed),
        place=record.place,
        made_on=record.made_on,
        held=record.edition_id,
        stale=stale,
        coming_on=record.coming_on,
        state=record.state,
        ended_on=record.ended_on,
        readings=readings,
    )


words_of = _words
