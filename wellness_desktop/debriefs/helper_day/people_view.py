"""Whom the helper is asked to see: covered as a number, uncovered by a key; one key for what came of it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs import care_words
from wellness_desktop.debriefs.helper_day.day_values import ToSee
from wellness_desktop.debriefs.helper_day.day_words import people_words, why_words
from wellness_desktop.debriefs.long_tail.asking_first import ask_first
from wellness_desktop.debriefs.long_tail.calls import Call, Plan
from wellness_desktop.debriefs.session_values import FollowUpOutcome
from wellness_desktop.debriefs.worklist.private_fields_view import keep_off_clipboard
from wellness_desktop.debriefs.worklist.worklist_view import COVER_AFTER_MS
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.dialogs import confirm
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.timeline import Timeline

if TYPE_CHECKING:
    from wellness_desktop.debriefs.service import Debriefs


class PeopleCard(Card):
    """Hidden while there is nobody to see."""

    def __init__(self, debriefs: "Debriefs", page: Page, show_calls: Callable[[], object], parent: QWidget) -> None:
        """`show_calls` opens the page with every day of the own plans."""
        super().__init__(tr("Whom you are asked to see"), "bell", parent=parent)
        self._debriefs, self._page = debriefs, page
        self._people: Sequence[ToSee] = ()
        self._uncovered = False
        self._shown: ToSee | None = None
        self._cover_again = QTimer(self, singleShot=True, interval=COVER_AFTER_MS)
        self._cover_again.timeout.connect(self.cover)
        self._count = Text("", "lead", self)
        self.show_button = button(tr("N: show the names"), "eye", press=self.toggle, parent=self)
        self._names = self._build_names()
        self.all_button = button(tr("K: all calls and days"), "phone", press=show_calls, parent=self)
        self.add(self._count)
        self.body.addLayout(button_row(self.show_button, self.all_button))
        self.add(self._names)

    @property
    def uncovered(self) -> bool:
        """Whether names are on the screen."""
        return self._uncovered

    def show_people(self, people: Sequence[ToSee]) -> None:
        """Shows how many there are; who, only while uncovered."""
        self._people = people
        self._uncovered = self._uncovered and bool(people)
        self.setVisible(bool(people))
        self._count.setText(people_words(people, self._debriefs.now))
        self.table.set_rows(people if self._uncovered else ())
        self._names.setVisible(self._uncovered)
        words = tr("N: cover the names") if self._uncovered else tr("N: show the names")
        self.show_button.setText(words)
        self.show_button.setAccessibleName(words)
        if not self._uncovered or all(one != self._shown for one in people):
            self._show_times(None)

    def toggle(self) -> None:
        """Shows the names, or covers them."""
        if self._uncovered:
            self.cover()
            return
        if self._people:
            self._uncovered = True
            self._cover_again.start()
            self.show_people(self._people)
            self.table.choose(lambda _one: True)
            self.table.setFocus()

    def cover(self) -> None:
        """Takes the names off the screen."""
        inside = self.focusWidget() is not None
        self._uncovered = False
        self._cover_again.stop()
        self.show_people(self._people)
        if inside and self.isVisible():
            self.show_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Covered when one comes back to the page."""
        if self._uncovered and not self.isVisible():
            self.cover()
        super().hideEvent(event)

    # ------------------------------------------------------------------------------------------------- building

    def _build_names(self) -> QWidget:
        room = self._debriefs
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.table: Table[ToSee] = Table(
            [
                Column(tr("Name"), lambda one: one.name, width=16),
                Column(tr("Why and when"), self._why, sort=lambda one: one.due, width=0),
            ],
            tr("Whom you are asked to see"),
            part,
            enter=tr("when support is useful for them"),
            lines=3,
        )
        keep_off_clipboard(self.table)
        for key, outcome in (
            ("D", FollowUpOutcome.DONE),
            ("U", FollowUpOutcome.NOT_REACHED),
            ("X", FollowUpOutcome.DECLINED),
            ("S", FollowUpOutcome.STOPPED),
        ):
            self.table.act(key, outcome.label.lower(), partial(self._settle, outcome))
        self.table.act("N", "", lambda _one: self.cover())
        self.table.act("K", "", lambda _one: self.all_button.click())
        self.table.opened.connect(self._show_times)
        self.table.chosen.connect(self._chosen)
        column.addWidget(self.table)
        self._about = Text("", "strong", part)
        self.timeline = Timeline(tr("When support is useful"), room.zone, part)
        self.notes = Text("", "small", part)
        for each in (self._about, self.timeline, self.notes):
            column.addWidget(each)
        return part

    def _why(self, one: ToSee) -> str:
        return why_words(one, self._debriefs.now, self._debriefs.zone)

    # ---------------------------------------------------------------------------------------------------- doing

    def _chosen(self, one: ToSee | None) -> None:
        self._cover_again.start()
        if one != self._shown:
            self._show_times(None)

    def _show_times(self, one: ToSee | None) -> None:
        """One person's own care times, in the picture and in words: ranges, never deadlines (DB-08)."""
        room = self._debriefs
        lines = []
        if one is not None:
            with self._page.attempt():
                lines = room.their_times(one)
                self._shown = one
                self._about.setText(
                    tr("When support is useful for {name}", name=one.name)
                    if lines
                    else tr("No times are counted for {name}.", name=one.name)
                )
        else:
            self._shown = None
        spans = [
            care_words.span_of_line(line, room.protocols.checked_on) for line in lines if line.line.opens is not None
        ]
        self.timeline.show_spans(spans, room.now)
        self.notes.setText("\n".join(care_words.notes(lines, room.zone)) if lines else "")
        self._about.setVisible(one is not None)
        self.timeline.setVisible(bool(spans))
        self.notes.setVisible(bool(lines))

    def _settle(self, outcome: FollowUpOutcome, one: ToSee) -> None:
        plan, call = one.plan, one.call
        if plan is None or call is None:
            self._page.banner.note(
                tr("This is a booked contact."), tr("The coordinator notes that it took place; you log it below.")
            )
            return
        settle = partial(self._note, plan, call, outcome)
        if outcome is FollowUpOutcome.STOPPED:
            confirm(
                self,
                tr("End this person's calls?"),
                tr("They said so themselves. What is still planned for them is deleted; nobody asks why."),
                do=tr("End them"),
                then=settle,
            )
        elif not one.is_due(self._debriefs.now):
            ask_first(self._page.banner, settle)
        else:
            settle()

    def _note(self, plan: Plan, call: Call, outcome: FollowUpOutcome) -> None:
        with self._page.attempt():
            done = self._debriefs.settle_call(plan, call, outcome)
            self._cover_again.start()
            self._page.refresh()

            def undo() -> None:
                with self._page.attempt():
                    done.undo()
                    self._page.refresh()

            self._page.banner.say(tr("Noted, sealed to the support team."), undo)
