"""Whether the agency said anything about support lines, asked at every keystroke and at the first number."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from wellness_desktop.base.errors import Problem

if TYPE_CHECKING:  # most stations correct nothing, and the front door does not wait for the code that reads it
    from wellness_desktop.library.agency_lines import AgencyLines

log = logging.getLogger(__name__)


class AgencySaid:
    """Reads the agency's file again only when it changed."""

    def __init__(self, path: Path | None) -> None:
        """`path` is None for a library that belongs to no station."""
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        self._lines: AgencyLines | None = None

    def lines(self) -> AgencyLines | None:
        """What the agency said; None when there is no file, or a spoiled one: the shipped lines still stand."""
        if self._path is None:
            return None
        try:
            facts = self._path.stat()
        except OSError:
            self._seen = self._lines = None
            return None
        seen = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
        if seen != self._seen:
            self._seen, self._lines = seen, self._read(self._path)
        return self._lines

    def _read(self, path: Path) -> AgencyLines | None:
        from wellness_desktop.library.agency_file import read_agency_lines

        try:
            return read_agency_lines(path)
        except Problem:
            log.warning("the agency's support lines were not read")
            return None
