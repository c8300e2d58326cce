"""The station board: what helpers agreed to show without a sign-in, in a plain file (DESIGN 4).

The front door reads it without the store, so nothing heavy may be imported here. The file holds the coming
weeks of on call with their times, and is right at the moment of reading whatever the clock does meanwhile. A
damaged file is an empty board: the support lines still stand.
"""

import json
import logging
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr
from wellness_desktop.roster.call_chain import ChainStep, LineWords, Words, steps
from wellness_desktop.roster.freshness import Freshness, Kind, freshness
from wellness_desktop.roster.on_call import LAYERS, Layer

FORMAT = 1
LARGEST = 4 * 1024 * 1024
"""A bigger file is not ours; reading it would keep a person waiting."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BoardPhone:
    """One number that its owner agreed to show."""

    label: str
    shown: str
    dial: str
    """tel: link for a QR code."""
    takes_texts: bool
    checked_on: date | None
    kind: Kind = Kind.NUMBER
    """Which review period it follows."""

    def freshness(self, today: date) -> Freshness:
        """How far the number can be relied on."""
        return freshness(self.kind, self.checked_on, today)


@dataclass(frozen=True, slots=True)
class BoardContact:
    """One person who agreed to stand on the front door."""

    key: str
    """Ties duties to people inside this file; means nothing outside it."""
    name: str
    call_name: str
    agency: str
    roles: tuple[str, ...]
    """Values of PersonRole."""
    hours: str
    languages: tuple[str, ...]
    phones: tuple[BoardPhone, ...]
    called_for: str = ""
    own_agency: bool = True
    telehealth: bool = False
    attributes: tuple[str, ...] = ()
    """What the person says of themselves and agreed to be found by."""
    travel_minutes: int | None = None
    """How far away they are."""
    above: tuple[str, ...] = ()
    """Keys of the others on this board who are above them, however many unnamed ones stand between."""

    def best_phone(self, today: date) -> BoardPhone | None:
        """The number to try first: the first that needs no check, else the first."""
        if not self.phones:
            return None
        return min(self.phones, key=lambda phone: phone.freshness(today).needs_check)


@dataclass(frozen=True, slots=True)
class BoardDuty:
    """One person on call from `starts` up to `ends`, aware UTC."""

    layer: Layer
    contact: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class BoardLink:
    """One link of the call chain: whoever is on call in the layer, else the contact, else the support line (its id)."""

    layer: Layer | None
    contact: str
    line: str
    give_up_minutes: int

    @property
    def who(self) -> str:
        """The contact's key, where it leads to one."""
        return self.contact


