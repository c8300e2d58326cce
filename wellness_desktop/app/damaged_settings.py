"""A settings file that was damaged: says once what fell back to its default, and puts the file right."""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.settings import save_settings

if TYPE_CHECKING:
    from wellness_desktop.app.program import Program

ASIDE = ".damaged"
"""Added to the name of the damaged file, which is kept for whoever wants to look at it."""

log = logging.getLogger(__name__)


def tell_damaged(program: "Program", spoiled: Sequence[str]) -> None:
    """Says in the banner of the page on show which settings are back at their defaults."""
    page = program.frame.page
    if page is None:
        return
    known = entry_words()
    entries = ", ".join(known.get(name, name) for name in spoiled)
    page.banner.warn(
        tr("The settings file was damaged."),
        tr("Back at their defaults: {entries}. Sign in and look at them under Settings.", entries=entries),
    )
    log.warning("settings were damaged: %s", ", ".join(spoiled))
    _put_right(program)


def _put_right(program: "Program") -> None:
    """Keeps the damaged file aside and writes a good one, so that it is said once; a full disk says it again."""
    path = program.paths.settings
    try:
        path.replace(path.with_name(path.name + ASIDE))
        save_settings(path, program.settings)
    except (OSError, Problem):
        log.warning("the settings could not be put right")


def entry_words() -> dict[str, str]:
    """The settings by the names they have on the pages."""
    return {
        "agency_name": tr("agency name"),
        "state": tr("state"),
        "time_zone": tr("time zone"),
        "theme": tr("look"),
        "text_percent": tr("text size"),
        "lock_after_minutes": tr("time until the lock"),
        "paper": tr("paper size"),
        "care_profile": tr("care profile"),
        "check_numbers_days": tr("how long a check of a number holds"),
        "check_providers_days": tr("how long a check of a clinician holds"),
        "check_partners_days": tr("how long a check of a partner holds"),
        "check_training_days": tr("how long a refresher holds"),
        "rotate_sessions": tr("after how many sessions a helper rests"),
        "rotate_days": tr("over how many days that is counted"),
        "report_least": tr("the least number that a report shows"),
        "report_least_people": tr("how many people stand behind a number of a report"),
        "icisf_team": tr("whether the team is registered with ICISF"),
    }
