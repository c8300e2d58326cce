"""Builds the pages for notes without a name: at the front door without any key, and for their reader."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.base.paths import Paths
from wellness_desktop.kit.page import Page
from wellness_desktop.store.note_box import NoteBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from wellness_desktop.app.program import Program
    from wellness_desktop.app.services import Services
    from wellness_desktop.feedback.answers import Shown
    from wellness_desktop.feedback.values import Left

TEAM = "support_team"
READ = "notes"
"""Key of the reader's page."""


def feedback_box(paths: Paths) -> NoteBox:
    """Where the front door leaves notes without a name; a full box never keeps a call for help out of the other."""
    return NoteBox(
        paths.feedback,
        paths.note_address,
        TEAM,
        advice=tr("Print a blank form and write on it, or say it to somebody you trust."),
        too_long=tr("Say it in fewer words, or in two notes."),
    )


def shown_answers(program: "Program") -> "Shown":
    """What came of notes, as the front door may show it."""
    from wellness_desktop.feedback.answers import read_shown

    return read_shown(program.paths.answers)


def build_leave(program: "Program") -> Page:
    """Leave a note: the same for everybody, signed in or not, so that no sign-in stands behind it."""
    from wellness_desktop.feedback.leave_page import LeavePage, LeaveWays

    box = feedback_box(program.paths)
    ways = LeaveWays(
        is_ready=lambda: box.is_ready,
        shown=partial(shown_answers, program),
        names=lambda: [contact.name for contact in program.board().contacts],
        leave=partial(_leave, box),
        print_blank=partial(_print_blank, program),
    )
    page = LeavePage(ways)
    page.help_wanted.connect(lambda: program.go("help"))
    return page


def add_answers(program: "Program", board: Page) -> None:
    """You said, we did: on the station board, below the people."""
    answers = shown_answers(program).answers
    if answers:
        from wellness_desktop.feedback.answers_view import AnswersCard

        card = AnswersCard(board)
        card.show_answers(answers)
        board.body.addWidget(card)


def build_read(program: "Program", services: "Services") -> Page:
    """What was left, for the coordinator."""
    from wellness_desktop.feedback.read_page import ReadPage

    page = ReadPage(services.feedback, program.open_rooms.offer)
    page.back_wanted.connect(lambda: program.go("today"))
    page.lesson_wanted.connect(lambda: _start_lesson(program))
    return page


def _start_lesson(program: "Program") -> None:
    """An empty lesson: what was sealed is not copied into a register that may become public."""
    reviews: Any = program.go("reviews", "plans")
    reviews.start_lesson(tr("A note left without a name"))


def _leave(box: NoteBox, left: "Left") -> "Callable[[], object]":
    from wellness_desktop.feedback.values import to_text

    note = box.leave(to_text(left))
    return lambda: box.remove(note)


def _print_blank(program: "Program", parent: QWidget) -> object:
    from wellness_desktop.feedback.prints import blank_form

    paper = program.paper_now()
    return program.open_rooms.offer(parent, tr("A note without a name"), blank_form(paper))
