"""Reading what was left without a name, on its day, and saying what came of it: the coordinator's page."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.feedback.answer_view import AnswerCard
from wellness_desktop.feedback.service import READ_EVERY, Feedback, Given, Item
from wellness_desktop.feedback.values import Kind, PartOfDay
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.when import day_words
from wellness_desktop.roster.people import Done

Offer = Callable[[QWidget, str, bytes], object]


class ReadPage(Page):
    """Notes at the top, what came of them below; one key for each deed."""

    back_wanted = Signal()
    lesson_wanted = Signal()
    """A near miss should become a lesson of the register, in the reader's own words."""

    def __init__(self, feedback: Feedback, offer: Offer, parent: QWidget | None = None) -> None:
        """`offer` shows a finished print."""
        super().__init__(
            tr("Notes without a name"),
            tr("Sealed to the support team. Open it where nobody reads along, and never ask who wrote something."),
            parent,
        )
        self._feedback, self._offer = feedback, offer
        self._build_page()
        self.refresh()

    @property
    def has_typed(self) -> bool:
        """Whether an answer is begun."""
        return self.answer.has_typed

    def draft(self) -> Any:
        """An answer that is begun, for the drafts of the person signed in."""
        return self.answer.draft()

    def take_draft(self, kept: Any) -> None:
        """Goes on with an answer that was begun."""
        self.answer.take_draft(kept)

    def refresh(self) -> None:
        """Takes in what was left at the front door, and shows it."""
        with self.attempt():
            spoiled = self._feedback.gather_feedback()
            if spoiled:
                self.banner.warn(
                    tr_count("A note cannot be opened.", "{count} notes cannot be opened.", spoiled),
                    tr("Say at roll call that a note was lost, and ask whoever left one to write it again."),
                )
        with self.attempt():
            self.table.set_rows(self._feedback.feedback())
            self.answers.set_rows(self._feedback.answers())
            for table in (self.table, self.answers):
                if table.current() is None:  # or a key does nothing
                    table.choose(lambda _one: True)
            self._show(self.table.current())
            self._show_reading()

    def focus_first(self) -> None:
        """Into the notes."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------------------------ building

    def _build_page(self) -> None:
        self.add_action(button(tr("Today"), "arrow-left", press=self.back_wanted.emit, parent=self))
        self.add_action(button(tr("Print for the wall"), "printer", press=self._print_wall, parent=self))
        self.body.addWidget(self._notes_card())
        self.body.addWidget(self._reading_card())
        self.body.addWidget(self._answers_card())
        self.answer = AnswerCard(self)
        self.answer.saved.connect(self._save_answer)
        self.body.addWidget(self.answer)
        self.body.addStretch(1)

    def _notes_card(self) -> Card:
        card = Card(tr("What was left"), "file-text", parent=self)
        self.table: Table[Item] = Table(
            [
                Column("", lambda one: "" if one.read else tr("New"), width=8),
                Column(tr("What"), lambda one: one.left.kind.label, width=16),
                Column(tr("About"), lambda one: one.left.about.label, width=28),
                Column(tr("Begins with"), lambda one: " ".join(one.left.happened.split()), width=0),
            ],
            tr("Notes"),
            card,
            enter=tr("mark it as read"),
            empty=lambda: EmptyState(
                "file-text",
                tr("Nobody has left a note."),
                detail=tr("Anyone can, at the front door, without signing in. Say so at roll call."),
            ),
            lines=5,
        )
        self.table.act("R", tr("read"), self._read)
        self.table.act("P", tr("print to pass on"), self._print)
        self.table.act("L", tr("write a lesson down"), lambda _one: self.lesson_wanted.emit())
        self.table.act("D", tr("delete"), self._remove)
        card.add(self.table)
        self._facts = Facts((), card, most=1)
        card.add(self._facts)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self._read)
        return card

    def _reading_card(self) -> Card:
        card = Card(tr("The next reading"), "calendar", parent=self)
        self._reading = Text("", "body", card)
        card.add(self._reading)
        self.next_form = Form(card, columns=2)
        self.next_form.add(
            tr("&Notes are read next on"),
            DateField(self._feedback.clock, self._feedback.zone),
            name="next",
            required=tr("Type the day."),
        )
        card.add(self.next_form)
        self.finish_button = button(tr("Everything is read for today"), "check", press=self._finish, parent=card)
        card.body.addLayout(button_row(self.finish_button))
        return card

    def _answers_card(self) -> Card:
        card = Card(tr("You said, we did"), "check", parent=self)
        self.answers: Table[Given] = Table(
            [
                Column(tr("What was said"), lambda one: one.answer.said, width=0),
                Column(tr("What came of it"), lambda one: one.answer.outcome.label, width=24),
                Column(tr("At the front door"), lambda one: tr("Yes") if one.shown else tr("No"), width=18),
            ],
            tr("Answers"),
            card,
            enter=tr("change it"),
            empty=lambda: EmptyState(
                "check",
                tr("Nothing was answered yet."),
                detail=tr("People leave notes again when they see what came of the last ones."),
            ),
            lines=4,
        )
        self.answers.act("W", tr("at the front door, or not"), self._turn)
        self.answers.act("D", tr("delete"), self._remove_answer)
        self.answers.opened.connect(self._change_answer)
        card.add(self.answers)
        return card

    # ------------------------------------------------------------------------------------------------- showing

    def _show(self, item: Item | None) -> None:
        self._facts.setVisible(item is not None)
        if item is None:
            return
        left = item.left
        rows = [
            (tr("What was written") if left.kind is Kind.COMMENT else tr("What happened"), left.happened),
            (tr("What could have happened"), left.could),
            (tr("What kept it from becoming worse"), left.helped),
            (tr("What would help"), left.prevent),
            (tr("Part of the day"), "" if left.part_of_day is PartOfDay.UNSAID else left.part_of_day.label),
            (tr("What had a part in it"), "; ".join(factor.label for factor in left.factors)),
        ]
        self._facts.show_facts([(name, words) for name, words in rows if words])

    def _show_reading(self) -> None:
        readings = self._feedback.readings()
        if readings.next_on is None or readings.held_on is None:
            words = tr("No day is set yet. The front door says the day, so that people know they are heard.")
        else:
            words = tr(
                "Last read on {last}. The front door says: read next on {next}.",
                last=day_words(readings.held_on),
                next=day_words(readings.next_on),
            )
        self._reading.setText(words)
        if not self.next_form.values()["next"]:
            self.next_form.set_values({"next": self._feedback.today + READ_EVERY})

    # -------------------------------------------------------------------------------------------------- doing

    def _read(self, item: Item) -> None:
        words = tr("To be read again.") if item.read else tr("Read.")
        self._do(lambda: self._feedback.mark_read(item, read=not item.read), words)

    def _remove(self, item: Item) -> None:
        self._do(lambda: self._feedback.remove_feedback(item), tr("Deleted."))

    def _print(self, item: Item) -> None:
        with self.attempt():
            self._offer(self, item.left.kind.label, self._feedback.print_note(item))

    def _print_wall(self) -> None:
        with self.attempt():
            self._offer(self, tr("You said, we did"), self._feedback.print_answers(large=True))

    def _finish(self) -> None:
        if self.next_form.confirm():
            day = self.next_form.values()["next"]
            self._do(lambda: self._feedback.finish_reading(day), tr("The front door says the next day now."))

    def _save_answer(self) -> None:
        answer, before, shown = self.answer.answer(self._feedback.today), self.answer.before, self.answer.is_shown
        if self._do(lambda: self._feedback.give_answer(answer, before=before, shown=shown), tr("Saved.")):
            self.answer.start_anew()

    def _change_answer(self, given: Given) -> None:
        self.answer.change(given)

    def _turn(self, given: Given) -> None:
        words = tr("It stands at the front door no more.") if given.shown else tr("It stands at the front door.")
        self._do(
            lambda: self._feedback.give_answer(given.answer, before=given, shown=not given.shown),
            words,
        )

    def _remove_answer(self, given: Given) -> None:
        self._do(lambda: self._feedback.remove_answer(given), tr("Deleted, at the front door too."))

    def _do(self, action: "Callable[[], Done[Any]]", words: str) -> bool:
        """Whether it was done."""
        with self.attempt():
            done = action()
            self.refresh()

            def undo() -> None:
                done.undo()
                self.refresh()

            self.banner.say(words, undo)
            return True
        return False