@dataclass(frozen=True, slots=True)
class OnCallNow:
    """Who answers, until when."""

    layer: Layer
    contact: BoardContact
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the front door may show about people."""

    contacts: tuple[BoardContact, ...] = ()
    duties: tuple[BoardDuty, ...] = ()
    chain: tuple[BoardLink, ...] = ()

    def call_chain(self, moment: datetime, line_words: LineWords) -> tuple[ChainStep, ...]:
        """Who is tried in which order at `moment`; only people who agreed, and the last one always answers.

        `line_words` gives the name and the ways to reach a support line by its id, or None. Empty when no chain
        was ever published.
        """
        if not self.chain:
            return ()
        now = self.on_call(moment)
        people = {contact.key: contact for contact in self.contacts}

        def of_layer(layer: Layer) -> Words | None:
            return next((_words(each.contact, moment) for each in now if each.layer is layer), None)

        def of_contact(key: str) -> Words | None:
            return _words(people[key], moment) if key in people else None

        return steps(self.chain, of_layer, of_contact, line_words)

    def on_call(self, moment: datetime) -> list[OnCallNow]:
        """Who is on call at `moment`, first to call first. Empty when nobody is, or nobody agreed."""
        running = [duty for duty in self.duties if duty.starts <= moment < duty.ends]
        running.sort(key=lambda duty: duty.starts, reverse=True)
        running.sort(key=lambda duty: LAYERS.index(duty.layer))
        return self._with_people(running)

    def next_on_call(self, moment: datetime) -> list[OnCallNow]:
        """Who comes next after `moment`, one in each layer."""
        found = []
        for layer in LAYERS:
            coming = [duty for duty in self.duties if duty.layer is layer and duty.starts > moment]
            if coming:
                found.append(min(coming, key=lambda duty: duty.starts))
        return self._with_people(found)

    def _with_people(self, duties: list[BoardDuty]) -> list[OnCallNow]:
        people = {contact.key: contact for contact in self.contacts}
        return [
            OnCallNow(duty.layer, people[duty.contact], duty.starts, duty.ends)
            for duty in duties
            if duty.contact in people
        ]


def _words(contact: BoardContact, moment: datetime) -> Words:
    phone = contact.best_phone(moment.date())
    return contact.name, (phone.shown,) if phone else ()


def read_board(path: Path) -> Board:
    """The board in the file, or an empty one when the file is missing, damaged or not ours."""
    try:
        if path.stat().st_size > LARGEST:
            return Board()
        return _from_json(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Board()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        log.warning("station board not read: %s", type(error).__name__)
        return Board()


def replace_board(path: Path, board: Board) -> None:
    """Writes the board whole, if it differs from the file.

    When the disk refuses, the old board is taken away instead: someone on it may just have asked to be taken
    off. Raises Problem then.
    """
    data = json.dumps(_to_json(board), ensure_ascii=False, indent=1).encode()
    try:
        if path.read_bytes() == data:
            return
    except OSError:
        pass
    try:
        write_whole(path, data)
    except Problem as problem:
        path.unlink(missing_ok=True)
        raise Problem(
            tr("Saved, but the front door could not be brought up to date. It shows no helpers for now."),
            problem.advice,
        ) from problem


def _to_json(board: Board) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "contacts": [
            {
                **asdict(contact),
                "phones": [
                    {**asdict(phone), "checked_on": phone.checked_on.isoformat() if phone.checked_on else None}
                    for phone in contact.phones
                ],
            }
            for contact in board.contacts
        ],
        "duties": [
            {
                "layer": duty.layer.value,
                "contact": duty.contact,
                "starts": duty.starts.isoformat(),
                "ends": duty.ends.isoformat(),
            }
            for duty in board.duties
        ],
        "chain": [{**asdict(link), "layer": link.layer.value if link.layer else None} for link in board.chain],
    }


def _from_json(found: dict[str, Any]) -> Board:
    if found["format"] != FORMAT:
        raise ValueError("another format")
    return Board(
        contacts=tuple(_contact(entry) for entry in found["contacts"]),
        duties=tuple(_duty(entry) for entry in found["duties"]),
        chain=tuple(_link(entry) for entry in found.get("chain", [])),
    )


def _contact(entry: dict[str, Any]) -> BoardContact:
    return BoardContact(
        key=_text(entry["key"]),
        name=_text(entry["name"]),
        call_name=_text(entry["call_name"]),
        agency=_text(entry["agency"]),
        roles=_texts(entry["roles"]),
        hours=_text(entry["hours"]),
        languages=_texts(entry["languages"]),
        phones=tuple(_phone(phone) for phone in entry["phones"]),
        called_for=_text(entry.get("called_for", "")),
        own_agency=bool(entry.get("own_agency", True)),
        telehealth=bool(entry.get("telehealth", False)),
        attributes=_texts(entry.get("attributes", [])),
        travel_minutes=_minutes(entry.get("travel_minutes")),
        above=_texts(entry.get("above", [])),
    )


def _phone(entry: dict[str, Any]) -> BoardPhone:
    checked = entry["checked_on"]
    return BoardPhone(
        label=_text(entry["label"]),
        shown=_text(entry["shown"]),
        dial=_text(entry["dial"]),
        takes_texts=bool(entry["takes_texts"]),
        checked_on=date.fromisoformat(checked) if checked is not None else None,
        kind=Kind(entry.get("kind", Kind.NUMBER)),
    )


def _duty(entry: dict[str, Any]) -> BoardDuty:
    return BoardDuty(
        layer=Layer(entry["layer"]),
        contact=_text(entry["contact"]),
        starts=_moment(entry["starts"]),
        ends=_moment(entry["ends"]),
    )


def _link(entry: dict[str, Any]) -> BoardLink:
    layer = entry["layer"]
    return BoardLink(
        layer=Layer(layer) if layer is not None else None,
        contact=_text(entry["contact"]),
        line=_text(entry["line"]),
        give_up_minutes=int(entry["give_up_minutes"]),
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _minutes(value: object) -> int | None:
    if value is not None and not isinstance(value, int):
        raise TypeError("a number expected")
    return value


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError("a list expected")
    return tuple(_text(value) for value in values)
