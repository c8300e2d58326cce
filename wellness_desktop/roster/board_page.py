"""Who answers: on call now, next, and everyone who agreed to be listed. Open to all; nothing is noted (DESIGN 3, 6.1).

Part of the front door, so only the plain station board is read here, never the roster itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, tzinfo
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.number_text import NumberText
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.qr import QrLabel
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.board import Board, BoardContact, BoardPhone, OnCallNow
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.when import day_text, moment_text, span_text

LOOK_AGAIN_MS = 60_000
"""How often an open page looks whether the next person is on call by now."""
ROOM_FOR_CODE = 44
"""Characters of width from which a QR code stands beside the number."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list: a person with the number to try first."""

    contact: BoardContact
    phone: BoardPhone | None
    today: date
    on_call: bool

    @property
    def id(self) -> str:
        """Keeps the line chosen when the board is read again."""
        return self.contact.key

    @property
    def stale(self) -> bool:
        """Whether even the best number has to be checked before use."""
        return self.phone is None or self.phone.freshness(self.today).needs_check


class BoardPage(Page):
    """`board` reads the station board at the moment it is shown; `help_wanted` asks for Get help now.

    `lines_wanted` asks for the support lines, which answer where nobody on this list does.
    """

    help_wanted = Signal()
    lines_wanted = Signal()

    def __init__(self, board: Callable[[], Board], clock: Clock, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Who answers"),
            tr("People who agreed to be listed here. Call from your own phone; nobody sees that you looked."),
            parent,
        )
        self._board, self._clock = board, clock
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
        self._people.setVisible(bool(board.contacts))
        self._show_duties(on_call, board.next_on_call(now))
        today = now.astimezone(self._zone).date()
        called = {each.contact.key for each in on_call}
        self.table.set_rows(listed(board.contacts, today, called))
        self._choose_first()

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
        self.add_action(button(tr("Support lines"), "phone", press=self.lines_wanted.emit, parent=self))
        self._people = QWidget(self)
        column = QVBoxLayout(self._people)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._on_call_card())
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
        self.detail = _Detail(self._zone, self._people)
        self._beside = Beside(self.table, self.detail, self._people, back=tr("Back to the list"), share=42)
        return self._beside

    def _connect(self) -> None:
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
            self._on_call.add(_OnCall(each, today, self._zone, self._on_call))
        self._on_call.setVisible(bool(now))
        for widget in (self._nobody, self._to_help):
            widget.setVisible(not now)
        self._next.setText("\n".join(next_words(each, today, self._zone) for each in coming))
        for widget in (self._next_title, self._next):
            widget.setVisible(bool(coming))


class _WithCode(QWidget):
    """Words with the QR code of a number beside them while there is room for both."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._code: QrLabel | None = None
        self.words = QVBoxLayout()
        self.words.setSpacing(4)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(20)
        self._row.addLayout(self.words, 1)

    def add_code(self, phone: BoardPhone, name: str) -> None:
        """Adds the code of a number, to be scanned with one's own phone."""
        if phone.dial:
            words = tr("Call {name}, {number}", name=name, number=phone.shown)
            self._code = QrLabel(phone.dial, words, self, lines=8.0)
            self._row.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def theme_changed(self) -> None:
        self._fit()

    def _fit(self) -> None:
        if self._code is not None:
            self._code.setVisible(self.width() >= theme.chars(ROOM_FOR_CODE))


class _OnCall(_WithCode):
    """Who answers now: name and number in large letters, until when, and whether a text reaches them."""

    def __init__(self, each: OnCallNow, today: date, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(parent)
        contact = each.contact
        until = tr("{layer}, until {moment}", layer=each.layer.label, moment=moment_text(each.ends, zone))
        self.words.addWidget(Text(until, "muted", self))
        self.words.addWidget(Text(shown_name(contact), "big", self, selectable=True))
        phone = contact.best_phone(today)
        if phone is not None:
            self.words.addWidget(_number(phone, contact.name, "huge", self))
        if about := role_words(contact):
            self.words.addWidget(Text(about, "body", self))
        if phone is not None:
            self.words.addWidget(_number_facts(phone, today, self))
            self.add_code(phone, contact.name)
        self.words.addStretch(1)


class _Detail(QWidget):
    """Everything about the person chosen in the list."""

    def __init__(self, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._zone = zone
        self._shown: Listed | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_contact(self, row: Listed | None) -> None:
        """Shows this person, or nothing."""
        if row == self._shown and self._column.count():
            return
        self._shown = row
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if row is not None:
            self._column.addWidget(self._card(row))
            self._column.addStretch(1)

    def _card(self, row: Listed) -> Card:
        contact = row.contact
        card = Card(shown_name(contact), "user-round", parent=self)
        numbers = _WithCode(card)
        if row.on_call:
            numbers.words.addWidget(Chip(tr("On call now"), "info", numbers))
        for phone in sorted(contact.phones, key=lambda phone: phone is not row.phone):
            numbers.words.addWidget(_number(phone, contact.name, "big", numbers))
            numbers.words.addWidget(_number_facts(phone, row.today, numbers))
        numbers.words.addStretch(1)
        if row.phone is not None:
            numbers.add_code(row.phone, contact.name)
        card.add(numbers)
        card.add(
            Facts(
                (
                    (tr("What they are"), role_words(contact)),
                    (tr("Hours"), contact.hours),
                    (tr("Languages"), ", ".join(contact.languages)),
                    (tr("Agency"), contact.agency),
                ),
                card,
            )
        )
        return card


def listed(contacts: Iterable[BoardContact], today: date, on_call: Iterable[str] = ()) -> list[Listed]:
    """The lines of the list: numbers that need no check first, then by role, then by name."""
    called = set(on_call)
    rows = [Listed(one, one.best_phone(today), today, one.key in called) for one in contacts]
    return sorted(rows, key=lambda row: (row.stale, _first_role(row.contact), row.contact.name.casefold()))


def shown_name(contact: BoardContact) -> str:
    """The name, with the name people call them by."""
    if contact.call_name:
        return tr("{name} “{call}”", name=contact.name, call=contact.call_name)
    return contact.name


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


def role_words(contact: BoardContact) -> str:
    """What they are, in words; a role this version does not know is left out."""
    return ", ".join(role.label for role in _roles(contact))


def _roles(contact: BoardContact) -> list[PersonRole]:
    known = {role.value: role for role in PersonRole}
    return [known[value] for value in contact.roles if value in known]


def _first_role(contact: BoardContact) -> int:
    order = list(PersonRole)
    return min((order.index(role) for role in _roles(contact)), default=len(order))


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


def _number(phone: BoardPhone, name: str, style: str, parent: QWidget) -> Text:
    number = NumberText(phone.shown, style, parent, selectable=True)
    number.setAccessibleName(tr("{name}: {number}", name=name, number=phone.shown))
    return number


def _number_facts(phone: BoardPhone, today: date, parent: QWidget) -> QWidget:
    """What to know before using a number: which phone it is, texts or not, and when it was checked."""
    facts = QWidget(parent)
    row = Flow(facts)
    texts = tr("Takes texts.") if phone.takes_texts else tr("Calls only, no texts.")
    line = tr("{label}. {texts}", label=phone.label, texts=texts) if phone.label else texts
    row.addWidget(Text(line, "muted", facts, wrap=False))
    age = phone.freshness(today)
    row.addWidget(Chip(age.sentence, "warn" if age.needs_check else "ok", facts))
    return facts
