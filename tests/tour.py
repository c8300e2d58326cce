"""A walk through the whole program in its real window: `python -m tests.tour OUT [--data-dir DIR]`.

Leaves in OUT a picture of every page in light, dark, high contrast and at 200 % text, and in OUT/paper every PDF with
a picture of each page. Says what it wrote; ends with status 1 when a page failed or Qt complained.
"""

import argparse
import os
import shutil
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from tempfile import mkdtemp

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.tour_prints import Paper
from tests.tour_walks import PARTS, Part, Tour, first_run
from tests.tour_window import LOOKS, Window, watching
from wellness_desktop.app.program import Program
from wellness_desktop.app.start import make_demo_once
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.paths import Paths, find_paths
from wellness_desktop.base.settings import load_settings
from wellness_desktop.store.stretching import LOWEST


def main() -> int:
    """Walks, and returns the exit status."""
    options = _options()
    app = QApplication.instance() or QApplication(["wellness-desktop-tour"])
    app.setApplicationName("Wellness Desktop")
    looks = tuple(look for look in LOOKS if not options.looks or look.name in options.looks)
    scratch = Path(mkdtemp(prefix="tour-"))
    faults: list[str] = []
    os.environ["HOME"] = str(scratch)
    try:
        demo = find_paths(_copy(options.data_dir, scratch) or scratch / "demo")
        make_demo_once(demo)
        wanted = [part for part in PARTS if not options.only or part.__name__ in options.only]
        written = _walk(demo, options.out, wanted, looks, scratch, faults)
        if not options.only or "first_run" in options.only:
            empty = find_paths(scratch / "empty")
            written += _walk(empty, options.out / "first-run", [first_run], looks, scratch, faults)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print(f"{len(written)} files in {options.out}")  # noqa: T201
    for fault in faults:
        print(f"FAULT: {fault}", file=sys.stderr)  # noqa: T201
    return 1 if faults else 0


def _walk(paths: Paths, out: Path, parts: Iterable[Part], looks: tuple, scratch: Path, faults: list[str]) -> list[Path]:
    """One program, walked through part by part; a part that fails is told and the next one begun."""
    program = Program(paths, load_settings(paths.settings), Clock(), folder_is_fixed=True, stretching=LOWEST)
    window = Window(program, out, looks=looks)
    paper = Paper(out / "paper")
    hook = sys.excepthook
    sys.excepthook = lambda kind, error, trace: faults.append("".join(traceback.format_exception(kind, error, trace)))
    with watching(faults):
        program.show()
        window.settle()
        for part in parts:
            try:
                part(Tour(window, paper, scratch))
            except Exception:
                faults.append(f"{part.__name__}: {traceback.format_exc()}")
                window.shot_of(program.frame, f"FAULT-{part.__name__}")
                window.tidy()
        program.frame.close()
        window.settle()
    sys.excepthook = hook
    faults += window.faults + paper.faults
    return window.written + paper.written


def _copy(data_dir: Path | None, scratch: Path) -> Path | None:
    """A copy of the demo that was given: the walk reports incidents and signs people in."""
    if data_dir is None:
        return None
    shutil.copytree(data_dir, scratch / "given", ignore=shutil.ignore_patterns("cache", "*-wal", "*-shm"))
    return scratch / "given"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.tour", description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("--data-dir", type=Path, help="a demo agency made before; it is copied first")
    parser.add_argument("--only", nargs="*", default=[], help="names of parts: front_door, roster, chief, first_run …")
    parser.add_argument("--looks", nargs="*", default=[], help="light, dark, contrast, text200, small, small200")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
