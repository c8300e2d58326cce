"""One incident on one scroll: what it is, when support is useful, who was there, what is booked, what is proposed."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.care_view import CareView
from wellness_desktop.debriefs.exposed_list_view import ExposedListView
from wellness_desktop.debriefs.follow_ups_view import FollowUpsView
from wellness_desktop.debriefs.incident_forms_view import ExposedForm, LocalRulesForm, TimesForm
from wellness_desktop.debriefs.incident_values import CounselAnswer, Exposed, Incident, IncidentStatus
from wellness_desktop.debriefs.proposals_view import ProposalsView
from wellness_desktop.debriefs.protocols import Kind, Offer
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.session_form_view import SessionForm
from wellness_desktop.debriefs.sessions_view import SessionsView
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.when import moment_text


class IncidentView(QWidget):
    """Shows an incident; everything a person does is a signal that the page acts on."""

    times_changed = Signal(object)
    exposed_changed = Signal(object)
    rules_changed = Signal(object)
    close_wanted = Signal(object)
    reopen_wanted = Signal(object)
    ground_rules_wanted = Signal()
    place_wanted = Signal(object)
    """A card to bring into view."""

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._debriefs = debriefs
        self.incident: Incident | None = None
        self.form: SessionForm | None = None
        self._build_incident()

    def show_incident(self, incident: Incident) -> None:
        """Shows this incident as the service says it is now."""
        debriefs = self._debriefs
        same = self.incident is not None and self.incident.id == incident.id
        self.incident = incident
        if not same:
            self.close_form()
        self._show_head(incident)
        self.care.show_lines(incident, debriefs.care_clock(incident.id))
        coverage = debriefs.coverage(incident.id) if debriefs.opens_sealed else None
        self.people.show_people(incident, coverage)
        self.sessions.show_sessions(incident, debriefs.sessions(incident.id))
        is_open = incident.status is IncidentStatus.OPEN
        self.proposals.setVisible(is_open)
        if is_open:
            self.proposals.show_incident(incident)
        if self.follow_ups is not None:
            self.follow_ups.show_follow_ups(debriefs.follow_ups(incident.id))

    def propose(self, kind: str) -> None:
        """Shows the proposals for a kind of support (Enter on the care picture)."""
        if self.incident is not None and Kind(kind) in self._debriefs.kinds(self.incident.id):
            self.proposals.show_incident(self.incident, Kind(kind))
            self.proposals.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_times(self) -> None:
        """Opens the moments, the profile and the two answers."""
        if self.incident is not None:
            form = TimesForm(self._debriefs, self.incident, self)
            form.done.connect(self.times_changed)
            self._open_form(form)

    def edit_exposed(self, exposed: Exposed) -> None:
        """Opens how somebody met the event."""
        form = ExposedForm(self._debriefs, exposed, self)
        form.done.connect(self.exposed_changed)
        self._open_form(form)

    def edit_rules(self) -> None:
        """Opens the agency's own rules."""
        form = LocalRulesForm(self._debriefs, self)
        form.done.connect(self.rules_changed)
        self._open_form(form)

    def close_form(self) -> None:
        """Puts an open form away; nothing is changed."""
        if self.form is not None:
            self._form_card.body.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self._form_card.hide()

    # ------------------------------------------------------------------------------------------------ building

    def _build_incident(self) -> None:
        debriefs = self._debriefs
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._head = Card(" ", "siren", parent=self)
        self._build_head()
        self._form_card = Card(parent=self)
        self._form_card.hide()
        self.care = CareView(debriefs, self)
        self.sessions = SessionsView(debriefs, self)
        self.proposals = ProposalsView(debriefs, self)
        self.people = ExposedListView(debriefs, self)
        self.follow_ups = FollowUpsView(debriefs, self) if debriefs.opens_sealed else None
        for card in (self._head, self._form_card, self.care, self.sessions, self.proposals, self.people):
            column.addWidget(card)
        if self.follow_ups is not None:
            column.addWidget(self.follow_ups)
        column.addStretch(1)
        self._build_ways()
        self.care.kind_wanted.connect(self.propose)
        self.people.change_wanted.connect(self.edit_exposed)

    def _build_head(self) -> None:
        self._status = Chip("", "plain", self._head)
        self._facts = Facts((), self._head, most=2)
        self._advice = Text("", "body", self._head)
        self._head.add(self._status)
        self._head.add(self._facts)
        self._head.add(self._advice)
        may_plan = self._debriefs.actor.may(Can.PLAN_SUPPORT)
        self._times = button(tr("Times and answers"), "pencil", press=self.edit_times, parent=self)
        self._rules = button(tr("Our own rules"), "sliders-horizontal", press=self.edit_rules, parent=self)
        card = button(tr("Ground rules card"), "printer", press=self.ground_rules_wanted.emit, parent=self)
        self._close = button(tr("Close the incident"), "archive", press=self._want_close, parent=self)
        self._times.setVisible(may_plan)
        self._rules.setVisible(self._debriefs.opens_sealed)
        self._close.setVisible(self._debriefs.opens_sealed)
        self._head.body.addLayout(button_row(self._times, self._rules, card, self._close))

    def _build_ways(self) -> None:
        """Links to the parts below, since not all of them fit on one screen."""
        parts = [
            (tr("When useful"), self.care),
            (tr("Sessions"), self.sessions),
            (tr("Proposed times"), self.proposals),
            (tr("People"), self.people),
        ]
        if self.follow_ups is not None:
            parts.append((tr("Ask again"), self.follow_ups))
        links = []
        for words, card in parts:
            link = button(words, "chevron-down", "link", spoken=tr("Go to: {part}", part=words), parent=self._head)
            link.clicked.connect(partial(self._go_to, card))
            links.append(link)
        self._head.body.addLayout(button_row(*links))

    def _go_to(self, card: Card, _on: bool = False) -> None:
        self.place_wanted.emit(card)

    def _show_head(self, incident: Incident) -> None:
        self._head.set_title(incident.code_name)
        self._status.say(incident.status.label, "ok" if incident.status is IncidentStatus.OPEN else "plain")
        profile = self._debriefs.protocols.profile(incident.profile)
        ended = moment_text(incident.ended_at, self._debriefs.zone)
        self._facts.show_facts(
            [
                (tr("What"), incident.trigger.name),
                (tr("Ended"), tr("{moment}, still going on", moment=ended) if incident.still_open else ended),
                (tr("Ranges from"), profile.name),
                (tr("Crisis plan"), incident.trigger.plan),
            ]
        )
        self._advice.setText(_advice(incident))
        self._advice.setVisible(bool(self._advice.text()))
        closed = incident.status is IncidentStatus.CLOSED
        self._close.setText(tr("Open it again") if closed else tr("Close the incident"))
        self._close.setAccessibleName(self._close.text())
        self._times.setEnabled(not closed)

    def _want_close(self) -> None:
        incident = self.incident
        if incident is None:
            return
        wanted = self.close_wanted if incident.status is IncidentStatus.OPEN else self.reopen_wanted
        wanted.emit(incident)

    def _open_form(self, form: SessionForm) -> None:
        self.close_form()
        self.form = form
        form.left.connect(self.close_form)
        self._form_card.add(form)
        self._form_card.show()
        form.show()
        form.form.focusNextChild()

    @property
    def shown_id(self) -> UUID | None:
        """The incident that is shown."""
        return self.incident.id if self.incident else None


def _advice(incident: Incident) -> str:
    """What to think of next, in a sentence or two."""
    sentences = []
    if incident.trigger.offer is Offer.ASK:
        sentences.append(tr("Ask each person; support is offered to whoever wants it."))
    if incident.counsel in (None, CounselAnswer.NOT_YET) and incident.trigger.force:
        sentences.append(
            tr("Before a group session, ask counsel or the prosecutor about the timing, and note the answer.")
        )
    if incident.still_open:
        sentences.append(tr("Until it is over, offer rest, food and one-on-one contact; no group session."))
    return " ".join(sentences)
