"""One copy: what it is, what it needs, who holds it, and who has read it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.fields import TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.contact_field_view import PersonChoice
from wellness_desktop.plans.copies.kinds import LONGEST_INITIALS, LONGEST_NAME, LOOSE_LEAF, CopyState
from wellness_desktop.plans.copies.values import Copy, NewCopy
from wellness_desktop.plans.copies.wording import holder_words, paper_name, reading_words, short_number, state_words
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans


class CopyCard(Card):
    """Shows one copy. What people want is told by signals, with the copy."""

    put_in_wanted = Signal(object)
    update_wanted = Signal(object)
    end_wanted = Signal(object, object)
    move_wanted = Signal(object, object)
    read_wanted = Signal(object, str, object)

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(tr("Copy"), "copy", parent=parent)
        self._plans = plans
        self._copy: Copy | None = None
        self._clean: dict[str, Any] = {}
        self._kept: dict[str, dict[str, Any]] = {}
        """What is typed and not saved, by copy."""
        self._build()

    def offer(self, holders: Sequence[tuple[UUID, str]]) -> None:
        """Whom of the roster it can be given to."""
        self.person.offer(holders)

    def show_copy(self, copy: Copy | None) -> None:
        """Shows this copy, with what was typed beside it and not saved."""
        self._keep_typed()
        self._copy = copy
        self.setEnabled(copy is not None)
        if copy is None:
            return
        self._show(copy)
        self.move_form.set_values(
            {"person": copy.person, "holder": "" if copy.person else copy.holder, "place": copy.place}
        )
        self.read_form.set_values({"initials": "", "day": None})
        self._clean = self._as_typed()
        typed = self._kept.get(str(copy.id))
        if typed:
            self.move_form.set_typed(typed["move"])
            self.read_form.set_typed(typed["read"])
        self._show_holder()

    def saved(self, form: Form) -> None:
        """What is typed in this form is saved."""
        name = "move" if form is self.move_form else "read"
        if form is self.read_form:
            form.set_values({"initials": "", "day": None})
        self._clean[name] = self._as_typed()[name]

    def begun(self) -> dict[str, Any] | None:
        """What is typed here and not saved, by copy."""
        self._keep_typed()
        return dict(self._kept) or None

    def go_on(self, kept: Mapping[str, Any]) -> None:
        """Shows what `begun` gave as soon as its copy is shown."""
        self._kept |= kept
        if self._copy is not None and (typed := self._kept.get(str(self._copy.id))):
            self.move_form.set_typed(typed["move"])
            self.read_form.set_typed(typed["read"])
            self._show_holder()

    def throw_away(self) -> None:
        """Forgets what is typed and not saved."""
        shown, self._copy = self._copy, None
        self._kept = {}
        self.show_copy(shown)

    def _keep_typed(self) -> None:
        if self._copy is None:
            return
        self._kept.pop(str(self._copy.id), None)
        if (typed := self._as_typed()) != self._clean:
            self._kept[str(self._copy.id)] = typed

    def focus_first(self) -> None:
        """To what this copy most likely needs."""
        first = next((one for one in (self.put_in_button, self.update_button) if not one.isHidden()), None)
        (first or self.person).setFocus(Qt.FocusReason.OtherFocusReason)

    def _as_typed(self) -> dict[str, Any]:
        return {"move": self.move_form.typed(), "read": self.read_form.typed()}

    # How it is built

    def _build(self) -> None:
        self._facts = Facts(parent=self, most=2)
        self._advice = Text("", "body", self)
        self.add(self._facts)
        self.add(self._advice)
        self.put_in_button = button(
            tr("The new pages are in"), "check", "primary", press=lambda: self._tell(self.put_in_wanted), parent=self
        )
        self.update_button = button(
            tr("Print its replaced pages"), "printer", press=lambda: self._tell(self.update_wanted), parent=self
        )
        self.body.addLayout(button_row(self.put_in_button, self.update_button))
        self.lost_button = self._ending(tr("Lost"), "circle-question-mark", CopyState.LOST)
        self.back_button = self._ending(tr("Taken back"), "undo", CopyState.RECALLED)
        self.destroyed_button = self._ending(tr("Destroyed"), "trash-2", CopyState.DESTROYED)
        self.found_button = self._ending(tr("In use again"), "rotate-ccw", CopyState.IN_USE)
        self.body.addLayout(button_row(self.lost_button, self.back_button, self.destroyed_button, self.found_button))
        self.add(self._move_form())
        self.add(self._read_form())

    def _ending(self, words: str, icon: str, state: CopyState) -> QWidget:
        return button(words, icon, press=lambda: self._end(state), parent=self)

    def _move_form(self) -> Form:
        form = self.move_form = Form(self, columns=2)
        form.add_heading(tr("Who has it, and where"))
        self.person = PersonChoice(parent=form, empty=tr("Nobody of the roster"))
        form.add(tr("Holder"), self.person, name="person")
        form.add(tr("Holder in words"), TextField(most=LONGEST_NAME), name="holder")
        form.add(tr("Place"), TextField(most=LONGEST_NAME), name="place")
        self.move_button = button(tr("Save"), "check", press=self._move, parent=form)
        form.add_buttons(self.move_button)
        self.person.edited.connect(self._show_holder)
        return form

    def _read_form(self) -> Form:
        form = self.read_form = Form(self, columns=2)
        form.add_heading(tr("Who has read it"), tr("Initials and the day from the sheet in the binder (F-20)."))
        form.add(tr("Initials"), TextField(most=LONGEST_INITIALS), name="initials", required=tr("Type the initials."))
        form.add(
            tr("Read on"), DateField(self._plans.clock, self._plans.zone, form), tr("Empty means today."), name="day"
        )
        self.read_button = button(tr("Note it"), "check", press=self._read, parent=form)
        form.add_buttons(self.read_button)
        form.field("initials").returnPressed.connect(self._read)
        return form

    # What it shows

    def _show(self, copy: Copy) -> None:
        self.set_title(tr("Copy {number}", number=short_number(copy)))
        self._facts.show_facts(
            [
                (tr("What"), paper_name(copy.key)),
                (tr("State"), state_words(copy)[0]),
                (tr("Holder"), holder_words(copy)),
                (tr("Place"), copy.place or tr("not noted")),
                (tr("Handed out"), day_text(copy.made_on)),
                (tr("Since"), day_text(copy.ended_on) if copy.ended_on else ""),
                (tr("Read by"), reading_words(copy)),
            ]
        )
        self._advice.setText(_advice(copy))
        self._advice.setVisible(bool(self._advice.text()))
        used, loose = copy.state is CopyState.IN_USE, copy.key.kind in LOOSE_LEAF
        self.put_in_button.setVisible(used and copy.coming_on is not None)
        self.update_button.setVisible(used and copy.stale and loose)
        for each in (self.lost_button, self.back_button, self.destroyed_button):
            each.setVisible(used)
        self.found_button.setVisible(not used)
        self.move_form.setVisible(used)
        self.read_form.setVisible(used)

    def _show_holder(self) -> None:
        self.move_form.show_field("holder", self.person.value() is None)

    # What people want

    def _tell(self, signal: Any) -> None:
        if self._copy is not None:
            signal.emit(self._copy)

    def _end(self, state: CopyState) -> None:
        if self._copy is not None:
            self.end_wanted.emit(self._copy, state)

    def _move(self) -> None:
        values = self.move_form.values()
        if self._copy is not None and self.move_form.confirm():
            self.move_wanted.emit(self._copy, NewCopy(values["holder"], values["place"], values["person"]))

    def _read(self) -> None:
        values = self.read_form.values()
        if self._copy is not None and self.read_form.confirm():
            self.read_wanted.emit(self._copy, values["initials"], values["day"])


def _advice(copy: Copy) -> str:
    """What to do about it now."""
    if copy.state is not CopyState.IN_USE:
        return ""
    if copy.gone:
        return tr("Whoever had it has left. Take it back, then say here what became of it.")
    if copy.coming_on is not None:
        return tr("New pages were printed on {day}. Say so when they are in the binder.", day=day_text(copy.coming_on))
    if copy.stale and copy.key.kind in LOOSE_LEAF:
        return tr("Something printed in it has changed, or the day on its foot has passed.")
    if copy.stale:
        return tr("Something printed on it has changed. Give out a new copy, and take this one back.")
    return ""
