"""Lists: keyboard first, spoken in full, never blank."""

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton

from tests.support.looks import look, show_at
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.key_line import KeyLine
from wellness_desktop.kit.rows import Column, Rows
from wellness_desktop.kit.table import Table


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    role: str = "Peer supporter"
    on_call: bool = False
    checked: int | None = None


COLUMNS: list[Column[Person]] = [
    Column("Name", lambda person: person.name, width=0),
    Column("Role", lambda person: person.role, width=16),
    Column(
        "On call",
        lambda person: "●" if person.on_call else "",
        spoken=lambda person: "on call" if person.on_call else "not on call",
        width=10,
        optional=True,
    ),
    Column(
        "Checked",
        lambda person: str(person.checked or ""),
        sort=lambda person: person.checked,
        icon=lambda person: "badge-check" if person.checked else "",
        width=10,
        optional=True,
        faded=lambda person: person.checked is None,
    ),
]
STAFF = [
    Person(1, "Zoë Müller", "Chaplain", checked=30),
    Person(2, "Dana Whitfield", on_call=True, checked=4),
    Person(3, "Luz Hernández"),
]


@pytest.fixture
def table(qtbot: Any, qapp: Any) -> Table[Person]:
    made: Table[Person] = Table(
        COLUMNS, "People", filter_hint="Name or role", empty=EmptyState("users", "No one yet.", "Add the first")
    )
    qtbot.addWidget(made)
    show_at(qapp, made, 900, 500)
    made.activateWindow()
    return made


def names(rows: Rows[Person]) -> list[str]:
    return [rows.index(at, 0).data() for at in range(rows.rowCount())]


def test_the_model_keeps_qts_rules(qtmodeltester: Any, qtbot: Any) -> None:
    rows: Rows[Person] = Rows(COLUMNS)
    rows.set_rows(STAFF)
    qtmodeltester.check(rows)
    rows.filter("dana")
    rows.sort(1)
    rows.set_rows(STAFF[:1])


def test_a_symbol_has_words(qtbot: Any) -> None:
    rows: Rows[Person] = Rows(COLUMNS)
    rows.set_rows(STAFF)
    spoken = [rows.index(1, at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(4)]
    assert spoken == ["Name: Dana Whitfield", "Role: Peer supporter", "On call: on call", "Checked: 4"]
    assert rows.index(2, 3).data(Qt.ItemDataRole.AccessibleTextRole) == "Checked: nothing"
    assert rows.index(1, 3).data(Qt.ItemDataRole.DecorationRole) is not None
    assert rows.index(2, 3).data(Qt.ItemDataRole.DecorationRole) is None
    assert rows.index(2, 3).data(Qt.ItemDataRole.ForegroundRole) is not None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("müller", ["Zoë Müller"]),
        ("MULLER", ["Zoë Müller"]),
        ("chaplain zoe", ["Zoë Müller"]),
        ("peer", ["Dana Whitfield", "Luz Hernández"]),
        ("  ", ["Zoë Müller", "Dana Whitfield", "Luz Hernández"]),
        ("nobody", []),
    ],
)
def test_filtering_ignores_case_and_accents_and_takes_every_word(words: str, found: list[str], qtbot: Any) -> None:
    rows: Rows[Person] = Rows(COLUMNS)
    rows.set_rows(STAFF)
    rows.filter(words)
    assert names(rows) == found
    assert rows.total == 3


def test_sorting_uses_values_and_puts_nothing_last_both_ways(qtbot: Any) -> None:
    rows: Rows[Person] = Rows(COLUMNS)
    rows.set_rows(STAFF)
    rows.sort(3)
    assert [person.checked for person in rows.shown()] == [4, 30, None]
    rows.sort(3, Qt.SortOrder.DescendingOrder)
    assert [person.checked for person in rows.shown()] == [30, 4, None]
    rows.sort(0)
    assert names(rows)[0] == "Dana Whitfield"


def test_enter_opens_the_chosen_row(table: Table[Person], qtbot: Any) -> None:
    table.set_rows(STAFF)
    assert table.choose(lambda person: person.id == 2)
    with qtbot.waitSignal(table.opened, timeout=500) as told:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert told.args == [STAFF[1]]


def test_from_the_filter_into_the_list_without_the_mouse(table: Table[Person], qtbot: Any) -> None:
    table.set_rows(STAFF)
    table.search.setFocus()
    qtbot.keyClicks(table.search, "luz")
    assert names(table.rows) == ["Luz Hernández"]
    assert table._count.text() == "1 of 3"
    qtbot.keyClick(table.search, Qt.Key.Key_Down)
    assert table.view.hasFocus()
    assert table.current() == STAFF[2]
    table.search.setFocus()
    qtbot.keyClick(table.search, Qt.Key.Key_Escape)
    assert len(names(table.rows)) == 3
    assert table._count.text() == "3 entries"


