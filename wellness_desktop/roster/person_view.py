"""One person beside the list: how to reach them first, everything else below."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.history import field_words
from wellness_desktop.roster.kinds import Standing
from wellness_desktop.roster.people import OnCallEntry, Person, Phone
from wellness_desktop.roster.vetting_questions import is_vetted
from wellness_desktop.roster.when import day_text, moment_text

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster

MOST_CHANGES = 4
"""Lines of history below an entry."""


class PersonView(QWidget):
    """Shows one person; what is pressed comes as a signal, the page does it."""

    edit_wanted = Signal(object)
    remove_wanted = Signal(object)
    duty_wanted = Signal(object)
    vetting_wanted = Signal(object)
    training_wanted = Signal(object)
    consent_wanted = Signal(object)
    code_wanted = Signal(object)
    still_right = Signal(object)
    """A Phone that was found right."""

    def __init__(self, roster: "Roster", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self._nobody = EmptyState(
            "user-round", tr("Choose somebody in the list to see how to reach them."), parent=self
        )
        self._shown: QWidget | None = None
        self._person: Person | None = None
        key = QShortcut(QKeySequence("R"), self, self._right_by_key)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._nobody)

    def show_person(
        self, person: Person | None, names: Mapping[UUID, str], on_call: Sequence[OnCallEntry] = ()
    ) -> None:
        """Shows the person. `names` gives words to the people they report to; `on_call` are their duties."""
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        self._nobody.setVisible(person is None)
        self._person = person
        if person is not None:
            self._shown = self._card(person, names, on_call)
            self._column.addWidget(self._shown)
            self._shown.show()

    @property
    def words(self) -> str:
        """Everything that stands there, line by line."""
        return "\n".join(each.text() for each in self.findChildren(QLabel) if each.isVisibleTo(self) and each.text())

    def focus_first(self) -> None:
        """Goes to the first thing that can be done with the person shown."""
        for each in self.findChildren(QPushButton):
            if each.isVisibleTo(self) and each.isEnabled():
                each.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _card(self, person: Person, names: Mapping[UUID, str], on_call: Sequence[OnCallEntry]) -> QWidget:
        title = tr("{name} “{call}”", name=person.name, call=person.call_name) if person.call_name else person.name
        card = Card(title, parent=self)
        if about := ", ".join(part for part in (person.role_words, person.agency) if part):
            card.add(Text(about, "muted", card, selectable=True))
        card.body.addLayout(button_row(*self._states(person, on_call)))
        for phone in person.phones_by_age(self._roster.today):
            card.add(self._number(person, phone))
        if not person.phones:
            card.add(Text(tr("No number yet."), "muted", card))
        for line in self._facts(person, names, on_call):
            card.add(Text(line, "body", card, selectable=True))
        card.body.addStretch(1)
        card.body.addLayout(button_row(*self._buttons(person)))
        for line in self._history(person):
            card.add(Text(line, "small", card, selectable=True))
        return card

    def _states(self, person: Person, on_call: Sequence[OnCallEntry]) -> list[Chip]:
        chips = []
        now = self._roster.now
        if any(entry.duty.covers(now) for entry in on_call):
            chips.append(Chip(tr("On call now"), "info"))
        if person.standing is not Standing.ACTIVE:
            chips.append(Chip(person.standing.label, "plain"))
        if person.is_helper and self._roster.actor.may(Can.PLAN_SUPPORT) and person.id in self._roster.to_rotate():
            chips.append(Chip(tr("Please rotate"), "warn"))
        words = front_door_words(person)
        chips.append(Chip(words, "ok" if person.published_on else "plain"))
        return chips

    def _number(self, person: Person, phone: Phone) -> QWidget:
        found = phone.freshness(self._roster.today)
        row = QWidget(self)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        number = Text(phone.shown, "big", row, selectable=True)
        number.setAccessibleName(tr("{label}: {number}", label=phone.label, number=phone.shown))
        if found.needs_check:
            number.setProperty("tone", "muted")
        column.addWidget(number)
        label = tr("{label}, takes texts", label=phone.label) if phone.takes_texts else phone.label
        words = tr("{label}. {age}", label=label, age=found.sentence) if label else found.sentence
        column.addWidget(Text(words, "small", row))
        if found.needs_check and self._may_check(person):
            right = button(
                tr("Still right"),
                "check",
                "link",
                spoken=tr("Still right: {number}", number=phone.shown),
                tip=tr("You called or asked, and the number is right. Key: R"),
                press=lambda: self.still_right.emit(phone),
                parent=row,
            )
            column.addWidget(right, 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _right_by_key(self) -> None:
        """R: the first number here that waits for a check was found right."""
        person = self._person
        if person is not None and self._may_check(person):
            for phone in person.stale_phones(self._roster.today)[:1]:
                self.still_right.emit(phone)

    def _may_check(self, person: Person) -> bool:
        actor = self._roster.actor
        return actor.may(Can.EDIT_ROSTER) or person.account_id == actor.account_id

    def _facts(self, person: Person, names: Mapping[UUID, str], on_call: Sequence[OnCallEntry]) -> Iterator[str]:
        """What is known beyond the numbers, one line each."""
        if person.email:
            yield tr("E-mail: {email}", email=person.email)
        if person.hours:
            yield tr("Hours: {hours}", hours=person.hours)
        if person.called_for:
            yield tr("Call for: {reasons}", reasons=person.called_for)
        if person.languages:
            yield tr("Speaks {languages}", languages=", ".join(person.languages))
        if person.area:
            yield tr("Area: {area}", area=person.area)
        if person.travel_minutes is not None:
            yield tr_count("{count} minute away", "{count} minutes away", person.travel_minutes)
        if person.telehealth:
            yield tr("Works by video or telephone too")
        if person.reports_to and person.reports_to in names:
            yield tr("Reports to {name}", name=names[person.reports_to])
        yield from self._standing_facts(person)
        for entry in on_call[:2]:
            start, end = (moment_text(each, self._roster.zone) for each in (entry.duty.starts, entry.duty.ends))
            yield tr("{layer}: {start} to {end}", layer=entry.duty.layer.label, start=start, end=end)

    def _standing_facts(self, person: Person) -> Iterator[str]:
        """What helpers are named and trained for, and what they say of themselves."""
        if person.designated_on:
            yield tr("Named in writing as a helper on {day}", day=day_text(person.designated_on))
        if person.trained_until:
            ended = person.trained_until < self._roster.today
            day = day_text(person.trained_until)
            yield tr("Training ended on {day}", day=day) if ended else tr("Training valid until {day}", day=day)
        if person.consult:
            yield tr("May call {name} about a hard talk", name=person.consult)
        if person.attributes and person.attributes_on:
            words = ", ".join(person.attributes)
            yield tr("In their own words: {words} (agreed {day})", words=words, day=day_text(person.attributes_on))

    def _history(self, person: Person) -> Iterator[str]:
        """The last changes of the entry: what changed and who was signed in, not what it said."""
        if not self._may_check(person):
            return
        for change in self._roster.history(person.id, MOST_CHANGES):
            day = day_text(change.at.astimezone(self._roster.zone).date())
            what = ", ".join(field_words(name) for name in change.fields)
            if change.by:
                yield tr("{day}: {what}, by {name}", day=day, what=what, name=change.by)
            else:
                yield tr("{day}: {what}", day=day, what=what)

    def _buttons(self, person: Person) -> list[QWidget]:
        actor = self._roster.actor
        made: list[QWidget] = []
        if actor.may(Can.EDIT_ROSTER) or person.account_id == actor.account_id:
            made.append(button(tr("Edit"), "pencil", press=lambda: self.edit_wanted.emit(person), parent=self))
            made.append(
                button(tr("Agreement"), "handshake", press=lambda: self.consent_wanted.emit(person), parent=self)
            )
        if actor.may(Can.EDIT_ON_CALL) and (person.is_helper or person.phones):
            made.append(
                button(tr("Put on call"), "calendar-plus", press=lambda: self.duty_wanted.emit(person), parent=self)
            )
        if actor.may(Can.SEE_WHOLE_ROSTER) and person.is_helper:
            made.append(
                button(tr("Training"), "graduation-cap", press=lambda: self.training_wanted.emit(person), parent=self)
            )
        if actor.may(Can.EDIT_ROSTER) and is_vetted(person.roles):
            made.append(
                button(tr("Vetting"), "clipboard-list", press=lambda: self.vetting_wanted.emit(person), parent=self)
            )
        if person.published_on or person.shared_on:
            made.append(
                button(tr("Code for a phone"), "qr-code", press=lambda: self.code_wanted.emit(person), parent=self)
            )
        if actor.may(Can.EDIT_ROSTER):
            made.append(button(tr("Remove"), "trash-2", press=lambda: self.remove_wanted.emit(person), parent=self))
        return made


def front_door_words(person: Person) -> str:
    """Whether the person stands on the front door, and if not, what is missing."""
    if person.published_on is None:
        return tr("Not on the front door")
    if not any(phone.published for phone in person.phones):
        return tr("Agreed to the front door, but no number is ticked for it")
    return tr("On the front door since {day}", day=day_text(person.published_on))
