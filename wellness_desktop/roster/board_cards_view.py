"""What stands about one person on the board's page: who is on call, and everything about the one that is chosen."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.number_text import NumberText
from wellness_desktop.kit.qr import QrLabel
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.board import BoardContact, BoardPhone, OnCallNow
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.when import moment_text

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


class OnCallRow(_WithCode):
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


class ContactDetail(QWidget):
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


def shown_name(contact: BoardContact) -> str:
    """The name, with the name people call them by."""
    if contact.call_name:
        return tr("{name} “{call}”", name=contact.name, call=contact.call_name)
    return contact.name


def role_words(contact: BoardContact) -> str:
    """What they are, in words; a role this version does not know is left out."""
    return ", ".join(role.label for role in known_roles(contact))


def known_roles(contact: BoardContact) -> list[PersonRole]:
    known = {role.value: role for role in PersonRole}
    return [known[value] for value in contact.roles if value in known]


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
