"""Two versions of a plan beside each other, section by section, in words."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.own_words.difference import Kind, LineChange, SectionChange
from wellness_desktop.plans.plan_view import empty_out

if TYPE_CHECKING:
    from wellness_desktop.plans.own_words.review_desk import Comparison, VersionChoice
    from wellness_desktop.plans.service import Plans

NOW = "now"
"""Stands for the plan as it is, among the versions by id."""


class VersionsView(QWidget):
    """Choose two versions; below stands what differs."""

    compare_wanted = Signal(object, object)
    print_wanted = Signal(object, object)

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_print = plans.actor.may(Can.PRINT_CONFIDENTIAL)
        self._build()

    def offer(self, versions: "tuple[VersionChoice, ...]") -> None:
        """Offers these; the newest approved one is held against the plan as it stands."""
        choices = [(one.id or NOW, one.words) for one in versions]
        for field in (self.older, self.newer):
            field.offer(choices)
        self.older.set_value(versions[1].id if len(versions) > 1 else NOW)
        self.newer.set_value(NOW)
        self._none.setVisible(len(versions) < 2)
        self.form.setVisible(len(versions) > 1)
        self.print_button.setVisible(self._may_print and len(versions) > 1)
        self.older.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> tuple[UUID | None, UUID | None]:
        """The two versions; None is the plan as it stands now."""
        older, newer = (None if field.value() == NOW else field.value() for field in (self.older, self.newer))
        return older, newer

    def show_comparison(self, found: "Comparison") -> None:
        """Shows what differs."""
        empty_out(self._sections)
        count = sum(len(section.lines) for section in found.sections)
        self.sum.setText(
            tr_count("{count} line differs.", "{count} lines differ.", count)
            if count
            else tr("Nothing differs between the two.")
        )
        self.sum.setVisible(not self.form.isHidden())
        for section in found.sections:
            self._sections.addWidget(self._section(section))

    @property
    def text(self) -> str:
        """Everything that is shown below, for reading aloud."""
        return "\n".join(line.text() for line in self._content.findChildren(Text) if not line.isHidden())

    def _build(self) -> None:
        card = Card(tr("Compare"), "history", parent=self)
        self._none = Text(tr("This plan was never approved, so there is no older version yet."), "body", card)
        card.add(self._none)
        self.form = Form(card, columns=2)
        self.older, self.newer = ChoiceField(), ChoiceField()
        self.form.add(tr("Before"), self.older, name="older")
        self.form.add(tr("After"), self.newer, name="newer")
        card.add(self.form)
        self.sum = Text("", "strong", card)
        card.add(self.sum)
        self.print_button = button(tr("Print what changed"), "printer", press=self._print, parent=card)
        card.body.addLayout(button_row(self.print_button))
        self._content = QWidget(self)
        self._sections = QVBoxLayout(self._content)
        self._sections.setContentsMargins(0, 0, 0, 0)
        self._sections.setSpacing(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(card)
        column.addWidget(self._content)
        column.addStretch(1)
        for field in (self.older, self.newer):
            field.edited.connect(lambda: self.compare_wanted.emit(*self.chosen()))

    def _print(self) -> None:
        self.print_wanted.emit(*self.chosen())

    def _section(self, section: SectionChange) -> QWidget:
        card = Card(tr("{code}  {title}", code=section.id, title=section.title), parent=self._content)
        for line in section.lines:
            for words, style in _told(line):
                card.add(Text(words, style, card, selectable=style == "body"))
        return card


def _told(line: LineChange) -> list[tuple[str, str]]:
    """A change in words that need no color."""
    if line.kind is Kind.CHANGED:
        out = tr("Words taken out: {words}", words=" … ".join(line.out)) if line.out else ""
        put_in = tr("Words put in: {words}", words=" … ".join(line.put_in)) if line.put_in else ""
        told = [(line.kind.words, "strong"), (tr("Before: {line}", line=line.was), "body")]
        told += [(tr("After: {line}", line=line.now), "body")]
        return told + [(words, "small") for words in (out, put_in) if words]
    return [(line.kind.words, "strong"), (line.now or line.was, "body")]
