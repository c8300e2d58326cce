"""The plan with one person struck out: choose a name, and see who takes each role."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.pairs import Passing, StrikeOut

if TYPE_CHECKING:
    from wellness_desktop.plans.merged import MergedPlan
    from wellness_desktop.plans.service import Plans


class StrikeView(QWidget):
    """One name at a time; the roles that would pass on, and what does not work then."""

    seat_wanted = Signal(str)
    """A role to choose somebody for, such as R03:alternate."""
    print_wanted = Signal()

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_print = plans.actor.may(Can.PRINT_CONFIDENTIAL)
        self._may_edit = plans.actor.may(Can.EDIT_PLANS)
        self._struck: dict[UUID, StrikeOut] = {}
        self._build()

    def show_plan(self, plan: "MergedPlan") -> None:
        """Offers everybody who holds a role in the plan."""
        self._struck = {struck.person.id: struck for struck in plan.strike_outs}
        self.who.offer([(struck.person.id, struck.person.with_agency) for struck in plan.strike_outs])
        if self.who.value() is None and self._struck:
            self.who.set_value(next(iter(self._struck)))
        self._show()
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        card = Card(tr("Without one of us"), "users", parent=self)
        form = Form(card)
        self.who = ChoiceField()
        form.add(tr("Who cannot act"), self.who, tr("Hurt, part of the event, away, or not answering."), name="who")
        card.add(form)
        self.sum = Text("", "strong", card)
        card.add(self.sum)
        self.trouble = Text("", "body", card)
        card.add(self.trouble)
        self.passes = Table[Passing](
            [
                Column(tr("Role"), lambda one: tr("{code}  {title}", code=one.role.id, title=one.role.title), width=0),
                Column(
                    tr("Goes to"),
                    lambda one: one.to.with_agency if one.to is not None else tr("nobody"),
                    icon=lambda one: "triangle-alert" if one.to is None else "circle-check",
                    tint=lambda one: "danger" if one.to is None else "muted",
                    width=28,
                ),
            ],
            tr("Roles that pass on"),
            card,
            enter=tr("choose somebody") if self._may_edit else "",
            empty=lambda: EmptyState("users", tr("Nobody holds a role yet. Choose people under Who does what.")),
            lines=6,
        )
        card.add(self.passes)
        self.print_button = button(
            tr("Print: each of us struck out once"), "printer", press=self.print_wanted.emit, parent=card
        )
        self.print_button.setVisible(self._may_print)
        card.body.addLayout(button_row(self.print_button))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self.who.edited.connect(self._show)
        if self._may_edit:
            self.passes.opened.connect(lambda one: self.seat_wanted.emit(f"{one.role.id}:alternate"))

    def _show(self) -> None:
        struck = self._struck.get(self.who.value())
        self.passes.set_rows(struck.passes if struck is not None else ())
        self.sum.setText(_sum(struck) if struck is not None else "")
        trouble = _trouble(struck) if struck is not None else []
        self.trouble.setText("\n".join(trouble))
        self.trouble.setVisible(bool(trouble))


def _sum(struck: StrikeOut) -> str:
    name = struck.person.name
    if struck.empty:
        return tr_count(
            "Without {name}, {count} role stands empty.",
            "Without {name}, {count} roles stand empty.",
            len(struck.empty),
            name=name,
        )
    return tr("Without {name}, every role is still held.", name=name)


def _trouble(struck: StrikeOut) -> list[str]:
    """What does not work with the next in line."""
    pairs = [
        tr(
            "{name} would be {one} and {other}, which must not be one person.",
            name=one.person.name,
            **_titles(one.roles),
        )
        for one in struck.conflicts
    ]
    load = [
        tr(
            "{name} would have {count} roles in the first hour; three is the most.",
            name=one.person.name,
            count=len(one.roles),
        )
        for one in struck.overloads
    ]
    return pairs + load


def _titles(roles: tuple) -> dict[str, str]:  # type: ignore[type-arg]
    return {"one": roles[0].title, "other": roles[1].title}
