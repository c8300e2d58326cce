"""What is known of one step of a path, as pages and prints show it; plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wellness_desktop.library.paths import LibraryPath, Step


@dataclass(frozen=True, slots=True)
class StepProgress:
    """When a step is planned for and when it was done. `version` is 0 while nothing was saved."""

    planned_for: date | None = None
    done_on: date | None = None
    version: int = 0


NOT_BEGUN = StepProgress()


def done_steps(path: LibraryPath, progress: Mapping[str, StepProgress]) -> int:
    """How many steps of the path are done."""
    return sum(progress.get(step.id, NOT_BEGUN).done_on is not None for step in path.steps)


def next_step(path: LibraryPath, progress: Mapping[str, StepProgress]) -> Step | None:
    """The first step that is not done; None when all are."""
    return next((step for step in path.steps if progress.get(step.id, NOT_BEGUN).done_on is None), None)
