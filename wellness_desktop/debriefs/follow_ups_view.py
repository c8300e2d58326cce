"""Who asks again, and when: what is due first, with single keys to say what came of it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.followups import FollowUpStanding
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.session_values import FollowUp, FollowUpOutcome
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import ChoiceField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.roster.when import day_text


class FollowUpsView(Card):
    """For the coordinator. `settled` carries a follow-up and what came of it; `given` a helper for all open ones."""

    settled = Signal(object, object)
    given = Signal(object)

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(tr("Ask again"), "bell", parent=parent)
        self._debriefs = debriefs
        self._open: list[FollowUp] = []
        self._build_list()

    def show_follow_ups(self, follow_ups: Sequence[FollowUp]) -> None:
        """Shows what is still to be done, the next first."""
        self._open = [one for one in follow_ups if not one.settled]
        self.table.set_rows(self._open)

    def _build_list(self) -> None:
        self.table = Table[FollowUp](
            [
                Column(tr("Name"), lambda one: one.name, width=18),
                Column(tr("When"), self._when, sort=lambda one: one.due, width=0),
                Column(tr("Asks"), lambda one: one.owner_name or tr("Nobody yet"), width=18),
            ],
            tr("Follow-ups"),
            self,
            enter=tr("choose who asks"),
            empty=lambda: EmptyState(
                "bell", tr("Nothing is left to ask."), detail=tr("Everybody was asked, or nobody is listed.")
            ),
            lines=5,
        )
        self.add(self.table)
        for key, outcome in (
            ("D", FollowUpOutcome.DONE),
            ("C", FollowUpOutcome.NOT_REACHED),
            ("L", FollowUpOutcome.DECLINED),
            ("S", FollowUpOutcome.STOPPED),
        ):
            self.table.act(key, outcome.label.lower(), partial(self._settle, outcome))
        helpers = [(person.id, person.name) for person in self._debriefs.helpers()]
        form = Form(self)
        self.owner = ChoiceField(helpers, empty=tr("Choose a helper"))
        form.add(tr("&Who asks"), self.owner, tr("One helper for one person, where possible."))
        self._give = button(tr("Give the chosen person to this helper"), "handshake", press=self._give_one, parent=self)
        self.add(form)
        self.table.opened.connect(lambda _one: self.owner.setFocus(Qt.FocusReason.OtherFocusReason))
        self.body.addLayout(button_row(self._give))

    def _when(self, one: FollowUp) -> str:
        day = day_text(one.due.astimezone(self._debriefs.zone).date())
        standing = one.standing(self._debriefs.now)
        if standing is FollowUpStanding.DUE:
            return tr("{label}, {day}: due", label=one.label, day=day)
        if standing is FollowUpStanding.OVERDUE:
            return tr("{label}, {day}: our reminder is overdue", label=one.label, day=day)
        return tr("{label}, {day}", label=one.label, day=day)

    def _settle(self, outcome: FollowUpOutcome, one: FollowUp) -> None:
        self.settled.emit(one, outcome)

    def _give_one(self) -> None:
        chosen, owner = self.table.current(), self.owner.value()
        if chosen is None or owner is None:
            return
        same = [one.id for one in self._open if one.exposure_id == chosen.exposure_id]
        self.given.emit((same, owner))
