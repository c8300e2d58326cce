"""How far the demo agency is on the path of the library: ticked as its chief would have done it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from wellness_desktop.app.demo_times import Calendar
from wellness_desktop.base.clock import Clock
from wellness_desktop.library.path_progress import PathProgress
from wellness_desktop.library.service import Library

if TYPE_CHECKING:
    from wellness_desktop.app.services import Services


def walk_path(services: "Services", clock: Clock, table: Mapping[str, Any], when: Calendar) -> None:
    """Plans and ticks the steps of the table; its days count from the day the demo is made."""
    mine = services.signed_in
    progress = PathProgress(mine.store, mine.actor, clock, mine.audit)
    path = Library().toolbox.path(table["path"])
    for one in table["step"]:
        planned = when.day(one["planned"]) if "planned" in one else None
        done = when.day(one["done"]) if "done" in one else None
        progress.set_step(path, one["step"], planned, done, 0)
