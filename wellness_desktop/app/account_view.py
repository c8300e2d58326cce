"""One account beside the list, and the forms for a new account and a new passphrase."""

from datetime import tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Role
from wellness_desktop.accounts.service import Account
from wellness_desktop.app.account_states import AccountState, state_of
from wellness_desktop.app.one_of import OneOf
from wellness_desktop.app.settings_pieces import Suggested, weakness
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.fields import ChecksField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.passphrase import PassphraseField
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.when import short_moment

OFFERED = tuple(role for role in Role if role is not Role.MEMBER)
ACCOUNT, NEW, RESET = range(3)


class AccountView(QWidget):
    """Shows an account, or one of two forms. What is pressed comes as a signal; the page does it."""

    roles_wanted = Signal(object, object)
    close_wanted = Signal(object)
    release_wanted = Signal(object)
    reset_wanted = Signal(object, str)
    add_wanted = Signal(str, str, object)
    left_form = Signal()

    def __init__(self, clock: Clock, zone: tzinfo, words: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock, self._zone, self._words = clock, zone, words
        self._account: Account | None = None
        self._build()

    def show_account(self, account: Account, *, mine: bool) -> None:
        """Shows the account; one's own cannot be closed or reset from here."""
        self._account = account
        state = state_of(account, self._clock.now())
        self._card.set_title(account.name)
        self._state.say(state.label, state.chip)
        self._meaning.setText(state.meaning)
        self._meaning.setVisible(bool(state.meaning))
        self._facts.show_facts(self._told(account))
        self._roles.set_values({"roles": tuple(account.roles)})
        self._roles.setVisible(not account.closed)
        self.roles_button.hide()
        self.release_button.setVisible(state is AccountState.LOCKED)
        for one in (self.reset_button, self.close_button):
            one.setVisible(not account.closed and not mine)
        self._own_line.setVisible(mine)
        self._show(ACCOUNT)

    def show_new(self) -> None:
        """Opens the form for a new account."""
        self.new_form.set_values({"name": "", "passphrase": "", "roles": ()})
        self._show(NEW)
        self.new_form.field("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """The form's work is done: back to the account, with nothing typed left behind."""
        self.wipe()
        self._show(ACCOUNT)

    def wipe(self) -> None:
        """Empties all passphrases."""
        for suggested in (self._new_suggested, self._reset_suggested):
            suggested.wipe()

    def _build(self) -> None:
        self._ways = OneOf(self)
        for way in (self._account_card(), self._new_card(), self._reset_card()):
            self._ways.addWidget(way)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._ways)
        column.addStretch(1)

    def _account_card(self) -> Card:
        card = self._card = Card(" ", "user-round", parent=self)
        self._state = Chip("", "ok", card)
        card.body.addLayout(button_row(self._state))
        self._meaning = Text("", "body", card)
        card.add(self._meaning)
        self._facts = Facts((), card)
        card.add(self._facts)
        form = self._roles = Form(card)
        form.add(tr("Roles"), ChecksField([(role, role.label) for role in OFFERED], columns=2), name="roles")
        form.field("roles").edited.connect(self._roles_edited)
        card.add(form)
        self.roles_button = button(tr("Give these roles"), "check", "primary", press=self._want_roles, parent=card)
        self.release_button = button(tr("Release"), "lock", "primary", press=self._want_release, parent=card)
        self.reset_button = button(tr("Reset passphrase"), "key-round", press=self._show_reset, parent=card)
        self.close_button = button(tr("Close account"), "ban", "danger", press=self._want_close, parent=card)
        card.body.addLayout(button_row(self.roles_button, self.release_button, self.reset_button, self.close_button))
        self._own_line = Text(tr("This is you. Change your passphrase under Settings, Your passphrase."), "muted", card)
        card.add(self._own_line)
        return card

    def _new_card(self) -> Card:
        card = Card(tr("New account"), "user-plus", parent=self)
        form = self.new_form = Form(card)
        form.add(
            tr("&Name"), TextField(most=120), tr("They sign in with it."), name="name", required=tr("Type the name.")
        )
        form.add(tr("Roles"), ChecksField([(role, role.label) for role in OFFERED], columns=2), name="roles")
        phrase = form.add(
            tr("First &passphrase"),
            PassphraseField(),
            tr("At least 15 characters. They change it after the first sign-in."),
            name="passphrase",
            required=tr("Type a passphrase, or press Suggest one."),
            check=lambda text: weakness(text, (*self._words, form.values()["name"])),
        )
        card.add(form)
        self._new_suggested = Suggested((phrase,), card)
        card.add(self._new_suggested)
        self.save_button = button(tr("Add account"), "check", "primary", press=self._want_add, parent=card)
        card.body.addLayout(button_row(self.save_button, self._cancel(card)))
        phrase.entered.connect(self._want_add)
        return card

    def _reset_card(self) -> Card:
        card = self._reset = Card(tr("New passphrase"), "key-round", parent=self)
        for line in (
            tr("Only when the old one is forgotten: it makes new keys."),
            tr(
                "Lost for good: whatever was sealed for this person alone, such as a helper's private list, and drafts "
                "that were never saved. "
                "Roster, incidents and plans stay as they are."
            ),
            tr(
                "Family papers: the person cannot read their own any more; two custodians still can. A custodian is "
                "none until let in again, and until each member has sealed again."
            ),
            tr("A helper or coordinator has to be let into the support team again."),
        ):
            card.add(Text(line, "body", card))
        form = self.reset_form = Form(card)
        phrase = form.add(
            tr("New &passphrase"),
            PassphraseField(),
            tr("At least 15 characters. They change it after the first sign-in."),
            name="passphrase",
            required=tr("Type a passphrase, or press Suggest one."),
            check=lambda text: weakness(text, (*self._words, self._account.name if self._account else "")),
        )
        card.add(form)
        self._reset_suggested = Suggested((phrase,), card)
        card.add(self._reset_suggested)
        self.confirm_button = button(tr("Reset the passphrase"), kind="danger", press=self._want_reset, parent=card)
        card.body.addLayout(button_row(self.confirm_button, self._cancel(card)))
        return card

    def _cancel(self, card: Card) -> QWidget:
        return button(tr("Cancel"), press=self._leave_form, parent=card)

    def _told(self, account: Account) -> list[tuple[str, str]]:
        used = short_moment(account.last_used_at, self._zone) if account.last_used_at else tr("Not yet")
        return [(tr("Last used"), used), (tr("Made"), short_moment(account.created_at, self._zone))]

    def _show(self, way: int) -> None:
        self._ways.setCurrentIndex(way)

    def _show_reset(self) -> None:
        if self._account is not None:
            self._reset.set_title(tr("New passphrase for {name}", name=self._account.name))
            self.reset_form.set_values({"passphrase": ""})
            self._show(RESET)
            self.reset_form.field("passphrase").setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_form(self) -> None:
        self.wipe()
        self._show(ACCOUNT)
        self.left_form.emit()

    def _roles_edited(self) -> None:
        account = self._account
        self.roles_button.setVisible(account is not None and self._chosen_roles() != account.roles)

    def _chosen_roles(self) -> frozenset[Role]:
        return frozenset(self._roles.values()["roles"]) | {Role.MEMBER}

    def _want_roles(self) -> None:
        self.roles_wanted.emit(self._account, self._chosen_roles())

    def _want_release(self) -> None:
        self.release_wanted.emit(self._account)

    def _want_close(self) -> None:
        self.close_wanted.emit(self._account)

    def _want_reset(self) -> None:
        if self.reset_form.confirm():
            self.reset_wanted.emit(self._account, self.reset_form.values()["passphrase"])

    def _want_add(self) -> None:
        if self.new_form.confirm():
            values = self.new_form.values()
            self.add_wanted.emit(values["name"], values["passphrase"], frozenset(values["roles"]))
