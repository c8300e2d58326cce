"""Vetting by keyboard on the real page: one key an answer, nothing lost, sheets to print."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from tests.roster.station import TODAY, a_person, a_phone, added
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.roster.kinds import CheckedHow, PersonRole
from wellness_desktop.roster.team_records import Finding

pytestmark = pytest.mark.usefixtures("support_team")


@pytest.fixture
def clinician(roster):
    phones = (a_phone("406-555-0177", checked_on=TODAY),)
    return added(roster, a_person("Ada Moore", roles=frozenset({PersonRole.CLINICIAN}), phones=phones))[0]


@pytest.fixture
def page(open_page, clinician, qtbot):
    """Opened by key from the list."""
    page = open_page()
    page.list.choose(clinician.id)
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table.view, Qt.Key.Key_V)
    assert page.team.vetting.isVisible()
    assert page.team.vetting.table.view.hasFocus()
    return page


def findings(roster, person):
    return [answer and answer.finding for _question, answer in roster.dossier(person.id).known]


def test_fourteen_questions_take_fourteen_keys(qtbot, page, roster, clinician):
    for place in range(14):
        qtbot.keyClick(page.team.vetting.table.view, "1234"[place % 4])
    wanted = [list(Finding)[place % 4] for place in range(14)]
    assert findings(roster, clinician) == wanted
    assert "14 of 14 asked" in page.team.vetting._summary.text()
    assert all(each.checked_by == "Dana Whitfield" for each in roster.dossier(clinician.id).answers.values())


def test_an_answer_can_be_taken_back_by_key_and_by_undo(qtbot, page, roster, clinician):
    view = page.team.vetting
    qtbot.keyClick(view.table.view, "3")
    assert view._row.place == 1
    page.banner._undo_button.click()
    assert findings(roster, clinician)[0] is None
    qtbot.keyClick(view.table.view, "1")
    view.table.choose(lambda row: row.place == 0)
    qtbot.keyClick(view.table.view, Qt.Key.Key_Delete)
    assert findings(roster, clinician)[0] is None
    page.banner._undo_button.click()
    assert findings(roster, clinician)[0] is Finding.GOOD


def test_a_remark_and_a_day_are_saved_as_they_are_typed(qtbot, page, roster, clinician):
    view = page.team.vetting
    qtbot.keyClick(view.table.view, "2")
    view.table.choose(lambda row: row.place == 0)
    qtbot.keyClick(view.table.view, Qt.Key.Key_Return)
    assert view._remark.hasFocus()
    qtbot.keyClicks(view._remark, "Room on 12th, 4 steps")
    with qtbot.waitSignal(view.form.changed):
        pass
    assert roster.dossier(clinician.id).answers["clinician-license"].remark == "Room on 12th, 4 steps"
    view.form.field("checked_how").set_value(CheckedHow.IN_PERSON)
    view.form.field("checked_how").edited.emit()
    view.flush()
    assert roster.dossier(clinician.id).answers["clinician-license"].checked_how is CheckedHow.IN_PERSON


def test_what_waits_is_saved_before_the_next_question_shows(qtbot, page, roster, clinician):
    view = page.team.vetting
    qtbot.keyClick(view.table.view, "1")
    view.table.choose(lambda row: row.place == 0)
    qtbot.keyClicks(view._remark, "until May")
    view.table.choose(lambda row: row.place == 5)
    assert roster.dossier(clinician.id).answers["clinician-license"].remark == "until May"
    assert view._remark.value() == ""


def test_a_wrong_day_keeps_the_answer_back_and_says_why(qtbot, page, roster, clinician):
    view = page.team.vetting
    view.form.field("recheck_on").set_value(TODAY - timedelta(days=9))
    view.buttons[Finding.GOOD].click()
    assert findings(roster, clinician)[0] is None
    assert "lies before" in page.banner.words


def test_a_remark_without_an_answer_is_a_draft(qtbot, page, roster, clinician, open_page):
    view = page.team.vetting
    assert page.draft() is None
    qtbot.keyClicks(view._remark, "asked for Mondays")
    kept = page.draft()
    other = open_page()
    other.take_draft(kept)
    assert other.team.vetting.isVisible()
    assert other.team.vetting._remark.value() == "asked for Mondays"
    assert other.draft() == kept
    assert findings(roster, clinician)[0] is None
    qtbot.keyClick(other.team.vetting.table.view, "1")
    assert roster.dossier(clinician.id).answers["clinician-license"].remark == "asked for Mondays"
    assert other.draft() is None


def test_somebody_else_answered_meanwhile(qtbot, page, roster, clinician):
    from tests.roster.test_roster_vetting import an_answer

    roster.answer(clinician.id, an_answer(finding=Finding.WARNING))
    qtbot.keyClick(page.team.vetting.table.view, "1")
    assert findings(roster, clinician)[0] is Finding.WARNING
    assert "Someone else" in page.banner.words
    assert page.team.vetting._row.answer.finding is Finding.WARNING


def test_whoever_needs_no_vetting_is_told_so(qtbot, open_page, team):
    page = open_page()
    page.list.choose(team[1].id)
    qtbot.keyClick(page.list.table.view, Qt.Key.Key_V)
    assert "needs no vetting" in page.banner.words
    assert page.list.isVisible()


def test_others_have_no_way_in(open_page, clinician):
    page = open_page(Role.SUPERVISOR)
    page.team.show_vetting(clinician)
    assert page.list.isVisible()
    assert "vetting" not in page.list.table._keys.text()


@pytest.mark.slow
def test_the_screen_can_be_walked_and_read_in_every_look(qapp, page):
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []


def test_escape_leads_back_to_the_person(qtbot, page, clinician):
    qtbot.keyClick(page.team.vetting.table.view, Qt.Key.Key_Escape)
    assert page.list.isVisible()
    assert page.list.table.current().id == clinician.id
