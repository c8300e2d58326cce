"""What one person agreed to: noted with its day and the numbers, taken back with one button, and the paper to shred."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChecksField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.consent_desk import Agreement, Withdrawn
from wellness_desktop.roster.papers_view import PapersView
from wellness_desktop.roster.people import Done, Person
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster


class ConsentView(QWidget):
    """Two agreements side by side, and below them the paper that shows the person."""

    def __init__(self, roster: "Roster", banner: Banner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster, self._banner = roster, banner
        self._person: Person | None = None
        self._names: Mapping[UUID, str] = {}
        self.cards = {agreement: _AgreementCard(self, agreement) for agreement in Agreement}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Reflow(list(self.cards.values()), self, most=2, column_chars=48, even=True))
        paper = Card(tr("Paper that still shows them"), "file-text", parent=self)
        self.papers = PapersView(roster, banner, paper, lines=3)
        paper.add(self.papers)
        column.addWidget(paper, 1)

    @property
    def roster(self) -> "Roster":
        """The service."""
        return self._roster

    @property
    def person(self) -> Person | None:
        """Whose agreements are shown."""
        return self._person

    def start(self, person: Person, names: Mapping[UUID, str]) -> None:
        """Shows what this person agreed to. `names` gives words to the ids on paper."""
        self._names = names
        self._show(self._roster.person(person.id))
        next(iter(self.cards.values())).focus_first()

    def agree(self, agreement: Agreement) -> None:
        """Notes what stands on the agreement's card."""
        person, form = self._person, self.cards[agreement].form
        if person is None or not form.confirm():
            return
        values = form.values()
        try:
            done = self._roster.note_agreement(person, agreement, values["on"], values["numbers"])
        except Problem as problem:
            self._banner.problem(problem)
            return
        self._show(done.value)
        self._banner.say(tr("Noted: {name} agreed.", name=person.name), lambda: self._take_back(done))
        self.cards[agreement].focus_first()

    def withdraw(self, agreement: Agreement) -> None:
        """Takes the agreement back at once, and says how much paper still shows the person."""
        person = self._person
        if person is None:
            return
        try:
            done = self._roster.withdraw(person, agreement)
        except Problem as problem:
            self._banner.problem(problem)
            return
        self._show(done.value.person)
        self._banner.say(
            tr("{name} is off. Nothing shows them any more on this PC.", name=person.name)
            if agreement is Agreement.FRONT_DOOR
            else tr("{name} is in no export from now on.", name=person.name),
            lambda: self._take_back(done),
            detail=_paper_words(done.value),
        )
        if done.value.papers:
            self.papers.focus_first()
        else:
            self.cards[agreement].focus_first()

    def _show(self, person: Person) -> None:
        self._person = person
        for card in self.cards.values():
            card.show_person(person)
        self.papers.start(self._names, person.id)

    def _take_back(self, done: Done[Person] | Done[Withdrawn]) -> None:
        done.undo()
        if self._person is not None:
            self._show(self._roster.person(self._person.id))


class _AgreementCard(Card):
    """One agreement: its state, the day and the numbers, and what can be done."""

    def __init__(self, view: ConsentView, agreement: Agreement) -> None:
        icon = "house" if agreement is Agreement.FRONT_DOOR else "share-2"
        super().__init__(agreement.label, icon, parent=view)
        self._agreement, self._view = agreement, view
        self._state = Text("", "strong", self)
        self.add(self._state)
        self._meaning = Text(_what_it_means(agreement), "muted", self)
        self.add(self._meaning)
        self.form = Form(self)
        self.add(self.form)
        self._no_number = Text(tr("There is no number yet. Add one to the entry first."), "muted", self)
        self.add(self._no_number)
        self.agree_button = button(tr("They agreed"), "check", press=lambda: view.agree(agreement), parent=self)
        self.withdraw_button = button(
            tr("They took it back"), "x", "danger", press=lambda: view.withdraw(agreement), parent=self
        )
        self.body.addStretch(1)
        self.body.addLayout(button_row(self.agree_button, self.withdraw_button))

    def show_person(self, person: Person) -> None:
        """Shows what the person agreed to of this."""
        given = self._agreement.given_on(person)
        self._offer_numbers(person)
        ticked = [phone.id for phone in person.phones if phone.published]
        self.form.set_values({"on": given or self._view.roster.today, "numbers": ticked})
        self._state.setText(self._words(person))
        self._no_number.setVisible(not person.phones)
        self.form.setVisible(bool(person.phones))
        self.agree_button.setVisible(bool(person.phones))
        self.agree_button.setText(tr("Save day and numbers") if given else tr("They agreed"))
        self.withdraw_button.setVisible(given is not None)

    def focus_first(self) -> None:
        """To what is done next."""
        wanted = self.withdraw_button if self.withdraw_button.isVisibleTo(self) else self.agree_button
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_numbers(self, person: Person) -> None:
        """The person's own numbers to tick; made anew, since every person has others."""
        choices = [
            (phone.id, tr("{number} ({label})", number=phone.shown, label=phone.label) if phone.label else phone.shown)
            for phone in person.phones
        ]
        self.body.removeWidget(self.form)
        self.form.hide()
        self.form.deleteLater()
        self.form = Form(self)
        self.form.add(
            tr("Agreed on"),
            DateField(self._view.roster.clock, self._view.roster.zone),
            tr("The day on which they said yes, in person or in writing."),
            name="on",
            required=tr("Type the day, or T for today."),
        )
        self.form.add(
            tr("With these numbers"),
            ChecksField(choices, columns=1),
            tr("The same numbers count for both agreements."),
            name="numbers",
        )
        self.body.insertWidget(self.body.indexOf(self._meaning) + 1, self.form)

    def _words(self, person: Person) -> str:
        given = self._agreement.given_on(person)
        if given is None:
            return tr("Not agreed: shown nowhere.") if self._agreement is Agreement.FRONT_DOOR else tr("Not agreed.")
        noted = person.published_noted_by if self._agreement is Agreement.FRONT_DOOR else ""
        if noted:
            return tr("Agreed on {day}, noted by {name}.", day=day_text(given), name=noted)
        return tr("Agreed on {day}.", day=day_text(given))


def _what_it_means(agreement: Agreement) -> str:
    """What they say yes to; read to them before they do."""
    if agreement is Agreement.FRONT_DOOR:
        return tr(
            "Shows name, agency, role, hours, languages, what to call for, how far away they are, the numbers ticked, "
            "and which others on the list are above them."
        )
    return tr(
        "Hands on name, agency, role, hours, languages, area, what to call for and the numbers ticked; with vetting "
        "answers where the other agency uses this program."
    )


def _paper_words(found: Withdrawn) -> str:
    count = len(found.papers)
    if not count:
        return tr("No print of the roster that is still out shows them.")
    return tr_count(
        "{count} print still shows them: it stands below. Take it down and shred it.",
        "{count} prints still show them: they stand below. Take them down and shred them.",
        count,
    )
