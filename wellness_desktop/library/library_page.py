"""The library: one search box over all that everyone may read and, signed in, the agency's documents. No trace."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.fields import RadioField, TextField
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.stack import Stack
from wellness_desktop.kit.text import Text
from wellness_desktop.library.agency.shelf_view import KIND, AgencyShelf, dropped_files
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.detail_view import DetailView
from wellness_desktop.library.entries_view import EntriesView, Entry, found_words, nothing_found
from wellness_desktop.library.filter_view import FilterRow
from wellness_desktop.library.guide_outputs import print_card, print_handout
from wellness_desktop.library.public_shelves_view import PublicShelves
from wellness_desktop.library.search_run import SearchRun
from wellness_desktop.library.service import Found

if TYPE_CHECKING:
    from wellness_desktop.library.reader_view import ReaderView
    from wellness_desktop.library.tool_view import ToolShelf

GUIDES, CATALOGUE, LINES, DOCUMENTS, TOOLS = range(5)
_PAUSE_MS = 40
_QUIET_MS = 150
"""After the page was made; reading sooner would hold up its first look."""


class LibraryPage(Page):
    """Lists on the left, do-this-now on the right, the reader in place of both. `help_wanted` asks for help,
    `sign_in_wanted` for the way to the agency's own documents.
    """

    help_wanted = Signal()
    sign_in_wanted = Signal()
    path_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Library"), _purpose(), parent)
        self._desk = desk
        self._library = desk.library
        self._public = PublicShelves(desk)
        self._search, self._enter_waits = SearchRun(desk, self), False
        self._build_page()
        self._connect_page()
        self.refresh()
        QTimer.singleShot(_QUIET_MS, self, self._search.read_ahead)

    # ---- for the window around it ----

    def refresh(self) -> None:
        """Lists what belongs to the shelf, or answers the search again."""
        self._show_list(keep=True)
        self._show_detail()

    def search_for(self, text: str) -> None:
        """Types `text` into the search box."""
        self.close_reader()
        self._box.setText(text)
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_entry(self, kind: str, entry_id: str) -> None:
        """Opens what a search found: a guide in the reader, a line or resource in its list.

        A blank id lists everything of the kind.
        """
        if kind == "help":
            self.help_wanted.emit()
        elif kind == "guide" and entry_id:
            self._reader.come_from(None)
            self.read(entry_id)
        else:
            shelves = {"guide": GUIDES, "line": LINES, KIND: DOCUMENTS, "tool": TOOLS, "path": TOOLS}
            self._show_shelf(shelves.get(kind, CATALOGUE))
            if entry_id and self._list.choose(entry_id):
                self._show_detail()
                self._both.show_detail()

    def read(self, guide_id: str, way_back: Callable[[], object] | None = None) -> None:
        """Opens a guide in the reader. A guide that is not there is said in the banner.

        `way_back` opens the page from which the guide was wanted, when that is none of the lists here.
        """
        with self.attempt():
            guide = self._library.guide(guide_id)
            self._stack.setCurrentWidget(self._reader)
            self.set_title(tr("Library"))
            if way_back is not None:
                self._reader.come_from(way_back)
            self._reader.read(guide, self._library.guides(), self._desk.setup().printed_on)
            self._reader.tool_row.show_tools(self._library.toolbox.with_guide(guide_id))

    def read_document(self, document_id: str, page: int = 0, phrase: str = "") -> None:
        """Opens one of the agency's documents, where a search found it."""
        self.close_reader()
        self._agency.open(document_id, page, phrase)

    def close_reader(self) -> None:
        """Goes back from the reader to the lists, and empties it."""
        self._agency.close_reader()
        if self._stack.currentWidget() is not self._lists:
            self._stack.setCurrentWidget(self._lists)
            self.set_title(tr("Library"), _purpose())
            if (reader := self._made_reader()) is not None:
                reader.empty()
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Saves what is typed and not saved yet (another page, lock)."""
        self._agency.flush()

    def forget(self) -> None:
        """Empties the page: search, results and reader (on lock and when someone signs in or out)."""
        self._agency.forget()
        if "tools" in self.__dict__:
            self.tools.forget()
        self.close_reader()
        if (reader := self._made_reader()) is not None:
            reader.forget()
        self._box.clear()
        self._shelf.set_value(GUIDES)
        self._filters.forget()
        self._detail.show_nothing("")
        self._show_list()
        self.banner.clear()

    # ---- made once ----

    def _build_page(self) -> None:
        holder = QWidget(self)
        self._stack = Stack(holder)
        self._lists = QWidget(holder)
        self._stack.addWidget(self._lists)
        self._box = TextField("", self, placeholder=tr("Search: a word, a question, a number"), most=120)
        self._box.setClearButtonEnabled(False)
        self._box.setAccessibleName(tr("Search the library"))
        self._box.setAccessibleDescription(tr("Results appear below while you type. Down goes to them."))
        self._box.installEventFilter(self)
        self._box.setAcceptDrops(False)  # files dropped there are documents, not words
        self.setAcceptDrops(True)
        self._agency = AgencyShelf(self._desk, self, self._stack)
        shelves = [(GUIDES, tr("Guides")), (CATALOGUE, tr("Made by others")), (LINES, tr("Support lines"))]
        shelves += [(TOOLS, tr("Tools")), (DOCUMENTS, tr("Our documents"))]
        self._shelf = RadioField(shelves, self, columns=5)
        self._shelf.set_value(GUIDES)
        self._shelf.speak_as(tr("What to list"))
        self._said = Text("", "muted", self)
        self._filters = FilterRow(self._library, self)
        self._list = EntriesView(self)
        self._list.installEventFilter(self._filters)
        self._list.setAccessibleName(tr("Entries"))
        self._detail = DetailView(self._library.words, self)
        self._both = Beside(self._list, self._detail, self, share=58)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        column = QVBoxLayout(self._lists)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self._box, self._shelf, self._filters, self._agency.above, self._said):
            column.addWidget(widget)
        column.addWidget(self._both, 1)
        column.addWidget(self._agency.empty, 1)
        self.body.addWidget(holder, 1)

    def _connect_page(self) -> None:
        self._pause.timeout.connect(self._show_detail)
        self._box.textChanged.connect(lambda _text: self._show_list())
        self._box.returnPressed.connect(self._enter)
        self._search.found.connect(self._show_found)
        self._search.failed.connect(self.banner.problem)
        self._shelf.edited.connect(self._show_list)
        self._filters.changed.connect(self._show_list)
        self._list.chosen.connect(self._detail_later)
        self._list.opened.connect(self._open)
        self._list.clicked.connect(lambda _index: self._both.show_detail())
        self._detail.help_wanted.connect(self.help_wanted)
        self._detail.handout_wanted.connect(self._print_handout)
        self._detail.card_wanted.connect(self._print_card)
        self._detail.read_wanted.connect(self.read)
        self._agency.closed.connect(self.close_reader)
        self._agency.reading.connect(self._show_document_reader)
        self._agency.changed.connect(self._documents_changed)
        self._agency.sign_in_wanted.connect(self.sign_in_wanted)

    @cached_property
    def _reader(self) -> "ReaderView":
        """Made when the first guide is opened, so that the lists are on the screen sooner."""
        from wellness_desktop.library.reader_view import ReaderView

        reader = ReaderView(self._stack.parentWidget())
        self._stack.addWidget(reader)
        reader.handout_wanted.connect(self._print_handout)
        reader.card_wanted.connect(self._print_card)
        reader.guide_wanted.connect(self.read)
        reader.tool_row.wanted.connect(lambda tool: self.show_entry("tool", tool))
        reader.closed.connect(self.close_reader)
        return reader

    @cached_property
    def tools(self) -> "ToolShelf":
        """Made when the shelf of tools is first opened, or one of them is found."""
        from wellness_desktop.library.tool_view import ToolShelf

        tools = ToolShelf(self._desk, self)
        tools.guide_wanted.connect(self.read)
        tools.path_wanted.connect(self.path_wanted)
        return tools

    def _made_reader(self) -> "ReaderView | None":
        return self.__dict__.get("_reader")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search box, arrows move in the list below and Escape empties the box."""
        if watched is self._box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._list.step(step)
                entry = self._list.current()
                announce(self._list, entry.spoken if entry else "")
                return True
            if event.key() == Qt.Key.Key_Escape and self._box.text():
                self._box.clear()
                return True
        return super().eventFilter(watched, event)

    # ---- what is listed ----

    def _show_shelf(self, shelf: int) -> None:
        """Lists a shelf whole: no search, no filter, no guide open."""
        self.close_reader()
        self._box.clear()
        self._shelf.set_value(shelf)
        self._filters.forget()
        self._both.show_main()
        self._show_list()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_list(self, *, keep: bool = False) -> None:
        text = self._box.text().strip()
        searching = bool(text)
        self._shelf.setVisible(not searching)
        self._filters.setVisible(not searching and self._shelf.value() == CATALOGUE)
        self._agency.no_search()
        self._search.drop()
        self._enter_waits = False
        if searching:
            self._both.setVisible(self._agency.arrange(shown=False))
            self._search.ask(self._box.text())
            return
        entries: list[Entry] = []
        with self.attempt():
            entries = self._entries()
        self._both.setVisible(self._agency.arrange(self._shelf.value() == DOCUMENTS, len(entries)))
        self._list.show_entries(entries, keep=keep)
        self._said.setText(self._count_words(len(entries)))
        self._said.setVisible(self._shelf.value() == CATALOGUE)

    def _show_found(self, found: Found) -> None:
        entries = [
            Entry(hit.kind, hit.id, hit.title, hit.note, hit.snippet, faded=self._public.is_faded(hit.kind, hit.id))
            for hit in found.hits
        ]
        self._list.show_entries(entries)
        self._said.setText(found_words(len(entries), found.meant))
        self._said.setVisible(True)
        announce(self._list, self._said.text())
        self._agency.search(self._box.text(), lambda own: self._show_own(entries, own, found.meant))
        if self._enter_waits:
            self._enter()

    def _enter(self) -> None:
        """Enter in the search box; typed faster than the search, it waits for what was asked."""
        self._enter_waits = self._search.pending
        if not self._enter_waits:
            self._list.open_current()

    def _show_own(self, public: list[Entry], own: list[Entry], meant: Sequence[str]) -> None:
        """The agency's documents follow what everyone can find, as soon as they are there."""
        if own:
            self._list.show_entries([*public, *own], keep=True)
            self._said.setText(found_words(len(public) + len(own), meant))

    def _documents_changed(self, chosen: str) -> None:
        """Something was added, renamed, removed or brought back."""
        self._show_list(keep=True)
        if chosen and self._list.choose(chosen):
            self._show_detail()

    def _entries(self) -> list[Entry]:
        """What stands on the chosen shelf."""
        shelf = self._shelf.value()
        if shelf == CATALOGUE:
            return self._public.resources(self._filters.entries())
        shelves = {GUIDES: self._public.guides, LINES: self._public.lines}
        if shelf == TOOLS:
            return self.tools.entries()
        return (self._agency.entries if shelf == DOCUMENTS else shelves[shelf])()

    def _count_words(self, count: int) -> str:
        if not self._filters.isVisibleTo(self) or self._filters.wish.everything:
            return tr_count("{count} entry", "{count} entries", count)
        return tr("{count} of {all} entries", count=count, all=self._filters.total)

    # ---- what is opened and printed ----

    def _detail_later(self, _entry: Entry | None) -> None:
        """While someone types or holds an arrow key, only the entry they stop at is laid out."""
        self._pause.start()

    def _show_detail(self) -> None:
        self._pause.stop()
        entry = self._list.current()
        today = self._desk.setup().printed_on
        if entry is None and self._filters.isVisibleTo(self):
            self._detail.show_way_back(tr("No entry fits all these filters."), tr("Clear filters"), self._filters.clear)
        elif entry is None:
            self._detail.show_nothing(nothing_found() if self._box.text().strip() else "")
        elif entry.kind == "help":
            self._detail.show_help()
        elif entry.kind == "guide":
            self._detail.show_guide(self._library.guide(entry.id), today)
        elif entry.kind == "line":
            self._detail.show_line(self._library.line(entry.id), today)
        elif entry.kind == KIND:
            self._show_document(entry.id)
        elif entry.kind in ("tool", "path"):
            self.tools.show(entry, self._detail)
        else:
            resource = self._library.resource(entry.id)
            self._detail.show_resource(resource, self._agency.copy_card(resource))

    def _show_document(self, document_id: str) -> None:
        if self._agency.shows(document_id):
            return
        self._agency.flush()
        if (cards := self._agency.make_cards(document_id)) is not None:
            self._detail.show_cards(cards)

    def _show_document_reader(self, title: str) -> None:
        if self._agency.reader is not None:
            self._stack.setCurrentWidget(self._agency.reader)
            self.set_title(title)

    def _open(self, entry: Entry) -> None:
        if entry.kind == "help":
            self.help_wanted.emit()
        elif entry.kind == "guide":
            self.read(entry.id)
        elif entry.kind == KIND:
            self._agency.open(entry.id)
        else:
            self._both.show_detail()
            if entry.kind in ("tool", "path"):
                self.tools.opened(entry)

    # ---- files that are dropped ----

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event.mimeData())
        if not files:
            return
        event.acceptProposedAction()
        self._show_shelf(DOCUMENTS)
        if self._agency.may_add:
            self._agency.add(files)
        elif self._agency.documents is not None:
            self.banner.note(
                tr("Your roles do not include adding documents."),
                tr("The support coordinator, a planner or an administrator can add them."),
            )

    @property
    def _large_print(self) -> bool:
        reader = self._made_reader()
        return reader is not None and reader.large_print

    def _print_handout(self, guide_id: str) -> None:
        print_handout(self._desk, self, guide_id, large=self._large_print)

    def _print_card(self, guide_id: str) -> None:
        print_card(self._desk, self, guide_id, large=self._large_print)


def _purpose() -> str:
    return tr("Read, search and print. Nothing you open or look for here is kept.")
