"""One incident on one scroll: what it is, when support is useful, who was there, what is booked, what is proposed."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.care_view import CareView
from wellness_desktop.debriefs.incident_papers_view import IncidentPapers
from wellness_desktop.debriefs.incident_values import CounselAnswer, Exposed, Incident, IncidentStatus
from wellness_desktop.debriefs.protocols import Kind, Offer
from wellness_desktop.debriefs.retention.holds import held_words
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.session_values import Covered
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.when import moment_text

if TYPE_CHECKING:
    from wellness_desktop.debriefs.coverage.board import CoverageBoard
    from wellness_desktop.debriefs.coverage.board_view import BoardView
    from wellness_desktop.debriefs.exposed_list_view import ExposedListView
    from wellness_desktop.debriefs.follow_ups_view import FollowUpsView
    from wellness_desktop.debriefs.incident_parts import Parts
    from wellness_desktop.debriefs.proposals_view import ProposalsView
    from wellness_desktop.debriefs.session_form_view import SessionForm
    from wellness_desktop.debriefs.sessions_view import SessionsView


class IncidentView(QWidget):
    """Shows an incident; everything a person does is a signal that the page acts on.

    The head and the care windows stand at once. The parts below them are made by `show_parts`, or when one of
    them is asked for: the page shows its first screen before that.
    """

    times_changed = Signal(object)
    exposed_changed = Signal(object)
    rules_changed = Signal(object)
    close_wanted = Signal(object)
    reopen_wanted = Signal(object)
    place_wanted = Signal(object)
    """A card to bring into view."""
    parts_made = Signal(object)
    """The Parts, when they are made."""
    stands = Signal()
    """The first screen was painted; what stands below it can be made now."""

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._debriefs = debriefs
        self.incident: Incident | None = None
        self.coverage: CoverageBoard | None = None
        self._painted = False
        self.form: SessionForm | None = None
        self._kind, self._record, self._sending = "", "", False
        self._build_incident()

    def show_incident(self, incident: Incident) -> None:
        """Shows this incident as the service says it is now."""
        debriefs = self._debriefs
        same = self.incident is not None and self.incident.id == incident.id
        begun = self._begun_form() if same and incident.status is IncidentStatus.OPEN else None
        self.incident = incident
        if not same or begun is not None:
            self.close_form()
        self._show_head(incident)
        self.care.show_lines(incident, debriefs.care_clock(incident.id))
        if self.has_parts:
            self._fill(self._parts, incident)
        if begun is not None:
            self._go_on_form(begun)  # on the incident as it is now

    def begun(self) -> dict[str, Any] | None:
        """What is typed about the incident and not saved, for a draft; None when there is nothing."""
        if self.incident is None:
            return None
        form = self._begun_form()
        sessions = self._parts.sessions.begun() if self.has_parts else []
        adding = self._parts.people.adding.typed() if self.has_parts else None
        if form is None and not sessions and adding is None:
            return None
        kept = {"incident": str(self.incident.id), "version": self.incident.version}
        return kept | {"form": form, "sessions": sessions, "adding": adding}

    def go_on(self, kept: Mapping[str, Any]) -> None:
        """Shows again what `begun` gave, on the incident that is shown."""
        if kept["form"] is not None:
            self._go_on_form(kept["form"])
        for one in kept["sessions"]:
            self.sessions.go_on(one)
        if kept["adding"] is not None:
            self.people.adding.set_typed(kept["adding"])

    def throw_away(self) -> None:
        """Drops what is typed and not saved."""
        self.close_form()
        if self.has_parts:
            for card in self._parts.sessions.cards:
                card.close_form()
            self._parts.people.adding.clear()

    def _begun_form(self) -> dict[str, Any] | None:
        if self.form is None or self._sending or not (fields := self.form.begun()):
            return None
        return {"kind": self._kind, "record": self._record, "fields": fields}

    def _go_on_form(self, one: Mapping[str, Any]) -> None:
        if one["kind"] == "times":
            self.edit_times()
        elif one["kind"] == "rules" and self._debriefs.opens_sealed:
            self.edit_rules()
        elif self.incident is not None:
            found = [each for each in self.incident.exposed if str(each.id) == one["record"]]
            if found:
                self.edit_exposed(found[0])
        if self.form is not None and self._kind == one["kind"]:
            self.form.go_on(one["fields"])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.stands.emit)

    @property
    def has_parts(self) -> bool:
        """Whether the parts below the care windows are made."""
        return "_parts" in vars(self)

    def show_parts(self) -> None:
        """Makes the parts below the care windows and fills them, unless they stand already."""
        if not self.has_parts:
            made = self._parts
            if self.incident is not None:
                self._fill(made, self.incident)

    @cached_property
    def _parts(self) -> "Parts":
        from wellness_desktop.debriefs.incident_parts import make_parts

        made = make_parts(self._debriefs, self)
        for card in made.cards:
            self._below.addWidget(card)
        made.people.change_wanted.connect(self.edit_exposed)
        made.people.times_wanted.connect(self._show_times_of)
        self.parts_made.emit(made)
        return made

    def _fill(self, parts: "Parts", incident: Incident) -> None:
        debriefs = self._debriefs
        self.show_coverage(incident)
        parts.sessions.show_sessions(incident, debriefs.sessions(incident.id))
        is_open = incident.status is IncidentStatus.OPEN
        parts.proposals.setVisible(is_open)
        if is_open:
            parts.proposals.show_incident(incident)
        if parts.follow_ups is not None:
            parts.follow_ups.show_plans(debriefs.plans_of(incident.id))

    def show_coverage(self, incident: Incident) -> None:
        """Shows who was offered what; for whoever may not see that, the two answers."""
        self.incident, parts, debriefs = incident, self._parts, self._debriefs
        if parts.board is None:
            parts.people.show_people(incident, None)
        else:
            self.coverage = board = debriefs.coverage_board(incident.id)
            parts.people.show_people(
                incident, [Covered(one.exposure_id, one.name, one.offered) for one in board.people]
            )
            parts.board.show_board(incident, board)
        if parts.given is not None:
            for given in debriefs.support_given(incident_id=incident.id):
                parts.given.show_given(given)

    @property
    def board(self) -> "BoardView | None":
        """Who was offered what."""
        self.show_parts()
        return self._parts.board

    @property
    def sessions(self) -> "SessionsView":
        """What is booked."""
        self.show_parts()
        return self._parts.sessions

    @property
    def proposals(self) -> "ProposalsView":
        """What could be booked."""
        self.show_parts()
        return self._parts.proposals

    @property
    def people(self) -> "ExposedListView":
        """Who met it."""
        self.show_parts()
        return self._parts.people

    @property
    def follow_ups(self) -> "FollowUpsView | None":
        """Who is asked again, and when."""
        self.show_parts()
        return self._parts.follow_ups

    def propose(self, kind: str) -> None:
        """Shows the proposals for a kind of support (Enter on the care picture)."""
        if self.incident is not None and Kind(kind) in self._debriefs.kinds(self.incident.id):
            self.proposals.show_incident(self.incident, Kind(kind))
            self.proposals.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_times_of(self, exposure_id: UUID) -> None:
        self.care.show_person(exposure_id)
        self.place_wanted.emit(self.care)

    def edit_times(self) -> None:
        """Opens the moments, the profile and the two answers."""
        from wellness_desktop.debriefs.incident_forms_view import TimesForm

        if self.incident is not None:
            form = TimesForm(self._debriefs, self.incident, self)
            self._open_form("times", form, self.times_changed.emit)

    def edit_exposed(self, exposed: Exposed) -> None:
        """Opens how somebody met the event."""
        from wellness_desktop.debriefs.incident_forms_view import ExposedForm

        form = ExposedForm(self._debriefs, exposed, self)
        self._open_form("exposed", form, self.exposed_changed.emit, str(exposed.id))

    def edit_rules(self) -> None:
        """Opens the agency's own rules."""
        from wellness_desktop.debriefs.incident_forms_view import LocalRulesForm

        form = LocalRulesForm(self._debriefs, self)
        self._open_form("rules", form, self.rules_changed.emit)

    def close_sent_form(self) -> None:
        """Puts the form away whose entries were just saved; one that is still typed in stays."""
        if self._sending:
            self.close_form()

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
        for card in (self._head, self._form_card, self.care):
            column.addWidget(card)
        self._below = QVBoxLayout()
        self._below.setSpacing(16)
        column.addLayout(self._below)
        column.addStretch(1)
        self._build_ways()
        self.care.kind_wanted.connect(self.propose)

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
        self._close = button(tr("Close the incident"), "archive", press=self._want_close, parent=self)
        self._times.setVisible(may_plan)
        self._rules.setVisible(self._debriefs.opens_sealed)
        self._close.setVisible(self._debriefs.opens_sealed)
        self._head.body.addLayout(button_row(self._times, self._rules, self._close))
        self.papers = IncidentPapers(self)
        self._head.add(self.papers)

    def _build_ways(self) -> None:
        """Links to the parts below, since not all of them fit on one screen."""
        parts: list[tuple[str, Callable[[], Card | None]]] = [
            (tr("When useful"), lambda: self.care),
            (tr("Sessions"), lambda: self.sessions),
            (tr("Proposed times"), lambda: self.proposals),
            (tr("People"), lambda: self.people),
        ]
        if self._debriefs.opens_sealed:
            parts.append((tr("Who was offered what"), lambda: self.board))
            parts.append((tr("Ask again"), lambda: self.follow_ups))
        links = [
            button(
                words,
                "chevron-down",
                "link",
                spoken=tr("Go to: {part}", part=words),
                press=partial(self._go_to, card),
                parent=self._head,
            )
            for words, card in parts
        ]
        self._head.body.addLayout(button_row(*links))

    def _go_to(self, card: Callable[[], Card | None]) -> None:
        self.place_wanted.emit(card())

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
        held = held_words() if self._debriefs.is_held(incident.id) else ""
        self._advice.setText("\n".join(filter(None, (held, _advice(incident)))))
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

    def _open_form(self, kind: str, form: "SessionForm", send: Callable[[Any], None], record: str = "") -> None:
        self.close_form()
        self.form, self._kind, self._record = form, kind, record
        form.done.connect(lambda value: self._send(send, value))
        form.left.connect(self.close_form)
        self._form_card.add(form)
        self._form_card.show()
        form.show()
        form.note_opened()
        form.form.focus_first()

    def _send(self, send: Callable[[Any], None], value: Any) -> None:
        """What is being saved is begun no more, unless it is refused."""
        self._sending = True
        try:
            send(value)
        finally:
            self._sending = False

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
