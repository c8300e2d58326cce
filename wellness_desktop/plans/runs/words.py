"""How a run is said in words, on screen and on paper."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.plans.runs.values import Run, RunLine
from wellness_desktop.roster.when import moment_text


def elapsed_words(length: timedelta) -> str:
    """How long it has been, counted up: 12 min, 3 h 05 min, 2 days 4 h."""
    minutes = max(0, int(length.total_seconds() // 60))
    days, hours = divmod(minutes // 60, 24)
    if days:
        return tr_count("{count} day {hours} h", "{count} days {hours} h", days, hours=hours)
    if hours:
        return tr("{hours} h {minutes} min", hours=hours, minutes=f"{minutes % 60:02}")
    return tr("{minutes} min", minutes=minutes)


def began_words(run: Run, zone: ZoneInfo) -> str:
    """Since when, by whom, and in which version."""
    when = moment_text(run.began_at, zone)
    words = (
        tr("Drill since {when}, begun by {name}.", when=when, name=run.by)
        if run.drill
        else tr("Since {when}, begun by {name}.", when=when, name=run.by)
    )
    state = tr("Version {number}.", number=run.number) if run.approved else tr("Draft {number}.", number=run.number)
    return f"{words} {state}"


def line_title(line: RunLine) -> str:
    """What a run is called in a list."""
    title = tr("{code}  {title}", code=line.code, title=line.title)
    return tr("DRILL  {title}", title=title) if line.drill else title


def line_words(line: RunLine, zone: ZoneInfo) -> str:
    """How a run stands, in a line."""
    when = moment_text(line.began_at, zone)
    if line.by_mistake:
        return tr("{when}. Started by mistake.", when=when)
    left = tr_count("{count} step left", "{count} steps left", line.left)
    if not line.open:
        return tr("{when}. Ended. {left}.", when=when, left=left)
    late = tr_count("{count} late", "{count} late", line.late)
    return tr("Since {when}. {left}, {late}.", when=when, left=left, late=late)
