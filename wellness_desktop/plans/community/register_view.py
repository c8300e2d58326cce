"""The register of partners: who is due, what to say, and one key to write down that we spoke."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.fields import TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.community.partners import DueList, Partner, PartnerKind, Talk
from wellness_desktop.plans.community.words import due_words, last_words, partner_pairs, talk_words
from wellness_desktop.plans.merged import MessageBody
from wellness_desktop.plans.reading_text import plain

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans

TALKS_SHOWN = 5


class RegisterView(QWidget):
    """The list, and beside it the chosen partner with what to say."""

    talked = Signal(object, object, bool, str)
    """The partner, the day, whether we met in person, and a line about it."""
    open_wanted = Signal(object)
    """The id of a partner to change; None for a new one."""
    town_wanted = Signal()
    calls_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans = plans
        self._may_edit = plans.actor.may(Can.EDIT_PLANS)
        self._may_log = plans.actor.may(Can.USE_PLANS)
        self._build()

    def show_register(
        self, partners: Sequence[Partner], due: DueList, missing: Sequence[PartnerKind], message: MessageBody
    ) -> None:
        """Shows the register as it is now; the chosen partner stays chosen."""
        self._say.setText("\n\n".join(plain(part) for part in message.paragraphs))
        self._due.setText("\n".join(due_words(due, len(partners))))
        self._kinds.setText(
            tr("Nobody yet for: {kinds}.", kinds=", ".join(kind.label for kind in missing))
            if missing
            else tr("Somebody stands for every kind.")
        )
        self._beside.show_only_main(not partners)
        self.table.set_rows(partners)
        if self.table.current() is None and partners:
            first = due.not_contacted[0] if due.not_contacted else partners[0]
            self.table.choose(lambda one: one.id == first.id)
        self._show(self.table.current())

    def choose(self, partner: UUID) -> None:
        """Goes to a partner in the list."""
        self.table.choose(lambda one: one.id == partner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit_facts)

    def theme_changed(self) -> None:
        QTimer.singleShot(0, self, self._fit_facts)

    def _fit_facts(self) -> None:
        """Gives the facts the height that their words need at this width: beside the list nothing else asks for it."""
        self._facts.setMinimumHeight(max(0, self._facts.heightForWidth(self._facts.width())))

    def _build(self) -> None:
        head = Card(tr("Before anything happens"), "handshake", parent=self)
        self._due = Text("", "strong", head)
        self._kinds = Text("", "muted", head)
        head.add(self._due)
        head.add(self._kinds)
        self.add_button = button(
            tr("Add a partner"), "user-plus", "primary", press=lambda: self.open_wanted.emit(None), parent=head
        )
        self.add_button.setVisible(self._may_edit)
        self.town_button = button(tr("Where we showed up"), "chart-column", press=self.town_wanted.emit, parent=head)
        self.calls_button = button(
            tr("Whom each plan calls first"), "phone-call", press=self.calls_wanted.emit, parent=head
        )
        self.print_button = button(tr("Print"), "printer", press=self.print_wanted.emit, parent=head)
        self.print_button.setVisible(self._plans.actor.may(Can.PRINT_CONFIDENTIAL))
        head.body.addLayout(button_row(self.add_button, self.town_button, self.calls_button, self.print_button))
        self._build_table()
        self._beside = Beside(self.table, self._side(), self, back=tr("Back to the partners"), share=46)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(head)
        column.addWidget(self._beside, 1)

    def _build_table(self) -> None:
        today = self._plans.today
        self.table = Table[Partner](
            [
                Column(tr("Partner"), lambda one: one.line.who or tr("left the roster"), width=0),
                Column(
                    tr("Last talk"),
                    lambda one: last_words(one, today),
                    sort=lambda one: one.last_contact,
                    icon=lambda one: "clock" if one.is_due(today) else "check",
                    tint=lambda one: "on_warn_soft" if one.is_due(today) else "muted",
                    width=20,
                ),
                Column(tr("Kind"), lambda one: one.line.kind_words, width=18, optional=True),
            ],
            tr("Partners"),
            self,
            filter_hint=tr("Find a partner"),
            enter=tr("show"),
            empty=lambda: EmptyState(
                "handshake",
                tr("No partners yet. Begin with the pastor and the school principal."),
                tr("Add a partner") if self._may_edit else "",
                lambda: self.open_wanted.emit(None),
                detail=tr("A call on a quiet day makes the call on the bad one possible."),
            ),
            lines=9,
        )
        if self._may_log:
            self.table.act("T", tr("we spoke"), lambda one: self._talked(one, met=False))
            self.table.act("M", tr("we met"), lambda one: self._talked(one, met=True))
        if self._may_edit:
            self.table.act("C", tr("change"), lambda one: self.open_wanted.emit(one.id))
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _one: self._beside.show_detail())

    def _side(self) -> QWidget:
        side = QWidget(self)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(16)
        self.card = Card(tr("Partner"), "user-round", parent=side)
        self._facts = Facts(parent=self.card)
        self.card.add(self._facts)
        self._talks = Text("", "body", self.card)
        self.card.add(self._talks)
        self.form = Form(self.card)
        self.form.add(tr("&Day"), DateField(self._plans.clock, self._plans.zone), tr("T is today."), name="day")
        self.form.add(
            tr("&What came of it"),
            TextField(most=300),
            tr("One line, or nothing. What they asked for, what we promised."),
            name="note",
        )
        self.card.add(self.form)
        self.spoke_button = button(
            tr("We spoke"), "phone", "primary", press=lambda: self._log(met=False), parent=self.card
        )
        self.met_button = button(tr("We met"), "handshake", press=lambda: self._log(met=True), parent=self.card)
        self.change_button = button(tr("Change"), "pencil", press=self._change, parent=self.card)
        self.card.body.addLayout(button_row(self.spoke_button, self.met_button, self.change_button))
        for part in (self.form, self.spoke_button, self.met_button):
            part.setVisible(self._may_log)
        self.change_button.setVisible(self._may_edit)
        right.addWidget(self.card)
        say = Card(tr("What to say in a crisis (COMM-1)"), "message-circle", parent=side)
        self._say = Text("", "body", say, selectable=True)
        say.add(self._say)
        right.addWidget(say)
        right.addStretch(1)
        return side

    def _show(self, one: Partner | None) -> None:
        if one is None:
            return
        self.card.set_title(one.line.who or tr("Left the roster: choose again"))
        self._facts.show_facts(partner_pairs(one, self._plans.today))
        self._fit_facts()
        talks: Sequence[Talk] = self._plans.talks(one.id)
        lines = [talk_words(talk) for talk in talks[:TALKS_SHOWN]]
        if len(talks) > TALKS_SHOWN:
            lines.append(
                tr_count("{count} earlier talk", "{count} earlier talks", len(talks) - TALKS_SHOWN),
            )
        self._talks.setText("\n".join(lines))
        self._talks.setVisible(bool(lines))
        self.form.set_values({"day": self._plans.today, "note": ""})

    def _log(self, *, met: bool) -> None:
        one = self.table.current()
        if one is not None and self.form.confirm():
            self._talked(one, met=met)

    def _talked(self, one: Partner, *, met: bool) -> None:
        values = self.form.values()
        self.talked.emit(one, values["day"], met, values["note"])

    def _change(self) -> None:
        one = self.table.current()
        if one is not None:
            self.open_wanted.emit(one.id)
