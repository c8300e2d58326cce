"""Family papers of others: who the custodians are, and how two of them open somebody's papers."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.screens import ScreensPage, screen
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.when import day_words, short_day, short_moment
from wellness_desktop.plans.days import months_later
from wellness_desktop.plans.packets.custodians_view import CustodiansCard
from wellness_desktop.plans.packets.family_page import OfferSealed
from wellness_desktop.plans.packets.opened_view import OpenedView
from wellness_desktop.plans.packets.service import Packets
from wellness_desktop.plans.packets.values import DUE_AFTER_MONTHS, Envelope, Opened, PacketLine, Reason, Request


class CustodyPage(ScreensPage):
    """Everybody sees who the custodians are; the rest is for custodians."""

    back = Signal()

    def __init__(
        self,
        packets: Packets,
        paper: Callable[[], Any],
        offer: OfferSealed,
        offer_code: Callable[[QWidget, bytes], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            tr("Family papers of others"),
            tr("Opened by two custodians together, or by one and the chief's sealed code. The member is always told."),
            parent,
        )
        self._packets, self._paper, self._offer, self._offer_code = packets, paper, offer, offer_code
        self.add_action(button(tr("All settings"), "arrow-left", press=self.back.emit, parent=self))
        self.refresh()
        self.open_screen(self.overview)

    def refresh(self) -> None:
        """Shows what there is now."""
        with self.attempt():
            _ = self.overview
            custody = self._packets.custody()
            may_begin = self._packets.actor.may(Can.BEGIN_CUSTODY)
            self.custodians.show_custody(custody, self._packets.may_become_custodians(), may_begin=may_begin)
            for card in (self._papers, self._waiting, self._envelopes_card):
                card.setVisible(custody.mine)
            if custody.mine:
                self.table.set_rows(self._packets.packets(), same=lambda one, two: one.account_id == two.account_id)
                self.requests.set_rows(self._packets.requests())
                self.envelopes.set_rows(self._packets.envelopes())
                self._waiting.setVisible(bool(self.requests.rows.total))
                self._envelopes_card.setVisible(bool(self.envelopes.rows.total))
                for table in (self.table, self.requests, self.envelopes):
                    if table.current() is None:
                        table.choose(lambda _one: True)

    # ------------------------------------------------------------------------------------------------- building

    @screen
    def overview(self) -> QWidget:
        """The cards."""
        made = QWidget(self.screens_parent)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.custodians = CustodiansCard(self._packets.zone, made)
        self.custodians.begun.connect(self._begin)
        self.custodians.let_in.connect(self._let_in)
        self.custodians.taken_out.connect(self._take_out)
        self.custodians.code_wanted.connect(self._make_code)
        self.custodians.trusted.connect(self._trust)
        for card in (self._waiting_card(made), self._papers_card(made), self.custodians, self._envelope_card(made)):
            column.addWidget(card)
        column.addStretch(1)
        return self.take_in(made)

    @screen
    def opened(self) -> OpenedView:
        """Papers in the hands of two."""
        view = OpenedView(self.screens_parent)
        view.closed.connect(self._close)
        view.print_wanted.connect(self._print)
        return self.take_in(view)

    def _papers_card(self, parent: QWidget) -> Card:
        card = self._papers = Card(tr("Who has written papers"), "lock", parent=parent)
        self.form = Form(card, columns=2)
        self.form.add(
            tr("&Reason"),
            ChoiceField([(one, one.label) for one in Reason], empty=tr("Choose a reason")),
            name="reason",
            required=tr("Choose why they are to be opened."),
        )
        self.form.add(
            tr("The &sealed code, if there is no second custodian"),
            TextField(most=60),
            tr("From the chief's envelope. Otherwise leave it empty."),
            name="code",
        )
        self.table: Table[PacketLine] = Table(
            [
                Column(tr("Member"), lambda one: one.name, width=0),
                Column(tr("Looked at"), lambda one: short_day(one.reviewed_on), width=16, optional=True),
                Column(tr("Opens"), _opens_words, width=40),
            ],
            tr("Who has written papers"),
            card,
            enter=tr("ask to open"),
            empty=lambda: EmptyState(
                "lock", tr("Nobody has written any."), detail=tr("It is voluntary. Say at roll call that it is there.")
            ),
            lines=4,
        )
        self.table.act("O", tr("ask to open with a second custodian"), self._ask)
        self.table.act("C", tr("open with the sealed code"), self._with_code)
        self.table.opened.connect(self._ask)
        card.add(self.table)
        card.add(self.form)
        ask = button(tr("Ask to open"), "users", "primary", press=lambda: self._on(self.table, self._ask), parent=card)
        code = button(
            tr("Open with the sealed code"),
            "key-round",
            press=lambda: self._on(self.table, self._with_code),
            parent=card,
        )
        card.body.addLayout(button_row(ask, code))
        return card

    def _waiting_card(self, parent: QWidget) -> Card:
        card = self._waiting = Card(tr("Waits for the second custodian"), "hourglass", parent=parent)
        self.requests: Table[Request] = Table(
            [
                Column(tr("Papers of"), lambda one: one.name, width=0),
                Column(tr("Asked by"), lambda one: one.asked_by, width=24),
                Column(tr("Reason"), lambda one: one.reason.label, width=34),
                Column(tr("Until"), lambda one: short_moment(one.until, self._packets.zone), width=20),
            ],
            tr("Waits for the second custodian"),
            card,
            enter=tr("confirm and open"),
            lines=3,
        )
        self.requests.act("K", tr("confirm and open"), self._confirm)
        self.requests.act("W", tr("refuse or take back"), self._withdraw)
        self.requests.opened.connect(self._confirm)
        card.add(
            Text(tr("Whoever asked locks the program; the second custodian signs in here and confirms."), "muted", card)
        )
        card.add(self.requests)
        confirm = button(
            tr("Confirm and open"),
            "check",
            "primary",
            press=lambda: self._on(self.requests, self._confirm),
            parent=card,
        )
        refuse = button(
            tr("Refuse or take back"), "x", press=lambda: self._on(self.requests, self._withdraw), parent=card
        )
        card.body.addLayout(button_row(confirm, refuse))
        return card

    def _envelope_card(self, parent: QWidget) -> Card:
        card = self._envelopes_card = Card(tr("Envelopes on paper"), "printer", parent=parent)
        self.envelopes: Table[Envelope] = Table(
            [
                Column("", lambda one: tr("Destroy") if one.destroy else "", width=12),
                Column(tr("Name on it"), lambda one: one.name, width=0),
                Column(tr("Sealed on"), lambda one: short_day(one.printed_on), width=16),
                Column(tr("Kept at"), lambda one: one.kept_at, width=30),
            ],
            tr("Envelopes on paper"),
            card,
            enter=tr("it was destroyed"),
            lines=3,
        )
        self.envelopes.act("D", tr("it was destroyed, unopened"), self._gone)
        self.envelopes.opened.connect(self._gone)
        card.add(self.envelopes)
        return card

    # ---------------------------------------------------------------------------------------------------- doing

    def _on(self, table: Table[Any], do: Callable[[Any], object]) -> None:
        row = table.current()
        if row is not None:
            do(row)

    def _ask(self, one: PacketLine) -> None:
        if not self.form.confirm():
            return
        with self.attempt():
            done = self._packets.ask_to_open(one.account_id, self.form.values()["reason"])
            self.refresh()
            self.banner.say(
                tr("Asked. Lock the program now, and let a second custodian sign in and confirm."),
                self._undoing(done.undo),
            )

    def _with_code(self, one: PacketLine) -> None:
        if not self.form.confirm():
            return
        values = self.form.values()
        with self.attempt():
            opened = self._packets.open_with_code(one.account_id, values["reason"], values["code"])
            self.form.set_values({"code": ""})
            self._show(opened)

    def _confirm(self, one: Request) -> None:
        with self.attempt():
            self._show(self._packets.confirm_opening(one.id))

    def _withdraw(self, one: Request) -> None:
        with self.attempt():
            self._packets.withdraw(one.id)
            self.refresh()
            self.banner.say(tr("The request is gone. Nothing was opened."))

    def _show(self, opened: Opened) -> None:
        self.opened.show_opened(opened)
        self.open_screen(self.opened)
        self.banner.note(tr("Opened. {name} is told at the next sign-in.", name=opened.name))

    def _close(self) -> None:
        self.open_screen(self.overview)
        self.banner.clear()
        self.refresh()

    def _print(self) -> None:
        opened = self.opened.shown
        if opened is None:
            return
        with self.attempt():
            from wellness_desktop.plans.packets.prints import sealed_sheet

            again = months_later(opened.reviewed_on, DUE_AFTER_MONTHS)
            destroy = [one for one in self._packets.envelopes() if one.destroy]
            pdf = sealed_sheet(opened.name, opened.papers, again, self._paper(), destroy=destroy)
            self._offer(self, pdf, lambda: self._packets.note_envelope(opened.account_id, opened.name, ""))

    def _begin(self, others: tuple[Any, ...]) -> None:
        with self.attempt():
            self._packets.begin_custody(others)
            self.refresh()
            self.banner.say(tr("The custodians can be asked from now on. Make the chief's sealed code next."))

    def _let_in(self, account: Any) -> None:
        with self.attempt():
            done = self._packets.let_in_custodian(account)
            self.refresh()
            self.banner.say(tr("Let in. They open papers once each member has sealed again."), self._undoing(done.undo))

    def _take_out(self, account: Any) -> None:
        with self.attempt():
            done = self._packets.put_out_custodian(account)
            self.refresh()
            self.banner.say(tr("No custodian any more. Each member is asked to seal again."), self._undoing(done.undo))

    def _make_code(self) -> None:
        with self.attempt():
            from wellness_desktop.plans.packets.prints import code_sheet

            self._offer_code(self, code_sheet(self._packets.make_sealed_code(), self._paper()))
            self.refresh()
            self.banner.say(
                tr("Print the sheet now: the code is shown only this once. Members are asked to seal again.")
            )

    def _trust(self) -> None:
        with self.attempt():
            self._packets.trust_custodians()
            self.refresh()

    def _gone(self, one: Envelope) -> None:
        with self.attempt():
            done = self._packets.envelope_gone(one.id)
            self.refresh()
            self.banner.say(
                tr("Noted: destroyed on {day}.", day=day_words(self._packets.today)), self._undoing(done.undo)
            )

    def _undoing(self, undo: Callable[[], None]) -> Callable[[], None]:
        def back() -> None:
            undo()
            self.refresh()

        return back


def _opens_words(one: PacketLine) -> str:
    if one.waits_for:
        return tr("{name} asked; waits for a second one", name=one.waits_for)
    if one.opens:
        return tr("With a second custodian, or the code") if one.opens_with_code else tr("With a second custodian")
    if one.opens_with_code:
        return tr("With the sealed code")
    return tr("Not with you: their member has to seal again")
