"""A newer template beside the agency's words: keep ours, take theirs, or write words made of both."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import NotesField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.own_words.template_news import News, Turn
from wellness_desktop.plans.plan_view import empty_out

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans


class NewsView(QWidget):
    """First what the agency must decide, each item with three texts side by side; then what is only told."""

    keep_wanted = Signal(object)
    take_wanted = Signal(object)
    merge_wanted = Signal(object, str)
    read_wanted = Signal()

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_edit = plans.actor.may(Can.EDIT_PLANS)
        self._plan = ""
        self._kept: dict[str, dict[str, str]] = {}
        self.merges: dict[str, Any] = {}
        """The field for words made of both, by item."""
        self.buttons: dict[str, dict[str, QWidget]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)

    def show_news(self, plan: str, news: Sequence[News]) -> None:
        """Shows these of a plan; where nothing is new it says so."""
        self._kept = self.begun()
        self._plan = plan
        typed = self._kept.get(plan, {})
        empty_out(self._column)
        self.merges.clear()
        self.buttons.clear()
        for one in (one for one in news if one.to_decide):
            self._column.addWidget(self._decide(one, typed.get(one.item, "")))
        told = [one for one in news if not one.to_decide]
        if told:
            self._column.addWidget(self._told(told))
        if not news:
            self._column.addWidget(EmptyState("circle-check", tr("The template says nothing new.")))
        self._column.addStretch(1)
        first = next(iter(self.buttons.values()), None)
        if first is not None:
            next(iter(first.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def begun(self) -> dict[str, dict[str, str]]:
        """Words made of both that are typed and not saved, by plan and item."""
        typed = {
            item: field.value() for item, (field, offered) in self.merges.items() if field.value().strip() != offered
        }
        kept = self._kept | {self._plan: typed}
        return {plan: items for plan, items in kept.items() if items}

    def go_on(self, kept: Mapping[str, Mapping[str, str]]) -> None:
        """Shows what `begun` gave as soon as its plan is shown."""
        self._kept = {plan: dict(items) for plan, items in kept.items()}
        self.merges.clear()

    def throw_away(self) -> None:
        """Forgets what is typed and not saved."""
        self._kept = {}
        for field, offered in self.merges.values():
            field.set_value(offered)

    def _decide(self, news: News, typed: str) -> QWidget:
        card = Card(news.turn.words, "square-pen", parent=self)
        ours = tr("We hid it.") if news.hidden else news.ours
        texts = Reflow(parent=card, most=3, column_chars=30, even=True)
        gone = tr("It is no longer in the template.")
        for title, words in (
            (tr("The template said"), news.was),
            (tr("It says now"), news.now or gone),
            (tr("Ours"), ours),
        ):
            texts.add(_titled(title, words, texts))
        card.add(texts)
        buttons = self.buttons[news.item] = self._buttons(news, card)
        if news.turn is Turn.REWORDED and not news.hidden and self._may_edit:
            form = Form(card)
            field = NotesField(lines=2)
            form.add(tr("Words made of both"), field, name="merged")
            field.set_value(typed or news.ours)
            self.merges[news.item] = (field, news.ours)
            card.add(form)
            buttons["merge"] = button(
                tr("Save these words"),
                "check",
                press=lambda: self.merge_wanted.emit(news, field.value()),
                parent=card,
            )
        card.body.addLayout(button_row(*buttons.values()))
        return card

    def _buttons(self, news: News, card: QWidget) -> dict[str, QWidget]:
        if not self._may_edit:
            return {}
        keep = tr("Keep it hidden") if news.hidden else tr("Keep ours")
        take = tr("Take theirs") if news.now else tr("Let it go")
        found: dict[str, QWidget] = {}
        if news.may_keep:
            found["keep"] = button(keep, "check", "primary", press=partial(self.keep_wanted.emit, news), parent=card)
        found["take"] = button(take, "arrow-right", press=partial(self.take_wanted.emit, news), parent=card)
        return found

    def _told(self, told: Sequence[News]) -> QWidget:
        card = Card(tr("Changed in the template; you had no words of your own there"), "info", parent=self)
        for one in told:
            card.add(Text(one.turn.words, "strong", card))
            if one.was:
                card.add(Text(tr("Before: {line}", line=one.was), "body", card))
            if one.now:
                card.add(Text(tr("Now: {line}", line=one.now), "body", card))
        self.read_button = button(tr("I have read this"), "check", press=self.read_wanted.emit, parent=card)
        self.read_button.setVisible(self._may_edit)
        card.body.addLayout(button_row(self.read_button))
        return card


def _titled(title: str, words: str, parent: QWidget) -> QWidget:
    part = QWidget(parent)
    lines = QVBoxLayout(part)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.addWidget(Text(title, "strong", part))
    lines.addWidget(Text(words, "body", part, selectable=True))
    lines.addStretch(1)
    return part
