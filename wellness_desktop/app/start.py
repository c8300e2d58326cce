"""Starting the window: a short list of named steps, each of which can fail in plain words (EXAMPLES 10)."""

import gc
import logging
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.log import start_logging, stop_logging
from wellness_desktop.base.paths import Paths, find_paths
from wellness_desktop.base.resources import resources_root
from wellness_desktop.base.settings import read_settings

log = logging.getLogger(__name__)

RESTORE_NOTE = "restore.json"
"""What store/restoring.py leaves while a restore is under way."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens before the window shows. The log names the step that failed."""

    name: str
    do: Callable[[], object]


def run_steps(steps: list[Step]) -> None:
    """Runs the steps in order; a Problem stops them and goes on to the caller."""
    for step in steps:
        try:
            step.do()
        except Problem:
            log.warning("start stopped at: %s", step.name)
            raise


def open_window(data_dir: Path | None, *, demo: bool) -> int:
    """Shows the window until it is closed; returns the exit status."""
    gc.disable()  # the window's own parts are no garbage; kit/sweeping.py sweeps once it stands
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or _new_application()
    app.setApplicationName("Wellness Desktop")
    paths = demo_paths(data_dir) if demo else find_paths(data_dir)
    from wellness_desktop.app.single import SingleWindow

    single = SingleWindow(paths.cache, paths.data)
    if not single.is_first():
        return 0
    start_logging(paths.logs)
    try:
        run_steps(
            [
                Step("find the program's own files", resources_root),
                Step("finish a restore that was cut off", lambda: finish_restore_if_any(paths)),
                Step("empty the private print folder", lambda: empty_private(paths)),
                Step("make the demo agency", lambda: make_demo_once(paths) if demo else None),
            ]
        )
        from wellness_desktop.app.crash import watch_for_crashes
        from wellness_desktop.app.program import Program

        settings, spoiled = read_settings(paths.settings)
        program = Program(paths, settings, Clock(), folder_is_fixed=data_dir is not None)
        watch_for_crashes(program.tell)
        single.asked_to_show.connect(program.come_to_front)
        program.show()
        if spoiled:
            from wellness_desktop.app.damaged_settings import tell_damaged

            tell_damaged(program, spoiled)
        return app.exec()
    except Problem as problem:
        show_without_window(problem)
        raise
    finally:
        single.let_go()
        stop_logging()


def show_without_window(problem: Problem) -> None:
    """Says in a box what kept the window from opening, where no terminal would show it."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QMessageBox

    on_screen = QGuiApplication.platformName() not in ("offscreen", "minimal")
    if sys.stderr is None or (on_screen and not sys.stderr.isatty()):
        box = QMessageBox(QMessageBox.Icon.Warning, tr("Wellness Desktop"), problem.title)
        box.setInformativeText(problem.advice)
        box.exec()


def _new_application() -> Any:
    from PySide6.QtWidgets import QApplication

    from wellness_desktop.kit.theme import FUSION, STYLED

    app = QApplication([*sys.argv[:1], *FUSION])
    app.setProperty(STYLED, True)
    return app


def demo_paths(data_dir: Path | None) -> Paths:
    """Where the demo agency lives: in the given folder, else in one of its own, never among real records."""
    if data_dir is not None:
        return find_paths(data_dir)
    from wellness_desktop.base.paths import platform_folder

    return find_paths(Path(platform_folder("user_data_dir")) / "demo")


def make_demo_once(paths: Paths) -> None:
    """Makes the demo agency unless it is there. Raises Problem in a folder that holds real records."""
    if paths.demo_note.exists() and paths.keys.exists():
        return
    from wellness_desktop.app.demo import make_demo

    make_demo(paths, Clock())


def finish_restore_if_any(paths: Paths) -> None:
    """Goes on with a restore that a power cut interrupted; loads the store's code only when there is one."""
    if (paths.data / RESTORE_NOTE).exists():
        from wellness_desktop.store.restoring import finish_restore

        finish_restore(paths)


def empty_private(paths: Paths) -> None:
    """Deletes prints that were on their way to a printer when the program ended."""
    shutil.rmtree(paths.private, ignore_errors=True)
