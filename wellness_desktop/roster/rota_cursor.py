"""Where one stands in the picture of the rota: steps of time in rows of layers, and the span that is chosen.

Plain values without Qt. A step begins when the station hands over; steps touch, also when clocks change.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr
from wellness_desktop.roster.on_call import LAYERS, Layer, Span, station_moment
from wellness_desktop.roster.rota_weeks import DAYS

HANDED_OVER_AT = time(8)


class Step(Enum):
    """How long one step of the cursor is."""

    HALF_DAY = timedelta(hours=12)
    DAY = timedelta(days=1)
    WEEK = timedelta(days=7)

    @property
    def label(self) -> str:
        """The choice in words."""
        return {
            Step.HALF_DAY: tr("12 hours"),
            Step.DAY: tr("a day"),
            Step.WEEK: tr("a week"),
        }[self]


@dataclass(frozen=True, slots=True)
class Slots:
    """The steps of the weeks shown, counted from 0 at the first hand-over."""

    monday: date
    weeks: int
    step: Step
    handed_over_at: time
    zone: ZoneInfo

    @property
    def count(self) -> int:
        """How many steps begin in the weeks shown."""
        return self.weeks * self.in_a_week

    @property
    def in_a_week(self) -> int:
        """How many steps a week has."""
        return timedelta(days=DAYS) // self.step.value

    def starts(self, slot: int) -> datetime:
        """When a step begins; one past the last is the end of the last."""
        wall = datetime.combine(self.monday, self.handed_over_at) + slot * self.step.value
        return station_moment(wall, self.zone)

    def span(self, one: int, other: int) -> Span:
        """From the earlier of two steps up to the end of the later."""
        return Span(self.starts(min(one, other)), self.starts(max(one, other) + 1))

    def at(self, moment: datetime) -> int:
        """The step in which a moment lies, or the nearest one shown."""
        wall = moment.astimezone(self.zone).replace(tzinfo=None)
        slot = (wall - datetime.combine(self.monday, self.handed_over_at)) // self.step.value
        return min(max(slot, 0), self.count - 1)


@dataclass(frozen=True, slots=True)
class Cursor:
    """One step of one layer; with another `head`, everything from the anchor to there."""

    layer: int = 0
    anchor: int = 0
    head: int = 0

    @property
    def of_layer(self) -> Layer:
        """The layer it stands in."""
        return LAYERS[self.layer]

    @property
    def wide(self) -> bool:
        """Whether more than one step is chosen."""
        return self.anchor != self.head

    def moved(self, steps: int, slots: Slots) -> "Cursor":
        """To another step, which is then the only one chosen."""
        slot = _inside(self.head + steps, slots)
        return replace(self, anchor=slot, head=slot)

    def lengthened(self, steps: int, slots: Slots) -> "Cursor":
        """As long as it was, and `steps` more or less."""
        return replace(self, head=_inside(self.head + steps, slots))

    def down(self, rows: int, slots: Slots) -> "Cursor":
        """To the layer below or above; beyond the last one, into the next week."""
        row = self.layer + rows
        weeks, layer = divmod(row, len(LAYERS))
        slot = self.head + weeks * slots.in_a_week
        if not 0 <= slot < slots.count:
            return self
        return Cursor(layer, slot, slot)


def _inside(slot: int, slots: Slots) -> int:
    return min(max(slot, 0), slots.count - 1)


def usual_hand_over(starts: Sequence[datetime], zone: ZoneInfo) -> time:
    """The clock time at which most duties begin; 08:00 while there are none."""
    clocks = [moment.astimezone(zone).time().replace(tzinfo=None) for moment in starts]
    return max(sorted(set(clocks)), key=clocks.count, default=HANDED_OVER_AT)
