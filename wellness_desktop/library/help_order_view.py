"""Which lines Get help now shows, and in which order: by mouse, or with Alt and the arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChoiceField
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.library.lines import ALWAYS_THERE, FEWEST_ON_HELP, MOST_ON_HELP, Line


class HelpOrderView(QWidget):
    """`saved` and `left` say what the person pressed, `reset` asks for the shipped order; `order()` is what stands."""

    saved = Signal()
    reset = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.revision = 0
        self._lines: list[Line] = []
        self._others: list[Line] = []
        self._shown: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._build())
        column.addStretch(1)
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.move_chosen(step))

    def open(self, lines: Sequence[Line], others: Sequence[Line], revision: int) -> None:
        """Shows the lines on the page now, and those that could be put on it."""
        self.revision = revision
        self._lines, self._others = list(lines), list(others)
        self._shown = self.order()
        self._show(0)

    def focus_first(self) -> None:
        """Into the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def order(self) -> tuple[str, ...]:
        """The ids of the lines, first to call first."""
        return tuple(line.id for line in self._lines)

    def typed(self) -> list[str] | None:
        """The order as it stands and is not saved; None while nothing was changed."""
        return list(self.order()) if self.order() != self._shown else None

    def take_typed(self, kept: Sequence[str]) -> None:
        """Shows an order again that was not saved; lines that are gone meanwhile are left out."""
        every = {line.id: line for line in (*self._lines, *self._others)}
        wanted = [every[each] for each in kept if each in every]
        self._others = [line for line in every.values() if line not in wanted]
        self._lines = wanted
        self._show(0)

    def move_chosen(self, step: int) -> None:
        """Moves the chosen line one place up (-1) or down (1)."""
        place = self._place()
        target = place + step
        if place < 0 or not 0 <= target < len(self._lines):
            return
        self._lines[place], self._lines[target] = self._lines[target], self._lines[place]
        self._show(target)
        announce(
            self.table,
            tr("{line}, place {place} of {all}", line=self._lines[target].name, place=target + 1, all=len(self._lines)),
        )

    def take_off(self) -> None:
        """Takes the chosen line off the page; it can still be found under the support lines."""
        place = self._place()
        if place < 0 or not self._may_go(self._lines[place]):
            return
        self._others.insert(0, self._lines.pop(place))
        self._show(min(place, len(self._lines) - 1))

    def put_on(self) -> None:
        """Puts the line chosen below on the page, as the last one."""
        wanted = self._choice.value()
        for line in self._others:
            if line.id == wanted and len(self._lines) < MOST_ON_HELP:
                self._others.remove(line)
                self._lines.append(line)
                self._show(len(self._lines) - 1)
                return

    def _build(self) -> Card:
        card = Card(tr("Lines on the page"), "list-checks", parent=self)
        card.add(
            Text(
                tr("Your own helper on call always comes first. Below stand three to five lines; 988 is one of them."),
                "muted",
                card,
            )
        )
        self.table: Table[Line] = Table(
            _columns(self._number), tr("Lines on Get help now"), card, lines=MOST_ON_HELP, enter=tr("move up")
        )
        self.table.view.setSortingEnabled(False)
        self.table.opened.connect(lambda _line: self.move_chosen(-1))
        self.table.act("Del", tr("take off"), lambda _line: self.take_off())
        self.table.chosen.connect(lambda _line: self._fit_buttons())
        card.add(self.table)
        self._up = button(
            tr("Move up"), "chevron-up", tip=tr("Alt and the arrow up do the same."), press=lambda: self.move_chosen(-1)
        )
        self._down = button(
            tr("Move down"),
            "chevron-down",
            tip=tr("Alt and the arrow down do the same."),
            press=lambda: self.move_chosen(1),
        )
        self._off = button(tr("Take off"), "minus", press=self.take_off)
        card.body.addLayout(button_row(self._up, self._down, self._off))
        self._why = Text("", "small", card)
        card.add(self._why)
        card.body.addLayout(self._other_row(card))
        card.body.addLayout(
            button_row(
                button(tr("Save this order"), "check", "primary", press=self.saved.emit, parent=card),
                button(tr("Back to the shipped order"), "rotate-ccw", press=self.reset.emit, parent=card),
                button(tr("Cancel"), press=self.left.emit, parent=card),
            )
        )
        return card

    def _other_row(self, card: Card) -> QHBoxLayout:
        self._choice = ChoiceField(parent=card, empty=tr("Choose another line"))
        self._choice.setAccessibleName(tr("Another line for Get help now"))
        self._choice.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._choice.edited.connect(self._fit_buttons)
        self._on = button(tr("Put on"), "plus", press=self.put_on, parent=card)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._choice, 1)
        row.addWidget(self._on)
        return row

    def _show(self, place: int) -> None:
        self.table.set_rows(self._lines)
        if self._lines:
            wanted = self._lines[max(0, place)]
            self.table.choose(lambda line: line is wanted)
        self._choice.offer([(line.id, f"{line.name} · {line.ways[0]}") for line in self._others])
        self._choice.set_value(None)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        place = self._place()
        self._up.setEnabled(place > 0)
        self._down.setEnabled(0 <= place < len(self._lines) - 1)
        self._off.setEnabled(place >= 0 and self._may_go(self._lines[place]))
        full = len(self._lines) >= MOST_ON_HELP
        self._choice.setEnabled(not full)
        self._on.setEnabled(not full and self._choice.value() is not None)
        self._why.setText(self._reason(place, full))

    def _reason(self, place: int, full: bool) -> str:
        if place >= 0 and self._lines[place].id == ALWAYS_THERE:
            return tr("988 can be moved, but not taken off.")
        if len(self._lines) <= FEWEST_ON_HELP:
            return tr("Three lines are the fewest. Put another one on before you take one off.")
        if full:
            return tr("Five lines are the most. Take one off before you put another one on.")
        return tr("Lines whose number was not checked for too long stand below the others on the page.")

    def _may_go(self, line: Line) -> bool:
        return line.id != ALWAYS_THERE and len(self._lines) > FEWEST_ON_HELP

    def _place(self) -> int:
        current = self.table.current()
        return self._lines.index(current) if current in self._lines else -1

    def _number(self, line: Line) -> str:
        return str(self._lines.index(line) + 1) if line in self._lines else ""


def _columns(number: object) -> list[Column[Line]]:
    return [
        Column(tr("Place"), number, width=7),  # type: ignore[arg-type]
        Column(tr("Line"), lambda line: line.name, width=0),
        Column(tr("Number"), lambda line: line.ways[0], width=26),
    ]
