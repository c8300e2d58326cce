"""The register of paper: every print that shows people, so that a withdrawn consent can be followed to the wall.

It holds ids and dates. Prints made at the front door without a sign-in stand in no register: nobody is to know who
printed what there (DESIGN 1.1).
"""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.roster.papers import Paper
from wellness_desktop.roster.people import Done
from wellness_desktop.roster.people_desk import PeopleDesk
from wellness_desktop.roster.team_records import PaperRecord

KEPT_AFTER_SHREDDING = timedelta(days=30)
"""As long as a removed person can be brought back; then the line about the paper is deleted too."""


class RegisterDesk(PeopleDesk):
    """Which paper shows whom."""

    def papers(self, of: UUID | None = None, *, gone: bool = False) -> list[Paper]:
        """Prints that may still be out, newest first; with `of` those that show this person, `gone` also shredded ones.

        Whoever keeps the roster sees all of them, others only those that show themselves.
        """
        mine = self.me()
        if of is None or mine is None or mine.id != of:
            self._actor.require(Can.EDIT_ROSTER)
        query = select(PaperRecord).order_by(PaperRecord.made_at.desc(), PaperRecord.id)
        if not gone:
            query = query.where(PaperRecord.gone_on.is_(None))
        with self._store.read() as session:
            found = [_paper(record) for record in session.scalars(query)]
        return [paper for paper in found if of is None or of in paper.people]

    def shredded(self, paper_id: UUID) -> Done[Paper]:
        """Notes that every copy of the print is shredded or replaced. Raises Problem when it is not in the register."""
        self._actor.require(Can.EDIT_ROSTER)
        return Done(self._set_gone(paper_id, self.today), lambda: self._put_out_again(paper_id))

    def tidy_papers(self) -> int:
        """Deletes lines about paper shredded more than 30 days ago; returns how many. Called at sign-in."""
        if not self._actor.may(Can.EDIT_ROSTER):
            return 0
        before = self.today - KEPT_AFTER_SHREDDING
        with self._store.work() as session:
            due = list(session.scalars(select(PaperRecord).where(PaperRecord.gone_on < before)))
            for record in due:
                session.delete(record)
        return len(due)

    def _put_out_again(self, paper_id: UUID) -> None:
        self._set_gone(paper_id, None)

    def _set_gone(self, paper_id: UUID, day: date | None) -> Paper:
        with self._work(Event.PERSON_CHANGED, None) as session:
            record = session.get(PaperRecord, paper_id)
            if record is None:
                raise Problem(
                    tr("This print is no longer in the register."), tr("Nothing was changed. Look at the list again.")
                )
            record.gone_on = day
            session.flush()
            return _paper(record)


def _paper(record: PaperRecord) -> Paper:
    return Paper(
        id=record.id,
        kind=record.kind,
        made_at=record.made_at,
        people=tuple(UUID(one) for one in record.people),
        holder=record.holder,
        gone_on=record.gone_on,
    )
