"""The agency's documents on the library's page: their list, their search, their cards and their reader.

Everything here ends at lock: `forget` empties it, and what comes back later from a job is not shown any more. What
needs the records is made when somebody is signed in, so that the open library is as quick as before.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QMimeData, QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from wellness_desktop.base.errors import Cancelled, ChangedElsewhere, Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.tasks import Task, Tasks
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.entries_view import Entry

if TYPE_CHECKING:
    from uuid import UUID

    from wellness_desktop.library.agency.document_card_view import CopyCard, DocumentCards
    from wellness_desktop.library.agency.document_reader_view import DocumentReader
    from wellness_desktop.library.agency.intake_view import IntakeView
    from wellness_desktop.library.agency.reading import Ready
    from wellness_desktop.library.agency.service import AgencyDocuments
    from wellness_desktop.library.agency.values import AgencyDocument, DocumentHit
    from wellness_desktop.library.catalogue import Resource

    Make = Callable[[AgencyDocuments, AgencyDocument], Ready]

KIND = "document"


class AgencyShelf(QObject):
    """`changed` says that the list holds something else (with the id to choose); `reading` that the reader shows
    the document of this title.
    """

    changed = Signal(str)
    reading = Signal(str)
    closed = Signal()
    sign_in_wanted = Signal()

    def __init__(self, desk: Desk, page: Page, stack: QStackedLayout) -> None:
        super().__init__(page)
        self._desk, self._page, self._stack = desk, page, stack
        self._places: dict[str, int] = {}
        """The page where the newest search found each document."""
        self._phrase = ""
        self._asked = self._opening = 0
        self._searching: Task | None = None
        self._open: AgencyDocument | None = None
        self.cards: DocumentCards | None = None
        self.intake: IntakeView | None = None
        self.reader: DocumentReader | None = None
        self.above = _Holder(page)
        """What stands above the list of documents."""
        self.empty = _Holder(page)
        """What stands in place of an empty list."""
        self._above_column, self._empty_column = QVBoxLayout(self.above), QVBoxLayout(self.empty)
        for holder, column in ((self.above, self._above_column), (self.empty, self._empty_column)):
            column.setContentsMargins(0, 0, 0, 0)
            holder.hide()

    @property
    def documents(self) -> "AgencyDocuments | None":
        """The service; None while nobody is signed in."""
        return self._desk.agency()

    @property
    def may_add(self) -> bool:
        """Whether somebody is signed in who may add documents."""
        documents = self.documents
        return documents is not None and documents.may_change

    # ---- the list ----

    def entries(self) -> list[Entry]:
        """Every document; none while nobody is signed in."""
        documents = self.documents
        return [_entry(document) for document in documents.documents()] if documents is not None else []

    def arrange(self, shown: bool, listed: int = 0) -> bool:
        """Shows what belongs above the list of documents, or in place of an empty one. Whether a list is to be seen."""
        bare = shown and listed == 0
        self.above.setVisible(shown and self.may_add)
        if shown and self.may_add:
            self._intake().offer.setVisible(not bare)  # the empty list offers the same
        if bare:
            self._say_empty()
        self.empty.setVisible(bare)
        return not bare

    def add(self, files: list[Path]) -> None:
        """Adds dropped files."""
        self._intake().add(files)

    def _intake(self) -> "IntakeView":
        if self.intake is None:
            from wellness_desktop.library.agency.intake_view import IntakeView

            tasks = self._desk.importing or self._desk.tasks
            self.intake = IntakeView(self._desk.agency, tasks, self._page.banner, self.above)
            self.intake.added.connect(lambda added: self.changed.emit(str(added[-1].id) if added else ""))
            self._above_column.addWidget(self.intake)
            self.intake.show()  # Qt would show it at the next turn only
        return self.intake

    def _say_empty(self) -> None:
        column = self._empty_column
        while (item := column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if self.documents is None:
            words = tr("The agency's own documents are in the encrypted records.")
            detail = tr("Policies, leaflets and forms that this agency added. Sign in to read and search them.")
            state = EmptyState(
                "lock", words, tr("Sign in"), self.sign_in_wanted.emit, self.empty, detail=detail, action_icon="log-in"
            )
        elif self.may_add:
            words = tr("Keep policies, leaflets and forms here, to be read without internet.")
            detail = tr(
                "Choose files or drop them here. Add nothing about a person: everyone who signs in can read it."
            )
            press = self._intake().choose
            state = EmptyState(
                "folder", words, tr("Add documents"), press, self.empty, detail=detail, action_icon="file-plus"
            )
        else:
            words = tr("No documents were added yet.")
            detail = tr("The support coordinator, a planner or an administrator can add policies, leaflets and forms.")
            state = EmptyState("folder", words, parent=self.empty, detail=detail)
        column.addWidget(state)
        state.show()

    # ---- search ----

    def search(self, text: str, then: Callable[[list[Entry]], object]) -> None:
        """Finds documents off the window's thread; an older search never tells after a newer one was asked."""
        self.no_search()
        number, documents = self._asked, self.documents
        if documents is None:
            return

        def found(hits: "list[DocumentHit]") -> None:
            if number == self._asked and shiboken6.isValid(self):
                self._searching = None
                self._phrase, self._places = text.strip(), {hit.id: hit.page for hit in hits}
                then([Entry(KIND, hit.id, hit.title, hit.note, hit.snippet) for hit in hits])

        self._searching = self._quick().start(
            lambda _task: documents.search(text), done=found, failed=_only_defects, stopped=_nothing
        )

    def no_search(self) -> None:
        """What is still being looked for is not wanted any more."""
        self._asked += 1
        self._phrase, self._places = "", {}
        if self._searching is not None:
            self._searching.stop()
            self._searching = None

    # ---- cards ----

    def shows(self, document_id: str) -> bool:
        """Whether the card of this document is on the page: what is typed there must not be lost."""
        cards = self._live_cards()
        return cards is not None and cards.isVisibleTo(self._page) and str(cards.document.id) == document_id

    def make_cards(self, document_id: str) -> "DocumentCards | None":
        """The card of a document; None when it is gone."""
        documents = self.documents
        if documents is None:
            return None
        from uuid import UUID

        from wellness_desktop.library.agency.document_card_view import DocumentCards

        with self._page.attempt():
            document = documents.document(UUID(document_id))
            self.cards = DocumentCards(document, self._desk.zone(), may_change=documents.may_change)
            self.cards.read_wanted.connect(self.open)
            self.cards.save_wanted.connect(self._save)
            self.cards.remove_wanted.connect(self._remove)
            return self.cards
        return None

    def copy_card(self, resource: "Resource") -> "CopyCard | None":
        """The agency's copy of a catalogue entry; None when there is none and nobody here may attach one."""
        documents = self.documents
        if documents is None:
            return None
        from wellness_desktop.library.agency.document_card_view import CopyCard

        with self._page.attempt():
            copy = documents.copy_of(resource.id)
            if copy is None and not documents.may_change:
                return None
            card = CopyCard(copy)
            card.read_wanted.connect(self.open)
            card.attach_wanted.connect(lambda: self._intake().choose(resource.shown_title, resource.id))
            return card
        return None

    def flush(self) -> None:
        """Saves what is typed and not saved yet."""
        if (cards := self._live_cards()) is not None:
            cards.flush()

    def _live_cards(self) -> "DocumentCards | None":
        return self.cards if self.cards is not None and shiboken6.isValid(self.cards) else None

    def _save(self, title: str, about: str) -> None:
        documents, cards = self.documents, self._live_cards()
        if documents is None or cards is None:
            return
        try:
            done = documents.change(cards.document, title, about)
        except ChangedElsewhere as changed:
            from wellness_desktop.library.agency.values import AgencyDocument

            if isinstance(changed.theirs, AgencyDocument):
                cards.show_again(changed.theirs)
            self._page.banner.problem(changed)
            self.changed.emit("")
            return
        except Problem as problem:
            self._page.banner.problem(problem)
            return
        cards.show_document(done.value)
        self.changed.emit("")
        self._page.banner.say(tr("Saved."), lambda: self._undo(done.undo, done.value.id))

    def _remove(self) -> None:
        documents, cards = self.documents, self._live_cards()
        if documents is None or cards is None:
            return
        with self._page.attempt():
            done = documents.remove(cards.document.id)
            self.cards = None
            self.changed.emit("")
            words = tr("Removed: {title}", title=done.value.title)
            self._page.banner.say(words, lambda: self._undo(done.undo, done.value.id))

    def _undo(self, undo: Callable[[], None], document_id: "UUID") -> None:
        undo()
        documents, cards = self.documents, self._live_cards()
        if documents is not None and cards is not None and cards.document.id == document_id:
            cards.show_again(documents.document(document_id))
        self.changed.emit(str(document_id))

    # ---- reading ----

    def open(self, document_id: str, page: int = 0, phrase: str = "") -> None:
        """Opens a document in the reader, where the newest search found it."""
        documents = self.documents
        if documents is None:
            return
        self.flush()
        with self._page.attempt():
            from uuid import UUID

            from wellness_desktop.library.agency.reading import make_ready

            self._open = documents.document(UUID(document_id))
            place = page or self._places.get(document_id, 0)
            self._load(make_ready, place, phrase or (self._phrase if document_id in self._places else ""))

    def close_reader(self) -> None:
        """Forgets the document that is open."""
        self._opening += 1
        self._open = None
        if self.reader is not None:
            self.reader.empty()

    def forget(self) -> None:
        """Empties everything (lock, and when someone else signs in)."""
        self.no_search()
        self.close_reader()
        self.cards = None
        if self.intake is not None:
            self.intake.forget()

    def _load(self, make: "Make", page: int = 0, phrase: str = "") -> None:
        """Reads the document off the window's thread: a hundred megabytes take a second."""
        documents, document = self.documents, self._open
        if documents is None or document is None:
            return
        self._opening += 1
        number = self._opening

        def done(ready: "Ready") -> None:
            if number == self._opening and shiboken6.isValid(self):
                self._show(ready, page, phrase)

        def failed(error: Exception) -> None:
            _only_defects(error)
            if number == self._opening and isinstance(error, Problem) and shiboken6.isValid(self):
                self._page.banner.problem(error)

        self._quick().start(lambda _task: make(documents, document), done=done, failed=failed)

    def _quick(self) -> Tasks:
        """The worker for what somebody waits for: no print and no import stands before it."""
        return self._desk.searching or self._desk.tasks

    def _show(self, ready: "Ready", page: int, phrase: str) -> None:
        with self._page.attempt():
            reader = self._reader()
            reader.show_ready(ready)
            self.reading.emit(ready.document.title)
            # Pages have their places once they are laid out, which takes a turn.
            QTimer.singleShot(0, reader, lambda: reader.go_to(phrase, page))

    def _reader(self) -> "DocumentReader":
        if self.reader is None:
            from wellness_desktop.library.agency.document_reader_view import DocumentReader
            from wellness_desktop.library.agency.reading import make_ready, words_ready

            self.reader = DocumentReader()
            self.reader.closed.connect(self.closed)
            self.reader.text_wanted.connect(lambda: self._load(words_ready))
            self.reader.pages_wanted.connect(lambda: self._load(make_ready))
            self._stack.addWidget(self.reader)
        return self.reader


def dropped_files(dropped: QMimeData) -> list[Path]:
    """The files of a drop that lie on this PC or a stick; addresses from a browser are none."""
    return [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile() and url.toLocalFile()]


class _Holder(QWidget):
    """As high as its width asks for. The least height that Qt would demand is that of the narrowest, and follows the
    width it has now: the page would grow and shrink by it without end.
    """

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


def _entry(document: "AgencyDocument") -> Entry:
    from wellness_desktop.library.agency.values import kind_words, size_words

    note = tr("{what} · {size}", what=kind_words(document), size=size_words(document.size))
    return Entry(KIND, str(document.id), document.title, note, document.about)


def _only_defects(error: Exception) -> None:
    """A search or a document that was given up at lock has nothing to say; a defect goes further."""
    if not isinstance(error, Problem | Cancelled):
        raise error


def _nothing() -> None:
    """A search that was overtaken has nothing to say."""
