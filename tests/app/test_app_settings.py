"""Settings: what each role is shown, the look at once, the station's settings saved on their own with undo."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton

from tests.app.settings_people import AGENCY, DANA, KIT, LEE, PHRASES, Desk, buttons, press, require_sound, words
from tests.support.looks import show_at
from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.roles import Role
from wellness_desktop.app.passphrase_page import PassphrasePage
from wellness_desktop.app.settings_desk import keep_settings
from wellness_desktop.app.settings_page import SettingsPage, ways
from wellness_desktop.app.settings_station_page import StationPage
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.base.settings import Settings, change, load_settings
from wellness_desktop.debriefs.protocol_files import load_protocols
from wellness_desktop.store.key_problems import WrongPassphrase

PROFILES = [(one.id, one.name, one.about) for one in load_protocols().profiles.values()]


class Kept:
    """The settings of a running program."""

    def __init__(self, settings: Settings, refuse: bool = False) -> None:
        self.settings, self.refuse = settings, refuse

    def read(self) -> Settings:
        return self.settings

    def save(self, settings: Settings) -> None:
        if self.refuse:
            raise Problem("There is not enough free space on this disk.", "Nothing was changed.")
        self.settings = settings


@pytest.fixture
def kept() -> Kept:
    return Kept(Settings(agency_name=AGENCY, state="MN", time_zone="America/Chicago"))


def an_actor(*roles: Role) -> Actor:
    from uuid import uuid4

    return Actor(uuid4(), DANA, frozenset({Role.MEMBER, *roles}))


def settings_page(qtbot: Any, kept: Kept, *roles: Role) -> SettingsPage:
    page = SettingsPage(kept.read, kept.save, an_actor(*roles))
    show_at(QApplication.instance(), page, 1150, 900)
    return page


FAMILY = ["family-papers", "custody"]


def station_page(qtbot: Any, kept: Kept) -> StationPage:
    page = StationPage(kept.read, kept.save, PROFILES, "America/Chicago")
    show_at(QApplication.instance(), page, 1150, 900)
    return page


@pytest.mark.parametrize(
    ("roles", "keys"),
    [
        ((), ["passphrase", *FAMILY, "about"]),
        ((Role.HELPER,), ["passphrase", *FAMILY, "team", "handover", "about"]),
        ((Role.COORDINATOR,), ["passphrase", *FAMILY, "lines", "team", "kept", "handover", "about"]),
        ((Role.PLANNER, Role.SUPERVISOR), ["passphrase", *FAMILY, "kept", "handover", "about"]),
        (
            (Role.ADMINISTRATOR,),
            ["passphrase", *FAMILY, "station", "lines", "accounts", "handover", "packs", "backup", "audit", "about"],
        ),
    ],
)
def test_only_what_a_role_may_do_is_shown(roles: tuple[Role, ...], keys: list[str]) -> None:
    """SEC-06: ordinary people are offered nothing that they may not do."""
    assert [way.key for way in ways(an_actor(*roles))] == keys


def test_each_way_leads_to_its_page(qtbot: Any, kept: Kept) -> None:
    page = settings_page(qtbot, kept, Role.ADMINISTRATOR)
    with qtbot.waitSignal(page.go) as went:
        press(page, "Change").click()
    assert went.args == ["passphrase"]
    opened = []
    page.go.connect(opened.append)
    for each in page.findChildren(type(press(page, "Open"))):
        if each.text() == "Open":
            QTest.keyClick(each, Qt.Key.Key_Space)
    assert opened == [*FAMILY, "station", "lines", "accounts", "handover", "packs", "backup", "audit", "about"]


def test_the_look_changes_at_once_and_is_taken_back(qtbot: Any, kept: Kept) -> None:
    page = settings_page(qtbot, kept)
    dark = next(each for each in page.findChildren(QRadioButton) if each.text() == "Dark")
    QTest.mouseClick(dark, Qt.MouseButton.LeftButton)
    assert kept.settings.theme == "dark"
    assert page.banner.words == "The look is changed."
    press(page, "Undo").click()
    assert kept.settings.theme == "system"
    assert not dark.isChecked()


def test_the_text_size_is_chosen_by_keyboard(qtbot: Any, kept: Kept) -> None:
    page = settings_page(qtbot, kept)
    size = page._look.field("text_percent")
    size.setFocus()
    qtbot.keyClick(size, Qt.Key.Key_End)
    size.activated.emit(size.currentIndex())
    assert kept.settings.text_percent == 200


def test_a_size_of_ones_own_stays_on_offer(qtbot: Any) -> None:
    page = settings_page(qtbot, Kept(Settings(text_percent=130)))
    assert page._look.values()["text_percent"] == 130


def test_a_full_disk_is_told_and_changes_nothing(qtbot: Any) -> None:
    kept = Kept(Settings(), refuse=True)
    page = settings_page(qtbot, kept)
    dark = next(each for each in page.findChildren(QRadioButton) if each.text() == "Dark")
    QTest.mouseClick(dark, Qt.MouseButton.LeftButton)
    assert "free space" in page.banner.words
    assert kept.settings.theme == "system"


def test_the_station_is_saved_while_typing_and_taken_back(qtbot: Any, kept: Kept) -> None:
    page = station_page(qtbot, kept)
    page.focus_first()
    field = page._agency.field("agency_name")
    assert field.hasFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Harmon Police")
    qtbot.waitUntil(lambda: kept.settings.agency_name == "Harmon Police")
    press(page, "Undo").click()
    assert kept.settings.agency_name == AGENCY
    assert field.value() == AGENCY


def test_leaving_the_page_saves_what_waits(qtbot: Any, kept: Kept) -> None:
    page = station_page(qtbot, kept)
    field = page._agency.field("agency_name")
    field.selectAll()
    qtbot.keyClicks(field, "Harmon Police")
    page.leave()
    assert kept.settings.agency_name == "Harmon Police"


@pytest.mark.parametrize(("typed", "saved"), [("4", 10), ("5", 5), ("30", 30), ("31", 10), ("", 10), ("x", 10)])
def test_the_lock_is_never_off(qtbot: Any, kept: Kept, typed: str, saved: int) -> None:
    """SEC-10: 5 to 30 minutes."""
    page = station_page(qtbot, kept)
    field = page._habits.field("lock_after_minutes")
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, typed)
    page._habits.flush()
    assert kept.settings.lock_after_minutes == saved


@pytest.mark.parametrize(("typed", "saved"), [("20", 20), ("5", 5), ("4", 11), ("none", 11)])
def test_the_threshold_of_reports_is_chosen_and_never_lies_under_five(
    qtbot: Any, kept: Kept, typed: str, saved: int
) -> None:
    """chaplain_log.md 5.3: k may be raised, and never lies under 5."""
    page = station_page(qtbot, kept)
    field = page._reports.field("report_least")
    field.selectAll()
    qtbot.keyClicks(field, typed)
    page._reports.flush()
    assert kept.settings.report_least == saved
    assert ("Issued ones stay as they are." in page.banner.words) == (saved != 11)


def test_an_agency_without_a_name_is_not_saved_with_the_rest(qtbot: Any, kept: Kept) -> None:
    page = station_page(qtbot, kept)
    page._agency.field("agency_name").selectAll()
    qtbot.keyClick(page._agency.field("agency_name"), Qt.Key.Key_Delete)
    page._agency.field("agency_name").editingFinished.emit()
    lock = page._habits.field("lock_after_minutes")
    lock.selectAll()
    qtbot.keyClicks(lock, "15")
    page.leave()
    assert (kept.settings.agency_name, kept.settings.lock_after_minutes) == (AGENCY, 15)
    assert "Type the agency's name." in words(page)


def test_a_value_that_is_not_valid_yet_stays_when_the_page_is_opened_again(qtbot: Any, kept: Kept) -> None:
    page = station_page(qtbot, kept)
    assert page.draft() is None
    lock = page._habits.field("lock_after_minutes")
    lock.selectAll()
    qtbot.keyClicks(lock, "99")
    page.leave()
    page.refresh()
    assert lock.text() == "99"
    assert page.draft() == {"lock_after_minutes": "99"}


def test_what_was_typed_before_comes_back_and_can_be_thrown_away(qtbot: Any, kept: Kept) -> None:
    page = station_page(qtbot, kept)
    page.take_draft({"lock_after_minutes": "99", "agency_name": ""})
    assert "Type the agency's name." not in words(page)  # an empty field is not nagged about before it is left
    assert "Type a whole number from 5 to 30." in words(page)
    assert page.draft() == {"lock_after_minutes": "99", "agency_name": ""}
    press(page, "Throw it away").click()
    assert page._habits.field("lock_after_minutes").text() == "10"
    assert page._agency.field("agency_name").text() == AGENCY
    assert page.draft() is None
    press(page, "Undo").click()
    assert page.draft() == {"lock_after_minutes": "99", "agency_name": ""}


def test_everything_saved_leaves_no_draft_and_what_was_refused_does(qtbot: Any, kept: Kept) -> None:
    page = station_page(qtbot, kept)
    field = page._agency.field("agency_name")
    field.selectAll()
    qtbot.keyClicks(field, "Harmon Police")
    kept.refuse = True
    page.leave()
    assert "not enough free space" in page.banner.words
    assert page.draft() == {"agency_name": "Harmon Police"}
    kept.refuse = False
    field.edited.emit()
    page.leave()
    assert kept.settings.agency_name == "Harmon Police"
    assert page.draft() is None


def test_a_care_profile_says_what_it_means(qtbot: Any, kept: Kept) -> None:
    page = station_page(qtbot, kept)
    assert page._about["program_default"] in words(page)
    choice = page._habits.field("care_profile")
    choice.set_value(PROFILES[1][0])
    choice.edited.emit()
    page._habits.flush()
    assert kept.settings.care_profile == PROFILES[1][0]
    assert PROFILES[1][2] in words(page)
    assert "Earlier ones keep theirs." in page.banner.words


def test_a_zone_from_elsewhere_stays_on_offer(qtbot: Any) -> None:
    page = station_page(qtbot, Kept(Settings(agency_name=AGENCY, time_zone="Europe/Oslo")))
    assert page._agency.values()["time_zone"] == "Europe/Oslo"


def test_the_look_is_anybodys_and_the_station_is_the_administrators(sign_in: Callable[[str], Desk]) -> None:
    """SEC-13: a change of the station's settings is an event; a look is not."""
    lee = sign_in(LEE)
    before = Settings(agency_name=AGENCY)
    keep_settings(lee.paths.settings, before, change(before, theme="dark", text_percent=150), lee.signed_in)
    assert load_settings(lee.paths.settings).text_percent == 150
    assert "settings changed" not in lee.audited()
    with pytest.raises(NotAllowed):
        keep_settings(lee.paths.settings, before, change(before, lock_after_minutes=30), lee.signed_in)
    assert load_settings(lee.paths.settings).lock_after_minutes == 10
    kit = sign_in(KIT)
    keep_settings(kit.paths.settings, before, change(before, lock_after_minutes=30), kit.signed_in)
    assert load_settings(kit.paths.settings).lock_after_minutes == 30
    assert kit.audited()[-1] == "settings changed"


