"""The private worklist on a page: off, with its warning; on and covered, as a number; uncovered by a key, as words."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.worklist.private_fields_view import PrivateField, keep_off_clipboard
from wellness_desktop.debriefs.worklist.values import LABEL_LENGTH, ListState, WorkItem, warning
from wellness_desktop.debriefs.worklist.worklist_words import covered_words, day_or_late
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.dialogs import confirm
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text

if TYPE_CHECKING:
    from wellness_desktop.debriefs.service import Debriefs

COVER_AFTER_MS = 120_000
"""Words that nobody works with are covered again."""


class WorklistView(Card):
    """For its owner. Nothing here prints, exports, copies or says a word of a line in a banner."""

    def __init__(self, debriefs: "Debriefs", page: Page, parent: QWidget | None = None) -> None:
        super().__init__(tr("My private list"), "lock", parent=parent)
        self._debriefs, self._page = debriefs, page
        self._uncovered = self._reading = False
        self._changing: WorkItem | None = None
        self._cover_again = QTimer(self, singleShot=True, interval=COVER_AFTER_MS)
        self._cover_again.timeout.connect(self.cover)
        self._parts = {
            "off": self._build_off(),
            "warning": self._build_warning(),
            "lost": self._build_lost(),
            "covered": self._build_covered(),
            "words": self._build_words(),
        }
        for part in self._parts.values():
            part.hide()
            self.add(part)

    @property
    def uncovered(self) -> bool:
        """Whether words are on the screen."""
        return self._uncovered

    def refresh(self) -> None:
        """Shows the list as it is now; words only while they are uncovered."""
        found, today = self._debriefs.worklist(), self._debriefs.today
        if found.state is not ListState.ON:
            self._uncovered = False
        shown = {ListState.LOST: "lost", ListState.OFF: "warning" if self._reading else "off"}.get(
            found.state, "words" if self._uncovered else "covered"
        )
        self.setVisible(found.state is not ListState.OFF or self._may_write)
        self._count.setText(covered_words(found, today))
        unfinished = bool(self.label.value())
        self._unfinished.setVisible(unfinished)
        self.table.set_rows(found.items if self._uncovered else (), same=lambda one, other: one.key == other.key)
        self._form.setVisible(self._may_write)
        held = found.state is not ListState.OFF and self._debriefs.any_hold
        for each in self._holds:
            each.setVisible(held)
        for name, part in self._parts.items():
            part.setVisible(name == shown)

    def toggle(self) -> None:
        """Shows the words, or covers them."""
        if self._debriefs.worklist().state is not ListState.ON:
            return
        if self._uncovered:
            self.cover()
        else:
            self.uncover()

    def uncover(self) -> None:
        """Shows the words, and puts the cursor where one goes on."""
        with self._page.attempt():
            self._uncovered = True
            self.refresh()
            self._cover_again.start()
            if self.table.rows.total:
                self.table.choose(lambda _one: True)
                self.table.setFocus()
            else:
                self._form.focus_first()

    def cover(self) -> None:
        """Takes the words off the screen. What is typed and not saved waits in the form, unseen."""
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._uncovered = False
        self._cover_again.stop()
        with self._page.attempt():
            self.refresh()
        if had_focus and self.isVisible():
            self.show_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_line(self) -> None:
        """Ready to type a new line."""
        if self._debriefs.worklist().state is ListState.ON:
            self.uncover()
            self._form.focus_first()

    def begun(self) -> dict[str, Any] | None:
        """What is typed and not saved."""
        if not self.label.value() and self._changing is None:
            return None
        return {**self._form.typed(), "key": self._changing.key if self._changing else ""}

    def go_on(self, kept: dict[str, Any]) -> None:
        """What was typed before is in the form again, covered like the list itself."""
        self._changing = next((one for one in self._debriefs.worklist().items if one.key == kept.get("key")), None)
        self._form.set_typed({name: kept[name] for name in ("label", "due") if name in kept})
        self._show_deed()
        self.refresh()

    def forget_begun(self) -> None:
        """Throws away what is typed and not saved."""
        self._stop_changing()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or another window's turn: covered when one comes back."""
        if self._uncovered and not self.isVisible():
            self.cover()
        super().hideEvent(event)

    # ------------------------------------------------------------------------------------------------- building

    @property
    def _may_write(self) -> bool:
        return self._debriefs.actor.may(Can.KEEP_WORKLIST)

    def _build_off(self) -> QWidget:
        part, column = _part(self)
        words = tr("A few words that remind you whom to call back. Only you can open them. It is off.")
        column.addWidget(Text(words, "body", part))
        self.read_button = button(tr("Read about it, then choose"), "lock", press=self._read, parent=part)
        column.addLayout(button_row(self.read_button))
        return part

    def _build_warning(self) -> QWidget:
        part, column = _part(self)
        for number, words in enumerate(warning(), 1):
            column.addWidget(Text(tr("{number}. {words}", number=number, words=words), "body", part))
        turn_on = button(tr("I have read this. Turn it on"), "check", "primary", press=self._turn_on, parent=part)
        self.leave_off_button = button(tr("Leave it off"), press=self._leave_off, parent=part)
        column.addLayout(button_row(turn_on, self.leave_off_button))
        return part

    def _build_lost(self) -> QWidget:
        part, column = _part(self)
        column.addWidget(Text(tr("Your old list cannot be opened any more."), "strong", part))
        words = tr(
            "That happens when a passphrase is reset: the key to the list went with the old one. Nobody can read it, "
            "and nobody can bring it back."
        )
        column.addWidget(Text(words, "body", part))
        anew = button(tr("Delete it and start a new one"), "plus", press=self._turn_on, parent=part)
        delete = button(tr("Delete it"), "trash-2", press=self._burn_all_now, parent=part)
        column.addLayout(button_row(*([anew, delete] if self._may_write else [delete])))
        anew.setVisible(self._may_write)
        return part

    def _build_covered(self) -> QWidget:
        part, column = _part(self)
        self._count = Text("", "lead", part)
        self._unfinished = Text(tr("A line you began to type waits here, not saved yet."), "muted", part)
        self.show_button = button(tr("W: show the words"), "eye", press=self.toggle, parent=part)
        self.add_button = button(tr("A: add a line"), "plus", press=self.begin_line, parent=part)
        for each in (self._count, self._unfinished):
            column.addWidget(each)
        column.addLayout(button_row(*([self.show_button, self.add_button] if self._may_write else [self.show_button])))
        self.add_button.setVisible(self._may_write)
        return part

    def _build_words(self) -> QWidget:
        part, column = _part(self)
        self.table: Table[WorkItem] = Table(
            [
                Column(tr("When"), self._when, sort=lambda one: one.due or date.max, width=16),
                Column(tr("My words"), lambda one: one.label, width=0),
            ],
            tr("My private list"),
            part,
            enter=tr("change it"),
            empty=lambda: EmptyState("lock", tr("Nobody to call back."), detail=tr("Add a line below.")),
            lines=4,
        )
        keep_off_clipboard(self.table)
        self.table.act("D", tr("done, delete it"), self._done)
        self.table.act("B", tr("burn it, with no way back"), self._ask_burn)
        self.table.act("W", "", lambda _one: self.cover())
        self.table.act("A", "", lambda _one: self.begin_line())
        self.table.opened.connect(self._begin_change)
        self.table.chosen.connect(lambda _one: self._cover_again.start())
        column.addWidget(self.table)
        column.addWidget(self._build_form(part))
        self._holds = [Text(self._hold_words(), "muted", part)]
        column.addWidget(self._holds[0])
        cover = button(tr("Cover the words"), "eye-off", press=self.cover, parent=part)
        burn = button(tr("Burn the whole list"), "trash-2", press=self._ask_burn_all, parent=part)
        column.addLayout(button_row(cover, burn))
        return part

    def _build_form(self, parent: QWidget) -> Form:
        room = self._debriefs
        self._form = Form(parent, columns=2)
        self.label = PrivateField(LABEL_LENGTH)
        self._form.add(
            tr("M&y words"),
            self.label,
            tr("Up to 40 letters that only you understand. Better no name, never what was said."),
            name="label",
            required=tr("Write a word or two that you will understand."),
        )
        self._form.add(tr("W&hen"), DateField(room.clock, room.zone), tr("May stay empty."), name="due")
        self.save_button = button("", "plus", press=self._save, parent=self._form)
        self.leave_button = button(tr("Leave it as it was"), press=self._stop_changing, parent=self._form)
        self._form.add_buttons(self.save_button, self.leave_button)
        self._form.drafted.connect(self._cover_again.start)
        for name in ("label", "due"):
            self._form.field(name).returnPressed.connect(self._save)
        self._show_deed()
        return self._form

    @staticmethod
    def _hold_words() -> str:
        return tr(
            "A legal hold is set at this station. Nobody but you can read this list, so nothing stops you here: ask a "
            "lawyer before you delete a line that may belong to it."
        )

    def _when(self, one: WorkItem) -> str:
        return day_or_late(one, self._debriefs.today)

    # --------------------------------------------------------------------------------------------------- doing

    def _read(self) -> None:
        self._reading = True
        self.refresh()
        self.leave_off_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_off(self) -> None:
        self._reading = False
        self.refresh()
        self.read_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_on(self) -> None:
        with self._page.attempt():
            self._debriefs.start_worklist()
            self._reading = False
            self.uncover()

    def _save(self) -> None:
        if not self._form.confirm():
            return
        values = self._form.values()
        with self._page.attempt():
            if self._changing is not None:
                done = self._debriefs.change_line(self._changing, values["label"], values["due"])
                words = tr("Changed.")
            else:
                done = self._debriefs.add_line(values["label"], values["due"])
                words = tr("Added, and sealed.")
            self._say(words, done.undo)
            self._stop_changing()
            self._form.focus_first()

    def _begin_change(self, one: WorkItem) -> None:
        self._changing = one
        self._form.set_values({"label": one.label, "due": one.due})
        self._show_deed()
        self._form.focus_first()

    def _stop_changing(self) -> None:
        self._changing = None
        self._form.set_values({"label": "", "due": None})
        self._show_deed()
        self.refresh()

    def _show_deed(self) -> None:
        changing = self._changing is not None
        self.save_button.setText(tr("Save the change") if changing else tr("Add the line"))
        self.save_button.setAccessibleName(self.save_button.text())
        self.leave_button.setVisible(changing)

    def _done(self, one: WorkItem) -> None:
        with self._page.attempt():
            done = self._debriefs.line_done(one)
            self._forget_change(one)
            self._say(tr("Done and deleted."), done.undo)

    def _ask_burn(self, one: WorkItem) -> None:
        def burn() -> None:
            with self._page.attempt():
                self._debriefs.burn_line(one)
                self._forget_change(one)
                self.refresh()
                self._page.banner.say(tr("Burned. Older backups hold it, locked, until they are replaced."))

        confirm(
            self,
            tr("Burn this line?"),
            tr("It is overwritten at once, and nothing brings it back. “Done” deletes it too, with a way back."),
            do=tr("Burn it"),
            then=burn,
        )

    def _ask_burn_all(self) -> None:
        count = len(self._debriefs.worklist().items)
        confirm(
            self,
            tr("Burn the whole list?"),
            tr_count(
                "One line is overwritten at once, the list is off again, and nothing brings it back.",
                "{count} lines are overwritten at once, the list is off again, and nothing brings them back.",
                count,
            ),
            do=tr("Burn it all"),
            then=self._burn_all_now,
        )

    def _burn_all_now(self) -> None:
        with self._page.attempt():
            self._debriefs.burn_list()
            self._uncovered = False
            self._stop_changing()
            self._page.banner.say(tr("The list is gone and off. Older backups hold it, locked, until replaced."))
            if self._may_write:
                self.read_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget_change(self, one: WorkItem) -> None:
        if self._changing is not None and self._changing.key == one.key:
            self._stop_changing()

    def _say(self, words: str, undo: Callable[[], object]) -> None:
        self._cover_again.start()
        self.refresh()

        def take_back() -> None:
            with self._page.attempt():
                undo()
                self.refresh()

        self._page.banner.say(words, take_back)


def _part(parent: QWidget) -> tuple[QWidget, QVBoxLayout]:
    part = QWidget(parent)
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    return part, column
