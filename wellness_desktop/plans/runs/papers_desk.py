"""The papers and files of runs; each print leaves a line in the audit log. Slow: call them from a background job."""

from typing import TYPE_CHECKING
from uuid import UUID

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.plans.runs.drill_desk import Drill
from wellness_desktop.plans.runs.reading_desk import ReadingDesk

if TYPE_CHECKING:
    from wellness_desktop.plans.print_pieces import PrintStyle


class PapersDesk(ReadingDesk):
    """Whoever may tick a plan off may print what is left of it; numbers stand there for `Can.PRINT_CONFIDENTIAL`."""

    def print_left(self, run_id: UUID, *, large: bool = False) -> bytes:
        """What nobody has ticked, with boxes and room for times."""
        from wellness_desktop.plans.runs.prints import left_sheet

        self._actor.require(Can.USE_PLANS)
        run = self.run(run_id)
        numbers = self.numbers(run) if self._actor.may(Can.PRINT_CONFIDENTIAL) else {}
        self._note_printed(run_id)
        return left_sheet(run, self.state(run), numbers, self._plans.agency_name, self._style(large), self._zone)

    def print_timeline(self, run_id: UUID, *, large: bool = False) -> bytes:
        """The timeline (F-16)."""
        from wellness_desktop.plans.runs.prints import timeline_sheet

        self._actor.require(Can.USE_PLANS)
        run = self.run(run_id)
        self._note_printed(run_id)
        return timeline_sheet(run, self.timeline(run_id), self._plans.agency_name, self._style(large), self._zone)

    def timeline_table(self, run_id: UUID) -> bytes:
        """The timeline as CSV."""
        from wellness_desktop.plans.runs.prints import timeline_csv

        self._actor.require(Can.USE_PLANS)
        with self._store.work() as session:
            self._audit.record(session, self._actor, Event.EXPORTED, run_id)
        return timeline_csv(self.timeline(run_id), self._zone)

    def print_drill(self, drill: Drill, *, large: bool = False) -> bytes:
        """The record of a drill (F-19)."""
        from wellness_desktop.plans.runs.prints import drill_sheet

        self._actor.require(Can.SEE_PLANS)
        title = self._plans.titles().get(drill.said.plan, "")
        return drill_sheet(drill.said, title, self._plans.agency_name, self._style(large))

    def _style(self, large: bool) -> "PrintStyle":
        from wellness_desktop.plans.print_pieces import PrintStyle

        return PrintStyle(self.now.astimezone(self._zone), None, self._plans.paper_size, large)

    def _note_printed(self, subject: UUID) -> None:
        with self._store.work() as session:
            self._audit.record(session, self._actor, Event.PRINTED, subject)
