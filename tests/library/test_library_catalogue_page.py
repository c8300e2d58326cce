"""The catalogue on its page, by keyboard: narrow it, see the counts, clear it, and nothing is cut."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.support.cases import slow
from tests.support.cut_text import cut_in_any_look
from wellness_desktop.kit import theme
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.filter_view import FilterRow
from wellness_desktop.library.library_page import CATALOGUE, GUIDES, LibraryPage
from wellness_desktop.library.service import Library


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> LibraryPage:
    """The library with the catalogue listed, as someone at the keyboard gets there."""
    made = LibraryPage(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    choose_catalogue(made, qtbot)
    return made


def choose_catalogue(page: LibraryPage, qtbot: QtBot) -> None:
    page._shelf.setFocus()
    qtbot.keyClick(page._shelf.parts()[0], Qt.Key.Key_Right)
    qtbot.keyClick(page._shelf.parts()[1], Qt.Key.Key_Space)
    assert page._shelf.value() == CATALOGUE


def filters(page: LibraryPage) -> FilterRow:
    return page.findChild(FilterRow)


def named(page: LibraryPage, name: str) -> QWidget:
    """The control that a screen reader calls so."""
    [found] = [each for each in filters(page).findChildren(QWidget) if each.accessibleName() == name]
    return found


def listed(page: LibraryPage) -> list[str]:
    return [entry.id for entry in page._list.entries()]


def type_into(qtbot: QtBot, field: QWidget, words: str) -> None:
    field.setFocus()
    qtbot.keyClicks(field, words)


def test_everything_is_listed_with_its_count(page: LibraryPage, desk: Desk) -> None:
    assert len(listed(page)) == len(desk.library.catalogue())
    assert page._said.text() == "319 entries"
    assert not named(page, "Clear filters").isVisibleTo(page)


def test_typing_narrows_by_topic_then_by_reader(page: LibraryPage, desk: Desk, qtbot: QtBot) -> None:
    type_into(qtbot, named(page, "Topic"), "sleep")
    about_sleep = [one.id for one in desk.library.catalogue() if "sleep-shift-work" in one.topics]
    assert listed(page) == about_sleep
    assert page._said.text() == f"{len(about_sleep)} of 319 entries"
    assert named(page, "Topic").currentText() == f"Sleep, fatigue and shift work ({len(about_sleep)})"
    type_into(qtbot, named(page, "For whom"), "dispatcher")
    both = [one.id for one in desk.library.catalogue() if one.id in about_sleep and "dispatcher" in one.readers]
    assert 0 < len(both) < len(about_sleep)
    assert listed(page) == both


def test_every_filter_can_be_reached_by_tab(page: LibraryPage, qtbot: QtBot) -> None:
    more = named(page, "More filters")
    assert not named(page, "Publisher").isVisibleTo(page)
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Space)
    named(page, "Topic").setFocus()
    seen = [named(page, "Topic").accessibleName()]
    for _ in range(5):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget().accessibleName())
    assert seen == ["Topic", "For whom", "More filters", "Kind", "Publisher", "Year"]


def test_kind_publisher_and_year_narrow_too(page: LibraryPage, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(named(page, "More filters"), Qt.Key.Key_Space)
    type_into(qtbot, named(page, "Kind"), "podcast")
    type_into(qtbot, named(page, "Publisher"), "cops office")
    type_into(qtbot, named(page, "Year"), "2013")
    assert listed(page) == [one.id for one in desk.library.catalogue() if one.kind == "podcast" and one.year == 2013]
    assert not named(page, "More filters").isVisibleTo(page), "a filter in use stays in sight"


def test_escape_clears_from_a_field_and_from_the_list(page: LibraryPage, qtbot: QtBot) -> None:
    topic, reader = named(page, "Topic"), named(page, "For whom")
    for field, words, place in ((topic, "families", topic), (reader, "dispatcher", page._list)):
        type_into(qtbot, field, words)
        assert len(listed(page)) < 319
        place.setFocus()
        qtbot.keyClick(place, Qt.Key.Key_Escape)
        assert len(listed(page)) == 319
        assert field.value() is None


def test_the_clear_button_gives_the_focus_back(page: LibraryPage, qtbot: QtBot) -> None:
    type_into(qtbot, named(page, "Topic"), "families")
    clear = named(page, "Clear filters")
    assert clear.isVisibleTo(page)
    clear.setFocus()
    qtbot.keyClick(clear, Qt.Key.Key_Return)
    assert page._said.text() == "319 entries"
    assert named(page, "Topic").hasFocus()
    assert not clear.isVisibleTo(page)


def test_an_empty_list_says_why_and_leads_back(page: LibraryPage, root: Path, qtbot: QtBot) -> None:
    """The program offers no choice without entries; but the last entry may go with a content pack."""
    type_into(qtbot, named(page, "Topic"), "families")
    filters(page)._library = Library(root=root)
    page.refresh()
    assert listed(page) == []
    words = [each for each in page._detail.findChildren(QAbstractButton) if each.text() == "Clear filters"]
    assert "No entry fits all these filters." in page._detail.widget().sentence.text()
    qtbot.keyClick(words[0], Qt.Key.Key_Space)
    assert filters(page).wish.everything


def test_an_entry_tells_for_whom_it_is(page: LibraryPage, qtbot: QtBot) -> None:
    from tests.library.test_library_pages import all_words

    page.show_entry("resource", "niosh-nurses-shift-training")
    words = all_words(page._detail)
    assert "For: Officer, Sergeant, Dispatcher" in words
    assert "Publication number: DHHS (NIOSH) 2015-115" in words


def test_another_shelf_and_a_lock_forget_the_filters(page: LibraryPage, qtbot: QtBot) -> None:
    type_into(qtbot, named(page, "Topic"), "families")
    page.forget()
    assert page._shelf.value() == GUIDES
    choose_catalogue(page, qtbot)
    assert len(listed(page)) == 319


def test_the_catalogue_is_not_read_before_it_is_listed(desk: Desk, qtbot: QtBot) -> None:
    fresh = Library(index_file=None)
    made = LibraryPage(Desk(fresh, desk.tasks, desk.state, desk.on_call, desk.contacts, desk.setup, desk.offer))
    qtbot.addWidget(made)
    assert filters(made).children() == [filters(made).layout()]


@pytest.mark.parametrize("more", [slow(False), True])
def test_nothing_is_cut_in_any_look(page: LibraryPage, qapp: QApplication, qtbot: QtBot, more: bool) -> None:
    type_into(qtbot, named(page, "Topic"), "small")
    if more:
        named(page, "More filters").click()
        type_into(qtbot, named(page, "Publisher"), "cops")
    assert cut_in_any_look(qapp, page) == []
    theme.apply_theme(qapp, "light", 200)
    page.resize(1024, 700)
    QApplication.processEvents()
    assert page.scroll.horizontalScrollBar().maximum() == 0
    theme.apply_theme(qapp, "light", 100)
