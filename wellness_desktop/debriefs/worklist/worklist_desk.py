"""The private worklist of the person signed in, and of nobody else.

Nothing here asks the roster, leaves a line in the audit log, or hands a word of the list to anything that prints,
exports, searches or copies. Whoever holds another key, the store's included, gets nothing (CL-04).
"""

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.records import AccountRecord
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.desk import gone
from wellness_desktop.debriefs.retention.records import LegalHoldRecord
from wellness_desktop.debriefs.retention.retention_desk import Counts, RetentionDesk
from wellness_desktop.debriefs.worklist.list_text import read, written
from wellness_desktop.debriefs.worklist.records import WorklistRecord
from wellness_desktop.debriefs.worklist.values import (
    MOST_ITEMS,
    ListState,
    WorkItem,
    Worklist,
    clean_label,
    in_order,
)
from wellness_desktop.roster.people import Done
from wellness_desktop.store.key_problems import NotSealedForYou, Tampered

log = logging.getLogger(__name__)

ME = "me"


class WorklistDesk(RetentionDesk):
    """Off until its owner turns it on. Reading and deleting need no role: what is one's own stays one's own."""

    def worklist(self) -> Worklist:
        """The own list. LOST when there is one that the own key does not open."""
        with self._store.read() as work:
            return self._list_in(work)

    def lines_due(self) -> int:
        """How many lines are due today or were before; zero when there is no list."""
        return self.worklist().due(self.today)

    @property
    def any_hold(self) -> bool:
        """Whether a legal hold is in force anywhere. The list cannot be read, so nothing stops its owner; they are
        told to ask counsel first.
        """
        with self._store.read() as work:
            return work.scalars(select(LegalHoldRecord.id).limit(1)).first() is not None

    def start_worklist(self) -> Worklist:
        """Turns the list on, empty. One whose key is lost is deleted first."""
        self._actor.require(Can.KEEP_WORKLIST)
        with self._store.work() as work:
            if self._list_in(work).state is not ListState.ON:
                self._seal_list(work, ())
            return self._list_in(work)

    def add_line(self, label: str, due: date | None = None) -> Done[WorkItem]:
        """Adds a line. Raises Problem for an empty or a long label, a full list, and while the list is off."""
        self._actor.require(Can.KEEP_WORKLIST)
        item = WorkItem(secrets.token_hex(6), clean_label(label), due)
        with self._store.work() as work:
            items = self._lines_in(work)
            if len(items) >= MOST_ITEMS:
                raise Problem(
                    tr("The list is full: it has room for {count} lines.", count=MOST_ITEMS),
                    tr("Mark what is done, then add this one. Nothing was lost."),
                )
            self._seal_list(work, [*items, item])

        def undo() -> None:
            self._take_line(item)

        return Done(item, undo)

    def change_line(self, item: WorkItem, label: str, due: date | None) -> Done[WorkItem]:
        """Gives a line other words or another day. Raises as `add_line`, and Problem when it is gone."""
        self._actor.require(Can.KEEP_WORKLIST)
        after = replace(item, label=clean_label(label), due=due)
        before = self._swap_line(item, after)

        def undo() -> None:
            self._swap_line(after, before)

        return Done(after, undo)

    def line_done(self, item: WorkItem) -> Done[WorkItem]:
        """Deletes a line that is done. Its undo holds it in memory, until the program locks."""
        before = self._take_line(item)
        return Done(before, lambda: self._put_line_back(before))

    def burn_line(self, item: WorkItem) -> None:
        """Deletes a line for good: without undo, overwritten, and the file rebuilt without it."""
        self._take_line(item)
        self._rebuild_store()

    def burn_list(self) -> None:
        """Deletes the whole list for good and turns it off; also one whose key is lost."""
        with self._store.work() as work:
            self._delete_own_list(work)
        self._rebuild_store()

    # ------------------------------------------------------------------------------------------------ retention

    def _further_jobs(self) -> list[Callable[[Work, Counts], None]]:
        """A list whose account is closed goes: nobody could ever open it again."""
        return [*super()._further_jobs(), self._lists_of_nobody]

    def _lists_of_nobody(self, work: Work, _counts: Counts) -> None:
        if self._held_places(work):
            return
        open_accounts = select(AccountRecord.id).where(AccountRecord.closed_at.is_(None))
        if work.scalars(open_accounts.limit(1)).first() is None:
            return  # a store without accounts tells nothing about who left
        for row in work.scalars(select(WorklistRecord).where(WorklistRecord.account_id.not_in(open_accounts))).all():
            work.delete(row)

    # ---------------------------------------------------------------------------------------------- inner parts

    def _list_in(self, work: Work) -> Worklist:
        record = self._own_list(work)
        if record is None:
            return Worklist(ListState.OFF)
        try:
            text = self._keyring.open(record.sealed, record=record.id, version=record.sealing)
        except (NotSealedForYou, Tampered):
            return Worklist(ListState.LOST)
        return Worklist(ListState.ON, in_order(read(text)))

    def _lines_in(self, work: Work) -> tuple[WorkItem, ...]:
        found = self._list_in(work)
        if found.state is not ListState.ON:
            raise Problem(tr("Your private list is off."), tr("Nothing was saved. Turn it on first."))
        return found.items

    def _swap_line(self, out: WorkItem, back: WorkItem) -> WorkItem:
        with self._store.work() as work:
            items = self._lines_in(work)
            before = _found(items, out)
            self._seal_list(work, [back if one.key == out.key else one for one in items])
        return before

    def _take_line(self, item: WorkItem) -> WorkItem:
        with self._store.work() as work:
            items = self._lines_in(work)
            before = _found(items, item)
            self._seal_list(work, [one for one in items if one.key != item.key])
        return before

    def _put_line_back(self, item: WorkItem) -> None:
        with self._store.work() as work:
            self._seal_list(work, [*(one for one in self._lines_in(work) if one.key != item.key), item])

    def _seal_list(self, work: Work, items: Sequence[WorkItem]) -> None:
        """Makes the sealed list anew under a new id, so that no counter tells how often it was changed."""
        self._delete_own_list(work)
        anew = WorklistRecord(account_id=self._actor.account_id, sealing=1)
        anew.sealed = self._keyring.seal(written(items), record=anew.id, version=anew.sealing, to=ME)
        work.add(anew)
        work.flush()

    def _delete_own_list(self, work: Work) -> None:
        record = self._own_list(work)
        if record is not None:
            work.delete(record)
            work.flush()

    def _own_list(self, work: Work) -> WorklistRecord | None:
        mine = select(WorklistRecord).where(WorklistRecord.account_id == self._actor.account_id)
        return work.scalars(mine).one_or_none()

    def _rebuild_store(self) -> None:
        """What was deleted is overwritten already; a disk too full to rebuild the file changes nothing about that."""
        try:
            self._store.compact()
        except Problem:
            log.info("the store was not rebuilt after a deletion; it is overwritten all the same")


def _found(items: Sequence[WorkItem], wanted: WorkItem) -> WorkItem:
    found = next((one for one in items if one.key == wanted.key), None)
    if found is None:
        raise gone()
    return found
