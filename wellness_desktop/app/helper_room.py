"""Builds a helper's own day, and says who lands there after signing in."""

from typing import TYPE_CHECKING, Any

from wellness_desktop.accounts.roles import Can
from wellness_desktop.app.asking_rooms import take_in_notes
from wellness_desktop.kit.page import Page

if TYPE_CHECKING:
    from wellness_desktop.accounts.actor import Actor
    from wellness_desktop.app.program import Program
    from wellness_desktop.app.services import Services

SUPPORT_DAY = "support-day"
_ROTA = "on-call"


def first_page(actor: "Actor") -> str:
    """Where somebody lands: helpers who run nothing else on their own day, everybody else on Today."""
    return SUPPORT_DAY if actor.may(Can.LEAD_SESSIONS) and not actor.may(Can.SEE_INCIDENTS) else "today"


def build_support_day(program: "Program", services: "Services") -> Page:
    """The page for the person signed in."""
    from wellness_desktop.debriefs.helper_day.helper_day_page import HelperDayPage

    take_in_notes(services)
    page = HelperDayPage(services.debriefs, services.roster, program.tasks, private=program.paths.private)

    def go(key: str) -> None:
        if key == _ROTA:
            roster: Any = program.go("roster")
            roster.rota.show_rota()
        else:
            program.go(key, key if key == "log" else SUPPORT_DAY)

    page.go.connect(go)
    return page
