"""The running program: which page is open, who is signed in, and how it locks."""

import importlib
import logging
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from wellness_desktop.app.closing import Closing
from wellness_desktop.app.frame import Frame
from wellness_desktop.app.open_rooms import OpenRooms
from wellness_desktop.app.places import open_foot, open_places, own_foot, own_places
from wellness_desktop.app.start import empty_private
from wellness_desktop.base.clock import Clock, station_zone
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.paths import Paths
from wellness_desktop.base.settings import Settings
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.kit.theme import apply_theme

if TYPE_CHECKING:  # the window stands before any of it is needed
    from wellness_desktop.accounts.station import SignedIn
    from wellness_desktop.app.own_rooms import OwnRooms
    from wellness_desktop.kit.cover import Cover
    from wellness_desktop.library.service import Library
    from wellness_desktop.paper.print_setup import Paper
    from wellness_desktop.roster.board import Board

log = logging.getLogger(__name__)

HELP_CODE = ("wellness_desktop.library.help_page", "wellness_desktop.roster.kinds")
FIRST_LOOK_MS = 400
"""Whoever came for a number presses F1 in this time, and nothing else should keep the PC busy then."""
KEPT_OPEN = frozenset({"library", "help"})
"""Pages that hold nothing of the station and stay as they are when someone signs in or the program locks."""


