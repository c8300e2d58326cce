"""The agency's documents on the library's page: added by button and drop, found, read, changed, and gone at lock."""

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.library.agency_files import docx, jpeg, locked_pdf, paragraph, pdf, png
from tests.store_help import KEY
from tests.support.cases import every
from tests.support.cut_text import cut_in_any_look
from tests.support.looks import settle, show_at
from tests.support.station import A_NIGHT
from tests.support.walker import faults
from tests.support.words import words_of
from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.errors import Problem
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.library.agency.document_reader_view import DocumentReader
from wellness_desktop.library.agency.service import AgencyDocuments
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.library_page import DOCUMENTS, GUIDES, LibraryPage
from wellness_desktop.store.store import Store

POLICY = pdf(
    "Peer support policy\nTalking with a peer supporter is voluntary.",
    "Overtime after a critical incident is paid from the first hour.",
    "Forms are kept in the sergeant's office.",
    outline=("Purpose", "Pay", "Forms"),
    link="https://example.org/policy",
)
FAIR = docx(
    paragraph("Wellness fair", "Heading1")
    + paragraph("Bring your families.")
    + paragraph("Where", "Heading2")
    + paragraph("In the old gym, with <b>no</b> parking.".replace("<", "&lt;"))
)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(A_NIGHT)


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    made = Store.create(tmp_path / "station.db", KEY, clock)
    yield made
    made.close()


class Station:
    """Who is signed in, as the program around the page would say."""

    def __init__(self, store: Store, clock: FixedClock) -> None:
        self._store, self._clock = store, clock
        self.documents: AgencyDocuments | None = None

    def sign_in(self, role: Role) -> AgencyDocuments:
        actor = Actor(uuid4(), "Dana Whitfield", frozenset({role}))
        self.documents = AgencyDocuments(self._store, actor, self._clock, Audit(self._clock))
        return self.documents


@pytest.fixture
def station(store: Store, clock: FixedClock) -> Station:
    return Station(store, clock)


@pytest.fixture
def page(desk: Desk, station: Station, qtbot: QtBot) -> Iterator[LibraryPage]:
    importing, searching = Tasks(), Tasks()
    own = Desk(
        library=desk.library,
        tasks=desk.tasks,
        state=desk.state,
        on_call=desk.on_call,
        contacts=desk.contacts,
        setup=desk.setup,
        offer=desk.offer,
        agency=lambda: station.documents,
        importing=importing,
        searching=searching,
    )
    made = LibraryPage(own)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    for tasks in (importing, searching, desk.tasks):
        tasks.close()


@pytest.fixture
def shelf(page: LibraryPage, station: Station) -> LibraryPage:
    """Signed in as a coordinator, with three documents listed."""
    documents = station.sign_in(Role.COORDINATOR)
    documents.add("General order.pdf", POLICY, about="How peer support works")
    documents.add("Fair.docx", FAIR)
    documents.add("Lot.png", png(300, 200), title="Parking lot")
    page._show_shelf(DOCUMENTS)
    return page


def titles(page: LibraryPage) -> list[str]:
    return [entry.title for entry in page._list.entries()]


def reader(page: LibraryPage, qtbot: QtBot) -> DocumentReader:
    """The reader, once it shows a document."""
    qtbot.waitUntil(lambda: page._agency.reader is not None and page._agency.reader.isVisible(), timeout=10_000)
    assert page._agency.reader is not None
    QApplication.processEvents()  # its places are known a turn later
    return page._agency.reader


def open_entry(page: LibraryPage, title: str, qtbot: QtBot) -> DocumentReader:
    """Chooses an entry and opens it with Enter, as a keyboard does."""
    page._list.setFocus()
    page._list.choose(next(entry.id for entry in page._list.entries() if entry.title == title))
    qtbot.keyClick(page._list, Qt.Key.Key_Return)
    return reader(page, qtbot)


def press(page: LibraryPage, words: str) -> None:
    from PySide6.QtWidgets import QAbstractButton

    (button,) = [each for each in page.findChildren(QAbstractButton) if each.isVisible() and each.text() == words]
    button.click()


