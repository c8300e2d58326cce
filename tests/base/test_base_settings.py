import json
from pathlib import Path

import pytest

from wellness_desktop.base.settings import Settings, change, load_settings, save_settings


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    chosen = Settings(agency_name="Millbrook", state="MN", text_percent=150, theme="dark")
    save_settings(path, chosen)
    assert load_settings(path) == chosen


@pytest.mark.parametrize("spoiled", [b"", b"{", b"[]", b"\xff\xfe\x00", b"null", b'"text"'])
def test_a_spoiled_file_means_defaults(tmp_path: Path, spoiled: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(spoiled)
    assert load_settings(path) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lock_after_minutes", 0),
        ("lock_after_minutes", 999),
        ("lock_after_minutes", True),
        ("text_percent", 90),
        ("report_least", 4),
        ("report_least_people", 4),
        ("theme", "pink"),
        ("agency_name", 7),
        ("unknown", 1),
    ],
)
def test_a_spoiled_entry_falls_back_alone(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"state": "MT", name: value}))
    assert load_settings(path) == Settings(state="MT")


def test_the_lock_is_never_off() -> None:
    assert change(Settings(), lock_after_minutes=0).lock_after_minutes == 10
    assert change(Settings(), lock_after_minutes=5).lock_after_minutes == 5
