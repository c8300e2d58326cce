"""Whom each plan calls first: five partners, proposed from the plan's own list and chosen by the agency."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.community.partners import FIRST_CALLS, Partner, PartnerLine
from wellness_desktop.plans.contact_field_view import PersonChoice

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans


class FirstCallsView(QWidget):
    """One plan at a time; each choice is saved as it is made."""

    chosen = Signal(str, object)
    """The plan, and the ids in their order."""
    plan_changed = Signal(str)

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_edit = plans.actor.may(Can.EDIT_PLANS)
        self._proposed: tuple[UUID, ...] = ()
        self._build()

    def start(self, titles: Mapping[str, str], plan: str) -> None:
        """Offers these plans, and opens one of them."""
        words = [(one, tr("{code}  {title}", code=one.upper(), title=title)) for one, title in titles.items()]
        self.plan.offer(words)
        self.plan.set_value(plan)
        self.plan.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_calls(
        self, partners: Sequence[Partner], chosen: Sequence[PartnerLine], proposed: Sequence[PartnerLine]
    ) -> None:
        """Shows the five of the plan, and what its own list would propose."""
        choices = [(one.id, one.line.who or tr("left the roster")) for one in partners]
        for place, picker in enumerate(self.pickers):
            picker.offer(choices)
            picker.set_value(chosen[place].id if place < len(chosen) else None)
        self._proposed = tuple(one.id for one in proposed)
        names = "; ".join(one.who for one in proposed)
        if names:
            words = tr("The plan's own list would begin with: {names}.", names=names)
        else:
            words = tr("Nobody in the register fits the plan's own list yet.")
        self._words.setText(words)
        same = self._proposed == tuple(one.id for one in chosen)
        self.take_button.setVisible(self._may_edit and bool(self._proposed) and not same)

    def _build(self) -> None:
        card = Card(tr("Whom each plan calls first"), "phone-call", parent=self)
        card.add(Text(tr("They stand in section S17 and on the call tree, in this order."), "body", card))
        self.form = Form(card)
        self.plan = ChoiceField()
        self.form.add(tr("&Plan"), self.plan, name="plan")
        card.add(self.form)
        self._words = Text("", "muted", card)
        card.add(self._words)
        self.five = Form(card)
        self.pickers = [PersonChoice(parent=self, empty=tr("Nobody")) for _ in range(FIRST_CALLS)]
        for place, picker in enumerate(self.pickers, start=1):
            self.five.add(tr("Call {number}", number=place), picker, name=str(place))
            picker.setEnabled(self._may_edit)
            picker.edited.connect(self._choose)
        card.add(self.five)
        self.take_button = button(
            tr("Take the proposal"),
            "check",
            "primary",
            press=lambda: self.chosen.emit(self.plan.value(), self._proposed),
            parent=card,
        )
        card.body.addLayout(button_row(self.take_button))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self.plan.edited.connect(lambda: self.plan_changed.emit(self.plan.value()))

    def _choose(self) -> None:
        found = tuple(one for one in (picker.value() for picker in self.pickers) if one is not None)
        self.chosen.emit(self.plan.value(), found)
