"""Checking numbers by phone: the call sheet on paper, and what is typed back from it."""

from dataclasses import replace
from typing import Literal
from uuid import UUID

from wellness_desktop.accounts.roles import Can
from wellness_desktop.roster.call_sheet import call_sheet
from wellness_desktop.roster.checks import Outcome, ToCheck, numbers_to_check
from wellness_desktop.roster.desk import gone
from wellness_desktop.roster.papers import PaperKind
from wellness_desktop.roster.people import Done, Person, Phone
from wellness_desktop.roster.prints import PhoneListPaper
from wellness_desktop.roster.reading import everybody, some_people
from wellness_desktop.roster.records import PhoneRecord
from wellness_desktop.roster.register_desk import RegisterDesk


class ChecksDesk(RegisterDesk):
    """Numbers that wait for a check."""

    def numbers_to_check(self) -> list[ToCheck]:
        """Every number that is overdue, was never checked, or is due within two weeks, in the call sheet's order."""
        self._actor.require(Can.EDIT_ROSTER)
        with self._store.read() as session:
            return numbers_to_check(everybody(session), self.today)

    def note_check(self, phone_id: UUID, outcome: Outcome, typed: str = "") -> Done[Person]:
        """Notes what came of a call today. `typed` is the new number.

        A number that is wrong keeps standing in the entry, unchecked: it leaves every card, and somebody may still
        find the right one. Raises WrongEntry for a new number that is none, Problem when the number is gone.
        """
        self._actor.require(Can.EDIT_ROSTER)
        if outcome is Outcome.RIGHT:
            return self.still_right(phone_id)
        person = self._whose(phone_id)
        if outcome is Outcome.NO_ANSWER:
            return Done(person, _nothing_to_undo)
        new = typed if outcome is Outcome.NEW_NUMBER else None
        numbers = tuple(_unchecked(each, new) if each.id == phone_id else each for each in person.phones)
        first = self.change(replace(person, phones=numbers))
        if outcome is Outcome.WRONG:
            return first
        # A check belongs to the number that was checked, so the new one is saved before it is noted as right.
        second = self.still_right(phone_id)
        return Done(second.value, lambda: self._old_number_back(person, phone_id, second.value.version))

    def print_call_sheet(
        self, *, agency: str = "", size: Literal["letter", "a4"] = "letter", large: bool = False, holder: str = ""
    ) -> bytes:
        """The numbers to check as a sheet to call from and to write on. Raises NotAllowed for others than the
        coordinator, since it shows numbers that are not published.
        """
        self._actor.require(Can.PRINT_CONFIDENTIAL)
        waiting = self.numbers_to_check()
        paper = PhoneListPaper(self._clock.now(), self._zone, agency, size, large, confidential=True)
        pdf = call_sheet(waiting, paper)
        self._printed(PaperKind.CALL_SHEET, {each.person.id for each in waiting}, holder)
        return pdf

    def _old_number_back(self, before: Person, phone_id: UUID, version: int) -> None:
        """In the same two steps: saving another number under today's check would drop that check."""
        numbers = tuple(_unchecked(each, None) if each.id == phone_id else each for each in before.phones)
        middle = self.change(replace(before, phones=numbers, version=version))
        self._put_back(before, middle.value.version)

    def _whose(self, phone_id: UUID) -> Person:
        with self._store.read() as session:
            record = session.get(PhoneRecord, phone_id)
            person = some_people(session, [record.person_id]).get(record.person_id) if record else None
        if person is None:
            raise gone()
        return person


def _unchecked(phone: Phone, typed: str | None) -> Phone:
    """The number without its check, replaced by what was typed if there is something."""
    new = phone.typed if typed is None else typed
    return replace(phone, typed=new, checked_on=None, checked_by="", checked_how=None)


def _nothing_to_undo() -> None:
    """Nobody answered, so nothing was changed."""
