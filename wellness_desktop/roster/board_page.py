"""Who answers: on call now, next, and everyone who agreed to be listed. Open to all; nothing is noted (DESIGN 3, 6.1).

Part of the front door, so only the plain station board is read here, never the roster itself.
"""

from collections.abc import Callable, Iterable
from datetime import date, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.language import tr
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.number_text import NumberText
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.board import Board, BoardContact, OnCallNow
from wellness_desktop.roster.board_cards_view import (
    ContactDetail,
    Listed,
    OnCallRow,
    known_roles,
    role_words,
    shown_name,
)
from wellness_desktop.roster.call_chain import LineWords
from wellness_desktop.roster.chain_card import ChainCard
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.when import day_text, span_text

if TYPE_CHECKING:  # choosing begins with a click, and the list must not wait for it
    from wellness_desktop.roster.find_view import FindView
    from wellness_desktop.roster.finding import Findable

LOOK_AGAIN_MS = 60_000
"""How often an open page looks whether the next person is on call by now."""


class BoardPage(Page):
    """`board` reads the station board at the moment it is shown; `help_wanted` asks for Get help now.

    `lines_wanted` asks for the support lines, which answer where nobody on this list does. `line_words` gives name
    and numbers of a support line by its id, for the call chain.
    """

    help_wanted = Signal()
    lines_wanted = Signal()
    call_wanted = Signal()
    """To be called instead of calling."""

    def __init__(
        self,
        board: Callable[[], Board],
        clock: Clock,
        zone: tzinfo,
        parent: QWidget | None = None,
        *,
        line_words: LineWords = lambda _line: None,
    ) -> None:
        super().__init__(
            tr("Who answers"),
            tr("People who agreed to be listed here. Call from your own phone; nobody sees that you looked."),
            parent,
        )
        self._board, self._clock, self._line_words = board, clock, line_words
        self._zone: ZoneInfo = zone  # type: ignore[assignment]  # the system's own zone serves as well
        self._shown_duties: object = None
        self._build_page()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Shows who answers at this minute."""
        board, now = self._board(), self._clock.now()
        on_call = board.on_call(now)
        self._empty.setVisible(not board.contacts)
        finding = "chooser" in vars(self) and not self.chooser.isHidden()
        self._people.setVisible(bool(board.contacts) and not finding)
        self.find_button.setVisible(bool(board.contacts) and not finding)
        self._show_duties(on_call, board.next_on_call(now))
        self._chain.show_steps(board.call_chain(now, self._line_words))
        today = now.astimezone(self._zone).date()
        called = {each.contact.key for each in on_call}
        self.table.set_rows(listed(board.contacts, today, called))
        self._choose_first()

    def show_find(self) -> None:
        """Opens the wishes in place of the list, empty; Escape leads back."""
        self._people.hide()
        self.chooser.show()
        self.back_button.show()
        self.find_button.hide()
        self.chooser.start()
        self._from_find.setEnabled(True)

    def show_people(self) -> None:
        """Back to the list."""
        self.chooser.hide()
        self.back_button.hide()
        self._from_find.setEnabled(False)
        self.refresh()
        self.focus_first()

    @cached_property
    def chooser(self) -> "FindView":
        """Whom to talk to; built when it is first asked for."""
        from wellness_desktop.roster.find_view import FindSources, FindView
        from wellness_desktop.roster.finding import choices_of, find

        sources = FindSources(
            find=lambda wish: find(self._findable(), wish, self._clock.now(), self._zone),
            choices=lambda: choices_of(self._findable()),
            knows_travel=lambda: any(one.travel_minutes is not None for one in self._board().contacts),
            superiors=self._superiors,
        )
        made = FindView(sources, self)
        made.person_wanted.connect(self._found)
        made.hide()
        self.body.addWidget(made, 1)
        return made

    def focus_first(self) -> None:
        """Puts the cursor where a name, role or language can be typed."""
        if not self._people.isHidden():
            self.table.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the page is made of

    def _build_page(self) -> None:
        self._empty = EmptyState(
            "phone-call",
            tr("Nobody is listed here yet."),
            tr("Get help now"),
            self.help_wanted.emit,
            self,
            detail=tr(
                "Peers, chaplains and clinicians who agree to it stand here with their numbers. "
                "Until then, the lines under Get help now answer day and night."
            ),
            action_icon="life-buoy",
        )
        self.body.addWidget(self._empty)
        self.find_button = self.add_action(button(tr("Help me choose"), "search", press=self.show_find, parent=self))
        self.back_button = self.add_action(
            button(tr("Back to the list"), "arrow-left", press=self.show_people, parent=self)
        )
        self.back_button.hide()
        self.add_action(button(tr("Ask for a call"), "heart-handshake", press=self.call_wanted.emit, parent=self))
        self.add_action(button(tr("Support lines"), "phone", press=self.lines_wanted.emit, parent=self))
        self._people = QWidget(self)
        column = QVBoxLayout(self._people)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._on_call_card())
        self._chain = ChainCard(self._people)
        column.addWidget(self._chain)
        column.addWidget(Text(tr("Everyone who agreed to be listed"), "heading", self._people))
        column.addWidget(self._list(), 1)
        self.body.addWidget(self._people, 1)

    def _on_call_card(self) -> Card:
        """Made once and before the list, so that Tab comes here first."""
        card = Card(tr("On call now"), "phone-call", parent=self._people)
        self._on_call = Reflow((), card, most=2, column_chars=54)
        card.add(self._on_call)
        self._nobody = Text(
            tr("Nobody on this list is on call right now. You can still try anyone below."), "body", card
        )
        card.add(self._nobody)
        self._to_help = button(tr("Get help now"), "life-buoy", press=self.help_wanted.emit, parent=card)
        card.body.addLayout(button_row(self._to_help))
        self._next_title = Text(tr("Next on call"), "label", card)
        self._next = NumberText("", "muted", card, selectable=True)
        card.add(self._next_title)
        card.add(self._next)
        return card

    def _list(self) -> QWidget:
        self.table: Table[Listed] = Table(
            _columns(),
            tr("People who agreed to be listed"),
            filter_hint=tr("Name, role or language"),
            search=_searched,
            lines=5,
        )
        self.detail = ContactDetail(self._zone, self._people)
        self._beside = Beside(self.table, self.detail, self._people, back=tr("Back to the list"), share=42)
        return self._beside

    def _findable(self) -> "list[Findable]":
        from wellness_desktop.roster.finding import from_board

        now = self._clock.now()
        return from_board(self._board(), now, now.astimezone(self._zone).date())

    def _superiors(self) -> list[tuple[str, str]]:
        """Everybody of the own agency on this list: whoever asks knows whether one of them is above them."""
        own = [(one.key, shown_name(one)) for one in self._board().contacts if one.own_agency]
        return sorted(own, key=lambda one: one[1].casefold())

    def _found(self, key: str) -> None:
        self.show_people()
        self.table.choose(lambda row: row.contact.key == key)
        self._beside.show_detail()

    def _connect(self) -> None:
        self._from_find = QShortcut(QKeySequence("Esc"), self)
        self._from_find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._from_find.activated.connect(self.show_people)
        self._from_find.setEnabled(False)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _row: self._beside.show_detail())
        self._again = QTimer(self, interval=LOOK_AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self._again.start()

    # What it does

    def _look_again(self) -> None:
        if self.isVisible():
            self.refresh()

    def _chosen(self, row: Listed | None) -> None:
        if row is None:
            self._choose_first()
            row = self.table.current()
        self.detail.show_contact(row)

    def _choose_first(self) -> None:
        if self.table.current() is None:
            self.table.choose(lambda _row: True)
        self.detail.show_contact(self.table.current())

    def _show_duties(self, now: list[OnCallNow], coming: list[OnCallNow]) -> None:
        """Made anew only when somebody else is on call, so that a screen reader is not thrown out of place."""
        today = self._clock.now().astimezone(self._zone).date()
        if self._shown_duties == (now, coming, today):
            return
        self._shown_duties = (now, coming, today)
        self._on_call.clear()
        for each in now:
            self._on_call.add(OnCallRow(each, today, self._zone, self._on_call))
        self._on_call.setVisible(bool(now))
        for widget in (self._nobody, self._to_help):
            widget.setVisible(not now)
        self._next.setText("\n".join(next_words(each, today, self._zone) for each in coming))
        for widget in (self._next_title, self._next):
            widget.setVisible(bool(coming))


def listed(contacts: Iterable[BoardContact], today: date, on_call: Iterable[str] = ()) -> list[Listed]:
    """The lines of the list: numbers that need no check first, then by role, then by name."""
    called = set(on_call)
    rows = [Listed(one, one.best_phone(today), today, one.key in called) for one in contacts]
    return sorted(rows, key=lambda row: (row.stale, _first_role(row.contact), row.contact.name.casefold()))


def next_words(each: OnCallNow, today: date, zone: ZoneInfo) -> str:
    """Who comes next in one layer, with the number and the hours, on one line."""
    phone = each.contact.best_phone(today)
    return tr(
        "{layer}: {name}, {number}, {when}",
        layer=each.layer.label,
        name=shown_name(each.contact),
        number=phone.shown if phone else tr("no number"),
        when=span_text(each.starts, each.ends, zone),
    )


def _first_role(contact: BoardContact) -> int:
    order = list(PersonRole)
    return min((order.index(role) for role in known_roles(contact)), default=len(order))


def _columns() -> list[Column[Listed]]:
    return [
        Column(tr("Name"), lambda row: shown_name(row.contact), width=0),
        Column(
            tr("Number"),
            lambda row: row.phone.shown if row.phone else "",
            spoken=_spoken_number,
            icon=lambda row: "triangle-alert" if row.stale else "",
            tint=lambda _row: "muted",
            faded=lambda row: row.stale,
            width=20,
        ),
        Column(tr("What they are"), lambda row: role_words(row.contact), width=20),
        Column(
            tr("Checked"),
            _checked,
            sort=lambda row: row.phone.checked_on if row.phone else None,
            faded=lambda row: row.stale,
            width=18,
            optional=True,
        ),
        Column(tr("Hours"), lambda row: row.contact.hours, width=22, optional=True),
    ]


def _spoken_number(row: Listed) -> str:
    if row.phone is None:
        return ""
    return tr("{number}. {age}", number=row.phone.shown, age=row.phone.freshness(row.today).sentence)


def _checked(row: Listed) -> str:
    if row.phone is None or row.stale or row.phone.checked_on is None:
        return tr("Check before use")
    return day_text(row.phone.checked_on)


def _searched(row: Listed) -> str:
    contact = row.contact
    numbers = (phone.shown for phone in contact.phones)
    parts = (contact.name, contact.call_name, contact.agency, contact.hours, role_words(contact))
    return " ".join((*parts, *contact.languages, *numbers))
