"""An entry in words, and lengths of time as people type them. Plain Python, for pages, prints and files."""

import re

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.activity_log.categories import Categories
from wellness_desktop.debriefs.activity_log.entry_check import hours_words
from wellness_desktop.debriefs.activity_log.values import Activity, RecipientClass
from wellness_desktop.kit.when import date_text, month_name
from wellness_desktop.roster.when import weekday_word

__all__ = ["activity_words", "date_text", "month_name", "people_words", "read_minutes", "two_sentences", "weekday_word"]

_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
_HOURS = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:h|hrs?|hours?)\.?\s*(?:(\d{1,2})\s*(?:m|min|minutes)?\.?)?")
_MINUTES = re.compile(r"(\d{1,4})\s*(?:m|min|mins|minutes)?\.?")


def read_minutes(text: str) -> int | None:
    """The minutes in 45, 45 min, 1:30, 1.5 h, 2h or 1 h 30; None for anything else."""
    typed = " ".join(text.casefold().split())
    if clock := _CLOCK.fullmatch(typed):
        return int(clock[1]) * 60 + int(clock[2])
    if hours := _HOURS.fullmatch(typed):
        if hours[2] and hours[3]:
            return None
        part = round(float(f"0.{hours[2]}") * 60) if hours[2] else int(hours[3] or 0)
        return int(hours[1]) * 60 + part
    minutes = _MINUTES.fullmatch(typed)
    return int(minutes[1]) if minutes else None


def printed_people_words(what: Activity) -> str:
    """The same for paper: one person is never printed alone (chaplain_log.md 3), so one and two read the same."""
    if what.people not in (1, 2):
        return people_words(what)
    return tr("1 or 2 ({group})", group=what.recipients.label)


def people_words(what: Activity) -> str:
    """How many of whom; empty where it was for nobody."""
    if what.recipients is RecipientClass.NONE:
        return ""
    return tr("{people} ({kind})", people=what.people, kind=what.recipients.label)


def activity_words(what: Activity, categories: Categories) -> str:
    """An activity in one line, which is also the name of a template: what, how long, for how many, where."""
    parts = [categories.label(what.category), hours_words(what.minutes)]
    if what.people:
        parts.append(tr_count("{count} person", "{count} people", what.people))
    parts.append(what.setting.label)
    return ", ".join(parts)


def two_sentences() -> str:
    """What stands above every way to save (chaplain_log.md 6)."""
    return tr("This log may become public. If a name or a story is in it, take it out.")
