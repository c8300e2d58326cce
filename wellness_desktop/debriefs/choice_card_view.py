"""One proposed choice as a card: when, who, why this time, who cannot come and what they are offered instead."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.proposal_facts import Choice, IndividualOffer, ProposedSession
from wellness_desktop.debriefs.proposal_words import names_text
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.session_values import Booking, Proposed
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.when import moment_text, span_text


class ChoiceCard(Card):
    """One choice. `taken` carries its bookings, `look_wanted` its place in the list; a `number` of 0 is a time that
    was tried out.
    """

    taken = Signal(object)
    look_wanted = Signal(int)

    def __init__(
        self,
        debriefs: Debriefs,
        proposed: Proposed,
        choice: Choice,
        number: int,
        *,
        first: bool,
        parent: QWidget | None = None,
    ) -> None:
        title = _title(debriefs, choice)
        numbered = tr("{number}. {title}", number=number, title=title) if number else tr("Tried: {title}", title=title)
        super().__init__(numbered, parent=parent, flat=True)
        self._number = number
        self._book: list[QWidget] = []
        self._debriefs = debriefs
        self._proposed = proposed
        self._choice = choice
        if choice.reasons:
            self.add(Text(" ".join(choice.reasons), "strong", self))
        for session in choice.sessions:
            self._add_session(session, several=len(choice.sessions) > 1)
        self._add_individuals(choice.individuals)
        self._add_buttons(first=first)

    def _add_session(self, session: ProposedSession, *, several: bool) -> None:
        zone, names = self._debriefs.zone, self._proposed.names
        if several:
            self.add(Text(span_text(session.starts, session.ends, zone), "strong", self))
        sure = [names[who] for who in session.members if who not in session.not_known]
        if sure:
            self.add(Text(names_text(sure), "body", self))
        if session.not_known:
            asked = names_text([names[who] for who in session.not_known])
            self.add(Text(tr("To be asked: {names}", names=asked), "body", self))
        if session.leaders:
            self.add(
                Text(tr("Led by {names}.", names=names_text([names[who] for who in session.leaders])), "body", self)
            )
        if session.needs:
            self.add(Chip(tr("Tentative"), "info", self))
            self.add(Text(" ".join(need.label for need in session.needs), "body", self))
        self.add(Text(" ".join(session.reasons), "muted", self))
        if session.warnings:
            self.add(Text(tr("Please confirm: {warnings}", warnings=" ".join(session.warnings)), "body", self))

    def _add_individuals(self, offers: Sequence[IndividualOffer]) -> None:
        names = self._proposed.names
        for offer in offers:
            # In a kind of support for one person, everybody has the same reason: it is for one person.
            reason = offer.reason if self._proposed.request.intervention.group else ""
            parts = [tr("{name}:", name=names[offer.attendee]), reason, self._offered(offer)]
            self.add(Text(" ".join(part for part in parts if part), "small", self))

    def _offered(self, offer: IndividualOffer) -> str:
        if offer.helper is None:
            return tr("Offer a helper from elsewhere.")
        helper = self._proposed.names[offer.helper]
        if offer.starts is None:
            return tr("Offer a contact with {helper}; no common time is free yet.", helper=helper)
        when = moment_text(offer.starts, self._debriefs.zone)
        if not offer.known:
            words = tr("Offer a call from {helper}; ask if {when} suits.", helper=helper, when=when)
            return words if offer.by_phone else tr("Offer {helper}; ask if {when} suits.", helper=helper, when=when)
        if offer.by_phone:
            return tr("Offer a call from {helper}, {when}.", helper=helper, when=when)
        return tr("Offer a contact with {helper}, {when}.", helper=helper, when=when)

    def _add_buttons(self, *, first: bool) -> None:
        buttons = []
        sessions = bookings_of(self._proposed, self._choice)
        if sessions:
            words = tr_count("Book this session", "Book these {count} sessions", len(sessions))
            take = button(words, "calendar-check", "primary" if first else "", parent=self)
            take.clicked.connect(lambda _on=False: self.taken.emit(sessions))
            buttons.append(take)
        contacts = contacts_of(self._proposed, self._choice)
        if contacts:
            words = tr_count("Book {count} contact", "Book {count} contacts", len(contacts))
            kind = "primary" if first and not sessions else ""
            also = button(words, "handshake", kind, parent=self)
            also.clicked.connect(lambda _on=False: self.taken.emit(contacts))
            buttons.append(also)
        self._book = list(buttons)
        if sessions and self._number:
            spoken = tr("{title}: show on the days", title=self.title.text())
            look = button(tr("Show on the days"), "calendar-days", "link", spoken=spoken, parent=self)
            look.setToolTip(tr("Key: {number}", number=self._number))
            look.clicked.connect(lambda _on=False: self.look_wanted.emit(self._number - 1))
            buttons.append(look)
        self.body.addLayout(button_row(*buttons))

    def focus_book(self) -> None:
        """Puts the cursor on what books this choice."""
        if self._book:
            self._book[0].setFocus(Qt.FocusReason.OtherFocusReason)


def bookings_of(proposed: Proposed, choice: Choice) -> list[Booking]:
    """The sessions of a choice as bookings."""
    return [
        Booking(
            kind=proposed.kind,
            starts=session.starts,
            minutes=proposed.request.minutes,
            members=session.members,
            leaders=session.leaders,
            covers=session.covers,
            posts=session.posts,
            by_phone=frozenset(session.by_phone),
        )
        for session in choice.sessions
    ]


def contacts_of(proposed: Proposed, choice: Choice) -> list[Booking]:
    """The one-on-one contacts of a choice that have a helper and a time, as bookings."""
    group = proposed.request.intervention.group
    kind = Kind.ONE_ON_ONE if group else proposed.kind
    minutes = proposed.request.individual_minutes if group else proposed.request.minutes
    return [
        Booking(
            kind=kind,
            starts=offer.starts,
            minutes=minutes,
            members=(offer.attendee,),
            leaders=(offer.helper,),
            by_phone=frozenset({offer.helper} if offer.by_phone else ()),
        )
        for offer in choice.individuals
        if offer.helper is not None and offer.starts is not None
    ]


def _title(debriefs: Debriefs, choice: Choice) -> str:
    if not choice.sessions:
        return tr("One-on-one contacts") if choice.individuals else tr("Everybody is asked")
    if len(choice.sessions) == 1:
        return span_text(choice.sessions[0].starts, choice.sessions[0].ends, debriefs.zone)
    return tr_count("{count} session", "{count} sessions", len(choice.sessions))
