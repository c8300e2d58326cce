"""Plans in use, the days they set, and drills that are due, as matters of Today."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.plans.runs.drill_desk import DueDrill
from wellness_desktop.plans.runs.reading_desk import DueDay
from wellness_desktop.plans.runs.values import RunLine
from wellness_desktop.plans.runs.words import line_title, line_words
from wellness_desktop.roster.when import day_text
from wellness_desktop.today.matters import Kind, Matter, Urgency

PLACE = "plans"
RUN = "run:"
"""How the record of a run begins among those of the plans."""
DRILLS = "drills"
USE = "use"
"""Where a plan is put to use."""
DAYS_AHEAD = timedelta(days=7)
"""A day that a run set is told this long before."""


def run_matters(runs: Sequence[RunLine], zone: ZoneInfo) -> Iterator[Matter]:
    """Each plan in use; a real one is now, a drill is today."""
    for line in runs:
        if line.open:
            urgency = Urgency.TODAY if line.drill else Urgency.NOW
            title = tr("In use: {plan}", plan=line_title(line))
            yield Matter(Kind.PLAN, title, line_words(line, zone), urgency, PLACE, f"{RUN}{line.id}")


def day_matters(days: Sequence[DueDay], today: date) -> Iterator[Matter]:
    """Days that a run set and that have come, or come this week (CP-T13)."""
    for one in days:
        late = one.day.day <= today
        yield Matter(
            Kind.PLAN,
            one.day.text,
            tr("{code}  {title}: by {day}.", code=one.code, title=one.title, day=day_text(one.day.day)),
            Urgency.TODAY if late else Urgency.SOON,
            PLACE,
            f"{RUN}{one.run}",
        )


def drill_matters(due: Sequence[DueDrill]) -> Iterator[Matter]:
    """Drills that are due and not planned, in one line."""
    overdue = [one for one in due if one.overdue]
    if overdue:
        title = tr_count("A drill is due: {kind}", "{count} drills are due", len(overdue), kind=overdue[0].kind.label)
        yield Matter(Kind.PLAN, title, tr("Plan a day for one of them."), Urgency.QUIET, PLACE, DRILLS)
