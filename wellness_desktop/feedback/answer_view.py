"""The form of one answer: what was said, in the reader's own words, and what came of it."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.feedback.answers import Answer, Outcome
from wellness_desktop.feedback.service import Given
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChoiceField, NotesField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.text import Text


class AnswerCard(Card):
    """A new answer, or one that is changed. `saved` asks the page to keep what is typed."""

    saved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Say what came of it"), "pencil", parent=parent)
        self.before: Given | None = None
        self.add(
            Text(
                tr("Use your own words. Nobody should find a sentence of theirs here, or be guessed from it."),
                "muted",
                self,
            )
        )
        form = self.form = Form(self, columns=2)
        form.add(
            tr("&You said"),
            NotesField(lines=2),
            name="said",
            required=tr("What was said, in one sentence."),
            wide=True,
        )
        form.add(tr("What &came of it"), ChoiceField([(one, one.label) for one in Outcome]), name="outcome")
        form.add("", TickField(tr("Show it at the front door")), name="shown")
        form.add(
            tr("&In a sentence or two"),
            NotesField(lines=2),
            name="did",
            required=tr("What was done, or why it could not be."),
            wide=True,
        )
        self.save_button = button(tr("Save the answer"), "check", "primary", press=self._save, parent=self)
        self.cancel_button = button(tr("Leave it as it was"), press=self.start_anew, parent=self)
        form.add_buttons(self.save_button, self.cancel_button)
        self.add(form)
        self.start_anew()

    @property
    def has_typed(self) -> bool:
        """Whether something stands here that would be lost."""
        return self.form.typed() != self._opened

    @property
    def is_shown(self) -> bool:
        """Whether it is meant for the front door."""
        return bool(self.form.values()["shown"])

    def answer(self, today: date) -> Answer:
        """What is typed now; a changed answer keeps its day."""
        found = self.form.values()
        on = self.before.answer.on if self.before else today
        return Answer(found["said"] or "", found["outcome"] or Outcome.DONE, found["did"] or "", on)

    def start_anew(self) -> None:
        """An empty form."""
        self.before = None
        self._fill(Answer("", Outcome.DONE, "", date.min), shown=True)

    def change(self, given: Given) -> None:
        """Puts an answer into the form."""
        self.before = given
        self._fill(given.answer, shown=given.shown)
        self.form.focus_first()

    def draft(self) -> Any:
        """A new answer that is begun; one that is changed is saved already as it was."""
        return self.form.typed() if self.has_typed and self.before is None else None

    def take_draft(self, kept: Any) -> None:
        """Goes on with it."""
        self.start_anew()
        self.form.set_typed(kept)

    def _fill(self, answer: Answer, *, shown: bool) -> None:
        self.form.set_values({"said": answer.said, "outcome": answer.outcome, "did": answer.did, "shown": shown})
        self._opened = self.form.typed()
        self.cancel_button.setVisible(self.before is not None)

    def _save(self) -> None:
        if self.form.confirm():
            self.saved.emit()
