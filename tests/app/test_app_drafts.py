"""Nothing typed is lost: not by a lock, a kill, a full disk; and nobody else ever sees it (DESIGN 1.6 and 8)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.app.begun_pages import (
    AGAIN,
    CANARY,
    DANA,
    LEE,
    Enter,
    begin_entry,
    begin_fact,
    begin_report,
    begin_setting,
    drafts,
    entry_words,
    fact_words,
    report_words,
    setting_words,
)
from tests.conftest import ROOT
from tests.journeys.test_journeys_bytes import search
from tests.support.cases import slow
from tests.support.station import A_NIGHT, PHRASE, a_station
from wellness_desktop.accounts.drafts import Drafts
from wellness_desktop.app import draft_keeper
from wellness_desktop.app.program import Program
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import Paths
from wellness_desktop.base.settings import change

PAGES = pytest.mark.parametrize(
    ("key", "begin", "read"),
    [
        ("roster", begin_entry, entry_words),
        ("happened", begin_report, report_words),
        slow("plans", begin_fact, fact_words),
        slow("station", begin_setting, setting_words),
    ],
    ids=["roster", "happened", "plans", "station"],
)


@PAGES
def test_typed_text_survives_a_lock_and_today_leads_to_it(enter: Enter, key: str, begin: Any, read: Any) -> None:
    page = begin(enter(DANA))
    typed = read(page)
    assert page.draft() is not None
    program = enter(DANA)
    assert program.frame.page_key == "today"
    program.frame.page.banner._action_button.click()  # type: ignore[union-attr]
    assert program.frame.page_key == key
    again: Any = program.frame.page
    assert again is not page
    assert read(again) == typed
    assert AGAIN in again.banner.words
    assert not again.banner.isAncestorOf(again.focusWidget()), "Space must not throw it away"
    again.banner._action_button.click()
    assert again.draft() is None
    program.go("today")
    assert drafts(program).places() == frozenset(), "thrown away for good"


@PAGES
def test_another_person_never_sees_it(enter: Enter, key: str, begin: Any, read: Any) -> None:
    typed = read(begin(enter(DANA)))
    program = enter(LEE)
    assert program.frame.page.banner.words == ""  # type: ignore[union-attr]
    others: Any = program.go(key)
    assert others.draft() is None
    assert AGAIN not in others.banner.words
    assert drafts(program).places() == frozenset()
    assert drafts(program).kept(key) is None
    assert read(enter(DANA).go(key)) == typed


def test_it_is_kept_while_one_types_on(enter: Enter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_keeper, "KEEP_EVERY_MS", 20)
    program = enter(DANA)
    begin_entry(program)
    qtbot.waitUntil(lambda: drafts(program).kept("roster") is not None)
    page: Any = program.frame.page
    QTest.keyClicks(page.form.form.field("hours"), " and after")
    qtbot.waitUntil(lambda: drafts(program).kept("roster")["fields"]["hours"] == f"{CANARY} and after")


def test_leaving_a_page_keeps_what_is_typed_there(enter: Enter) -> None:
    program = enter(DANA)
    page = begin_entry(program)
    program.go("library")
    assert drafts(program).kept("roster") == page.draft()


def test_closing_the_window_keeps_it(enter: Enter, two_people: Path, paths: Paths, clock: FixedClock) -> None:
    begin_entry(enter(DANA)).window().close()
    signed_in = a_station(paths.data, clock).sign_in(DANA, PHRASE)
    assert Drafts(signed_in).kept("roster")["fields"]["hours"] == CANARY  # type: ignore[index]
    signed_in.end()


def test_a_saved_entry_leaves_no_draft_behind(enter: Enter) -> None:
    program = enter(DANA)
    page = begin_entry(program)
    program.go("today")
    assert drafts(program).places() == {"roster"}
    program.go("roster")
    page.form.form.field("phones").rows[0].number.setText("507-555-0142")
    QTest.keyClicks(page.form.form.field("name"), "Ruth Okafor")
    program.go("today")
    assert [person.name for person in program.own_rooms.services.roster.people()] == ["Ruth Okafor"]  # type: ignore[union-attr]
    assert drafts(program).places() == frozenset()
    assert AGAIN not in enter(DANA).go("roster").banner.words


def test_a_started_plan_leaves_no_draft_behind(enter: Enter) -> None:
    program = enter(DANA)
    page = begin_report(program)
    program.go("today")
    assert drafts(program).places() == {"happened"}
    program.go("happened", "incidents")
    page.ended.set_value(A_NIGHT)
    page.start.click()
    assert program.frame.page_key == "incidents"
    assert drafts(program).places() == frozenset()
    assert AGAIN not in program.go("happened", "incidents").banner.words


def test_what_does_not_change_is_not_written_again(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    program = enter(DANA)
    written: list[str] = []
    keep = Drafts.keep
    monkeypatch.setattr(
        Drafts, "keep", lambda self, place, values: (written.append(place), keep(self, place, values))[1]
    )
    begin_entry(program)
    for _ in range(3):
        program.own_rooms.keeper.keep()  # type: ignore[union-attr]
    begin_fact(program)
    program.go("today")
    assert written == ["roster", "plans"]


def test_no_draft_is_looked_for_once_it_is_locked(enter: Enter) -> None:
    program = enter(DANA)
    keeper = program.own_rooms.keeper  # type: ignore[union-attr]
    assert keeper._timer.isActive()
    program.lock()
    assert not keeper._timer.isActive()


def test_the_raw_bytes_hold_no_plain_text(enter: Enter, paths: Paths) -> None:
    program = enter(DANA)
    begin_entry(program)
    begin_report(program)
    program.go("today")
    assert drafts(program).places() == {"roster", "happened"}
    words = {"hours": CANARY, "a name": "Thistledown"}
    assert search([paths.data, paths.cache], words) == []
    _look_inside(program)
    program.lock()
    assert search([paths.data, paths.cache], words) == []


def _look_inside(program: Program) -> None:
    """Whoever holds the store's key reads no draft either."""
    from wellness_desktop.accounts.records import DraftRecord

    with program.own_rooms._signed_in.store.read() as session:  # type: ignore[union-attr]
        rows = session.query(DraftRecord).all()
        assert len(rows) == 2
        assert not any(b"Thistledown" in row.sealed or b"507-55" in row.sealed for row in rows)


