"""Making, naming and retiring plans of the agency's own."""

from uuid import UUID, uuid4

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.plans.own_words.edit_desk import OwnWordsDesk, some_text
from wellness_desktop.plans.own_words.own_plans import OwnPlan, own_id, plan_of
from wellness_desktop.plans.own_words.records import OwnPlanRecord
from wellness_desktop.plans.records import id_of
from wellness_desktop.roster.people import Done

LONGEST_TITLE = 60
LONGEST_ABOUT = 300


class OwnPlanDesk(OwnWordsDesk):
    """The agency's own plans."""

    def own_plan(self, plan: str) -> OwnPlan | None:
        """What was said about an own plan; None for a shipped one."""
        self._actor.require(Can.SEE_PLANS)
        return self._own_plans().get(plan)

    def retired_plans(self) -> tuple[OwnPlan, ...]:
        """Own plans that are no longer in use, by title."""
        self._actor.require(Can.SEE_PLANS)
        return tuple(
            sorted((one for one in self._own_plans().values() if one.retired), key=lambda one: name_key(one.title))
        )

    def make_plan(self, title: str, trigger: str, about: str = "") -> Done[OwnPlan]:
        """A new plan: the whole core under a title, with what sets it off. Raises Problem when a word is missing."""
        self._actor.require(Can.EDIT_PLANS)
        own = OwnPlan(self._free_id(), *self._said(title, trigger, about, ""))
        key = id_of("own plan", own.id)
        with self._work(Event.PLAN_CHANGED, key, []) as session:
            session.add(
                OwnPlanRecord(
                    id=key, plan=own.id, title=own.title, about=own.about, trigger=own.trigger, retired_at=None
                )
            )

        def undo() -> None:
            self._set_retired(own.id, True)

        return Done(own, undo)

    def describe_plan(self, plan: str, title: str, trigger: str, about: str = "") -> Done[OwnPlan]:
        """Another title, trigger or line about an own plan."""
        self._actor.require(Can.EDIT_PLANS)
        title, about, trigger = self._said(title, trigger, about, plan)
        with self._work(Event.PLAN_CHANGED, self._own_key(plan), [plan]) as session:
            record = session.get_one(OwnPlanRecord, self._own_key(plan))
            before = plan_of(record)
            record.title, record.about, record.trigger = title, about, trigger
            now = plan_of(record)

        def undo() -> None:
            self.describe_plan(plan, before.title, before.trigger, before.about)

        return Done(now, undo)

    def retire_plan(self, plan: str) -> Done[OwnPlan]:
        """Takes an own plan out of use. Its versions and words stay, and it can be brought back."""
        return self._set_retired(plan, True)

    def bring_back_plan(self, plan: str) -> Done[OwnPlan]:
        """Takes a retired plan into use again."""
        return self._set_retired(plan, False)

    def _set_retired(self, plan: str, retired: bool) -> Done[OwnPlan]:
        self._actor.require(Can.EDIT_PLANS)
        with self._work(Event.PLAN_CHANGED, self._own_key(plan), []) as session:
            record = session.get_one(OwnPlanRecord, self._own_key(plan))
            record.retired_at = self.now if retired else None
            now = plan_of(record)

        def undo() -> None:
            self._set_retired(plan, not retired)

        return Done(now, undo)

    def _own_key(self, plan: str) -> UUID:
        if plan not in self._own_plans():
            raise Problem(
                tr("This plan came with the program."),
                tr("Change its items instead; only a plan you made has a title."),
            )
        return id_of("own plan", plan)

    def _free_id(self) -> str:
        taken = self._own_plans()
        while (found := own_id(uuid4())) in taken:
            continue
        return found

    def _said(self, title: str, trigger: str, about: str, plan: str) -> tuple[str, str, str]:
        """Title, line and trigger as they are saved."""
        title, about = " ".join(title.split()), " ".join(about.split())[:LONGEST_ABOUT]
        if not title:
            raise Problem(tr("The plan has no title yet."), tr("Type what has happened, in a few words."))
        if len(title) > LONGEST_TITLE:
            raise Problem(tr("This title is too long."), tr("Say it in fewer words; it stands on every page."))
        same = name_key(title)
        others = {one: name_key(self.template(one).title) for one in self.plan_ids() if one != plan}
        if same in others.values():
            raise Problem(tr("There is a plan of this title already."), tr("Open that one, or choose other words."))
        return title, about, some_text(trigger)
