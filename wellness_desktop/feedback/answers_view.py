"""You said, we did: what came of notes, for everybody."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.feedback.answers import Answer
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.text import Text


class AnswersCard(Card):
    """Hidden while nothing was answered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("You said, we did"), "check", parent=parent)
        self._lines: list[QWidget] = []
        self.hide()

    def show_answers(self, answers: Sequence[Answer]) -> None:
        """The newest first."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        for answer in answers:
            self._lines.append(self.add(Text(answer.said, "strong", self)))
            words = tr("{outcome}: {words}", outcome=answer.outcome.label, words=answer.did)
            self._lines.append(self.add(Text(words, "body", self)))
        self.setVisible(bool(answers))
