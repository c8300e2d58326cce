"""The pages that anyone at the PC can open, without signing in and without a trace (DESIGN 3)."""

import importlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.page import Page

if TYPE_CHECKING:  # the front door opens before any of it is needed
    from datetime import date

    from wellness_desktop.accounts.drafts import HeldDraft
    from wellness_desktop.accounts.station import Station
    from wellness_desktop.app.program import Program
    from wellness_desktop.kit.hits import Group
    from wellness_desktop.library.agency.service import AgencyDocuments
    from wellness_desktop.library.desk import Desk
    from wellness_desktop.library.line_desk import LineDesk
    from wellness_desktop.library.lines import Line, OwnHelper
    from wellness_desktop.library.path_progress import PathProgress
    from wellness_desktop.library.prints import PrintSetup
    from wellness_desktop.library.tools import Contact

RECORDS_CODE = ("wellness_desktop.app.own_rooms", "wellness_desktop.app.today_room")
"""What Today needs as soon as the records are open."""
ICONS = {
    "help": "life-buoy", "guide": "book-open", "line": "phone", "resource": "library",
    "tool": "clipboard", "path": "footprints",
}  # fmt: skip


class OpenRooms:
    """Builds the open pages, and finds things in the library."""

    def __init__(self, program: "Program") -> None:
        self._program = program
        self._station: Station | None = None
        self.waiting_report: Any = None
        """What someone typed under Something happened before signing in; in memory only."""
        self.held_drafts: list[HeldDraft] = []
        """Drafts that a full disk refused at lock, sealed to their owners; in memory only."""
        self._path = ""
        """Id of the path that was opened last."""
        self._path_from = ("library", "library")
        """The page it was opened from, and the place of that in the rail."""

    @property
    def busy(self) -> bool:
        """Whether an open page holds typed text that must not be lost: the first run, a report begun.

        Once the first run has made the station, someone is signed in behind it, and that may not be left open.
        """
        happened: Any = self._program.frame.pages.get("happened")
        if happened is not None and happened.has_typed:
            return True
        first_run: Any = self._program.frame.pages.get("first-run")
        return self._program.frame.page_key == "first-run" and not first_run.has_made_station

    @property
    def desk(self) -> "Desk":
        """What the library's pages need of the program."""
        from wellness_desktop.library.desk import Desk

        program = self._program
        return Desk(
            library=program.library,
            tasks=program.tasks,
            state=lambda: program.settings.state,
            on_call=self.own_helpers,
            contacts=self.published_helpers,
            setup=self.print_setup,
            offer=self.offer,
            agency=self._own_documents,
            importing=program.importing,
            searching=program.searching,
            zone=program.zone,
            published=self.published,
        )

    def _own_documents(self) -> "AgencyDocuments | None":
        """The agency's own documents, while somebody is signed in."""
        rooms = self._program.own_rooms
        return rooms.services.documents if rooms is not None else None

    def own_helpers(self) -> "list[OwnHelper]":
        """The agency's helpers who are on call now and agreed to be shown, first to call first."""
        from wellness_desktop.app.board_people import on_call

        return on_call(self._program.board(), self._program.clock.now(), self._today())

    def published_helpers(self) -> "list[OwnHelper]":
        """Everybody on the station board, who is on call now first: a print is still read when the turn is over."""
        from wellness_desktop.app.board_people import everybody

        return everybody(self._program.board(), self._program.clock.now(), self._today())

    def published(self) -> "list[Contact]":
        """Everybody on the station board, for the library's tools."""
        from wellness_desktop.app.board_people import contacts

        return contacts(self._program.board(), self._today())

    def print_setup(self) -> "PrintSetup":
        """Paper, agency and today, for what is printed at the front door."""
        from wellness_desktop.library.prints import PrintSetup

        settings = self._program.settings
        return PrintSetup(printed_on=self._today(), agency=settings.agency_name, size=settings.paper)

    def offer(self, parent: QWidget, title: str, pdf: bytes) -> object:
        """Shows a finished print. Nothing about it is kept."""
        from wellness_desktop.kit.printing import offer_print

        return offer_print(parent, title, pdf, private=self._program.paths.private)

    def build(self, key: str) -> Page:
        """The page with this key, new."""
        builders: dict[str, Callable[[], Page]] = {
            "start": self._front_door,
            "help": self._help,
            "door": self._door,
            "people": self._people,
            "library": self._library,
            "path": self.path,
            "lines": self.lines,
            "happened": self._happened,
            "ask": lambda: late("asking_rooms").build_ask(self._program),
            "leave-note": lambda: late("feedback_room").build_leave(self._program),
            "sign-in": self._sign_in,
            "first-run": self._first_run,
        }
        return builders[key]()

    # Search

    def find(self, text: str) -> "Sequence[Group]":
        """Everything public that answers `text`; runs off the window's thread."""
        from wellness_desktop.kit.hits import Hit

        hits = [
            Hit((hit.kind, hit.id), hit.title, plain_snippet(hit.snippet) or hit.note, ICONS.get(hit.kind, "file-text"))
            for hit in self._program.library.search(text, self._program.settings.state)[:12]
        ]
        return late("forms_room").with_forms(text, hits)

    def open_hit(self, key: tuple[str, str]) -> None:
        """Goes where a hit leads."""
        kind, wanted = key
        if kind == "help":
            self._program.go("help")
            return
        if kind == "path":
            self.open_path(wanted)
            return
        if kind == "form":
            late("forms_room").open_form(self._program, wanted)
            return
        page: Any = self._program.go("library")
        page.show_entry(kind, wanted)

    # Pages

    def _front_door(self) -> Page:
        from wellness_desktop.app.front_door_page import FrontDoorPage

        program = self._program
        page = FrontDoorPage(
            program.settings.agency_name,
            program.station_exists(),
            program.board,
            self._front_door_numbers,
            program.clock,
            people_expected=program.paths.board.exists(),
        )
        if program.frame.has_stood:
            page.refresh()
        else:
            program.frame.stands.connect(page.refresh)
        page.help_wanted.connect(lambda: program.go("help"))
        page.door_wanted.connect(self.open_door)
        page.happened.connect(lambda: program.go("happened", "start"))
        page.people_wanted.connect(lambda: program.go("people"))
        page.call_wanted.connect(lambda: program.go("ask", "start"))
        page.note_wanted.connect(lambda: program.go("leave-note", "start"))
        page.library_wanted.connect(lambda: program.go("library"))
        page.sign_in_wanted.connect(lambda: program.go(program.way_in()))
        return page

    def _front_door_numbers(self) -> list[str]:
        today = self._program.clock.now().date()  # the station's own day would load time zones before the first look
        return [way for line in self._program.library.help_lines(today=today)[:2] for way in line.ways[:1]]

    def open_door(self, door: str) -> None:
        """Opens the page for one kind of reader."""
        page: Any = self._program.go("door", "start")
        page.show_door(door)

    def _door(self) -> Page:
        from wellness_desktop.library.door_page import DoorPage

        program = self._program
        page = DoorPage(self.desk)
        page.guide_wanted.connect(self._read_behind_door)
        page.path_wanted.connect(lambda path: self.open_path(path, ("door", "start")))
        page.lines_wanted.connect(self._show_lines)
        page.people_wanted.connect(lambda: program.go("people"))
        page.closed.connect(lambda: program.go("start"))
        return page

    def _read_behind_door(self, guide: str) -> None:
        """Opens a guide whose Back leads to the door again, and not to a list that was never seen."""
        page: Any = self._program.go("library", "start")
        page.read(guide, way_back=lambda: self._program.go("door", "start"))

    def _help(self) -> Page:
        from wellness_desktop.library.help_page import HelpPage

        page = HelpPage(self.desk)
        page.guide_wanted.connect(lambda guide: self.open_hit(("guide", guide)))
        page.lines_wanted.connect(self._show_lines)
        page.call_wanted.connect(lambda: self._program.go("ask", "help"))
        return page

    def _show_lines(self) -> None:
        self._program.go("lines", "library" if self._program.signed_in else "help")

    def lines(self, editing: "LineDesk | None" = None) -> Page:
        """All support lines; with `editing`, for somebody who may correct them."""
        from wellness_desktop.library.lines_page import LinesPage

        page = LinesPage(self.desk, editing)
        page.changed.connect(self._lines_changed)
        return page

    def _lines_changed(self) -> None:
        """Pages that stay open show the lines of this moment when they are next opened."""
        for key in ("help", "library"):
            if key in self._program.frame.pages:
                self._program.frame.pages[key].refresh()

    def _people(self) -> Page:
        from wellness_desktop.roster.board_page import BoardPage

        program = self._program
        page = BoardPage(program.board, program.clock, program.zone(), line_words=self._line_words)
        page.lines_wanted.connect(self._show_lines)
        page.help_wanted.connect(lambda: program.go("help"))
        page.call_wanted.connect(lambda: program.go("ask", "people"))
        late("feedback_room").add_answers(program, page)
        return page

    def _line_words(self, line_id: str) -> tuple[str, tuple[str, ...]] | None:
        """Name and ways of a support line, for the call chain; None where it is hidden or gone."""
        from wellness_desktop.base.errors import Problem

        try:
            line = self._program.library.line(line_id)
        except Problem:
            return None
        return line.name, line.ways

    def _library(self) -> Page:
        from wellness_desktop.library.library_page import LibraryPage

        program = self._program
        page = LibraryPage(self.desk)
        page.help_wanted.connect(lambda: program.go("help"))
        page.sign_in_wanted.connect(lambda: program.go(program.way_in()))
        page.path_wanted.connect(self.open_path)
        return page

    def open_path(self, path_id: str, opened_from: tuple[str, str] = ("library", "library")) -> None:
        """One path of the library, on a page of its own. `opened_from`: the page to go back to, and its place."""
        if path_id != self._path:
            self._program.frame.drop_page("path")
        self._path, self._path_from = path_id, opened_from
        page: Any = self._program.go("path", opened_from[1])
        page.lead_back(to_library=opened_from[0] == "library")

    def path(self, progress: "PathProgress | None" = None) -> Page:
        """The path opened last; `progress` is for somebody who signed in."""
        from wellness_desktop.library.path_page import PathPage

        program = self._program
        page = PathPage(program.library.toolbox.path(self._path), self.desk, program.clock, program.zone(), progress)
        page.guide_wanted.connect(self._read_from_path)
        page.tool_wanted.connect(lambda tool: self.open_hit(("tool", tool)))
        page.library_wanted.connect(lambda: program.go(*self._path_from))
        return page

    def _read_from_path(self, guide: str) -> None:
        """Opens a guide whose Back leads to the path again."""
        page: Any = self._program.go("library", self._path_from[1])
        page.read(guide, way_back=lambda: self._program.go("path", self._path_from[1]))

    def _happened(self) -> Page:
        """Typed without signing in it stays in memory, until someone signs in and the plan starts from it."""
        page: Any = late("asking_rooms").build_happened(self._program)
        page.sign_in_wanted.connect(self._keep_report)
        return page

    def help_lines(self) -> "list[Line]":
        """The lines of Get help now, the agency's own helpers first."""
        return self._program.library.help_lines(self._program.settings.state, self.own_helpers(), self._today())

    def _today(self) -> "date":
        return self._program.clock.today(self._program.zone())

    def save_typed_report(self) -> None:
        """Takes over what stands in the open page when someone signs in by another way than its own button."""
        happened: Any = self._program.frame.pages.get("happened")
        if happened is not None and happened.has_typed:
            self.waiting_report = happened.report()

    def _keep_report(self, report: Any) -> None:
        program = self._program
        self.waiting_report = report
        page = program.go(program.way_in())
        page.banner.note(
            tr("What you typed is kept until you sign in."), tr("It is in memory only and ends with the program.")
        )

    def _sign_in(self) -> Page:
        from wellness_desktop.app.sign_in_page import SignInPage

        program = self._program
        page = SignInPage(program.tasks, self._open_by_name, self._open_by_sheet, read_demo_people(program))
        page.signed_in.connect(program.open_records)
        page.call_wanted.connect(lambda: program.go("ask", "sign-in"))
        program.tasks.start(lambda _task: self._load_records_code(), done=_nothing, failed=_nothing)
        return page

    def _first_run(self) -> Page:
        from wellness_desktop.app.first_run import build_first_run

        return build_first_run(self._program, folder_is_fixed=self._program.folder_is_fixed)

    def station(self) -> "Station":
        """The door of the records; loads the key machinery at first use, off the window's thread."""
        if self._station is None:
            from wellness_desktop.accounts.station import Station

            self._station = Station(self._program.paths, self._program.clock, self._program.stretching)
        return self._station

    def _load_records_code(self) -> None:
        """While somebody types a name, loads what opens the records: half a second that Enter need not wait for."""
        self.station()
        for room in RECORDS_CODE:
            importlib.import_module(room)
        from sqlalchemy.orm import configure_mappers

        from wellness_desktop.debriefs.protocol_files import load_protocols
        from wellness_desktop.plans.templates import shipped_templates
        from wellness_desktop.roster.duty_roster.patterns import load_patterns

        configure_mappers()
        for read in (load_protocols, load_patterns, shipped_templates):
            read()

    def forget_station(self) -> None:
        """The records are somewhere else now (after the first run)."""
        self._station = None

    def _open_by_name(self, name: str, passphrase: str) -> Any:
        return self.station().sign_in(name, passphrase)

    def _open_by_sheet(self, code: str, name: str, passphrase: str) -> Any:
        return self.station().recover(code, name, passphrase)


def late(room: str) -> Any:
    """What builds the pages for asking and for notes; read when one of them is first opened."""
    return importlib.import_module(f"wellness_desktop.app.{room}")


def _nothing(_result: object) -> None:
    """Loading ahead is a convenience; whoever needs the code and cannot have it says so."""


def read_demo_people(program: "Program") -> list[tuple[str, str, str]]:
    """Name, role and passphrase of the demo agency's people; empty in a real station."""
    import json

    try:
        people = json.loads(program.paths.demo_note.read_text(encoding="utf-8"))["people"]
        return [(str(one["name"]), str(one["role"]), str(one["passphrase"])) for one in people]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def plain_snippet(snippet: str) -> str:
    """The words of a snippet without the marks of what was found."""
    from wellness_desktop.library.service import MARK_OFF, MARK_ON

    return snippet.replace(MARK_ON, "").replace(MARK_OFF, "")
