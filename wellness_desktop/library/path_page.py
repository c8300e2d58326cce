"""A path on the screen: its steps in order, the guides and tools of each and, signed in, how far the agency is."""

from collections.abc import Mapping
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import ChangedElsewhere, Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.path_step_view import StepCard
from wellness_desktop.library.path_values import NOT_BEGUN, StepProgress, done_steps, next_step
from wellness_desktop.library.paths import LibraryPath

if TYPE_CHECKING:  # without a sign-in there is no database to load
    from wellness_desktop.library.path_progress import PathProgress


class PathPage(Page):
    """`progress` is None while nobody is signed in: the path is read and printed then, and nothing is ticked."""

    guide_wanted = Signal(str)
    tool_wanted = Signal(str)
    library_wanted = Signal()

    def __init__(
        self,
        path: LibraryPath,
        desk: Desk,
        clock: Clock,
        zone: tzinfo,
        progress: "PathProgress | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(path.title, path.question, parent)
        self._path, self._desk, self._clock, self._zone, self._progress = path, desk, clock, zone, progress
        self._known: dict[str, StepProgress] = {}
        self._guides = {guide.id: guide.title for guide in desk.library.guides()}
        self._tools = {tool.id: tool.title for tool in desk.library.toolbox.tools()}
        self._build_page()
        self.refresh()

    def refresh(self) -> None:
        """Shows how far the agency is."""
        if self._progress is not None:
            with self.attempt():
                self._known = self._progress.steps(self._path)
        for card in self._cards.values():
            card.show_progress(self._known.get(card.step.id, NOT_BEGUN))
        self._say_how_far()

    def flush(self) -> None:
        """Saves what was typed and waits for a pause (another page, lock)."""
        for card in self._cards.values():
            card.flush()

    def lead_back(self, *, to_library: bool) -> None:
        """Says where the way back leads: the library, or the page of a reader."""
        self.back.setText(tr("Library") if to_library else tr("Back to my page"))

    # ---- made once ----

    def _build_page(self) -> None:
        self.back = button(tr("Library"), "arrow-left", press=self.library_wanted.emit, parent=self)
        self.add_action(self.back)
        self.print = button(tr("Print the plan"), "printer", "primary", press=self._print, parent=self)
        self.add_action(self.print)
        self._how_far = Text("", "strong", self)
        self.body.addWidget(Text(self._path.summary, "body", self))
        self.body.addWidget(self._how_far)
        may_change = self._progress is not None and self._progress.may_change
        self._cards = {
            step.id: StepCard(
                number, step, self._guides, self._tools, self._clock, self._zone, may_change=may_change, parent=self
            )
            for number, step in enumerate(self._path.steps, 1)
        }
        for card in self._cards.values():
            card.guide_wanted.connect(self.guide_wanted)
            card.tool_wanted.connect(self.tool_wanted)
            card.changed.connect(self._save)
        self.body.addWidget(Reflow(list(self._cards.values()), self, most=2, column_chars=58))
        self.body.addWidget(Text(self._path.origin, "small", self))
        self.body.addStretch(1)

    def _say_how_far(self) -> None:
        if self._progress is None:
            self._how_far.setText(tr("Sign in to plan the steps and tick them off."))
            return
        coming = next_step(self._path, self._known)
        done, every = done_steps(self._path, self._known), len(self._path.steps)
        if coming is None:
            self._how_far.setText(tr("All {all} steps are done. Keep the monthly page going.", all=every))
        else:
            words = tr("{done} of {all} steps done. Next: {title}.", done=done, all=every, title=coming.title)
            self._how_far.setText(words)

    # ---- what happens ----

    def _save(self, step_id: str, planned_for: date | None, done_on: date | None) -> None:
        if self._progress is None:
            return
        before = self._known.get(step_id, NOT_BEGUN)
        if (before.planned_for, before.done_on) == (planned_for, done_on):
            return
        try:
            saved = self._progress.set_step(self._path, step_id, planned_for, done_on, before.version)
        except Problem as problem:
            if isinstance(problem, ChangedElsewhere):
                self.refresh()
            self.banner.problem(problem)
            return
        self._known[step_id] = saved.value
        self._cards[step_id].show_progress(saved.value)
        self._say_how_far()

        def take_back() -> None:
            saved.undo()
            self.refresh()

        self.banner.say(self._saved_words(step_id, before, saved.value), take_back)

    def _saved_words(self, step_id: str, before: StepProgress, now: StepProgress) -> str:
        title = self._path.step(step_id).title
        if now.done_on is not None and before.done_on is None:
            return tr("Done: {title}.", title=title)
        if now.done_on is None and before.done_on is not None:
            return tr("Not done any more: {title}.", title=title)
        return tr("Saved: {title}.", title=title)

    def _print(self) -> None:
        from wellness_desktop.library.path_prints import path_plan

        self.flush()
        path, guides, tools, setup = self._path, self._guides, self._tools, self._desk.setup()
        known: Mapping[str, StepProgress] = dict(self._known) if self._progress is not None else {}
        self._desk.print(self, path.title, lambda: path_plan(path, known, guides, tools, setup))
