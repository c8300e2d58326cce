"""Beside the list: what a document is, how to read it, and for those who keep the documents, its title and removal."""

from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.fields import TextField
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.text import Text
from wellness_desktop.library.agency.limits import LONGEST_ABOUT, LONGEST_TITLE
from wellness_desktop.library.agency.values import AgencyDocument, Searched, kind_words, size_words
from wellness_desktop.library.line_freshness import long_day


class DocumentCards(QWidget):
    """`read_wanted` asks for the reader, `save_wanted` carries a new title and description, `remove_wanted` nothing."""

    read_wanted = Signal(str)
    save_wanted = Signal(str, str)
    remove_wanted = Signal()

    def __init__(
        self, document: AgencyDocument, zone: tzinfo | None, parent: QWidget | None = None, *, may_change: bool
    ) -> None:
        super().__init__(parent)
        self._zone, self._may_change = zone, may_change
        self.document = document
        self.form: Form | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._what())
        if may_change:
            column.addWidget(self._keeping())

    def show_document(self, document: AgencyDocument) -> None:
        """The same document with another title and description; what is being typed stays."""
        self.document = document
        self._title.setText(document.title)
        self._about.setText(document.about)
        self._about.setVisible(bool(document.about))

    def show_again(self, document: AgencyDocument) -> None:
        """The same document as it is saved, in the fields too (undo, or someone else saved first)."""
        self.show_document(document)
        if self.form is not None:
            self.form.set_values({"title": document.title, "about": document.about})

    def flush(self) -> None:
        """Saves what is typed and not saved yet."""
        if self.form is not None:
            self.form.flush()

    def _what(self) -> Card:
        document = self.document
        card = Card(parent=self)
        self._title = Text(document.title, "big", card)
        self._about = Text(document.about, "body", card)
        self._about.setVisible(bool(document.about))
        card.add(self._title)
        card.add(self._about)
        chips = QWidget(card)
        row = Flow(chips)
        for words in (kind_words(document), size_words(document.size)):
            row.addWidget(Chip(words, "plain", chips))
        card.add(chips)
        day = long_day(document.added_at.astimezone(self._zone).date())
        card.add(Text(tr("Added {day} by {name}.", day=day, name=document.added_by), "muted", card))
        if note := _search_note(document):
            card.add(Text(note, "small", card))
        ways = QWidget(card)
        flow = Flow(ways)
        self.read_button = button(
            tr("Read"), "book-open", "primary", press=lambda: self.read_wanted.emit(str(self.document.id)), parent=ways
        )
        flow.addWidget(self.read_button)
        if self._may_change:
            self.remove_button = button(tr("Remove"), "trash-2", press=self._remove, parent=ways)
            flow.addWidget(self.remove_button)
        card.add(ways)
        return card

    def _keeping(self) -> Card:
        card = Card(tr("How it is found"), "pencil", parent=self)
        self.form = Form(card)
        self.form.add(
            tr("&Title"), TextField(most=LONGEST_TITLE), name="title", required=tr("The document needs a title.")
        )
        self.form.add(
            tr("In a few &words"),
            TextField(most=LONGEST_ABOUT),
            tr("What it is for, in words that people look for."),
            name="about",
        )
        self.form.set_values({"title": self.document.title, "about": self.document.about})
        self.form.changed.connect(self._save)
        card.add(self.form)
        return card

    def _save(self) -> None:
        if self.form is None:
            return
        typed = self.form.values()
        if (typed["title"], typed["about"]) != (self.document.title, self.document.about):
            self.save_wanted.emit(typed["title"], typed["about"])

    def _remove(self) -> None:
        self.flush()
        self.remove_wanted.emit()


class CopyCard(Card):
    """On an entry of the public catalogue: the agency's own copy of it, or the way to attach one."""

    read_wanted = Signal(str)
    attach_wanted = Signal()

    def __init__(self, copy: AgencyDocument | None, parent: QWidget | None = None) -> None:
        super().__init__(tr("Our own copy"), "folder", parent=parent)
        if copy is not None:
            self.add(Text(tr("{title} ({what})", title=copy.title, what=kind_words(copy)), "body", self))
            self.way = button(
                tr("Read our copy"), "book-open", press=lambda: self.read_wanted.emit(str(copy.id)), parent=self
            )
        else:
            self.add(
                Text(tr("Downloaded it? Attach the file, and everyone who signs in can read it here."), "muted", self)
            )
            self.way = button(tr("Attach a copy"), "upload", press=self.attach_wanted.emit, parent=self)
        row = QWidget(self)
        Flow(row).addWidget(self.way)
        self.add(row)


def _search_note(document: AgencyDocument) -> str:
    if document.searched is Searched.TITLE and not document.format.is_picture:
        return tr("Its pages are pictures: search finds it by title and description only.")
    if document.searched is Searched.TITLE:
        return tr("A picture: search finds it by title and description only.")
    if document.searched is Searched.BEGINNING:
        return tr("It is very long: search finds the words of its first part only.")
    return ""
