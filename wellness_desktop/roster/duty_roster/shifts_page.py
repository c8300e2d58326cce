"""Who works when: the month picture first; teams, patterns, import and the editor are a step away."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.errors import ChangedElsewhere, Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.drafts import say_kept, say_thrown_away, say_unfinished
from wellness_desktop.kit.screens import ScreensPage, screen
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.roster.duty_roster.month_view import MonthView
from wellness_desktop.roster.duty_roster.pattern_values import OwnPattern
from wellness_desktop.roster.people import Done

if TYPE_CHECKING:
    from wellness_desktop.roster.duty_roster.list_import_view import ListImportView
    from wellness_desktop.roster.duty_roster.pattern_form_view import PatternForm
    from wellness_desktop.roster.duty_roster.patterns_view import PatternsView
    from wellness_desktop.roster.duty_roster.teams_view import TeamsView
    from wellness_desktop.roster.service import Roster


class ShiftsPage(ScreensPage):
    """`back_wanted` goes to the page one came from (roster, incidents). `private` is the folder for prints."""

    back_wanted = Signal()

    def __init__(
        self,
        roster: "Roster",
        tasks: Tasks,
        *,
        agency: str = "",
        paper: Literal["letter", "a4"] = "letter",
        private: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Who works when"), _purpose(), parent)
        self._roster, self._tasks, self._agency, self._paper, self._private = roster, tasks, agency, paper, private
        self.month = self.take_in(MonthView(roster, self.banner, self.screens_parent))
        self._back = self.add_action(button(tr("Back"), "arrow-left", press=self._leave, parent=self))
        self._escape = QShortcut(QKeySequence("Esc"), self)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.activated.connect(self._leave)
        self.month.team_wanted.connect(self.show_teams)
        self.month.patterns_wanted.connect(self.show_patterns)
        self.month.import_wanted.connect(self.show_import)
        self.month.print_wanted.connect(self._print)
        self.month.show()
        with self.attempt():
            self.month.start()

    def refresh(self) -> None:
        """Shows what is planned now."""
        with self.attempt():
            self.month.refresh()
            if self.is_open("teams"):
                self.teams.refresh()
            if self.is_open("patterns"):
                self.patterns.refresh()

    def focus_first(self) -> None:
        """Into the picture, or into the form that is open."""
        if self.is_open("form"):
            self.form.name.setFocus()
        elif not self.month.isHidden():
            self.month.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # Screens

    @screen
    def teams(self) -> "TeamsView":
        """Who is on which team."""
        from wellness_desktop.roster.duty_roster.teams_view import TeamsView

        made = TeamsView(self._roster, self.banner, self.screens_parent)
        made.patterns_wanted.connect(self.show_patterns)
        made.changed.connect(self.month.refresh)
        return self.take_in(made)

    @screen
    def patterns(self) -> "PatternsView":
        """The agency's patterns."""
        from wellness_desktop.roster.duty_roster.patterns_view import PatternsView

        made = PatternsView(self._roster, self.screens_parent)
        made.edit_wanted.connect(self.edit_pattern)
        made.remove_wanted.connect(self._remove_pattern)
        return self.take_in(made)

    @screen
    def form(self) -> "PatternForm":
        """One pattern, to change."""
        from wellness_desktop.roster.duty_roster.pattern_form_view import PatternForm

        made = PatternForm(self._roster, self.screens_parent)
        made.saving.connect(self._save_pattern)
        made.closed.connect(self._drop_pattern)
        return self.take_in(made)

    @screen
    def importer(self) -> "ListImportView":
        """A shift list from a file."""
        from wellness_desktop.roster.duty_roster.list_import_view import ListImportView

        made = ListImportView(self._roster, self._tasks, self.banner, self.screens_parent)
        made.imported.connect(self._imported)
        made.closed.connect(self.show_month)
        return self.take_in(made)

    def show_month(self, person: UUID | None = None, day: date | None = None) -> None:
        """Back to the picture, at today or at one day of somebody."""
        self._show(self.month, tr("Who works when"), _purpose())
        with self.attempt():
            self.month.refresh()
            if person is not None or day is not None:
                self.month.start(person, day)
            self.month.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.is_built("form") and self.form.begun():
            say_unfinished(self.banner, self._back_to_form)

    def show_teams(self, person: UUID | None = None, since: date | None = None) -> None:
        """Who is on which team, beginning with somebody."""
        self.banner.clear()
        self._show(self.teams, tr("Teams"), tr("Who is on which team, from which day on."))
        with self.attempt():
            self.teams.start(person, since)

    def show_patterns(self) -> None:
        """The agency's shift patterns."""
        self.banner.clear()
        self._show(self.patterns, tr("Shift patterns"), tr("Which days and hours your teams work."))
        with self.attempt():
            self.patterns.start()

    def edit_pattern(self, pattern: OwnPattern) -> None:
        """Opens a pattern. One that was begun and not saved goes first."""
        if self.is_built("form") and self.form.begun():
            self._back_to_form()
            say_unfinished(self.banner, self._back_to_form)
            return
        self.banner.clear()
        self._back_to_form()
        self.form.edit(pattern)

    def show_import(self, month: date) -> None:
        """Ready to read a shift list; days without a month are of this one."""
        self.banner.clear()
        self._show(self.importer, tr("Import a shift list"), tr("Nothing is saved before you have seen it."))
        self.importer.start(month)

    # What is typed and not saved

    def draft(self) -> dict[str, Any] | None:
        """Times and a pattern that were begun (docs/architecture.md, app)."""
        found: dict[str, Any] = {}
        if (times := self.month.begun()) is not None:
            found["times"] = times
        if self.is_built("form") and (pattern := self.form.begun()) is not None:
            found["pattern"] = pattern
        return found or None

    def take_draft(self, values: dict[str, Any]) -> None:
        """Opens what was begun before, as it was left."""
        if "times" in values:
            self.month.go_on(values["times"])
            say_kept(self.banner, self._throw_times_away)
        if "pattern" in values:
            kept = values["pattern"]
            there = {str(one.id): one for one in self._roster.own_patterns()}
            pattern = there.get(kept["id"]) or OwnPattern(first_day=self._roster.today)
            if pattern.id is not None:  # typed on an older version: saving it must meet what was saved since
                pattern = replace(pattern, version=kept["version"])
            self._back_to_form()
            self.form.edit(pattern)
            self.form.go_on(kept)
            say_kept(self.banner, self._drop_pattern)

    def _throw_times_away(self) -> None:
        self.month.throw_away()
        self.banner.clear()

    # What people do

    def _back_to_form(self) -> None:
        words = tr("The coming weeks are shown while you type. Nothing is saved before you press Save.")
        self._show(self.form, tr("Shift pattern"), words)

    def _save_pattern(self, pattern: OwnPattern) -> None:
        try:
            done = self._roster.save_pattern(pattern)
        except ChangedElsewhere as met:
            theirs = met.theirs
            if isinstance(theirs, OwnPattern):
                self.banner.problem(met, action=tr("Show theirs"), press=lambda: self.form.edit(theirs))
            else:
                self.banner.problem(gone_pattern())
            return
        except Problem as problem:
            self.banner.problem(problem)
            return
        self.form.saved(done.value)
        self.show_patterns()
        self._say(tr("Saved: {name}.", name=done.value.name), done, self.patterns.refresh)

    def _remove_pattern(self, pattern: OwnPattern) -> None:
        with self.attempt():
            done = self._roster.remove_pattern(pattern)
            self.patterns.refresh()
            self._say(tr("Removed: {name}.", name=pattern.name), done, self.patterns.refresh)

    def _drop_pattern(self) -> None:
        """Leaves the editor; what was typed can be brought back."""
        typed = self.form.begun()
        self.form.edit(OwnPattern(first_day=self._roster.today))
        self.show_patterns()
        if typed is not None:
            say_thrown_away(self.banner, lambda: self.take_draft({"pattern": typed}))

    def _imported(self, done: Done[int], words: str, first: date) -> None:
        self.show_month(day=first)
        self._say(words, done, self.month.refresh)

    def _say(self, words: str, done: "Done[Any]", after: Callable[[], object]) -> None:
        def take_back() -> None:
            done.undo()
            after()
            self.month.refresh()

        self.banner.say(words, take_back)

    def _print(self, day: date, people: list[UUID], large: bool) -> None:
        title = tr("Who works when")
        self._tasks.start(
            lambda _task: self._roster.print_shifts(day, people, agency=self._agency, size=self._paper, large=large),
            done=lambda pdf: self._printed(title, pdf),
            failed=self._failed,
            words=tr("Making the sheet"),
        )

    def _printed(self, title: str, pdf: bytes) -> None:
        from wellness_desktop.kit.printing import offer_print

        offer_print(self, title, pdf, file_name=tr("who works when.pdf"), private=self._private)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self.banner.problem(error)

    def _show(self, wanted: QWidget, title: str, purpose: str) -> None:
        self.open_screen(wanted)
        self.set_title(title, purpose)
        self.show_widget(self._title)

    def _leave(self) -> None:
        """One step back: from the times form to the picture, from a screen to the picture, from there to the page
        one came from.
        """
        if self.is_open("form"):
            self.show_patterns()
        elif self.month.isHidden():
            self.show_month()
        elif self.month.day_card.isAncestorOf(self.focusWidget() or self):
            self.month.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.back_wanted.emit()


def gone_pattern() -> Problem:
    """Somebody removed the pattern that is being edited."""
    advice = tr("Nothing was saved. Go back to the list; it shows what is there now.")
    return Problem(tr("This pattern was removed meanwhile."), advice)


def _purpose() -> str:
    return tr("Shifts, leave and trades. Times for support are found from here.")
