"""What is done on the card Ask again of an incident, by the page around it."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.long_tail.asking_first import ask_first
from wellness_desktop.debriefs.long_tail.calls import Call, Plan
from wellness_desktop.debriefs.session_values import FollowUpOutcome

if TYPE_CHECKING:
    from wellness_desktop.debriefs.follow_ups_view import FollowUpsView
    from wellness_desktop.debriefs.service import Debriefs
    from wellness_desktop.kit.banner import Banner


class CallDeeds:
    """`do` does a deed, says what came of it in these words, and offers to take it back."""

    def __init__(
        self, debriefs: "Debriefs", banner: "Banner", do: Callable[[Callable[[], object], str], object]
    ) -> None:
        self._debriefs, self._banner, self._do = debriefs, banner, do

    def follow(self, view: "FollowUpsView | None") -> None:
        """Listens to the card, where there is one."""
        if view is not None:
            view.settled.connect(self._settle)
            view.early.connect(self._settle_early)
            view.given.connect(self._give)

    def _settle(self, plan: Plan, call: Call, outcome: FollowUpOutcome) -> None:
        self._do(lambda: self._debriefs.settle_call(plan, call, outcome), tr("Noted, for the support team only."))

    def _settle_early(self, plan: Plan, call: Call, outcome: FollowUpOutcome) -> None:
        ask_first(self._banner, lambda: self._settle(plan, call, outcome))

    def _give(self, plan: Plan, owner: UUID | None, deputy: UUID | None) -> None:
        self._do(lambda: self._debriefs.give_plan(plan, owner, deputy), tr("Noted, for the whole plan."))
