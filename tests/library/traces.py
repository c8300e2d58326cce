"""Reads, searches and prints, and tells what that left behind: `python -m tests.library.traces HOME open|signed-in`.

The process has a home, a temp folder and a working folder of its own, all empty at the beginning, so that everything a
desktop program usually leaves (settings, caches, recent files, logs, spooled prints) would turn up in them.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

GUIDES, PRINTS = 20, 3
PHRASES = (
    "drinkng", "suicide", "will they tell my chief", "gambling debts", "my wife hits me", "OIS", "sleep on nights",
    "copline", "988", "cisd", "anxiety after a crash", "divorce", "pastillas", "retire", "1-800-267-5463",
)  # fmt: skip
UNSEEN_BYTES = ("-shm",)
"""SQLite's shared memory beside an open store: who reads at this moment; emptied when the store closes."""


def main() -> int:
    """Does it at one door, `open` or `signed-in`, and prints what was written, changed and left, as JSON."""
    home, door = Path(sys.argv[1]), sys.argv[2]
    written, errors = watch_writing(), watch_errors()
    from PySide6.QtWidgets import QApplication

    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("Wellness Desktop")
    from wellness_desktop.base.log import start_logging, stop_logging
    from wellness_desktop.base.paths import find_paths

    paths = find_paths(home / "records")
    start_logging(paths.logs)
    program = a_program(paths)
    if door == "signed-in":
        program.open_records(program.open_rooms.station().sign_in(NAME, PHRASE))
    at_rest(program)
    written.clear()
    before = snapshot(home)
    Reader(program, home).read_search_and_print()
    on_the_way = sorted(written)
    during = changes(before, snapshot(home))
    # Whoever was there goes away. What locking itself writes (the audit log) is the same for everybody.
    program.lock() if door == "signed-in" else program._nobody_there()
    left = [name for name in changes(before, snapshot(home)) if door == "open" or name in during]
    answer = {"written": on_the_way, "during": during, "left": left, "errors": errors}
    print(json.dumps({**answer, "guides": len(program.library.guides())}))  # noqa: T201 - the answer
    program.frame.close()
    stop_logging()
    return 0


NAME, PHRASE = "Dana Whitfield", "gravel lantern otter picnic"


def a_program(paths: Any) -> Any:
    """The whole program over a station that exists, as it is started every morning."""
    from wellness_desktop.accounts.roles import Role
    from wellness_desktop.app.program import Program
    from wellness_desktop.base.clock import Clock
    from wellness_desktop.base.settings import Settings, save_settings
    from wellness_desktop.store.stretching import LOWEST

    settings = Settings(agency_name="Millbrook Police Department", state="NJ", time_zone="America/Chicago")
    program = Program(paths, settings, Clock(), folder_is_fixed=True, stretching=LOWEST)
    signed_in, _ = program.open_rooms.station().create(NAME, PHRASE, frozenset(Role))
    signed_in.end()
    save_settings(paths.settings, settings)
    program.show()
    return program


def at_rest(program: Any) -> None:
    """The search index is made, and nothing runs in the background."""
    until(lambda: "_index" in vars(program.library) and not (program.tasks.busy or program.searching.busy))


def until(so: Callable[[], object], patience: float = 60.0) -> None:
    """Lets the program live until something is so."""
    import time

    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + patience
    while not so():
        QApplication.processEvents()
        if time.monotonic() > end:
            raise TimeoutError(so)


class Reader:
    """Somebody who reads, searches and prints, through the pages."""

    def __init__(self, program: Any, home: Path) -> None:
        self._program, self._home = program, home

    def read_search_and_print(self) -> None:
        """Twenty guides, fifteen phrases in both search boxes, help and lines, three handouts."""
        from PySide6.QtTest import QTest

        program = self._program
        program.go("help")
        program.go("lines")
        page = program.go("library")
        guides = program.library.guides()[:GUIDES]
        assert len(guides) == GUIDES
        for guide in guides:
            page.read(guide.id)
        page.close_reader()
        for phrase in PHRASES:
            QTest.keyClicks(page._box, phrase)
            page._box.clear()
            QTest.keyClicks(program.frame.search, phrase)
            until(lambda: not program.searching.busy)
            program.frame.search.wipe()
        for place, guide in enumerate(guides[:PRINTS]):
            self._print(page, guide.id, place)
        at_rest(program)

    def _print(self, page: Any, guide: str, place: int) -> None:
        """One is only looked at, one goes to a printer, one to the system's PDF reader."""
        from PySide6.QtGui import QDesktopServices
        from PySide6.QtPrintSupport import QPrinter

        from wellness_desktop.kit.printing import PrintOffer

        frame = self._program.frame
        page.show_entry("guide", guide)
        page._print_handout(guide)
        until(lambda: [each for each in frame.findChildren(PrintOffer) if each.isVisible()])
        offer = next(each for each in frame.findChildren(PrintOffer) if each.isVisible())
        if place == 1:
            printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
            printer.setOutputFileName(str(self._home.parent / "paper.pdf"))
            offer._print_on(printer)
            until(lambda: offer._run is None and "Sent to the printer" in offer.banner.words)
        elif place == 2:
            catcher = pdf_reader()
            QDesktopServices.setUrlHandler("file", catcher, "caught")
            offer.open_elsewhere()
            QDesktopServices.unsetUrlHandler("file")
            assert Path(catcher.url.toLocalFile()).read_bytes().startswith(b"%PDF")
        offer.close()
        until(lambda: not frame.findChildren(PrintOffer))


def snapshot(home: Path) -> dict[str, str]:
    """Every file and folder below the home, with a hash of its bytes."""
    found = {}
    for path in sorted(home.rglob("*")):
        if path.name.endswith(UNSEEN_BYTES):
            continue
        name = str(path.relative_to(home))
        found[name] = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
    return found


def changes(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """What came, went or holds other bytes than before."""
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def watch_errors() -> list[str]:
    """Notes every exception that reached nobody."""
    errors: list[str] = []
    told = sys.excepthook

    def heard(kind: type[BaseException], error: BaseException, trace: Any) -> None:
        errors.append(f"{kind.__name__}: {error}")
        told(kind, error, trace)

    sys.excepthook = heard
    return errors


def watch_writing() -> set[str]:
    """Notes every file that Python opens for writing, wherever it is, and every one it makes, moves or removes."""
    written: set[str] = set()
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC

    def heard(event: str, told: tuple[Any, ...]) -> None:
        if event == "open" and len(told) == 3 and isinstance(told[2], int) and told[2] & writing:
            written.add(str(told[0]))
        elif event in ("os.rename", "os.mkdir", "os.link", "os.symlink", "shutil.copyfile", "tempfile.mkstemp"):
            written.add(f"{event} {told[0]}")

    sys.addaudithook(heard)
    return written


def pdf_reader() -> Any:
    """Takes the place of the system's PDF reader; `url` is what it was asked to open."""
    from PySide6.QtCore import QObject, QUrl, Slot

    class Catcher(QObject):
        url = QUrl()

        @Slot(QUrl)
        def caught(self, url: QUrl) -> None:
            self.url = url

    return Catcher()


if __name__ == "__main__":
    sys.exit(main())
