"""The list of people with the chosen one beside it, and above it who is on call now."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.kit.beside import Beside, Side
from wellness_desktop.kit.button import button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.kinds import PersonRole, Standing
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.roster.people import OnCallEntry, Person, Phone
from wellness_desktop.roster.person_view import PersonView
from wellness_desktop.roster.phones import search_digits
from wellness_desktop.roster.when import day_text, moment_text

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster

LIST_AHEAD = timedelta(weeks=26)
"""How far ahead on call is shown."""


class PeopleView(QWidget):
    """Find somebody by typing; act on the chosen one with single keys."""

    edit_wanted = Signal(object)
    remove_wanted = Signal(object)
    duty_wanted = Signal(object)
    still_right = Signal(object)
    add_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, roster: "Roster", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self._people: Sequence[Person] = ()
        self._words: dict[frozenset[PersonRole], str] = {}
        self._coming: Sequence[OnCallEntry] = ()
        self._build()

    def refresh(self, people: Sequence[Person]) -> None:
        """Shows these people; those whose numbers must be checked first come last."""
        self._today = self._roster.today
        self._people = people
        self._on_call = {entry.person.id for entry in self._roster.on_call_now()}
        ordered = sorted(people, key=lambda person: (person.standing is Standing.LEFT, self._stale(person)))
        self.table.set_rows(ordered)
        self._beside.show_only_main(not ordered)
        self.table.view.scrollTo(self.table.view.currentIndex())
        self._tell_on_call()
        self._show(self.table.current())

    def choose(self, person_id: UUID) -> None:
        """Chooses this person in the list and shows them."""
        if not self.table.choose(lambda person: person.id == person_id):
            self.table.filter("")
            self.table.choose(lambda person: person.id == person_id)

    def add_below(self, *buttons: QWidget) -> None:
        """Puts buttons under the list."""
        for each in buttons:
            self._below.addWidget(each)

    @property
    def on_call_words(self) -> str:
        """What the card above the list says."""
        return self._now.text()

    def setFocus(self, *args: object) -> None:
        """Typing finds at once."""
        self.table.search.setFocus(*args)

    def _build(self) -> None:
        actor = self._roster.actor
        self.table = Table[Person](
            self._columns(),
            tr("People"),
            self,
            filter_hint=tr("Find by name, number, role or agency"),
            search=self._searched,
            lines=4,
            empty=lambda: self._nobody_yet(actor.may(Can.EDIT_ROSTER)),
        )
        self.view = PersonView(self._roster, self)
        self._beside = Beside(self._list_side(), self.view, self, share=40)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._beside, 1)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self._open)
        if actor.may(Can.EDIT_ROSTER):
            self.table.act("E", tr("edit"), self.edit_wanted.emit)
            self.table.act("R", tr("number still right"), self._first_stale_right)
            self.table.act("Del", tr("remove"), self.remove_wanted.emit)
        if actor.may(Can.EDIT_ON_CALL):
            self.table.act("O", tr("put on call"), self.duty_wanted.emit)
        self.view.edit_wanted.connect(self.edit_wanted)
        self.view.remove_wanted.connect(self.remove_wanted)
        self.view.duty_wanted.connect(self.duty_wanted)
        self.view.still_right.connect(self.still_right)

    def _nobody_yet(self, may_add: bool) -> EmptyState:
        if not may_add:
            return EmptyState("users", tr("Nobody has agreed to be listed yet."))
        return EmptyState(
            "users",
            tr("Nobody is on the roster yet."),
            tr("Add the first person"),
            self.add_wanted.emit,
            detail=tr("Peers, chaplains, clinicians, and the people who work here. A spreadsheet can be imported."),
        )

    def _list_side(self) -> QWidget:
        side = Side(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self._card = Card(tr("On call now"), "phone-call", parent=side)
        self._now = Text("", "body", self._card, selectable=True)
        self._card.add(self._now)
        column.addWidget(self._card)
        column.addWidget(self.table, 1)
        self._below = button_row()
        column.addLayout(self._below)
        side.begins_at = self.table
        return side

    def _columns(self) -> list[Column[Person]]:
        return [
            Column(
                tr("Name"),
                lambda person: person.name,
                icon=lambda person: "phone-call" if person.id in self._on_call else "",
                tint=lambda _person: "accent",
                spoken=self._spoken_name,
                width=0,
                faded=self._faded,
            ),
            Column(tr("Role"), self._role, width=22, optional=True, faded=self._faded),
            Column(tr("Number"), self._number, width=19, faded=self._faded),
            Column(tr("Checked"), self._checked, width=15, optional=True, faded=self._faded, sort=self._checked_on),
        ]

    def _spoken_name(self, person: Person) -> str:
        return tr("{name}, on call now", name=person.name) if person.id in self._on_call else person.name

    def _role(self, person: Person) -> str:
        words = self._words.get(person.roles)
        if words is None:
            words = self._words[person.roles] = person.role_words
        return words

    def _number(self, person: Person) -> str:
        phone = person.best_phone(self._today)
        return phone.shown if phone else ""

    def _number_with_doubt(self, person: Person) -> str:
        """The number for a line of text, where no grey tells that it is old."""
        if not person.phones:
            return tr("no number")
        number = self._number(person)
        return tr("{number} (check before use)", number=number) if self._stale(person) else number

    def _checked(self, person: Person) -> str:
        phone = person.best_phone(self._today)
        if phone is None:
            return ""
        if phone.freshness(self._today).needs_check:
            return tr("check first")
        return day_text(phone.checked_on) if phone.checked_on else ""

    def _checked_on(self, person: Person) -> str:
        phone = person.best_phone(self._today)
        return phone.checked_on.isoformat() if phone and phone.checked_on else ""

    def _stale(self, person: Person) -> bool:
        return not person.has_fresh_phone(self._today)

    def _faded(self, person: Person) -> bool:
        return person.standing is Standing.LEFT or self._stale(person)

    def _searched(self, person: Person) -> str:
        numbers = " ".join(f"{search_digits(each.number, each.extension)} {each.shown}" for each in person.phones)
        words = " ".join(person.attributes)
        return f"{person.name} {person.call_name} {person.agency} {self._role(person)} {person.area} {words} {numbers}"

    def _show(self, person: Person | None) -> None:
        names = {each.id: each.name for each in self._people} if person and person.reports_to else {}
        mine = [entry for entry in self._coming if person and entry.person.id == person.id]
        self.view.show_person(person, names, mine)

    def _open(self, _person: Person) -> None:
        self._beside.show_detail()
        self.view.focus_first()

    def _first_stale_right(self, person: Person) -> None:
        """The one key: the number that most needs it was found right today."""
        stale: list[Phone] = person.stale_phones(self._today) or list(person.phones)
        if stale:
            self.still_right.emit(stale[0])

    def _tell_on_call(self) -> None:
        """Who answers now, who is next, and the first hour in which nobody does."""
        now, zone = self._roster.now, self._roster.zone
        self._coming = self._roster.on_call_between(now, now + LIST_AHEAD)
        lines = [
            tr(
                "{layer}: {name}, {number}, until {end}.",
                layer=entry.duty.layer.label,
                name=entry.person.name,
                number=self._number_with_doubt(entry.person),
                end=moment_text(entry.duty.ends, zone),
            )
            for entry in self._roster.on_call_now()
        ]
        gaps = self._roster.on_call_gaps(Layer.PRIMARY)
        if gaps and gaps[0].starts <= now:
            lines.append(tr("Nobody is first to call until {end}.", end=moment_text(gaps[0].ends, zone)))
        elif gaps:
            lines.append(tr("Nobody is first to call from {start}.", start=moment_text(gaps[0].starts, zone)))
        self._now.setText("\n".join(lines))
        self._card.setAccessibleDescription(self._now.text())
