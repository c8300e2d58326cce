"""What is typed while the disk is full lives in memory, over a lock; closing the window asks first."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.app.begun_pages import AGAIN, CANARY, DANA, LEE, Enter, begin_entry, drafts, entry_words
from tests.support.words import words_of
from wellness_desktop.app.program import Program
from wellness_desktop.base.errors import Problem
from wellness_desktop.kit.dialogs import Question


@contextmanager
def full() -> Iterator[None]:
    raise Problem("There is not enough free space on this disk.", "Make room, then try again.")
    yield


def fill_disk(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing more goes into the store of this sign-in."""
    monkeypatch.setattr(program.own_rooms._signed_in.store, "work", full)  # type: ignore[union-attr]


def test_a_full_disk_is_said_once_and_costs_nothing(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    program = enter(DANA)
    page = begin_entry(program)
    keeper = program.own_rooms.keeper  # type: ignore[union-attr]
    with monkeypatch.context() as disk:
        fill_disk(program, disk)
        keeper.keep()
        assert "not kept on the disk yet" in page.banner.words
        assert "enough free space" in page.banner.words
        page.banner.clear()
        keeper.keep()
        assert page.banner.words == ""
    keeper.keep()
    assert drafts(program).kept("roster") == page.draft()


@pytest.mark.slow
def test_a_lock_while_the_disk_is_full_costs_nothing(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    program = enter(DANA)
    typed = entry_words(begin_entry(program))
    fill_disk(program, monkeypatch)
    program.lock()
    (held,) = program.open_rooms.held_drafts
    assert CANARY.encode() not in held.sealed
    enter(LEE)
    assert AGAIN not in program.go("roster").banner.words
    enter(DANA)
    fill_disk(program, monkeypatch)  # still full, and the page is not even opened this time
    enter(DANA)
    assert entry_words(program.go("roster")) == typed
    program.go("today")
    assert drafts(program).places() == {"roster"}
    program.lock()
    assert program.open_rooms.held_drafts == []


@pytest.mark.slow
def test_what_could_not_be_saved_survives_as_well(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    program = enter(DANA)
    page: Any = program.go("roster")
    page.add_person()
    QTest.keyClicks(page.form.form.field("name"), "Ruth Okafor")
    fill_disk(program, monkeypatch)
    page.form.done_button.click()
    assert "enough free space" in page.banner.words
    assert page.form.isVisible()
    again: Any = enter(DANA).go("roster")
    assert again.form.form.field("name").text() == "Ruth Okafor"
    again.form.done_button.click()
    assert [person.name for person in program.own_rooms.services.roster.people()] == ["Ruth Okafor"]  # type: ignore[union-attr]


def questions(program: Program) -> list[Question]:
    return [each for each in program.frame.findChildren(Question) if each.isVisible()]


def answer(program: Program, words: str) -> None:
    (question,) = questions(program)
    next(each for each in question.findChildren(QPushButton) if each.text() == words).click()


def test_closing_asks_before_something_typed_is_lost(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    program = enter(DANA)
    typed = entry_words(begin_entry(program))
    with monkeypatch.context() as disk:
        fill_disk(program, disk)
        assert not program.frame.close()
        assert not program.frame.close(), "still open, and asked once"
        assert "closing would lose it" in words_of(questions(program)[0])
        answer(program, "Stay")
        assert program.signed_in
        assert entry_words(program.go("roster")) == typed
        assert questions(program) == []
    assert program.frame.close(), "there is room again"
    assert not program.signed_in


def test_one_may_close_all_the_same(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    program = enter(DANA)
    begin_entry(program)
    fill_disk(program, monkeypatch)
    assert not program.frame.close()
    answer(program, "Close and lose it")
    assert not program.frame.isVisible()
    assert not program.signed_in


def test_what_waits_in_memory_after_a_lock_is_asked_about_too(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    program = enter(DANA)
    begin_entry(program)
    fill_disk(program, monkeypatch)
    program.lock()
    assert not program.frame.close()
    answer(program, "Close and lose it")
    assert not program.frame.isVisible()


def test_nothing_typed_closes_without_a_question(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    program = enter(DANA)
    program.go("roster")
    fill_disk(program, monkeypatch)
    assert program.frame.close()
