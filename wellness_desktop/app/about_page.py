"""About: version, where the records live, what is protected and what is not, and what the program is made of."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop import __version__
from wellness_desktop.app.file_notes import FilesCard, spoiled_files
from wellness_desktop.app.libraries import libraries
from wellness_desktop.app.settings_pieces import back_to_settings
from wellness_desktop.base.language import tr
from wellness_desktop.base.paths import Paths
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.fields import TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.kit.text import Text
from wellness_desktop.library.service import Library


class AboutPage(Page):
    """Needs no sign-in and no service; `paths` are those of the running program.

    `library` is looked through by `tasks`, so that a spoiled file is told; without it nothing is said of files.
    """

    back = Signal()

    def __init__(
        self, paths: Paths, parent: QWidget | None = None, *, library: Library | None = None, tasks: Tasks | None = None
    ) -> None:
        super().__init__(
            tr("About Wellness Desktop"),
            tr("Works with the cable unplugged. It never opens a network connection, and never asks for an update."),
            parent,
        )
        back_to_settings(self, self.back)
        self.body.addWidget(Reflow([self._protected(), self._where(paths)], self, most=2, column_chars=58))
        if library is not None and tasks is not None:
            self.body.addWidget(FilesCard(lambda: spoiled_files(library), tasks, self))
        self.body.addWidget(self._made_of())
        self.body.addStretch(1)

    def _protected(self) -> Card:
        card = Card(tr("What is protected"), "shield-check", parent=self)
        for line in protection():
            card.add(Text(line, "body", card))
        return card

    def _where(self, paths: Paths) -> Card:
        card = Card(tr("This copy"), "info", parent=self)
        told = ((tr("Version"), __version__), (tr("License"), tr("Apache-2.0, our texts CC BY 4.0")))
        card.add(Facts(told, card))
        form = Form(card)
        for label, folder in ((tr("The records live in"), paths.data), (tr("Backups on this PC"), paths.backups)):
            # A field and no text: a path is one long word, and someone may want to copy it.
            field = form.add(label, TextField(str(folder), most=4096))
            field.setReadOnly(True)
            field.setCursorPosition(0)
        card.add(form)
        return card

    def _made_of(self) -> Card:
        card = Card(tr("Made of"), "layers", parent=self)
        parts = ((part.name, ", ".join(word for word in (part.version, part.license) if word)) for part in libraries())
        card.add(Facts(parts, card, most=3))
        return card


def protection() -> tuple[str, ...]:
    """What the program protects and what it cannot, in six lines (SECURITY.md says it at length)."""
    return (
        tr("The records are encrypted with AES-256. Nobody opens them without a passphrase or the recovery sheet."),
        tr("Who was offered support is sealed a second time, for the support team. No other role opens it."),
        tr("What is read, searched or printed at the front door is written nowhere."),
        tr("Nothing records what was said in a support session. There is no field for it."),
        tr("Not protected: paper, saved PDFs, and what stands on the screen while you are signed in."),
        tr("Someone with full control of this PC could watch the keyboard. Use the PC's own disk encryption as well."),
    )