def test_new_settings_build_the_pages_anew_with_what_was_typed(enter: Enter) -> None:
    program = enter(DANA)
    page = begin_entry(program)
    typed = entry_words(page)
    program.go("settings")
    program.own_rooms.settings.save(change(program.settings, agency_name="Harmon Police"))  # type: ignore[union-attr]
    again = program.go("roster")
    assert again is not page
    assert entry_words(again) == typed


def test_a_draft_nobody_understands_bars_no_page_and_stays_kept(enter: Enter) -> None:
    program = enter(DANA)
    for key in ("roster", "happened", "plans", "station"):
        drafts(program).keep(key, {"odd": 1, "fields": 2})
    enter(DANA)
    for key in ("roster", "happened", "plans"):
        assert program.go(key).isVisible()
    program.go("today")
    assert {"roster", "happened", "plans"} <= drafts(program).places()


def test_one_page_s_defect_costs_no_other_page_its_draft(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    program = enter(DANA)
    broken = begin_fact(program)
    page = begin_entry(program)
    monkeypatch.setattr(broken, "draft", lambda: 1 / 0)
    program.lock()
    assert not program.signed_in
    assert entry_words(enter(DANA).go("roster")) == (CANARY, "507-55")
    assert page is not None


def test_a_report_typed_before_signing_in_is_kept_once_somebody_did(enter: Enter, program: Program) -> None:
    page: Any = program.go("happened", "start")
    page.what.set_value("child_fatality")
    page.what.edited.emit()
    assert page.draft() is None
    assert enter(DANA).frame.page_key == "happened"
    again: Any = enter(DANA).go("happened", "incidents")
    assert again.what.value() == "child_fatality"


def test_an_earlier_report_is_offered_beside_the_one_typed_before_signing_in(enter: Enter, program: Program) -> None:
    earlier = report_words(begin_report(enter(DANA)))
    program.lock()
    page: Any = program.go("happened", "start")
    page.what.set_value("traumatic_call")
    page.what.edited.emit()
    both: Any = enter(DANA).frame.page
    assert both.what.value() == "traumatic_call"
    assert "an earlier report" in both.banner.words
    both.banner._action_button.click()
    assert report_words(both) == earlier


@pytest.mark.slow  # two starts of the program, and the two seconds themselves
def test_a_killed_program_costs_no_more_than_two_seconds_of_typing(
    two_people: Path, program: Program, paths: Paths, clock: FixedClock, qtbot: QtBot
) -> None:
    shutil.copytree(two_people, paths.data, dirs_exist_ok=True)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.app.typing_program", str(paths.data), CANARY]
    typing = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert typing.stdout is not None
        assert typing.stdout.readline().strip() == "kept"
    finally:
        typing.kill()
        typing.wait()
        if typing.stdout is not None:
            typing.stdout.close()
    program.open_records(a_station(paths.data, clock).sign_in(DANA, PHRASE))
    page: Any = program.go("roster")
    assert page.form.form.field("hours").text() == CANARY
    assert AGAIN in page.banner.words
