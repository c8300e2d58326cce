"""Something happened, typed through with the keyboard on a real station."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.debriefs.station import NOW, ZONE, a_report
from tests.debriefs.typing_pages import LINES, press, said
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.protocol_files import load_protocols
from wellness_desktop.debriefs.something_happened_page import SomethingHappenedPage
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.conflicts import Exposure


class Keys:
    """Counts what is typed, so that "at most 25 keystrokes beyond names" can be checked on the real page."""

    def __init__(self) -> None:
        self.count = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.count += 1
        QTest.keyClick(_focus(), key, modifier)

    def type(self, text: str, *, name: bool = False) -> None:
        """Names are not counted."""
        for letter in text:
            self.count += not name
            QTest.keyClick(_focus(), letter)


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_report_takes_at_most_25_keystrokes_beyond_names(happened, qtbot, station) -> None:
    """Issue 6: five people, an hour ago, all by keyboard on the real page."""
    page, keys = happened(), Keys()
    keys.type("ois")
    keys.press(Qt.Key.Key_Return)
    keys.type("2330")
    keys.press(Qt.Key.Key_Return)
    for name in ("ruiz", "cole", "doyle", "lang", "moss"):
        keys.type(name, name=True)
        keys.press(Qt.Key.Key_Return)
    with qtbot.waitSignal(page.reported) as reported:
        keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert keys.count <= 25
    incident = reported.args[0].value
    assert incident.trigger.id == "officer_involved_shooting"
    assert incident.ended_at == NOW - timedelta(hours=1)
    assert [one.name for one in incident.exposed] == ["Ana Ruiz", "Ben Cole", "Cy Doyle", "Di Lang", "Ed Moss"]
    assert len(station.debriefs().incidents()) == 1


def test_db15_the_help_card_comes_before_anything_to_fill_in(happened) -> None:
    page = happened()
    numbers = [label for label in page.findChildren(Text) if "988" in label.text()]
    assert numbers
    first = min(label.mapTo(page, label.rect().topLeft()).y() for label in numbers)
    assert first < page.what.mapTo(page, page.what.rect().topLeft()).y()


def test_get_help_now_is_one_press_away(happened, qtbot) -> None:
    page = happened()
    with qtbot.waitSignal(page.help_wanted):
        press(page, "Get help now")


def test_enter_says_whom_it_adds(happened) -> None:
    page = happened()
    view = page.exposed
    view.line.setFocus()
    QTest.keyClicks(view.line, "be")
    assert view.words == "Several fit: Ben Cole, Flo Berg. Type more, or Enter adds “be” as a guest."
    view.line.clear()
    QTest.keyClicks(view.line, "flo")
    assert view.words == "Enter adds Flo Berg."
    QTest.keyClick(view.line, Qt.Key.Key_Return)
    QTest.keyClicks(view.line, "Joe Quill")
    assert view.words == "Enter adds “Joe” as a guest, by first name only."
    QTest.keyClick(view.line, Qt.Key.Key_Return)
    QTest.keyClicks(view.line, "Flo Berg")
    QTest.keyClick(view.line, Qt.Key.Key_Return)
    assert view.words == "Flo Berg is in the list already."
    assert [(one.name, one.circle) for one in view.people()] == [("Flo Berg", Circle.DISPATCH), ("Joe", None)]


def test_how_and_where_are_chosen_beside_the_name_and_people_taken_off(happened, station) -> None:
    page = happened()
    view = page.exposed
    for name in ("ruiz", "moss"):
        QTest.keyClicks(view.line, name)
        QTest.keyClick(view.line, Qt.Key.Key_Return)
    how = next(field for field in page.findChildren(QWidget) if field.accessibleName() == "Ana Ruiz: how they met it")
    how.setFocus()
    QTest.keyClick(how, Qt.Key.Key_Down)
    off = next(each for each in page.findChildren(QPushButton) if each.accessibleName() == "Take Ed Moss off the list")
    off.click()
    assert [(one.name, one.exposure) for one in view.people()] == [("Ana Ruiz", Exposure.BY_RADIO)]


def test_what_is_missing_is_said_beside_the_field(happened, station) -> None:
    page = happened()
    QTest.keyClick(page.what, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Choose what happened." in said(page)
    assert station.debriefs().incidents() == []


def test_an_end_in_the_future_is_said_in_the_banner(happened) -> None:
    page = happened()
    page.what.set_value("lodd")
    page.ended.set_value(NOW + timedelta(hours=2))
    page.start.click()
    assert "This end lies in the future." in page.banner.words


def test_without_a_sign_in_the_report_waits_in_memory_and_goes_on_after_it(opened, qtbot, station) -> None:
    """The front door: help first, then sign in, and nothing is written before."""
    page = opened(SomethingHappenedPage(LINES, station.clock, ZONE))
    assert page.start.text() == "Sign in to start the plan"
    assert "Nothing is saved before you sign in" in said(page)
    page.what.set_value("traumatic_call")
    QTest.keyClicks(page.exposed.line, "Ana Ruiz")
    QTest.keyClick(page.exposed.line, Qt.Key.Key_Return)
    QTest.keyClicks(page.exposed.line, "Joe Quill")
    assert page.has_typed
    with qtbot.waitSignal(page.sign_in_wanted) as wanted:
        page.start.click()
    report = wanted.args[0]
    assert [one.name for one in report.exposed] == ["Ana Ruiz", "Joe Quill"]
    signed_in = opened(SomethingHappenedPage(LINES, station.clock, ZONE, station.debriefs()))
    signed_in.set_report(report)
    with qtbot.waitSignal(signed_in.reported) as reported:
        signed_in.start.click()
    assert [one.name for one in reported.args[0].value.exposed] == ["Ana Ruiz", "Joe"]
    assert not signed_in.has_typed


def test_the_page_forgets_what_was_typed(happened) -> None:
    page = happened()
    page.what.set_value("lodd")
    QTest.keyClicks(page.exposed.line, "ruiz")
    page.start_anew()
    assert page.exposed.people() == ()
    assert page.what.value() is None
    assert not page.has_typed


@pytest.mark.slow
def test_the_report_page_can_be_heard_and_read_in_every_look(happened, qapp) -> None:
    page = happened()
    page.what.set_value("officer_involved_shooting")
    for name in ("ruiz", "moss", "Joe"):
        QTest.keyClicks(page.exposed.line, name)
        QTest.keyClick(page.exposed.line, Qt.Key.Key_Return)
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []


def test_where_no_station_exists_the_way_leads_to_setting_one_up(opened, station) -> None:
    page = opened(SomethingHappenedPage(LINES, station.clock, ZONE, station_exists=False))
    assert page.start.text() == "Set up this station first"
    assert "Nothing is saved before this station is set up" in said(page)
    assert "sign in" not in said(page).lower()


def test_everybody_on_duty_then_is_one_line_and_can_be_taken_off_again(happened, station, qtbot) -> None:
    page, keys = happened(), Keys()
    keys.type("lodd")
    keys.press(Qt.Key.Key_Return)
    keys.type("2350")
    keys.press(Qt.Key.Key_Return)
    keys.type("on duty")
    people = len(station.debriefs().groups_at(page.ended.value())[0].people)
    assert people > 0
    assert page.exposed.words.startswith("Enter adds: Everyone on duty then")
    keys.press(Qt.Key.Key_Return)
    assert len(page.exposed.people()) == people
    page.exposed._undo.click()
    assert page.exposed.people() == ()
    page.exposed.line.setFocus()
    keys.type("on duty")
    with qtbot.waitSignal(page.reported) as reported:
        keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # the line counts without Enter
    assert len(reported.args[0].value.exposed) == people
    assert keys.count <= 36  # twice the group; once it is 25 at most
    assert keys.count - len("on duty") - 1 <= 25


def test_a_dispatcher_is_by_radio_and_words_after_a_comma_say_otherwise(happened) -> None:
    page = happened()
    for line in ("flo", "ruiz, after"):
        QTest.keyClicks(page.exposed.line, line)
        QTest.keyClick(page.exposed.line, Qt.Key.Key_Return)
    assert [(one.name, one.exposure) for one in page.exposed.people()] == [
        ("Flo Berg", Exposure.BY_RADIO),
        ("Ana Ruiz", Exposure.AFTER),
    ]


def test_every_kind_of_event_is_found_by_typing_and_those_used_last_stand_first(happened, station) -> None:
    page = happened()
    for trigger in load_protocols().triggers.values():
        words = [trigger.label, *trigger.also.split(",")]
        for word in words:
            page.what.set_value(None)
            page.what._typed = ""
            page.what._since.invalidate()
            QTest.keyClicks(page.what, word.strip()[:12])
            if page.what.value() == trigger.id:
                break
        assert page.what.value() == trigger.id, trigger.id
    station.debriefs().something_happened(a_report("Ana Ruiz", trigger="k9_death"))
    again = happened()
    assert again.what.itemText(1) == "Death or grave injury of a police dog or mount"


def test_the_end_follows_the_words_and_says_what_it_understood(happened, station) -> None:
    page = happened()
    assert page.ended.value() == NOW
    station.clock.advance(timedelta(hours=1))
    assert page.ended.value() == NOW + timedelta(hours=1)  # "now" is still now
    page.ended.line.setFocus()
    QTest.keyClicks(page.ended.line, "20 min ago")
    meant = NOW + timedelta(minutes=40)
    assert page.ended.value() == meant
    assert "20 minutes ago" in page.ended.words
    kept = page.ended.typed()
    station.clock.advance(timedelta(hours=3))
    assert page.ended.value() == meant  # counted from when it was typed
    page.ended.set_value(None)
    page.ended.set_typed(kept)
    assert page.ended.value() == meant  # and in a draft
    QTest.keyClick(page.ended.line, Qt.Key.Key_Down)
    assert page.ended.value() == meant - timedelta(minutes=15)
