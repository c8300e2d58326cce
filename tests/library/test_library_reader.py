"""The reader by keyboard and mouse: contents, text size, where reading stopped, back and forward, prints."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.cut_text import cut_in_any_look
from tests.support.looks import look, settle, show_at
from tests.support.walker import faults
from tests.support.words import words_of
from wellness_desktop.kit import theme
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.library_page import LibraryPage
from wellness_desktop.library.reader_view import SIZES, ReaderView

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, qapp: QApplication) -> LibraryPage:
    made = LibraryPage(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle(qapp)
    return made


@pytest.fixture
def reader(page: LibraryPage, qapp: QApplication) -> ReaderView:
    page.read("G01")
    settle(qapp)
    return page.findChild(ReaderView)


def title(reader: ReaderView) -> str:
    return reader.browser.document().begin().text()


def at_the_top(reader: ReaderView) -> str:
    """The words of the first paragraph that can be seen."""
    return reader.browser.cursorForPosition(QPoint(0, 2)).block().text()


def keys(key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    settle(QApplication.instance())


class TestContents:
    def test_arrows_in_the_list_jump_and_enter_goes_to_the_text(self, reader: ReaderView, qapp: QApplication) -> None:
        reader._list.setFocus()
        QTest.keyClick(reader._list, Qt.Key.Key_Down)
        QTest.keyClick(reader._list, Qt.Key.Key_Down)
        settle(qapp)
        assert at_the_top(reader) == reader._list.currentItem().text()
        QTest.keyClick(reader._list, Qt.Key.Key_Return)
        assert reader.browser.hasFocus()

    def test_alt_down_and_up_go_from_heading_to_heading(self, reader: ReaderView) -> None:
        headings = [words for words, _ in reader._headings]
        keys(Qt.Key.Key_Down, ALT)
        assert at_the_top(reader) == headings[0]
        keys(Qt.Key.Key_Down, ALT)
        assert at_the_top(reader) == headings[1]
        assert reader._list.currentItem().text() == headings[1]
        keys(Qt.Key.Key_Up, ALT)
        assert at_the_top(reader) == headings[0]
        keys(Qt.Key.Key_Up, ALT)
        assert reader.browser.verticalScrollBar().value() == 0

    def test_the_contents_follow_the_scrolling(self, reader: ReaderView) -> None:
        bar = reader.browser.verticalScrollBar()
        seen = set()
        for value in range(0, bar.maximum(), 60):
            bar.setValue(value)
            seen.add(reader._list.currentRow())
        assert seen >= set(range(len(reader._headings) - 3))

    def test_narrow_pages_have_a_choice_in_its_place(
        self, page: LibraryPage, reader: ReaderView, qapp: QApplication
    ) -> None:
        page.resize(900, 700)
        settle(qapp)
        assert not reader._list.isVisible()
        assert reader.tools.contents.isVisible()
        reader.tools.contents.setFocus()
        QTest.keyClick(reader.tools.contents, Qt.Key.Key_Down)
        settle(qapp)
        assert at_the_top(reader) == reader.tools.contents.currentText()


class TestTextSize:
    def points(self, reader: ReaderView) -> float:
        return reader.browser.document().defaultFont().pointSizeF()

    def test_by_keys_within_bounds_and_back_to_normal(self, reader: ReaderView) -> None:
        normal = self.points(reader)
        for _ in range(len(SIZES) + 2):
            keys(Qt.Key.Key_Equal, CONTROL)
        assert self.points(reader) == pytest.approx(normal * 2, rel=0.02)
        assert not reader.tools.larger.isEnabled()
        keys(Qt.Key.Key_Minus, CONTROL)
        assert self.points(reader) < normal * 2
        keys(Qt.Key.Key_0, CONTROL)
        assert self.points(reader) == normal
        keys(Qt.Key.Key_Plus, CONTROL)
        assert self.points(reader) > normal

    def test_the_line_that_is_read_stays_at_the_top(self, reader: ReaderView, qapp: QApplication) -> None:
        reader._list.setCurrentRow(3)
        settle(qapp)
        before = at_the_top(reader)
        reader.tools.larger.click()
        settle(qapp)
        assert at_the_top(reader) == before

    def test_the_wheel_with_control_makes_it_larger(self, reader: ReaderView) -> None:
        normal = self.points(reader)
        here = reader.browser.viewport()
        for turn in (120, 120, -120):
            wheel = QWheelEvent(
                QPointF(20, 20), QPointF(here.mapToGlobal(QPoint(20, 20))), QPoint(), QPoint(0, turn),
                Qt.MouseButton.NoButton, CONTROL, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(here, wheel)
        assert self.points(reader) == pytest.approx(normal * SIZES[1] / 100, rel=0.02)


class TestWhereReadingStopped:
    def test_a_guide_opens_there_and_says_so(self, page: LibraryPage, reader: ReaderView, qapp: QApplication) -> None:
        reader._list.setCurrentRow(4)
        settle(qapp)
        stopped = at_the_top(reader)
        page.close_reader()
        page.read("G01")
        settle(qapp)
        assert at_the_top(reader) == stopped
        assert "You stopped reading here." in words_of(reader)
        button = next(each for each in reader._resumed.children() if hasattr(each, "click"))
        button.click()
        assert reader.browser.verticalScrollBar().value() == 0
        assert "You stopped reading here." not in words_of(reader)

    def test_it_is_forgotten_when_the_page_is_emptied(
        self, page: LibraryPage, reader: ReaderView, qapp: QApplication
    ) -> None:
        reader._list.setCurrentRow(4)
        settle(qapp)
        page.forget()
        page.read("G01")
        settle(qapp)
        assert reader.browser.verticalScrollBar().value() == 0
        assert "You stopped reading here." not in words_of(reader)
        assert not reader.tools.trail_back.isEnabled()

    def test_a_guide_left_at_its_beginning_opens_there(
        self, page: LibraryPage, reader: ReaderView, qapp: QApplication
    ) -> None:
        page.close_reader()
        page.read("G01")
        settle(qapp)
        assert "You stopped reading here." not in words_of(reader)


class TestBackAndForward:
    def test_by_keys_through_links_and_related_guides(self, reader: ReaderView, qapp: QApplication) -> None:
        reader._list.setCurrentRow(3)
        settle(qapp)
        left_at = at_the_top(reader)
        reader.browser.followed.emit("app:guide/G15")
        settle(qapp)
        assert title(reader) == "What stays private, and what cannot"
        reader.browser.followed.emit("app:guide/G12")
        settle(qapp)
        keys(Qt.Key.Key_Left, ALT)
        assert title(reader) == "What stays private, and what cannot"
        keys(Qt.Key.Key_Left, ALT)
        assert title(reader) == "If you are the one thinking of ending it"
        assert at_the_top(reader) == left_at
        assert "You stopped reading here." not in words_of(reader), "whoever goes back knows"
        assert not reader.tools.trail_back.isEnabled()
        keys(Qt.Key.Key_Right, ALT)
        keys(Qt.Key.Key_Right, ALT)
        assert title(reader) == "Peer support: first contact"
        assert not reader.tools.trail_forward.isEnabled()
        reader.tools.trail_back.click()
        assert title(reader) == "What stays private, and what cannot"

    def test_back_from_the_first_guide_leaves_the_reader(self, page: LibraryPage, reader: ReaderView) -> None:
        keys(Qt.Key.Key_Left, ALT)
        assert not reader.isVisible()
        assert page._list.hasFocus()

    def test_by_the_buttons_of_the_mouse(self, page: LibraryPage, reader: ReaderView, qtbot: QtBot) -> None:
        page.read("G02")
        first, second = "If you are the one thinking of ending it", "How to ask a colleague about suicide"
        for widget in (reader.browser.viewport(), reader):
            qtbot.mouseClick(widget, Qt.MouseButton.BackButton)
            assert title(reader) == first
            qtbot.mouseClick(widget, Qt.MouseButton.ForwardButton)
            assert title(reader) == second

    def test_every_related_guide_can_be_followed_from_the_text(self, page: LibraryPage, desk: Desk) -> None:
        known = {guide.id for guide in desk.library.guides()}
        for guide in desk.library.guides():
            page.read(guide.id)
            reader = page.findChild(ReaderView)
            for other in set(guide.related) & known:
                assert f"app:guide/{other}" in reader._text

    def test_next_and_previous_are_part_of_the_way(self, reader: ReaderView, desk: Desk) -> None:
        reader.tools.next.click()
        assert title(reader) == desk.library.guides()[1].title
        keys(Qt.Key.Key_Left, ALT)
        assert title(reader) == desk.library.guides()[0].title


class TestLinks:
    def test_tab_and_enter_show_the_address_of_a_source_with_a_code(
        self, reader: ReaderView, qapp: QApplication
    ) -> None:
        reader.browser.setFocus()
        reader.browser.verticalScrollBar().setValue(reader.browser.verticalScrollBar().maximum())
        for _ in range(60):
            QTest.keyClick(reader.browser, Qt.Key.Key_Tab)
            if reader.browser.textCursor().charFormat().anchorHref().startswith("https://www.copline.org"):
                break
        QTest.keyClick(reader.browser, Qt.Key.Key_Return)
        settle(qapp)
        assert reader._link.isVisible()
        assert "https://www.copline.org/about/who-we-are" in words_of(reader)
        assert reader._link.code() == "https://www.copline.org/about/who-we-are"


class TestLook:
    def test_every_control_has_a_name_and_is_reached(self, page: LibraryPage, qapp: QApplication) -> None:
        page.read("G01")
        settle(qapp)
        assert faults(page) == []

    def test_the_largest_text_in_the_smallest_window_leaves_room_to_read(
        self, page: LibraryPage, reader: ReaderView, qapp: QApplication
    ) -> None:
        with look(qapp, "light", 200):
            show_at(qapp, page, 760, 560)
            assert reader.browser.height() >= 9 * theme.text_height()
            assert page.scroll.horizontalScrollBar().maximum() == 0

    @pytest.mark.slow
    def test_no_word_is_cut_off_at_any_size(self, page: LibraryPage, reader: ReaderView, qapp: QApplication) -> None:
        reader.browser.followed.emit("tel:1-800-267-5463")
        assert cut_in_any_look(qapp, page) == []
