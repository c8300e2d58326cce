"""Entries that look like one person, side by side: choose what is right on each line, then make them one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.differences import field_label, value_words
from wellness_desktop.roster.duplicates import MERGED_FIELDS, Pair, stays, told
from wellness_desktop.roster.people import Done, Person

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster

PUT_TOGETHER = ("roles", "phones", "languages", "attributes")
"""Fields of which both sides are kept."""


@dataclass(frozen=True, slots=True)
class Line:
    """One field of the two entries."""

    field: str
    left: Any
    right: Any
    takes: str
    """"left", "right" or "both"."""

    @property
    def id(self) -> str:
        """Tells the line from others."""
        return self.field


class MergeView(QWidget):
    """The pairs, and below them the chosen one line by line. `changed` comes after each merge and undo.

    Pairs that are two people are left out from then on.
    """

    changed = Signal()
    closed = Signal()

    def __init__(self, roster: "Roster", tasks: Tasks, banner: Banner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster, self._tasks, self._banner = roster, tasks, banner
        self._pairs: list[Pair] = []
        self._keep: Person | None = None
        self._other: Person | None = None
        self._right: set[str] = set()
        self._build()

    def start(self) -> None:
        """Looks for pairs, beside the window: a large roster takes a moment."""
        self._tasks.start(
            lambda _task: self._roster.duplicates(), done=self._found, failed=self._failed, words=tr("Looking")
        )

    def merge(self) -> None:
        """Makes the chosen two one."""
        keep, other = self._keep, self._other
        if keep is None or other is None:
            return
        try:
            done = self._roster.merge(keep, other, self._right)
        except Problem as problem:
            self._banner.problem(problem)
            return
        self._told(done, other)
        self.start()
        self.changed.emit()

    def two_people(self, pair: Pair) -> None:
        """Leaves this pair out from now on."""
        try:
            done = self._roster.two_people(pair)
        except Problem as problem:
            self._banner.problem(problem)
            return
        self._show([each for each in self._pairs if each.id != pair.id])

        def again() -> None:
            done.undo()
            self.start()

        self._banner.say(
            tr("{one} and {other} stay two people.", one=pair.one.name, other=pair.other.name),
            again,
            detail=tr("They are not offered again."),
        )

    def offer_again(self) -> None:
        """Takes back every "they are two people"."""
        self._roster.offer_again()
        self.start()

    def take(self, line: Line, side: str) -> None:
        """Takes the left or the right of one line."""
        if line.takes == "both":
            return
        (self._right.add if side == "right" else self._right.discard)(line.field)
        self.lines.set_rows(self._lines(), same=lambda one, other: one.field == other.field)
        self._tell(self.lines.current())

    def _tell(self, line: Line | None) -> None:
        """The chosen line whole: the list has room for its beginning only."""
        if line is None:
            self._whole.setText("")
            return
        places = {
            "field": field_label(line.field),
            "left": line.left or tr("empty"),
            "right": line.right or tr("empty"),
        }
        self._whole.setText(
            {
                "left": tr("{field}: left is {left}, right is {right}. The left is taken.", **places),
                "right": tr("{field}: left is {left}, right is {right}. The right is taken.", **places),
                "both": tr("{field}: left is {left}, right is {right}. Both are kept.", **places),
            }[line.takes]
        )

    def _found(self, pairs: list[Pair]) -> None:
        self._show(pairs)
        self._focus()

    def _focus(self) -> None:
        """Into the pairs; where there are none, onto the way back, so that a keyboard is never left outside."""
        if self._pairs:
            self.pairs.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for each in self.pairs.findChildren(QPushButton):
            if each.isVisibleTo(self):
                each.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self._banner.problem(error)

    def _told(self, done: Done[Person], other: Person) -> None:
        def take_back() -> None:
            done.undo()
            self.start()
            self.changed.emit()

        self._banner.say(
            tr("{name} is one entry now.", name=done.value.name),
            take_back,
            detail=tr("Whatever named {other} names this entry now. Undo brings both back.", other=other.name),
        )

    def _show(self, pairs: list[Pair]) -> None:
        self._pairs = pairs
        self.pairs.show()
        self.pairs.set_rows(pairs)
        self._count.setText(
            tr_count(
                "{count} pair looks like one person. Nothing changes before you say so.",
                "{count} pairs look like one person. Nothing changes before you say so.",
                len(pairs),
            )
        )
        self._count.setVisible(bool(pairs))
        self.again_button.setVisible(self._roster.kept_apart() > 0)
        if self.pairs.current() is None and pairs:
            self.pairs.choose(lambda _pair: True)
        self._choose(self.pairs.current())

    def _choose(self, pair: Pair | None) -> None:
        """Shows the two side by side."""
        self._beside.setVisible(pair is not None)
        self._right = set()
        if pair is None:
            self._keep = self._other = None
            self.lines.set_rows([])
            return
        self._keep, self._other = stays(pair)
        self._words.setText(
            tr(
                "{why}\nLeft: {left}.\nRight: {right}.",
                why=" ".join(pair.reasons),
                left=told(self._keep),
                right=told(self._other),
            )
        )
        self.lines.set_rows(self._lines())
        self.lines.choose(lambda _line: True)

    def _lines(self) -> list[Line]:
        """The fields in which the two differ; where one is empty, the other counts."""
        keep, other = self._keep, self._other
        if keep is None or other is None:
            return []
        found = []
        for name in (*MERGED_FIELDS[:4], *PUT_TOGETHER, *MERGED_FIELDS[4:]):
            left, right = _shown(keep, name), _shown(other, name)
            if left == right:
                continue
            if name in PUT_TOGETHER:
                takes = "both"
            else:
                takes = "right" if name in self._right or not getattr(keep, name) else "left"
            found.append(Line(name, left, right, takes))
        # First what a person has to choose between; where one side is empty there is nothing to choose.
        return sorted(found, key=lambda line: not (line.left and line.right))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._count = Text(tr("Looking for entries that may be one person."), "strong", self)
        column.addWidget(self._count)
        self.pairs = Table[Pair](
            [
                Column(tr("Entries"), _names, width=0),
                Column(tr("Why"), lambda pair: " ".join(pair.reasons), width=48, optional=True),
            ],
            tr("Entries that look like one person"),
            self,
            lines=2,
            enter=tr("choose line by line"),
            empty=lambda: EmptyState(
                "circle-check",
                tr("No two entries look like one person."),
                tr("Go to the list"),
                self.closed.emit,
            ),
        )
        self.pairs.act("M", tr("make them one"), lambda _pair: self.merge())
        self.pairs.act("T", tr("they are two people"), self.two_people)
        self.pairs.chosen.connect(self._choose)
        self.pairs.opened.connect(lambda _pair: self.lines.setFocus())
        column.addWidget(self.pairs, 2)
        column.addWidget(self._side_by_side(), 3)
        self.again_button = button(
            tr("Offer again what was said to be two people"), "undo", "link", press=self.offer_again, parent=self
        )
        for each in (self.pairs, self._beside, self.again_button):  # until it is known whether there are any
            each.hide()
        column.addLayout(button_row(self.again_button))

    def _side_by_side(self) -> QWidget:
        self._beside = QWidget(self)
        column = QVBoxLayout(self._beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._words = Text("", "body", self._beside)
        column.addWidget(self._words)
        self.lines = Table[Line](
            [
                Column(tr("What"), lambda line: field_label(line.field), width=16, optional=True),
                self._side(tr("Left"), "left", lambda line: line.left, width=30),
                self._side(tr("Right"), "right", lambda line: line.right, width=0),
            ],
            tr("Line by line"),
            self._beside,
            lines=3,
            enter=tr("take the other side"),
        )
        self.lines.act("L", tr("take the left"), lambda line: self.take(line, "left"))
        self.lines.act("R", tr("take the right"), lambda line: self.take(line, "right"))
        self.lines.act("M", tr("make them one"), lambda _line: self.merge())
        self.lines.opened.connect(lambda line: self.take(line, "left" if line.takes == "right" else "right"))
        self.lines.chosen.connect(self._tell)
        column.addWidget(self.lines, 1)
        self._whole = Text("", "body", self._beside)
        column.addWidget(self._whole)
        self.merge_button = button(
            tr("Make them one"), "check", "primary", shortcut="Ctrl+Return", press=self.merge, parent=self._beside
        )
        self.two_button = button(tr("They are two people"), press=self._two_chosen, parent=self._beside)
        column.addLayout(button_row(self.merge_button, self.two_button))
        return self._beside

    def _side(self, title: str, side: str, value: Callable[[Line], str], *, width: int) -> Column[Line]:
        def taken(line: Line) -> bool:
            return line.takes == side or (line.takes == "both" and bool(value(line)))

        def spoken(line: Line) -> str:
            words = value(line) or tr("nothing")
            return tr("{words}, taken", words=words) if taken(line) else words

        return Column(
            title,
            lambda line: value(line) or tr("(empty)"),
            spoken=spoken,
            icon=lambda line: "check" if taken(line) else "",
            tint=lambda _line: "accent",
            width=width,
            faded=lambda line: not taken(line),
        )

    def _two_chosen(self) -> None:
        pair = self.pairs.current()
        if pair is not None:
            self.two_people(pair)


def _names(pair: Pair) -> str:
    return tr("{one} / {other}", one=pair.one.name, other=pair.other.name)


def _shown(person: Person, name: str) -> str:
    value = getattr(person, name)
    return "" if value in ("", None, (), frozenset()) else value_words(value)
