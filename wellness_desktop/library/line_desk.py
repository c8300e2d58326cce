"""Changing the support lines: for coordinators and administrators, signed in, each change in the audit log.

The lines themselves stand in a plain file (agency_file.py). Changes are made one at a time, across all programs that
have the station open, since each runs inside a writing unit of work of the store: the file and its line in the audit
log are both written, or neither is.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import date, tzinfo
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit, Event
from wellness_desktop.accounts.roles import Can, Role
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import ChangedElsewhere, Problem
from wellness_desktop.base.language import tr
from wellness_desktop.library.agency_file import read_agency_lines, write_agency_lines
from wellness_desktop.library.agency_lines import (
    LOCAL,
    AgencyLines,
    Correction,
    LocalLine,
    corrected_line,
)
from wellness_desktop.library.line_details import LineDetails, require_good_number, same_number
from wellness_desktop.library.line_differences import Difference, differences, ours_kept, shipped_of, theirs_taken
from wellness_desktop.library.lines import ALWAYS_THERE, FEWEST_ON_HELP, MOST_ON_HELP, Line
from wellness_desktop.library.service import Library
from wellness_desktop.store.store import Store

Said = TypeVar("Said", Correction, LocalLine)
Undo = Callable[[], None]
"""Takes a change back; raises ChangedElsewhere when somebody changed the lines since."""


class LineDesk:
    """The lines of one station, for one person signed in."""

    def __init__(
        self, store: Store, actor: Actor, audit: Audit, clock: Clock, zone: tzinfo, path: Path, library: Library
    ) -> None:
        self._store, self._actor, self._audit, self._clock, self._zone = store, actor, audit, clock, zone
        self._path, self._library = path, library

    # Reading

    @property
    def allowed(self) -> bool:
        """Whether this person may change lines."""
        return self._actor.may(Can.CORRECT_LINES)

    def agency(self) -> AgencyLines:
        """What the agency said so far. Raises Problem when its file is spoiled."""
        return read_agency_lines(self._path)

    def hidden(self) -> list[Line]:
        """The lines that the agency hid, as they were shipped."""
        agency = self.agency()
        return [
            line for line in self._library.shipped_lines() if corrected_line(line, agency.correction(line.id)) is None
        ]

    def shipped(self, line_id: str) -> Line | None:
        """The line as it was shipped; None for one of the agency's own."""
        return next((line for line in self._library.shipped_lines() if line.id == line_id), None)

    def differences(self) -> list[Difference]:
        """Where an update says something else than the agency does."""
        return differences(self._library.shipped_lines(), self.agency())

    # Shipped lines

    def correct(self, line_id: str, details: LineDetails, seen: int) -> Undo:
        """Corrects number, hours and note of a shipped line; what equals the shipped line is no correction.

        `seen` is the revision on which the person typed. Raises Problem for a number that may not be used or was not
        called, ChangedElsewhere when somebody else was quicker.
        """
        line, now = self._shipped(line_id), self._as_shown(line_id)
        self._require_numbers(line, details)
        renumbered = not (same_number(details.call, now.call) and same_number(details.text_to, now.text_to))
        if renumbered and line_id == ALWAYS_THERE:
            raise Problem(tr("988 is given by law and cannot be corrected."), tr("You can add a note to it."))
        if renumbered and not details.called:
            raise _not_called()

        def change(before: Correction) -> Correction:
            return replace(
                before,
                call=details.call if details.called or before.call or not same_number(details.call, line.call) else "",
                text_to=details.text_to
                if details.called or before.text_to or not same_number(details.text_to, line.text_to)
                else "",
                hours="" if details.hours == line.hours else details.hours,
                note=details.note,
                called_on=self._today() if details.called else before.called_on,
            )

        return self._change_correction(line, change, seen)

    def still_right(self, line_id: str) -> Undo:
        """Somebody dialed the number today and it was right. Raises Problem."""
        today = self._today()
        if line_id.startswith(LOCAL):
            called = self._stamped(replace(self.local(line_id), called_on=today))
            return self._change(lambda agency: agency.with_local(called), called.audit)
        now = self._as_shown(line_id)
        return self._change_correction(
            self._shipped(line_id),
            lambda before: replace(before, call=now.call, text_to=now.text_to, called_on=today),
        )

    def hide(self, line_id: str) -> Undo:
        """Takes a shipped line off every page and print. Raises Problem for 988."""
        if line_id == ALWAYS_THERE:
            raise Problem(tr("988 cannot be hidden."), tr("It answers everywhere, day and night."))
        return self._change_correction(self._shipped(line_id), lambda before: replace(before, hidden=True))

    def show_again(self, line_id: str) -> Undo:
        """Brings a hidden line back. Raises Problem."""
        return self._change_correction(self._shipped(line_id), lambda before: replace(before, hidden=False))

    def as_shipped(self, line_id: str) -> Undo:
        """Drops everything the agency said about a shipped line. Raises Problem."""
        return self._change(lambda agency: _without(agency, line_id), self._known(line_id).audit)

    # Lines of the agency's own

    def local(self, line_id: str) -> LocalLine:
        """One line that the agency added. Raises Problem when it is gone."""
        for line in self.agency().local:
            if line.id == line_id:
                return line
        raise _gone()

    def add(self, details: LineDetails) -> tuple[str, Undo]:
        """Adds a line of the agency's own; gives its id. Raises Problem for a number that was not called."""
        audit = UUID(bytes=secrets.token_bytes(16), version=4)
        line_id = f"{LOCAL}{audit.hex[:12]}"
        return line_id, self._put_local(line_id, audit.hex, details, None, None)

    def change_local(self, line_id: str, details: LineDetails, seen: int) -> Undo:
        """Changes a line of the agency's own. Raises Problem like `correct`."""
        before = self.local(line_id)
        renumbered = not (same_number(details.call, before.call) and same_number(details.text_to, before.text_to))
        called_on = None if renumbered else before.called_on
        return self._put_local(line_id, before.audit, details, called_on, seen)

    def remove_local(self, line_id: str) -> Undo:
        """Removes a line of the agency's own. Raises Problem."""
        return self._change(lambda agency: agency.without_local(line_id), self.local(line_id).audit)

    # Get help now

    def help_order(self, state: str) -> list[Line]:
        """The lines of Get help now without the helpers on call, in their order."""
        return self._library.help_lines(state)

    def set_order(self, line_ids: tuple[str, ...], seen: int) -> Undo:
        """Sets which lines Get help now shows, and in which order; empty goes back to the shipped order.

        Raises Problem without 988, for fewer than three lines or more than five, and for a line twice.
        """
        if line_ids and (ALWAYS_THERE not in line_ids or len(set(line_ids)) != len(line_ids)):
            raise Problem(tr("988 stays on the page."), tr("You can move it, and choose the others around it."))
        if line_ids and not FEWEST_ON_HELP <= len(line_ids) <= MOST_ON_HELP:
            raise Problem(
                tr("Choose three to five lines."),
                tr("More are no help at two in the morning; the rest can be searched."),
            )
        return self._change(lambda agency: replace(agency, order=line_ids), None, seen)

    # After an update

    def keep_ours(self, difference: Difference) -> Undo:
        """The agency's word stays, and the update's is known; a line that the update dropped becomes one of our own."""
        correction = self._known(difference.line)
        line = self.shipped(difference.line)
        if line is not None:
            kept = ours_kept(correction, line, difference.field)
            return self._change(lambda agency: agency.with_correction(self._stamped(kept)), correction.audit)
        called_on = correction.called_on or correction.changed_on
        own = LocalLine(
            id=f"{LOCAL}{correction.audit[:12]}",
            audit=correction.audit,
            by=correction.by,
            changed_on=correction.changed_on,
            called_on=called_on,
            name=correction.shipped.name,
            for_whom="",
            call=correction.call or correction.shipped.call,
            text_to=correction.text_to or correction.shipped.text_to,
            hours=correction.hours or correction.shipped.hours,
            note=correction.note,
        )
        require_good_number(own.call)
        require_good_number(own.text_to)
        return self._change(lambda agency: _without(agency, difference.line).with_local(self._stamped(own)), own.audit)

    def take_theirs(self, difference: Difference) -> Undo:
        """The update's word counts from now on; a line that it dropped is let go."""
        correction, line = self._known(difference.line), self.shipped(difference.line)
        if line is None:
            return self._change(lambda agency: _without(agency, difference.line), correction.audit)
        taken = theirs_taken(correction, line, difference.field)
        return self._change(lambda agency: agency.with_correction(self._stamped(taken)), correction.audit)

    # Inside

    def _put_local(
        self, line_id: str, audit: str, details: LineDetails, called_on: date | None, seen: int | None
    ) -> Undo:
        if not details.name or not (details.call or details.text_to):
            raise Problem(tr("A line needs a name and a number."), tr("Nothing was saved. Type both, then try again."))
        require_good_number(details.call)
        require_good_number(details.text_to)
        called = self._today() if details.called else called_on
        if called is None:
            raise _not_called()
        line = LocalLine(
            id=line_id,
            audit=audit,
            by="",
            changed_on=self._today(),
            called_on=called,
            name=details.name,
            for_whom=details.for_whom,
            call=details.call,
            text_to=details.text_to,
            hours=details.hours,
            answered_by=details.answered_by,
            note=details.note,
            state=details.state,
        )
        return self._change(lambda agency: agency.with_local(self._stamped(line)), audit, seen)

    def _require_numbers(self, line: Line, details: LineDetails) -> None:
        """A correction may change a number, not take it away: hiding the line does that, and says so."""
        if (line.call and not details.call) or (line.text_to and not details.text_to):
            raise Problem(tr("This line needs its number."), tr("Type the number, or hide the line."))
        require_good_number(details.call if not same_number(details.call, line.call) else "")
        require_good_number(details.text_to if not same_number(details.text_to, line.text_to) else "")

    def _change_correction(
        self, line: Line, change: Callable[[Correction], Correction], seen: int | None = None
    ) -> Undo:
        audit = self._correction_of(self.agency(), line).audit

        def changed(agency: AgencyLines) -> AgencyLines:
            before = replace(self._correction_of(agency, line), audit=audit)
            known = before if agency.correction(line.id) else replace(before, shipped=shipped_of(line))
            return agency.with_correction(self._stamped(change(known)))

        return self._change(changed, audit, seen)

    def _change(self, change: Callable[[AgencyLines], AgencyLines], audit: str | None, seen: int | None = None) -> Undo:
        """Makes one change of the file, and gives what takes it back."""
        self._actor.require(Can.CORRECT_LINES)
        before, after = self._write(change, audit, seen)

        def undo() -> None:
            self._write(lambda now: replace(before, revision=now.revision), audit, after.revision)

        return undo

    def _write(
        self, change: Callable[[AgencyLines], AgencyLines], audit: str | None, seen: int | None
    ) -> tuple[AgencyLines, AgencyLines]:
        written = False
        before = AgencyLines()
        try:
            with self._store.work() as session:  # nobody else writes until it ends
                before = read_agency_lines(self._path)
                if seen is not None and before.revision != seen:
                    raise _changed_elsewhere()
                after = replace(change(before), revision=before.revision + 1)
                self._audit.record(session, self._actor, Event.LINES_CHANGED, UUID(audit) if audit else None)
                write_agency_lines(self._path, after)
                written = True
        except BaseException:
            if written:  # the audit log could not be saved
                write_agency_lines(self._path, before)
            raise
        return before, after

    def _stamped(self, said: Said) -> Said:
        """With the day and the role of whoever says it; never the name."""
        return replace(said, changed_on=self._today(), by=self._role())

    def _role(self) -> str:
        coordinates = Role.COORDINATOR in self._actor.roles
        return (Role.COORDINATOR if coordinates else Role.ADMINISTRATOR).value

    def _today(self) -> date:
        return self._clock.now().astimezone(self._zone).date()

    def _as_shown(self, line_id: str) -> Line:
        line = self._shipped(line_id)
        return corrected_line(line, self.agency().correction(line_id)) or line

    def _shipped(self, line_id: str) -> Line:
        line = self.shipped(line_id)
        if line is None:
            raise _gone()
        return line

    def _known(self, line_id: str) -> Correction:
        found = self.agency().correction(line_id)
        if found is None:
            raise _gone()
        return found

    def _correction_of(self, agency: AgencyLines, line: Line) -> Correction:
        """What the agency said about the line, or a new correction that says nothing yet."""
        return agency.correction(line.id) or Correction(
            line=line.id,
            audit=UUID(bytes=secrets.token_bytes(16), version=4).hex,
            by="",
            changed_on=self._today(),
            shipped=shipped_of(line),
        )


def _without(agency: AgencyLines, line_id: str) -> AgencyLines:
    return replace(agency, corrections=tuple(each for each in agency.corrections if each.line != line_id))


def _not_called() -> Problem:
    return Problem(
        tr("Nobody called this number yet."), tr("Dial it, then tick “We called this number and it is right”.")
    )


def _gone() -> Problem:
    return Problem(tr("This line is not there any more."), tr("Nothing was changed. Open the list of lines again."))


def _changed_elsewhere() -> ChangedElsewhere:
    return ChangedElsewhere(
        tr("Somebody else changed the lines meanwhile."),
        tr("Nothing was saved. Look at the line as it is now, then change it again."),
    )