def passphrase_page(qtbot: Any, desk: Desk, tasks: Any) -> PassphrasePage:
    page = PassphrasePage(tasks, desk.accounts.change_my_passphrase, (AGENCY, LEE))
    show_at(QApplication.instance(), page, 1150, 700)
    return page


def type_phrases(qtbot: Any, page: PassphrasePage, *phrases: str) -> None:
    for name, phrase in zip(("old", "new", "again"), phrases, strict=True):
        field = page._form.field(name)
        field.line.setFocus()
        field.line.clear()
        qtbot.keyClicks(field.line, phrase)


def test_ones_own_passphrase_is_changed_by_keyboard(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    desk = sign_in(LEE)
    page = passphrase_page(qtbot, desk, tasks)
    new = "plum garage violin tundra"
    type_phrases(qtbot, page, PHRASES[LEE], new, new)
    QTest.keyClick(page._form.field("again").line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "is changed" in page.banner.words, timeout=20_000)
    assert [page._form.values()[name] for name in ("old", "new", "again")] == ["", "", ""]
    desk.station.sign_in(LEE, new).end()
    with pytest.raises(WrongPassphrase):
        desk.station.sign_in(LEE, PHRASES[LEE])


def test_a_wrong_old_passphrase_is_told_beside_the_field(
    qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any
) -> None:
    desk = sign_in(LEE)
    page = passphrase_page(qtbot, desk, tasks)
    type_phrases(qtbot, page, "not what it was at all", "plum garage violin tundra", "plum garage violin tundra")
    page.save_button.click()
    qtbot.waitUntil(page.save_button.isEnabled, timeout=20_000)
    assert "This is not the passphrase you signed in with." in words(page)
    desk.station.sign_in(LEE, PHRASES[LEE]).end()


@pytest.mark.parametrize(
    ("new", "again", "told"),
    [
        ("short", "short", "at least 15 characters"),
        ("millbrook police department", "millbrook police department", "among the first that someone would try"),
        ("plum garage violin tundra", "plum garage violin tundr", "The two are not the same."),
    ],
)
def test_a_weak_or_mistyped_passphrase_is_told_in_words(
    qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any, new: str, again: str, told: str
) -> None:
    """SEC-23: why, in words, before anything is changed."""
    desk = sign_in(LEE)
    page = passphrase_page(qtbot, desk, tasks)
    type_phrases(qtbot, page, PHRASES[LEE], new, again)
    page.save_button.click()
    assert not tasks.busy
    assert told in words(page)


def test_a_suggestion_fills_both_fields_and_leaves_with_the_page(
    qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any
) -> None:
    page = passphrase_page(qtbot, sign_in(LEE), tasks)
    press(page, "Suggest one").click()
    suggested = page._form.values()["new"]
    assert len(suggested.split()) == 5
    assert suggested == page._form.values()["again"]
    assert suggested in words(page)
    page.leave()
    assert suggested not in words(page)
    assert page._form.values()["new"] == ""


def test_nothing_is_cut_and_everything_is_reached(
    qtbot: Any, kept: Kept, sign_in: Callable[[str], Desk], tasks: Any
) -> None:
    def with_suggestion() -> PassphrasePage:
        page = passphrase_page(qtbot, sign_in(LEE), tasks)
        page._suggested.suggest()
        return page

    for make in (
        lambda: settings_page(qtbot, kept, Role.ADMINISTRATOR, Role.COORDINATOR),
        lambda: station_page(qtbot, kept),
        with_suggestion,
    ):
        require_sound(make())


def test_every_page_leads_back(qtbot: Any, kept: Kept, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    for page in (station_page(qtbot, kept), passphrase_page(qtbot, sign_in(LEE), tasks)):
        assert "All settings" in buttons(page)
        with qtbot.waitSignal(page.back):
            press(page, "All settings").click()
