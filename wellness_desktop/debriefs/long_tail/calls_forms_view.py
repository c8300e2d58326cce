"""The small forms of a plan: a day set by hand, a family, who calls, and handing a list over."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.long_tail.calls import Plan
from wellness_desktop.debriefs.long_tail.kinds import load_long_tail
from wellness_desktop.debriefs.long_tail.long_tail_desk import LABEL_LENGTH, FamilyWish
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.session_form_view import SessionForm
from wellness_desktop.kit.fields import ChoiceField, TextField, TickField
from wellness_desktop.kit.moment import DateField

Helpers = Sequence[tuple[UUID, str]]


class DayForm(SessionForm):
    """A day set by hand. `done` carries the kind and the day."""

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(tr("Set this day"), parent)
        kinds = [(one.id, tr(one.name)) for one in load_long_tail().by_hand.values()]
        self.form.add(tr("&What"), ChoiceField(kinds, empty=tr("Choose one")), name="kind", required=tr("Choose one."))
        day = DateField(debriefs.clock, debriefs.zone)
        self.form.add(tr("&Day"), day, name="day", required=tr("Type a day, such as 3/1/2027."))
        self.finish_building()

    def value(self) -> tuple[str, date]:
        found = self.form.values()
        return found["kind"], found["day"]


class GiveForm(SessionForm):
    """Who calls. `done` carries owner and deputy."""

    def __init__(self, plan: Plan, helpers: Helpers, parent: QWidget | None = None) -> None:
        super().__init__(tr("They call from now on"), parent)
        _add_two(self, helpers)
        self.finish_building()
        self.form.set_values({"owner": plan.owner, "deputy": plan.deputy})

    def value(self) -> tuple[UUID | None, UUID | None]:
        found = self.form.values()
        return found["owner"], found["deputy"]


class HandOverForm(SessionForm):
    """A whole list to another helper. `done` carries who leaves and who takes over."""

    def __init__(self, helpers: Helpers, parent: QWidget | None = None) -> None:
        super().__init__(tr("Hand over the whole list"), parent)
        self._helpers = list(helpers)
        self._leaving, self._to = (ChoiceField(self._helpers, empty=tr("Choose a helper")) for _ in range(2))
        for name, words, field in (("leaving", tr("&From"), self._leaving), ("to", tr("&To"), self._to)):
            self.form.add(words, field, name=name, required=tr("Choose a helper."))
        self._leaving.edited.connect(self._offer_others)
        self.finish_building()

    def _offer_others(self) -> None:
        """Nobody hands over to themselves."""
        leaving = self._leaving.value()
        self._to.offer([(helper, name) for helper, name in self._helpers if helper != leaving])

    def value(self) -> tuple[UUID, UUID]:
        found = self.form.values()
        return found["leaving"], found["to"]


class FamilyForm(SessionForm):
    """A family's first year. `done` carries a `FamilyWish`."""

    def __init__(self, debriefs: Debriefs, helpers: Helpers, parent: QWidget | None = None) -> None:
        super().__init__(tr("Plan the first year"), parent)
        label = TextField(most=LABEL_LENGTH)
        hint = tr("Sealed to the support team. The family's name is enough.")
        self.form.add(tr("&Family"), label, hint, name="label", required=tr("Type how you call them."))
        for name, words, needed in (
            ("died", tr("&Day of the death"), tr("Type a day, such as 3/1/2027.")),
            ("born", tr("&Born, for the birthday"), ""),
        ):
            self.form.add(words, DateField(debriefs.clock, debriefs.zone), name=name, required=needed)
        self.form.add(
            "", TickField(tr("May be a death in the line of duty")), _benefit_hint(), name="benefits", wide=True
        )
        _add_two(self, helpers)
        self.finish_building()
        self.form.set_values({"benefits": True})

    def value(self) -> FamilyWish:
        found = self.form.values()
        return FamilyWish(
            **{name: found[name] for name in ("label", "died", "born", "owner", "deputy")},
            benefits=bool(found["benefits"]),
        )


def _benefit_hint() -> str:
    return tr("Then the last day to file for the federal benefit is on the plan, to be verified locally.")


def _add_two(form: SessionForm, helpers: Helpers) -> None:
    for name, words, empty in (
        ("owner", tr("W&ho calls"), tr("Nobody yet")),
        ("deputy", tr("D&eputy"), tr("No deputy")),
    ):
        form.form.add(words, ChoiceField(list(helpers), empty=empty), name=name)
