"""The card in which a form of the calls stands, and what is typed there and not saved."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.long_tail.calls import Plan
from wellness_desktop.kit.card import Card

if TYPE_CHECKING:
    from wellness_desktop.debriefs.service import Debriefs
    from wellness_desktop.debriefs.session_form_view import SessionForm

DAY, GIVE, FAMILY, HAND_OVER = "day", "give", "family", "hand_over"
OF_A_PLAN = frozenset({DAY, GIVE})
"""The forms about one plan; the others are about none of the list."""


class FormCard(Card):
    """Hidden while no form is open. `save` gets the kind of form, its plan, and what was filled in.

    What is typed about one plan waits there while another is looked at, and stands in the draft.
    """

    changed = Signal(bool)
    """Whether a form is open now."""

    def __init__(
        self, debriefs: "Debriefs", save: Callable[[str, Plan | None, Any], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Plan"), "pencil", parent=parent)
        self._debriefs, self._save = debriefs, save
        self.form: SessionForm | None = None
        self._kind, self._plan = "", ""
        self._aside: dict[str, dict[str, Any]] = {}
        self.hide()

    def open(self, kind: str, plan: Plan | None) -> None:
        """Opens this form, about a plan or about none, with what was typed there before."""
        self._put_aside()
        self._kind, self._plan = kind, plan.key if plan is not None and kind in OF_A_PLAN else ""
        title, form = self._made(kind, plan)
        self.form = form
        self.set_title(title)
        self.add(form)
        form.note_opened()
        kept = self._aside.pop(self._plan or kind, None)
        if kept is not None and kept["kind"] == kind:
            form.go_on(kept["fields"])
        form.done.connect(lambda found: self._save(kind, plan, found))
        form.left.connect(self.close_form)
        self.show()
        self.changed.emit(True)
        form.form.focus_first()

    def close_form(self) -> None:
        """Puts the form away; nothing is saved."""
        if self.form is None:
            return
        form, self.form = self.form, None
        self.hide()
        self.body.removeWidget(form)
        form.hide()
        form.deleteLater()
        self.changed.emit(False)

    def follow(self, plan: Plan | None) -> None:
        """Another plan is looked at: a form about the one before waits until that is chosen again."""
        key = plan.key if plan is not None else ""
        if self.form is not None and self._kind in OF_A_PLAN and self._plan != key:
            self._put_aside()
        if plan is not None and key in self._aside and self.form is None:
            self.open(self._aside[key]["kind"], plan)

    def begun(self) -> list[dict[str, Any]]:
        """Everything typed and not saved, the open form last."""
        open_now = self._begun_form()
        return [*self._aside.values(), *([open_now] if open_now is not None else [])]

    def wait_with(self, kept: Mapping[str, Any]) -> None:
        """Something typed before, to be shown when its plan is chosen or its form is opened."""
        self._aside[kept["plan"] or kept["kind"]] = dict(kept)

    def throw_away(self) -> None:
        """Drops what is typed."""
        self._aside.clear()
        self.close_form()

    # ------------------------------------------------------------------------------------------------ inner parts

    def _begun_form(self) -> dict[str, Any] | None:
        if self.form is None or not (fields := self.form.begun()):
            return None
        return {"kind": self._kind, "plan": self._plan, "fields": fields}

    def _put_aside(self) -> None:
        kept = self._begun_form()
        if kept is not None:
            self.wait_with(kept)
        self.close_form()

    def _made(self, kind: str, plan: Plan | None) -> "tuple[str, SessionForm]":
        from wellness_desktop.debriefs.long_tail import calls_forms_view as forms

        helpers = [(person.id, person.name) for person in self._debriefs.helpers()]
        if kind == DAY:
            return tr("A day that matters"), forms.DayForm(self._debriefs, self)
        if kind == FAMILY:
            return tr("A family, after a death"), forms.FamilyForm(self._debriefs, helpers, self)
        if kind == HAND_OVER:
            return tr("Hand over a list"), forms.HandOverForm(helpers, self)
        if plan is None:
            raise ValueError("this form is about a plan")
        return tr("Who calls"), forms.GiveForm(plan, helpers, self)
