"""Leaving a note by keyboard at the front door, reading it, answering it; and the sheets."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.debriefs.station import NOW, ZONE
from tests.debriefs.typing_pages import said
from tests.feedback.notes import ANSWER, COMMENT, NEAR_MISS, TODAY
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.feedback.answers import Answer, Outcome, Shown
from wellness_desktop.feedback.leave_page import LeavePage, LeaveWays
from wellness_desktop.feedback.prints import blank_form
from wellness_desktop.feedback.read_page import ReadPage
from wellness_desktop.feedback.values import Factor, Kind, Left
from wellness_desktop.paper.print_setup import Paper
from wellness_desktop.today.feedback_matters import feedback_matters
from wellness_desktop.today.matters import Urgency

CONTROL = Qt.KeyboardModifier.ControlModifier


class Box:
    """What the page left and printed."""

    def __init__(self) -> None:
        self.notes: list[Left] = []
        self.blanks = 0
        self.ready = True
        self.shown = Shown((ANSWER,), TODAY + timedelta(days=3))

    def ways(self) -> LeaveWays:
        def leave(note: Left):
            self.notes.append(note)
            return lambda: self.notes.remove(note)

        def blank(_parent) -> None:
            self.blanks += 1

        return LeaveWays(
            is_ready=lambda: self.ready,
            shown=lambda: self.shown,
            names=lambda: ["Lee Park"],
            leave=leave,
            print_blank=blank,
        )


@pytest.fixture
def at_door() -> Box:
    return Box()


@pytest.fixture
def page(opened, at_door) -> LeavePage:
    return opened(LeavePage(at_door.ways()))


@pytest.fixture
def reader(opened, left):
    prints = []
    made = opened(ReadPage(left, lambda _parent, title, pdf: prints.append((title, pdf))))
    made.prints = prints
    return made


def write(words: str) -> None:
    for letter in words:
        QTest.keyClick(QApplication.focusWidget(), letter)


def tab(times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)


def test_a_comment_by_keyboard_alone(page, at_door) -> None:
    page.focus_first()
    tab(2)
    write("No rest after court.")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    (note,) = at_door.notes
    assert note.kind is Kind.COMMENT
    assert note.happened == "No rest after court."
    assert "Nothing says who wrote it" in page.banner.words
    assert "It is read on Saturday, November 14, 2026" in said(page)
    assert "No rest after court" not in said(page)
    assert not page.has_typed


def test_after_sealing_ctrl_z_shows_the_next_person_nothing(page) -> None:
    page.focus_first()
    tab(2)
    write("No rest.")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    page.start_anew()
    for field in page._texts.values():
        field.undo()
        assert field.toPlainText() == ""


def test_a_near_miss_asks_more_and_a_comment_does_not(page, at_door) -> None:
    assert not page.form.field("could").isVisibleTo(page)
    page.form.set_values({"kind": Kind.NEAR_MISS})
    page._kind_changed()
    page.form.set_values(
        {"about": NEAR_MISS.about, "happened": NEAR_MISS.happened, "could": NEAR_MISS.could, "helped": "A shout."}
    )
    page.form.set_values({"prevent": "Flares.", "part": NEAR_MISS.part_of_day, "factors": NEAR_MISS.factors})
    assert page.form.field("could").isVisibleTo(page)
    QTest.mouseClick(page.seal_button, Qt.MouseButton.LeftButton)
    assert at_door.notes == [NEAR_MISS]


def test_a_name_is_pointed_out_and_may_stay(page, at_door) -> None:
    page.focus_first()
    tab(2)
    write("Park fell.")
    tab()
    assert "looks like a name" in said(page)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    assert at_door.notes[0].happened == "Park fell."


def test_another_note_can_be_left_after_the_first(page, at_door) -> None:
    for words in ("One.", "Two."):
        page.focus_first()
        tab(2)
        write(words)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
        assert not page.card.isVisible()
        assert not page.seal_button.isVisible()
        QTest.mouseClick(page.another_button, Qt.MouseButton.LeftButton)
    assert [note.happened for note in at_door.notes] == ["One.", "Two."]


def test_taken_back_at_once_and_nothing_is_kept(page, at_door) -> None:
    page.form.set_values({"happened": "x y"})
    page._leave()
    page.banner.undo.take_back()
    assert at_door.notes == []
    assert page.form.isVisibleTo(page)


def test_help_stands_first_and_the_page_says_when_notes_are_read_and_what_came_of_them(page) -> None:
    words = said(page)
    assert words.index("If it cannot wait") < words.index("Your note")
    assert "Notes are read next on Saturday, November 14, 2026" in words
    assert ANSWER.said in words
    assert ANSWER.did in words


def test_without_a_team_paper_is_the_way(page, at_door) -> None:
    at_door.ready = False
    page.refresh()
    assert not page.form.isVisibleTo(page)
    assert not page.seal_button.isVisibleTo(page)
    assert "Print a blank form" in said(page)
    QTest.mouseClick(page.paper_button, Qt.MouseButton.LeftButton)
    assert at_door.blanks == 1


def test_the_reader_reads_prints_deletes_and_takes_back_by_keys(reader, left) -> None:
    assert NEAR_MISS.happened in said(reader)
    QTest.keyClick(reader.table.view, Qt.Key.Key_R)
    assert [item.read for item in left.feedback()] == [False, True]
    reader.banner.undo.take_back()
    QTest.keyClick(reader.table.view, Qt.Key.Key_P)
    ((title, pdf),) = reader.prints
    assert title in ("A near miss", "A comment")
    assert pdf.startswith(b"%PDF")
    QTest.keyClick(reader.table.view, Qt.Key.Key_D)
    assert len(left.feedback()) == 1
    reader.banner.undo.take_back()
    assert len(left.feedback()) == 2


def test_an_answer_is_written_shown_and_changed(reader, left) -> None:
    reader.answer.form.set_values({"said": "Court.", "did": "Moved.", "outcome": Outcome.DONE})
    assert reader.draft() is not None
    QTest.mouseClick(reader.answer.save_button, Qt.MouseButton.LeftButton)
    assert [one.answer.did for one in left.answers()] == ["Moved."]
    assert reader.draft() is None
    reader.answers.opened.emit(left.answers()[0])
    reader.answer.form.set_values({"did": "All moved."})
    QTest.mouseClick(reader.answer.save_button, Qt.MouseButton.LeftButton)
    assert [one.answer.did for one in left.answers()] == ["All moved."]
    QTest.keyClick(reader.answers.view, Qt.Key.Key_W)
    assert [one.shown for one in left.answers()] == [False]


def test_an_answer_begun_comes_back_as_a_draft(reader, left, opened) -> None:
    reader.answer.form.set_values({"said": "Cour"})
    kept = reader.draft()
    again = opened(ReadPage(left, lambda *_: None))
    again.take_draft(kept)
    assert again.answer.answer(TODAY).said == "Cour"


def test_the_day_of_the_next_reading_is_set(reader, left) -> None:
    assert reader.next_form.values()["next"] == TODAY + timedelta(weeks=4)
    QTest.mouseClick(reader.finish_button, Qt.MouseButton.LeftButton)
    assert left.readings().next_on == TODAY + timedelta(weeks=4)
    assert "December 9, 2026" in said(reader)


@pytest.mark.parametrize("which", ["page", "reader"])
def test_it_can_be_used_by_ear_and_by_keyboard(which, request) -> None:
    assert faults(request.getfixturevalue(which)) == []


@pytest.mark.slow
@pytest.mark.parametrize("which", ["page", "reader"])
def test_no_text_is_cut_in_any_look(which, request, qapp) -> None:
    shown = request.getfixturevalue(which)
    if which == "page":
        shown.form.set_values({"kind": Kind.NEAR_MISS})
        shown._kind_changed()
    assert cut_in_any_look(qapp, shown) == []


def words_on(pdf: bytes) -> tuple[int, str]:
    read = PdfReader(BytesIO(pdf))
    return len(read.pages), " ".join(" ".join(each.extract_text() for each in read.pages).split())


@pytest.mark.parametrize("size", ["letter", "a4"])
def test_the_blank_form_is_one_sheet_with_every_question(size) -> None:
    pages, words = words_on(blank_form(Paper(NOW, ZONE, "Millbrook Police Department", size)))
    assert pages == 1
    for part in ("What could have happened?", "No name, no date, no hour", *(factor.label for factor in Factor)):
        assert part in words


def test_a_sheet_to_pass_on_has_every_answer_and_no_day(left) -> None:
    left.gather_feedback()
    pages, words = words_on(left.print_note(left.feedback()[0]))
    assert pages == 1
    for part in NEAR_MISS.texts:
        assert part in words
    assert "nobody is blamed" in words
    assert "leonearmiss.org" in words


def test_the_wall_shows_what_the_front_door_shows(left) -> None:
    left.give_answer(ANSWER)
    left.give_answer(Answer("Hidden thing.", Outcome.CANNOT, "Why.", TODAY), shown=False)
    _, words = words_on(left.print_answers(large=True))
    assert ANSWER.said in words
    assert "Hidden thing" not in words
    assert COMMENT.happened not in words


def test_today_tells_of_the_day_and_of_nothing_between_readings() -> None:
    today = date(2026, 11, 20)
    assert list(feedback_matters(None, 0, today)) == []
    (first,) = feedback_matters(None, 3, today)
    assert "3" not in first.title + first.detail
    (due,) = feedback_matters(today, 0, today)
    (late,) = feedback_matters(today - timedelta(days=8), 0, today)
    assert (due.urgency, late.urgency) == (Urgency.SOON, Urgency.TODAY)
