"""A plan put to use on the page: two steps, keys that tick, paper that is typed back, and nothing that is lost."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from tests.support.cut_text import cut_texts
from tests.support.looks import settle
from tests.support.pdf_text import text_of
from tests.support.walker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import Problem
from wellness_desktop.kit.printing import PrintOffer
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.plans.plans_page import PlansPage
from wellness_desktop.plans.runs.kinds import DrillKind, Rating, Source
from wellness_desktop.plans.service import Plans

if TYPE_CHECKING:
    from conftest import Agency

STEP = "core.15min.harm"


@pytest.fixture
def open_page(qapp: Any, qtbot: Any) -> Iterator[Callable[[Plans], PlansPage]]:
    tasks = Tasks()

    def opened(plans: Plans) -> PlansPage:
        page = PlansPage(plans, tasks)
        qtbot.addWidget(page)
        page.resize(1214, 710)
        page.show()
        qtbot.waitExposed(page)
        return page

    yield opened
    tasks.close()


@pytest.fixture
def run_page(millbrook: "Agency", open_page: Any) -> PlansPage:
    """CP-01 in use since 70 minutes."""
    plans = millbrook.plans()
    run = plans.runs.start("CP-01", drill=False).value
    millbrook.clock.advance(timedelta(minutes=70))
    page: PlansPage = open_page(plans)
    page.show_run(run)
    return page


def press(page: PlansPage, qtbot: Any, key: Any) -> None:
    qtbot.keyClick(page.focusWidget(), key)


def test_two_steps_put_a_plan_to_use_and_undo_takes_it_back(millbrook: "Agency", open_page: Any, qtbot: Any) -> None:
    plans = millbrook.plans()
    page = open_page(plans)
    page.show_plan("CP-03")
    page.plan.use_button.click()
    page.activate.next_button.click()
    assert plans.runs.runs() == ()
    assert page.activate.told.isHidden()  # real or drill was not said

    page.activate.form.field("kind").set_value("real")
    page.activate.next_button.click()
    assert "Hold the hot wash" in page.activate.words.text()
    assert "Call 1:" in page.activate.words.text()
    assert plans.runs.runs() == ()
    press(page, qtbot, Qt.Key.Key_Return)

    line = plans.runs.runs()[0]
    assert (line.code, line.drill, line.open) == ("CP-03", False, True)
    assert page.is_open("running")
    page.banner.undo.take_back()
    assert plans.runs.runs()[0].by_mistake


def test_escape_goes_one_step_back(millbrook: "Agency", open_page: Any) -> None:
    page = open_page(millbrook.plans())
    page.show_activate("CP-01")
    page.activate.form.field("kind").set_value("drill")
    page.activate.next_button.click()
    page.go_back()
    assert page.is_open("activate")
    assert page.activate.told.isHidden()
    page.go_back()
    assert not page.list.isHidden()


def test_space_ticks_arrows_move_and_space_again_takes_back(run_page: PlansPage, qtbot: Any) -> None:
    view, runs = run_page.running, run_page._plans.runs
    view.who.set_value("")
    view._show()
    run = runs.runs()[0].id
    first, second = list(view.steps.rows)[:2]
    view.steps.focus_first()
    press(run_page, qtbot, Qt.Key.Key_Space)
    press(run_page, qtbot, Qt.Key.Key_Down)
    press(run_page, qtbot, Qt.Key.Key_Space)

    state = runs.state(runs.run(run))
    assert state.doing(first).done
    assert state.doing(second).done
    assert view.steps.rows[second].hasFocus()
    assert view.steps.rows[first].text().startswith("Done 13:10 Alana Reyes")
    press(run_page, qtbot, Qt.Key.Key_Up)
    press(run_page, qtbot, Qt.Key.Key_Space)
    assert not runs.state(runs.run(run)).doing(first).done
    run_page.banner.undo.take_back()
    assert runs.state(runs.run(run)).doing(first).done


def test_what_is_late_says_so_in_words_and_my_role_comes_first(run_page: PlansPage) -> None:
    view = run_page.running
    assert view.clock.text() == "1 h 10 min"
    view.who.set_value("")
    view._show()
    late = [row.text() for row in view.steps.rows.values() if row.text().startswith("LATE:")]
    assert late
    assert view.sum.text().startswith(f"{len(late)} late")
    assert "over for 55 min" in view.steps._heads[0].text()


def test_why_it_is_late_is_typed_with_one_key(run_page: PlansPage, qtbot: Any) -> None:
    view, runs = run_page.running, run_page._plans.runs
    view.who.set_value("")
    view._show()
    view.steps.rows[STEP].setFocus()
    press(run_page, qtbot, Qt.Key.Key_L)
    assert view.note.hasFocus()
    qtbot.keyClicks(view.note, "bridge out")
    assert run_page.draft()["run"]["step"] == STEP
    press(run_page, qtbot, Qt.Key.Key_Return)

    assert run_page.draft() is None
    assert view.steps.rows[STEP].text().startswith("LATE, bridge out")
    run = runs.runs()[0].id
    assert any(one.text.startswith("Late, because bridge out") for one in runs.timeline(run))


def test_a_note_that_is_not_saved_survives_a_lock(run_page: PlansPage, open_page: Any, qtbot: Any) -> None:
    qtbot.keyClicks(run_page.running.note, "County has two cars")
    kept = run_page.draft()
    again = open_page(run_page._plans)
    again.take_draft(kept)
    assert again.is_open("running")
    assert again.running.note.text() == "County has two cars"


def test_calls_are_tried_and_reached(run_page: PlansPage, qtbot: Any) -> None:
    view, runs = run_page.running, run_page._plans.runs
    call = next(iter(view.calls.rows))
    view.calls.rows[call].setFocus()
    press(run_page, qtbot, Qt.Key.Key_T)
    assert view.calls.rows[call].text().startswith("Tried once, 13:10")
    press(run_page, qtbot, Qt.Key.Key_Space)
    assert view.calls.rows[call].text().startswith("Reached 13:10")
    doing = runs.state(runs.run(runs.runs()[0].id)).doing(call)
    assert (len(doing.tried), doing.done) == (1, True)


def test_cp_t17_the_time_since_the_last_contact_counts_up(millbrook: "Agency", open_page: Any) -> None:
    plans = millbrook.plans()
    page = open_page(plans)
    page.show_run(plans.runs.start("CP-06", drill=False).value)
    assert "not written down yet" in page.running.contact.text()
    page.running.contact_button.click()
    millbrook.clock.advance(timedelta(minutes=25))
    page.refresh()
    assert page.running.contact.text().startswith("25 min since the last contact")
    millbrook.clock.advance(timedelta(minutes=50))
    page.refresh()
    assert page.running.contact.text().startswith("1 h 15 min since")


def test_times_are_typed_back_one_after_the_other(run_page: PlansPage, qtbot: Any) -> None:
    runs = run_page._plans.runs
    run = runs.runs()[0].id
    run_page.show_typing()
    first = run_page.typing.table.current()
    for clock in ("1207", "1215"):
        qtbot.keyClicks(run_page.typing.form.field("time"), clock)
        press(run_page, qtbot, Qt.Key.Key_Return)

    state = runs.state(runs.run(run))
    told = [one for one in runs.timeline(run) if one.source is Source.PAPER]
    assert len(told) == 2
    assert state.doing(first.id).done_at.strftime("%H%M") == "1807"  # 12:07 at the station, in UTC
    assert run_page.typing.table.current().id != first.id
    run_page.banner.undo.take_back()
    assert len([one for one in runs.state(runs.run(run)).doings.values() if one.done]) == 1
    qtbot.keyClicks(run_page.typing.form.field("time"), "2359")
    press(run_page, qtbot, Qt.Key.Key_Return)
    assert "still to come" in run_page.banner.words
    run_page.go_back()
    assert run_page.is_open("running")


def test_print_what_is_left_shows_a_paper_and_a_dead_printer_stops_nothing(
    run_page: PlansPage, qtbot: Any, monkeypatch: Any
) -> None:
    runs = run_page._plans.runs
    run_page.running.left_button.click()
    qtbot.waitUntil(lambda: bool(run_page.window().findChildren(PrintOffer)), timeout=10_000)
    for offer in run_page.window().findChildren(PrintOffer):
        offer.close()

    def gone(_run: UUID) -> bytes:
        raise Problem("The printer does not answer.", "Save the file, or write by hand.")

    monkeypatch.setattr(runs, "print_left", gone)
    run_page.running.left_button.click()
    qtbot.waitUntil(lambda: "does not answer" in run_page.banner.words, timeout=10_000)
    run_page.running.who.set_value("")
    run_page.running._show()
    run_page.running.steps.rows[STEP].click()
    assert runs.state(runs.run(runs.runs()[0].id)).doing(STEP).done


def test_the_papers_say_what_is_left_and_that_it_is_a_drill(millbrook: "Agency", tmp_path: Path) -> None:
    plans = millbrook.plans()
    run = plans.runs.start("CP-01", drill=True).value
    plans.runs.tick(run, STEP)
    steps = {step.id: step.text for step in plans.runs.run(run).text.steps}
    left = " ".join(text_of(plans.runs.print_left(run)).split())

    assert "DRILL" in left
    assert "(612) 555" in left
    assert steps[STEP][:40] not in left
    member = millbrook.plans(Role.MEMBER).runs
    assert "(612) 555" not in text_of(member.print_left(run))
    assert "Done:" in text_of(plans.runs.print_timeline(run))
    real = plans.runs.start("CP-01", drill=False).value
    assert "DRILL" not in text_of(plans.runs.print_left(real))


def test_the_timeline_is_shown_and_saved_as_a_table(run_page: PlansPage, tmp_path: Path) -> None:
    runs = run_page._plans.runs
    runs.note(runs.runs()[0].id, "=2+2, said the county")
    run_page.show_timeline()
    assert run_page.timeline.table.rows.rowCount() == 2
    run_page.save_timeline(str(tmp_path / "timeline.csv"))
    lines = (tmp_path / "timeline.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "time,entered,what,by,role,source,remark"
    assert lines[1].startswith("2026-11-24T12:00-06:00,")
    assert "'=2+2" in lines[2]


def test_a_drill_is_ended_and_evaluated(millbrook: "Agency", open_page: Any) -> None:
    plans = millbrook.plans()
    page = open_page(plans)
    page.show_run(plans.runs.start("CP-03", drill=True).value)
    assert not page.running.band.isHidden()
    page.running.end_button.click()
    assert "Ended" in page.running.sum.text()
    page.banner._action_button.click()
    form = page.drills.form
    assert form.values()["plan"] == "CP-03"
    form.set_values({"kind": DrillKind.TABLETOP, "objective": "Who relieves the dispatcher", "rating": Rating.MAJOR})
    page.drills.save_button.click()

    drill = plans.runs.drills()[0].said
    assert (drill.rating, drill.run) == (Rating.MAJOR, plans.runs.runs()[0].id)
    due = {one.kind: one for one in plans.runs.drills_due()}
    assert not due[DrillKind.TABLETOP].overdue
    assert "Who relieves" in text_of(plans.runs.print_drill(plans.runs.drills()[0]))
    page.banner.undo.take_back()
    assert plans.runs.drills() == ()


def test_a_member_ticks_and_nothing_is_cut_off(millbrook: "Agency", open_page: Any, qapp: Any) -> None:
    plans = millbrook.plans(Role.MEMBER)
    page = open_page(plans)
    page.show_run(plans.runs.start("CP-01", drill=True).value)
    settle(qapp)
    assert faults(page) == []
    assert cut_texts(page) == []
    page.show_drills()
    settle(qapp)
    assert page.drills.form_card.isHidden()
    assert faults(page) == []
    assert cut_texts(page) == []
