"""One partner, typed or changed. Whoever is on the roster keeps name and numbers there."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChecksField, NotesField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.community.partners import Partner, PartnerDetails, PartnerKind
from wellness_desktop.plans.contact_field_view import PersonChoice
from wellness_desktop.plans.people import Holder

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans

NUMBERS = 2
WORDS = (
    *("group", "speaks_for", "languages", "hours", "backup", "knows_what", "knows_whom", "trusted_by"),
    *("agreement", "promised", "given"),
)


class PartnerView(QWidget):
    """A form. Nothing is saved before Save is pressed; what is typed is kept as a draft."""

    save_wanted = Signal(object, object)
    """The partner as it was (None for a new one), and its details."""
    remove_wanted = Signal(object)

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans = plans
        self._partner: Partner | None = None
        self._people: dict[UUID, Holder] = {}
        self._began: Any = None
        self._build()

    def start(self, partner: Partner | None, people: Sequence[Holder]) -> None:
        """Opens a partner, or an empty form."""
        self._partner = partner
        self._people = {one.id: one for one in people}
        self.person.offer([(one.id, one.with_agency) for one in people])
        self.form.set_values(_values(partner.line.details if partner is not None else PartnerDetails()))
        self.remove_button.setVisible(partner is not None)
        self._show_parts()
        self._began = self.form.typed()
        self.form.focus_first()

    def begun(self) -> dict[str, Any] | None:
        """What is typed and not saved."""
        typed = self.form.typed()
        if self._began is None or typed == self._began:
            return None
        return {
            "partner": str(self._partner.id) if self._partner is not None else "",
            "seen": self._partner.version if self._partner is not None else 0,
            "typed": typed,
        }

    def go_on(self, kept: Mapping[str, Any]) -> None:
        """Shows what `begun` gave."""
        self.form.set_typed(kept.get("typed", {}))
        self._show_parts()

    def saved(self) -> None:
        """What is typed is saved: there is nothing to keep any more."""
        self._began = self.form.typed()

    def throw_away(self) -> None:
        """Shows the partner as saved."""
        self.start(self._partner, tuple(self._people.values()))

    def _build(self) -> None:
        card = Card(tr("Partner"), "handshake", parent=self)
        self.form = form = Form(card, columns=2)
        self.person = PersonChoice(parent=self, empty=tr("Not on the roster: type below"))
        form.add(tr("From the &roster"), self.person, name="person", wide=True)
        form.add(tr("&Name"), TextField(most=120), name="name")
        form.add(tr("First number"), TextField(most=60), name="first")
        form.add(tr("Second number"), TextField(most=60), name="second")
        form.add(tr("&Group"), TextField(most=120), tr("Church, school, company."), name="group")
        self._numbers = Text("", "body", self, selectable=True)
        kinds = ChecksField([(kind, kind.label) for kind in PartnerKind], columns=4)
        form.add(tr("&Kind"), kinds, name="kinds", wide=True)
        form.add(tr("&Speaks for"), TextField(most=200), tr("Which people listen to them."), name="speaks_for")
        form.add(tr("&Languages"), TextField(most=120), name="languages")
        form.add(tr("&Hours"), TextField(most=120), tr("When to call, and when not."), name="hours")
        form.add(tr("&If they do not answer"), TextField(most=200), tr("Name and number."), name="backup")
        form.add(tr("What they know about"), TextField(most=200), name="knows_what")
        form.add(tr("Whom they know here"), TextField(most=200), name="knows_whom")
        form.add(tr("Trusted by"), TextField(most=200), name="trusted_by")
        form.add(
            tr("&Agreed to be called on"),
            DateField(self._plans.clock, self._plans.zone),
            tr("Ask them first. T is today."),
            name="agreed_on",
        )
        form.add(
            tr("Agreement"), TextField(most=200), tr("What is agreed in writing, and where it lies."), name="agreement"
        )
        form.add(
            tr("Agreement ends"),
            DateField(self._plans.clock, self._plans.zone),
            tr("You are told 60 days before."),
            name="agreement_ends",
        )
        form.add(tr("What we &promised"), NotesField(lines=2), name="promised", wide=True)
        form.add(tr("What we gave"), NotesField(lines=2), name="given", wide=True)
        card.add(self._numbers)
        card.add(form)
        self.save_button = button(tr("Save"), "check", "primary", shortcut="Ctrl+Return", press=self._save, parent=card)
        self.remove_button = button(tr("Take out of the register"), "archive", press=self._remove, parent=card)
        card.body.addLayout(button_row(self.save_button, self.remove_button))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self.person.edited.connect(self._show_parts)

    def _show_parts(self) -> None:
        """Name and numbers are typed only for somebody who is not on the roster."""
        holder = self._people.get(self.person.value())
        for name in ("name", "first", "second"):
            self.form.show_field(name, holder is None)
        self._numbers.setVisible(holder is not None)
        if holder is not None:
            numbers = " · ".join(holder.numbers) or tr("no number on the roster yet")
            self._numbers.setText(tr("{name}: {numbers}", name=holder.name, numbers=numbers))

    def _save(self) -> None:
        if self.form.confirm():
            self.save_wanted.emit(self._partner, _details(self.form.values()))

    def _remove(self) -> None:
        if self._partner is not None:
            self.remove_wanted.emit(self._partner)


def _values(said: PartnerDetails) -> dict[str, Any]:
    first, second = (*said.numbers, "", "")[:NUMBERS]
    return {
        "person": said.person,
        "name": said.name,
        "first": first,
        "second": second,
        "kinds": said.kinds,
        "agreed_on": said.agreed_on,
        "agreement_ends": said.agreement_ends,
    } | {word: getattr(said, word) for word in WORDS}


def _details(values: Mapping[str, Any]) -> PartnerDetails:
    return PartnerDetails(
        name=values["name"],
        person=values["person"],
        numbers=tuple(one for one in (values["first"], values["second"]) if one),
        kinds=tuple(values["kinds"]),
        agreed_on=values["agreed_on"],
        agreement_ends=values["agreement_ends"],
        **{word: values[word] for word in WORDS},
    )
