"""A line that shows how far a job is, with a way to stop it."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.button import button
from wellness_desktop.kit.tasks import Task
from wellness_desktop.kit.text import Text


class ProgressRow(QWidget):
    """Hidden until it follows a task; says what is being done, how far it is, and can stop it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._words = Text("", "strong", self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.stop_button = button(tr("Stop"), "x", parent=self, press=self._stop)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._words)
        words.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.stop_button)
        self.hide()

    def follow(self, task: Task) -> None:
        """Shows the task until it ends."""
        self._task = task
        self._words.setText(task.words)
        self.bar.setAccessibleName(task.words)
        self.stop_button.setAccessibleName(tr("Stop: {task}", task=task.words))
        self.bar.setRange(0, 0)
        self.stop_button.setEnabled(True)
        task.progress.connect(self._show)
        task.ended.connect(lambda: self._ended(task))
        self.show()
        announce(self, task.words)

    def _show(self, current: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(current)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.stop()
            self.stop_button.setEnabled(False)
            self._words.setText(tr("Stopping…"))

    def _ended(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self.hide()
