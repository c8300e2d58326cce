"""Questions with room for answers, one at a time or all. What is typed is saved at each pause."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.fields import NotesField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.review.questions import Question
from wellness_desktop.plans.review.values import Answer


class AnswersView(QWidget):
    """`answered` says which question has new words."""

    answered = Signal(str, str)

    def __init__(
        self, asked: Sequence[Question], parent: QWidget | None = None, *, lines: int = 3, stepped: bool = False
    ) -> None:
        """`stepped` offers one question at a time."""
        super().__init__(parent)
        self._asked = tuple(asked)
        self._saved: dict[str, str] = {}
        self._at = 0
        self.form = Form(self)
        for one in self._asked:
            self.form.add(one.words, NotesField(lines=lines), one.hint, name=one.id)
        self.form.changed.connect(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.one_by_one = TickField(tr("One question at a time"), self)
        self.place = Text("", "muted", self, wrap=False)
        self.before = button(
            tr("Back one"), "chevron-left", shortcut="Ctrl+PgUp", press=lambda: self.go(-1), parent=self
        )
        self.after = button(
            tr("Next question"), "chevron-right", shortcut="Ctrl+PgDown", press=lambda: self.go(1), parent=self
        )
        self._steps = QWidget(self)
        self._steps.setLayout(button_row(self.before, self.after, self.place))
        column.addWidget(self.one_by_one)
        column.addWidget(self.form)
        column.addWidget(self._steps)
        self.one_by_one.setVisible(stepped)
        self.one_by_one.setChecked(stepped)
        self.one_by_one.edited.connect(self._arrange)
        self._arrange()

    def show_answers(self, answers: Mapping[str, Answer]) -> None:
        """Shows these answers."""
        self._saved = {one.id: answers[one.id].text if one.id in answers else "" for one in self._asked}
        self.form.set_values(self._saved)

    def save(self) -> None:
        """Says what is typed and not saved yet."""
        for name, text in self.form.values().items():
            if text != self._saved.get(name, ""):
                self._saved[name] = text
                self.answered.emit(name, text)

    def go(self, by: int) -> None:
        """To another question."""
        self.form.flush()
        self._at = min(max(self._at + by, 0), len(self._asked) - 1)
        self._arrange()
        self.form.field(self._asked[self._at].id).setFocus()

    def _arrange(self) -> None:
        single = self.one_by_one.value()
        for at, one in enumerate(self._asked):
            self.form.show_field(one.id, not single or at == self._at)
        self._steps.setVisible(single)
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at < len(self._asked) - 1)
        self.place.setText(tr("{number} of {all}", number=self._at + 1, all=len(self._asked)))
