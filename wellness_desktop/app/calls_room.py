"""Builds the page of the calls to make, and the way to it from the incidents."""

from typing import TYPE_CHECKING

from wellness_desktop.accounts.roles import Can
from wellness_desktop.app.helper_room import SUPPORT_DAY
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.page import Page

if TYPE_CHECKING:
    from wellness_desktop.app.program import Program
    from wellness_desktop.app.services import Services

CALLS = "calls"
"""The key of the page."""


def build_calls(program: "Program", services: "Services") -> Page:
    """Everybody's plans for the coordinator, the own ones for a helper."""
    from wellness_desktop.debriefs.long_tail.calls_page import CallsPage

    sees_incidents = services.signed_in.actor.may(Can.SEE_INCIDENTS)
    back = tr("Incidents & support") if sees_incidents else tr("My support day")
    page = CallsPage(services.debriefs, back, private=program.paths.private)
    page.back_wanted.connect(lambda: program.go("incidents" if sees_incidents else SUPPORT_DAY))
    return page


def lead_to_calls(page: Page, program: "Program", services: "Services") -> Page:
    """The page of the incidents with a button to the calls, for whoever has plans to look after."""
    actor = services.signed_in.actor
    if actor.may(Can.SEE_COVERAGE) or actor.may(Can.LEAD_SESSIONS):
        go = button(tr("Calls to make"), "phone", press=lambda: program.go(CALLS, "incidents"), parent=page)
        page.add_action(go)
    return page
