"""Backups made, listed and proved on a real station; and the about page."""

import tomllib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.app.settings_people import CHICAGO, DANA, KIT, LEE, PHRASES, Desk, press, require_sound, words
from tests.conftest import ROOT
from tests.support.looks import show_at
from wellness_desktop import __version__
from wellness_desktop.app.about_page import AboutPage, protection
from wellness_desktop.app.backup_desk import PROVED
from wellness_desktop.app.backup_page import BackupPage
from wellness_desktop.app.libraries import PARTS, libraries
from wellness_desktop.app.settings_pieces import size_words
from wellness_desktop.base.errors import NotAllowed

WAIT = 30_000


def backup_page(qtbot: Any, desk: Desk, tasks: Any) -> BackupPage:
    page = BackupPage(desk.backups, tasks, desk.clock, CHICAGO)
    show_at(QApplication.instance(), page, 1150, 1000)
    return page


def test_no_backup_is_said_and_made_in_one_key(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    desk = sign_in(KIT)
    page = backup_page(qtbot, desk, tasks)
    assert "Never yet" in words(page)
    assert "Nothing protects the records yet if this PC is lost." in words(page)
    QTest.keyClick(page.here_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "The backup is made" in page.banner.words, timeout=WAIT)
    (made,) = desk.backups.backups()
    assert page.table.current() == made
    assert "Today" in words(page)
    assert desk.audited()[-1] == "backed up"


def test_a_backup_on_a_stick_counts_although_the_stick_is_gone(
    qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any, tmp_path: Path
) -> None:
    desk = sign_in(KIT)
    page = backup_page(qtbot, desk, tasks)
    stick = tmp_path / "stick"
    press(page, "Back up to a stick or folder").click()
    (dialog,) = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(stick))
    dialog.close()
    qtbot.waitUntil(lambda: "The backup is made" in page.banner.words, timeout=WAIT)
    assert "Backups in stick" in words(page)
    for each in stick.iterdir():
        each.rename(tmp_path / "pulled")
    desk.clock.advance(timedelta(days=9))
    again = backup_page(qtbot, desk, tasks)
    assert "9 days ago" in words(again)
    assert "No backup lies in this folder." in words(again)


def test_a_backup_is_proved_with_ones_own_passphrase(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    """SEC-42: restored into a scratch place, read, and thrown away."""
    desk = sign_in(KIT)
    desk.backups.back_up()
    page = backup_page(qtbot, desk, tasks)
    press(page, "Prove the chosen one").click()
    field = page._form.field("passphrase")
    assert field.line.hasFocus()
    qtbot.keyClicks(field.line, "this is not it at all")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "This passphrase does not open the backup." in words(page), timeout=WAIT)
    field.line.clear()
    qtbot.keyClicks(field.line, PHRASES[KIT])
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "can be restored" in page.banner.words, timeout=WAIT)
    assert field.value() == ""
    assert desk.audited()[-1] == PROVED
    assert list(desk.paths.private.iterdir()) == []
    news = desk.backups.news()
    assert news.proved == desk.clock.now()


def test_a_torn_backup_is_told_and_proves_nothing(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    desk = sign_in(KIT)
    made = desk.backups.back_up()
    store = made.folder / "station.db"
    store.write_bytes(store.read_bytes()[:-4096])
    page = backup_page(qtbot, desk, tasks)
    press(page, "Prove the chosen one").click()
    qtbot.keyClicks(page._form.field("passphrase").line, PHRASES[KIT])
    page.try_button.click()
    qtbot.waitUntil(lambda: "damaged or incomplete" in page.banner.words, timeout=WAIT)
    assert desk.backups.news().proved is None


def test_a_folder_that_refuses_is_told_and_leaves_nothing(
    qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any, tmp_path: Path
) -> None:
    desk = sign_in(KIT)
    page = backup_page(qtbot, desk, tasks)
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("x")
    page.back_up_to(str(blocked))
    qtbot.waitUntil(lambda: bool(page.banner.words), timeout=WAIT)
    assert "could not be written" in page.banner.words
    assert page.make_button.isEnabled()
    assert desk.backups.news().newest is None


def test_only_whoever_keeps_the_pc_may(sign_in: Callable[[str], Desk]) -> None:
    desk = sign_in(LEE)
    assert desk.backups.news().newest is None, "how old they are is told to whoever hands over"
    for deed in (desk.backups.back_up, desk.backups.backups):
        with pytest.raises(NotAllowed):
            deed()
    with pytest.raises(NotAllowed):
        desk.backups.prove(None, "x")  # type: ignore[arg-type]
    assert not desk.paths.backups.exists()


def test_sizes_in_words() -> None:
    assert [size_words(size) for size in (10, 61_440, 3 * 1024 * 1024)] == ["1 KB", "60 KB", "3.0 MB"]


def test_about_says_version_place_and_protection(qtbot: Any, sign_in: Callable[[str], Desk]) -> None:
    desk = sign_in(DANA)
    page = AboutPage(desk.paths)
    show_at(QApplication.instance(), page, 1150, 1000)
    shown = words(page)
    for part in (__version__, "SQLAlchemy", "Noto Sans", "OFL-1.1", *protection()):
        assert part in shown
    assert str(desk.paths.data) in [field.text() for field in page.findChildren(QLineEdit)]
    assert len(protection()) == 6


def test_the_parts_are_those_of_pyproject() -> None:
    """SEC-35, SEC-41: every dependency with its version and license."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {line.split(">=")[0].strip() for line in project["dependencies"]}
    assert set(PARTS) == wanted
    for part in libraries():
        assert part.license, part.name
        assert len(part.license) <= 60, part.name


@pytest.mark.slow
def test_nothing_is_cut_and_everything_is_reached(qtbot: Any, sign_in: Callable[[str], Desk], tasks: Any) -> None:
    desk = sign_in(DANA)
    desk.backups.back_up()

    def proving() -> BackupPage:
        page = backup_page(qtbot, desk, tasks)
        page._show_proof()
        return page

    def about() -> AboutPage:
        return AboutPage(desk.paths)

    for make in (lambda: backup_page(qtbot, desk, tasks), proving, about):
        require_sound(make())
