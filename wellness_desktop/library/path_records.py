"""How far the agency is on a path: per step, the day it is planned for and the day its proof was there.

Nothing in it is about a person, so it is not sealed. Each row's id follows from the path and the step, so that two
stations that tick the same step hold the same row.
"""

from datetime import date
from uuid import UUID, uuid5

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.store.records import Record

NAMESPACE = UUID("6f0f4a43-6a0e-4d0e-9c56-0b6f5f0c3b7d")


def step_key(path: str, step: str) -> UUID:
    """The id of the row of this step."""
    return uuid5(NAMESPACE, f"{path}/{step}")


class PathStepRecord(Record):
    """One step that was planned or done. A step without a row is neither."""

    __tablename__ = "library_path_step"

    path: Mapped[str] = mapped_column(String(60), index=True)
    step: Mapped[str] = mapped_column(String(60))
    planned_for: Mapped[date | None]
    done_on: Mapped[date | None]
