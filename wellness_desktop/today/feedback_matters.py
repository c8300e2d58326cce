"""The day to read what people left without a name. A count of nothing: how many wait is seen on the page."""

from collections.abc import Iterator
from datetime import date, timedelta

from wellness_desktop.base.language import tr
from wellness_desktop.today.matters import Kind, Matter, Urgency

PLACE = "notes"
LATE = timedelta(days=7)


def feedback_matters(next_on: date | None, waiting: int, today: date) -> Iterator[Matter]:
    """One line on the day of the reading, and after it; where no day is set yet, once something waits."""
    if next_on is None:
        if waiting:
            yield Matter(
                Kind.FEEDBACK,
                tr("A note was left without a name"),
                tr("Read it, and set the day on which notes are read next."),
                Urgency.SOON,
                PLACE,
            )
        return
    late = today - next_on > LATE
    yield Matter(
        Kind.FEEDBACK,
        tr("The day to read the notes without a name"),
        tr("The front door named this day more than a week ago.") if late else tr("The front door names this day."),
        Urgency.TODAY if late else Urgency.SOON,
        PLACE,
    )
