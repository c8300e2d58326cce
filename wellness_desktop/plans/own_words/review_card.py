"""On a plan's page: what is due, what is still empty, and the ways to versions, template changes and strike-outs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.plans.own_words.completeness import SectionDone
    from wellness_desktop.plans.service import Plan

VERSIONS, NEWS, STRIKE, OWN = "versions", "news", "strike", "own"


class ReviewCard(Card):
    """Reads only; `wanted` names the screen somebody asks for."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Read again"), "calendar-check", parent=parent)
        self._dates = Facts(parent=self, most=1)
        self.add(self._dates)
        self.factors = Text("", "body", self)
        self.add(self.factors)
        self.news_button = self._button(tr("Template changes"), "refresh-cw", NEWS)
        self.strike_button = self._button(tr("Without one of us"), "users", STRIKE)
        self.versions_button = self._button(tr("Compare versions"), "history", VERSIONS)
        self.own_button = self._button(tr("Title and trigger"), "pencil", OWN)
        self.body.addLayout(button_row(self.news_button, self.strike_button, self.versions_button, self.own_button))

    def show_plan(self, plan: "Plan", may_edit: bool) -> None:
        """Shows what is due for this plan."""
        self._dates.show_facts(
            [
                (one.what, tr("{day}. {rule}", day=day_text(one.due), rule=one.rule) if one.due else one.rule)
                for one in plan.reviews
            ]
        )
        lines = [tr("Nothing stands yet for:"), *plan.empty_factors] if plan.empty_factors else []
        self.factors.setText("\n".join(lines))
        self.factors.setVisible(bool(lines))
        count = len(plan.news)
        words = tr_count("Template changes: {count}", "Template changes: {count}", count)
        self.news_button.setText(words)
        self.news_button.setAccessibleName(words)
        self.news_button.setVisible(bool(count))
        self.versions_button.setVisible(bool(plan.versions))
        self.own_button.setVisible(plan.own and may_edit)

    def _button(self, words: str, icon: str, screen: str) -> QPushButton:
        return button(words, icon, press=lambda: self.wanted.emit(screen), parent=self)


def sections_words(sections: "Sequence[SectionDone]") -> str:
    """How much of each section is filled in; those that are whole are counted, not listed."""
    whole = sum(one.complete for one in sections)
    lines = [
        tr("{code}  {title}: {filled} of {asked}", code=one.id, title=one.title, filled=one.filled, asked=one.asked)
        for one in sections
        if not one.complete
    ]
    total = tr("{whole} of {all} sections are complete.", whole=whole, all=len(sections))
    return "\n".join([total, *lines])