def drop(page: LibraryPage, *paths: Path | str) -> bool:
    """Drops files (or an address) on the page, as a file manager does; whether they were taken."""
    mime = QMimeData()
    mime.setUrls([QUrl(path) if isinstance(path, str) else QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():  # the only constructor that Python has
        warnings.simplefilter("ignore", DeprecationWarning)
        enter = QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(page, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(page, event)
    return event.isAccepted()


def wait_until_added(page: LibraryPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page._agency.intake is not None and not page._agency.intake.busy, timeout=20_000)


class TestWhoSeesWhat:
    def test_nobody_signed_in_is_told_where_they_are(self, page: LibraryPage, qtbot: QtBot) -> None:
        page._show_shelf(DOCUMENTS)
        assert "in the encrypted records" in words_of(page)
        assert titles(page) == []
        with qtbot.waitSignal(page.sign_in_wanted):
            press(page, "Sign in")
        page._show_shelf(GUIDES)
        assert "encrypted records" not in words_of(page)
        assert page._both.isVisible()

    def test_the_open_library_loads_no_database(self) -> None:
        import subprocess
        import sys

        code = (
            "import sys; import wellness_desktop.library.library_page; "
            "print([name for name in ('sqlalchemy', 'sqlcipher3', 'pypdf', 'PySide6.QtPdf') if name in sys.modules])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"

    def test_a_member_reads_and_cannot_change(self, shelf: LibraryPage, station: Station, qtbot: QtBot) -> None:
        station.sign_in(Role.MEMBER)
        shelf.forget()
        shelf._show_shelf(DOCUMENTS)
        qtbot.waitUntil(lambda: "Read" in words_of(shelf))
        assert titles(shelf) == ["Fair", "General order", "Parking lot"]
        for word in ("Add documents", "Remove", "How it is found"):
            assert word not in words_of(shelf)
        shelf.show_entry("resource", "cri-tac")
        assert "Attach a copy" not in words_of(shelf)

    def test_an_empty_shelf_offers_the_first_step(self, page: LibraryPage, station: Station) -> None:
        station.sign_in(Role.PLANNER)
        page._show_shelf(DOCUMENTS)
        assert words_of(page).count("Add documents") == 1
        station.sign_in(Role.SUPERVISOR)
        page._show_shelf(DOCUMENTS)
        assert "Add documents" not in words_of(page)
        assert "No documents were added yet." in words_of(page)


class TestAdding:
    def test_by_button_several_at_once(self, page: LibraryPage, station: Station, tmp_path: Path, qtbot: QtBot) -> None:
        station.sign_in(Role.COORDINATOR)
        page._show_shelf(DOCUMENTS)
        files = []
        for name, data in (("Order.pdf", POLICY), ("Fair.docx", FAIR), ("Note.txt", b"Bring water.")):
            (tmp_path / name).write_bytes(data)
            files.append(str(tmp_path / name))
        press(page, "Add documents")
        (dialog,) = page.findChildren(QFileDialog)
        assert dialog.fileMode() == QFileDialog.FileMode.ExistingFiles
        dialog.filesSelected.emit(files)
        dialog.close()
        assert page._agency.intake is not None
        assert page._agency.intake.progress.isVisible()
        assert page._agency.intake.progress.stop_button.isVisible()
        wait_until_added(page, qtbot)
        assert titles(page) == ["Fair", "Note", "Order"]
        assert page._list.current().title == "Note", "the last one added is chosen"
        assert page.banner.words == "3 documents were added."
        page.banner.undo.take_back()
        assert titles(page) == []

    def test_by_drop_and_the_good_ones_stay(
        self, page: LibraryPage, station: Station, tmp_path: Path, qtbot: QtBot
    ) -> None:
        station.sign_in(Role.COORDINATOR)
        for name, data in (
            ("Good.pdf", POLICY),
            ("Locked.pdf", locked_pdf("x", asks=True)),
            ("Empty.txt", b""),
            ("Program.exe", b"MZ" + bytes(500)),
        ):
            (tmp_path / name).write_bytes(data)
        (tmp_path / "folder").mkdir()
        names = ("Good.pdf", "Locked.pdf", "Empty.txt", "Program.exe", "folder", "missing.pdf")
        assert drop(page, *(tmp_path / name for name in names))
        wait_until_added(page, qtbot)
        assert titles(page) == ["Good"]
        said = words_of(page)
        assert "Added: Good" in said
        assert "5 files were not added" in said
        for words in (
            "Locked.pdf", "protected with a password", "Empty.txt", "This file is empty", "Program.exe",
            "kind of file cannot be added", "not folders", "missing.pdf", "could not be read",
        ):  # fmt: skip
            assert words in said
        press(page, "Close")
        assert "Locked.pdf" not in words_of(page)

    @pytest.mark.slow
    def test_many_refused_files_with_long_names_leave_the_page_and_the_reader_whole(
        self, page: LibraryPage, station: Station, tmp_path: Path, qtbot: QtBot
    ) -> None:
        station.sign_in(Role.COORDINATOR)
        (tmp_path / "Good.pdf").write_bytes(POLICY)
        names = [f"{number}{'n' * 200}.exe" for number in range(12)]
        for name in names:
            (tmp_path / name).write_bytes(b"MZ" + bytes(50))
        assert drop(page, *(tmp_path / name for name in ("Good.pdf", *names)))
        wait_until_added(page, qtbot)
        assert f"0{'n' * 60}" in words_of(page), "most of the name, however long"
        assert cut_in_any_look(QApplication.instance(), page) == []
        show_at(QApplication.instance(), page, 1159, 708)
        page.read_document(str(station.documents.documents()[0].id))
        qtbot.waitUntil(lambda: page._agency.reader is not None and page._agency.reader.isVisible())
        settle(QApplication.instance())
        assert page.scroll.verticalScrollBar().maximum() == 0, "the list behind makes the reader no higher"

    def test_an_address_dropped_from_a_browser_is_not_taken(self, page: LibraryPage, station: Station) -> None:
        station.sign_in(Role.COORDINATOR)
        assert not drop(page, "https://example.org/a.pdf")

    @pytest.mark.parametrize(
        ("role", "words"), [(None, "Sign in to read"), (Role.SUPERVISOR, "do not include adding documents")]
    )
    def test_a_drop_by_whoever_may_not_add_says_why(
        self, page: LibraryPage, station: Station, tmp_path: Path, role: Role | None, words: str
    ) -> None:
        if role is not None:
            station.sign_in(role)
        (tmp_path / "a.txt").write_bytes(b"words")
        drop(page, tmp_path / "a.txt")
        assert page._shelf.value() == DOCUMENTS
        assert words in words_of(page)
        if station.documents is not None:
            assert station.documents.documents() == []

    def test_stop_keeps_what_was_finished(
        self, page: LibraryPage, station: Station, tmp_path: Path, qtbot: QtBot
    ) -> None:
        documents = station.sign_in(Role.COORDINATOR)
        page._show_shelf(DOCUMENTS)
        files = []
        for number in range(40):
            files.append(tmp_path / f"{number:02}.png")
            files[-1].write_bytes(png(2, 2)[:-12] + bytes(1_500_000 + number) + png(2, 2)[-12:])
        drop(page, *files)
        qtbot.waitUntil(lambda: len(documents.documents()) >= 2, timeout=20_000)
        assert page._agency.intake is not None
        page._agency.intake.progress.stop_button.click()
        wait_until_added(page, qtbot)
        kept = len(documents.documents())
        assert 2 <= kept < 40
        assert len(titles(page)) == kept
        assert "The rest was stopped and left out." in words_of(page)

    def test_a_second_drop_waits(self, page: LibraryPage, station: Station, tmp_path: Path, qtbot: QtBot) -> None:
        station.sign_in(Role.COORDINATOR)
        (tmp_path / "a.txt").write_bytes(b"words")
        drop(page, tmp_path / "a.txt")
        drop(page, tmp_path / "a.txt")
        assert "being added already" in page.banner.words
        wait_until_added(page, qtbot)

    def test_locking_in_the_middle_says_nothing_and_shows_nothing(
        self, page: LibraryPage, station: Station, tmp_path: Path, qtbot: QtBot
    ) -> None:
        documents = station.sign_in(Role.COORDINATOR)
        files = []
        for number in range(30):
            files.append(tmp_path / f"secret {number:02}.png")
            files[-1].write_bytes(png(2, 2)[:-12] + bytes(2_000_000 + number) + png(2, 2)[-12:])
        drop(page, *files)
        qtbot.waitUntil(lambda: len(documents.documents()) >= 1, timeout=20_000)
        documents.close()
        station.documents = None
        page.forget()
        importing = page._desk.importing
        assert importing is not None
        qtbot.waitUntil(lambda: not importing.busy, timeout=20_000)
        assert page.banner.words == ""
        assert "secret" not in words_of(page)
        assert titles(page) == [guide.title for guide in page._library.guides()]
        again = station.sign_in(Role.COORDINATOR)
        for document in again.documents():
            assert again.content(document.id)


class TestReading:
    def test_a_pdf_by_keyboard(self, shelf: LibraryPage, qtbot: QtBot) -> None:
        seen = open_entry(shelf, "General order", qtbot)
        assert shelf.title == "General order"
        content = seen.content
        assert content is not None
        assert content.view.hasFocus()  # type: ignore[attr-defined]
        assert (content.place, content.places) == (1, 3)
        qtbot.keyClick(content.view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: content.place == 2)
        assert seen._place.text() == "2"
        qtbot.keyClick(content.view, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: content.place == 1)
        seen._place.setFocus()
        seen._place.selectAll()
        qtbot.keyClicks(seen._place, "3")
        qtbot.keyClick(seen._place, Qt.Key.Key_Return)
        assert content.place == 3
        qtbot.keyClick(content.view, Qt.Key.Key_Escape)  # type: ignore[attr-defined]
        assert not seen.isVisible()
        assert seen.content is None, "the reader forgets what it showed"
        assert shelf._list.hasFocus()
        assert shelf.title == "Library"

    def test_the_contents_of_a_pdf_lead_to_its_pages(self, shelf: LibraryPage, qtbot: QtBot) -> None:
        seen = open_entry(shelf, "General order", qtbot)
        assert [seen._list.item(row).text() for row in range(seen._list.count())] == ["Purpose", "Pay", "Forms"]
        seen._list.setCurrentRow(2)
        assert seen.content is not None
        assert seen.content.place == 3

    def test_find_in_a_pdf(self, shelf: LibraryPage, qtbot: QtBot) -> None:
        seen = open_entry(shelf, "General order", qtbot)
        qtbot.keyClick(seen.content.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)  # type: ignore[union-attr]
        bar = seen.content._find  # type: ignore[union-attr]
        qtbot.waitUntil(bar._field.hasFocus)
        qtbot.keyClicks(bar._field, "sergeant")
        qtbot.waitUntil(lambda: bar.words == "1 of 1", timeout=10_000)
        assert seen.content is not None
        assert seen.content.place == 3
        bar._field.setText("zebra")
        qtbot.waitUntil(lambda: bar.words == "Not found", timeout=10_000)
        qtbot.keyClick(bar._field, Qt.Key.Key_Escape)
        assert not bar.isVisible()
        assert seen.isVisible(), "Escape closes the search before the document"

    def test_the_last_page_of_a_long_pdf_is_found_at_once(
        self, page: LibraryPage, station: Station, qtbot: QtBot
    ) -> None:
        """Qt by itself looks at ten pages a second."""
        station.sign_in(Role.COORDINATOR).add("Long.pdf", pdf(*(f"Page {number}" for number in range(120)), "zebra"))
        page._show_shelf(DOCUMENTS)
        seen = open_entry(page, "Long", qtbot)
        bar = seen.content._find  # type: ignore[union-attr]
        bar.open("zebra")
        qtbot.waitUntil(lambda: bar.words == "1 of 1", timeout=5_000)
        assert seen.content is not None
        assert seen.content.place == 121

    def test_zoom_and_fit(self, shelf: LibraryPage, qtbot: QtBot) -> None:
        for title in ("General order", "Parking lot"):
            seen = open_entry(shelf, title, qtbot)
            content = seen.content
            assert content is not None

            def size(content=content) -> float:
                if hasattr(content, "view"):
                    return content.view.scale(0)
                return content.shown_size.width()

            fitted = size()
            seen._larger.click()
            assert size() > fitted
            seen._smaller.click()
            seen._smaller.click()
            assert size() < fitted
            seen._fit.click()
            assert size() == pytest.approx(fitted)
            shelf.close_reader()

    def test_a_link_in_a_pdf_shows_its_address_and_opens_nothing(
        self, shelf: LibraryPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[QUrl] = []
        monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
        seen = open_entry(shelf, "General order", qtbot)
        view = seen.content.view  # type: ignore[union-attr]
        dots = view.scale(0) * view._dots()
        margins = view.documentMargins()
        at = QPoint(round(margins.left() + 100 * dots), round(margins.top() + 90 * dots))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert seen._link.isVisible()
        assert "https://example.org/policy" in words_of(seen)
        assert opened == []
        qtbot.keyClick(view, Qt.Key.Key_Escape)
        assert not seen._link.isVisible()

    def test_a_pdf_as_text_and_back(self, shelf: LibraryPage, qtbot: QtBot) -> None:
        seen = open_entry(shelf, "General order", qtbot)
        press(shelf, "Read as text")
        qtbot.waitUntil(lambda: hasattr(seen.content, "browser"))
        text = seen.content.browser.toPlainText()  # type: ignore[union-attr]
        assert text.startswith("Page 1\nPeer support policy")
        assert "Page 3\nForms are kept" in text
        press(shelf, "Show the pages")
        qtbot.waitUntil(lambda: hasattr(seen.content, "view"))

    def test_a_word_document_flows_with_its_headings(self, shelf: LibraryPage, qtbot: QtBot) -> None:
        seen = open_entry(shelf, "Fair", qtbot)
        browser = seen.content.browser  # type: ignore[union-attr]
        assert (
            browser.toPlainText()
            == "Wellness fair\nBring your families.\nWhere\nIn the old gym, with <b>no</b> parking."
        )
        assert [seen._list.item(row).text() for row in range(seen._list.count())] == ["Wellness fair", "Where"]
        before = browser.document().defaultFont().pointSizeF()
        qtbot.keyClick(browser, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: browser.document().defaultFont().pointSizeF() > before)
        qtbot.keyClick(browser, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        field = seen.content._find._field  # type: ignore[union-attr]
        qtbot.waitUntil(field.hasFocus)
        qtbot.keyClicks(field, "gym")
        assert "1 of 1" in words_of(seen)

    def test_a_photo_fits_the_window(self, shelf: LibraryPage, station: Station, qtbot: QtBot) -> None:
        assert station.documents is not None
        station.documents.add("big.jpg", jpeg(3000, 2000))
        shelf.refresh()
        seen = open_entry(shelf, "big", qtbot)
        shown, room = seen.content.shown_size, seen.content.size()  # type: ignore[union-attr]
        assert shown.width() <= room.width()
        assert shown.height() <= room.height()
        assert shown.width() > room.width() * 0.5
        assert not seen._search.isVisible(), "a picture has no words to find"

    def test_a_long_text_comes_in_parts(
        self, shelf: LibraryPage, station: Station, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("wellness_desktop.library.agency.reading.PART", 1000)
        assert station.documents is not None
        station.documents.add("long.txt", "\n".join(f"Line {number}" for number in range(500)).encode())
        shelf.refresh()
        seen = open_entry(shelf, "long", qtbot)
        content = seen.content
        assert content is not None
        assert content.places > 3
        whole = content.browser.toPlainText()  # type: ignore[attr-defined]
        for _ in range(content.places - 1):
            seen._after.click()
            whole += "\n" + content.browser.toPlainText()  # type: ignore[attr-defined]
        assert whole.split() == [part for number in range(500) for part in ("Line", str(number))]
        assert not seen._after.isEnabled()

    def test_what_cannot_be_shown_is_said_and_the_list_stays(
        self, shelf: LibraryPage, station: Station, qtbot: QtBot
    ) -> None:
        assert station.documents is not None
        bad = png(600, 400)[:60] + bytes(500) + png(600, 400)[-12:]
        station.documents.add("Broken.png", bad)
        shelf.refresh()
        shelf._list.choose(next(entry.id for entry in shelf._list.entries() if entry.title == "Broken"))
        qtbot.keyClick(shelf._list, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "cannot be shown" in shelf.banner.words, timeout=10_000)
        assert shelf._both.isVisible()

    def test_a_document_removed_meanwhile_is_said(self, shelf: LibraryPage, station: Station) -> None:
        assert station.documents is not None
        entry = shelf._list.entries()[0]
        station.documents.remove(station.documents.documents()[0].id)
        shelf._agency.open(entry.id)
        assert "no longer here" in shelf.banner.words

    def test_lock_closes_and_forgets(self, shelf: LibraryPage, station: Station, qtbot: QtBot) -> None:
        seen = open_entry(shelf, "Fair", qtbot)
        station.documents = None
        shelf.forget()
        assert seen.content is None
        assert "Fair" not in words_of(shelf)
        assert shelf.title == "Library"
        shelf._show_shelf(DOCUMENTS)
        assert titles(shelf) == []


class TestSearch:
    def test_documents_follow_what_everyone_can_find(self, shelf: LibraryPage, qtbot: QtBot) -> None:
        shelf._box.setFocus()
        qtbot.keyClicks(shelf._box, "overtime")
        qtbot.waitUntil(lambda: any("page 2" in entry.note for entry in shelf._list.entries()))
        kinds = [entry.kind for entry in shelf._list.entries()]
        assert kinds == sorted(kinds, key=lambda kind: kind == "document"), "public hits come first"
        assert shelf._list.current() == shelf._list.entries()[0], "what came later moves no choice"
        found = shelf._list.entries()[-1]
        assert "page 2" in found.note
        assert f"{len(kinds)} results" in words_of(shelf)
        shelf._list.choose(found.id)
        qtbot.keyClick(shelf._box, Qt.Key.Key_Return)
        seen = reader(shelf, qtbot)
        assert seen.content is not None
        qtbot.waitUntil(lambda: seen.content.place == 2, timeout=10_000)  # opened where it was found
        bar = seen.content._find  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: bar.words == "1 of 1", timeout=10_000)
        assert seen.content._find._field.text() == "overtime"  # type: ignore[attr-defined]

    def test_an_older_search_never_overtakes_a_newer(
        self, shelf: LibraryPage, station: Station, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import threading

        assert station.documents is not None
        real, gate, asked = station.documents.search, threading.Event(), []

        def slow(phrase: str) -> list:
            asked.append(phrase)
            if phrase == "o":
                gate.wait(10)
            return real(phrase)

        monkeypatch.setattr(station.documents, "search", slow)
        qtbot.keyClicks(shelf._box, "o")
        qtbot.waitUntil(lambda: asked == ["o"])
        qtbot.keyClicks(shelf._box, "vertime zebra")
        gate.set()
        qtbot.waitUntil(lambda: "document" in {entry.kind for entry in shelf._list.entries()})
        assert asked == ["o", "overtime zebra"], "the searches in between were never begun"
        assert [entry.title for entry in shelf._list.entries() if entry.kind == "document"] == ["General order"]

    def test_signed_out_nothing_of_them_is_found(self, shelf: LibraryPage, station: Station, qtbot: QtBot) -> None:
        station.documents = None
        shelf.forget()
        qtbot.keyClicks(shelf._box, "sergeant's office")
        assert "document" not in {entry.kind for entry in shelf._list.entries()}


class TestChanging:
    def card(self, page: LibraryPage, title: str, qtbot: QtBot):
        page._list.setFocus()
        page._list.choose(next(entry.id for entry in page._list.entries() if entry.title == title))
        qtbot.waitUntil(lambda: page._agency.cards is not None and page._agency.cards.document.title == title)
        return page._agency.cards

    def test_a_title_saves_itself_and_can_be_taken_back(
        self, shelf: LibraryPage, station: Station, qtbot: QtBot
    ) -> None:
        assert station.documents is not None
        card = self.card(shelf, "General order", qtbot)
        field = card.form.field("title")
        field.setFocus()
        qtbot.keyClicks(field, " 12")
        qtbot.waitUntil(lambda: "General order 12" in titles(shelf))
        assert shelf._agency.cards is card, "the card that is typed in is not replaced"
        assert field.hasFocus()
        assert "Saved." in shelf.banner.words
        shelf.banner.undo.take_back()
        assert "General order" in titles(shelf)
        assert field.text() == "General order"

    def test_leaving_the_page_saves_what_was_typed(self, shelf: LibraryPage, station: Station, qtbot: QtBot) -> None:
        assert station.documents is not None
        card = self.card(shelf, "General order", qtbot)
        field = card.form.field("about")
        field.setFocus()
        qtbot.keyClicks(field, ", 2026")
        shelf.flush()
        assert [one.about for one in station.documents.documents() if one.title == "General order"] == [
            "How peer support works, 2026"
        ]

    def test_remove_and_undo(self, shelf: LibraryPage, qtbot: QtBot) -> None:
        self.card(shelf, "Fair", qtbot)
        press(shelf, "Remove")
        assert titles(shelf) == ["General order", "Parking lot"]
        assert "Removed: Fair" in shelf.banner.words
        shelf.banner.undo.take_back()
        assert titles(shelf) == ["Fair", "General order", "Parking lot"]
        assert shelf._list.current().title == "Fair"

    def test_attach_and_read_a_copy_of_a_catalogue_entry(
        self, shelf: LibraryPage, station: Station, tmp_path: Path, qtbot: QtBot
    ) -> None:
        assert station.documents is not None
        resource = shelf._library.resource("cri-tac")
        shelf.show_entry("resource", resource.id)
        (tmp_path / "download (3).pdf").write_bytes(pdf("The downloaded words"))
        press(shelf, "Attach a copy")
        (dialog,) = shelf.findChildren(QFileDialog)
        assert dialog.fileMode() == QFileDialog.FileMode.ExistingFile
        dialog.filesSelected.emit([str(tmp_path / "download (3).pdf")])
        dialog.close()
        wait_until_added(shelf, qtbot)
        copy = station.documents.copy_of(resource.id)
        assert copy is not None
        assert copy.title == resource.shown_title
        qtbot.waitUntil(lambda: "Read our copy" in words_of(shelf))
        press(shelf, "Read our copy")
        assert reader(shelf, qtbot).content is not None


def _list(page: LibraryPage) -> None:
    page._show_shelf(DOCUMENTS)


def _refused(page: LibraryPage) -> None:
    from wellness_desktop.library.agency import refusals
    from wellness_desktop.library.agency.batch import Refused

    page._show_shelf(DOCUMENTS)
    page._agency._intake().refused.tell([Refused("A name of some length.pdf", refusals.protected())])


SCREENS: list[Callable[[LibraryPage], None]] = [_list, _refused]


@pytest.mark.parametrize("screen", every(2, SCREENS))
def test_the_shelf_can_be_walked_and_read_in_any_look(
    shelf: LibraryPage, screen: Callable[[LibraryPage], None], qtbot: QtBot
) -> None:
    screen(shelf)
    qtbot.waitUntil(lambda: not shelf._pause.isActive())
    assert faults(shelf) == []
    assert cut_in_any_look(QApplication.instance(), shelf) == []


@pytest.mark.parametrize("title", every(3, ["General order", "Fair", "Parking lot"]))
def test_the_reader_can_be_walked_and_read_in_any_look(shelf: LibraryPage, title: str, qtbot: QtBot) -> None:
    open_entry(shelf, title, qtbot)
    assert faults(shelf) == []
    assert cut_in_any_look(QApplication.instance(), shelf) == []


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.ADMINISTRATOR])
def test_an_empty_shelf_can_be_read_in_any_look(page: LibraryPage, station: Station, role: Role | None) -> None:
    if role is not None:
        station.sign_in(role)
    page._show_shelf(DOCUMENTS)
    assert faults(page) == []
    assert cut_in_any_look(QApplication.instance(), page) == []


def test_lines_of_a_pdf_page_are_put_together_again() -> None:
    from wellness_desktop.library.agency.reading import _paragraphs

    page = (
        "Purpose\nA hard call should not be carried alone. This order says\nwho may be asked.\n"
        "1.\nsomeone is about to be hurt\n•\nsecond item"
    )
    assert list(_paragraphs(page)) == [
        "Purpose",
        "A hard call should not be carried alone. This order says who may be asked.",
        "1. someone is about to be hurt",
        "• second item",
    ]


def test_the_view_of_a_pdf_ends_before_the_document_that_it_draws(qtbot: QtBot) -> None:
    from wellness_desktop.library.agency.pdf_view import PdfContent

    window = QWidget()
    qtbot.addWidget(window)
    content = PdfContent("General order", POLICY, window)
    order: list[str] = []
    content._buffer.destroyed.connect(lambda: order.append("bytes"))
    content.document.destroyed.connect(lambda: order.append("document"))
    content.view.destroyed.connect(lambda: order.append("view"))
    window.show()
    shiboken6.delete(content)
    assert order == ["view", "document", "bytes"]


def test_a_document_that_cannot_be_shown_leaves_nothing_in_the_reader(qtbot: QtBot) -> None:
    from wellness_desktop.library.agency.pdf_view import PdfContent
    from wellness_desktop.library.agency.picture_view import PictureContent

    window = QWidget()
    qtbot.addWidget(window)
    for kind in (PdfContent, PictureContent):
        with pytest.raises(Problem):
            kind("Broken", b"neither", window)
        assert window.findChildren(kind) == []
