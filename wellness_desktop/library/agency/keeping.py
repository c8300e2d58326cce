"""Adds, renames, removes: every change of the agency's documents. Nothing is ever half there.

The bytes go in piece by piece, each in a short unit of work, so that no other window and no draft waits for a whole
manual; the document is shown from its last unit of work on. What was cut off by a power cut is swept up at a later
sign-in.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit, Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Cancelled, Problem
from wellness_desktop.base.language import tr
from wellness_desktop.library.agency import index, refusals
from wellness_desktop.library.agency.formats import clean_line
from wellness_desktop.library.agency.intake import Intake, no_step, take_in
from wellness_desktop.library.agency.limits import LONGEST_ABOUT, LONGEST_TITLE, PIECE_BYTES
from wellness_desktop.library.agency.passages import passages
from wellness_desktop.library.agency.records import DocumentRecord, DocumentTextRecord, PieceRecord
from wellness_desktop.library.agency.values import AgencyDocument, Done, Step
from wellness_desktop.store.problems import require_version
from wellness_desktop.store.store import Store

log = logging.getLogger(__name__)

KEPT_AFTER_REMOVAL = timedelta(days=1)
"""How long a removal can be undone; then the bytes are deleted."""
SURELY_CUT_OFF = timedelta(days=1)
"""After this time a document that was never finished is not being written by another window."""
PIECES_AT_ONCE = 4
"""Deleted in one unit of work."""
ROOM_FACTOR = 3
"""Free space that adding needs, in sizes of the document: its pieces, the log in front of them, its words."""


class Keeping:
    """The part of the service that changes something; see service.py for the whole."""

    def __init__(self, store: Store, actor: Actor, clock: Clock, audit: Audit) -> None:
        self._store = store
        self._actor = actor
        self._clock = clock
        self._audit = audit
        self._storing = threading.Lock()
        """Held by whoever writes more than one unit of work; `close` waits for it."""
        self._closed = threading.Event()

    @property
    def may_change(self) -> bool:
        """Whether the person signed in may add, rename and remove."""
        return self._actor.may(Can.KEEP_DOCUMENTS)

    def close(self) -> None:
        """Ends what is being added, with nothing of it left, and refuses everything from now on (lock).

        Waits for one piece to be written or for what was written to be taken back, not for a document.
        """
        self._closed.set()
        with self._storing:
            pass

    def add(
        self,
        name: str,
        data: bytes,
        *,
        title: str = "",
        about: str = "",
        resource_id: str = "",
        step: Step = no_step,
    ) -> Done[AgencyDocument]:
        """Keeps a document. `name` is its file's name, `resource_id` the catalogue entry it is a copy of.

        `step` is told how far it is and may raise Cancelled. Raises Problem when the document is refused or the disk
        is full; after either nothing of it is left.
        """
        self._require(Can.KEEP_DOCUMENTS)
        taken = take_in(name, data, lambda current, total: self._step(step, current, total, 0))
        record = DocumentRecord(
            title=clean_line(title, LONGEST_TITLE) or taken.title,
            about=clean_line(about, LONGEST_ABOUT),
            format=taken.format,
            size=len(data),
            digest=taken.digest,
            pages=taken.pages,
            searched=taken.searched,
            resource_id=resource_id,
            added_by=self._actor.name,
        )
        with self._storing:
            return self._keep(record, taken, step)

    def change(self, document: AgencyDocument, title: str, about: str) -> Done[AgencyDocument]:
        """Gives a document another title and description, over the version it was read at.

        Raises Problem for a blank title, ChangedElsewhere when someone saved first.
        """
        self._require(Can.KEEP_DOCUMENTS)
        title, about = clean_line(title, LONGEST_TITLE), clean_line(about, LONGEST_ABOUT)
        if not title:
            raise Problem(tr("The document needs a title."), tr("Type the words that people look for."))
        with self._store.work() as session:
            record = present(session, document.id)
            require_version(record, document.version, value_of(record))
            before = value_of(record)
            record.title, record.about = title, about
            session.flush()
            put_in_index(session, record)
            self._audit.record(session, self._actor, Event.DOCUMENT_CHANGED, record.id)
            saved = value_of(record)
        return Done(saved, lambda: self._change_back(saved, before))

    def rename(self, document_id: UUID, title: str) -> Done[AgencyDocument]:
        """Gives a document another title. Raises Problem for a blank one."""
        self._require(Can.KEEP_DOCUMENTS)
        with self._store.read() as session:
            document = value_of(present(session, document_id))
        return self.change(document, title, document.about)

    def remove(self, document_id: UUID) -> Done[AgencyDocument]:
        """Takes a document off the list and out of the search. Its bytes are deleted a day later."""
        self._require(Can.KEEP_DOCUMENTS)
        with self._store.work() as session:
            record = present(session, document_id)
            before = value_of(record)
            record.removed_at = self._clock.now()
            _forget_words(session, record)
            self._audit.record(session, self._actor, Event.DOCUMENT_CHANGED, record.id)
        return Done(before, lambda: self._bring_back(document_id))

    def tidy(self) -> int:
        """Deletes what was removed more than a day ago or never finished; returns how many. Called at sign-in."""
        if not self.may_change:
            return 0
        now = self._clock.now()
        with self._store.read() as session:
            old = select(DocumentRecord.id).where(
                (DocumentRecord.removed_at < now - KEPT_AFTER_REMOVAL)
                | (DocumentRecord.finished_at.is_(None) & (DocumentRecord.added_at < now - SURELY_CUT_OFF))
            )
            ids = list(session.scalars(old))
        with self._storing:
            for document_id in ids:
                self._delete(document_id, self._require_open)
        return len(ids)

    def prepare(self, step: Step = no_step) -> int:
        """Brings the search tables up to date with the documents; returns how many it took in or out.

        Needed once in a new store, after a restore, and when documents came from another station.
        """
        self._require(Can.SEE_DOCUMENTS)
        with self._store.read() as session:
            known = index.editions(session) if index.has_tables(session) else None
            rows = session.execute(select(DocumentRecord.id, DocumentRecord.version).where(*shown()))
            wanted = {str(row.id): str(row.version) for row in rows}
        if known == wanted:
            return 0
        stale = [each for each in (known or {}) if each not in wanted]
        late = [each for each, edition in wanted.items() if (known or {}).get(each) != edition]
        with self._storing:
            self._take_in_and_out(late, stale, step)
        return len(late) + len(stale)

    # ---- inside ----

    def _require(self, can: Can) -> None:
        self._require_open()
        self._actor.require(can)

    def _require_open(self) -> None:
        if self._closed.is_set():
            raise refusals.closed()

    def _step(self, step: Step, current: int, total: int, half: int) -> None:
        """Reading is the first half of the way, writing the second."""
        if self._closed.is_set():
            raise Cancelled
        total = max(total, 1)
        step(half * total + min(current, total), 2 * total)

    def _keep(self, record: DocumentRecord, taken: Intake, step: Step) -> Done[AgencyDocument]:
        self._store.require_room(ROOM_FACTOR * (len(taken.data) + len(taken.text)))
        self._begin(record)
        try:
            for position, start in enumerate(range(0, len(taken.data), PIECE_BYTES)):
                self._step(step, start, len(taken.data), 1)
                with self._store.work() as session:
                    piece = taken.data[start : start + PIECE_BYTES]
                    session.add(PieceRecord(document_id=record.id, position=position, data=piece))
            self._step(step, len(taken.data), len(taken.data), 1)
            saved = self._finish(record.id, taken.text)
        except BaseException:
            with suppress(Problem):  # what cannot be taken back now is never shown, and swept up at a later sign-in
                self._delete(record.id)
            raise
        log.info("a document was added")
        return Done(saved, lambda: self._take_off(saved.id))

    def _begin(self, record: DocumentRecord) -> None:
        record.added_at = self._clock.now()
        with self._store.work() as session:
            same = select(DocumentRecord.title).where(*shown(), DocumentRecord.digest == record.digest)
            if (title := session.scalars(same.limit(1)).first()) is not None:
                raise refusals.here_already(title)
            session.add(record)

    def _finish(self, document_id: UUID, text: str) -> AgencyDocument:
        with self._store.work() as session:
            record = session.get_one(DocumentRecord, document_id)
            record.finished_at = self._clock.now()
            session.add(DocumentTextRecord(document_id=document_id, text=text))
            session.flush()
            put_in_index(session, record, text)
            self._audit.record(session, self._actor, Event.DOCUMENT_CHANGED, document_id)
            return value_of(record)

    def _delete(self, document_id: UUID, go_on: Callable[[], None] = lambda: None) -> None:
        """For good, a few pieces at a time: overwriting what is deleted takes as long as writing it did.

        Row by row, since tables that travel leave a mark for each row that is gone. `go_on` may raise in between.
        """
        some = select(PieceRecord).where(PieceRecord.document_id == document_id).limit(PIECES_AT_ONCE)
        while True:
            go_on()
            with self._store.work() as session:
                pieces = session.scalars(some).all()
                for piece in pieces:
                    session.delete(piece)
            if not pieces:
                break
        with self._store.work() as session:
            words = select(DocumentTextRecord).where(DocumentTextRecord.document_id == document_id)
            for row in session.scalars(words):
                session.delete(row)
            session.flush()
            record = session.get(DocumentRecord, document_id)
            if record is not None:
                _forget_words(session, record)
                session.delete(record)

    def _take_off(self, document_id: UUID) -> None:
        """Undo of adding."""
        self.remove(document_id)

    def _change_back(self, saved: AgencyDocument, before: AgencyDocument) -> None:
        self.change(saved, before.title, before.about)

    def _bring_back(self, document_id: UUID) -> None:
        self._require(Can.KEEP_DOCUMENTS)
        with self._store.work() as session:
            record = session.get(DocumentRecord, document_id)
            if record is None:
                raise refusals.gone()
            record.removed_at = None
            session.flush()
            put_in_index(session, record)
            self._audit.record(session, self._actor, Event.DOCUMENT_CHANGED, record.id)

    def _take_in_and_out(self, late: list[str], stale: list[str], step: Step) -> None:
        with self._store.work() as session:
            index.make_tables(session)
            for document in stale:
                index.take_out(session, document)
        for place, document in enumerate(late):
            self._require_open()
            step(place, len(late))
            with self._store.work() as session:
                record = session.get(DocumentRecord, UUID(document))
                if record is not None and record.removed_at is None:
                    put_in_index(session, record)


def shown() -> tuple[ColumnElement[bool], ...]:
    """The conditions for a document that people see."""
    return DocumentRecord.finished_at.is_not(None), DocumentRecord.removed_at.is_(None)


def put_in_index(session: Session, record: DocumentRecord, text: str | None = None) -> None:
    """Takes the document into the search as it stands now; its words are read from the store where not given."""
    index.make_tables(session)
    if text is None:
        words = select(DocumentTextRecord.text).where(DocumentTextRecord.document_id == record.id)
        text = session.scalars(words).one_or_none() or ""
    index.put(session, str(record.id), str(record.version), record.title, record.about, passages(text))


def value_of(record: DocumentRecord) -> AgencyDocument:
    """The frozen value of a row."""
    return AgencyDocument(
        id=record.id,
        version=record.version,
        title=record.title,
        about=record.about,
        format=record.format,
        size=record.size,
        pages=record.pages,
        searched=record.searched,
        resource_id=record.resource_id,
        added_at=record.added_at,
        added_by=record.added_by,
    )


def present(session: Session, document_id: UUID) -> DocumentRecord:
    """The row of a document that people see. Raises Problem when there is none of this id."""
    record = session.get(DocumentRecord, document_id)
    if record is None or record.removed_at is not None or record.finished_at is None:
        raise refusals.gone()
    return record


def _forget_words(session: Session, record: DocumentRecord) -> None:
    if index.has_tables(session):
        index.take_out(session, str(record.id))
