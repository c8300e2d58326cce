"""The pages by keyboard: read, search, filter, print, go back; nothing is kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from wellness_desktop.base.resources import resources_root
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.detail_view import DetailView
from wellness_desktop.library.help_page import HelpPage
from wellness_desktop.library.library_page import LINES, LibraryPage
from wellness_desktop.library.line_view import LineCard
from wellness_desktop.library.reader_view import ReaderView


def all_words(widget: QWidget) -> str:
    """Every word that can be seen in the widget."""
    from PySide6.QtWidgets import QLabel

    seen = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    seen += [each.text() for each in widget.findChildren(QAbstractButton) if each.isVisibleTo(widget)]
    return "\n".join(seen)


def unnamed(widget: QWidget) -> list[str]:
    """Controls that a screen reader could not name."""
    return [
        f"{type(each).__name__} {each.objectName()}"
        for each in widget.findChildren(QWidget)
        if isinstance(each, QAbstractButton | QLineEdit | QComboBox)
        and each.isVisibleTo(widget)
        and each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not each.accessibleName()
        and not (isinstance(each, QAbstractButton) and each.text())
    ]


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> LibraryPage:
    made = LibraryPage(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made._box.setFocus()
    return made


def wait_for_detail(qtbot: QtBot, page: LibraryPage, words: str) -> None:
    qtbot.waitUntil(lambda: words in all_words(page.findChild(DetailView)))


class TestLibraryPage:
    def test_opens_with_the_guides_and_what_to_do_now(self, page: LibraryPage, desk: Desk, qtbot: QtBot) -> None:
        guides = desk.library.guides()
        assert [entry.id for entry in page._list.entries()] == [guide.id for guide in guides]
        wait_for_detail(qtbot, page, guides[0].do_now[0])
        assert "Read the guide" in all_words(page)

    def test_search_by_keyboard_and_read(self, page: LibraryPage, qtbot: QtBot) -> None:
        qtbot.keyClicks(page._box, "shooting sergent")
        assert page._list.current().id == "G06"
        assert "for “sergeant”" in all_words(page)
        qtbot.keyClick(page._box, Qt.Key.Key_Return)
        reader = page.findChild(ReaderView)
        assert reader.isVisible()
        assert reader.browser.toPlainText().startswith("First hours after a shooting")
        assert reader.browser.hasFocus()
        qtbot.keyClick(reader.browser, Qt.Key.Key_Escape)
        assert not reader.isVisible()
        assert reader.browser.toPlainText() == "", "the reader forgets what it showed"

    def test_results_come_with_every_keystroke(self, page: LibraryPage, qtbot: QtBot) -> None:
        listed = []
        for letter in "copline":
            qtbot.keyClick(page._box, letter)
            listed.append(tuple(entry.id for entry in page._list.entries()))
        assert page._list.current().id == "copline"
        assert len(set(listed)) > 1
        wait_for_detail(qtbot, page, "1-800-267-5463")

    def test_help_stands_first_after_words_of_suicide(self, page: LibraryPage, qtbot: QtBot) -> None:
        qtbot.keyClicks(page._box, "suicide")
        assert page._list.entries()[0].kind == "help"
        with qtbot.waitSignal(page.help_wanted):
            qtbot.keyClick(page._box, Qt.Key.Key_Return)

    def test_arrows_move_in_the_list_while_the_box_keeps_the_focus(self, page: LibraryPage, qtbot: QtBot) -> None:
        qtbot.keyClicks(page._box, "family")
        first = page._list.current()
        qtbot.keyClick(page._box, Qt.Key.Key_Down)
        assert page._list.current() != first
        assert page._box.hasFocus()
        qtbot.keyClick(page._box, Qt.Key.Key_Up)
        assert page._list.current() == first
        qtbot.keyClick(page._box, Qt.Key.Key_Escape)
        assert page._box.text() == ""

    def test_nothing_found_says_what_to_do(self, page: LibraryPage, qtbot: QtBot) -> None:
        qtbot.keyClicks(page._box, "zzzqqq")
        assert page._list.entries() == ()
        assert "Try another word" in all_words(page)

    def test_a_resource_says_how_we_know(self, page: LibraryPage) -> None:
        page.show_entry("resource", "fop-wellness-provider-vetting-guide")
        words = all_words(page)
        for part in ("cops-w0963", "Where to get it", "How we know", "Checked November 22, 2026"):
            assert part in words

    def test_all_lines_with_the_state_and_what_happens(self, page: LibraryPage) -> None:
        page.show_entry("line", "")
        assert page._shelf.value() == LINES
        listed = [entry.id for entry in page._list.entries()]
        assert listed[:3] == ["988-lifeline", "crisis-text-line", "copline"]
        assert "cop2cop-nj" in listed
        assert "poppa-nyc" not in listed
        page.show_entry("line", "")
        assert [entry.id for entry in page._list.entries()] == listed
        page.show_entry("line", "problem-gambling")
        words = all_words(page)
        assert "Dial before you hand it out" in words
        assert "Checked November 22, 2026" in words

    def test_print_a_handout_and_a_card_by_click(self, page: LibraryPage, printed, qtbot: QtBot) -> None:
        page.show_entry("guide", "G20")
        reader = page.findChild(ReaderView)
        QTest.mouseClick(reader.tools.handout, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: len(printed.titles) == 1, timeout=20_000)
        assert printed.titles == ["Telling a family"]
        assert "555-0142" in printed.texts[0]
        QTest.mouseClick(reader.tools.card, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: len(printed.titles) == 2, timeout=20_000)
        assert "Do this now" in printed.texts[1]

    def test_links_show_an_address_and_a_code_and_open_nothing(self, page: LibraryPage, qtbot: QtBot) -> None:
        page.read("G01")
        reader = page.findChild(ReaderView)
        reader.browser.followed.emit("tel:1-800-267-5463")
        assert reader._link.code() == "tel:18002675463"
        reader.browser.followed.emit("https://www.copline.org/about/who-we-are")
        assert "https://www.copline.org/about/who-we-are" in all_words(reader)
        qtbot.keyClick(reader.browser, Qt.Key.Key_Escape)
        assert not reader._link.isVisible()
        assert reader.isVisible(), "Escape closes the link before the guide"
        reader.browser.followed.emit("app:guide/G02")
        assert reader.browser.toPlainText().startswith("How to ask a colleague about suicide")

    def test_find_in_the_guide(self, page: LibraryPage, qtbot: QtBot) -> None:
        page.read("G01")
        reader = page.findChild(ReaderView)
        qtbot.keyClick(reader, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        field = reader._find._field
        qtbot.waitUntil(field.hasFocus)
        qtbot.keyClicks(field, "tonight")
        total = reader.browser.toPlainText().lower().count("tonight")
        assert f"1 of {total}" in all_words(reader)
        assert len(reader.browser.extraSelections()) == total
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert f"2 of {total}" in all_words(reader)
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert f"1 of {total}" in all_words(reader)
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert not reader._find.isVisible()
        assert reader.browser.extraSelections() == []

    def test_contents_size_next_and_previous(self, page: LibraryPage, desk: Desk) -> None:
        page.read("G01")
        reader = page.findChild(ReaderView)
        headings = [reader._list.item(row).text() for row in range(reader._list.count())]
        assert headings[0] == "Do this now"
        assert "Sources" in headings
        before = reader.browser.verticalScrollBar().value()
        reader._list.setCurrentRow(len(headings) - 3)
        assert reader.browser.verticalScrollBar().value() > before
        points = reader.browser.document().defaultFont().pointSizeF()
        reader.tools.larger.click()
        assert reader.browser.document().defaultFont().pointSizeF() > points
        assert not reader.tools.previous.isEnabled()
        reader.tools.next.click()
        assert reader._guide.id == desk.library.guides()[1].id

    def test_a_guide_that_is_gone_is_said_in_the_banner(self, page: LibraryPage) -> None:
        page.read("G99")
        assert "not in the library" in page.banner.words

    def test_forgets_everything_on_lock(self, page: LibraryPage, qtbot: QtBot) -> None:
        qtbot.keyClicks(page._box, "gambling")
        page.read("G01")
        page.forget()
        assert page._box.text() == ""
        assert page.findChild(ReaderView).browser.toPlainText() == ""
        assert "gambling" not in all_words(page).lower()

    @pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 700)])
    def test_never_scrolls_sideways_and_every_control_has_a_name(
        self, page: LibraryPage, width: int, height: int, qtbot: QtBot
    ) -> None:
        page.resize(width, height)
        for step in (
            page.refresh,
            lambda: page.show_entry("line", ""),
            lambda: page.read("G21"),
            lambda: page.show_entry("resource", "cri-tac"),
        ):
            step()
            qtbot.waitUntil(lambda: not page._pause.isActive())
            assert page.scroll.horizontalScrollBar().maximum() == 0
            assert page.minimumSizeHint().width() <= width
            assert unnamed(page) == []


class TestHelpPage:
    def test_five_lines_first_our_own(self, desk: Desk, qtbot: QtBot) -> None:
        page = HelpPage(desk)
        qtbot.addWidget(page)
        page.resize(1366, 768)
        page.show()
        assert page.lines_shown() == ["own", "988-lifeline"], "what the first look needs"
        every = ["own", "988-lifeline", "crisis-text-line", "copline", "cop2cop-nj"]
        qtbot.waitUntil(lambda: page.lines_shown() == every and "Cop2Cop" in all_words(page))
        words = all_words(page)
        for part in ("Call 911 now", "555-0142", "Call or text 988", "Veterans press 1", "Text BADGE to 741741"):
            assert part in words
        for part in ("1-800-267-5463", "Who answers", "Checked November 22, 2026"):
            assert part in words
        assert unnamed(page) == []
        codes = [card.code for card in page.findChildren(LineCard)]
        assert codes[:4] == ["tel:5550142", "tel:988", "SMSTO:741741:BADGE", "tel:18002675463"]

    def test_leads_on_by_keyboard(self, desk: Desk, printed, qtbot: QtBot) -> None:
        page = HelpPage(desk)
        qtbot.addWidget(page)
        page.show()
        buttons = {each.text(): each for each in page.findChildren(QAbstractButton)}
        with qtbot.waitSignal(page.guide_wanted) as got:
            qtbot.keyClick(buttons["What to do in the next ten minutes"], Qt.Key.Key_Space)
        assert got.args == ["G01"]
        with qtbot.waitSignal(page.lines_wanted):
            qtbot.keyClick(buttons["All support lines"], Qt.Key.Key_Space)
        qtbot.keyClick(buttons["Print wallet cards"], Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: printed.titles == ["Wallet cards"], timeout=20_000)
        assert printed.texts[0].count("Call or text 988") == 8


@pytest.mark.slow
def test_reading_searching_and_printing_leave_no_trace(
    desk: Desk, printed, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The temp folder and the program's own files are byte for byte as before (issue 2)."""
    temp = tmp_path / "temp"
    temp.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(temp))
    shipped = resources_root()
    before = {path: path.stat().st_mtime_ns for path in shipped.rglob("*")}
    page = LibraryPage(desk)
    qtbot.addWidget(page)
    page.show()
    for guide in desk.library.guides():
        page.read(guide.id)
    page.close_reader()
    for phrase in ("drinkng", "suicide", "will they tell my chief"):
        qtbot.keyClicks(page._box, phrase)
        page._box.clear()
    page._print_handout("G15")
    qtbot.waitUntil(lambda: len(printed.titles) == 1, timeout=20_000)
    assert list(temp.rglob("*")) == []
    assert {path: path.stat().st_mtime_ns for path in shipped.rglob("*")} == before
