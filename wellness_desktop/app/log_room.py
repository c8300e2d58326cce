"""Builds the pages of the activity log and of the reports."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from wellness_desktop.kit.page import Page

if TYPE_CHECKING:
    from wellness_desktop.app.program import Program
    from wellness_desktop.app.services import Services


def log_builders(program: "Program", services: "Services") -> dict[str, Callable[[], Page]]:
    """The pages by their keys."""
    return {"log": lambda: build_log(program, services), "reports": lambda: build_reports(program, services)}


def build_log(program: "Program", services: "Services") -> Page:
    """The own log for helpers, the sums for the coordinator."""
    from wellness_desktop.debriefs.activity_log.log_page import LogPage

    return LogPage(services.debriefs, program.tasks, private=program.paths.private)


def build_reports(program: "Program", services: "Services") -> Page:
    """Issued reports; for the coordinator, who comes from the incidents, also the way to new ones."""
    from wellness_desktop.accounts.roles import Can
    from wellness_desktop.base.language import tr
    from wellness_desktop.debriefs.reports.reports_page import ReportsPage

    from_incidents = services.debriefs.actor.may(Can.SEE_INCIDENTS)
    back = tr("Incidents & support") if from_incidents else ""
    page = ReportsPage(services.debriefs, program.tasks, private=program.paths.private, back=back)
    page.closed.connect(lambda: program.go("incidents"))
    return page
