"""The list of the agency's shift patterns, and the usual ones to start from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import ChoiceField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.duty_roster.pattern_check import days_text
from wellness_desktop.roster.duty_roster.pattern_values import OwnPattern, copied
from wellness_desktop.roster.duty_roster.patterns import Pattern, load_patterns

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster


class PatternsView(QWidget):
    """`edit_wanted(OwnPattern)` for one to change or a new one, `remove_wanted(OwnPattern)`."""

    edit_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, roster: "Roster", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self._shipped = [one for one in load_patterns().patterns.values() if one.teams]
        self._may_edit = roster.actor.may(Can.EDIT_SHIFTS)
        self._build()

    def refresh(self) -> None:
        """Shows the patterns there are now."""
        self.table.set_rows(self._roster.own_patterns(), same=lambda one, other: one.id == other.id)

    def start(self) -> None:
        """Ready to open one, or to start a new one."""
        self.refresh()
        if self.table.current() is None:
            self.table.choose(lambda _one: True)
        (self.table if self._roster.own_patterns() else self.usual).setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.table = Table[OwnPattern](
            _columns(),
            tr("Shift patterns of your agency"),
            self,
            enter=tr("open"),
            empty=lambda: EmptyState("layers", tr("Your agency has no shift pattern yet."), detail=_start_words()),
        )
        if self._may_edit:
            self.table.opened.connect(self.edit_wanted)
            self.table.act("Del", tr("remove"), self.remove_wanted.emit)
        column.addWidget(self.table, 1)
        card = Card(tr("A new pattern"), "plus", parent=self)
        form = Form(card)
        self.usual = ChoiceField([(None, tr("Empty, to type your own")), *((one, one.name) for one in self._shipped)])
        form.add(tr("&Start from"), self.usual)
        self.about = Text("", "body", card)
        self.new_button = button(tr("Make the pattern"), "plus", "primary", press=self._new, parent=card)
        self.usual.edited.connect(self._tell)
        card.add(form)
        card.add(self.about)
        form.add_buttons(self.new_button)
        card.setVisible(self._may_edit)
        column.addWidget(card)

    def _tell(self) -> None:
        """What the usual pattern is, and where it comes from."""
        shipped: Pattern | None = self.usual.value()
        if shipped is None:
            self.about.setText("")
            return
        words = [days_text(shipped.sequence), tr(shipped.note) if shipped.note else ""]
        if shipped.check_locally:
            words.append(tr("A usual form of this pattern. Check it against your own."))
        self.about.setText("\n".join(word for word in words if word))

    def _new(self) -> None:
        shipped: Pattern | None = self.usual.value()
        today = self._roster.today
        if shipped is None:
            self.edit_wanted.emit(OwnPattern(first_day=today))
        else:
            self.edit_wanted.emit(copied(shipped, load_patterns(), today))


def _start_words() -> str:
    return tr("Choose a usual pattern below as a start, or type your own.")


def _columns() -> Sequence[Column[OwnPattern]]:
    return [
        Column(tr("Name"), lambda one: one.name, width=0),
        Column(tr("Days"), lambda one: days_text(one.sequence), width=30),
        Column(tr("Teams"), lambda one: ", ".join(team.name for team in one.teams), width=34, optional=True),
    ]
