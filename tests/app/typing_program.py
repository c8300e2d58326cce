"""A program that somebody types in, to be killed by a test: `python -m tests.app.typing_program FOLDER WORDS`.

It signs Dana in, begins an entry without a name in the roster, types WORDS as the hours, leaves the page open, says
"kept" once the draft lies in the store, and goes on running.
"""

import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.support.station import A_NIGHT, PHRASE, a_station
from wellness_desktop.app.program import Program
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import find_paths
from wellness_desktop.base.settings import Settings
from wellness_desktop.store.stretching import LOWEST

LOOK_EVERY_MS = 50


def main(folder: Path, words: str) -> int:
    """Runs until it is killed."""
    app = QApplication(sys.argv[:1])
    clock = FixedClock(A_NIGHT)
    program = Program(find_paths(folder), Settings(agency_name="Millbrook"), clock, folder_is_fixed=True)
    program.stretching = LOWEST
    program.show()
    program.open_records(a_station(folder, clock).sign_in("Dana Whitfield", PHRASE))
    page: Any = program.go("roster")
    page.add_person()
    QTest.keyClicks(page.form.form.field("hours"), words)
    looking = QTimer(app)
    looking.timeout.connect(lambda: _say_kept(program, looking))
    looking.start(LOOK_EVERY_MS)
    return app.exec()


def _say_kept(program: Program, looking: QTimer) -> None:
    rooms = program.own_rooms
    if rooms is not None and rooms.drafts.kept("roster") is not None:
        looking.stop()
        print("kept", flush=True)  # noqa: T201 - the test waits for this line


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
