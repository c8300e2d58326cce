"""Pages with something typed that is not saved, and what stands on them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtTest import QTest

from tests.support.station import OTHER_PHRASE, PHRASE
from wellness_desktop.accounts.drafts import Drafts
from wellness_desktop.accounts.roles import Role
from wellness_desktop.app.program import Program

DANA, LEE = "Dana Whitfield", "Lee Park"
PHRASES = {DANA: PHRASE, LEE: OTHER_PHRASE}
ROLES = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.PLANNER})
CANARY = "Thistledown before vespers"
AGAIN = "What you typed before is here again. It is not saved yet."

Enter = Callable[[str], Program]


def drafts(program: Program) -> Drafts:
    assert program.own_rooms is not None
    return program.own_rooms.drafts


def begin_entry(program: Program) -> Any:
    """A new entry of the roster, without a name, so that it cannot be saved."""
    page: Any = program.go("roster")
    page.add_person()
    QTest.keyClicks(page.form.form.field("hours"), CANARY)
    QTest.keyClicks(page.form.form.field("phones").rows[0].number, "507-55")
    return page


def entry_words(page: Any) -> tuple[str, str]:
    return page.form.form.field("hours").text(), page.form.form.field("phones").rows[0].number.text()


def begin_report(program: Program) -> Any:
    page: Any = program.go("happened", "incidents")
    page.what.set_value("child_fatality")
    page.what.edited.emit()
    QTest.keyClicks(page.exposed.line, "Thistledown\r")
    QTest.keyClicks(page.exposed.line, "Ves")
    page.ended.line.clear()
    QTest.keyClicks(page.ended.line, "25:")
    return page


def report_words(page: Any) -> tuple[Any, ...]:
    people = [one.name for one in page.exposed.people()]
    return page.what.value(), people, page.exposed.line.text(), page.ended.line.text()


def begin_fact(program: Program) -> Any:
    page: Any = program.go("plans")
    page.show_facts("cover_ends")
    QTest.keyClicks(page.facts.form.field("cover_ends"), "June 31")
    return page


def fact_words(page: Any) -> str:
    return page.facts.form.field("cover_ends").text()


def begin_setting(program: Program) -> Any:
    page: Any = program.go("station", "settings")
    page._habits.field("lock_after_minutes").clear()
    QTest.keyClicks(page._habits.field("lock_after_minutes"), "99")
    return page


def setting_words(page: Any) -> str:
    return page._habits.field("lock_after_minutes").text()
