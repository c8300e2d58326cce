"""Logs help us and betray nobody: steps, kinds, ids, durations; never names, notes, searches or numbers."""

import logging
import os
from pathlib import Path
from types import TracebackType
from typing import Any

KEPT_FILES = 3
FILE_BYTES = 256 * 1024


def start_logging(folder: Path) -> None:
    """Sends the program's log to a small rotating file in `folder`; a folder that refuses is ignored.

    A full disk or a read-only folder must not keep a person from a phone number.
    """
    logger = logging.getLogger("wellness_desktop")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    stop_logging()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = _Quiet(folder / "program.log", encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(_Careful("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)
    _keep_private(folder)


def stop_logging() -> None:
    """Closes the log file, so that the folder can be moved or deleted."""
    logger = logging.getLogger("wellness_desktop")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


class _Quiet(logging.FileHandler):
    """A log file that begins anew when it is full, and gives up silently: a full disk must not show a traceback
    at 2 a.m. The standard library has such a handler too, in a module that loads sockets and pickling with it.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Writes one line, in a new file when the old one is full."""
        try:
            if self.stream is not None and self.stream.tell() >= FILE_BYTES:
                self._begin_anew()
        except (OSError, ValueError):
            self.handleError(record)
        super().emit(record)

    def _begin_anew(self) -> None:
        """Moves program.log to program.log.1, that to .2, and forgets the oldest."""
        if self.stream is not None:
            self.stream.close()
            self.stream = None  # the next line opens it again, as in the base class
        names = [Path(self.baseFilename), *(Path(f"{self.baseFilename}.{age}") for age in range(1, KEPT_FILES + 1))]
        for younger, older in zip(names[-2::-1], names[:0:-1], strict=True):
            if younger.exists():
                younger.replace(older)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging calls this name
        del record


class _Careful(logging.Formatter):
    """Writes where a failure happened, never the exception's text, which may quote what was typed."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging calls this name
        return where_it_failed(ei[0], ei[2])


def where_it_failed(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The kind of error and the lines it came through, one a line, without its text or any value."""
    lines = [f"{kind.__module__}.{kind.__qualname__}"]
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return "\n".join(lines)


def _keep_private(folder: Path) -> None:
    if os.name != "nt":
        folder.chmod(0o700)
