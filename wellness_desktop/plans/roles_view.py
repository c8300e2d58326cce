"""Who does what: the role table, and pickers for the three seats of the chosen role."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.contact_field_view import PersonChoice
from wellness_desktop.plans.entry_desk import RoleSeats
from wellness_desktop.plans.people import Place, Seat
from wellness_desktop.plans.templates import CORE

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans


class RolesView(QWidget):
    """The table at the left; the chosen role with its seats at the right. Each choice is saved at once."""

    def __init__(self, plans: "Plans", banner: Banner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans, self._banner = plans, banner
        self._plan = CORE
        self._may_edit = plans.actor.may(Can.EDIT_PLANS)
        self._build()

    def start(self, plan: str = CORE, role: str = "", place: Place | None = None) -> None:
        """Shows the roles of a plan, or of all; opens a seat when one is named."""
        self._plan = plan
        if self._may_edit:
            choices = [(holder.id, holder.with_agency) for holder in self._plans.people()]
            for picker in self.pickers.values():
                picker.offer(choices)
        self.refresh()
        self.table.choose(lambda one: one.role.id == role if role else True)
        self._show(self.table.current())
        if place is not None:
            self._open(self.table.current())
            self.pickers[place].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Shows who sits where now."""
        self.table.set_rows(self._plans.core(self._plan).roles, same=lambda one, other: one.role.id == other.role.id)

    def _build(self) -> None:
        self.table = Table[RoleSeats](
            [
                Column(tr("Role"), lambda one: tr("{code}  {title}", code=one.role.id, title=one.role.title), width=0),
                *(_seat_column(place) for place in Place),
            ],
            tr("Roles"),
            self,
            lines=8,
            filter_hint=tr("Find a role or a person"),
        )
        self.card = Card(tr("Role"), "user-round", parent=self)
        self._duty = Text("", "body", self.card)
        self._never = Text("", "muted", self.card)
        self.card.add(self._duty)
        self.card.add(self._never)
        self.form = Form(self.card)
        self.pickers = {place: PersonChoice(parent=self, empty=tr("Nobody yet")) for place in Place}
        hints = {
            Place.PRIMARY: tr("Who does it tonight."),
            Place.ALTERNATE: tr("If the first was part of it, or does not answer."),
            Place.OUTSIDE: tr("Someone from another agency, for the night when all of us are part of it."),
        }
        for place, picker in self.pickers.items():
            self.form.add(place.label, picker, hints[place], name=place.value)
            picker.edited.connect(lambda place=place: self._choose(place))
        self.form.setVisible(self._may_edit)
        self.card.add(self.form)
        side = QWidget(self)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.card)
        right.addStretch(1)
        self._beside = Beside(self.table, side, self, back=tr("Back to the roles"), share=32)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._beside, 1)
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self._open)

    def _show(self, one: RoleSeats | None) -> None:
        if one is None:
            return
        role = one.role
        self.card.set_title(tr("{code}  {title}", code=role.id, title=role.title))
        self._duty.setText(" ".join(part for part in (role.duty, role.suits) if part))
        self._never.setText(self._never_words(one))
        self._never.setVisible(bool(self._never.text()))
        self.form.set_values({place.value: _person(one.seats.at(place)) for place in Place})
        for place in Place:
            gone = one.seats.at(place).gone
            self.form.set_error(place.value, tr("This person left the roster. Choose again.") if gone else "")

    def _never_words(self, one: RoleSeats) -> str:
        titles = {row.role.id: row.role.title for row in self._plans.core(self._plan).roles}
        barred = [titles[role] for role in one.role.not_also if role in titles]
        barred += [one.role.not_if] if one.role.not_if else []
        return tr("Must not also be: {roles}.", roles="; ".join(barred)) if barred else ""

    def _open(self, one: RoleSeats | None) -> None:
        if one is None:
            return
        self._beside.show_detail()
        if self._may_edit:
            self.pickers[Place.PRIMARY].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, place: Place) -> None:
        """Saves the choice; one that the rules refuse is put back with the reason beside it."""
        one = self.table.current()
        wanted = self.pickers[place].value()
        if one is None or wanted == _person(one.seats.at(place)):
            return
        try:
            done = self._plans.assign_role(one.role.id, place, wanted, plan=self._plan)
        except Problem as problem:
            self.pickers[place].set_value(_person(one.seats.at(place)))
            self.form.set_error(place.value, f"{problem.title} {problem.advice}".strip())
            self._banner.problem(problem)
            return
        self.form.set_error(place.value, "")
        self.refresh()
        self._banner.say(tr("Saved: {role}, {place}.", role=one.role.title, place=place.label), self._undo(done.undo))

    def _undo(self, take_back: Callable[[], None]) -> Callable[[], None]:
        def undo() -> None:
            take_back()
            self.refresh()
            self._show(self.table.current())

        return undo


def _seat_column(place: Place) -> Column[RoleSeats]:
    return Column(
        place.label,
        lambda one: _seat_words(one.seats.at(place)),
        spoken=lambda one: _seat_words(one.seats.at(place)) or tr("nobody yet"),
        width=16,
        optional=place is Place.OUTSIDE,
    )


def _seat_words(seat: Seat) -> str:
    if seat.holder is not None:
        return seat.holder.name
    return tr("left the roster") if seat.gone else ""


def _person(seat: Seat) -> UUID | None:
    return seat.holder.id if seat.holder is not None else None
