"""The long form of the family papers, one step at a time; nothing has to be answered."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.fields import NotesField, RadioField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.packets.questions import LINES_TO_GROW, Group, Question, Section, sections

LONGEST = 400
"""Letters of an answer of one line."""


class WritingView(QWidget):
    """`saved` asks to seal what is typed; `left` goes back without. What is typed waits here and in the draft."""

    saved = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: dict[str, str] = {}
        self._answers: dict[str, str] = {}
        self._step = 0
        self._form: Form | None = None
        self._shown_rows = 1
        self._build()

    @property
    def step(self) -> int:
        """Which step is open, from 0."""
        return self._step

    @property
    def answers(self) -> dict[str, str]:
        """Everything as typed now, only what has words."""
        self._collect()
        return {key: words for key, words in self._answers.items() if words.strip()}

    @property
    def changed(self) -> bool:
        """Whether something is typed that is not sealed."""
        return self.answers != self._before

    def begin(self, sealed: Mapping[str, str], typed: Mapping[str, str] | None = None, step: int = 0) -> None:
        """Shows what is sealed, or goes on with what was typed since."""
        self._before = {key: words for key, words in sealed.items() if words.strip()}
        self._answers = dict(self._before if typed is None else typed)
        self._form = None
        self.show_step(step)

    def show_step(self, step: int) -> None:
        """Opens a step; what was typed in the one before is kept."""
        self._collect()
        steps = sections()
        self._step = max(0, min(step, len(steps) - 1))
        self._shown_rows = 0
        self._show(steps[self._step])
        self._steps.offer([(number, self._step_words(number, one)) for number, one in enumerate(steps)])
        self._steps.set_value(self._step)
        self.back_button.setEnabled(self._step > 0)
        self.next_button.setEnabled(self._step < len(steps) - 1)
        if self._form is not None:
            self._form.focus_first()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            Text(
                tr("Answer what you want to; leave the rest open. You may stop at any time and go on later."),
                "body",
                self,
            )
        )
        self._chooser = Form(self)
        self._steps = self._chooser.add(tr("S&tep"), ChoiceField(), name="step")
        self._steps.edited.connect(lambda: self.show_step(self._steps.value() or 0))
        column.addWidget(self._chooser)
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        self.back_button = button(
            tr("Step before"), "chevron-left", press=lambda: self.show_step(self._step - 1), parent=self
        )
        self.next_button = button(
            tr("Next step"), "chevron-right", press=lambda: self.show_step(self._step + 1), parent=self
        )
        self.save_button = button(
            tr("Seal and save"), "lock", "primary", shortcut="Ctrl+Return", press=self.saved.emit, parent=self
        )
        leave = button(tr("Back without saving"), press=self.left.emit, parent=self)
        column.addLayout(button_row(self.back_button, self.next_button, self.save_button, leave))
        column.addStretch(1)

    def _show(self, section: Section) -> None:
        while (item := self._place.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        card = Card(section.title, "notebook-pen", parent=self)
        if section.warning is not None:
            card.add(Text(section.warning.title, "strong", card))
            for words in section.warning.texts:
                card.add(Text(words, "body", card))
            card.add(Text(tr("Source: {source}", source=section.warning.source), "muted", card))
        form = Form(card, columns=2)
        rows = [group for group in section.groups if group.row]
        filled = [group.row for group in rows if any(self._answers.get(one.key) for one in group.questions)]
        for group in section.groups:
            self._add_group(form, group)
        self._form = form
        form.set_values({key: self._answers.get(key, "") for key in section.keys})
        card.add(form)
        if rows:
            self._more = button(tr("One more"), "plus", press=partial(self._one_more, rows), parent=card)
            card.body.addLayout(button_row(self._more))
            self._shown_rows = max([1, *filled])
            self._show_rows(rows)
        self._place.addWidget(card)
        card.show()  # now, not at the next turn: the cursor goes into it

    def _add_group(self, form: Form, group: Group) -> None:
        if group.title:
            form.add_heading(group.title, over=[one.key for one in group.questions] if group.row else ())
        for one in group.questions:
            form.add(one.label, _field(one), name=one.key, wide=one.lines >= LINES_TO_GROW or bool(one.options))

    def _one_more(self, rows: list[Group]) -> None:
        self._shown_rows += 1
        self._show_rows(rows)
        if self._form is not None:
            self._form.field(rows[self._shown_rows - 1].questions[0].key).setFocus()

    def _show_rows(self, rows: list[Group]) -> None:
        if self._form is None:
            return
        for group in rows:
            for one in group.questions:
                self._form.show_field(one.key, group.row <= self._shown_rows)
        self._more.setVisible(self._shown_rows < len(rows))

    def _collect(self) -> None:
        if self._form is not None:
            self._answers.update({key: str(words or "") for key, words in self._form.values().items()})

    def _step_words(self, number: int, section: Section) -> str:
        words = tr("{number}. {title}", number=number + 1, title=section.title)
        answered = section.answered(self._answers)
        if not answered:
            return words
        return tr("{step} ({count})", step=words, count=tr_count("{count} answer", "{count} answers", answered))


def _field(one: Question) -> QWidget:
    if one.options:
        return RadioField([("", tr("Not answered")), *((words, words) for words in one.options)], columns=4)
    return NotesField(lines=one.lines) if one.lines >= LINES_TO_GROW else TextField(most=LONGEST)
