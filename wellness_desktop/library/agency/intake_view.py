"""Adding documents: by button or by drop, several at once in the background, with progress, stop and undo."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from wellness_desktop.base.errors import Cancelled, Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.progress import ProgressRow
from wellness_desktop.kit.tasks import Task, Tasks
from wellness_desktop.kit.text import Text
from wellness_desktop.library.agency.batch import Outcome, Refused, add_all
from wellness_desktop.library.agency.formats import ENDINGS
from wellness_desktop.library.agency.limits import MOST_BYTES
from wellness_desktop.library.agency.values import AgencyDocument, Done

if TYPE_CHECKING:
    from wellness_desktop.library.agency.service import AgencyDocuments

MOST_TOLD = 20
"""Refused files told by name; of more than these the number."""


class IntakeView(QWidget):
    """`added` comes with the documents that were added, also after a stop."""

    added = Signal(list)

    def __init__(
        self,
        documents: "Callable[[], AgencyDocuments | None]",
        tasks: Tasks,
        banner: Banner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._documents, self._tasks, self._banner = documents, tasks, banner
        self._task: Task | None = None
        self._outcome = Outcome()
        self.refused = RefusedCard(self)
        self.progress = ProgressRow(self)
        self.offer = QWidget(self)
        self.add_button = button(tr("Add documents"), "file-plus", "primary", press=self.choose, parent=self.offer)
        size = MOST_BYTES // (1024 * 1024)
        offer = QVBoxLayout(self.offer)
        offer.setContentsMargins(0, 0, 0, 0)
        offer.setSpacing(6)
        offer.addLayout(button_row(self.add_button))
        offer.addWidget(
            Text(
                tr(
                    "Or drop files here, up to {size} MB each. Everyone who signs in can read them: add nothing "
                    "about a person.",
                    size=size,
                ),
                "muted",
                self.offer,
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for each in (self.offer, self.progress, self.refused):
            column.addWidget(each)

    @property
    def busy(self) -> bool:
        """Whether files are being added now."""
        return self._task is not None

    def choose(self, title: str = "", resource_id: str = "") -> None:
        """Opens the system's file dialog, which stops nothing else."""
        dialog = QFileDialog(self, tr("Choose documents to add"))
        one = bool(resource_id)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile if one else QFileDialog.FileMode.ExistingFiles)
        endings = " ".join(f"*{ending}" for ending in ENDINGS)
        dialog.setNameFilters([tr("Documents ({endings})", endings=endings), tr("All files (*)")])
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names], title, resource_id))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def add(self, files: Sequence[Path], title: str = "", resource_id: str = "") -> None:
        """Adds these files in the background."""
        documents = self._documents()
        if documents is None or not files:
            return
        if self._task is not None:
            self._banner.note(
                tr("Documents are being added already."), tr("Wait for them or stop them, then add these.")
            )
            return
        self.refused.tell(())
        outcome = Outcome()
        job = partial(_add, documents, list(files), outcome, title, resource_id)
        words = tr_count("Adding one document", "Adding {count} documents", len(files))
        task = self._tasks.start(
            job,
            done=partial(self._ended, outcome),
            failed=partial(self._failed, outcome),
            stopped=partial(self._ended, outcome),
            words=words,
        )
        self._task = task
        self._outcome = outcome
        self.progress.follow(task)

    def forget(self) -> None:
        """Stops, and tells nothing of it any more (lock)."""
        if self._task is not None:
            self._task.stop()
            self._task = None
        self._outcome = Outcome()
        self.progress.hide()
        self.refused.tell(())

    def _failed(self, outcome: Outcome, error: Exception) -> None:
        if not shiboken6.isValid(self) or outcome is not self._outcome:
            return
        if isinstance(error, Cancelled):  # the records were locked meanwhile
            self._ended(outcome)
            return
        self._task = None
        if not isinstance(error, Problem):
            raise error
        self._banner.problem(error)

    def _ended(self, outcome: Outcome, _same: object = None) -> None:
        if not shiboken6.isValid(self) or outcome is not self._outcome:
            return
        self._task = None
        self.refused.tell(outcome.refused if len(outcome.refused) + len(outcome.added) > 1 else ())
        self.added.emit([done.value for done in outcome.added])
        self._tell(outcome)

    def _tell(self, outcome: Outcome) -> None:
        added, refused = len(outcome.added), len(outcome.refused)
        if added:
            words = tr_count("One document was added.", "{count} documents were added.", added)
            if added == 1:
                words = tr("Added: {title}", title=outcome.added[0].value.title)
            self._banner.say(words, partial(self._undo, outcome.added), detail=_left_out(outcome))
        elif refused == 1:
            problem = outcome.refused[0].problem
            self._banner.problem(problem)
        elif refused:
            self._banner.warn(tr("None of these files was added."), tr("The list below says why."))
        else:
            self._banner.note(tr("Stopped. Nothing was added."))

    def _undo(self, added: Sequence[Done[AgencyDocument]]) -> None:
        for done in added:
            done.undo()
        self.added.emit([])


class RefusedCard(Card):
    """Hidden unless files were refused; each with the reason and what to do instead."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Not added"), "circle-alert", tr("Close"), parent)
        self._lines: list[QWidget] = []
        self.acted.connect(lambda: self.tell(()))
        self.hide()

    def tell(self, refused: Sequence[Refused]) -> None:
        """Lists these files; nothing for none."""
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for each in refused[:MOST_TOLD]:
            self._line(Text(each.name, "strong", self))
            self._line(Text(f"{each.problem.title} {each.problem.advice}", "body", self))
        if len(refused) > MOST_TOLD:
            more = len(refused) - MOST_TOLD
            self._line(Text(tr_count("And one more.", "And {count} more.", more), "muted", self))
        self.setVisible(bool(refused))

    def _line(self, text: Text) -> None:
        self._lines.append(text)
        self.add(text)


def _add(
    documents: "AgencyDocuments", files: Sequence[Path], outcome: Outcome, title: str, resource_id: str, task: Task
) -> Outcome:
    return add_all(documents, files, outcome, task.step, title=title, resource_id=resource_id)


def _left_out(outcome: Outcome) -> str:
    if outcome.stopped:
        return tr("The rest was stopped and left out.")
    if outcome.refused:
        return tr_count(
            "One file was not added; the list below says why.",
            "{count} files were not added; the list below says why.",
            len(outcome.refused),
        )
    return ""
