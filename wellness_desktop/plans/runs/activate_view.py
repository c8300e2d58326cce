"""Putting a plan to use in two steps: which plan, real or drill; then what will happen, and begin."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.fields import RadioField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import MomentField
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.plans.runs.values import PlanText
    from wellness_desktop.plans.service import Plans

REAL, DRILL = "real", "drill"
CALLS_SHOWN = 4


class ActivateView(QWidget):
    """The first step asks, the second says what will happen. Nothing is saved before the second."""

    look_wanted = Signal(str, bool, object)
    """Plan, drill, when it began (None is now)."""
    begin_wanted = Signal(str, bool, object)

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock, self._zone = plans.clock, plans.zone
        self._asked: tuple[str, bool, datetime | None] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._ask())
        column.addWidget(self._tell())
        column.addStretch(1)

    def start(self, titles: Sequence[tuple[str, str]], plan: str, *, drill: bool = False) -> None:
        """Asks; `titles` are the plans to choose from, `plan` the one that is chosen already."""
        self.form.field("plan").offer(titles)
        self.form.field("plan").set_value(plan or None)
        self.form.field("kind").set_value(DRILL if drill else None)
        self.form.field("began").set_value(None)
        self._show(telling=False)
        (self.form.field("kind") if plan else self.form.field("plan")).setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, text: "PlanText", number: str, *, approved: bool) -> None:
        """Says what will happen, for what was asked."""
        drill = self._asked is not None and self._asked[1]
        title = tr("{code}  {title}", code=text.code, title=text.title)
        self.told.set_title(tr("Begin a drill: {title}", title=title) if drill else tr("Begin: {title}", title=title))
        self._chip.say(
            tr("DRILL. Nothing here is real.") if drill else tr("This is real."), "warn" if drill else "late"
        )
        self.words.setText("\n".join(_what_happens(text, number, approved=approved)))
        self.begin_button.setText(tr("Begin the drill") if drill else tr("Begin"))
        self.begin_button.setAccessibleName(self.begin_button.text())
        self._show(telling=True)
        self.begin_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_again(self) -> bool:
        """Back to the first step; False when that is open already."""
        if self.told.isHidden():
            return False
        self._show(telling=False)
        return True

    def _ask(self) -> QWidget:
        self.asked = Card(tr("1. Which plan?"), "siren", parent=self)
        self.form = Form(self.asked)
        self.form.add(tr("Plan"), ChoiceField(), name="plan", required=tr("Choose the plan."))
        self.form.add(
            tr("Is this real?"),
            RadioField([(REAL, tr("This is real")), (DRILL, tr("This is a drill"))]),
            name="kind",
            required=tr("Say whether this is real or a drill."),
        )
        self.form.add(
            tr("When it began"),
            MomentField(self._clock, self._zone),
            tr("Leave it empty for now. It may be earlier tonight."),
            name="began",
        )
        self.asked.add(self.form)
        self.next_button = button(tr("Go on"), "arrow-right", "primary", press=self._go_on, parent=self.asked)
        self.asked.body.addLayout(button_row(self.next_button))
        return self.asked

    def _tell(self) -> QWidget:
        self.told = Card(tr("2. What will happen"), "list-checks", parent=self)
        self._chip = Chip("", "warn", self.told)
        self.told.body.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        self.words = Text("", "body", self.told)
        self.told.add(self.words)
        self.begin_button = button(tr("Begin"), "play", "primary", press=self._begin, parent=self.told)
        self.change_button = button(tr("Change something"), "arrow-left", press=self.ask_again, parent=self.told)
        self.told.body.addLayout(button_row(self.begin_button, self.change_button))
        return self.told

    def _show(self, *, telling: bool) -> None:
        self.asked.setHidden(telling)
        self.told.setHidden(not telling)

    def _go_on(self) -> None:
        if self.form.confirm():
            values: dict[str, Any] = self.form.values()
            self._asked = (values["plan"], values["kind"] == DRILL, values["began"])
            self.look_wanted.emit(*self._asked)

    def _begin(self) -> None:
        if self._asked is not None:
            self.begin_wanted.emit(*self._asked)


def _what_happens(text: "PlanText", number: str, *, approved: bool) -> list[str]:
    """The text as it is now, who is called first, and the days that are set."""
    kept = (
        tr("Kept as the plan reads now, version {number}. Later changes change nothing here.", number=number)
        if approved
        else tr("Kept as the plan reads now. It is a draft, {number}: read along as you go.", number=number)
    )
    lines = [kept, tr_count("{count} step to tick off.", "{count} steps to tick off.", len(text.steps))]
    for one in text.calls:
        if one.number <= CALLS_SHOWN:
            who = ", ".join(one.names[:1])
            lines.append(tr("Call {number}: {what} {who}", number=one.number, what=one.text, who=who).strip())
    lines += [tr("{day}: {what}", day=day_text(one.day), what=one.text) for one in text.days]
    lines.append(tr("Begun by mistake? You can take it back."))
    return lines
