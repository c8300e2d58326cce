"""Every widget of the kit, in all sizes: nothing cut, everything named, reached by keyboard, and let go again."""

from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from tests.support import gallery
from tests.support.cut_text import cut_in_any_look, cut_texts
from tests.support.looks import look, settle, show_at
from tests.support.walker import faults, spoken_description, spoken_name, tab_stops

PAGES = sorted(gallery.PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_in_any_size(qtbot: Any, qapp: QApplication, name: str) -> None:
    page = gallery.PAGES[name][0]()
    qtbot.addWidget(page)
    assert cut_in_any_look(qapp, page) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_screen_reader_and_a_keyboard_get_everywhere(qtbot: Any, qapp: QApplication, name: str) -> None:
    page = gallery.PAGES[name][0]()
    qtbot.addWidget(page)
    show_at(qapp, page, 1150, 2400)
    assert faults(page) == []


@pytest.mark.parametrize(("percent", "width", "height"), [(100, 1366, 768), (200, 1366, 768), (200, 1024, 700)])
def test_the_frame_holds_in_small_windows_and_large_text(
    qtbot: Any, qapp: QApplication, percent: int, width: int, height: int
) -> None:
    with look(qapp, "light", percent):
        window = gallery.Window(gallery.today(), "today")
        qtbot.addWidget(window)
        show_at(qapp, window, width, height)
        assert (window.width(), window.height()) == (width, height)
        assert cut_texts(window) == []
        assert faults(window) == []


def test_the_frame_names_its_parts(qtbot: Any, qapp: QApplication) -> None:
    window = gallery.Window(gallery.today(), "today")
    qtbot.addWidget(window)
    show_at(qapp, window, 1366, 768)
    assert [spoken_name(stop) for stop in tab_stops(window)][:4] == [
        "Pages",
        "Program",
        "Search everything",
        "Get help now",
    ]
    assert "F1" in spoken_description(window.help)
    assert "Ctrl+K" in spoken_description(window.search)


def test_a_switch_of_theme_and_size_leaves_no_widget_behind(qtbot: Any, qapp: QApplication) -> None:
    before = len(qapp.allWidgets())
    window = gallery.Window(gallery.pieces(), "plans")
    show_at(qapp, window, 1366, 768)
    for theme in ("dark", "contrast"):
        with look(qapp, theme, 150):
            settle(qapp)
    window.close()
    shiboken6.delete(window)
    settle(qapp)
    assert len(qapp.allWidgets()) == before
