"""The pages for asking and being asked, typed through by keyboard; and the slip to hand over on paper."""

import subprocess
import sys
from datetime import date, time, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.debriefs.station import COORDINATOR, ENDED, HELPER, NOW, ZONE
from tests.debriefs.test_debriefs_asking import WISH
from tests.debriefs.typing_pages import LINES, press, said
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.debriefs.asking.ask_page import AskPage, AskWays
from wellness_desktop.debriefs.asking.asking_page import AskingPage
from wellness_desktop.debriefs.asking.requests import Asked, CallWish, Wanted, to_text
from wellness_desktop.debriefs.asking.slip_prints import call_slip
from wellness_desktop.debriefs.incident_values import NewExposure, Report
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.session_values import Offered
from wellness_desktop.paper.print_setup import Paper
from wellness_desktop.store.note_box import NoteBox

CONTROL = Qt.KeyboardModifier.ControlModifier


class Left:
    """What the page left, and what it printed."""

    def __init__(self) -> None:
        self.wishes: list[CallWish] = []
        self.slips: list[CallWish | None] = []
        self.ready = True

    def ways(self) -> AskWays:
        def leave(wish: CallWish):
            self.wishes.append(wish)
            return lambda: self.wishes.remove(wish)

        return AskWays(
            lines=lambda: LINES,
            is_ready=lambda: self.ready,
            seen_on=lambda: date(2026, 11, 9),
            helpers=lambda: ["Lee Park", "Kim Hale"],
            leave=leave,
            print_slip=lambda _parent, wish: self.slips.append(wish),
        )


@pytest.fixture
def left() -> Left:
    return Left()


@pytest.fixture
def ask(opened, left):
    return lambda mine=None: opened(AskPage(left.ways(), mine))


def write(words: str) -> None:
    for letter in words:
        QTest.keyClick(QApplication.focusWidget(), letter)


def test_a_number_and_one_key_are_enough(ask, left) -> None:
    page = ask()
    write("507-555-0142")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    assert left.wishes == [CallWish("507-555-0142")]
    assert "Only the support team can open it" in page.banner.words
    assert "507-555-0142" not in said(page)
    assert page.wish().reach == ""


def test_the_numbers_stand_first_and_the_page_says_what_this_pc_can_and_cannot_do(ask) -> None:
    page = ask()
    words = said(page)
    assert words.index("988") < words.index("Where can somebody reach you")
    assert "Monday, November 9, 2026" in words
    assert "This PC sends nothing" in words.replace("\n", " ")


def test_every_wish_is_typed_and_can_be_taken_back(ask, left) -> None:
    page = ask()
    for name, words in (("reach", "At the lake"), ("name", "Chris"), ("earliest", "1800"), ("latest", "0200")):
        page.form.field(name).setFocus()
        write(words)
    page.form.field("wanted").set_value(Wanted.CHAPLAIN)
    page.form.field("but").set_value("Lee Park")
    page.form.field("text_first").set_value(True)
    press(page, "Seal it and leave it here")
    (wish,) = left.wishes
    assert wish == CallWish(
        "At the lake", "Chris", time(18), time(2), text_first=True, wanted=Wanted.CHAPLAIN, but="Lee Park"
    )
    assert (wish.when, wish.who) == ("Between 18:00 and 02:00", "A chaplain, but not Lee Park")
    press(page, "Undo")
    assert left.wishes == []
    assert page.seal_button.isVisible()


def test_nothing_typed_is_said_beside_the_field(ask, left) -> None:
    page = ask()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    assert "Type a number, or a place where you will be." in said(page)
    assert left.wishes == []


def test_where_no_team_can_be_reached_the_page_offers_what_is_left(ask, left) -> None:
    left.ready = False
    page = ask()
    assert "nothing can be left here" in said(page).replace("\n", " ")
    assert not page.seal_button.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)
    press(page, "Print a slip instead")
    assert (left.wishes, left.slips) == ([], [None])


def test_somebody_signed_in_finds_their_number_there_and_may_leave_their_name_out(ask, left, station) -> None:
    ana = station.people()["Ana Ruiz"]
    page = ask(CallWish("507-555-0101", "Ana", person=ana.id))
    assert page.wish() == CallWish("507-555-0101", "Ana", person=ana.id)
    page.form.field("name").set_value("")
    assert page.wish().person is None


def test_the_page_can_be_heard_and_read_in_every_look(ask, qapp) -> None:
    page = ask()
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []


# ------------------------------------------------------------------------------------------------------- the team


