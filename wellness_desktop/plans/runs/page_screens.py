"""Plans in use within the page of the plans: putting one to use, the run, its timeline, paper times, drills."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr
from wellness_desktop.kit.screens import ScreensPage, screen
from wellness_desktop.plans.runs.words import line_title
from wellness_desktop.roster.people import Done

if TYPE_CHECKING:
    from wellness_desktop.plans.runs.activate_view import ActivateView
    from wellness_desktop.plans.runs.drill_desk import Drill, NewDrill
    from wellness_desktop.plans.runs.drills_view import DrillsView
    from wellness_desktop.plans.runs.in_use_view import InUseCard
    from wellness_desktop.plans.runs.kinds import Source
    from wellness_desktop.plans.runs.run_view import RunView
    from wellness_desktop.plans.runs.service import TypedLine
    from wellness_desktop.plans.runs.timeline_view import TimelineView
    from wellness_desktop.plans.runs.typing_view import TypingView
    from wellness_desktop.plans.runs.values import RunLine
    from wellness_desktop.plans.service import Plans
    from wellness_desktop.plans.sheets.printing import PaperPrinting

OF_A_RUN = ("timeline", "typing")
"""Screens from which one goes back to the run."""


class RunScreens(ScreensPage):
    """What `PlansPage` shows and does about plans in use."""

    _plans: "Plans"
    _plan: str
    _printing: "PaperPrinting"
    _show: Callable[[QWidget, str, str], None]
    leave: Callable[[], None]
    _run: UUID | None = None

    @screen
    def activate(self) -> "ActivateView":
        """Putting a plan to use."""
        from wellness_desktop.plans.runs.activate_view import ActivateView

        made = ActivateView(self._plans, self.screens_parent)
        made.look_wanted.connect(self._look_ahead)
        made.begin_wanted.connect(self._begin)
        return self.take_in(made)

    @screen
    def running(self) -> "RunView":
        """One run."""
        from wellness_desktop.plans.runs.run_view import RunView

        made, runs = RunView(self._plans, self.screens_parent), self._plans.runs
        made.tick_wanted.connect(lambda item: self._write(runs.tick, tr("Ticked."), item))
        made.untick_wanted.connect(lambda item: self._write(runs.untick, tr("Taken back."), item))
        made.reached_wanted.connect(lambda item: self._write(runs.call_reached, tr("Reached."), item))
        made.tried_wanted.connect(lambda item: self._write(runs.call_tried, tr("Tried, not reached."), item))
        made.role_wanted.connect(lambda role: self._write(runs.take_role, tr("The role is yours."), role))
        made.contact_wanted.connect(lambda: self._write(runs.last_contact, tr("Written down.")))
        made.note_wanted.connect(self._note_down)
        made.end_wanted.connect(self._end_run)
        made.left_wanted.connect(self._print_left)
        made.typing_wanted.connect(self.show_typing)
        made.timeline_wanted.connect(self.show_timeline)
        made.look_wanted.connect(self._look_again)
        return self.take_in(made)

    @screen
    def timeline(self) -> "TimelineView":
        """Everything that was written down."""
        from wellness_desktop.plans.runs.timeline_view import TimelineView

        made = TimelineView(self._plans, self.screens_parent)
        made.print_wanted.connect(self._print_timeline)
        made.save_wanted.connect(self.save_timeline)
        return self.take_in(made)

    @screen
    def typing(self) -> "TypingView":
        """Times from paper."""
        from wellness_desktop.plans.runs.typing_view import TypingView

        made = TypingView(self._plans, self.screens_parent)
        made.typed.connect(self._type_back)
        return self.take_in(made)

    @screen
    def drills(self) -> "DrillsView":
        """Drills and all runs."""
        from wellness_desktop.plans.runs.drills_view import DrillsView

        made = DrillsView(self._plans, self.screens_parent)
        made.save_wanted.connect(self._save_drill)
        made.remove_wanted.connect(self._remove_drill)
        made.print_wanted.connect(self._print_drill)
        made.run_wanted.connect(self.show_run)
        made.begin_wanted.connect(lambda: self.show_activate(drill=True))
        return self.take_in(made)

    def show_activate(self, plan: str = "", *, drill: bool = False) -> None:
        """The first of the two steps; `plan` is chosen already."""
        self.leave()
        with self.attempt():
            self._show(self.activate, tr("Put a plan to use"), tr("Two steps: which plan, then begin."))
            self.activate.start(self._titles(), plan, drill=drill)

    def show_run(self, run: UUID) -> None:
        """One run, to tick off."""
        self.leave()
        with self.attempt():
            found = self._plans.runs.run(run)
            self._run = run
            title = tr("{code}  {title}", code=found.text.code, title=found.text.title)
            title = tr("DRILL  {title}", title=title) if found.drill else title
            self._show(self.running, title, tr("Space ticks, arrows move, F8 prints what is left."))
            self.running.show_run(found)

    def show_timeline(self) -> None:
        """The timeline of the open run."""
        if self._run is not None:
            with self.attempt():
                entries = self._plans.timeline(self._run)
                self._show(self.timeline, tr("Timeline"), tr("Every line, in the order things happened."))
                self.timeline.show_entries(entries)

    def show_typing(self) -> None:
        """The open run's times, typed from paper."""
        if self._run is not None:
            with self.attempt():
                run = self._plans.runs.run(self._run)
                self._show(self.typing, tr("Type times back"), tr("Read the sheet line by line: 0312, Enter."))
                self.typing.start(run)

    def show_drills(self) -> None:
        """The drill calendar, and every run."""
        self.leave()
        with self.attempt():
            self._show(self.drills, tr("Drills and runs"), tr("Four drills a year keep the plans alive."))
            self.drills.start(self._titles())
            self._show_drills_again()

    def lead_from(self, card: "InUseCard") -> None:
        """The card on the list of plans leads here."""
        card.begin_wanted.connect(self.show_activate)
        card.run_wanted.connect(self.show_run)
        card.drills_wanted.connect(self.show_drills)

    def run_begun(self) -> dict[str, str] | None:
        """A note of a run that is typed and not saved."""
        return self.running.begun() if self.is_built("running") else None

    def take_run(self, values: dict[str, Any]) -> bool:
        """Shows such a note again; False when there is none in the draft."""
        if "run" not in values:
            return False
        self.show_run(UUID(values["run"]["run"]))
        self.running.go_on(values["run"])
        return True

    def throw_run_away(self) -> None:
        """Empties what is typed."""
        if self.is_built("running"):
            self.running.throw_away()

    def back_within_run(self) -> bool:
        """One step back among these screens; False when none of them has one."""
        if self.is_open("activate") and self.activate.ask_again():
            return True
        if self._run is not None and any(self.is_open(name) for name in OF_A_RUN):
            self.show_run(self._run)
            return True
        return False

    def refresh_runs(self) -> None:
        """Shows the open one of these screens as things are now."""
        if self.is_open("running"):
            self._look_again()
        elif self.is_open("drills"):
            self._show_drills_again()

    def _titles(self) -> list[tuple[str, str]]:
        titles = self._plans.titles().items()
        return [(plan, tr("{code}  {title}", code=plan.upper(), title=title)) for plan, title in titles]

    def _look_ahead(self, plan: str, drill: bool, began: datetime | None) -> None:
        with self.attempt():
            standing = self._plans.merged(plan).standing
            text = self._plans.runs.look_ahead(plan, drill=drill, began_at=began)
            self.activate.tell(text, standing.number, approved=standing.approved)

    def _begin(self, plan: str, drill: bool, began: datetime | None) -> None:
        with self.attempt():
            done = self._plans.runs.start(plan, drill=drill, began_at=began)
            self.show_run(done.value)
            self._offer_run_undo(tr("The drill has begun.") if drill else tr("The plan is in use."), done)

    def _write(self, deed: Callable[..., Done[UUID]], words: str, *what: Any) -> None:
        """One line for the open run; it is saved when this returns."""
        if self._run is not None:
            with self.attempt():
                done = deed(self._run, *what)
                self._look_again()
                self._offer_run_undo(words, done)

    def _note_down(self, text: str, late_step: str) -> None:
        runs = self._plans.runs
        if late_step:
            self._write(runs.say_why_late, tr("Written down."), late_step, text)
        else:
            self._write(runs.note, tr("Written down."), text)
        self.running.noted()

    def _end_run(self) -> None:
        done_run = self._run
        if done_run is None:
            return
        with self.attempt():
            done = self._plans.runs.end(done_run)
            self._look_again()
            line = self._plans.runs.line(self._plans.runs.run(done_run))
            action = tr("Say how it went") if line.drill and self._plans.actor.may(Can.EDIT_PLANS) else ""
            words = tr("Ended. Its days stay due until they are ticked.")
            self._offer_run_undo(words, done, action=action, press=lambda: self._evaluate(line))

    def _offer_run_undo(self, words: str, done: Done[Any], **further: Any) -> None:
        """Says what was done and offers to take it back; `further` is a button more, as in `Banner.say`."""

        def undo() -> None:
            done.undo()
            self.refresh_runs()

        self.banner.say(words, undo, **further)

    def _look_again(self) -> None:
        """The run as it is now: others tick too, and the clock goes on."""
        if self._run is not None and self.is_open("running"):
            with self.attempt():
                self.running.show_run(self._plans.runs.run(self._run))

    def _type_back(self, line: "TypedLine", source: "Source") -> None:
        if self._run is None:
            return
        with self.attempt():
            done = self._plans.runs.type_back(self._run, [line], source)
            self._show_typing_again()

            def undo() -> None:
                done.undo()
                self._show_typing_again()

            self.banner.say(tr("Saved. The next line."), undo)

    def _show_typing_again(self) -> None:
        if self._run is not None and self.is_open("typing"):
            self.typing.show_run(self._plans.runs.run(self._run))

    # Paper

    def _print_left(self) -> None:
        self._print_of_run(self._plans.runs.print_left, tr("What is left"), "what-is-left.pdf")

    def _print_timeline(self) -> None:
        self._print_of_run(self._plans.runs.print_timeline, tr("Timeline"), "timeline.pdf")

    def _print_of_run(self, make: Callable[[UUID], bytes], title: str, file_name: str) -> None:
        if self._run is not None:
            self._printing.start_other(title, file_name, partial(make, self._run))

    def _print_drill(self, drill: "Drill") -> None:
        self._printing.start_other(
            tr("Exercise record"), "exercise-record.pdf", partial(self._plans.runs.print_drill, drill)
        )

    def save_timeline(self, path: str) -> None:
        """Writes the timeline of the open run as CSV."""
        if self._run is not None:
            with self.attempt():
                write_whole(Path(path), self._plans.runs.timeline_table(self._run))
                self.banner.say(tr("Saved. The file is not encrypted."))

    # Drills

    def _save_drill(self, said: "NewDrill", drill: "Drill | None") -> None:
        with self.attempt():
            done = self._plans.runs.save_drill(said, drill)
            self.drills.saved()
            self._show_drills_again()
            self._offer_run_undo(tr("Saved."), done)

    def _remove_drill(self, drill: "Drill") -> None:
        with self.attempt():
            done = self._plans.runs.remove_drill(drill)
            self._show_drills_again()
            self._offer_run_undo(tr("Removed."), done)

    def _show_drills_again(self) -> None:
        runs = self._plans.runs
        self.drills.show_all(runs.drills_due(), runs.drills(), runs.runs())

    def _evaluate(self, line: "RunLine") -> None:
        """The form for the drill that has ended."""
        self.show_drills()
        self.drills.evaluate(line)
        self.banner.note(tr("How did it go: {title}", title=line_title(line)))
