"""The sessions of an incident: what is booked, what is still missing, held and closed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.incident_values import Incident
from wellness_desktop.debriefs.proposal_words import ask_first_words
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.readiness import ticks
from wellness_desktop.debriefs.readiness_view import ReadinessView
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.session_form_view import (
    AttendanceForm,
    CancelForm,
    ClosingForm,
    DetailsForm,
    MergeForm,
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
    SessionState.PROPOSED: "plain",
    SessionState.OFFERED: "info",
    SessionState.SCHEDULED: "ok",
    SessionState.TENTATIVE: "warn",
    SessionState.HELD: "info",
    SessionState.CLOSED: "plain",
    SessionState.CANCELLED: "plain",
    SessionState.SUPERSEDED: "plain",
}


class SessionsView(Card):
    """One card for each session. The signals carry the session, and what was filled in."""

    changed = Signal(object, object)
    held = Signal(object, object)
    closed = Signal(object, object)
    canceled = Signal(object, object)
    paper_wanted = Signal(object, object)
    """A session, and which paper."""
    readied = Signal(object, bool, bool)
    """A session, whether people have rested, and whether the room is away."""
    merged = Signal(object, object)
    offered = Signal(object)
    confirmed = Signal(object)
    invitation_wanted = Signal(object)

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(tr("Sessions"), "calendar-check", parent=parent)
        self._debriefs = debriefs
        self._empty = Text(tr("Nothing is booked yet. Choose a proposed time below."), "muted", self)
        self.add(self._empty)
        self.cards: list[SessionCard] = []

    def show_sessions(self, incident: Incident, sessions: Sequence[Session]) -> None:
        """Shows the sessions of an incident, those ahead first."""
        begun = {one["record"]: one for one in self.begun()}
        left_at = next(((card.session.id, name) for card in self.cards if (name := card.keyboard_at())), None)
        for card in self.cards:
            self.body.removeWidget(card)
            card.hide()
            card.deleteLater()
        names = {one.id: one.name for one in incident.exposed}
        ordered = sorted(sessions, key=lambda one: (not _needs_a_person(one), one.starts))
        ranges = self._debriefs.ranges(incident) if ordered else {}
        to_ask = self._debriefs.not_known(incident, ordered) if self._debriefs.actor.may(Can.PLAN_SUPPORT) else {}
        self.cards = [
            SessionCard(self._debriefs, session, names, self, still_open=incident.still_open) for session in ordered
        ]
        for card in self.cards:
            if card.session.state.is_ahead:
                card.say_range(ranges[card.session.kind])
                card.say_not_known(to_ask.get(card.session.id, ()))
        for card in self.cards:
            self.add(card)
            card.show()
        self._empty.setVisible(not self.cards)
        for card in self.cards:
            if left_at is not None and card.session.id == left_at[0]:
                card.begin_at(left_at[1])
        for one in begun.values():
            self.go_on(one)

    def open_moved(self, session: Session, starts: datetime) -> "SessionCard | None":
        """Opens the form of a session with another time filled in; None when it is not here. Nothing is saved."""
        for card in self.cards:
            if card.session.id == session.id and card.session.state.is_ahead:
                card.edit(starts)
                return card
        return None

    def begun(self) -> list[dict[str, Any]]:
        """The forms of sessions with something typed that is not saved, nor being saved now."""
        return [one for card in self.cards if (one := card.begun()) is not None]

    def go_on(self, one: Mapping[str, Any]) -> bool:
        """Opens a form as `begun` gave it. False when there is no such session, or no such question about it now."""
        for card in self.cards:
            if str(card.session.id) == one["record"]:
                return card.go_on(one)
        return False


class SessionCard(Card):
    """One session with what can be done about it now."""

    def __init__(
        self,
        debriefs: Debriefs,
        session: Session,
        names: Mapping[UUID, str],
        view: SessionsView,
        *,
        still_open: bool = False,
    ) -> None:
        title = tr("{kind}, {when}", kind=session.title, when=span_text(session.starts, session.ends, debriefs.zone))
        super().__init__(title, parent=view, flat=True)
        self._debriefs = debriefs
        self.session = session
        self._names = names
        self._view = view
        self.inner: SessionForm | None = None
        self._kind, self._sending = "", False
        self._still_open = still_open
        self.readiness: ReadinessView | None = None
        self._build_session()

    def keyboard_at(self) -> str:
        """What the control that has the keyboard is called; empty when the keyboard is elsewhere."""
        here = QApplication.focusWidget()
        if here is None or not self.isAncestorOf(here):
            return ""
        return here.text() if isinstance(here, QAbstractButton) else self.session.title

    def begin_at(self, name: str = "") -> None:
        """Puts the keyboard on the control called so, or on the first thing that can be done."""
        found = [one for one in self.findChildren(QAbstractButton) if one.isVisibleTo(self)]
        same = [one for one in found if one.text() == name]
        first = [one for one in found if self._buttons.isAncestorOf(one)]
        for one in (*same, *first)[:1]:
            one.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_not_known(self, names: Sequence[str]) -> None:
        """Says of whom nobody can tell if they can come."""
        self._to_ask.setText(ask_first_words(names))
        self._to_ask.setVisible(bool(names))

    def say_range(self, words: str) -> None:
        """Says next to its date when this kind of support is useful, and who says so (DB-08)."""
        self._range.setText(words)
        self._range.show()

    def open_form(self, kind: str, form: SessionForm, send: Callable[[Any], object]) -> None:
        """Shows a form in the card, in place of the buttons. `send` gets what was filled in."""
        self.close_form()
        self.inner, self._kind = form, kind
        form.done.connect(lambda value: self._send(send, value))
        form.left.connect(self.close_form)
        self.add(form)
        form.show()
        form.note_opened()
        self._buttons.hide()
        form.form.focus_first()

    def begun(self) -> dict[str, Any] | None:
        """What is typed in the open form and not saved."""
        if self.inner is None or self._sending or self._kind == "papers" or not (fields := self.inner.begun()):
            return None
        return {"kind": self._kind, "record": str(self.session.id), "fields": fields}

    def go_on(self, one: Mapping[str, Any]) -> bool:
        """Opens a form as it was left; False when the session is past that question."""
        ways = {
            "details": self.edit,
            "attendance": self.hold,
            "closing": self.close_session,
            "cancel": self.cancel,
            "merge": self.merge,
        }
        state = self.session.state
        fits = {
            "details": state.is_ahead,
            "cancel": state.is_ahead,
            "merge": bool(self._debriefs.may_merge(self.session)),
            "attendance": state is SessionState.SCHEDULED,
            "closing": state is SessionState.HELD,
        }
        if not fits.get(one["kind"], False):
            return False
        ways[one["kind"]]()
        if self.inner is not None:
            self.inner.go_on(one["fields"])
        return True

    def _send(self, send: Callable[[Any], object], value: Any) -> None:
        """What is being saved is begun no more, unless it is refused."""
        self._sending = True
        try:
            send(value)
        finally:
            self._sending = False

    def close_form(self) -> None:
        """Back to the buttons; nothing is changed."""
        was_here = bool(self.keyboard_at())
        if self.inner is not None:
            self.body.removeWidget(self.inner)
            self.inner.hide()
            self.inner.deleteLater()
            self.inner = None
        self._buttons.show()
        if was_here:
            self.begin_at()

    def edit(self, starts: datetime | None = None) -> None:
        """Opens time, place, team and cover; with another time filled in where one is given."""
        form = DetailsForm(self._debriefs, self.session, self)
        self.open_form("details", form, lambda booking: self._view.changed.emit(self.session, booking))
        if starts is not None:
            form.move_to(starts)

    def hold(self) -> None:
        """Notes that it took place; asks who came only under a policy that keeps it."""
        policy = self._debriefs.protocols.policies[self.session.policy]
        if not policy.values:
            self._view.held.emit(self.session, {})
            return
        inside = self.session.members or ()
        names = {one: name for one, name in self._names.items() if one in inside}
        form = AttendanceForm(names, policy.values, self)
        self.open_form("attendance", form, lambda values: self._view.held.emit(self.session, values))

    def close_session(self) -> None:
        """Opens the four questions."""
        form = ClosingForm(self)
        self.open_form("closing", form, lambda closing: self._view.closed.emit(self.session, closing))

    def cancel(self) -> None:
        """Opens the reasons."""
        form = CancelForm(self)
        self.open_form("cancel", form, lambda reason: self._view.canceled.emit(self.session, reason))

    def print_paper(self) -> None:
        """Opens the papers to choose from."""
        from wellness_desktop.debriefs.session_papers_view import PapersForm

        form = PapersForm(self.session, sealed=self._debriefs.opens_sealed, parent=self)
        self.open_form("papers", form, lambda wanted: self._view.paper_wanted.emit(self.session, wanted))

    def merge(self) -> None:
        """Opens the sessions that could take this one's people."""
        form = MergeForm(self._debriefs, self.session, self)
        self.open_form("merge", form, lambda into: self._view.merged.emit(self.session, into))

    def _build_session(self) -> None:
        session = self.session
        line = QHBoxLayout()
        line.addWidget(Chip(session.state.label, _CHIPS.get(session.state, "info"), self))
        line.addStretch(1)
        self.body.addLayout(line)
        self.add(Facts(self._facts(), self, most=2))
        if session.needs and session.state.is_ahead:
            self.add(Text(" ".join(need.label for need in session.needs), "body", self))
        self._to_ask = Text("", "body", self)
        self._to_ask.hide()
        self.add(self._to_ask)
        self._range = Text("", "small", self)
        self._range.hide()
        self.add(self._range)
        if session.state.is_ahead and session.kind is Kind.GROUP_DEBRIEFING:
            shown = ticks(session, still_open=self._still_open)
            self.readiness = ReadinessView(shown, may_tick=self._debriefs.actor.may(Can.PLAN_SUPPORT), parent=self)
            self.readiness.ticked.connect(lambda rested, away: self._view.readied.emit(session, rested, away))
            self.add(self.readiness)
        self._buttons = QWidget(self)
        self._buttons.setLayout(button_row(*self._actions()))
        self.add(self._buttons)

    def _facts(self) -> list[tuple[str, str]]:
        session = self.session
        leaders = ", ".join(one.words for one in session.leaders)
        asked = tr_count("{count} person", "{count} people", session.seats)
        if session.members is not None:
            asked = ", ".join(name for one, name in self._names.items() if one in session.members)
        return [
            (tr("Asked to come"), asked),
            (tr("Led by"), leaders or tr("Still to be found")),
            (tr("Covered by"), session.cover or (tr("Nobody yet") if session.posts else "")),
            (tr("Place"), session.place or (tr("Still to be found") if session.state.is_ahead else "")),
            (tr("Note"), session.note),
            (tr("Why"), session.cancel_reason.label if session.cancel_reason else ""),
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
        if session.state is SessionState.PROPOSED:
            found.append(self._button(tr("People were asked"), "check", lambda: self._view.offered.emit(session)))
        if session.state in (SessionState.PROPOSED, SessionState.OFFERED):
            confirm = self._button(tr("Make it firm"), "calendar-check", lambda: self._view.confirmed.emit(session))
            found.append(confirm)
        found.append(self._button(tr("Papers"), "printer", self.print_paper))
        if session.state.is_ahead or session.state is SessionState.CANCELLED:
            found.append(
                self._button(tr("Calendar file"), "calendar-plus", lambda: self._view.invitation_wanted.emit(session))
            )
        if self._debriefs.may_merge(session):
            found.append(self._button(tr("Merge it"), "layers", self.merge))
        if session.state.is_ahead:
            found.append(self._button(tr("Cancel it"), "x", self.cancel))
        return found

    def _button(self, words: str, icon: str, press: object, kind: str = "") -> QWidget:
        made: QWidget = button(words, icon, kind, spoken=f"{self.title.text()}: {words}", press=press, parent=self)  # type: ignore[arg-type]
        return made


def _needs_a_person(session: Session) -> bool:
    return session.state.is_ahead or session.state is SessionState.HELD
