"""Incidents & support: the list of incidents, and beside it everything about the chosen one."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.calendar_views.calendar_screens import CalendarScreens
from wellness_desktop.debriefs.calendar_views.entries import View
from wellness_desktop.debriefs.coverage.deeds import CoverageDeeds
from wellness_desktop.debriefs.incident_outputs import IncidentOutputs
from wellness_desktop.debriefs.incident_papers_view import IncidentPaper
from wellness_desktop.debriefs.incident_values import Exposed, Incident, IncidentStatus, IncidentSummary, NewExposure
from wellness_desktop.debriefs.incident_view import IncidentView
from wellness_desktop.debriefs.local_rules import LocalRules
from wellness_desktop.debriefs.long_tail.call_deeds import CallDeeds
from wellness_desktop.debriefs.moving.deeds import MoveDeeds
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.session_deeds import SessionDeeds
from wellness_desktop.debriefs.session_states import SessionState
from wellness_desktop.debriefs.session_values import Booking, Offered
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.button import button
from wellness_desktop.kit.drafts import say_changed_since, say_kept, say_thrown_away, say_unfinished
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.roster.people import Done
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.debriefs.incident_parts import Parts  # once the first look is painted
    from wellness_desktop.debriefs.service import Debriefs
    from wellness_desktop.roster.printed_line import PrintedLine


class IncidentsPage(Page):
    """`happened_wanted` asks for the page that takes a report. `private` is the folder for prints opened elsewhere,
    `lines` gives the support lines that may stand on paper.
    """

    happened_wanted = Signal()
    asking_wanted, reports_wanted, log_wanted = Signal(), Signal(), Signal()
    """Who wants a call, and whom nobody has asked yet; reports; the log."""
    shifts_wanted = Signal(object)
    """Asks for the page Who works when, at a person or None."""

    def __init__(
        self,
        debriefs: "Debriefs",
        tasks: Tasks,
        *,
        private: Path | None = None,
        lines: "Callable[[], Sequence[PrintedLine]]" = tuple,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            tr("Incidents & support"), tr("Who was there, when support is useful, and what is booked."), parent
        )
        self._debriefs = debriefs
        self.outputs = IncidentOutputs(self, debriefs, tasks, private, lines)
        self._deeds = SessionDeeds(debriefs, self.outputs, self._do)
        self._calls = CallDeeds(debriefs, self.banner, self._do)
        self._filling = False
        self._aside: dict[str, dict[str, Any]] = {}
        """What was typed about incidents that are not shown now, by the incident."""
        self._build_incidents()
        self._connect()
        self.refresh()
        self.calendar.start()

    def refresh(self) -> None:
        """Shows the incidents and the chosen one as they are now."""
        with self.attempt(), self._debriefs.at_one_moment():
            found = self._debriefs.incidents()
            self._fill_list(found, self.view.shown_id)
            self._beside.show_only_main(not found)
            self._show(self.table.current())
            self.calendar.refresh()

    def show_incident(self, incident_id: UUID) -> None:
        """Chooses this incident and shows it."""
        if incident_id != self.view.shown_id:
            self._set_aside()
        self.calendar.show(View.INCIDENTS)
        with self.attempt(), self._debriefs.at_one_moment():
            self._fill_list(self._debriefs.incidents(), incident_id)
            self._show(self.table.current())
            self._beside.show_detail()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Into the list, or the calendar."""
        (self.calendar.calendar if self.calendar.is_calendar else self.table).setFocus(reason)

    # What is typed and not saved

    def draft(self) -> dict[str, Any] | None:
        """What is typed about incidents and not saved (docs/architecture.md, app)."""
        begun = self.view.begun()
        found = [*self._aside.values(), *([begun] if begun is not None else [])]
        return {"begun": found} if found else None

    def take_draft(self, values: dict[str, Any]) -> None:
        """Opens what was typed before, at the incident it was typed about; the rest waits with its own incident."""
        there = {str(one.id): one for one in self._debriefs.incidents()}
        kept = {one["incident"]: one for one in values["begun"] if one["incident"] in there}
        if not kept:
            raise Problem(
                tr("Something you typed about an incident cannot be shown."), tr("The incident is not here any more.")
            )
        self._aside |= kept
        last = next(reversed(kept))
        self.show_incident(there[last].id)
        self._go_on()

    def _set_aside(self) -> None:
        """Keeps what is typed about the incident that is shown, before another takes its place."""
        begun = self.view.begun()
        if begun is not None:
            self._aside[begun["incident"]] = begun
            self.view.throw_away()

    def _say_unfinished(self) -> None:
        """Goes on with what was typed about this incident; else says that something waits with another."""
        if str(self.view.shown_id) in self._aside:
            self._go_on()
        elif self._aside:
            other = next(reversed(self._aside))
            say_unfinished(self.banner, lambda: self.take_draft({"begun": [self._aside[other]]}))

    def _go_on(self) -> None:
        kept = self._aside.pop(str(self.view.shown_id), None)
        if kept is None:
            return
        self.view.show_parts()
        self.view.go_on(kept)
        if self.view.incident is not None and self.view.incident.version != kept["version"]:
            say_changed_since(self.banner, self._throw_away)
        else:
            say_kept(self.banner, self._throw_away)

    def _throw_away(self) -> None:
        begun = self.view.begun()
        self.view.throw_away()
        if begun is None:
            self.banner.clear()
        else:
            say_thrown_away(self.banner, lambda: self.take_draft({"begun": [begun]}))

    # ------------------------------------------------------------------------------------------------ building

    def _build_incidents(self) -> None:
        if self._debriefs.answers_requests:
            self.add_action(button(tr("Who to call"), "phone-call", press=self.asking_wanted.emit, parent=self))
        if self._debriefs.actor.may(Can.SEE_SHIFTS):
            words = tr("Who works when")
            self.add_action(button(words, "calendar-days", press=lambda: self.shifts_wanted.emit(None), parent=self))
        if self._debriefs.actor.may(Can.REPORT_INCIDENT):
            words = tr("Something happened")
            self.add_action(button(words, "siren", "primary", press=self.happened_wanted.emit, parent=self))
        self.table = Table[IncidentSummary](
            [
                Column(tr("Event"), self._event, spoken=_spoken, width=0, faded=_is_closed),
                Column(tr("State"), self._state, width=26, optional=True, faded=_is_closed),
            ],
            tr("Incidents"),
            self,
            empty=self._no_incident,
        )
        self.view = IncidentView(self._debriefs, self)
        self.coverage = CoverageDeeds(self, self._debriefs, self.view)
        self.moving = MoveDeeds(self, self._debriefs, self.view, self._do)
        self.view.hide()
        nothing = EmptyState(
            "calendar-clock", tr("Choose an incident."), detail=tr("Its care windows and sessions are shown here.")
        )
        detail = QWidget(self)
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addWidget(nothing, 1)
        self._nothing = nothing
        self._beside = Beside(self.table, detail, self, back=tr("Back to the incidents"), share=74)
        self.calendar = CalendarScreens(self, self._debriefs, self._beside, self.outputs, self.show_incident)
        self.body.addWidget(self.calendar.switch)
        self.body.addWidget(self._beside, 1)
        for can, words, icon, wanted in (
            (Can.RUN_LOG, tr("Activity log of the helpers"), "notebook-pen", self.log_wanted),
            (Can.SEE_TOTALS, tr("Reports of the support team"), "chart-column", self.reports_wanted),
        ):
            if self._debriefs.actor.may(can):
                link = button(words, icon, "link", press=wanted.emit, parent=self)
                self.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _no_incident(self) -> EmptyState:
        """Calm, with the first step for whoever may take it."""
        may_report = self._debriefs.actor.may(Can.REPORT_INCIDENT)
        return EmptyState(
            "siren",
            tr("No incident yet. May it stay so."),
            tr("Something happened") if may_report else "",
            self.happened_wanted.emit,
            detail=tr("When something happens, its care windows, people and sessions stand here."),
            action_icon="siren",
        )

    def _connect(self) -> None:
        view = self.view
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _one: self._beside.show_detail())
        view.times_changed.connect(self._change_times)
        view.exposed_changed.connect(self._change_exposed)
        view.rules_changed.connect(self._change_rules)
        view.close_wanted.connect(self._ask_close)
        view.reopen_wanted.connect(self._reopen)
        view.care.acted.connect(lambda: self._print(IncidentPaper.CARE))
        view.place_wanted.connect(self._go_to)
        view.papers.wanted.connect(self._print)
        self.table.act(
            "H", tr("hand over all open ones"), lambda _one: self.outputs.print_handover(large=view.papers.is_large)
        )
        self.table.act("C", tr("calendar"), lambda _one: self.calendar.show_this_week())
        view.parts_made.connect(self._connect_parts)
        view.stands.connect(self._show_parts)

    def _print(self, paper: IncidentPaper) -> None:
        """A paper of the incident shown; of the person whose own times are shown where it is about those."""
        self.outputs.print_of_incident(paper, self._shown(), self.view.care.person, large=self.view.papers.is_large)

    def _connect_parts(self, view: "Parts") -> None:
        self.coverage.connect(view.board)
        self.moving.connect(view.proposals)
        view.people.add_wanted.connect(self._add_people)
        view.people.offer_wanted.connect(self._offer)
        view.people.remove_wanted.connect(self._remove_exposed)
        view.proposals.book_wanted.connect(self._book)
        view.proposals.shifts_wanted.connect(self.shifts_wanted)
        self._deeds.follow(view.sessions)
        self._calls.follow(view.follow_ups)

    def _event(self, one: IncidentSummary) -> str:
        day = day_text(one.ended_at.astimezone(self._debriefs.zone).date())
        return tr("{code}, {day}", code=one.code_name, day=day)

    def _state(self, one: IncidentSummary) -> str:
        if one.status is IncidentStatus.CLOSED:
            return one.status.label
        offered = tr("Offered to all") if one.offered_to_all else tr("Not offered to all yet")
        if one.sessions_ahead:
            ahead = tr_count("{count} session ahead", "{count} sessions ahead", one.sessions_ahead)
            return tr("{offered}, {ahead}", offered=offered, ahead=ahead)
        return offered

    def _fill_list(self, found: Sequence[IncidentSummary], wanted: UUID | None) -> None:
        """Shows the list with `wanted` chosen, or the first; what is chosen on the way there is not looked up."""
        self._filling = True
        self.table.set_rows(found)
        if not self.table.choose(lambda one: one.id == wanted) and found:
            self.table.choose(lambda one: one.id == found[0].id)
        self._filling = False

    def _chosen(self, chosen: IncidentSummary | None) -> None:
        if self._filling:
            return
        if chosen is None or chosen.id != self.view.shown_id:
            self._set_aside()
            self.banner.clear()  # it spoke of the incident that was shown before
        self._show(chosen)
        self._say_unfinished()

    def _show(self, chosen: IncidentSummary | None) -> None:
        self.view.setVisible(chosen is not None)
        self._nothing.setVisible(chosen is None)
        if chosen is not None:
            with self.attempt(), self._debriefs.at_one_moment():
                self.view.show_incident(self._debriefs.incident(chosen.id))

    def _show_parts(self) -> None:
        with self.attempt(), self._debriefs.at_one_moment():
            self.view.show_parts()

    # -------------------------------------------------------------------------------------------- the incident

    def _change_times(self, incident: Incident) -> None:
        self._do(lambda: self._debriefs.change_incident(incident), tr("Saved. The windows follow."))

    def _change_exposed(self, exposed: Exposed) -> None:
        incident = self._shown()
        self._do(lambda: self._debriefs.change_exposed(incident, exposed), tr("Saved."))

    def _change_rules(self, rules: LocalRules) -> None:
        self._do(lambda: self._debriefs.set_local_rules(rules), tr("Saved. New proposals follow these rules."))

    def _add_people(self, people: Sequence[NewExposure]) -> None:
        incident = self._shown()
        self._do(lambda: self._debriefs.add_exposed(incident, people), tr("Listed. Offer each of them support."))

    def _remove_exposed(self, exposed: Exposed) -> None:
        incident = self._shown()
        words = tr("Taken off the list, with everything kept about them here.")
        self._do(lambda: self._debriefs.remove_exposed(incident, exposed.id), words)

    def _offer(self, exposure_id: UUID, status: Offered) -> None:
        words = {
            Offered.OFFERED: tr("Noted: a one-on-one contact was offered."),
            Offered.DECLINED: tr("Noted for now. It is forgotten at the next follow-up."),
            Offered.TO_OFFER: tr("Noted: still to be offered."),
        }[status]
        self._do(lambda: self._debriefs.set_offered(exposure_id, Kind.ONE_ON_ONE, status), words)

    def _ask_close(self, incident: Incident) -> None:
        from wellness_desktop.kit.dialogs import confirm

        if self.coverage.refuses_closing(incident):
            return
        forgets = tr(
            "Guests' names and what people declined are forgotten, and that cannot be undone. Follow-ups go on."
        )
        confirm(
            self,
            tr("Close {code}?", code=incident.code_name),
            " ".join(part for part in (self.coverage.not_thought_of(incident), forgets) if part),
            do=tr("Close the incident"),
            then=lambda: self._do(lambda: self._debriefs.close_incident(incident), tr("Closed. The follow-ups go on.")),
        )

    def _reopen(self, incident: Incident) -> None:
        self._do(lambda: self._debriefs.reopen_incident(incident.id), tr("Open again."))

    # ---------------------------------------------------------------------------------------------- sessions

    def _book(self, bookings: Sequence[Booking]) -> None:
        incident = self._shown()
        with self.attempt():
            firm = not self.view.proposals.pencil.value()
            done = [self._debriefs.book(incident, booking, firm=firm) for booking in bookings]
            tentative = any(one.value.state is SessionState.TENTATIVE for one in done)
            words = tr_count("Booked {count} session.", "Booked {count} sessions.", len(done))
            detail = tr("It stays tentative until what is missing is found.") if tentative else ""
            if not firm:
                words = tr_count("Penciled in {count} session.", "Penciled in {count} sessions.", len(done))
                detail = tr("Ask people, then make it firm under Sessions.")

            def undo() -> None:
                for one in reversed(done):
                    one.undo()
                self.refresh()

            self.refresh()
            self.banner.say(words, undo, detail=detail)
            if self.view.sessions.cards:
                self.show_widget(self.view.sessions)

    # -------------------------------------------------------------------------------------------- inner parts

    def _go_to(self, card: QWidget) -> None:
        """Brings a part of the incident to the top, and the keyboard into it."""
        content = self.scroll.widget()
        if content is not None:
            self.scroll.verticalScrollBar().setValue(card.mapTo(content, card.rect().topLeft()).y() - 12)
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        card.focusNextChild()

    def _shown(self) -> UUID:
        shown = self.view.shown_id
        if shown is None:
            raise ValueError("no incident is shown")
        return shown

    def _do(self, deed: Callable[[], object], words: str) -> None:
        """Does something and shows what came of it; offers to take it back where the service can."""
        with self.attempt():
            done = deed()
            self.view.close_sent_form()
            undo = self._undo(done) if isinstance(done, Done) else None
            self.refresh()
            self.banner.say(words, undo)

    def _undo(self, done: Done[object]) -> Callable[[], None]:
        def take_back() -> None:
            done.undo()
            self.refresh()

        return take_back


def _spoken(one: IncidentSummary) -> str:
    return tr("{code}, {what}", code=one.code_name, what=one.trigger.name)


def _is_closed(one: IncidentSummary) -> bool:
    return one.status is IncidentStatus.CLOSED
