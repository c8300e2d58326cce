"""The form of one person. It saves on its own; nothing that was typed is lost."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChecksField, ChoiceField, NumberField, TextField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.roster.entry_check import (
    LONGEST,
    LONGEST_ATTRIBUTE,
    LONGEST_TRIP,
    MOST_ATTRIBUTES,
    clean_list,
    mistakes,
)
from wellness_desktop.roster.entry_fields_view import PersonField, PhonesField
from wellness_desktop.roster.kinds import HELPERS, PersonRole, Standing
from wellness_desktop.roster.people import Person, PersonDetails
from wellness_desktop.roster.unfinished import Unfinished, unfinished

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster

HELPER_FIELDS = (
    "called_for",
    "telehealth",
    "is_clinician",
    "designated_on",
    "designated_by",
    "designation_document",
    "trained_by",
    "trained_until",
    "agreement_on",
    "consult",
)
"""Asked only of peers, chaplains and clinicians."""


class PersonForm(QWidget):
    """Edits one entry. `saving` carries what is to be saved, only while every field is right."""

    saving = Signal(object)
    closed = Signal()

    def __init__(
        self,
        roster: "Roster",
        patterns: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._roster, self._patterns = roster, patterns
        self._start: PersonDetails = PersonDetails(name="")
        self._build()
        self._saved = self.form.typed()

    def edit(self, person: PersonDetails, people: Sequence[Person]) -> None:
        """Shows an entry to change: a saved Person, or new details to be added."""
        self._start = person
        own_id = person.id if isinstance(person, Person) else None
        others = [(each.id, told_apart(each)) for each in people if each.id != own_id]
        self.form.field("reports_to").offer(others)
        self.form.field("agency").suggest(sorted({each.agency for each in people if each.agency}))
        self.form.field("shift_pattern").offer(self._patterns_with(person.shift_pattern))
        self.form.set_values(_values(person))
        mine = person.account_id == self._roster.actor.account_id
        self.form.field("mine").set_value(mine)
        self.form.show_field("mine", mine or person.account_id is None)
        self._show_helper_fields()
        self._saved = self.form.typed()
        self.focus_first()

    def focus_first(self) -> None:
        """Puts the cursor where typing begins."""
        self.form.field("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def draft(self) -> Unfinished | None:
        """What is typed and not saved; None when there is nothing."""
        typed = self.form.typed()
        if typed == self._saved or (self.details() == self._start and self.form.is_right()):
            return None
        return unfinished(self._start, typed)

    def go_on(self, one: Unfinished, people: Sequence[Person]) -> None:
        """Shows an entry that was begun before, as it was left."""
        self.edit(one.entry(people), people)
        self.form.set_typed(one.fields)
        self._show_helper_fields()

    def details(self) -> PersonDetails:
        """The entry as it stands in the fields; what the form does not ask is kept."""
        values = self.form.values()
        mine = values.pop("mine")
        values["roles"] = frozenset(values["roles"])
        values["languages"] = clean_list(values["languages"].split(","))
        values["attributes"] = clean_list(values["attributes"].split(","))
        values["shift_pattern"] = values["shift_pattern"] or ""
        account = self._roster.actor.account_id
        if mine:
            values["account_id"] = account
        elif self._start.account_id == account:
            values["account_id"] = None
        return replace(self._start, **values)

    def saved(self, person: Person) -> None:
        """Goes on from what was saved, without touching what is being typed."""
        self._start = person
        self.form.field("phones").adopt(person.phones)
        self._saved = self.form.typed()

    def finish(self) -> bool:
        """Saves what waits and closes; stays, and says why, while something is wrong."""
        if not isinstance(self._start, Person) and self.draft() is None:
            self.closed.emit()
            return True
        if not self.form.confirm():
            return False
        self.form.flush()
        self._save()
        if self.draft() is not None:  # it could not be saved; the banner says why
            return False
        self.closed.emit()
        return True

    def flush(self) -> None:
        """Saves what waits for a pause in typing (page left, lock)."""
        self.form.flush()

    def _build(self) -> None:
        self.done_button = button(
            tr("Done"), "check", "primary", shortcut="Ctrl+Return", press=self.finish, parent=self
        )
        card = Card(parent=self)
        self.form = Form(card, columns=2)
        card.add(self.form)
        self._who()
        self._reach()
        self._work()
        self._support()
        self._front_door()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(card)
        column.addLayout(button_row(self.done_button))
        column.addStretch(1)
        self.form.changed.connect(self._save)
        self.form.field("roles").edited.connect(self._show_helper_fields)

    def _add(self, label: str, field: QWidget, name: str, hint: str = "", **more: Any) -> None:
        self.form.add(label, field, hint, name=name, check=lambda _value: self._wrong(name), **more)

    def _wrong(self, name: str) -> str:
        """What the service would say about this field."""
        return mistakes(self.details()).get(name, "")

    def _text(self, name: str) -> TextField:
        return TextField(most=LONGEST[name])

    def _who(self) -> None:
        self.form.add_heading(tr("Who"))
        self._add(tr("&Name"), self._text("name"), "name", required=tr("A person needs a name."))
        self._add(tr("&Call name"), self._text("call_name"), "call_name", tr("What colleagues say, or a call sign."))
        self._add(tr("&Agency"), self._text("agency"), "agency", tr("Leave it empty for your own agency."))
        self._add(tr("Own agency"), TickField(tr("Works here")), "own_agency")
        roles = [(role, role.label) for role in PersonRole]
        self._add(tr("&Roles"), ChecksField(roles, columns=4), "roles", wide=True)
        standings = [(standing, standing.label) for standing in Standing]
        self._add(tr("S&tanding"), ChoiceField(standings), "standing", tr("Why somebody takes a break is not kept."))
        self._add(
            tr("Sign-in"),
            TickField(tr("This is my own entry")),
            "mine",
            tr("Then the person signed in now can keep it up to date."),
        )

    def _reach(self) -> None:
        self.form.add_heading(tr("How to reach them"), tr("The number to try first stands first."))
        phones = PhonesField(self._roster.today)
        self.form.add(tr("&Phone numbers"), phones, name="phones", wide=True)
        self._add(tr("&E-mail"), self._text("email"), "email")
        self._add(tr("&Hours"), self._text("hours"), "hours", tr("When they can be called, in your words."))
        self._add(tr("&Languages"), TextField(most=200), "languages", tr("With commas between them."))
        self._add(tr("Area covered"), self._text("area"), "area")
        self._add(tr("Travel time in minutes"), NumberField(0, LONGEST_TRIP), "travel_minutes")

    def _work(self) -> None:
        self.form.add_heading(
            tr("At work"), tr("Scheduling needs shifts; the conflict check needs to know who reports to whom.")
        )
        self._add(tr("Reports &to"), PersonField(), "reports_to")
        self._add(
            tr("&Shift pattern"),
            ChoiceField(self._patterns, empty=tr("None")),
            "shift_pattern",
            tr("Counts until this person is on a team under Who works when."),
        )
        self._add(tr("Shift team"), self._text("shift_team"), "shift_team")
        self._add(
            tr("Cycle started on"),
            DateField(self._roster.clock, self._roster.zone),
            "cycle_start",
            tr("A date on which the pattern's first team began its cycle."),
        )

    def _support(self) -> None:
        self.form.add_heading(
            tr("For helpers"),
            tr("Some states' law looks at who was named and trained, and when. Dates here print on the team roster."),
            over=HELPER_FIELDS,
        )
        zone = self._roster.zone
        self._add(tr("Will be called for"), self._text("called_for"), "called_for", wide=True)
        self._add(tr("Licensed"), TickField(tr("Licensed clinician")), "is_clinician")
        self._add(tr("By video"), TickField(tr("Works by video or telephone too")), "telehealth")
        self._add(tr("Named in writing on"), DateField(self._roster.clock, zone), "designated_on")
        self._add(tr("Named by"), self._text("designated_by"), "designated_by")
        self._add(
            tr("Order or letter"),
            self._text("designation_document"),
            "designation_document",
            tr("Its number or title."),
        )
        self._add(tr("Trained by"), self._text("trained_by"), "trained_by")
        self._add(tr("Training valid until"), DateField(self._roster.clock, zone), "trained_until")
        self._add(tr("Confidentiality agreement signed"), DateField(self._roster.clock, zone), "agreement_on")
        self._add(tr("May consult"), self._text("consult"), "consult", tr("The clinician to call about a hard talk."))

    def _front_door(self) -> None:
        self.form.add_heading(
            tr("Front door"),
            tr("Shown without a sign-in only when the person agreed, and only the numbers ticked above."),
        )
        self._add(
            tr("Agreed on"),
            DateField(self._roster.clock, self._roster.zone),
            "published_on",
            tr("Empty: not shown. Emptying it takes the entry off the front door at once."),
        )
        self._add(
            tr("Agreed to be handed on"),
            DateField(self._roster.clock, self._roster.zone),
            "shared_on",
            tr("To other agencies, in an export, with the numbers ticked above. Empty: never in an export."),
        )

        self._own_words()

    def _own_words(self) -> None:
        self.form.add_heading(
            tr("In the person's own words"),
            tr("To be found by someone who looks for that. Only what the person said, and only with their consent."),
        )
        self._add(
            tr("Says of themselves"),
            TextField(most=MOST_ATTRIBUTES * (LONGEST_ATTRIBUTE + 2)),
            "attributes",
            tr("With commas between: veteran, through a shooting, woman, single parent."),
            wide=True,
        )
        self._add(
            tr("Agreed to these words on"),
            DateField(self._roster.clock, self._roster.zone),
            "attributes_on",
            tr("Empty the words, and the day goes too."),
        )

    def _patterns_with(self, pattern: str) -> list[tuple[str, str]]:
        """The patterns to choose from, and one that came from elsewhere, so that it is not lost."""
        known = list(self._patterns)
        if pattern and pattern not in dict(known):
            known.append((pattern, pattern))
        return known

    def _show_helper_fields(self) -> None:
        helper = not HELPERS.isdisjoint(self.form.field("roles").value())
        for name in HELPER_FIELDS:
            self.form.show_field(name, helper)

    def _save(self) -> None:
        details = self.details()
        if details != self._start and not mistakes(details):
            self.saving.emit(details)


def told_apart(person: Person) -> str:
    """A name with what tells two of the same name apart."""
    more = person.agency or person.role_words
    return tr("{name} ({more})", name=person.name, more=more) if more else person.name


def person_id_of(details: PersonDetails) -> UUID | None:
    """The id of a saved entry; None for one that is new."""
    return details.id if isinstance(details, Person) else None


def _values(person: PersonDetails) -> dict[str, Any]:
    """What the fields show."""
    names = (name for name in PersonDetails.__dataclass_fields__ if name != "account_id")
    values = {name: getattr(person, name) for name in names}
    values["roles"] = person.ordered_roles
    values["languages"] = ", ".join(person.languages)
    values["attributes"] = ", ".join(person.attributes)
    values["shift_pattern"] = person.shift_pattern or None
    return values
