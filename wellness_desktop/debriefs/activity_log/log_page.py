"""The activity log: one entry quickly, the own month beside it, and for the coordinator the sums."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.activity_log.entry_check import EntryProblem, asks_why
from wellness_desktop.debriefs.activity_log.entry_view import EntryView
from wellness_desktop.debriefs.activity_log.log_outputs import LogOutputs
from wellness_desktop.debriefs.activity_log.log_words import activity_words
from wellness_desktop.debriefs.activity_log.own_month_view import OwnMonth
from wellness_desktop.debriefs.activity_log.quick_view import QuickView
from wellness_desktop.debriefs.activity_log.values import Activity, LogEntry, NewEntry
from wellness_desktop.kit.button import button
from wellness_desktop.kit.drafts import say_kept, say_thrown_away
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.screens import ScreensPage, screen
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.roster.people import Done

if TYPE_CHECKING:
    from wellness_desktop.debriefs.activity_log.import_view import ImportView
    from wellness_desktop.debriefs.activity_log.sums_view import SumsView
    from wellness_desktop.debriefs.service import Debriefs


class LogPage(ScreensPage):
    """`closed` when somebody goes back to where they came from. `private` is the folder for prints opened elsewhere."""

    closed = Signal()

    def __init__(
        self, debriefs: "Debriefs", tasks: Tasks, *, private: Path | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Activity log"), parent=parent)
        self._debriefs = debriefs
        self.outputs = LogOutputs(self, debriefs, tasks, private)
        self._changing: LogEntry | None = None
        self.keeps = debriefs.actor.may(Can.KEEP_LOG)
        self.runs = debriefs.actor.may(Can.RUN_LOG)
        if self.keeps and self.runs:
            self.sums_button = self.add_action(button(tr("Sums of all helpers"), press=self.show_sums, parent=self))
        if self.keeps:
            self.show_log()
        else:
            self.show_sums()

    def refresh(self) -> None:
        """Shows the log and the sums as they are now; what is typed stays."""
        with self.attempt(), self._debriefs.at_one_moment():
            if self.is_built("log_screen"):
                self._show_month(self.month.marks.day)
                self._show_quick()
            if self.is_built("sums_screen"):
                self.sums_screen.refresh()

    # ------------------------------------------------------------------------------------------------- screens

    @screen
    def log_screen(self) -> QWidget:
        """The own log."""
        made = QWidget(self.screens_parent)
        room = self._debriefs
        self.entry = EntryView(room.clock, room.zone, room.log_categories(), made)
        self.quick = QuickView(room.log_categories(), made)
        self.quick.lead_to(self.entry.form.field("category"))
        self.month = OwnMonth(room.today, made)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        left = QWidget(made)
        stack = QVBoxLayout(left)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(16)
        stack.addWidget(self.quick)
        stack.addWidget(self.entry)
        column.addWidget(Reflow([left, self.month], made, most=2, column_chars=62))
        column.addStretch(1)
        self._connect()
        return self.take_in(made)

    @screen
    def sums_screen(self) -> "SumsView":
        """The sums, for the coordinator."""
        from wellness_desktop.debriefs.activity_log.sums_view import SumsView

        made = SumsView(self._debriefs, self, self.screens_parent)
        made.back_wanted.connect(self.show_log)
        return self.take_in(made)

    @screen
    def import_screen(self) -> "ImportView":
        """An older log, looked at first."""
        from wellness_desktop.debriefs.activity_log.import_view import ImportView

        made = ImportView(self.screens_parent)
        made.back_wanted.connect(self.show_log)
        made.take_in_wanted.connect(self._take_in)
        return self.take_in(made)

    def show_log(self) -> None:
        """Opens the own log, ready to type."""
        self.set_title(tr("Activity log"), tr("What you did, for how long and how many. Never for whom."))
        self.open_screen(self.log_screen)
        self._show_actions()
        if not self.entry.is_filled:
            self._begin(self._debriefs.next_entry())
        self.refresh()
        self.entry.begin()

    def show_sums(self) -> None:
        """Opens the sums of all helpers."""
        self.set_title(tr("Activity log"), tr("Sums of all helpers. For your eyes only: not to be copied or printed."))
        self.open_screen(self.sums_screen)
        self._show_actions()
        self.refresh()

    def show_import(self, path: str) -> None:
        """Looks at an older log before anything is taken in."""
        with self.attempt():
            found = self.outputs.read_import(path)
            self.set_title(tr("An older log"), tr("Look at what comes in and what does not. Nothing is saved yet."))
            self.open_screen(self.import_screen)
            self._show_actions()
            self.import_screen.show_import(found)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Where typing begins."""
        if self.keeps and self.is_open("log_screen"):
            self.entry.begin()
        else:
            super().setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the page, where no field takes them; Esc goes back from another screen."""
        if event.key() == Qt.Key.Key_Escape and self.keeps and not self.is_open("log_screen"):
            self.show_log()
        elif not (self.keeps and self.is_open("log_screen") and self._quick_key(event.text().upper())):
            super().keyPressEvent(event)

    # -------------------------------------------------------------------------------------- what is not saved

    def draft(self) -> dict[str, Any] | None:
        """What is typed and not saved."""
        if not self.is_built("log_screen") or (typed := self.entry.typed()) is None:
            return None
        changing = self._changing
        about = {"key": changing.key, "month": changing.month.isoformat()} if changing is not None else None
        return {"typed": typed, "changing": about}

    def take_draft(self, values: dict[str, Any]) -> None:
        """Shows it again; an entry that is gone meanwhile is typed as a new one."""
        about = values.get("changing")
        if about is not None:
            month = date.fromisoformat(about["month"])
            entry = next((one for one in self._debriefs.my_entries(month) if one.key == about["key"]), None)
            if entry is not None:
                self._change(entry)
        self.entry.show_typed(values["typed"])
        say_kept(self.banner, self._throw_away)

    def _throw_away(self) -> None:
        kept = self.draft()
        self._begin(self._debriefs.next_entry())
        if kept is not None:
            say_thrown_away(self.banner, lambda: self.take_draft(kept))

    # ------------------------------------------------------------------------------------------------- building

    def _connect(self) -> None:
        self.entry.saved.connect(self._save)
        self.entry.left.connect(lambda: self._begin(self._debriefs.next_entry()))
        self.entry.form.field("day").edited.connect(self._day_typed)
        self.quick.repeat_wanted.connect(self._repeat)
        self.quick.template_wanted.connect(self._log)
        self.quick.template_dropped.connect(self._drop)
        self.quick.session_wanted.connect(lambda one: self._log_session(one.id))
        self.quick.session_left.connect(self._leave_session)
        month = self.month
        month.moved.connect(self._show_month)
        month.marks.chosen.connect(self._day_chosen)
        month.table.opened.connect(self._change)
        month.removed.connect(self._remove)
        month.kept.connect(lambda one: self._keep(one.activity))
        month.key_pressed.connect(self._quick_key)
        month.print_wanted.connect(self.outputs.print_month)
        month.csv_wanted.connect(self.outputs.save_csv)
        month.older_wanted.connect(self.outputs.choose_import)

    def _show_actions(self) -> None:
        if self.keeps and self.runs:
            self.sums_button.setVisible(self.is_open("log_screen"))

    def _show_month(self, day: date) -> None:
        self.month.show_month(day, self._debriefs)

    def _show_quick(self) -> None:
        room = self._debriefs
        self.quick.show_ways(room.sessions_to_log(), room.last_activity(), room.templates(), room.session_entry)

    # -------------------------------------------------------------------------------------------------- deeds

    def _begin(self, new: NewEntry) -> None:
        self._changing = None
        self.entry.show_new(new, by_month=self._debriefs.keeps_month_only, ask_late=self._asks_why(new.day))

    def _change(self, entry: LogEntry) -> None:
        self._changing = entry
        self.entry.show_change(entry.as_new, by_month=entry.day is None)
        self.entry.begin()
        self.show_widget(self.entry)

    def _save(self, new: NewEntry) -> None:
        changing = self._changing

        def deed() -> Done[LogEntry]:
            if changing is not None:
                return self._debriefs.change_entry(changing, new)
            return self._debriefs.log_entry(new)

        with self.attempt():
            try:
                done = deed()
            except EntryProblem as problem:
                self.entry.tell(problem)
                return
            self._begin(self._debriefs.next_entry())
            self._told(done, tr("Saved."), new.day)
            self.entry.begin()

    def _log(self, what: Activity) -> None:
        """A template or the last entry again: now."""
        now = self._debriefs.next_entry()
        new = NewEntry(day=now.day, activity=_at(what, now.activity))
        self._quickly(lambda: self._debriefs.log_entry(new), new)

    def _repeat(self) -> None:
        last = self._debriefs.last_activity()
        if last is not None:
            self._log(last.activity)

    def _log_session(self, session_id: Any) -> None:
        waiting = {one.id: one for one in self._debriefs.sessions_to_log()}
        if session_id in waiting:
            new = self._debriefs.session_entry(waiting[session_id])
            self._quickly(lambda: self._debriefs.log_session(session_id), new)

    def _quickly(self, deed: Callable[[], Done[LogEntry]], new: NewEntry) -> None:
        """Logs in one step; what does not fit is shown in the form, where it can be put right."""
        with self.attempt():
            try:
                done = deed()
            except EntryProblem as problem:
                self._begin(new)
                self.entry.tell(problem)
                return
            if self.entry.typed() is None and self._changing is None:
                self._begin(self._debriefs.next_entry())
            words = activity_words(done.value.activity, self._debriefs.log_categories())
            self._told(done, tr("Logged: {words}.", words=words), new.day)

    def _leave_session(self, session: Any) -> None:
        with self.attempt():
            self._told(self._debriefs.leave_session(session.id), tr("Not offered again."))

    def _remove(self, entry: LogEntry) -> None:
        with self.attempt():
            self._told(self._debriefs.remove_entry(entry), tr("Removed."))

    def _keep(self, what: Activity) -> None:
        with self.attempt():
            self._told(self._debriefs.add_template(what), tr("Kept as a template."))

    def _drop(self, what: Activity) -> None:
        with self.attempt():
            self._told(self._debriefs.remove_template(what), tr("The template is removed."))

    def _take_in(self, found: Any) -> None:
        with self.attempt():
            done = self._debriefs.take_in_log(found)
            self.show_log()
            words = tr_count("{count} entry was taken in.", "{count} entries were taken in.", done.value)
            self._told(done, words, max(one.day for one in found.entries))

    def _told(self, done: Done[Any], words: str, day: date | None = None) -> None:
        """Shows what came of it, with the way back."""

        def undo() -> None:
            done.undo()
            self.refresh()

        if day is not None:
            self.month.marks.day = min(day, self._debriefs.today)
        self.refresh()
        self.banner.say(words, undo)

    def _quick_key(self, key: str) -> bool:
        """R repeats, L logs the first session, a digit logs a template, N begins an entry."""
        if key == "N":
            self.entry.begin()
        elif key == "R":
            self._repeat()
        elif key == "L":
            waiting = self._debriefs.sessions_to_log()
            if waiting:
                self._log_session(waiting[0].id)
        elif key.isdigit() and key != "0":
            templates = self._debriefs.templates()
            if int(key) <= len(templates):
                self._log(templates[int(key) - 1])
        else:
            return False
        return True

    def _day_chosen(self, day: date) -> None:
        self.entry.set_day(day)
        self._day_typed()
        self.entry.begin()

    def _day_typed(self) -> None:
        day = self.entry.form.field("day").value()
        if day is not None:
            self.entry.form.show_field("late", self._asks_why(day))

    def _asks_why(self, day: date) -> bool:
        return asks_why(day, self._debriefs.today, by_month=self._debriefs.keeps_month_only)


def _at(what: Activity, now: Activity) -> Activity:
    return replace(what, part=now.part)
