"""Files shipped with the program: guides, lines, templates, fonts, icons."""

import sys
from functools import cache
from pathlib import Path

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr


@cache
def resources_root() -> Path:
    """The resources folder: inside the package (wheel, frozen build) or beside it (checkout).

    Raises Problem when the program's own files are missing.
    """
    package = Path(__file__).resolve().parent.parent
    frozen = Path(getattr(sys, "_MEIPASS", package)) / "resources"
    for folder in (package / "resources", package.parent / "resources", frozen):
        if folder.is_dir():
            return folder
    raise _missing()


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder. Raises Problem when it is missing."""
    path = resources_root().joinpath(*parts)
    if not path.exists():
        raise _missing()
    return path


def _missing() -> Problem:
    return Problem(
        tr("Some of the program's own files are missing."),
        tr("Your records are safe. Install the program again over the old one."),
    )
