"""Ask again: the plan of everybody listed, what is due first, with single keys to say what came of it."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.followups import FollowUpStanding
from wellness_desktop.debriefs.long_tail.calls import Call, Plan
from wellness_desktop.debriefs.long_tail.calls_words import next_words
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.session_values import FollowUpOutcome
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import ChoiceField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.table import Column, Table


class FollowUpsView(Card):
    """For the coordinator. A line is a person, since their plan holds the days of all their incidents.

    `settled` carries a plan, its call and what came of it; `early` the same for a call that is not due yet; `given`
    a plan with who calls and who stands in.
    """

    settled = Signal(object, object, object)
    early = Signal(object, object, object)
    given = Signal(object, object, object)

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(tr("Ask again"), "bell", parent=parent)
        self._debriefs = debriefs
        self._build_list()
        self._build_form()
        self.table.chosen.connect(self._show_helpers)

    def show_plans(self, plans: Sequence[Plan]) -> None:
        """Shows what is still to be done, the next first, with the same person chosen."""
        chosen, now = self.table.current(), self._debriefs.now
        self.table.set_rows([plan for plan in plans if plan.next_call(now) is not None])
        if chosen is not None:
            self.table.choose(lambda one: one.key == chosen.key)
        self._show_helpers(self.table.current())

    def _build_list(self) -> None:
        self.table = Table[Plan](
            [
                Column(tr("Who and when"), self._line, sort=self._due, width=0),
            ],
            tr("Calls to make"),
            self,
            enter=tr("choose who calls"),
            empty=lambda: EmptyState(
                "bell", tr("Nothing is left to ask."), detail=tr("Everybody was asked, or nobody is listed.")
            ),
            lines=5,
        )
        self.add(self.table)
        for key, outcome in (
            ("D", FollowUpOutcome.DONE),
            ("U", FollowUpOutcome.NOT_REACHED),
            ("X", FollowUpOutcome.DECLINED),
            ("S", FollowUpOutcome.STOPPED),
        ):
            self.table.act(key, outcome.label.lower(), partial(self._settle, outcome))
        self.table.opened.connect(lambda _one: self.owner.setFocus(Qt.FocusReason.OtherFocusReason))

    def _build_form(self) -> None:
        helpers: list[tuple[UUID, str]] = [(person.id, person.name) for person in self._debriefs.helpers()]
        form = Form(self, columns=2)
        self.owner = ChoiceField(helpers, empty=tr("Nobody yet"))
        self.deputy = ChoiceField(helpers, empty=tr("No deputy"))
        form.add(tr("W&ho calls"), self.owner, tr("For the whole plan of this person, all incidents alike."))
        form.add(tr("D&eputy"), self.deputy, tr("Calls where the first cannot."))
        self.add(form)
        give = button(tr("They call this person from now on"), "handshake", press=self._give_one, parent=self)
        self.body.addLayout(button_row(give))

    def _line(self, plan: Plan) -> str:
        words = next_words(plan, self._debriefs.now, self._debriefs.zone, short=True)
        if plan.owner is None:
            return tr("{name}: {next}, nobody calls yet", name=plan.name, next=words)
        return tr("{name}: {next}", name=plan.name, next=words)

    def _due(self, plan: Plan) -> str:
        call = plan.next_call(self._debriefs.now)
        return call.due.isoformat() if call else "9"

    def _show_helpers(self, plan: Plan | None) -> None:
        self.owner.set_value(plan.owner if plan else None)
        self.deputy.set_value(plan.deputy if plan else None)

    def _settle(self, outcome: FollowUpOutcome, plan: Plan) -> None:
        call: Call | None = plan.next_call(self._debriefs.now)
        if call is None:
            return
        later = call.standing(self._debriefs.now) is FollowUpStanding.LATER
        asks = later and outcome is not FollowUpOutcome.STOPPED
        (self.early if asks else self.settled).emit(plan, call, outcome)

    def _give_one(self) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self.given.emit(chosen, self.owner.value(), self.deputy.value())
