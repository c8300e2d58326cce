"""Starts the program on a real screen and photographs it: `python -m tests.real_window OUT`.

Runs what `main.py --data-dir` runs, on the platform given by QT_QPA_PLATFORM and DISPLAY, with an empty home. Leaves
OUT/front-door.png and OUT/help.png, taken of the screen itself, says what it saw, and ends with status 1 when
the window did not appear, was blank, lacked the red help button or did not close in good order.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

PATIENCE = 60.0
FEWEST_COLORS = 24
"""A page with words, cards and icons has hundreds; a blank or half-drawn window has a handful."""
FEWEST_RED = 500
"""Pixels of the help button's own red; the button alone covers thousands."""
LARGEST_SHARE = 0.9
"""No single color may cover more of the picture."""


class Fault(Exception):
    """What was wrong with the window, in a sentence."""


def main(out: Path) -> int:
    """Starts, looks, closes; returns the exit status."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="real-window-") as home:
        os.environ.update(HOME=home, XDG_CACHE_HOME=f"{home}/cache", XDG_DATA_HOME=f"{home}/data")
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        from wellness_desktop.app.main import run

        app = QApplication(["wellness-desktop"])
        if app.platformName() in ("offscreen", "minimal"):
            print("This check needs a real screen: set DISPLAY and QT_QPA_PLATFORM=xcb.", file=sys.stderr)  # noqa: T201
            return 1
        faults: list[str] = []
        QTimer.singleShot(0, lambda: _look(app, out, faults))
        status = run(["--data-dir", f"{home}/records"])
    if status:
        faults.append(f"the program ended with status {status}")
    for fault in faults:
        print(f"FAULT: {fault}", file=sys.stderr)  # noqa: T201
    return 1 if faults else 0


def _look(app: Any, out: Path, faults: list[str]) -> None:
    """Waits for the window, photographs two pages, closes it."""
    frame: Any = None
    try:
        _wait(app, lambda: _frame(app) is not None, "a window was made")
        frame = _frame(app)
        _wait(app, lambda: frame.windowHandle() is not None and frame.windowHandle().isExposed(), "it was shown")
        _photograph(app, frame, out / "front-door.png")
        frame.help.click()
        _wait(app, lambda: frame.page_key == "help", "Get help now opened")
        _photograph(app, frame, out / "help.png")
    except Fault as fault:
        faults.append(str(fault))
    finally:
        if frame is not None:
            frame.close()
        app.quit()


def _frame(app: Any) -> Any:
    from wellness_desktop.app.frame import Frame

    return next((window for window in app.topLevelWidgets() if isinstance(window, Frame)), None)


def _wait(app: Any, until: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not until():
        app.processEvents()
        if time.monotonic() > end:
            raise Fault(f"within {PATIENCE:.0f} s it did not happen that {what}")


def _photograph(app: Any, frame: Any, target: Path) -> None:
    """Saves what stands on the screen where the window is, and looks whether it is a page."""
    from wellness_desktop.kit.theme import color

    end = time.monotonic() + PATIENCE
    while True:
        for _ in range(5):
            app.processEvents()
        picture = frame.screen().grabWindow(0).toImage()
        seen = _colors(picture)
        red = seen[color("help").rgb()]
        if len(seen) >= FEWEST_COLORS and red >= FEWEST_RED:
            break
        if time.monotonic() > end:
            picture.save(str(target))
            raise Fault(f"{target.name}: {len(seen)} colors, {red} red pixels: the page is not on the screen")
    share = seen.most_common(1)[0][1] / (picture.width() * picture.height())
    if not picture.save(str(target)):
        raise Fault(f"{target.name} could not be written")
    print(  # noqa: T201 - says what it saw
        f"{target.name}: {picture.width()}x{picture.height()} on {app.platformName()}, {len(seen)} colors, "
        f"{red} pixels of the help button's red, the commonest color on {share:.0%}"
    )
    if share > LARGEST_SHARE:
        raise Fault(f"{target.name} is almost blank")


def _colors(picture: Any) -> Counter[int]:
    """How many pixels have each color."""
    from PySide6.QtGui import QImage

    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    return Counter(memoryview(plain.constBits()).cast("I"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
