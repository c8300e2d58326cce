"""Measured inside a process of its own: `python -m tests.benchmarks.inside WHAT ROUNDS [FOLDER]` prints one line."""

import gc
import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QWidget

from tests.benchmarks.machine import memory_kib

PATIENCE = 60.0
QUICKEST_HAND = 0.15
"""Seconds from seeing a window to pressing a key; nobody is quicker."""


class _Painted(QObject):
    """Notices that a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.yes = False
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.yes = True
        return False


def wait(until: Callable[[], object]) -> None:
    """Lets the window live until something is so. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while not until():
        QApplication.processEvents()
        if time.monotonic() > end:
            raise TimeoutError(until)


def seconds_to_paint(open_it: Callable[[], QWidget]) -> float:
    """From the call until the page it gives was painted."""
    began = time.perf_counter()
    painted = _Painted(open_it())
    wait(lambda: painted.yes)
    return time.perf_counter() - began


def a_window() -> QMainWindow:
    """The floor's window, as bare.py makes it."""
    window = QMainWindow()
    window.setWindowTitle("bare")
    window.setCentralWidget(QLabel("Hello"))
    window.resize(1366, 768)
    window.show()
    return window


@contextmanager
def running(folder: Path) -> Iterator[Any]:
    """The whole program at its front door, as app/start.py runs it, with what it prepares already done."""
    gc.disable()
    from wellness_desktop.app.program import Program
    from wellness_desktop.base.clock import Clock
    from wellness_desktop.base.paths import find_paths
    from wellness_desktop.base.settings import load_settings

    paths = find_paths(folder)
    program = Program(paths, load_settings(paths.settings), Clock(), folder_is_fixed=True)
    stood: list[bool] = []
    program.frame.stands.connect(lambda: stood.append(True))
    program.show()
    wait(lambda: stood)
    yield program
    program.frame.close()


def at_rest(program: Any) -> None:
    """Waits until the search index is ready and nothing runs in the background."""
    wait(lambda: "_index" in vars(program.library) and not (program.tasks.busy or program.searching.busy))


def first_person(folder: Path) -> tuple[str, str]:
    """Name and passphrase of the demo's sergeant."""
    one = json.loads((folder / "demo.json").read_text(encoding="utf-8"))["people"][0]
    return one["name"], one["passphrase"]


# What can be asked


def bare_paint(_rounds: int, _folder: Path | None) -> None:
    """Says when the floor's window was painted, then lives on until it is ended."""
    window = a_window()
    painted = _Painted(window.centralWidget())
    wait(lambda: painted.yes)
    print(time.time(), flush=True)  # noqa: T201 - the answer
    QApplication.exec()


def front_door_paint(_rounds: int, folder: Path) -> None:
    """Says when the front door was painted, then lives on until it is ended."""
    with running(folder):
        print(time.time(), flush=True)  # noqa: T201 - the answer
        QApplication.exec()


def bare_memory(_rounds: int, _folder: Path | None) -> dict[str, int] | None:
    """KiB of the floor's window."""
    window = a_window()
    painted = _Painted(window.centralWidget())
    wait(lambda: painted.yes)
    return memory_kib()


def front_door_memory(_rounds: int, folder: Path) -> dict[str, int] | None:
    """KiB at the front door, with the search index ready."""
    with running(folder) as program:
        at_rest(program)
        gc.collect()
        return memory_kib()


def all_pages_memory(_rounds: int, folder: Path) -> dict[str, int] | None:
    """KiB after every page was open, signed in."""
    with running(folder) as program:
        at_rest(program)
        for key in open_pages(program):
            seconds_to_paint(lambda key=key: program.go(key))
        sign_in(program, folder)
        for key in own_pages(program):
            seconds_to_paint(lambda key=key: program.go(key))
        at_rest(program)
        gc.collect()
        return memory_kib()


def help_page(_rounds: int, folder: Path) -> float:
    """Milliseconds from a click on Get help now to a number on the screen, for the first time in this process."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    with running(folder) as program:
        seen = time.monotonic()
        wait(lambda: time.monotonic() - seen > QUICKEST_HAND)

        def press() -> QWidget:
            QTest.mouseClick(program.frame.help, Qt.MouseButton.LeftButton)
            return program.frame.page

        took = seconds_to_paint(press)
        shown = [label.text() for label in program.frame.page.findChildren(QLabel) if label.isVisible()]
        if program.frame.page_key != "help" or not any("988" in words for words in shown):
            raise RuntimeError("no number on the screen")
        return took * 1000


def cover(_rounds: int, folder: Path) -> float:
    """Milliseconds from what F9 does until the cover was painted. (Without a window manager no key reaches it.)"""
    with running(folder) as program:
        at_rest(program)

        def press() -> QWidget:
            program.hide_behind_cover()
            return program.cover

        return seconds_to_paint(press) * 1000


def open_openings(_rounds: int, folder: Path) -> dict[str, float]:
    """Milliseconds for the first opening of each page that needs no sign-in."""
    with running(folder) as program:
        at_rest(program)
        return _openings(program, open_pages(program))


def own_openings(_rounds: int, folder: Path) -> dict[str, float]:
    """Milliseconds for the first opening of each page behind the sign-in, apart from Today."""
    with running(folder) as program:
        sign_in(program, folder)
        at_rest(program)
        return _openings(program, own_pages(program))


def _openings(program: Any, keys: list[str]) -> dict[str, float]:
    """Milliseconds for the first opening of each, one after the other, as quickly as a hand goes on to the next.

    What a page still fills in below the fold after its first look counts for no other page.
    """
    took = {}
    for key in keys:
        took[key] = seconds_to_paint(lambda key=key: program.go(key)) * 1000
        seen = time.monotonic()
        wait(lambda seen=seen: time.monotonic() - seen > QUICKEST_HAND)
    return took


def open_pages(program: Any) -> list[str]:
    """The keys of the pages that need no sign-in, apart from the front door itself."""
    from wellness_desktop.app.places import open_foot, open_places

    places = [*open_places(), *open_foot(program.station_exists())]
    return [*(place.key for place in places if place.key != "start"), "happened"]


def own_pages(program: Any) -> list[str]:
    """The keys of the pages behind the sign-in that this person may open, apart from Today, which opens by itself."""
    from wellness_desktop.app.places import own_foot, own_places

    places = [*own_places(program.own_rooms.actor), *own_foot()]
    return [place.key for place in places if place.key not in ("today", "library")]


def sign_in(program: Any, folder: Path) -> float:
    """Signs in by the page, as a person does; seconds from Enter until Today was painted."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    page = program.go("sign-in")
    at_rest(program)
    # A screen without a window manager gives nobody the focus, so each field is typed in by itself.
    fields = [field for field in page.findChildren(QLineEdit) if field.isVisible()]
    for field, words in zip(fields, first_person(folder), strict=True):
        QTest.keyClicks(field, words)
    began = time.perf_counter()
    QTest.keyClick(fields[-1], Qt.Key.Key_Return)
    wait(lambda: program.signed_in)
    painted = _Painted(program.frame.page)
    wait(lambda: painted.yes)
    return time.perf_counter() - began


def main() -> None:
    """Answers one question."""
    what, rounds, *rest = sys.argv[1:]
    app = QApplication([])
    app.setApplicationName("Wellness Desktop")
    module, _, name = what.rpartition(".")
    if module:
        room = importlib.import_module(f"tests.benchmarks.{module}")
        answer = getattr(room, name)(int(rounds), *map(Path, rest))
    else:
        answer = globals()[what](int(rounds), *(map(Path, rest) if rest else [None]))
    print(json.dumps(answer))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
