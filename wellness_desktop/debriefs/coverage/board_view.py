"""Who was offered what: who was forgotten in words, the board, and circles that nobody thought of yet."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.coverage.board import CoverageBoard, ask_words, forgotten_words, next_state
from wellness_desktop.debriefs.coverage.board_cells_view import BoardModel, CircleLine
from wellness_desktop.debriefs.coverage.board_table_view import BoardTable
from wellness_desktop.debriefs.incident_values import Incident, IncidentStatus
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.key_line import KeyLine
from wellness_desktop.kit.text import Text


class BoardView(Card):
    """`set_wanted(people, kind, state)` to note something, `nobody_wanted(circles)` for circles without anybody,
    `add_wanted` for the list of people, `handover_wanted` for its sheet (the link at the title).
    """

    set_wanted = Signal(object, object, object)
    nobody_wanted = Signal(object)
    add_wanted = Signal()

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(tr("Who was offered what"), "list-checks", parent=parent)
        self._later: dict[UUID, set[Circle]] = {}
        """Circles to be asked about later, by incident; in memory only."""
        self._incident: Incident | None = None
        self._board: CoverageBoard | None = None
        self.said = Text("", "strong", self)
        self.add(self.said)
        self._build_asking()
        self.table = BoardTable(BoardModel(debriefs.protocols.interventions), self)
        self.here = Text("", "body", self)  # above the board: in large text, names scroll out of view
        self.add(self.here)
        self.add(self.table)
        self.keys = KeyLine(_keys(), self)
        self.add(self.keys)
        self.table.setAccessibleDescription(self.keys.text())
        self.circle_button = button(" ", "users", press=self.table.offer_to_circle, parent=self)
        self.all_button = button(tr("Offered to everybody"), "check", press=self.table.offer_to_everybody, parent=self)
        self.body.addLayout(button_row(self.circle_button, self.all_button))
        self.table.wanted.connect(self.set_wanted)
        self.table.moved.connect(self._tell)
        self.table.fixed.connect(self._tell_fixed)

    def show_board(self, incident: Incident, board: CoverageBoard) -> None:
        """Shows what was offered to whom in this incident."""
        self._incident, self._board = incident, board
        self.said.setText(forgotten_words(board))
        is_open = incident.status is IncidentStatus.OPEN
        self.table.setVisible(bool(board.people))
        self.table.show_board(board)
        for part in (self.here, self.keys, self.circle_button, self.all_button):
            part.setVisible(bool(board.people) and is_open)
        self.table.setEnabled(is_open)
        self._show_question()
        self._tell()

    @property
    def asked(self) -> Circle | None:
        """The circle that is asked about now."""
        if self._incident is None or self._board is None or self._incident.status is not IncidentStatus.OPEN:
            return None
        later = self._later.get(self._incident.id, set())
        return next((circle for circle in self._board.to_ask if circle not in later), None)

    def to_first_blank(self) -> None:
        """Puts the keyboard on somebody who was not offered anything yet."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.to_next_blank()

    def _build_asking(self) -> None:
        self._asking = QFrame(self)
        self._asking.setProperty("card", "flat")
        column = QVBoxLayout(self._asking)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        self.question = Text("", "strong", self._asking)
        self._others = Text("", "muted", self._asking)
        column.addWidget(self.question)
        column.addWidget(self._others)
        add = button(tr("Add somebody"), "user-plus", press=self.add_wanted.emit, parent=self._asking)
        nobody = button(tr("Nobody there"), "check", press=self._nobody, parent=self._asking)
        later = button(tr("Ask later"), "clock", press=self._ask_later, parent=self._asking)
        self._none = button(tr("Nobody in any of these"), kind="link", press=self._none_at_all, parent=self._asking)
        column.addLayout(button_row(add, nobody, later, self._none))
        self.add(self._asking)

    def _show_question(self) -> None:
        circle = self.asked
        self._asking.setVisible(circle is not None)
        if circle is None or self._board is None:
            return
        self.question.setText(ask_words(circle))
        others = [one.label for one in self._board.to_ask if one is not circle]
        self._others.setText(tr("Also nobody listed of: {circles}.", circles=", ".join(others)))
        self._others.setVisible(bool(others))
        self._none.setVisible(bool(others))

    def _nobody(self) -> None:
        circle = self.asked
        if circle is not None:
            self.nobody_wanted.emit([circle])

    def _none_at_all(self) -> None:
        if self._board is not None:
            self.nobody_wanted.emit(list(self._board.to_ask))

    def _ask_later(self) -> None:
        circle = self.asked
        if circle is None or self._incident is None:
            return
        self._later.setdefault(self._incident.id, set()).add(circle)
        self._show_question()
        if self.asked is None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            announce(self, self.question.text())

    def _tell(self) -> None:
        """What the cursor stands on, and what the key would make of it."""
        line, kind = self.table.line, self.table.kind
        circle = self.table.circle_line
        if circle is not None:
            words = tr("Offered to all of {circle}", circle=circle.circle.label)
            self.circle_button.setText(words)
            self.circle_button.setAccessibleName(words)
        if line is None:
            self.here.setText("")
            return
        words = self.table.board.spoken(line, kind)
        if kind is None:
            self.here.setText(words)
        elif isinstance(line, CircleLine):
            self.here.setText(tr("{words} Space: offered to all of them.", words=words))
        elif kind in line.from_sessions:
            self.here.setText(tr("{words} Change it under Sessions.", words=words))
        else:
            state = next_state(line.state(kind)).label.lower()
            self.here.setText(tr("{words} Space: {state}.", words=words, state=state))

    def _tell_fixed(self) -> None:
        self._tell()
        announce(self, self.here.text(), urgent=True)


def _keys() -> str:
    return tr(
        "Space: on to the next state   O: offered   D: declined for now   B: booked   X: done   "
        "N: not offered yet   G: next person without an offer"
    )
