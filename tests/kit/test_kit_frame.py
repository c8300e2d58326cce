"""The frame of the window: rail, help button, cover, passphrase, and the layouts that hold at 200 % text."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from tests.support.looks import look, settle, show_at
from tests.support.walker import faults, spoken_description, spoken_name, tab_stops
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.kit.beside import Beside, Side
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.cover import Cover
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.helpbutton import HelpButton
from wellness_desktop.kit.passphrase import SHOWN_SECONDS, PassphraseField
from wellness_desktop.kit.rail import Destination, NavigationRail
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import LINE_CHARS, Text
from wellness_desktop.kit.theme import chars

CHICAGO = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 22, 9, 10, tzinfo=UTC)
PLACES = (
    Destination("today", "Today", "sun"),
    Destination("library", "Library", "library"),
    Destination("incidents", "Incidents & support", "calendar-clock"),
)
FOOT = (Destination("settings", "Settings", "settings"),)


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Wellness Desktop")
        self.rail = NavigationRail(self, PLACES, FOOT, title="Millbrook PD")
        self.help = HelpButton(self)
        self.line = QLineEdit()
        self.line.setAccessibleName("Line")
        right = QVBoxLayout()
        right.addWidget(self.help)
        right.addWidget(self.line)
        row = QHBoxLayout(self)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.cover = Cover(self, FixedClock(NOW), CHICAGO)


@pytest.fixture
def window(qtbot: Any, qapp: QApplication) -> Window:
    made = Window()
    qtbot.addWidget(made)
    show_at(qapp, made, 1200, 700)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_the_rail_is_a_list_with_words(window: Window) -> None:
    reached = QAccessible.queryAccessibleInterface(window.rail.places)
    assert reached.role() == QAccessible.Role.List
    assert spoken_name(window.rail.places) == "Pages"
    assert [reached.child(at).text(QAccessible.Text.Name) for at in range(3)] == [
        "Today",
        "Library",
        "Incidents & support",
    ]
    assert faults(window) == []


def test_alt_and_a_number_go_there(window: Window, qtbot: Any) -> None:
    went: list[str] = []
    window.rail.chosen.connect(went.append)
    qtbot.keySequence(window.line, QKeySequence("Alt+3"))
    assert went == ["incidents"]
    assert window.rail.places.currentRow() == 2


def test_arrows_look_and_enter_goes(window: Window, qtbot: Any) -> None:
    went: list[str] = []
    window.rail.chosen.connect(went.append)
    window.rail.show_place("today")
    window.rail.places.setFocus()
    qtbot.keyClick(window.rail.places, Qt.Key.Key_Down)
    assert went == []
    qtbot.keyClick(window.rail.places, Qt.Key.Key_Return)
    assert went == ["library"]


def test_only_one_place_is_marked(window: Window, qtbot: Any) -> None:
    window.rail.show_place("today")
    item = window.rail.foot.item(0)
    qtbot.mouseClick(
        window.rail.foot.viewport(), Qt.MouseButton.LeftButton, pos=window.rail.foot.visualItemRect(item).center()
    )
    assert window.rail.places.selectedItems() == []
    assert [chosen.text() for chosen in window.rail.foot.selectedItems()] == ["Settings"]


def test_other_places_after_locking(window: Window, qtbot: Any) -> None:
    went: list[str] = []
    window.rail.set_places((Destination("door", "Front door", "house"),))
    window.rail.chosen.connect(went.append)
    qtbot.keySequence(window.line, QKeySequence("Alt+1"))
    qtbot.keySequence(window.line, QKeySequence("Alt+2"))
    assert went == ["door"]
    assert not window.rail.foot.isVisible()


def test_the_rail_gets_narrow_with_large_text_and_keeps_its_words(window: Window, qapp: QApplication) -> None:
    assert not window.rail.compact
    with look(qapp, "light", 200):
        show_at(qapp, window, 1024, 700)
        assert window.rail.compact
        assert window.rail.width() < 1024 * 0.2
        assert window.rail.places.item(0).text() == "Today"
    show_at(qapp, window, 1200, 700)
    assert not window.rail.compact


def test_help_answers_to_f1_from_anywhere(window: Window, qtbot: Any) -> None:
    with qtbot.waitSignal(window.help.clicked, timeout=500):
        qtbot.keySequence(window.line, QKeySequence("F1"))
    assert "F1" in spoken_description(window.help)


def test_the_cover_hides_everything_at_once(window: Window, qtbot: Any, qapp: QApplication) -> None:
    other = QWidget(window, Qt.WindowType.Window)
    other.show()
    window.line.setFocus()
    window.cover.toggle()
    settle(qapp, 1)
    assert window.cover.covered
    assert window.cover.geometry() == window.rect()
    assert window.windowTitle() == "Clock"
    assert not other.isVisible()
    plain = QImage.Format.Format_RGB888
    seen, cover = (each.grab().toImage().convertToFormat(plain) for each in (window, window.cover))
    assert seen == cover
    window.cover.toggle()
    assert window.windowTitle() == "Wellness Desktop"
    assert other.isVisible()
    qtbot.waitUntil(window.line.hasFocus)


def test_nothing_below_the_cover_is_reached(window: Window, qtbot: Any, qapp: QApplication) -> None:
    window.line.setFocus()
    window.cover.cover()
    qtbot.waitUntil(window.cover.hasFocus)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_X, Qt.Key.Key_Return):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert window.cover.hasFocus()
    assert window.line.text() == ""
    show_at(qapp, window, 900, 500)
    assert window.cover.geometry() == window.rect()
    qtbot.keyClick(window.cover, Qt.Key.Key_F9)
    assert not window.cover.covered


def test_the_cover_shows_a_clock_and_no_name_of_ours(window: Window) -> None:
    window.cover.cover()
    words = " ".join(label.text() for label in window.cover.findChildren(QLabel))
    assert words == "03:10 Sunday, November 22, 2026"


def test_a_passphrase_is_shown_for_ten_seconds_at_most(qtbot: Any) -> None:
    field = PassphraseField()
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field.line, " two words ")
    assert field.line.displayText() != field.value()
    qtbot.mouseClick(field.show_button, Qt.MouseButton.LeftButton)
    assert field.line.displayText() == " two words "
    assert field.show_button.text() == "Hide"
    assert field._timer.interval() == SHOWN_SECONDS * 1000 == 10_000
    field._timer.setInterval(1)
    field._timer.start()
    qtbot.waitUntil(lambda: not field.shown)
    assert field.value() == " two words "


def test_a_hidden_or_wiped_passphrase_does_not_stay_readable(qtbot: Any) -> None:
    field = PassphraseField()
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field.line, "secret words")
    field.show_button.click()
    field.hide()
    assert not field.shown
    field.wipe()
    field.line.undo()
    assert field.value() == ""


def tops(cards: list[QWidget]) -> list[int]:
    return [card.y() for card in cards]


@pytest.mark.parametrize(("width", "columns"), [(1500, 3), (900, 2), (420, 1)])
def test_cards_take_as_many_columns_as_can_be_read(qtbot: Any, qapp: QApplication, width: int, columns: int) -> None:
    flow = Reflow([Card(f"Card {at}", "sun") for at in range(4)])
    qtbot.addWidget(flow)
    show_at(qapp, flow, width, 700)
    assert flow.columns == columns
    assert tops(flow.cards)[:columns] == [0] * columns
    assert len({card.x() for card in flow.cards}) == columns
    assert flow.heightForWidth(width) == max(card.y() + card.height() for card in flow.cards)
    with look(qapp, "light", 200):
        show_at(qapp, flow, width, 700)
        assert flow.columns == max(1, columns - (2 if columns == 3 else 1))


def test_even_cards_share_their_lines(qtbot: Any, qapp: QApplication) -> None:
    cards = [Card(f"Card {at}") for at in range(4)]
    cards[0].add(Text("A line\n" * 6))
    flow = Reflow(cards, even=True, most=2)
    qtbot.addWidget(flow)
    show_at(qapp, flow, 900, 700)
    assert cards[2].y() == cards[3].y() == cards[0].height() + 16


def test_a_list_and_its_detail_share_or_take_turns(qtbot: Any, qapp: QApplication) -> None:
    main, detail = QLineEdit(), QLabel("Detail")
    main.setAccessibleName("List")
    both = Beside(main, detail)
    qtbot.addWidget(both)
    show_at(qapp, both, 1200, 500)
    both.activateWindow()
    assert main.isVisible()
    assert detail.isVisible()
    assert not both.back_button.isVisible()
    show_at(qapp, both, 500, 500)
    assert main.isVisible()
    assert not detail.isVisible()
    both.show_detail()
    assert not main.isVisible()
    assert detail.isVisible()
    both.back_button.setFocus()
    with qtbot.waitSignal(both.returned, timeout=500):
        qtbot.keyClick(both.back_button, Qt.Key.Key_Escape)
    assert main.isVisible()
    assert not detail.isVisible()


def test_lines_are_never_too_long_to_read(qtbot: Any, qapp: QApplication) -> None:
    text = Text("Words that go on and on. " * 40)
    qtbot.addWidget(text)
    show_at(qapp, text, 1800, 300)
    assert text.width() == 1800
    assert text.contentsRect().width() <= chars(LINE_CHARS)
    assert text.heightForWidth(1800) == text.heightForWidth(chars(LINE_CHARS))


def test_facts_without_a_value_are_left_out_and_values_can_be_copied(qtbot: Any, qapp: QApplication) -> None:
    facts = Facts((("Mobile", "(555) 555-0142"), ("E-mail", ""), ("Languages", "English")))
    qtbot.addWidget(facts)
    show_at(qapp, facts, 600, 200)
    shown = lambda: sorted(label.text() for label in facts.findChildren(QLabel) if label.isVisible())  # noqa: E731
    assert shown() == ["(555) 555-0142", "English", "Languages", "Mobile"]
    value = next(label for label in facts.findChildren(QLabel) if label.text().startswith("(555)"))
    assert value.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    facts.show_facts((("Mobile", "(555) 555-0199"),))
    settle(qapp)
    assert shown() == ["(555) 555-0199", "Mobile"]


def test_as_many_other_facts_as_before_all_find_their_place(qtbot: Any, qapp: QApplication) -> None:
    facts = Facts((), most=2)
    qtbot.addWidget(facts)
    show_at(qapp, facts, 600, 200)
    for round_ in ("old", "new"):
        facts.show_facts([(f"{name} {round_}", "value") for name in ("What", "Ended", "Ranges", "Plan")])
        settle(qapp)
    places = {
        label.mapTo(facts, label.rect().topLeft()).toTuple()
        for label in facts.findChildren(QLabel)
        if label.isVisible()
    }
    assert len(places) == 8


def test_passing_the_rail_with_tab_marks_nothing(window: Window, qtbot: Any) -> None:
    window.rail.show_place(window.rail.places._places[0].key)
    window.rail.foot.setFocus(Qt.FocusReason.TabFocusReason)
    assert window.rail.foot.here == -1
    window.rail.places.setFocus(Qt.FocusReason.TabFocusReason)
    assert window.rail.foot.currentRow() == -1
    qtbot.keyClick(window.rail.places, Qt.Key.Key_Down)
    assert (window.rail.places.currentRow(), window.rail.places.here) == (1, 0)


def test_tab_passes_over_nothing_that_stands_before_a_list(qtbot: Any, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    side, before, here, after = Side(window), QLineEdit(), QLineEdit(), QLineEdit()
    QVBoxLayout(window).addWidget(side)
    column = QVBoxLayout(side)
    for each in (before, here, after):
        column.addWidget(each)
    side.begins_at = here
    show_at(qapp, window, 400, 200)
    window.activateWindow()
    side.setFocus()
    assert here.hasFocus()
    assert tab_stops(window) == [before, here, after]
    side.setFocusProxy(here)  # what the walker of pages finds fault with
    assert tab_stops(window) == [here, after]
