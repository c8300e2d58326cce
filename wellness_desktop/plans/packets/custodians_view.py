"""The card of the custodians: begun by a planner with two others, then handed on by the custodians themselves."""

from collections.abc import Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.dialogs import confirm
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import ChecksField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.when import short_day
from wellness_desktop.plans.packets.values import LEAST_CUSTODIANS, Custodian, Custody


class CustodiansCard(Card):
    """Says what was chosen by signals; the page does it."""

    begun = Signal(object)
    let_in = Signal(object)
    taken_out = Signal(object)
    code_wanted = Signal()
    trusted = Signal()

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(tr("Custodians"), "users", parent=parent)
        self._zone = zone
        self._about = Text("", "body", self)
        self.add(self._about)
        self.table: Table[Custodian] = Table(
            [
                Column(tr("Name"), lambda one: one.name, width=0),
                Column(tr("Since"), self._since, width=24),
                Column(tr("Let in by"), lambda one: one.let_in_by, width=26),
            ],
            tr("Custodians"),
            self,
            empty=lambda: EmptyState("users", tr("There are no custodians yet.")),
            enter=tr("look"),
            lines=3,
        )
        self.table.act("T", "", self._ask_out_if_mine)
        self._mine = False
        self.add(self.table)
        self._begin_part = self._begin_form()
        self._in_part = self._in_form()
        self.code_button = button(tr("Make the chief's sealed code"), "key-round", press=self._ask_code, parent=self)
        self.trust_button = button(
            tr("I compared the letters in person"), "check", press=self.trusted.emit, parent=self
        )
        self.out_button = button(tr("T: take out, or step down"), "x", press=self._ask_chosen_out, parent=self)
        self.body.addLayout(button_row(self.code_button, self.out_button, self.trust_button))

    def show_custody(self, custody: Custody, others: Sequence[tuple[UUID, str]], *, may_begin: bool) -> None:
        """Shows who they are, and what this person may do about it."""
        self.table.set_rows(custody.custodians, same=lambda one, two: one.account_id == two.account_id)
        self.table.setVisible(not custody.swapped)
        self._about.setText(_about_words(custody, self._zone))
        begins = may_begin and not custody.swapped and not custody.mine and not custody.is_set_up
        finishes = may_begin and custody.mine and not custody.is_set_up
        self._begin_part.setVisible(begins or finishes)
        self._in_part.setVisible(custody.mine and custody.is_set_up and bool(others))
        if begins or finishes:
            self._offer_checks(others)
        self._who.offer(others)
        self._mine = custody.mine
        self.code_button.setVisible(custody.mine)
        self.out_button.setVisible(custody.mine)
        if self.table.current() is None:
            self.table.choose(lambda _one: True)
        words = tr("Make a new sealed code") if custody.code_made_at else tr("Make the chief's sealed code")
        self.code_button.setText(words)
        self.code_button.setAccessibleName(words)
        self.trust_button.setVisible(custody.swapped)

    def _begin_form(self) -> QWidget:
        self._begin = Form(self)
        self._checks: ChecksField | None = None
        self.add(self._begin)
        return self._begin

    def _offer_checks(self, others: Sequence[tuple[UUID, str]]) -> None:
        """The names are known only now, so the form is filled when it is first shown."""
        if self._checks is not None:
            return
        self._checks = self._begin.add(
            tr("&Who shall be custodian besides you"),
            ChecksField(others),
            tr("At least two. Choose people who are not away on the same days, and one who is no friend of the other."),
            name="others",
        )
        begin = button(tr("Begin with these"), "check", "primary", press=self._begin_now, parent=self._begin)
        self._begin.add_buttons(begin)

    def _in_form(self) -> QWidget:
        form = Form(self, columns=2)
        self._who: ChoiceField = form.add(tr("&Let somebody in"), ChoiceField(empty=tr("Choose a person")), name="who")
        form.add_buttons(button(tr("Let in"), "check", press=self._let_in, parent=form))
        self.add(form)
        return form

    def _begin_now(self) -> None:
        if self._checks is not None:
            self.begun.emit(self._checks.value())

    def _let_in(self) -> None:
        if self._who.value() is not None:
            self.let_in.emit(self._who.value())

    def _ask_chosen_out(self) -> None:
        one = self.table.current()
        if one is not None:
            self._ask_out(one)

    def _ask_out_if_mine(self, one: Custodian) -> None:
        if self._mine:
            self._ask_out(one)

    def _ask_out(self, one: Custodian) -> None:
        confirm(
            self,
            tr("Take {name} out of the custodians?", name=one.name),
            tr("Papers sealed before stay open to them, with a second one, until each member seals again."),
            do=tr("Take out"),
            then=lambda: self.taken_out.emit(one.account_id),
        )

    def _ask_code(self) -> None:
        confirm(
            self,
            tr("Make a sealed code?"),
            tr(
                "It is printed once, for an envelope. An older sheet opens older papers until their members seal again."
            ),
            do=tr("Make it and print"),
            then=self.code_wanted.emit,
        )

    def _since(self, one: Custodian) -> str:
        if one.since is None:
            return tr("Not finished: let in again")
        return short_day(one.since.astimezone(self._zone).date())


def _about_words(custody: Custody, zone: ZoneInfo) -> str:
    if custody.swapped:
        return tr(
            "The custodians' keys are not those you saw before. Compare these letters with one in person: {letters}",
            letters=custody.fingerprint,
        )
    if not custody.custodians:
        return tr("Two custodians together open a member's papers, never one alone. A planner names the first three.")
    said = []
    if not custody.is_set_up:
        said.append(tr("There should be {count} at least: one of them may be away.", count=LEAST_CUSTODIANS))
    if custody.code_made_at is not None:
        day = short_day(custody.code_made_at.astimezone(zone).date())
        said.append(tr("The chief's sealed code was made on {day}.", day=day))
    else:
        said.append(tr("There is no sealed code yet."))
    said.append(tr("Letters to compare in person: {letters}", letters=custody.fingerprint))
    return " ".join(said)
