"""Builds Today: hands it the services, the prints that are wanted in a hurry, and the ways it leads to."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.app.calls_room import CALLS
from wellness_desktop.app.file_notes import spoiled_files
from wellness_desktop.app.handover_room import HANDOVER
from wellness_desktop.app.plans_room import PLANS, REVIEWS
from wellness_desktop.app.settings_rooms import PLACE, SettingsRooms
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.plans.sheets.kinds import ALL, SheetKind
from wellness_desktop.today.care_matters import OWN_WEEK, THIS_WEEK
from wellness_desktop.today.community_matters import COMMUNITY
from wellness_desktop.today.helper_matters import MY_PART
from wellness_desktop.today.plan_matters import ON_PAPER
from wellness_desktop.today.roster_matters import CHECKS
from wellness_desktop.today.run_matters import DRILLS, RUN, USE
from wellness_desktop.today.service import Today
from wellness_desktop.today.today_page import HurryPrint, TodayPage

if TYPE_CHECKING:
    from wellness_desktop.app.program import Program
    from wellness_desktop.app.services import Services
    from wellness_desktop.roster.printed_line import PrintedLine

PRINTS = "prints"
"""What Today calls the plans' list of papers among their records."""
ROTA = "on-call"
"""What Today calls the rota among the roster's records."""


def build_today(program: "Program", services: "Services", settings: SettingsRooms) -> TodayPage:
    """The page for the person signed in."""
    actor = services.signed_in.actor
    with suppress(Problem):
        services.plans.packets.tidy_packets()  # requests whose four hours are over
    today = Today(
        services.roster,
        services.debriefs,
        services.plans,
        services.accounts,
        settings.backups.news,
        program.clock,
        program.zone(),
        actor,
        lambda: spoiled_files(program.library),
        _printed_lines(program),
        services.feedback,
    )

    def offer(parent: QWidget, title: str, pdf: bytes) -> object:
        from wellness_desktop.kit.printing import offer_print

        return offer_print(parent, title, pdf, private=program.paths.private)

    page = TodayPage(today, program.tasks, hurry_prints(program, services), offer)
    in_settings = settings.builders().keys()
    places = {**dict.fromkeys(in_settings, PLACE), OWN_WEEK: "today", CALLS: "incidents", REVIEWS: PLANS}
    page.go.connect(lambda key: program.go(key, places.get(key, "")))
    page.record_wanted.connect(lambda key, record: open_record(program.frame.pages[key], key, record))
    return page


def open_record(page: Any, key: str, record: str) -> None:
    """Shows one record of a page that is open already."""
    if key == "incidents" and record == THIS_WEEK:
        page.calendar.show_this_week()
    elif key == "incidents":
        page.show_incident(UUID(record))
    elif key == "plans":
        _open_in_plans(page, record)
    elif key == REVIEWS:
        page.show_review(UUID(record))
    elif key == "roster" and record == ROTA:
        page.rota.show_rota()
    elif key == "roster" and record == MY_PART:
        page.team.show_my_part()
    elif key == "roster" and record == CHECKS:
        page.upkeep.show_checks()
    elif key == "roster":
        page.show_person(UUID(record))


def _open_in_plans(page: Any, record: str) -> None:
    """A paper, a copy, a partner, a run, the drills, the way to put a plan to use, or a plan."""
    if record == PRINTS:
        page.show_prints()
    elif record == ON_PAPER:
        page.show_copies()
    elif record == COMMUNITY:
        page.show_register()
    elif record.startswith(RUN):
        page.show_run(UUID(record.removeprefix(RUN)))
    elif record == DRILLS:
        page.show_drills()
    elif record == USE:
        page.show_activate()
    else:
        page.show_plan(record)


def hurry_prints(program: "Program", services: "Services") -> list[HurryPrint]:
    """What this person may print and would look for at two in the morning."""
    actor = services.signed_in.actor
    prints = [HurryPrint(tr("Get help now, for the wall"), "life-buoy", _help_sheet(program))]
    if actor.may(Can.SEE_ROSTER):
        prints.append(HurryPrint(tr("Phone list"), "phone", _phone_list(program, services)))
    if actor.may(Can.PLAN_SUPPORT):
        prints.append(HurryPrint(tr("Handover sheet"), "users", services.debriefs.handover_sheet))
    if actor.may(Can.SEE_KEEPING):
        prints.append(HurryPrint(tr("For whoever takes over"), "handshake", go=(HANDOVER, "")))
    if not (actor.may(Can.SEE_PLANS) and actor.may(Can.PRINT_CONFIDENTIAL)):
        return prints
    every_card = partial(services.plans.sheets.make, SheetKind.ALL_CARDS, ALL)
    prints.append(HurryPrint(tr("All quick cards"), "wallet-cards", lambda: every_card().pdf))
    prints.append(HurryPrint(tr("Papers of a plan"), "file-text", go=("plans", PRINTS)))
    return prints


def _help_sheet(program: "Program") -> Callable[[], bytes]:
    def make() -> bytes:
        from wellness_desktop.library.prints import help_sheet

        rooms = program.open_rooms
        lines = program.library.help_lines(program.settings.state)
        return help_sheet(lines, rooms.own_helpers(), rooms.print_setup())

    return make


def _printed_lines(program: "Program") -> "Callable[[], list[PrintedLine]]":
    def read() -> "list[PrintedLine]":
        from wellness_desktop.app.commands import printed_lines

        return printed_lines(program.library, program.settings)

    return read


def _phone_list(program: "Program", services: "Services") -> Callable[[], bytes]:
    def make() -> bytes:
        from wellness_desktop.app.commands import printed_lines

        settings = program.settings
        return services.roster.print_phone_list(
            printed_lines(program.library, settings),
            everybody=services.signed_in.actor.may(Can.PRINT_CONFIDENTIAL),
            agency=settings.agency_name,
            size=settings.paper,
        )

    return make