def test_single_keys_act_on_the_chosen_row_and_are_told(table: Table[Person], qtbot: Any) -> None:
    done: list[Person] = []
    table.act("V", "still right", done.append)
    table.set_rows(STAFF)
    qtbot.keyClick(table.view, Qt.Key.Key_V)
    assert done == []
    table.choose(lambda person: person.id == 3)
    qtbot.keyClick(table.view, Qt.Key.Key_V)
    qtbot.keyClick(table.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert done == [STAFF[2]]
    assert "V: still right" in table.view.accessibleDescription()
    assert "V: still right" in table._keys.text()


def test_the_chosen_row_stays_chosen_while_rows_come_and_go(table: Table[Person], qtbot: Any) -> None:
    table.set_rows(STAFF)
    table.choose(lambda person: person.id == 2)
    told: list[Any] = []
    table.chosen.connect(told.append)
    table.filter("dana")
    assert table.current() is STAFF[1]
    assert told == []
    changed = Person(2, "Dana Whitfield", "Chaplain")
    table.filter("")
    table.set_rows([STAFF[2], changed])
    assert table.current() is changed
    table.filter("luz")
    assert table.current() is None
    assert told == [changed, None]


def test_after_a_row_is_gone_the_next_is_chosen_and_the_last_at_the_end(table: Table[Person]) -> None:
    table.set_rows(STAFF)
    table.choose(lambda person: person.id == 2)
    told: list[Any] = []
    table.chosen.connect(told.append)
    table.set_rows([STAFF[0], STAFF[2]])
    assert table.current() is STAFF[2]
    assert [index.row() for index in table.view.selectionModel().selectedRows()] == [1]
    table.set_rows([STAFF[0]])
    assert table.current() is STAFF[0]
    table.set_rows([])
    assert table.current() is None
    assert told == [STAFF[2], STAFF[0], None]


def test_a_key_held_down_acts_once(table: Table[Person], qapp: Any) -> None:
    gone: list[Person] = []

    def remove(person: Person) -> None:
        gone.append(person)
        table.set_rows([one for one in STAFF if one not in gone])

    table.act("Del", "remove", remove)
    table.set_rows(STAFF)
    table.choose(lambda person: person.id == STAFF[0].id)
    for again in (False, True, True):
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "", autorep=again)
        qapp.sendEvent(table.view, held)
    assert gone == [STAFF[0]]


def test_tab_into_the_list_marks_the_row_it_speaks_of(table: Table[Person], qtbot: Any) -> None:
    table.set_rows(STAFF)
    table.window().activateWindow()
    table.search.setFocus()
    assert table.current() is None
    qtbot.keyClick(table.search, Qt.Key.Key_Tab)
    qtbot.waitUntil(table.view.hasFocus)
    assert table.current() is STAFF[0]
    assert [index.row() for index in table.view.selectionModel().selectedRows()] == [0]


def test_empty_says_what_belongs_here_and_nothing_found_offers_all(table: Table[Person], qtbot: Any) -> None:
    assert [button.text() for button in table.findChildren(QPushButton) if button.isVisible()] == ["Add the first"]
    table.set_rows(STAFF)
    assert table.view.isVisible()
    table.filter("nobody")
    shown = [button for button in table.findChildren(QPushButton) if button.isVisible()]
    assert [button.text() for button in shown] == ["Show all"]
    qtbot.mouseClick(shown[0], Qt.MouseButton.LeftButton)
    assert table.view.isVisible()
    assert table.rows.rowCount() == 3


def test_columns_go_when_there_is_no_room(table: Table[Person], qapp: Any) -> None:
    table.set_rows(STAFF)
    shown = lambda: [not table.view.isColumnHidden(at) for at in range(4)]  # noqa: E731 - asked three times
    assert shown() == [True] * 4
    show_at(qapp, table, 430, 500)
    assert shown() == [True, True, False, False]
    with look(qapp, "light", 200):
        show_at(qapp, table, 430, 500)
        assert shown() == [True, False, False, False]


def test_the_keys_are_told_as_they_stand_on_the_keyboard(qtbot: Any) -> None:
    table = Table(COLUMNS, "Staff", enter="change")
    qtbot.addWidget(table)
    table.act("Del", "remove", lambda _row: None)
    table.act("e", "edit", lambda _row: None)
    told = table.view.accessibleDescription()
    assert told.split("   ") == ["Enter: change", "Del: remove", "E: edit"]


def test_a_list_without_any_rows_says_so_when_it_is_first_shown(qtbot: Any, qapp: Any) -> None:
    table = Table(COLUMNS, "Staff", empty=lambda: EmptyState("users", "Nobody works here."))
    qtbot.addWidget(table)
    assert table.findChildren(EmptyState) == []
    show_at(qapp, table, 600, 400)
    assert [each.sentence.text() for each in table.findChildren(EmptyState) if each.isVisible()] == [
        "Nobody works here."
    ]


def test_no_line_ends_between_a_key_and_what_it_does(qtbot: Any) -> None:
    line = KeyLine("Enter: open   S: stop the plan   Del: remove")
    qtbot.addWidget(line)
    assert QLabel.text(line) == "Enter:\u00a0open   S:\u00a0stop the plan   Del:\u00a0remove"
    assert line.text() == line.accessibleName() == "Enter: open   S: stop the plan   Del: remove"
