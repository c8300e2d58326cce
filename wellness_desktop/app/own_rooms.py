"""The pages of the person signed in, and what they need: built once at sign-in, gone at lock."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QTimer

from wellness_desktop.accounts.drafts import Drafts
from wellness_desktop.accounts.roles import Can
from wellness_desktop.accounts.station import SignedIn
from wellness_desktop.app.asking_rooms import (
    asking_builders,
    build_happened,
    offer_to_pass_on,
    take_in_notes,
    tell_front_door,
)
from wellness_desktop.app.calls_room import CALLS, build_calls, lead_to_calls
from wellness_desktop.app.draft_keeper import DraftKeeper
from wellness_desktop.app.helper_room import SUPPORT_DAY, build_support_day
from wellness_desktop.app.log_room import log_builders
from wellness_desktop.app.open_rooms import plain_snippet
from wellness_desktop.app.places import unfinished_places
from wellness_desktop.app.plans_room import plan_builders
from wellness_desktop.app.services import build_services
from wellness_desktop.app.settings_rooms import SettingsRooms
from wellness_desktop.base.errors import Cancelled, Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.kit.button import button
from wellness_desktop.kit.hits import Group, Hit
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.tasks import Task

if TYPE_CHECKING:
    from wellness_desktop.app.program import Program
    from wellness_desktop.library.agency.service import AgencyDocuments
    from wellness_desktop.library.line_desk import LineDesk
    from wellness_desktop.library.path_progress import PathProgress

log = logging.getLogger(__name__)

DOCUMENT = "document"
HOUR = 60 * 60 * 1000
"""In milliseconds: a program that stays open over midnight deletes what is due on the new day."""
MOST_HITS = 6
"""Documents, people or plans shown for one search, below what the library has."""


class OwnRooms:
    """Builds the pages behind the sign-in and finds people and plans as well as the library's texts."""

    def __init__(self, program: "Program", signed_in: SignedIn) -> None:
        self._program = program
        self._signed_in = signed_in
        self.drafts = Drafts(signed_in)
        self.keeper = DraftKeeper(self.drafts, lambda: program.frame.pages, self._tell_not_kept)
        self._hourly = QTimer()
        self._hourly.timeout.connect(self._run_retention)
        self.settings = SettingsRooms(program, lambda: self.services, program.use_settings)
        self._documents: AgencyDocuments | None = None
        self._shifts_from = "roster"
        self._build_services()

    @property
    def actor(self) -> Any:
        """Who is signed in."""
        return self._signed_in.actor

    @property
    def lines(self) -> "LineDesk":
        """What a coordinator or administrator changes the support lines with."""
        from wellness_desktop.library.line_desk import LineDesk

        program, mine = self._program, self._signed_in
        return LineDesk(
            mine.store,
            mine.actor,
            mine.audit,
            program.clock,
            program.zone(),
            program.paths.agency_lines,
            program.library,
        )

    def _path_progress(self) -> "PathProgress":
        """How far the agency is with building its program."""
        from wellness_desktop.library.path_progress import PathProgress

        mine = self._signed_in
        return PathProgress(mine.store, mine.actor, self._program.clock, mine.audit)

    def _build_services(self) -> None:
        program = self._program
        station = program.open_rooms.station()
        self.services = build_services(
            self._signed_in,
            station.tries,
            program.paths,
            program.settings,
            program.clock,
            program.zone(),
            self._documents,
        )
        self._documents = self.services.documents

    def opened(self) -> None:
        """After the first page stands: what time alone asks for. The station board moves on, and what was removed
        more than 30 days ago, or is past its retention date, is really deleted, unless a legal hold forbids it.
        """
        try:
            self.services.roster.publish()
            if self.actor.may(Can.EDIT_ROSTER) and not self.services.debriefs.station_is_held:
                self.services.roster.empty_bin()
                self.services.roster.tidy_papers()
        except Problem:
            log.warning("the upkeep at sign-in could not be done")
        tell_front_door(self._program, self.services)
        self.keeper.start(self._program.open_rooms.held_drafts)
        self._look_after_documents()
        self._run_retention()
        self._hourly.start(HOUR)
        self._tell_unfinished()
        self._tell_differences()

    def _look_after_documents(self) -> None:
        """In the background: deletes what was removed, and makes the search of the agency's documents ready."""
        documents, debriefs = self.services.documents, self.services.debriefs

        def job(task: Task) -> None:
            if not debriefs.station_is_held:
                documents.tidy()
            documents.prepare(task.step)

        self._program.importing.start(job, done=_upkeep_done, failed=_upkeep_failed)

    def _run_retention(self) -> None:
        """In the background: deletes what is past its date; once a day, however often it is asked for."""
        debriefs = self.services.debriefs
        self._program.importing.start(
            lambda task: debriefs.run_retention(task.step), done=_upkeep_done, failed=_upkeep_failed
        )

    def settings_changed(self) -> None:
        """Services work with the settings of the moment they were built, so they are built again."""
        self._build_services()

    def close(self) -> None:
        """Keeps what is typed, drops the keys and closes the records."""
        self._hourly.stop()
        held = self.keeper.close()
        others = [one for one in self._program.open_rooms.held_drafts if one.account_id != self.actor.account_id]
        self._program.open_rooms.held_drafts = [*others, *held]
        self.services.documents.close()
        self._signed_in.end()

    def build(self, key: str) -> Page:
        """The page with this key, new, with what was typed there and not saved."""
        builders: dict[str, Callable[[], Page]] = {
            "today": self._today,
            "roster": self._roster,
            "shifts": self._shifts,
            "incidents": self._incidents,
            "own-week": self._own_week,
            CALLS: lambda: build_calls(self._program, self.services),
            SUPPORT_DAY: lambda: build_support_day(self._program, self.services),
            **log_builders(self._program, self.services),
            "happened": self._happened,
            **asking_builders(self._program, self.services),
            **plan_builders(self._program, self.services, self.open_person),
            "lines": self._support_lines,
            "path": lambda: self._program.open_rooms.path(self._path_progress()),
            **self.settings.builders(),
        }
        page = builders[key]()
        self.keeper.hand_back(key, page)
        return page

    # What was typed and not saved

    def _tell_not_kept(self, problem: Problem) -> None:
        page = self._program.frame.page
        if page is not None:
            page.banner.warn(
                tr("What you type is not kept on the disk yet. Leave this window open."),
                " ".join(part for part in (problem.title, problem.advice) if part),
            )

    def _tell_unfinished(self) -> None:
        """On the first page: where something was begun and not finished."""
        page = self._program.frame.page
        with suppress(Problem):
            waiting = self.keeper.waiting()
            for key, place, words in unfinished_places():
                if key in waiting and page is not None and not page.banner.words:
                    page.banner.note(
                        words,
                        tr("It is kept until you finish it or throw it away."),
                        action=tr("Go on with it"),
                        press=partial(self._program.go, key, place),
                    )

    def _tell_differences(self) -> None:
        """On the first page: an update says something else about a line than the agency does."""
        page = self._program.frame.page
        if page is None or page.banner.words or not self.actor.may(Can.CORRECT_LINES):
            return
        with suppress(Problem):
            if self.lines.differences():
                page.banner.note(
                    tr("An update says something else about a support line than your agency does."),
                    tr("Your agency's words are shown until you choose."),
                    action=tr("Look at it"),
                    press=partial(self._program.go, "lines", "settings"),
                )

    # Search

    def find(self, text: str) -> Sequence[Group]:
        """Library, documents, people and plans that answer `text`; people first where it is somebody's name.

        Runs off the window's thread. Nothing is logged.
        """
        named, others = self._people_hits(text)
        people = Group(tr("People"), [*named, *others][:MOST_HITS])
        documents = Group(tr("Our documents"), self._document_hits(text))
        public = self._program.open_rooms.find(text)
        if documents.hits:  # or they would stand below the fold
            public = [Group(group.title, group.hits[:MOST_HITS]) for group in public]
        groups = [
            *public,
            documents,
            people,
            Group(tr("Crisis plans"), self._plan_hits(text)),
        ]
        if named:
            groups.sort(key=lambda group: group is not people)
        return [group for group in groups if group.hits]

    def _document_hits(self, text: str) -> list[Hit]:
        found = self.services.documents.search(text, MOST_HITS)
        return [
            Hit((DOCUMENT, (hit.id, hit.page, text)), hit.title, plain_snippet(hit.snippet) or hit.note, "folder")
            for hit in found
        ]

    def _people_hits(self, text: str) -> tuple[list[Hit], list[Hit]]:
        """Those of whose name every typed word is a word, and then the others that the text fits."""
        named: list[Hit] = []
        others: list[Hit] = []
        words = name_key(text).split()
        if not words or not self.actor.may(Can.SEE_ROSTER):
            return named, others
        for person in self.services.roster.people():
            roles = ", ".join(sorted(role.label for role in person.roles))
            name = name_key(f"{person.name} {person.call_name}")
            looked = name_key(f"{name} {person.agency} {roles}")
            if all(word in looked for word in words):
                hit = Hit(("person", str(person.id)), person.name, roles, "user-round")
                (named if set(words) <= set(name.split()) else others).append(hit)
        return named, others

    def _plan_hits(self, text: str) -> list[Hit]:
        if not self.actor.may(Can.SEE_PLANS):
            return []
        words = name_key(text).split()
        titles = self.services.plans.titles()
        found = [plan for plan, title in titles.items() if all(word in name_key(f"{plan} {title}") for word in words)]
        return [Hit(("plan", plan), titles[plan], plan.upper(), "file-text") for plan in found[:MOST_HITS]]

    def open_hit(self, key: tuple[str, Any]) -> None:
        """Goes where a hit leads."""
        kind, wanted = key
        if kind == "person":
            self.open_person(UUID(wanted))
        elif kind == "plan":
            page: Any = self._program.go("plans")
            page.show_plan(wanted)
        elif kind == DOCUMENT:
            library: Any = self._program.go("library")
            library.read_document(*wanted)
        else:
            self._program.open_rooms.open_hit(key)

    def open_person(self, person: UUID) -> None:
        """One entry of the roster."""
        page: Any = self._program.go("roster")
        page.show_person(person)

    # Pages

    def _today(self) -> Page:
        from wellness_desktop.app.today_room import build_today

        take_in_notes(self.services)
        return build_today(self._program, self.services, self.settings)

    def _support_lines(self) -> Page:
        page = self._program.open_rooms.lines(self.lines)
        if self.lines.allowed:
            back = partial(self._program.go, "settings")
            page.add_action(button(tr("All settings"), "arrow-left", press=back, parent=page))
        return page

    def _incidents(self) -> Page:
        from wellness_desktop.debriefs.incidents_page import IncidentsPage

        program, private = self._program, self._program.paths.private
        page = IncidentsPage(self.services.debriefs, program.tasks, private=private, lines=self._printed_lines)
        page.happened_wanted.connect(lambda: program.go("happened", "incidents"))
        page.asking_wanted.connect(lambda: program.go("asking", "incidents"))
        page.reports_wanted.connect(lambda: program.go("reports", "incidents"))
        page.log_wanted.connect(lambda: program.go("log", "log" if self.actor.may(Can.KEEP_LOG) else "incidents"))
        page.shifts_wanted.connect(partial(self.open_shifts, "incidents"))
        return lead_to_calls(page, program, self.services)

    def _own_week(self) -> Page:
        """The calendar of a helper, for whom the page of the incidents is not."""
        from wellness_desktop.debriefs.calendar_views.calendar_page import CalendarPage

        return CalendarPage(self.services.debriefs, self._program.tasks, private=self._program.paths.private)

    def _happened(self) -> Page:
        page: Any = build_happened(self._program, self.services)
        page.reported.connect(self._reported)
        return page

    def _reported(self, done: Any) -> None:
        page: Any = self._program.go("incidents")
        self._program.frame.drop_page("happened")
        page.show_incident(done.value.id)
        page.banner.say(tr("The plan has begun."), done.undo)

    def take_report(self) -> None:
        """Goes on with what was typed under Something happened before signing in."""
        rooms = self._program.open_rooms
        report, rooms.waiting_report = rooms.waiting_report, None
        if report is None:
            return
        if not self.actor.may(Can.REPORT_INCIDENT):
            offer_to_pass_on(self._program, report)
            return
        happened: Any = self._program.go("happened", "incidents")
        earlier = happened.draft()
        happened.set_report(report)
        if earlier is not None:
            happened.banner.note(
                tr("There is also an earlier report that you did not finish."),
                action=tr("Show that one instead"),
                press=lambda: happened.take_draft(earlier),
            )

    def _roster(self) -> Page:
        from wellness_desktop.app.roster_room import build_roster

        return build_roster(self._program, self.services, partial(self.open_shifts, "roster"))

    def open_shifts(self, place: str, person: UUID | None = None) -> None:
        """Who works when, from the roster or from an incident; at one person, to say when they are on."""
        self._shifts_from = place
        page: Any = self._program.go("shifts", place)
        if person is not None:
            page.show_month(person)

    def _shifts(self) -> Page:
        from wellness_desktop.app.roster_room import build_shifts

        return build_shifts(self._program, self.services, lambda: self._program.go(self._shifts_from))

    def _printed_lines(self) -> Any:
        """The support lines that may stand on paper today."""
        from wellness_desktop.app.commands import printed_lines

        return printed_lines(self._program.library, self._program.settings)


def _upkeep_done(_result: object) -> None:
    """Nobody waits for it."""


def _upkeep_failed(error: Exception) -> None:
    """A full disk or a lock in the middle: the next sign-in tries again. A defect goes further."""
    if not isinstance(error, Problem | Cancelled):
        raise error
    log.info("the upkeep was not finished")
