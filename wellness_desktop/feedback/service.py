"""Reading what was left without a name, on a fixed day, and saying what came of it (guide_topics.md G34, G36).

Only the coordinator who holds the support team's key reads it: not the chief, the administrator or IT. What everybody
sees is written anew. That something was left makes no line in the audit log and carries no time of its own.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session as Work

from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit, Event
from wellness_desktop.accounts.desk import StationDesk
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.settings import Settings
from wellness_desktop.feedback.answers import Answer, Shown, newest, write_shown
from wellness_desktop.feedback.records import AnswerRecord, FeedbackRecord, ReadingRecord
from wellness_desktop.feedback.values import Kind, Left, from_text, to_text
from wellness_desktop.paper.print_setup import Paper
from wellness_desktop.roster.people import Done
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.note_box import NoteBox
from wellness_desktop.store.problems import require_version
from wellness_desktop.store.store import Store

READ_EVERY = timedelta(weeks=4)
"""The day that is proposed for the next reading."""
LONGEST_SAID, LONGEST_DID = 300, 600
SUPPORT_TEAM = "support_team"
"""The group of keys that notes are sealed to."""
KEEP_COMMENTS = timedelta(days=90)
"""From the week in which a comment was taken in: it was read several times by then, and answered if at all."""
KEEP_NEAR_MISSES = timedelta(days=366)
"""A near miss is told at roll call and trained for within a year."""


@dataclass(frozen=True, slots=True)
class Item:
    """One note as its reader sees it."""

    id: UUID
    left: Left
    week: date
    """The Monday of the week in which it was taken in."""
    read: bool


@dataclass(frozen=True, slots=True)
class Given:
    """One answer, and whether it stands at the front door."""

    id: UUID
    answer: Answer
    shown: bool
    version: int


@dataclass(frozen=True, slots=True)
class Readings:
    """When it was read last, and when it is read next; None before the first reading."""

    held_on: date | None
    next_on: date | None


class Feedback(StationDesk):
    """Notes without a name, their readings, and the answers; for the person signed in.

    `shown` is the file that the front door reads. `is_held` tells of a legal hold over the whole station; a note
    belongs to no incident, so a hold over one of them does not reach it.
    """

    def __init__(
        self,
        store: Store,
        actor: Actor,
        keyring: Keyring,
        clock: Clock,
        audit: Audit,
        zone: ZoneInfo,
        settings: Settings,
        box: NoteBox,
        shown: Path,
        is_held: Callable[[], bool],
    ) -> None:
        super().__init__(store, actor, keyring, clock, audit, zone)
        self._settings, self._box, self._shown, self._is_held = settings, box, shown, is_held

    @property
    def reads_feedback(self) -> bool:
        """Whether this person reads what was left: the coordinator who holds the team's key."""
        return self._actor.may(Can.READ_FEEDBACK) and self._keyring.may_open(SUPPORT_TEAM)

    # Reading

    def gather_feedback(self) -> int:
        """Takes the notes of the front door into the records; gives how many could not be opened."""
        self._require_reading()
        return self._box.gather(self._keyring, from_text, self._take_in)

    def _take_in(self, note: UUID, left: Left) -> None:
        with self._store.work() as work:
            if work.get(FeedbackRecord, note) is None:
                self._seal_item(work, FeedbackRecord(id=note, week=self._monday, sealing=0), left, read=False)

    def feedback(self) -> list[Item]:
        """What was left: the unread first, near misses before comments, then by subject.

        In an order that tells nothing of who wrote first.
        """
        self._require_reading()
        with self._store.read() as work:
            found = [self._item(row) for row in work.scalars(select(FeedbackRecord))]
        return sorted(found, key=lambda one: (one.read, one.left.kind is Kind.COMMENT, one.left.about, one.id))

    def feedback_waiting(self) -> int:
        """How many notes nobody has read yet; 0 for whoever may not read them."""
        return sum(not one.read for one in self.feedback()) if self.reads_feedback else 0

    def mark_read(self, item: Item, *, read: bool = True) -> Done[Item]:
        """Notes that it was read, or is to be read again."""
        self._require_reading()
        with self._store.work() as work:
            row = self._feedback_row(work, item.id)
            self._seal_item(work, row, self._item(row).left, read=read)
        after = replace(item, read=read)
        return Done(after, lambda: self._read_back(item, read=not read))

    def remove_feedback(self, item: Item) -> Done[None]:
        """Deletes a note before its time, such as one that names somebody."""
        self._require_reading()
        if self._is_held():
            raise Problem(
                tr("A legal hold keeps everything that is written."),
                tr("Nothing was deleted. It goes once the hold is lifted, or on its day."),
            )
        with self._store.work() as work:
            work.delete(self._feedback_row(work, item.id))
        return Done(None, lambda: self._keep_again(item))

    def readings(self) -> Readings:
        """The last reading and the day of the next."""
        with self._store.read() as work:
            newest_one = work.scalars(select(ReadingRecord).order_by(ReadingRecord.held_on.desc())).first()
            return Readings(newest_one.held_on, newest_one.next_on) if newest_one else Readings(None, None)

    def finish_reading(self, next_on: date) -> Done[Readings]:
        """Notes that everything was read today, and when it is read next; the front door says that day.

        Raises Problem for a day that is not ahead, or more than half a year away.
        """
        self._require_reading()
        if not self.today < next_on <= self.today + timedelta(days=183):
            raise Problem(
                tr("The next reading has to be in the next six months."),
                tr("People write when they know the day on which it is read."),
            )
        with self._store.work() as work:
            row = ReadingRecord(held_on=self.today, next_on=next_on)
            work.add(row)
            work.flush()
            row_id = row.id
        self.publish_answers()
        return Done(self.readings(), lambda: self._drop_reading(row_id))

    # Answering

    def answers(self) -> list[Given]:
        """All answers, the newest first; everybody may read what stands at the front door, the rest is the reader's."""
        with self._store.read() as work:
            rows = work.scalars(select(AnswerRecord).order_by(AnswerRecord.decided_on.desc(), AnswerRecord.id))
            return [_given(row) for row in rows if row.shown or self.reads_feedback]

    def give_answer(self, answer: Answer, *, before: Given | None = None, shown: bool = True) -> Done[Given]:
        """Saves an answer, new or in place of `before`, and shows it at the front door where `shown`."""
        self._require_reading()
        said, did = answer.said.strip(), answer.did.strip()
        if not said or not did:
            raise Problem(tr("Two sentences are needed."), tr("What was said, in your own words, and what came of it."))
        if len(said) > LONGEST_SAID or len(did) > LONGEST_DID:
            raise Problem(tr("This is too long for the wall."), tr("Say it in a sentence or two."))
        with self._store.work() as work:
            row = AnswerRecord(id=uuid4()) if before is None else self._answer_row(work, before)
            row.said, row.outcome, row.did, row.decided_on, row.shown = said, answer.outcome, did, answer.on, shown
            work.add(row)
            work.flush()
            given = _given(row)
        self.publish_answers()
        return Done(given, lambda: self._answer_back(given, before))

    def remove_answer(self, given: Given) -> Done[None]:
        """Takes an answer away, at the front door too."""
        self._require_reading()
        with self._store.work() as work:
            work.delete(self._answer_row(work, given))
        self.publish_answers()
        return Done(None, lambda: self._answer_again(given))

    def publish_answers(self) -> None:
        """Writes what the front door shows; also at sign-in, since another station may have answered."""
        with self._store.read() as work:
            rows = list(work.scalars(select(AnswerRecord).where(AnswerRecord.shown)))
            answers = newest([_given(row).answer for row in rows])
        write_shown(self._shown, Shown(answers, self.readings().next_on))

    # Paper

    def print_note(self, item: Item) -> bytes:
        """One note, to read at roll call or to type into the national near miss system by hand."""
        from wellness_desktop.feedback.prints import near_miss_sheet

        self._require_reading()
        with self._store.work() as work:
            self._audit.record(work, self._actor, Event.PRINTED, item.id)
        return near_miss_sheet(item, self._paper(large=False))

    def print_answers(self, *, large: bool = False) -> bytes:
        """You said, we did: what stands at the front door, for the wall."""
        from wellness_desktop.feedback.prints import wall_sheet

        self._require_reading()
        return wall_sheet(newest([one.answer for one in self.answers() if one.shown]), self._paper(large=large))

    # Retention

    def forget_old(self, work: Work) -> int:
        """Deletes comments and accounts past their date, in the daily run; gives how many.

        Whether a note is one or the other only the team's key tells, so without it they wait.
        """
        if self._is_held() or not self._keyring.may_open(SUPPORT_TEAM):
            return 0
        gone = 0
        for row in work.scalars(select(FeedbackRecord).where(FeedbackRecord.week < self.today - KEEP_COMMENTS)).all():
            is_comment = self._item(row).left.kind is Kind.COMMENT
            if is_comment or row.week < self.today - KEEP_NEAR_MISSES:
                work.delete(row)
                gone += 1
        return gone

    # Inner parts

    def _paper(self, *, large: bool) -> Paper:
        return Paper(self.now, self._zone, self._settings.agency_name, self._settings.paper, large)

    @property
    def _monday(self) -> date:
        return self.today - timedelta(days=self.today.weekday())

    def _require_reading(self) -> None:
        self._actor.require(Can.READ_FEEDBACK)
        if not self._keyring.may_open(SUPPORT_TEAM):
            raise Problem(
                tr("Your sign-in does not hold the support team's key yet."),
                tr("Ask somebody of the support team to let you in, under Accounts."),
            )

    def _item(self, row: FeedbackRecord) -> Item:
        found = json.loads(self._keyring.open(row.sealed, record=row.id, version=row.sealing))
        return Item(row.id, from_text(found["left"]), row.week, bool(found["read"]))

    def _seal_item(self, work: Work, row: FeedbackRecord, left: Left, *, read: bool) -> None:
        row.sealing += 1
        inside = json.dumps({"left": to_text(left), "read": read}, ensure_ascii=False)
        row.sealed = self._keyring.seal(inside, record=row.id, version=row.sealing, to=SUPPORT_TEAM)
        work.add(row)

    def _feedback_row(self, work: Work, item: UUID) -> FeedbackRecord:
        row = work.get(FeedbackRecord, item)
        if row is None:
            raise _gone()
        return row

    def _answer_row(self, work: Work, given: Given) -> AnswerRecord:
        row = work.get(AnswerRecord, given.id)
        if row is None:
            raise _gone()
        require_version(row, given.version, _given(row))
        return row

    def _keep_again(self, item: Item) -> None:
        """Undo of removing: a new record, since the old one is gone everywhere."""
        with self._store.work() as work:
            self._seal_item(work, FeedbackRecord(id=uuid4(), week=item.week, sealing=0), item.left, read=item.read)

    def _read_back(self, item: Item, *, read: bool) -> None:
        self.mark_read(item, read=read)

    def _answer_again(self, given: Given) -> None:
        """Undo of removing: a new record."""
        self.give_answer(given.answer, shown=given.shown)

    def _drop_reading(self, row_id: UUID) -> None:
        with self._store.work() as work:
            row = work.get(ReadingRecord, row_id)
            if row is not None:
                work.delete(row)
        self.publish_answers()

    def _answer_back(self, given: Given, before: Given | None) -> None:
        if before is None:
            self.remove_answer(given)
        else:
            self.give_answer(before.answer, before=given, shown=before.shown)


def _given(row: AnswerRecord) -> Given:
    return Given(row.id, Answer(row.said, row.outcome, row.did, row.decided_on), row.shown, row.version)


def _gone() -> Problem:
    return Problem(
        tr("This is not there any more."), tr("Somebody deleted it, or its time was over. Open the page again.")
    )
