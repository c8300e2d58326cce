"""Proposals to choose from: when, who, why this time, who cannot come and what they are offered instead."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.incident_values import Incident
from wellness_desktop.debriefs.proposal_facts import Choice, IndividualOffer, ProposedSession
from wellness_desktop.debriefs.proposal_words import names_text
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.session_values import Booking, Proposed
from wellness_desktop.debriefs.unknown_times_view import UnknownTimes
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.fields import ChoiceField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import MomentField
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.when import moment_text, span_text

FIRST_SHOWN = 2
"""Choices shown at once; the others are a button away, so that a tired person reads two, not five."""


class ProposalsView(Card):
    """The choices for one kind of support. `book_wanted` carries the bookings of the choice that was taken."""

    book_wanted = Signal(object)
    shifts_wanted = Signal(object)
    """The person whose shifts nobody has entered yet."""

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(tr("Proposed times"), "calendar-clock", parent=parent)
        self._debriefs = debriefs
        self._proposed: Proposed | None = None
        self._incident: Incident | None = None
        self._all = False
        self._build_proposals()

    def show_incident(self, incident: Incident, kind: Kind | None = None) -> None:
        """Proposes for an incident: the usual kind first, or the one that was chosen before for it."""
        same = self._incident is not None and self._incident.id == incident.id
        self._incident = incident
        interventions = self._debriefs.protocols.interventions
        self.kind.offer([(one, interventions[one].name) for one in self._debriefs.kinds(incident.id)])
        if kind is not None or not same:
            self._all = False
            self.kind.set_value(kind or self._debriefs.usual_kind(incident))
        self._propose()

    @property
    def proposed(self) -> Proposed | None:
        """What is shown now."""
        return self._proposed

    def _build_proposals(self) -> None:
        form = Form(self)
        self.kind = ChoiceField()
        self.kind.edited.connect(self._chosen)
        form.add(tr("&Kind of support"), self.kind)
        self._about = Text("", "muted", self)
        self.choices = Reflow((), self, most=2, column_chars=46)
        self._more = button(tr("Show more choices"), "chevron-down", "link", press=self._show_all, parent=self)
        self.other = MomentField(self._debriefs.clock, self._debriefs.zone)
        self._trying = QWidget(self)
        other = Form(self._trying)
        other.add(tr("&Try another time"), self.other, tr("Shows at once who could come and who could not."))
        other.add_buttons(button(tr("What would it mean?"), "search", press=self._try_time, parent=self))
        inner = QVBoxLayout(self._trying)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(other)
        self.add(form)
        self.add(self._about)
        self.unknown = UnknownTimes(self)
        self.unknown.shifts_wanted.connect(self.shifts_wanted)
        self.add(self.unknown)
        self.add(self.choices)
        self.body.addLayout(button_row(self._more))
        self.add(self._trying)

    def _chosen(self) -> None:
        self._all = False
        self._propose()

    def _show_all(self) -> None:
        self._all = True
        self._show(self._proposed.proposals.choices if self._proposed else ())

    def _propose(self) -> None:
        incident, kind = self._incident, self.kind.value()
        if incident is None or kind is None:
            return
        intervention = self._debriefs.protocols.interventions[kind]
        self._about.setText(self._about_words(incident, kind))
        self._trying.setVisible(intervention.group)
        try:
            self._proposed = self._debriefs.proposals(incident.id, kind)
        except Problem as problem:
            self._proposed = None
            self.unknown.hide()
            self.choices.clear()
            self.choices.add(Text(f"{problem.title} {problem.advice}", "body", self.choices), wide=True).show()
            self._more.hide()
            return
        self.unknown.show_people(self._proposed.request.attendees)
        self._show(self._proposed.proposals.choices)

    def _about_words(self, incident: Incident, kind: Kind) -> str:
        """What the kind is; and for whoever does not see who is booked, that something is."""
        debriefs = self._debriefs
        words = " ".join((tr(debriefs.protocols.interventions[kind].about), debriefs.ranges(incident)[kind]))
        booked = any(one.kind is kind and one.state.is_ahead for one in debriefs.sessions(incident.id))
        if booked and not debriefs.opens_sealed:
            return " ".join((words, tr("A session of this kind is booked already.")))
        return words

    def _show(self, choices: Sequence[Choice], tried: Choice | None = None) -> None:
        proposed = self._proposed
        if proposed is None:
            return
        self.choices.clear()
        shown = list(choices) if self._all else list(choices)[:FIRST_SHOWN]
        for number, choice in enumerate([tried, *shown] if tried else shown):
            card = ChoiceCard(self._debriefs, proposed, choice, first=number == 0, parent=self.choices)
            card.taken.connect(self.book_wanted)
            self.choices.add(card)
            card.show()
        self._more.setVisible(len(shown) < len(choices))

    def _try_time(self) -> None:
        starts = self.other.value()
        if starts is None or self._proposed is None:
            return
        try:
            choice = self._debriefs.at_time(self._proposed, starts)
        except ValueError:
            grid = self._proposed.request.grid
            last = moment_text(grid.moment(grid.size), self._debriefs.zone)
            self._about.setText(tr("Choose a time from now until {last}.", last=last))
            return
        self._show(self._proposed.proposals.choices, choice)


class ChoiceCard(Card):
    """One choice. `taken` carries its bookings."""

    taken = Signal(object)

    def __init__(
        self, debriefs: Debriefs, proposed: Proposed, choice: Choice, *, first: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(_title(debriefs, choice), parent=parent, flat=True)
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
        self.add(Text(names_text([names[who] for who in session.members]), "body", self))
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
        self.body.addLayout(button_row(*buttons))


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
        )
        for session in choice.sessions
    ]


def contacts_of(proposed: Proposed, choice: Choice) -> list[Booking]:
    """The one-on-one contacts of a choice that have a helper and a time, as bookings."""
    group = proposed.request.intervention.group
    kind = Kind.ONE_ON_ONE if group else proposed.kind
    minutes = proposed.request.individual_minutes if group else proposed.request.minutes
    return [
        Booking(kind=kind, starts=offer.starts, minutes=minutes, members=(offer.attendee,), leaders=(offer.helper,))
        for offer in choice.individuals
        if offer.helper is not None and offer.starts is not None
    ]


def _title(debriefs: Debriefs, choice: Choice) -> str:
    if not choice.sessions:
        return tr("One-on-one contacts")
    if len(choice.sessions) == 1:
        return span_text(choice.sessions[0].starts, choice.sessions[0].ends, debriefs.zone)
    return tr_count("{count} session", "{count} sessions", len(choice.sessions))
