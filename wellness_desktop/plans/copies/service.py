"""Paper copies of the plans: printed with a number, brought up to date page by page, and asked about."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.paper.page_marks import mark_of
from wellness_desktop.plans.copies.comparing import (
    Binder,
    Edition,
    PageAnswer,
    PageChange,
    Pages,
    answer,
    page_changes,
    squeezed,
    whole_anew,
)
from wellness_desktop.plans.copies.kinds import ALL, ALL_PLANS, BINDER, MOST_AT_ONCE, NUMBERED, CopyState
from wellness_desktop.plans.copies.records import CopyRecord, EditionRecord
from wellness_desktop.plans.copies.register_desk import RegisterDesk, is_loose_leaf, key_of, words_of
from wellness_desktop.plans.copies.values import (
    Batch,
    Copy,
    NewCopy,
    NewEdition,
    PaperKey,
    Planned,
    Replacement,
    Update,
)
from wellness_desktop.plans.merged import CopyLine
from wellness_desktop.roster.people import Done

if TYPE_CHECKING:
    from wellness_desktop.paper.layout import Settled

LISTING = ("S02", "S03", "LIST")
"""The leaves that change with the register: the list of copies (S03 lies on the leaf of S02 in a plan's own binder,
and on its own in the binder of all), and the list of pages in force."""
SHARED = "CORE"
"""The tab that only the binder of all plans has."""


class Copies(RegisterDesk):
    """The living binder. What prints is slow: call it from a background job."""

    def prepare(self, kind: str, plan: str, wanted: Sequence[NewCopy], *, large: bool = False) -> Batch:
        """Numbered copies of a binder, one for each of `wanted`, in one file. They are entered once printed."""
        self._actor.require(Can.PRINT_CONFIDENTIAL)
        if kind not in NUMBERED or (kind == ALL_PLANS) != (plan == ALL):
            raise Problem(
                tr("This paper has no numbered copies."),
                tr("Choose a binder or a call tree. Other papers are printed from the list of papers."),
            )
        if not 0 < len(wanted) <= MOST_AT_ONCE:
            raise Problem(tr("Say who gets a copy."), tr("One line for each copy, at most {most}.", most=MOST_AT_ONCE))
        key = self._key(kind, plan, large=large)
        planned = self.number(kind, plan, wanted)
        names = self._roster.contacts({one.person for one in wanted if one.person})
        lines = [
            CopyLine(
                f"{one.number} ({one.mark})",
                names[one.wanted.person].name if one.wanted.person in names else one.wanted.holder,
                one.wanted.place,
                self.today,
            )
            for one in planned
        ]
        settled, edition = self._lay_out(key, (*self.lines(key), *lines))
        from wellness_desktop.paper.bundle import Part, bundle
        from wellness_desktop.plans.copies.prints import back_front

        of = max(one.number for one in planned)
        front = tuple(back_front(kind, self.to_take_back()))
        parts = [
            Part(settled, replace(settled.sheet, copy=(one.number, of), copy_mark=one.mark), front if first else ())
            for one, first in zip(planned, (True, *[False] * (len(planned) - 1)), strict=True)
        ]
        return Batch(edition, planned, bundle(parts).pdf)

    def number(self, kind: str, plan: str, wanted: Sequence[NewCopy]) -> tuple[Planned, ...]:
        """The next numbers of a paper, for papers of any kind. No number is ever given twice at one station; the
        letters behind it tell apart what two stations hand out at the same time.
        """
        for one in wanted:
            words_of(one)
        with self._store.read() as session:
            same = (CopyRecord.kind == kind, CopyRecord.plan == plan)
            last = session.scalar(select(func.max(CopyRecord.number)).where(*same)) or 0
        ids = [uuid4() for _ in wanted]
        return tuple(
            Planned(own, number, mark_of(own.hex[:16])[:2], one)
            for number, (own, one) in enumerate(zip(ids, wanted, strict=True), start=last + 1)
        )

    def enter(self, batch: Batch) -> Done[tuple[UUID, ...]]:
        """The copies were printed: they stand in the register from now on."""
        self._actor.require(Can.PRINT_CONFIDENTIAL)
        edition = batch.edition
        with self._store.work() as session:
            held = self._enter_edition(session, edition)
            for one in batch.copies:
                holder, place = words_of(one.wanted)
                session.add(
                    CopyRecord(
                        id=one.id,
                        kind=edition.key.kind,
                        plan=edition.key.plan,
                        large=edition.key.large,
                        paper=edition.key.paper,
                        number=one.number,
                        mark=one.mark,
                        holder_id=one.wanted.person,
                        holder=holder,
                        place=place,
                        made_on=self.today,
                        edition_id=held,
                        check_by=edition.check_by,
                        state=CopyState.IN_USE,
                    )
                )
                self._audit.record(session, self._actor, Event.PRINTED, one.id)
        return Done(tuple(one.id for one in batch.copies), lambda: self._take_out(batch))

    def _take_out(self, batch: Batch) -> None:
        with self._store.work() as session:
            for one in batch.copies:
                record = session.get(CopyRecord, one.id)
                if record is not None:
                    session.delete(record)

    # After a change

    def replacements(self, copies: Sequence[UUID]) -> tuple[Replacement, ...]:
        """Which pages of each of these copies have to be replaced, without printing."""
        return self._update(copies)[1]

    def prepare_update(self, copies: Sequence[UUID]) -> Update:
        """For each copy a removal sheet and the pages to put in, in one file. All must be of one paper."""
        from wellness_desktop.paper.bundle import Part, bundle
        from wellness_desktop.plans.copies.prints import update_front

        (settled, edition), found = self._update(copies)
        back = self.to_take_back()
        parts = []
        for one in (one for one in found if one.changes):
            new = {change.code for change in one.changes if change.now}
            parts.append(
                Part(
                    settled,
                    replace(settled.sheet, copy=(one.copy.number, one.copy.of), copy_mark=one.copy.mark),
                    tuple(update_front(one.copy, one.changes, back)),
                    [page.number for page in settled.pages if page.code in new],
                )
            )
        printed = bundle(parts) if parts else None
        return Update(edition, found, printed.pdf if printed else b"", len(printed.pages) if printed else 0)

    def prepare_updates(self, copies: Sequence[UUID]) -> tuple[Update, ...]:
        """The same for copies of several papers: one file for each paper, by its name."""
        of_paper: dict[PaperKey, list[UUID]] = {}
        for one in copies:
            key = self.copy(one).key
            if is_loose_leaf(key):
                of_paper.setdefault(key, []).append(one)
        if not of_paper:
            self._update(copies)  # says in words why there is nothing to replace
        return tuple(
            self.prepare_update(of_paper[key]) for key in sorted(of_paper, key=lambda key: (key.plan, key.kind))
        )

    def print_register(self, *, large: bool = False) -> bytes:
        """Every copy with its holder, place and state, as one list."""
        from wellness_desktop.paper.sheet import Sheet, make
        from wellness_desktop.plans.copies.prints import register_list

        self._actor.require(Can.PRINT_CONFIDENTIAL)
        sheet = Sheet(
            title=tr("Copies on paper"),
            printed_on=self.now.astimezone(self._zone),
            size=self._plans.paper_size,
            large=large,
            mark=tr("For this agency only"),
            agency=self._plans.agency_name,
            subject=tr("Crisis plans"),
        )
        return make(sheet, register_list(self.register(), large=large))

    def _update(self, copies: Sequence[UUID]) -> "tuple[tuple[Settled, NewEdition], tuple[Replacement, ...]]":
        self._actor.require(Can.PRINT_CONFIDENTIAL)
        chosen = [self.copy(one) for one in copies]
        keys = {one.key for one in chosen}
        if len(keys) != 1 or not all(map(is_loose_leaf, keys)):
            raise Problem(
                tr("Choose copies of one binder."),
                tr("Cards and sheets are not replaced by the page: print them anew."),
            )
        key = keys.pop()
        made = self._lay_out(key, self.lines(key))
        return made, tuple(Replacement(one, self._changes(one, made[1].pages)) for one in chosen)

    def _changes(self, copy: Copy, now: Pages) -> tuple[PageChange, ...]:
        with self._store.read() as session:
            record = session.get_one(CopyRecord, copy.id)
            edition = session.get(EditionRecord, record.edition_id)
            held = _pages(edition) if edition is not None else ()
            overdue = record.check_by is not None and record.check_by <= self.today
        return whole_anew(held, now) if overdue else page_changes(held, now)

    def enter_update(self, update: Update) -> Done[tuple[UUID, ...]]:
        """The replaced pages were printed. Each copy waits until somebody says that they were put in; one that
        needed none is up to date at once.
        """
        undos = []
        with self._store.work() as session:
            held = self._enter_edition(session, update.edition)
        for one in update.replacements:
            if one.changes:
                whole = len(one.changes) >= len(update.edition.pages)
                values = {
                    "coming_id": held,
                    "coming_on": self.today,
                    "coming_check_by": update.edition.check_by if whole else None,
                }
            else:
                values = {"edition_id": held, "coming_id": None, "coming_on": None, "coming_check_by": None}
            undos.append(self._change(one.copy.id, lambda _, values=values: values).undo)  # type: ignore[misc]

        def undo() -> None:
            for back in undos:
                back()

        return Done(tuple(one.copy.id for one in update.replacements), undo)

    # What a page is worth

    def page_answer(self, typed: str) -> PageAnswer:
        """Whether the page with this code, and perhaps mark, is the one in force. May lay a binder out: slow."""
        self._actor.require(Can.PRINT_CONFIDENTIAL)
        word = squeezed(typed)
        plans = [plan for plan in self._plans.titles() if word.startswith(squeezed(plan))]
        with self._store.read() as session:
            wanted = select(EditionRecord).where(EditionRecord.plan.in_([*plans, ALL]))
            records = list(session.scalars(wanted.order_by(EditionRecord.printed_at)))
        printed: dict[PaperKey, list[EditionRecord]] = {}
        for one in records:
            if is_loose_leaf(key_of(one)) and _has(one, word):
                printed.setdefault(key_of(one), []).append(one)
        keys = dict.fromkeys([*reversed(printed), *map(self._plain_key, plans)])
        if word.startswith(SHARED):
            keys[self._key(ALL_PLANS, ALL, large=False)] = None
        return answer(typed, [self._binder(key, printed.get(key, []), word) for key in keys])

    def _binder(self, key: PaperKey, records: Sequence[EditionRecord], word: str) -> Binder:
        editions = tuple(Edition(one.printed_at, _pages(one)) for one in records)
        return Binder(self._pages_now(key, records, word), editions)

    def _plain_key(self, plan: str) -> PaperKey:
        return self._key(BINDER, plan, large=False)

    def _pages_now(self, key: PaperKey, records: Sequence[EditionRecord], word: str) -> Pages:
        """The pages that would be printed now, as far as the squeezed word asks for them; as last printed while
        nothing has changed. Another copy in the register changes no page but those that list the copies.
        """
        last = records[-1] if records else None
        if last is not None:
            source = self._source(key, self.lines(key))
            same = last.source.split(":")[0] == source.split(":")[0]
            if last.source == source or (same and not any(part in word for part in LISTING)):
                return _pages(last)
        return self._lay_out(key, self.lines(key))[1].pages

    # How a binder is laid out

    def _key(self, kind: str, plan: str, *, large: bool) -> PaperKey:
        return PaperKey(kind, ALL if kind == ALL_PLANS else plan, large, self._plans.paper_size)

    def _source(self, key: PaperKey, lines: Sequence[CopyLine]) -> str:
        """What the paper is printed from, and behind the colon the list of its copies: section S03 names them, but
        a copy more makes no other copy out of date.
        """
        return f"{self._plans.source(key.plan)}:{hashlib.sha256(repr(lines).encode()).hexdigest()[:16]}"

    def _lay_out(self, key: PaperKey, lines: Sequence[CopyLine]) -> "tuple[Settled, NewEdition]":
        source = self._source(key, lines)
        settled = self._plans.settled(key.kind, key.plan, key.large, key.paper, tuple(lines))
        pages = tuple((page.code, page.fingerprint) for page in settled.pages)
        return settled, NewEdition(uuid4(), key, self.now, source, pages, settled.sheet.check_again_by)

    def _enter_edition(self, session: Session, edition: NewEdition) -> UUID:
        """The newest edition of the paper when it has these pages already, or a new one."""
        key = edition.key
        same = (
            EditionRecord.kind == key.kind,
            EditionRecord.plan == key.plan,
            EditionRecord.large == key.large,
            EditionRecord.paper == key.paper,
        )
        newest = session.scalar(select(EditionRecord).where(*same).order_by(EditionRecord.printed_at.desc()).limit(1))
        if newest is not None and newest.source == edition.source and _pages(newest) == edition.pages:
            return newest.id
        session.add(
            EditionRecord(
                id=edition.id,
                kind=key.kind,
                plan=key.plan,
                large=key.large,
                paper=key.paper,
                printed_at=edition.printed_at,
                source=edition.source,
                pages=[list(page) for page in edition.pages],
            )
        )
        session.flush()
        return edition.id


def _pages(edition: EditionRecord) -> Pages:
    return tuple((code, own) for code, own in edition.pages)


def _has(edition: EditionRecord, word: str) -> bool:
    """Whether a page of the edition may be meant by the squeezed word."""
    return any(word.startswith(squeezed(code)) for code, _ in edition.pages)
