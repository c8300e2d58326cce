"""Give out numbered copies: of which paper, and for each copy who gets it and where it will be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import NumberField, TextField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.contact_field_view import PersonChoice
from wellness_desktop.plans.copies.kinds import ALL, ALL_PLANS, BINDER, CALL_TREE, LONGEST_NAME, MOST_AT_ONCE
from wellness_desktop.plans.copies.values import NewCopy, PaperKey
from wellness_desktop.plans.copies.wording import paper_name

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans


@dataclass(frozen=True, slots=True)
class _Line:
    """One copy that is wanted."""

    id: int
    copy: NewCopy
    holder: str


class GiveOutView(QWidget):
    """Collects who gets a copy. Nothing is entered before it is printed."""

    print_wanted = Signal(str, str, bool, object)
    """Kind, plan, large print, and the copies."""

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans = plans
        self._lines: list[_Line] = []
        self._names: dict[UUID, str] = {}
        self._made = 0
        self._build()

    def start(self, plan: str = "") -> None:
        """Opens for the binder of a plan, or of all; what was begun stays."""
        titles = self._plans.titles()
        kinds = [(BINDER, one) for one in titles] + [(CALL_TREE, one) for one in titles]
        papers = [((ALL_PLANS, ALL), paper_name(PaperKey(ALL_PLANS, ALL)))]
        papers += [((kind, one), paper_name(PaperKey(kind, one))) for kind, one in kinds]
        self.paper.offer(papers)
        holders = self._plans.copies.holders()
        self._names = dict(holders)
        self.person.offer(holders)
        if not self.begun():
            self.paper.set_value((BINDER, plan) if plan in titles else (ALL_PLANS, ALL))
        self._show()
        self.form.focus_first()

    def begun(self) -> dict[str, Any] | None:
        """What is entered here and not printed."""
        fields = self.form.typed()
        if not self._lines and not any((self.person.value(), fields["holder"], fields["place"])):
            return None
        return {
            "paper": list(self.paper.value() or ()),
            "large": bool(self.large.value()),
            "fields": fields,
            "lines": [
                {"person": str(one.copy.person or ""), "holder": one.copy.holder, "place": one.copy.place}
                for one in self._lines
            ],
        }

    def go_on(self, kept: Mapping[str, Any]) -> None:
        """Shows what `begun` gave."""
        self.throw_away()
        self.start()
        self.paper.set_value(tuple(kept["paper"]))
        self.large.set_value(bool(kept["large"]))
        for one in kept["lines"]:
            person = UUID(one["person"]) if one["person"] else None
            self._take(NewCopy(str(one["holder"]), str(one["place"]), person))
        self.form.set_typed(kept["fields"])
        self._show()

    def throw_away(self) -> None:
        """Empties the list and the fields: the copies were printed, or are not wanted."""
        self._lines.clear()
        self.large.set_value(False)
        self._empty_fields()
        self._show()

    # How it is built

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Reflow([self._form_card(), self._list_card()], self, most=2, column_chars=56))
        column.addStretch(1)

    def _form_card(self) -> Card:
        card = Card(tr("Who gets a copy"), "copy", parent=self)
        first = Form(card)
        self.paper = ChoiceField(parent=first)
        first.add(tr("Paper"), self.paper, name="paper")
        self.large = TickField(tr("Large print"), first)
        first.add("", self.large, name="large")
        card.add(first)
        self.form = Form(card)
        self.person = PersonChoice(parent=self.form, empty=tr("Nobody of the roster"))
        self.form.add(tr("Holder"), self.person, tr("When this person leaves, the copy is asked back."), name="person")
        self.form.add(tr("Holder in words"), TextField(most=LONGEST_NAME), name="holder")
        self.form.add(
            tr("Place"), TextField(most=LONGEST_NAME), tr("Where it lies: station desk, car 1."), name="place"
        )
        self.form.add(tr("How many"), NumberField(1, MOST_AT_ONCE), name="count")
        self.add_button = button(tr("Add to the list"), "plus", press=self._add, parent=self.form)
        self.form.add_buttons(self.add_button)
        for name in ("holder", "place", "count"):
            self.form.field(name).returnPressed.connect(self._add)
        self.person.edited.connect(self._show_holder)
        card.add(self.form)
        self._empty_fields()
        return card

    def _list_card(self) -> Card:
        card = Card(tr("Copies to print"), "list", parent=self)
        self.table: Table[_Line] = Table(
            [
                Column(tr("Holder"), lambda one: one.holder or tr("nobody named"), width=0),
                Column(tr("Place"), lambda one: one.copy.place, width=20),
            ],
            tr("Copies to print"),
            card,
            lines=6,
            enter=tr("take it out"),
            empty=lambda: EmptyState("copy", tr("Nobody is on the list yet.")),
        )
        self.table.act("Del", "", self._take_out)
        self.table.opened.connect(self._take_out)
        card.add(self.table)
        self.print_button = button(tr("Print"), "printer", "primary", shortcut="Ctrl+P", press=self._print, parent=card)
        card.body.addLayout(button_row(self.print_button))
        card.add(
            Text(
                tr("Each copy gets its number on the foot. It is entered once it was printed or saved."), "muted", card
            )
        )
        return card

    # What people do

    def _add(self) -> bool:
        """Takes the fields into the list. False when they are empty or wrong."""
        values = self.form.values()
        if not (values["person"] or values["holder"] or values["place"]):
            self.form.set_error("place", tr("Say who gets it, or where it will be."))
            self.form.field("place").setFocus()
            return False
        if not self.form.confirm():
            return False
        count = min(values["count"] or 1, MOST_AT_ONCE - len(self._lines))
        if count <= 0:
            self.form.set_error("count", tr("At most {most} copies at once. Print these first.", most=MOST_AT_ONCE))
            return False
        for _ in range(count):
            self._take(NewCopy("" if values["person"] else values["holder"], values["place"], values["person"]))
        self._empty_fields()
        self._show()
        self.form.focus_first()
        return True

    def _take(self, copy: NewCopy) -> None:
        self._made += 1
        holder = self._names.get(copy.person, "") if copy.person else copy.holder
        self._lines.append(_Line(self._made, copy, holder))

    def _take_out(self, line: _Line) -> None:
        self._lines.remove(line)
        self._show()

    def _empty_fields(self) -> None:
        self.form.set_values({"person": None, "holder": "", "place": "", "count": 1})
        self._show_holder()

    def _show_holder(self) -> None:
        self.form.show_field("holder", self.person.value() is None)

    def _show(self) -> None:
        self.table.set_rows(self._lines)
        if self.table.current() is None:
            self.table.choose(lambda _one: True)
        words = tr_count("Print {count} copy", "Print {count} copies", len(self._lines)) if self._lines else tr("Print")
        self.print_button.setText(words)
        self.print_button.setAccessibleName(words)

    def _print(self) -> None:
        """Prints the list; what still stands in the fields belongs to it."""
        values = self.form.values()
        begun = bool(values["person"] or values["holder"] or values["place"])
        if (begun or not self._lines) and not self._add():
            return
        kind, plan = self.paper.value()
        self.print_wanted.emit(kind, plan, bool(self.large.value()), tuple(one.copy for one in self._lines))
