"""Get help now: a few numbers in large letters, before any question and without a trace (DESIGN 6.1).

Nothing here opens a database or loads a library that prints; the numbers come from one small file.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.line_view import LineCard
from wellness_desktop.library.lines import ALWAYS_THERE, MOST_ON_HELP, Line

SELF_GUIDE = "G01"
ASK_GUIDE = "G02"


class HelpPage(Page):
    """Shows three to five lines. `guide_wanted` comes with a guide's id, `lines_wanted` asks for all lines."""

    guide_wanted = Signal(str)
    lines_wanted = Signal()
    call_wanted = Signal()
    """To be called instead of calling."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Get help now"),
            tr("Call or text from your own phone. Nobody here can find out that you looked at this page."),
            parent,
        )
        self._desk = desk
        self._painted = False
        self._waiting: list[Line] = []
        self._build_page()
        self.refresh()

    def refresh(self) -> None:
        """Shows who answers at this minute."""
        self._today = self._desk.setup().printed_on
        lines = self._desk.library.help_lines(self._desk.state(), self._desk.on_call(), self._today)
        self._cards.clear()
        self._waiting = lines
        self._add_cards(len(lines) if self._painted else _first_to_paint(lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first numbers are on the screen; the other cards follow below them, and nothing moves."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, lambda: self._add_cards(MOST_ON_HELP))

    def lines_shown(self) -> list[str]:
        """The ids of the lines on the page, in order."""
        return [card.line.id for card in self._cards.findChildren(LineCard)]

    def _add_cards(self, count: int) -> None:
        for line in self._waiting[:count]:
            self._cards.add(LineCard(line, self._today, self))
        self._waiting = self._waiting[count:]

    def _build_page(self) -> None:
        danger = Card(parent=self, flat=True)
        danger.add(Text(tr("Hurt, or about to act on it? Call 911 now."), "heading", danger))
        self.body.addWidget(danger)
        self._cards = Reflow((), self, most=2, column_chars=56)
        self.body.addWidget(self._cards)
        self.body.addWidget(self._more())
        self.body.addStretch(1)

    def _more(self) -> QWidget:
        more = QWidget(self)
        row = Flow(more)
        for words, icon, press in (
            (tr("What to do in the next ten minutes"), "book-open", lambda: self.guide_wanted.emit(SELF_GUIDE)),
            (tr("Worried about a colleague"), "heart-handshake", lambda: self.guide_wanted.emit(ASK_GUIDE)),
            (tr("Ask for a call"), "heart-handshake", self.call_wanted.emit),
            (tr("All support lines"), "phone", self.lines_wanted.emit),
            (tr("Print wallet cards"), "wallet-cards", self._print_cards),
            (tr("Print for the wall"), "printer", self._print_sheet),
        ):
            row.addWidget(button(words, icon, press=press, parent=more))
        return more

    def _print_cards(self) -> None:
        from wellness_desktop.library.prints import wallet_cards

        lines, own, setup = self._desk.library.help_lines(), self._desk.contacts(), self._desk.setup()
        self._desk.print(self, tr("Wallet cards"), lambda: wallet_cards(lines, own, setup))

    def _print_sheet(self) -> None:
        from wellness_desktop.library.prints import help_sheet

        lines, own, setup = self._desk.library.help_lines(), self._desk.contacts(), self._desk.setup()
        self._desk.print(self, tr("Get help now"), lambda: help_sheet(lines, own, setup))


def _first_to_paint(lines: list[Line]) -> int:
    """How many cards the first look needs: up to 988, whoever stands before it."""
    return next((place for place, line in enumerate(lines, 1) if line.id == ALWAYS_THERE), len(lines))
