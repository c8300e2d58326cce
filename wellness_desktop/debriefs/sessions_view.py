"""The sessions of an incident: what is booked, what is still missing, held and closed."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.incident_values import Incident
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.session_form_view import (
    AttendanceForm,
    CancelForm,
    ClosingForm,
    DetailsForm,
    SessionForm,
)
from wellness_desktop.debriefs.session_states import SessionState
from wellness_desktop.debriefs.session_values import Session
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.when import span_text

_CHIPS = {
    SessionState.SCHEDULED: "ok",
    SessionState.TENTATIVE: "warn",
    SessionState.HELD: "info",
    SessionState.CLOSED: "plain",
    SessionState.CANCELLED: "plain",
}


class SessionsView(Card):
    """One card for each session. The signals carry the session, and what was filled in."""

    changed = Signal(object, object)
    held = Signal(object, object)
    closed = Signal(object, object)
    canceled = Signal(object, object)
    sheet_wanted = Signal(object, bool)
    """A session, and whether with names."""
    invitation_wanted = Signal(object)

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(tr("Sessions"), "calendar-check", parent=parent)
        self._debriefs = debriefs
        self._empty = Text(tr("Nothing is booked yet. Choose a proposed time below."), "muted", self)
        self.add(self._empty)
        self.cards: list[SessionCard] = []

    def show_sessions(self, incident: Incident, sessions: Sequence[Session]) -> None:
        """Shows the sessions of an incident, those ahead first."""
        for card in self.cards:
            self.body.removeWidget(card)
            card.hide()
            card.deleteLater()
        names = {one.id: one.name for one in incident.exposed}
        ordered = sorted(sessions, key=lambda one: (not _needs_a_person(one), one.starts))
        self.cards = [SessionCard(self._debriefs, session, names, self) for session in ordered]
        for card in self.cards:
            self.add(card)
            card.show()
        self._empty.setVisible(not self.cards)


class SessionCard(Card):
    """One session with what can be done about it now."""

    def __init__(self, debriefs: Debriefs, session: Session, names: Mapping[UUID, str], view: SessionsView) -> None:
        title = tr("{kind}, {when}", kind=session.title, when=span_text(session.starts, session.ends, debriefs.zone))
        super().__init__(title, parent=view, flat=True)
        self._debriefs = debriefs
        self.session = session
        self._names = names
        self._view = view
        self.inner: SessionForm | None = None
        self._build_session()

    def open_form(self, form: SessionForm) -> None:
        """Shows a form in the card, in place of the buttons."""
        self.close_form()
        self.inner = form
        form.left.connect(self.close_form)
        self.add(form)
        form.show()
        self._buttons.hide()
        form.form.focus_first()

    def close_form(self) -> None:
        """Back to the buttons; nothing is changed."""
        if self.inner is not None:
            self.body.removeWidget(self.inner)
            self.inner.hide()
            self.inner.deleteLater()
            self.inner = None
        self._buttons.show()

    def edit(self) -> None:
        """Opens time, place, team and cover."""
        form = DetailsForm(self._debriefs, self.session, self)
        form.done.connect(lambda booking: self._view.changed.emit(self.session, booking))
        self.open_form(form)

    def hold(self) -> None:
        """Notes that it took place; asks who came only under a policy that keeps it."""
        policy = self._debriefs.protocols.policies[self.session.policy]
        if not policy.values:
            self._view.held.emit(self.session, {})
            return
        inside = self.session.members or ()
        names = {one: name for one, name in self._names.items() if one in inside}
        form = AttendanceForm(names, policy.values, self)
        form.done.connect(lambda values: self._view.held.emit(self.session, values))
        self.open_form(form)

    def close_session(self) -> None:
        """Opens the four questions."""
        form = ClosingForm(self)
        form.done.connect(lambda closing: self._view.closed.emit(self.session, closing))
        self.open_form(form)

    def cancel(self) -> None:
        """Opens the reasons."""
        form = CancelForm(self)
        form.done.connect(lambda reason: self._view.canceled.emit(self.session, reason))
        self.open_form(form)

    def _build_session(self) -> None:
        session = self.session
        line = QHBoxLayout()
        line.addWidget(Chip(session.state.label, _CHIPS.get(session.state, "info"), self))
        line.addStretch(1)
        self.body.addLayout(line)
        self.add(Facts(self._facts(), self, most=2))
        if session.needs and session.state.is_ahead:
            self.add(Text(" ".join(need.label for need in session.needs), "body", self))
        self._buttons = QWidget(self)
        self._buttons.setLayout(button_row(*self._actions()))
        self.add(self._buttons)

    def _facts(self) -> list[tuple[str, str]]:
        session = self.session
        leaders = ", ".join(
            tr("{name} (clinician)", name=one.name) if one.clinician else one.name for one in session.leaders
        )
        asked = tr_count("{count} person", "{count} people", session.seats)
        if session.members is not None:
            asked = ", ".join(name for one, name in self._names.items() if one in session.members)
        return [
            (tr("Asked to come"), asked),
            (tr("Led by"), leaders or tr("Still to be found")),
            (tr("Covered by"), session.cover or (tr("Nobody yet") if session.posts else "")),
            (tr("Place"), session.place or (tr("Still to be found") if session.state.is_ahead else "")),
            (tr("Note"), session.note),
        ]

    def _actions(self) -> list[QWidget]:
        session, sealed = self.session, self._debriefs.opens_sealed
        found: list[QWidget] = []
        if session.state.is_ahead:
            kind = "primary" if session.needs or not session.place else ""
            found.append(self._button(tr("Time, place, team"), "pencil", self.edit, kind))
        if sealed and session.state is SessionState.SCHEDULED and self._debriefs.now >= session.starts:
            found.append(self._button(tr("It took place"), "check", self.hold, "primary"))
        if sealed and session.state is SessionState.HELD:
            found.append(self._button(tr("Answer and close"), "clipboard-check", self.close_session, "primary"))
        found.append(self._button(tr("Sheet"), "printer", lambda: self._view.sheet_wanted.emit(session, False)))
        if sealed:
            found.append(
                self._button(tr("Sheet with names"), "printer", lambda: self._view.sheet_wanted.emit(session, True))
            )
        if session.state.is_ahead or session.state is SessionState.CANCELLED:
            found.append(
                self._button(tr("Calendar file"), "calendar-plus", lambda: self._view.invitation_wanted.emit(session))
            )
        if session.state.is_ahead:
            found.append(self._button(tr("Cancel it"), "x", self.cancel))
        return found

    def _button(self, words: str, icon: str, press: object, kind: str = "") -> QWidget:
        made: QWidget = button(words, icon, kind, spoken=f"{self.title.text()}: {words}", press=press, parent=self)  # type: ignore[arg-type]
        return made


def _needs_a_person(session: Session) -> bool:
    return session.state.is_ahead or session.state is SessionState.HELD
