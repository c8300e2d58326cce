"""The first thing anyone sees: help, before any question (DESIGN 6.1). Needs no sign-in and remembers nothing."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text

if TYPE_CHECKING:  # the window stands before the board is read
    from wellness_desktop.roster.board import Board, OnCallNow

NUMBERS = 2
"""So many numbers stand on the front door; Get help now has more."""

HAPPENED_KEY = "Alt+H"
"""Something happened, from the front door."""


def reader_doors() -> list[tuple[str, str, str, str]]:
    """The doors for one kind of reader: id, words after "I am", what a screen reader says, key.

    Written here too, though library/doors.toml holds the pages, so that the front door reads no file for them.
    """
    return [
        ("officer", tr("an officer"), tr("I am an officer"), "Alt+O"),
        ("family", tr("family"), tr("I am family"), "Alt+F"),
        ("retiree", tr("retired"), tr("I am retired"), "Alt+R"),
        ("dispatcher", tr("a dispatcher"), tr("I am a dispatcher"), "Alt+D"),
        ("supervisor", tr("a supervisor"), tr("I am a supervisor"), "Alt+S"),
        ("chaplain", tr("a chaplain"), tr("I am a chaplain"), "Alt+C"),
    ]


class FrontDoorPage(Page):
    """Five ways in, and a door for each kind of reader. `door_wanted` comes with the id of a reader's door.

    Who is on call and the numbers are read at each `refresh()`, so that they are never stale; the first one comes
    once the window stands, because all doors can be used before.
    """

    help_wanted = Signal()
    door_wanted = Signal(str)
    happened = Signal()
    people_wanted = Signal()
    call_wanted = Signal()
    library_wanted = Signal()
    note_wanted = Signal()
    """To leave a comment or a near miss without a name."""
    sign_in_wanted = Signal()

    def __init__(
        self,
        agency: str,
        station_exists: bool,
        board: "Callable[[], Board]",
        numbers: Callable[[], Sequence[str]],
        clock: Clock,
        parent: QWidget | None = None,
        *,
        people_expected: bool = False,
    ) -> None:
        """`people_expected`: there is a station board, so room is kept for two people on call."""
        super().__init__(
            agency or tr("Wellness Desktop"),
            tr("Open to everyone here. Nothing you read, search or print on these pages is kept."),
            parent,
        )
        self._station_exists = station_exists
        self._board = board
        self._numbers = numbers
        self._clock = clock
        self._build_page()
        self._help.keep_room()
        if people_expected:
            self._on_call.keep_room()

    def refresh(self) -> None:
        """Shows who is on call at this minute, and the numbers that answer at any hour."""
        on_call = self._board().on_call(self._clock.now())
        self._on_call.say(on_call[:2], self._clock)
        self._help.show_numbers(self._numbers()[:NUMBERS])

    def _build_page(self) -> None:
        self._on_call = _OnCall(self)
        self._help = _Door(
            "life-buoy",
            tr("Get help now"),
            tr("People who answer tonight, for you or someone you are worried about."),
            tr("Get help now"),
            "help",
            first=self._on_call,
            numbers=NUMBERS,
        )
        self._help.pressed.connect(self.help_wanted)
        self._help.beside_way(button(tr("Ask for a call"), "heart-handshake", press=self.call_wanted.emit))
        self.body.addWidget(self._help)
        self.body.addWidget(self._readers())
        doors = [
            (
                "siren",
                tr("Something happened"),
                tr("A shooting, a death, a hard call: who needs support, and when."),
                tr("Start"),
                self.happened,
            ),
            (
                "phone-call",
                tr("Find someone to talk to"),
                tr("Peers, chaplains and clinicians who agreed to be listed here."),
                tr("See who answers"),
                self.people_wanted,
            ),
            (
                "library",
                tr("Library"),
                tr("Guides to read and print: sleep, a bad call, a colleague, your family."),
                tr("Open the library"),
                self.library_wanted,
            ),
            (
                "log-in" if self._station_exists else "key-round",
                tr("Sign in") if self._station_exists else tr("Set up this station"),
                tr("Roster, incidents and crisis plans.")
                if self._station_exists
                else tr("Ten short questions, then the roster, incidents and crisis plans are yours."),
                tr("Sign in") if self._station_exists else tr("Set up"),
                self.sign_in_wanted,
            ),
        ]
        cards = []
        for icon, title, line, words, signal in doors:
            key = HAPPENED_KEY if icon == "siren" else ""
            door = _Door(icon, title, line, words, shortcut=key)
            door.pressed.connect(signal)
            cards.append(door)
        self.body.addWidget(Reflow(cards, most=2, column_chars=44, parent=self))
        note = button(tr("Leave a note without your name"), "message-square", press=self.note_wanted.emit)
        self.body.addWidget(note, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def _readers(self) -> QWidget:
        row = QWidget(self)
        flow = Flow(row)
        flow.addWidget(Text(tr("I am …"), "label", row, wrap=False))
        for door, words, spoken, key in reader_doors():
            press = partial(self.door_wanted.emit, door)
            flow.addWidget(button(words, spoken=spoken, shortcut=key, press=press, parent=row))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        return row


class _Door(Card):
    """One way in: what it is, one line about it, one button; perhaps room for numbers to call, after `first`."""

    pressed = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        line: str,
        words: str,
        kind: str = "",
        *,
        first: QWidget | None = None,
        numbers: int = 0,
        shortcut: str = "",
    ) -> None:
        super().__init__(title, icon)
        self._numbers = [Text("", "big", self, selectable=True) for _ in range(numbers)]
        told = Text(line, "muted", self)
        icon = "life-buoy" if kind == "help" else ""
        way = button(words, icon, kind, spoken=title, shortcut=shortcut, press=self.pressed.emit)
        way.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if not kind:  # beside each other, so that all ways in stand on the first screen
            beside = QHBoxLayout()
            beside.setSpacing(16)
            beside.addWidget(told, 1)
            beside.addWidget(way, 0, Qt.AlignmentFlag.AlignBottom)
            self.body.addLayout(beside)
            return
        self.add(told)
        if first is not None:
            self.add(first)
        for number in self._numbers:
            self.add(number)
        self._ways = button_row(way)
        self.body.addLayout(self._ways)

    def beside_way(self, other: QWidget) -> None:
        """Another way in, beside the first."""
        self._ways.addWidget(other)

    def keep_room(self) -> None:
        """Nothing moves under the mouse when the numbers come."""
        for place in self._numbers:
            place.setMinimumHeight(QFontMetrics(place.font()).height())

    def show_numbers(self, numbers: Sequence[str]) -> None:
        """Puts these numbers into the room that was kept for them."""
        for place, number in zip_longest(self._numbers, numbers[: len(self._numbers)]):
            place.setMinimumHeight(0)
            place.setText(number or "")
            place.setVisible(bool(number))


class _OnCall(QWidget):
    """Who of our own people answers now, before any line from outside (DESIGN 6.1); hidden when nobody does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)

    def keep_room(self) -> None:
        """As high as two people under their headings, until `say` knows."""
        heading, name = (QFontMetrics(Text("", style, self).font()).height() for style in ("label", "big"))
        self.setMinimumHeight(2 * (heading + name) + 3 * self._rows.spacing())
        self.show()

    def say(self, people: "list[OnCallNow]", clock: Clock) -> None:
        """Shows these people, the first to call first."""
        self.setMinimumHeight(0)
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        if people:
            self._rows.addWidget(Text(tr("On call now"), "label", self))
        for each in people:
            self._rows.addWidget(self._row(each, clock))
        if people:
            self._rows.addWidget(Text(tr("At any hour"), "label", self))
        self.setVisible(bool(people))

    def _row(self, each: "OnCallNow", clock: Clock) -> QWidget:
        phone = each.contact.best_phone(clock.now().date())
        words = (
            each.contact.name if phone is None else tr("{name}: {number}", name=each.contact.name, number=phone.shown)
        )
        return Text(words, "big", self, selectable=True)