@pytest.fixture
def asking(opened, station):
    def make(*asked: Asked, name: str = COORDINATOR, **more):
        box = NoteBox(station.folder / "notes", station.folder / "note_address.json", "support_team")
        station.debriefs().know_notes(box)
        debriefs = station.debriefs(name)
        debriefs.know_notes(box)
        debriefs.publish_address()
        for one in asked:
            box.leave(to_text(one))
        return opened(AskingPage(debriefs, "Today"), **more), debriefs

    return make


def test_taken_up_and_removed_by_one_key_each(asking) -> None:
    page, debriefs = asking(Asked(NOW - timedelta(hours=3), wish=WISH))
    assert "507-555-0142" in said(page)
    page.focus_first()
    QTest.keyClick(page.table.view, Qt.Key.Key_T)
    assert debriefs.requests()[0].taken_by == COORDINATOR
    QTest.keyClick(page.table.view, Qt.Key.Key_T)
    assert "has taken this up already" in page.banner.words
    QTest.keyClick(page.table.view, Qt.Key.Key_R)
    assert debriefs.requests() == []
    assert "507-555-0142" not in said(page)
    press(page, "Undo")
    assert debriefs.requests()[0].wish == WISH


def test_a_report_that_was_passed_on_leads_to_the_plan(asking, qtbot) -> None:
    report = Report("child_fatality", ENDED, (NewExposure("Ana Ruiz"),))
    page, _ = asking(Asked(NOW, report=report, reporter="Flo Berg"))
    assert "Something happened, says Flo Berg" in page.table.rows.data(page.table.rows.index(0, 1))
    with qtbot.waitSignal(page.report_wanted) as wanted:
        QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert wanted.args[0].report == report


def test_a_quiet_question_is_answered_by_one_key_and_asks_no_more(asking, station) -> None:
    for days in (1, 4, 9):
        exposed = (NewExposure("Ana Ruiz"), NewExposure("Ben Cole"))
        report = Report("traumatic_call", NOW - timedelta(days=days), exposed)
        incident = station.debriefs().something_happened(report).value
    page, debriefs = asking()
    assert [one.name for one in debriefs.quiet_questions()] == ["Ana Ruiz", "Ben Cole"]
    QTest.keyClick(page.questions.view, Qt.Key.Key_A)
    QTest.keyClick(page.questions.view, Qt.Key.Key_O)
    assert debriefs.quiet_questions() == []
    offered = [one.offered.get(Kind.ONE_ON_ONE) for one in debriefs.coverage(_newest(debriefs, incident))]
    assert sorted(str(one) for one in offered) == ["None", Offered.OFFERED.value]


def _newest(debriefs, incident):
    return max(debriefs.incidents(), key=lambda one: one.ended_at).id or incident.id


def test_a_helper_with_the_key_sees_requests_and_no_questions(asking, station, rings) -> None:
    from tests.debriefs.station import ACCOUNTS

    rings[COORDINATOR].let_in("support_team", ACCOUNTS[HELPER][0])
    try:
        page, debriefs = asking(Asked(NOW, wish=WISH), name=HELPER)
        assert [one.wish for one in debriefs.requests()] == [WISH]
        assert "questions" not in vars(page)
    finally:
        rings[COORDINATOR].put_out("support_team", ACCOUNTS[HELPER][0])


@pytest.mark.slow
def test_the_team_s_page_can_be_heard_and_read_in_every_look(asking, qapp) -> None:
    page, _ = asking(Asked(NOW, wish=WISH), Asked(NOW, report=Report("lodd", ENDED)))
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []


# ------------------------------------------------------------------------------------------------------- on paper


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("size", ["letter", "a4"])
def test_the_slip_says_how_to_be_reached_and_what_to_do_with_it(size, large) -> None:
    paper = Paper(NOW, ZONE, "Millbrook PD", size, large)
    words = _text(call_slip(WISH, [("988", "Call or text 988")], paper))
    for part in ("Please call me", "507-555-0142", "Chris", "Between 18:00 and 22:00", "but not Lee Park", "envelope"):
        assert part in words
    blank = _text(call_slip(None, [], paper))
    assert "Reach me at" in blank
    assert "507" not in blank


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_the_page_loads_no_database_and_no_keys() -> None:
    code = (
        "import sys; import wellness_desktop.debriefs.asking.ask_page, wellness_desktop.store.note_box;"
        "heavy = ('sqlalchemy', 'alembic', 'reportlab', 'cryptography', 'PySide6.QtPdf', 'phonenumbers', 'icalendar');"
        "print([name for name in heavy if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
