"""Proposals to choose from: when, who, why this time, who cannot come and what they are offered instead."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.choice_card_view import ChoiceCard
from wellness_desktop.debriefs.incident_values import Incident
from wellness_desktop.debriefs.moving.move_view import MoveView, moved_choice
from wellness_desktop.debriefs.proposal_facts import Choice
from wellness_desktop.debriefs.proposals import session_at
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.roads_view import RoadForm
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.session_values import Proposed, Session
from wellness_desktop.debriefs.unknown_times_view import UnknownTimes
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChoiceField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import MomentField
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.when import moment_text

FIRST_SHOWN = 2
"""Choices shown at once; the others are a button away, so that a tired person reads two, not five."""


class ProposalsView(Card):
    """The choices for one kind of support. `book_wanted` carries the bookings of the choice that was taken."""

    book_wanted = Signal(object)
    shifts_wanted = Signal(object)
    """The person whose shifts nobody has entered yet."""
    change_wanted = Signal(object, object)
    """A booked session, and another time for it."""
    road_changed = Signal(object)
    """A Road to be saved."""

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(tr("Proposed times"), "calendar-clock", parent=parent)
        self._debriefs = debriefs
        self._proposed: Proposed | None = None
        self._incident: Incident | None = None
        self._all = False
        self._looked = 0
        """Which of the choices the picture shows."""
        self.road_form: RoadForm | None = None
        self._build_proposals()

    def show_incident(self, incident: Incident, kind: Kind | None = None) -> None:
        """Proposes for an incident: the usual kind first, or the one that was chosen before for it."""
        same = self._incident is not None and self._incident.id == incident.id
        self._incident = incident
        interventions = self._debriefs.protocols.interventions
        self.kind.offer([(one, interventions[one].name) for one in self._debriefs.kinds(incident.id)])
        if kind is not None or not same:
            self._all, self._looked = False, 0
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
        self._left_out = Text("", "small", self)
        self.mover = MoveView(self._debriefs, self)
        self.mover.tried.connect(self._try_move)
        self.mover.change_wanted.connect(self.change_wanted)
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
        self.pencil = TickField(tr("Pencil in only; ask people first"), self)
        self.add(self.pencil)
        self.add(self.choices)
        self.body.addLayout(button_row(self._more))
        self.add(self._left_out)
        self._roads = button(tr("Roads to the helpers"), "map-pin", "link", press=self.edit_roads, parent=self)
        self.body.addLayout(button_row(self._roads))
        self.add(self.mover)
        self.add(self._trying)

    def edit_roads(self) -> None:
        """Opens how long the drives are by season, and which roads are closed."""
        self.close_roads()
        self.road_form = RoadForm(self._debriefs, self)
        self.road_form.done.connect(self.road_changed)
        self.road_form.left.connect(self.close_roads)
        self.body.insertWidget(self.body.indexOf(self._left_out) + 2, self.road_form)
        self.road_form.show()
        self.road_form.form.focus_first()

    def close_roads(self) -> None:
        """Puts the form away; nothing is changed."""
        if self.road_form is not None:
            self.body.removeWidget(self.road_form)
            self.road_form.hide()
            self.road_form.deleteLater()
            self.road_form = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A number shows that choice on the days, and goes to its button."""
        number = int(event.text()) - 1 if event.text() in tuple("123456789") else -1
        if self._proposed is not None and 0 <= number < len(self._proposed.proposals.choices):
            self.look_at(number)
        else:
            super().keyPressEvent(event)

    def look_at(self, number: int) -> None:
        """Shows a choice on the picture of the days, and puts the cursor on what books it."""
        if self._proposed is None:
            return
        self._looked = number
        self._all = self._all or number >= FIRST_SHOWN
        self._show(self._proposed.proposals.choices)
        cards = [card for card in self.choices.cards if isinstance(card, ChoiceCard)]
        cards[number].focus_book()

    def _chosen(self) -> None:
        self._all, self._looked = False, 0
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
            self._left_out.hide()
            self.mover.hide()
            self.choices.clear()
            self.choices.add(Text(f"{problem.title} {problem.advice}", "body", self.choices), wide=True).show()
            self._more.hide()
            return
        self.unknown.show_people(self._proposed.request.attendees)
        self._trying.setVisible(intervention.group and bool(self._proposed.request.attendees))
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
        if tried is not None:
            self._add_card(proposed, tried, 0, first=True)
        for number, choice in enumerate(shown, 1):
            self._add_card(proposed, choice, number, first=number == 1 and tried is None)
        self._more.setVisible(len(shown) < len(choices))
        self._tell_left_out(proposed)
        if tried is None:
            looked = choices[min(self._looked, len(choices) - 1)]
            self.mover.show_choice(proposed, looked, self._booked(proposed.kind))

    def _add_card(self, proposed: Proposed, choice: Choice, number: int, *, first: bool) -> None:
        card = ChoiceCard(self._debriefs, proposed, choice, number, first=first, parent=self.choices)
        card.taken.connect(self.book_wanted)
        card.look_wanted.connect(self.look_at)
        self.choices.add(card)
        card.show()

    def _booked(self, kind: Kind) -> list[Session]:
        """The sessions of this kind that are still ahead."""
        if self._incident is None:
            return []
        found = self._debriefs.sessions(self._incident.id)
        return [one for one in found if one.kind is kind and one.state.is_ahead and one.starts >= self._debriefs.now]

    def _tell_left_out(self, proposed: Proposed) -> None:
        """Which helpers a rule keeps out, and why: the coordinator can still choose them when changing a session."""
        lines = [why for _, why in proposed.proposals.left_out]
        self._left_out.setText("\n".join([tr("Not asked to lead, or not for everybody:"), *lines]))
        self._left_out.setVisible(bool(lines))

    def _try_move(self, place: int, starts: datetime) -> None:
        """Shows the choice with one session put elsewhere, to be booked or not."""
        proposed = self._proposed
        if proposed is None:
            return
        choice = proposed.proposals.choices[self._looked]
        tried = moved_choice(proposed, choice, place, lambda request: session_at(request, starts))
        self._show(proposed.proposals.choices, tried)
        cards = [card for card in self.choices.cards if isinstance(card, ChoiceCard)]
        cards[0].focus_book()

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