class Program(QObject):
    """Builds each page when it is first opened, hands it what it needs, and takes it down again at lock."""

    def __init__(
        self, paths: Paths, settings: Settings, clock: Clock, *, folder_is_fixed: bool = False, stretching: Any = None
    ) -> None:
        """`folder_is_fixed`: the data folder was given on the command line, so the first run does not ask.

        `stretching` makes passphrases cheap to check, for tests and the demo agency.
        """
        super().__init__()
        self.stretching = stretching
        self.folder_is_fixed = folder_is_fixed
        self.paths, self.settings, self.clock = paths, settings, clock
        app: Any = QApplication.instance()  # start.py made it
        self.app = app
        apply_theme(app, settings.theme, settings.text_percent)
        self.tasks = Tasks(self)
        self.searching = Tasks(self)
        self.importing = Tasks(self)
        self.frame = Frame(self.searching)
        self.open_rooms = OpenRooms(self)
        self.own_rooms: OwnRooms | None = None
        self._cover: Cover | None = None
        self._copied = ""
        self.frame.may_close = Closing(self).allowed
        self._connect()
        self._show_open_places()
        self.go("start")

    # The window

    def show(self) -> None:
        """Shows the window; what can wait is prepared once it stands."""
        self.frame.stands.connect(self._prepare)
        self.frame.show()

    def come_to_front(self) -> None:
        """A second start asked for us."""
        if self.frame.isMinimized():
            self.frame.showNormal()
        self.frame.show()
        self.frame.raise_()
        self.frame.activateWindow()

    def go(self, key: str, place: str = "") -> Page:
        """Opens the page with this key, building it if need be; `place` is its entry in the rail."""
        self.leave_page()
        if key not in self.frame.pages:
            self.frame.add_page(key, self._build(key))
            built_now = True
        else:
            built_now = False
        page = self.frame.pages[key]
        if not built_now:
            page.refresh()
        self.frame.show_page(key, place)
        if hasattr(page, "focus_first"):
            page.focus_first()
        return page

    def leave_page(self) -> None:
        """Gives the page on show the chance to save what still waits for a pause in typing; keeps what cannot be."""
        page = self.frame.page
        for save in ("leave", "flush"):
            if page is not None and hasattr(page, save):
                getattr(page, save)()
        if self.own_rooms is not None:
            self.own_rooms.keeper.keep()

    def tell(self, problem: Problem, report: str = "") -> None:
        """Shows a problem that reached nobody else, in the banner of the page on show."""
        page = self.frame.page
        if page is None:
            return
        if report:
            copy = partial(self._copy, report)
            page.banner.problem(problem, action=tr("Copy the report"), press=copy)
        else:
            page.banner.problem(problem)

    @cached_property
    def library(self) -> "Library":
        """The library, with what packs and the agency laid over it."""
        from wellness_desktop.library.service import Library

        paths = self.paths
        return Library(paths.library_index, agency_lines=paths.agency_lines, content=paths.content)

    def board(self) -> "Board":
        """The station board, read at this moment; its numbers age as the settings say."""
        from wellness_desktop.roster.board import read_board
        from wellness_desktop.roster.review_periods import follow_settings

        follow_settings(self.settings)
        return read_board(self.paths.board)

    def paper_now(self) -> "Paper":
        """What is printed at this moment, at the front door."""
        from wellness_desktop.paper.print_setup import Paper

        return Paper(self.clock.now(), self.zone(), self.settings.agency_name, self.settings.paper)

    def zone(self) -> Any:
        """The station's time zone; the PC's own while the setting is unknown."""
        try:
            return station_zone(self.settings.time_zone)
        except Problem:
            return station_zone("")

    @property
    def signed_in(self) -> bool:
        """Whether the records are open."""
        return self.own_rooms is not None

    # Signing in, locking

    def open_records(self, signed_in: "SignedIn") -> None:
        """Someone signed in: builds every service once and shows Today, or a helper's own day."""
        from wellness_desktop.app.helper_room import first_page
        from wellness_desktop.app.own_rooms import OwnRooms
        from wellness_desktop.roster.review_periods import follow_settings

        follow_settings(self.settings)
        self.own_rooms = OwnRooms(self, signed_in)
        self.open_rooms.save_typed_report()
        self._drop_pages()
        actor = signed_in.actor
        self.frame.set_places(own_places(actor), own_foot())
        self.frame.set_key(
            tr("Lock"), "lock", tr("Closes the records. Get help now and the library stay open."), "Ctrl+L"
        )
        self.frame.rail.set_title(self.settings.agency_name or tr("Wellness Desktop"))
        self.frame.rail.set_status(actor.name)
        self.frame.search.set_find(self.own_rooms.find)
        self._idle.start()
        page = self.go(first_page(actor))
        if signed_in.key_copy_was_used:
            page.banner.warn(
                tr("The key file was damaged; its copy was used."),
                tr("Make a backup today, and tell whoever keeps this PC."),
            )
        self.own_rooms.opened()
        self.own_rooms.take_report()

    def lock(self) -> None:
        """Saves drafts, drops the keys, empties pages, clipboard and the private print folder."""
        if self.own_rooms is None:
            return
        self.leave_page()
        rooms, self.own_rooms = self.own_rooms, None
        self.frame.search.set_find(self.open_rooms.find)
        rooms.close()
        self._drop_pages()
        self._clear_clipboard()
        empty_private(self.paths)
        self._show_open_places()
        self.go("sign-in")

    def use_settings(self, settings: Settings) -> None:
        """New settings count at once: look, lock time, and what every page built from now on works with."""
        look_changed = (settings.theme, settings.text_percent) != (self.settings.theme, self.settings.text_percent)
        from wellness_desktop.roster.review_periods import follow_settings

        self.settings = settings
        follow_settings(settings)
        self._idle.set_minutes(settings.lock_after_minutes)
        self.frame.rail.set_title(settings.agency_name or tr("Wellness Desktop"))
        if look_changed:
            apply_theme(self.app, settings.theme, settings.text_percent)
        elif self.own_rooms is not None:
            self.own_rooms.settings_changed()
            self._drop_pages(but=self.frame.page_key)

    def _drop_pages(self, but: str = "") -> None:
        from wellness_desktop.kit.printing import close_offers

        close_offers(self.frame)
        for key, page in list(self.frame.pages.items()):
            if key == but:
                continue
            if key not in KEPT_OPEN:
                if hasattr(page, "give_up"):
                    page.give_up()
                self.frame.drop_page(key)
            elif hasattr(page, "forget"):
                page.forget()

    def _show_open_places(self) -> None:
        self.frame.set_places(open_places(), open_foot(self.station_exists()))
        words = tr("Sign in") if self.station_exists() else tr("Set up")
        self.frame.set_key(words, "log-in", tr("For the roster, incidents and crisis plans."))
        self.frame.rail.set_title(self.settings.agency_name or tr("Wellness Desktop"))
        self.frame.rail.set_status("")
        self.frame.search.set_find(self.open_rooms.find)

    def station_exists(self) -> bool:
        """Whether records were set up in this folder."""
        return self.paths.keys.exists() or self.paths.store.exists()

    def way_in(self) -> str:
        """The page that leads to the records: the first run until its recovery sheet is put away, then the sign-in."""
        first_run: Any = self.frame.pages.get("first-run")
        waits = first_run is not None and first_run.has_made_station
        return "first-run" if waits or not self.station_exists() else "sign-in"

    # Inside

    def _build(self, key: str) -> Page:
        if self.own_rooms is not None and key not in KEPT_OPEN:
            return self.own_rooms.build(key)
        return self.open_rooms.build(key)

    def _connect(self) -> None:
        from wellness_desktop.app.idle import IdleWatch

        self.frame.went.connect(self.go)
        self.frame.help_wanted.connect(lambda: self.go("help"))
        self.frame.key_pressed.connect(self._key_pressed)
        self.frame.search.chosen.connect(self._open_hit)
        self.frame.closing.connect(self._close)
        self._idle = IdleWatch(self.clock, self.settings.lock_after_minutes, self)
        self._idle.gone.connect(self._nobody_there)
        self._idle.start()
        self.frame.destroyed.connect(self._idle.stop)  # it would watch every window that comes after
        self.app.focusWindowChanged.connect(self._idle.follow)
        QGuiApplication.clipboard().dataChanged.connect(self._note_copied)
        hide = QShortcut(QKeySequence("F9"), self.frame)
        hide.activated.connect(self.hide_behind_cover)

    def hide_behind_cover(self) -> None:
        """F9: a plain clock over everything, until F9 or Escape."""
        self.cover.toggle()

    @property
    def cover(self) -> "Cover":
        if self._cover is None:
            from wellness_desktop.kit.cover import Cover

            self._cover = Cover(self.frame, self.clock, self.zone())
        return self._cover

    def _prepare(self) -> None:
        """After the window stands: makes the cover and the help page's code ready, so that F9 and F1 do not wait."""
        _ = self.cover
        QTimer.singleShot(0, self, lambda: [importlib.import_module(code) for code in HELP_CODE])
        QTimer.singleShot(FIRST_LOOK_MS, self, self._prepare_search)

    def _prepare_search(self) -> None:
        """Makes the search index and the guides ready, so that no keystroke and no first look waits for them."""

        def read(_task: object) -> None:
            self.library.prepare()
            self.library.guides()

        self.searching.start(read, done=_nothing, failed=_nothing)

    def _key_pressed(self) -> None:
        if self.signed_in:
            self.lock()
        else:
            self.go(self.way_in())

    def _nobody_there(self) -> None:
        """Idle time is up or the PC slept: locks; at the front door, hides what the last person was reading."""
        if self.signed_in:
            self.lock()
            return
        if self.open_rooms.busy:
            return
        empty_private(self.paths)  # what was opened in the PDF reader would tell the next person what was printed
        sheet_waits = self.station_exists() and self.way_in() == "first-run"
        self.frame.search.wipe()
        self._drop_pages()
        page = self.go("start")
        if sheet_waits:
            page.banner.warn(
                tr("The recovery sheet was not put away."),
                tr("Sign in, open Settings and Accounts, and print a new one."),
            )

    def _open_hit(self, hit: Any) -> None:
        self.open_rooms.open_hit(hit.key) if self.own_rooms is None else self.own_rooms.open_hit(hit.key)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def _note_copied(self) -> None:
        """Remembers what was copied while our window had the focus, so that it can be taken away again."""
        if QGuiApplication.focusWindow() is not None:
            self._copied = QGuiApplication.clipboard().text()

    def _clear_clipboard(self) -> None:
        """Only what we put there: someone else's copied text is none of our business."""
        clipboard = QGuiApplication.clipboard()
        if self._copied and clipboard.text() == self._copied:
            clipboard.clear()
        self._copied = ""

    def _close(self) -> None:
        self._idle.stop()
        self.lock()
        for worker in (self.searching, self.importing, self.tasks):
            worker.close()
        empty_private(self.paths)


def _nothing(_result: object) -> None:
    """The index is a convenience here; the search itself makes it when it is missing, and says what went wrong."""
