"""All support lines: by need, for the state one chooses; whoever coordinates corrects them here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from wellness_desktop.base.errors import ChangedElsewhere, Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.base.us_states import STATES
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.drafts import say_kept, say_thrown_away
from wellness_desktop.kit.fields import ChoiceField
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text, caption
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.difference_view import DifferencesCard
from wellness_desktop.library.help_order_view import HelpOrderView
from wellness_desktop.library.line_form_view import LineFormView
from wellness_desktop.library.line_freshness import age_words, by_need, fades
from wellness_desktop.library.line_view import LineCard
from wellness_desktop.library.lines import ALWAYS_THERE, Line, for_state, kind_label

if TYPE_CHECKING:  # it loads the records, which nobody at the front door needs
    from wellness_desktop.library.line_desk import LineDesk, Undo

NEW = ""
"""Stands in a draft for a line that is not added yet."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: a line on this day, and whether the agency hid it."""

    line: Line
    today: date
    hidden: bool = False

    @property
    def id(self) -> str:
        """Keeps the line chosen when the list is made anew."""
        return self.line.id

    @property
    def faded(self) -> bool:
        """Late or hidden."""
        return self.hidden or fades(self.line, self.today)

    @property
    def age(self) -> str:
        """When it was checked, or that it is hidden."""
        return tr("Hidden by your agency") if self.hidden else age_words(self.line, self.today)


