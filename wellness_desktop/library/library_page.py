"""The library: one search box over guides, the catalogue and the support lines; nothing of it is remembered."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.fields import ChoiceField, RadioField, TextField
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.text import Text
from wellness_desktop.library.catalogue import Resource
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.detail_view import DetailView
from wellness_desktop.library.entries_view import EntriesView, Entry, nothing_found
from wellness_desktop.library.lines import kind_label
from wellness_desktop.library.reader_view import ReaderView
from wellness_desktop.library.service import Found

GUIDES, CATALOGUE, LINES = range(3)
_PAUSE_MS = 40


class LibraryPage(Page):
    """Lists on the left, do-this-now on the right, the reader in place of both. `help_wanted` asks for help."""

    help_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Library"), _purpose(), parent)
        self._desk = desk
        self._library = desk.library
        self._build_page()
        self._connect_page()
        self.refresh()
        # The index is made ready while the person looks at the list, so that no keystroke waits for it.
        desk.tasks.start(lambda _task: self._library.prepare(), done=_ready, failed=_ready)

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
            self._show_shelf({"guide": GUIDES, "line": LINES}.get(kind, CATALOGUE))
            if entry_id and self._list.choose(entry_id):
                self._show_detail()
                self._both.show_detail()

    def show_lines(self) -> None:
        """Lists all support lines."""
        self._show_shelf(LINES)

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

    def close_reader(self) -> None:
        """Goes back from the reader to the lists, and empties it."""
        if self._stack.currentWidget() is self._reader:
            self._stack.setCurrentWidget(self._lists)
            self.set_title(tr("Library"), _purpose())
            self._reader.empty()
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Empties the page: search, results and reader (on lock and when someone signs in or out)."""
        self.close_reader()
        self._reader.forget()
        self._box.clear()
        self._shelf.set_value(GUIDES)
        self._show_list()

    # ---- made once ----

    def _build_page(self) -> None:
        holder = QWidget(self)
        self._stack = QStackedLayout(holder)
        self._lists = QWidget(holder)
        self._reader = ReaderView(holder)
        self._stack.addWidget(self._lists)
        self._stack.addWidget(self._reader)
        self._box = TextField("", self, placeholder=tr("Search: a word, a question, a number"), most=120)
        self._box.setClearButtonEnabled(False)
        self._box.setAccessibleName(tr("Search the library"))
        self._box.setAccessibleDescription(tr("Results appear below while you type. Down goes to them."))
        self._box.installEventFilter(self)
        self._shelf = RadioField(
            [(GUIDES, tr("Guides")), (CATALOGUE, tr("Made by others")), (LINES, tr("Support lines"))], self
        )
        self._shelf.set_value(GUIDES)
        self._shelf.speak_as(tr("What to list"))
        self._said = Text("", "muted", self)
        self._list = EntriesView(self)
        self._list.setAccessibleName(tr("Entries"))
        self._detail = DetailView(self._library.words, self)
        self._both = Beside(self._list, self._detail, self, share=58)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        column = QVBoxLayout(self._lists)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self._box, self._shelf, self._filters(), self._said):
            column.addWidget(widget)
        column.addWidget(self._both, 1)
        self.body.addWidget(holder, 1)

    def _filters(self) -> QWidget:
        self._filter_row = QWidget(self)
        row = Flow(self._filter_row)
        resources = self._library.catalogue()
        topics = {topic for resource in resources for topic in resource.topics}
        kinds = {resource.kind for resource in resources}
        words = self._library.words
        self._topic = ChoiceField(
            [(word.slug, word.label) for word in words.topics if word.slug in topics], self, empty=tr("Every topic")
        )
        self._topic.setAccessibleName(tr("Topic"))
        self._kind = ChoiceField(
            [(word.slug, word.label) for word in words.kinds if word.slug in kinds], self, empty=tr("Every kind")
        )
        self._kind.setAccessibleName(tr("Kind"))
        row.addWidget(self._topic)
        row.addWidget(self._kind)
        return self._filter_row

    def _connect_page(self) -> None:
        self._pause.timeout.connect(self._show_detail)
        self._box.textChanged.connect(lambda _text: self._show_list())
        self._box.returnPressed.connect(self._list.open_current)
        self._shelf.edited.connect(self._show_list)
        self._topic.edited.connect(self._show_list)
        self._kind.edited.connect(self._show_list)
        self._list.chosen.connect(self._detail_later)
        self._list.opened.connect(self._open)
        self._list.clicked.connect(lambda _index: self._both.show_detail())
        self._detail.help_wanted.connect(self.help_wanted)
        for view in (self._detail, self._reader):
            view.handout_wanted.connect(self._print_handout)
            view.card_wanted.connect(self._print_card)
        self._detail.read_wanted.connect(self.read)
        self._reader.guide_wanted.connect(self.read)
        self._reader.closed.connect(self.close_reader)

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
        self._topic.set_value(None)
        self._kind.set_value(None)
        self._both.show_main()
        self._show_list()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_list(self, *, keep: bool = False) -> None:
        text = self._box.text().strip()
        searching = bool(text)
        self._shelf.setVisible(not searching)
        self._filter_row.setVisible(not searching and self._shelf.value() == CATALOGUE)
        if searching:
            with self.attempt():
                self._show_found(self._library.find(self._box.text(), self._desk.state()))
            return
        entries = (self._guides, self._resources, self._lines)[self._shelf.value()]()
        self._list.show_entries(entries, keep=keep)
        self._said.setText(self._count_words(len(entries)))
        self._said.setVisible(self._shelf.value() == CATALOGUE)

    def _show_found(self, found: Found) -> None:
        entries = [
            Entry(hit.kind, hit.id, hit.title, hit.note, hit.snippet, faded=self._is_faded(hit.kind, hit.id))
            for hit in found.hits
        ]
        self._list.show_entries(entries)
        self._said.setText(_found_words(len(entries), found.meant))
        self._said.setVisible(True)
        announce(self._list, self._said.text())

    def _count_words(self, count: int) -> str:
        return tr_count("{count} entry", "{count} entries", count)

    def _guides(self) -> list[Entry]:
        today = self._desk.setup().printed_on
        return [
            Entry(
                "guide",
                guide.id,
                guide.title,
                tr("{minutes} min · for: {readers}", minutes=guide.minutes, readers=self._labels(guide.audience)),
                guide.summary,
                faded=guide.stale(today),
            )
            for guide in self._library.guides()
        ]

    def _resources(self) -> list[Entry]:
        topic, kind = self._topic.value(), self._kind.value()
        return [
            Entry(
                "resource",
                resource.id,
                resource.shown_title,
                " · ".join(
                    part
                    for part in (self._library.words.label(resource.kind), resource.when, resource.publisher)
                    if part
                ),
                resource.annotation,
                faded=resource.relevance != "core",
            )
            for resource in self._library.catalogue()
            if (topic is None or topic in resource.topics) and (kind is None or resource.kind == kind)
        ]

    def _resource_note(self, resource: Resource) -> str:
        parts = (self._library.words.label(resource.kind), resource.when, resource.publisher)
        return " · ".join(part for part in parts if part)

    def _lines(self) -> list[Entry]:
        today = self._desk.setup().printed_on
        lines = self._library.lines(self._desk.state())
        fresh = [line for line in lines if not line.stale(today)]
        late = [line for line in lines if line.stale(today)]
        return [
            Entry(
                "line",
                line.id,
                line.name,
                " · ".join(line.ways[:2]),
                f"{kind_label(line.kind)}. {line.for_whom}",
                faded=line.stale(today) or not line.print_ok,
                icon="phone" if line.call else "message-circle",
            )
            for line in (*fresh, *late)
        ]

    def _is_faded(self, kind: str, entry_id: str) -> bool:
        today = self._desk.setup().printed_on
        if kind == "line":
            line = self._library.line(entry_id)
            return line.stale(today) or not line.print_ok
        if kind == "resource":
            return self._library.resource(entry_id).relevance != "core"
        return kind == "guide" and self._library.guide(entry_id).stale(today)

    def _labels(self, slugs: Sequence[str]) -> str:
        return ", ".join(self._library.words.label(slug).lower() for slug in slugs)

    # ---- what is opened and printed ----

    def _detail_later(self, _entry: Entry | None) -> None:
        """While someone types or holds an arrow key, only the entry they stop at is laid out."""
        self._pause.start()

    def _show_detail(self) -> None:
        entry = self._list.current()
        today = self._desk.setup().printed_on
        if entry is None:
            self._detail.show_nothing(nothing_found() if self._box.text().strip() else "")
        elif entry.kind == "help":
            self._detail.show_help()
        elif entry.kind == "guide":
            self._detail.show_guide(self._library.guide(entry.id), today)
        elif entry.kind == "line":
            self._detail.show_line(self._library.line(entry.id), today)
        else:
            self._detail.show_resource(self._library.resource(entry.id))

    def _open(self, entry: Entry) -> None:
        if entry.kind == "help":
            self.help_wanted.emit()
        elif entry.kind == "guide":
            self.read(entry.id)
        else:
            self._both.show_detail()

    def _print_handout(self, guide_id: str) -> None:
        from wellness_desktop.library.prints import handout

        guide, lines = self._library.guide(guide_id), self._library.help_lines()
        own, setup = self._desk.contacts(), self._desk.setup()
        self._desk.print(self, guide.title, lambda: handout(guide, lines, own, setup))

    def _print_card(self, guide_id: str) -> None:
        from wellness_desktop.library.prints import quick_card

        guide, lines = self._library.guide(guide_id), self._library.help_lines()
        own, setup = self._desk.contacts(), self._desk.setup()
        self._desk.print(self, guide.title, lambda: quick_card(guide, lines, own, setup))


def _ready(_result: object) -> None:
    """Nothing to say: a search that needs the index makes it itself, and tells what went wrong."""


def _purpose() -> str:
    return tr("Read, search and print. Nothing you open or look for here is kept.")


def _found_words(count: int, meant: Sequence[str]) -> str:
    if not count:
        return nothing_found()
    words = tr_count("{count} result", "{count} results", count)
    if meant:
        return tr("{results}, for “{words}”", results=words, words=" ".join(meant))
    return words
