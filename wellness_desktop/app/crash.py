"""When the program itself is at fault: note where, offer a report that quotes no data, go on in good order."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from wellness_desktop import __version__
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.log import where_it_failed

log = logging.getLogger(__name__)


def watch_for_crashes(tell: Callable[[Problem, str], None]) -> None:
    """Sends every exception nobody expected to `tell(problem, report)`, once each; a Problem goes there as it is."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, Problem):
            log.warning("a problem reached the last handler: %s", kind.__qualname__)
            tell(error, "")
            return
        report = crash_report(kind, trace)
        log.error("defect\n%s", report)
        tell(
            Problem(
                tr("Something in the program went wrong."),
                tr("What you saved is safe. You can go on; if it happens again, copy the report and send it to us."),
            ),
            report,
        )

    sys.excepthook = caught


def crash_report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Version, system and the lines of our code: no text of the error, no value, no path of this PC."""
    import platform

    return "\n".join(
        [
            f"Wellness Desktop {__version__}",
            f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
            where_it_failed(kind, trace),
        ]
    )