class LinesPage(Page):
    """`editing` is what a coordinator or administrator changes lines with; None for everybody else.

    `changed` comes after each change, for pages that show lines.
    """

    changed = Signal()
    help_wanted = Signal()

    def __init__(self, desk: Desk, editing: "LineDesk | None" = None, parent: QWidget | None = None) -> None:
        super().__init__(tr("Support lines"), _purpose(), parent)
        self._desk, self._library = desk, desk.library
        self._editing = editing if editing is not None and editing.allowed else None
        self._build_page()
        self._state.set_value(desk.state() or None)
        self.refresh()

    # For the window around it

    def refresh(self) -> None:
        """Lists the lines of the chosen state."""
        today = self._desk.setup().printed_on
        state = self._state.value() or ""
        rows = [Listed(line, today) for line in by_need(self._library.lines(state), today)]
        if self._editing is not None:
            with self.attempt():
                rows += [Listed(line, today, hidden=True) for line in for_state(self._editing.hidden(), state)]
                self._differences.show_all(self._editing.differences())
        self.table.set_rows(rows)
        self._said.setText(_state_words([row.line for row in rows if not row.hidden], state))
        if self.table.current() is None:
            self.table.choose(lambda _row: True)
        self._show_detail()

    def focus_first(self) -> None:
        """Puts the cursor where a word can be typed."""
        if self._stack.currentWidget() is self._lists:
            self.table.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_line(self, line_id: str) -> None:
        """Chooses this line."""
        if self.table.choose(lambda row: row.id == line_id):
            self._beside.show_detail()

    def draft(self) -> dict[str, Any] | None:
        """What is typed and not saved (docs/architecture.md, app)."""
        if self._stack.currentWidget() is self._form and (typed := self._form.typed()) is not None:
            line = self._form.line.id if self._form.line else NEW
            return {"line": line, "revision": self._form.revision, "typed": typed}
        if self._stack.currentWidget() is self._order and (order := self._order.typed()) is not None:
            return {"order": order, "revision": self._order.revision}
        return None

    def take_draft(self, values: dict[str, Any]) -> None:
        """Shows again what was typed before. Raises Problem when the line is gone."""
        if self._editing is None:
            raise Problem(tr("Your roles do not include this."))
        if "order" in values:
            self._open_order()
            self._order.take_typed([str(each) for each in values["order"]])
            self._order.revision = int(values["revision"])
        else:
            line_id = str(values["line"])
            self._open_form(self._library.line(line_id) if line_id else None)
            self._form.take_typed(values["typed"])
            self._form.revision = int(values["revision"])
        say_kept(self.banner, self._throw_away)

    # Made once

    def _build_page(self) -> None:
        holder = QWidget(self)
        self._stack = QStackedLayout(holder)
        self._lists = QWidget(holder)
        self._form, self._order = LineFormView(holder), HelpOrderView(holder)
        for view in (self._lists, self._form, self._order):
            self._stack.addWidget(view)
        column = QVBoxLayout(self._lists)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._differences = DifferencesCard(self._lists)
        column.addWidget(self._differences)
        if self._editing is not None:
            column.addLayout(
                button_row(
                    button(
                        tr("Add a line of your own"), "plus", press=lambda: self._open_form(None), parent=self._lists
                    ),
                    button(tr("Order of Get help now"), "list-checks", press=self._open_order, parent=self._lists),
                )
            )
        column.addLayout(self._state_row())
        self._said = Text("", "muted", self._lists)
        column.addWidget(self._said)
        column.addWidget(self._list(), 1)
        self.body.addWidget(holder, 1)
        self._connect_page()

    def _state_row(self) -> QHBoxLayout:
        states = sorted(STATES.items(), key=lambda one: one[1])
        self._state = ChoiceField(states, self._lists, empty=tr("No state: national lines only"))
        self._state.setAccessibleDescription(tr("Your family or the next town may be in another state."))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(caption(tr("&Lines that work in"), self._state, self._lists))
        row.addWidget(self._state)
        row.addStretch(1)
        self._state.setAccessibleName(tr("Lines that work in"))
        return row

    def _list(self) -> QWidget:
        self.table: Table[Listed] = Table(
            _columns(),
            tr("Support lines"),
            self._lists,
            filter_hint=tr("Name, need or number"),
            search=_searched,
            lines=6,
        )
        self._side = QWidget(self._lists)
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._beside = Beside(self.table, self._side, self._lists, share=46)
        return self._beside

    def _connect_page(self) -> None:
        self._state.edited.connect(self.refresh)
        self.table.chosen.connect(lambda _row: self._show_detail())
        self.table.opened.connect(lambda _row: self._beside.show_detail())
        for view in (self._form, self._order):
            view.left.connect(self._close)
        if self._editing is None:
            return
        self.table.act("R", tr("we called, still right"), lambda row: self._still_right(row.line))
        self.table.act("C", tr("correct"), lambda row: self._open_form(row.line))
        self._form.saved.connect(self._save_form)
        self._order.saved.connect(lambda: self._save_order(self._order.order()))
        self._order.reset.connect(lambda: self._save_order(()))
        self._differences.kept.connect(lambda one: self._settle(self._desk_of_lines.keep_ours, one))
        self._differences.taken.connect(lambda one: self._settle(self._desk_of_lines.take_theirs, one))

    @property
    def _desk_of_lines(self) -> "LineDesk":
        if self._editing is None:
            raise Problem(tr("Your roles do not include this."))
        return self._editing

    # What is shown

    def _show_detail(self) -> None:
        while (item := self._side_column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        row = self.table.current()
        if row is None:
            return
        card = LineCard(row.line, row.today, self._side, full=True)
        if self._editing is not None:
            card.body.addLayout(button_row(*self._ways(row, card)))
        self._side_column.addWidget(card)
        self._side_column.addStretch(1)

    def _ways(self, row: Listed, card: QWidget) -> list[QWidget]:
        line = row.line
        if row.hidden:
            return [button(tr("Show it again"), "eye", press=partial(self._hide, line, False), parent=card)]
        ways: list[QWidget] = [
            button(tr("We called: still right"), "check", press=partial(self._still_right, line), parent=card),
            button(tr("Correct"), "square-pen", press=partial(self._open_form, line), parent=card),
        ]
        if line.kind == "local":
            ways.append(button(tr("Remove"), "trash-2", press=partial(self._remove, line), parent=card))
        else:
            if line.id != ALWAYS_THERE:
                ways.append(button(tr("Hide"), "eye-off", press=partial(self._hide, line, True), parent=card))
            if line.agency_on is not None:
                ways.append(button(tr("As shipped"), "rotate-ccw", press=partial(self._as_shipped, line), parent=card))
        return ways

    def _open_form(self, line: Line | None) -> None:
        with self.attempt():
            desk = self._desk_of_lines
            self._form.open(line, desk.shipped(line.id) if line else None, desk.agency().revision)
            self._show(self._form, tr("Correct a support line") if line else tr("Add a line of your own"))

    def _open_order(self) -> None:
        with self.attempt():
            desk = self._desk_of_lines
            today, state = self._desk.setup().printed_on, self._desk.state()
            shown = desk.help_order(state)
            others = [line for line in by_need(self._library.lines(state), today) if line not in shown]
            self._order.open(shown, [line for line in others if not fades(line, today)], desk.agency().revision)
            self._show(self._order, tr("Order of Get help now"))

    def _show(self, view: LineFormView | HelpOrderView, title: str) -> None:
        self.banner.clear()
        self._stack.setCurrentWidget(view)
        self.set_title(title, tr("Everyone at this PC sees it at once, with the mark of your agency and the day."))
        view.focus_first()

    def _close(self) -> None:
        self._stack.setCurrentWidget(self._lists)
        self.set_title(tr("Support lines"), _purpose())
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _throw_away(self) -> None:
        kept = self.draft()
        self._close()
        if kept is not None:
            say_thrown_away(self.banner, lambda: self.take_draft(kept))

    # What is changed

    def _save_form(self) -> None:
        desk, details, line = self._desk_of_lines, self._form.details(), self._form.line
        try:
            if line is None:
                wanted, undo = desk.add(details)
            elif line.kind == "local":
                wanted, undo = line.id, desk.change_local(line.id, details, self._form.revision)
            else:
                wanted, undo = line.id, desk.correct(line.id, details, self._form.revision)
        except ChangedElsewhere as problem:
            self._form.revision = desk.agency().revision
            self.banner.problem(problem)
            return
        except Problem as problem:
            self.banner.problem(problem)
            return
        self._close()
        self._said_done(tr("Saved. The front door shows it now."), undo)
        self.table.choose(lambda row: row.id == wanted)

    def _save_order(self, order: Sequence[str]) -> None:
        with self.attempt():
            undo = self._desk_of_lines.set_order(tuple(order), self._order.revision)
            self._close()
            self._said_done(tr("Get help now shows this order from now on."), undo)

    def _still_right(self, line: Line) -> None:
        self._do(lambda: self._desk_of_lines.still_right(line.id), tr("Noted: your agency called it today."))

    def _hide(self, line: Line, hidden: bool) -> None:
        desk = self._desk_of_lines
        words = tr("Hidden. It stands in no list and on no print.") if hidden else tr("Shown again.")
        self._do(lambda: desk.hide(line.id) if hidden else desk.show_again(line.id), words)

    def _remove(self, line: Line) -> None:
        self._do(lambda: self._desk_of_lines.remove_local(line.id), tr("Removed."))

    def _as_shipped(self, line: Line) -> None:
        self._do(lambda: self._desk_of_lines.as_shipped(line.id), tr("The line is as it was shipped."))

    def _settle(self, choose: Callable[[Any], "Undo"], difference: Any) -> None:
        self._do(lambda: choose(difference), tr("Settled."))

    def _do(self, change: Callable[[], "Undo"], words: str) -> None:
        with self.attempt():
            self._said_done(words, change())

    def _said_done(self, words: str, undo: "Undo") -> None:
        def take_back() -> None:
            undo()
            self.refresh()
            self.changed.emit()

        self.refresh()
        self.changed.emit()
        self.banner.say(words, take_back)


def _columns() -> list[Column[Listed]]:
    return [
        Column(tr("Line"), lambda row: row.line.name, width=0, faded=_is_faded),
        Column(
            tr("Number"),
            lambda row: row.line.ways[0],
            spoken=lambda row: " ".join((*row.line.ways, row.age)),
            icon=lambda row: "triangle-alert" if row.faded and not row.hidden else "",
            tint=lambda _row: "muted",
            faded=_is_faded,
            width=24,
        ),
        Column(tr("Need"), lambda row: kind_label(row.line.kind), faded=_is_faded, width=28, optional=True),
        Column(
            tr("Checked"),
            lambda row: row.age,
            sort=lambda row: row.line.checked_on or date.min,
            faded=_is_faded,
            width=34,
            optional=True,
        ),
    ]


def _is_faded(row: Listed) -> bool:
    return row.faded


def _searched(row: Listed) -> str:
    line = row.line
    digits = "".join(sign for sign in line.call if sign.isdigit())
    parts = (line.name, line.for_whom, kind_label(line.kind), line.agency_note, *line.ways, *line.languages, digits)
    return " ".join(parts)


def _state_words(lines: Sequence[Line], state: str) -> str:
    if not state:
        return tr("Lines that work in one state only are not shown until you choose a state.")
    count = sum(line.state == state for line in lines)
    name = STATES.get(state, state)
    if not count:
        return tr("We know no line that works in {state} only. All of these work there too.", state=name)
    return tr_count(
        "{count} line works in {state} only; the others work everywhere.",
        "{count} lines work in {state} only; the others work everywhere.",
        count,
        state=name,
    )


def _purpose() -> str:
    return tr("Call or text from your own phone. Nobody here can find out that you looked.")
