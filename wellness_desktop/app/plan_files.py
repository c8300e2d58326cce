"""Plan files from content packs: checked before a pack is installed, and laid over the shipped ones when plans open."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr

if TYPE_CHECKING:
    from wellness_desktop.library.fields import Note
    from wellness_desktop.plans.templates import Templates

log = logging.getLogger(__name__)


def check_plan_files(paths: list[Path]) -> None:
    """Raises Problem, with the file and what to mend, unless these files fit together with the shipped ones."""
    try:
        _check(paths)
    except (TypeError, AttributeError, KeyError, RecursionError) as error:
        # The plans' loader reads files of our own; one from a stick may be odd in ways that nobody types by mistake.
        raise Problem(
            tr("A plan file has a mistake in it."), tr("It is not built as a plan file is. Begin from a shipped one.")
        ) from error


def _check(paths: list[Path]) -> None:
    from wellness_desktop.plans.templates import read_template

    for path in paths:
        template = read_template(path)
        if template.id.lower() != path.stem:
            raise Problem(
                tr("A plan file has a mistake in it."),
                tr("The file {file} must bear the name of its plan: {plan}.", file=path.name, plan=template.id),
            )
    _laid_over(paths)


def plan_templates(content: Path) -> "Templates":
    """The shipped plan files with those of packs over them; the shipped ones alone where the two do not fit any more.

    They fitted when the pack was installed; an update of the program may have changed the core underneath them.
    """
    from wellness_desktop.library.service import Library
    from wellness_desktop.plans.templates import shipped_templates

    paths = Library(content=content).plan_files()
    if not paths:
        return shipped_templates()
    try:
        return _laid_over(paths)
    except Problem:
        log.warning("the plan files of a content pack do not fit the program's and are left out")
        return shipped_templates()


def _laid_over(paths: list[Path]) -> "Templates":
    """The shipped plan files with these over them. A shipped one that is spoiled spoils no other. Raises Problem."""
    from dataclasses import replace

    from wellness_desktop.plans.templates import load_templates, shipped_templates

    names = {path.name for path in paths}
    left_out = tuple(one for one in shipped_templates().left_out if one.file not in names)
    return replace(load_templates(more=paths, without=[one.file for one in left_out]), left_out=left_out)


def plan_notes() -> "tuple[Note, ...]":
    """Which shipped plan files cannot be used, and why, for the administrator."""
    from wellness_desktop.library.fields import Note
    from wellness_desktop.plans.templates import shipped_templates

    try:
        return tuple(Note(one.file, one.fault) for one in shipped_templates().left_out)
    except Problem as problem:
        return (Note("core.toml", problem.advice),)
