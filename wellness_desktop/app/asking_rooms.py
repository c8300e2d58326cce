"""Builds the pages for asking and being asked: at the front door without any key, and for the support team."""

import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.app.feedback_room import READ, build_read
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.paths import Paths
from wellness_desktop.kit.page import Page
from wellness_desktop.store.note_box import NoteBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from wellness_desktop.app.program import Program
    from wellness_desktop.app.services import Services
    from wellness_desktop.debriefs.asking.requests import Asked, CallWish
    from wellness_desktop.debriefs.incident_values import Report

log = logging.getLogger(__name__)

TEAM = "support_team"


def note_box(paths: Paths) -> NoteBox:
    """Where the front door leaves notes for the support team."""
    return NoteBox(paths.notes, paths.note_address, TEAM)


def build_ask(program: "Program", services: "Services | None" = None) -> Page:
    """Ask for a call; with `services`, for somebody signed in, whose own number stands there already."""
    from wellness_desktop.debriefs.asking.ask_page import AskPage, AskWays

    box = note_box(program.paths)

    def leave(wish: "CallWish") -> "Callable[[], object]":
        return services.debriefs.ask_for_call(wish).undo if services is not None else _leave(box, program.clock, wish)

    ways = AskWays(
        lines=program.open_rooms.help_lines,
        is_ready=lambda: box.is_ready,
        seen_on=lambda: box.seen_on,
        helpers=lambda: [contact.name for contact in program.board().contacts],
        leave=leave,
        print_slip=partial(_print_slip, program),
    )
    page = AskPage(ways, _mine(services) if services is not None else None)
    page.help_wanted.connect(lambda: program.go("help"))
    return page


def asking_builders(program: "Program", services: "Services") -> "dict[str, Callable[[], Page]]":
    """The pages for what people ask or leave, for the person signed in, by key."""
    return {
        "ask": lambda: build_ask(program, services),
        "asking": lambda: build_asking(program, services),
        READ: lambda: build_read(program, services),
    }


def build_happened(program: "Program", services: "Services | None" = None) -> Page:
    """Something happened. Without `services` what is typed stays in memory, until someone signs in or passes it on;
    for somebody signed in whose roles start no plan, passing it on is the way.
    """
    from wellness_desktop.debriefs.something_happened_page import SomethingHappenedPage

    may_start = services is None or services.signed_in.actor.may(Can.REPORT_INCIDENT)
    passes_on = not may_start if services is not None else note_box(program.paths).is_ready
    page = SomethingHappenedPage(
        program.open_rooms.help_lines(),
        program.clock,
        program.zone(),
        services.debriefs if services is not None and may_start else None,
        station_exists=program.station_exists(),
        pass_on=(lambda report: leave_report(program, report, services)) if passes_on else None,
        may_start=may_start,
    )
    page.help_wanted.connect(lambda: program.go("help"))
    return page


def take_in_notes(services: "Services") -> None:
    """Before Today is built, so that it can tell what was left at the front door."""
    try:
        if services.debriefs.answers_requests:
            services.debriefs.gather()
    except Problem:
        log.info("no notes could be taken in")


def tell_front_door(program: "Program", services: "Services") -> None:
    """At sign-in: what came of notes without a name, and the key to seal notes with; says when another stood there."""
    page = program.frame.page
    try:
        services.feedback.publish_answers()
        genuine = services.debriefs.publish_address()
    except Problem:  # such as an agency that has no support team yet
        log.info("the address for notes was not written")
        return
    if not genuine and page is not None:
        page.banner.warn(
            tr("Notes at the front door were sealed with another key than the support team's."),
            tr("It is put right now. If nobody changed the team, tell whoever keeps this PC: it may be tampering."),
        )


def offer_to_pass_on(program: "Program", report: "Report") -> None:
    """Shows what was typed before signing in to somebody whose roles start no plan."""
    page: Any = program.go("happened", "today")
    page.set_report(report)
    page.banner.note(
        tr("Your roles do not start a support plan."), tr("Pass on what you typed; the support team starts from it.")
    )


def leave_report(program: "Program", report: "Report", services: "Services | None" = None) -> "Callable[[], object]":
    """Passes a report on to the support team; gives the way to take it back. Raises Problem."""
    if services is not None:
        return services.debriefs.pass_on(report).undo
    from wellness_desktop.debriefs.asking.requests import Asked, to_text

    box = note_box(program.paths)
    note = box.leave(to_text(Asked(program.clock.now(), report=report)))
    return lambda: box.remove(note)


def build_asking(program: "Program", services: "Services") -> Page:
    """Who wants a call, for the support team."""
    from wellness_desktop.debriefs.asking.asking_page import AskingPage

    sees_incidents = services.signed_in.actor.may(Can.SEE_INCIDENTS)
    page = AskingPage(services.debriefs, back=tr("Incidents & support") if sees_incidents else tr("Today"))
    page.back_wanted.connect(lambda: program.go("incidents" if sees_incidents else "today"))
    page.report_wanted.connect(partial(_start_from, program, services))
    return page


def _start_from(program: "Program", services: "Services", asked: "Asked") -> None:
    """Opens Something happened with what somebody passed on. The request stays until it is removed by hand."""
    page: Any = program.frame.page
    if not services.signed_in.actor.may(Can.REPORT_INCIDENT):
        page.banner.note(
            tr("A coordinator or supervisor starts the plan."), tr("Tell one of them that a report waits here.")
        )
        return
    happened: Any = program.go("happened", "incidents")
    happened.set_report(asked.report)
    happened.banner.note(
        tr("Somebody passed this on. Check it, then start the plan."),
        tr("Remove the request under Who to call afterward."),
    )


def _leave(box: NoteBox, clock: Clock, wish: "CallWish") -> "Callable[[], object]":
    from wellness_desktop.debriefs.asking.requests import Asked, to_text

    note = box.leave(to_text(Asked(clock.now(), wish=wish)))
    return lambda: box.remove(note)


def _mine(services: "Services") -> "CallWish":
    """How the person signed in can be reached, as the roster has it; nothing where there is no entry."""
    from wellness_desktop.debriefs.asking.requests import NAME_LENGTH, REACH_LENGTH, CallWish

    me = None
    if services.signed_in.actor.may(Can.SEE_ROSTER):
        try:
            me = services.roster.me()
        except Problem:
            me = None
    if me is None:
        return CallWish("", services.signed_in.actor.name[:NAME_LENGTH])
    number = me.phones[0].shown if me.phones else ""
    return CallWish(number[:REACH_LENGTH], (me.call_name or me.name)[:NAME_LENGTH], person=me.id)


def _print_slip(program: "Program", parent: QWidget, wish: "CallWish | None") -> object:
    from wellness_desktop.debriefs.asking.slip_prints import call_slip

    paper = program.paper_now()
    numbers = [(line.name, line.ways[0]) for line in program.open_rooms.help_lines()[:3] if line.ways]
    return program.open_rooms.offer(parent, tr("Please call me"), call_slip(wish, numbers, paper))
