"""A station whose support team was founded, as its front door and its coordinator see it."""

from collections.abc import Callable

import pytest

from tests.debriefs.conftest import empty_station, opened, rings, station  # noqa: F401 - the same agency
from tests.debriefs.station import COORDINATOR, ZONE, Station
from tests.feedback.notes import COMMENT, NEAR_MISS
from wellness_desktop.accounts.audit import Audit
from wellness_desktop.base.settings import Settings
from wellness_desktop.feedback.service import Feedback
from wellness_desktop.feedback.values import to_text
from wellness_desktop.store.note_box import NoteBox


@pytest.fixture
def box(station: Station) -> NoteBox:  # noqa: F811
    return NoteBox(station.folder / "feedback", station.folder / "note_address.json", "support_team")


@pytest.fixture
def desk(station: Station, box: NoteBox) -> Callable[..., Feedback]:  # noqa: F811
    def make(name: str = COORDINATOR, *roles: object, held: bool = False) -> Feedback:
        return Feedback(
            station.store,
            station.actor(name, *roles),
            station.rings[name],
            station.clock,
            Audit(station.clock),
            ZONE,
            Settings(),
            box,
            station.folder / "answers.json",
            lambda: held,
        )

    return make


@pytest.fixture
def door(station: Station, box: NoteBox) -> NoteBox:  # noqa: F811
    """The box, once somebody of the team has signed in."""
    box.publish(station.rings[COORDINATOR], station.debriefs().today)
    return box


@pytest.fixture
def left(desk: Callable[..., Feedback], door: NoteBox) -> Feedback:
    """Both kinds, left at the front door; as the coordinator."""
    for one in (COMMENT, NEAR_MISS):
        door.leave(to_text(one))
    return desk()
