import logging
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellness_desktop.base.clock import Clock, FixedClock, station_zone
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count, use_language
from wellness_desktop.base.log import start_logging, stop_logging
from wellness_desktop.base.names import name_key
from wellness_desktop.base.paths import find_paths
from wellness_desktop.base.resources import resource, resources_root


def test_the_clock_is_aware_and_can_be_fixed() -> None:
    assert Clock().now().tzinfo is UTC
    clock = FixedClock(datetime(2026, 3, 8, 7, 50, tzinfo=UTC))
    clock.advance(timedelta(minutes=20))
    assert clock.now() == datetime(2026, 3, 8, 8, 10, tzinfo=UTC)
    assert clock.today(station_zone("America/Chicago")).isoformat() == "2026-03-08"
    with pytest.raises(ValueError, match="aware"):
        FixedClock(datetime(2026, 1, 1))  # noqa: DTZ001 - the refusal is the test


def test_an_unknown_zone_is_a_problem_and_an_empty_one_the_system_s() -> None:
    with pytest.raises(Problem, match="time zone"):
        station_zone("Mars/Olympus")
    assert datetime.now(station_zone("")).tzinfo is not None


def test_sentences_have_places_and_counts() -> None:
    assert tr("{count} numbers", count=3) == "3 numbers"
    assert tr_count("{count} day", "{count} days", 1) == "1 day"
    assert tr_count("{count} day", "{count} days", 0) == "0 days"
    try:
        use_language(str.upper, lambda one, many, count: (one if count == 1 else many).upper())
        assert tr("call") == "CALL"
    finally:
        use_language(lambda text: text, lambda one, many, count: one if count == 1 else many)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


def test_folding_forgets_case_accents_and_spaces() -> None:
    assert name_key("  José  O'BRIEN ") == name_key("jose o'brien")


def test_logs_hold_where_a_failure_was_never_what_it_said(tmp_path: Path) -> None:
    start_logging(tmp_path / "logs")
    try:
        try:
            raise ValueError("Sgt. Dana Whitfield 555-0142")
        except ValueError:
            logging.getLogger("wellness_desktop.test").exception("reading board failed")
    finally:
        stop_logging()
    text = (tmp_path / "logs" / "program.log").read_text()
    assert "builtins.ValueError" in text
    assert "test_base_plain.py" in text
    assert "Whitfield" not in text


def test_a_log_folder_that_refuses_is_ignored(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    start_logging(blocked)
    logging.getLogger("wellness_desktop").info("goes nowhere")
    stop_logging()


def test_the_data_folder_can_be_chosen(tmp_path: Path) -> None:
    paths = find_paths(tmp_path)
    assert paths.store.parent == paths.data == tmp_path
    assert paths.cache.is_relative_to(tmp_path)


def test_missing_resources_are_a_problem_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert resource("library").is_dir()
    with pytest.raises(Problem, match="missing"):
        resource("library", "no-such-file.md")
    monkeypatch.setattr("wellness_desktop.base.resources.__file__", str(tmp_path / "a" / "b" / "c.py"))
    monkeypatch.delattr(sys, "_MEIPASS", raising=False)
    resources_root.cache_clear()
    try:
        with pytest.raises(Problem) as caught:
            resources_root()
        assert "Install" in caught.value.advice
    finally:
        resources_root.cache_clear()
