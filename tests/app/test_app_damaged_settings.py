"""A damaged settings file is said once, with what fell back, and put right."""

from dataclasses import fields
from pathlib import Path

import pytest

from wellness_desktop.app.damaged_settings import entry_words, tell_damaged
from wellness_desktop.app.program import Program
from wellness_desktop.base.paths import Paths
from wellness_desktop.base.settings import Settings, load_settings, read_settings, save_settings

ALL = tuple(field.name for field in fields(Settings))


@pytest.mark.parametrize(
    ("text", "spoiled"),
    [
        ("{", ALL),
        ("[1, 2]", ALL),
        ("{}", ()),
        ('{"theme": "dark", "unknown": 1}', ()),
        ('{"theme": "pink", "text_percent": 150}', ("theme",)),
        ('{"text_percent": 900, "lock_after_minutes": "never"}', ("text_percent", "lock_after_minutes")),
    ],
)
def test_what_fell_back_is_known(tmp_path: Path, text: str, spoiled: tuple[str, ...]) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    settings, found = read_settings(path)
    assert found == spoiled
    assert load_settings(path) == settings


def test_a_file_that_was_never_written_is_not_damaged(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.json") == (Settings(), ())


def test_every_setting_has_words() -> None:
    assert set(entry_words()) == set(ALL)


def test_it_is_said_once_and_put_right(program: Program, paths: Paths) -> None:
    paths.settings.parent.mkdir(parents=True, exist_ok=True)
    paths.settings.write_text('{"theme": "pink", "agency_name": "Millbrook Police Department"}')
    program.settings, spoiled = read_settings(paths.settings)
    tell_damaged(program, spoiled)
    words = program.frame.page.banner.words
    assert words.startswith("The settings file was damaged. Back at their defaults: look.")
    assert read_settings(paths.settings) == (Settings(agency_name="Millbrook Police Department"), ())
    aside = paths.settings.with_name("settings.json.damaged")
    assert "pink" in aside.read_text()


def test_a_folder_that_refuses_still_says_it(program: Program, paths: Paths) -> None:
    paths.settings.parent.mkdir(parents=True, exist_ok=True)
    save_settings(paths.settings, Settings())
    aside = paths.settings.with_name("settings.json.damaged")
    (aside / "in the way").mkdir(parents=True)
    tell_damaged(program, ("theme",))
    assert "look" in program.frame.page.banner.words
