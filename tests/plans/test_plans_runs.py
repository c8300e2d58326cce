"""A plan put to use: what is kept of it, by whom, and what nothing can take away again."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, select

from tests.plans.conftest import CHICAGO, KEY, NOON, SETTINGS, Agency
from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.audit import Audit
from wellness_desktop.accounts.records import AuditRecord
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.plans.runs.drill_desk import NewDrill
from wellness_desktop.plans.runs.kinds import DrillKind, EventKind, Rating, Source
from wellness_desktop.plans.runs.records import RunEventRecord, RunRecord
from wellness_desktop.plans.runs.service import Runs, TypedLine
from wellness_desktop.plans.service import Plans
from wellness_desktop.store.copying import copy_store
from wellness_desktop.store.store import Store

STEP = "core.15min.harm"


def signed_in(agency: Agency, name: str, *roles: Role, store: Store | None = None) -> Runs:
    """The runs as somebody else sees them, on the same store or another."""
    actor = Actor(uuid4(), name, frozenset(roles or (Role.MEMBER,)))
    kept = store or agency.store
    audit = Audit(agency.clock)
    roster = agency.roster(*actor.roles)
    return Plans(kept, actor, agency.keyring, agency.clock, audit, CHICAGO, roster, SETTINGS).runs


def begun(agency: Agency, *, drill: bool = False) -> UUID:
    return agency.plans().runs.start("CP-01", drill=drill).value


def test_a_member_may_start_a_plan_and_the_administrator_may_not(millbrook: Agency) -> None:
    kim = signed_in(millbrook, "Kim O'Neil")
    run = kim.run(kim.start("CP-03", drill=False).value)

    assert (run.by, run.text.code, run.drill) == ("Kim O'Neil", "CP-03", False)
    assert kim.my_roles(run) == ()
    with pytest.raises(NotAllowed):
        signed_in(millbrook, "Pat", Role.ADMINISTRATOR).start("CP-03", drill=False)


def test_a_later_edit_changes_nothing_in_a_run(millbrook: Agency) -> None:
    plans = millbrook.plans()
    run = plans.runs.start("CP-01", drill=False).value
    before = plans.runs.run(run)

    plans.change_item(STEP, "Something else altogether.", plan="CP-01")

    assert plans.runs.run(run) == before
    assert next(step.text for step in before.text.steps if step.id == STEP) != "Something else altogether."
    assert plans.runs.look_ahead("CP-01", drill=False).words_of(STEP) == "Something else altogether."


def test_looking_ahead_saves_nothing(millbrook: Agency) -> None:
    runs = millbrook.plans().runs
    ahead = runs.look_ahead("CP-01", drill=False)

    assert ahead.steps
    assert ahead.calls[0].names
    assert runs.runs() == ()


def test_two_logins_tick_the_same_step_and_both_ticks_stay(millbrook: Agency) -> None:
    run = begun(millbrook)
    dana, kim = signed_in(millbrook, "Dana", Role.SUPERVISOR), signed_in(millbrook, "Kim")
    millbrook.clock.advance(timedelta(minutes=3))
    first = dana.tick(run, STEP)
    millbrook.clock.advance(timedelta(minutes=1))
    kim.tick(run, STEP)

    assert [one.by for one in kim.state(kim.run(run)).doing(STEP).ticks] == ["Dana", "Kim"]
    first.undo()
    assert [one.by for one in kim.state(kim.run(run)).doing(STEP).ticks] == ["Kim"]
    undone = kim.untick(run, STEP)
    assert not kim.state(kim.run(run)).doing(STEP).done
    undone.undo()
    assert [one.by for one in kim.state(kim.run(run)).doing(STEP).ticks] == ["Kim"]
    assert [one.text.split(":")[0] for one in kim.timeline(run)].count("Done") == 2


def test_untick_of_what_is_not_ticked_is_refused(millbrook: Agency) -> None:
    with pytest.raises(Problem, match="not ticked"):
        millbrook.plans().runs.untick(begun(millbrook), STEP)


def test_no_line_of_a_run_can_be_changed_or_removed(millbrook: Agency) -> None:
    run = begun(millbrook)
    millbrook.plans().runs.tick(run, STEP)

    def change(record: RunEventRecord) -> None:
        record.text = "other"

    def move(record: RunRecord) -> None:
        record.by = "other"

    for kind, deed in ((RunEventRecord, change), (RunRecord, move)):
        with pytest.raises(ValueError, match="only added to"), millbrook.store.work() as session:
            deed(session.scalars(select(kind)).one())  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="only added to"), millbrook.store.work() as session:
            session.delete(session.scalars(select(kind)).one())
    assert millbrook.plans().runs.state(millbrook.plans().runs.run(run)).doing(STEP).done


def test_the_clock_set_back_in_the_middle_loses_no_tick_and_is_said(millbrook: Agency) -> None:
    run, runs = begun(millbrook), millbrook.plans().runs
    steps = [step.id for step in runs.run(run).text.steps[:2]]
    millbrook.clock.advance(timedelta(minutes=30))
    runs.tick(run, steps[0])
    millbrook.clock.advance(timedelta(minutes=-45))
    runs.tick(run, steps[1])

    state = runs.state(runs.run(run))
    assert all(state.doing(step).done for step in steps)
    assert state.elapsed == timedelta(0)
    remarks = [one.remark for one in runs.timeline(run) if one.remark]
    assert remarks == ["The clock of this PC stood 45 minutes earlier than at the line before."]


def test_a_time_to_come_is_refused(millbrook: Agency) -> None:
    run, runs = begun(millbrook), millbrook.plans().runs
    late = NOON + timedelta(hours=1)

    deeds: tuple[Callable[[], object], ...] = (
        lambda: runs.tick(run, STEP, at=late),
        lambda: runs.start("CP-01", drill=True, began_at=late),
        lambda: runs.type_back(run, [TypedLine(STEP, NOON), TypedLine(STEP, late)]),
    )
    for deed in deeds:
        with pytest.raises(Problem, match="still to come"):
            deed()
    assert not runs.state(runs.run(run)).doing(STEP).done
    assert len(runs.runs()) == 1


def test_typed_back_lines_say_so_and_are_taken_back_together(millbrook: Agency) -> None:
    millbrook.clock.advance(timedelta(hours=4))
    runs = millbrook.plans().runs
    run = runs.start("CP-01", drill=False, began_at=NOON).value
    call = runs.run(run).text.calls[0].id
    lines = [
        TypedLine(STEP, NOON + timedelta(minutes=12)),
        TypedLine(call, NOON + timedelta(minutes=4), "alternate", EventKind.CALL_REACHED),
    ]

    done = runs.type_back(run, lines, runs.usual_source(runs.run(run)))

    assert done.value == 2
    state = runs.state(runs.run(run))
    assert state.doing(STEP).done_at == NOON + timedelta(minutes=12)
    assert state.doing(call).done
    told = runs.timeline(run)
    assert [one.source for one in told] == [Source.PAPER] * 3
    assert [one.at for one in told] == sorted(one.at for one in told)
    done.undo()
    assert not runs.state(runs.run(run)).doing(STEP).done


def test_a_store_restored_from_yesterday_takes_the_rest_from_paper(millbrook: Agency) -> None:
    run, runs = begun(millbrook), millbrook.plans().runs
    steps = [step.id for step in runs.run(run).text.steps[:2]]
    runs.tick(run, steps[0])
    copy = millbrook.folder / "restored.db"
    copy_store(millbrook.store.file, copy, as_new_station=True)
    millbrook.clock.advance(timedelta(hours=20))
    runs.tick(run, steps[1])  # after the backup: lost with the disk
    store = Store.open(copy, KEY, millbrook.clock)
    try:
        restored = signed_in(millbrook, "Dana", Role.SUPERVISOR, store=store)
        found = restored.run(run)
        assert restored.state(found).doing(steps[0]).done
        assert restored.usual_source(found) is Source.RESTORED
        restored.type_back(run, [TypedLine(steps[1], NOON + timedelta(hours=20))], restored.usual_source(found))

        assert restored.state(restored.run(run)).doing(steps[1]).done
        last = restored.timeline(run)[-1]
        assert last.source is Source.RESTORED
        assert "restored" in last.remark
    finally:
        store.close()


def test_started_by_mistake_is_kept_and_does_not_count(millbrook: Agency) -> None:
    runs = millbrook.plans().runs
    done = runs.start("CP-01", drill=False)
    done.undo()

    line = runs.runs()[0]
    assert (line.open, line.by_mistake) == (False, True)
    assert runs.days_due(timedelta(days=400)) == ()
    assert runs.timeline(done.value)[-1].text == "Started by mistake; taken back"


def test_cp_t13_days_are_due_until_they_are_ticked(millbrook: Agency) -> None:
    run, runs = begun(millbrook), millbrook.plans().runs
    runs.end(run)
    assert [one.day.id for one in runs.days_due(timedelta(days=3))] == ["day.hot-wash"]
    runs.tick(run, "day.hot-wash")
    assert runs.days_due(timedelta(days=3)) == ()
    assert len(runs.days_due(timedelta(days=400))) == len(runs.run(run).text.days) - 1


def test_whose_role_it_is_follows_who_took_it(millbrook: Agency) -> None:
    run, chief = begun(millbrook), millbrook.plans().runs
    lena = signed_in(millbrook, "Officer Lena Fischer")
    assert lena.my_roles(lena.run(run)) == ("R13",)

    taken = chief.take_role(run, "R13", "Officer Tom Nguyễn")
    assert lena.my_roles(lena.run(run)) == ()
    taken.undo()
    lena.take_role(run, "R07")
    assert lena.my_roles(lena.run(run)) == ("R07", "R13")


def test_numbers_come_from_the_roster_and_are_not_kept(millbrook: Agency) -> None:
    run, runs = begun(millbrook), millbrook.plans().runs
    found = runs.run(run)

    assert any("555" in number for numbers in runs.numbers(found).values() for number in numbers)
    with millbrook.store.read() as session:
        text = str(session.scalars(select(RunRecord.text)).one()["calls"])
    assert "612-555" not in text
    assert "(612) 555" not in text


def test_beginning_and_end_are_in_the_audit_log(millbrook: Agency) -> None:
    run, runs = begun(millbrook), millbrook.plans().runs
    runs.tick(run, STEP)
    runs.end(run, note="Handed to the county.")

    with millbrook.store.read() as session:
        events = session.execute(
            select(AuditRecord.event).where(AuditRecord.subject_id == run).order_by(AuditRecord.number)
        )
        assert [row.event for row in events] == ["plan started", "plan ended"]


def test_a_run_that_is_not_there_says_what_to_do(millbrook: Agency) -> None:
    runs = millbrook.plans().runs
    with pytest.raises(Problem, match="not in the records"):
        runs.run(uuid4())
    with pytest.raises(Problem, match="not in the records"):
        runs.note(uuid4(), "Anything")


def test_a_drill_is_evaluated_changed_and_taken_back(millbrook: Agency) -> None:
    runs = millbrook.plans().runs
    said = NewDrill(kind=DrillKind.TABLETOP, plan="CP-01", day=runs.today, objective="Who tells the family")
    planned = runs.save_drill(said)
    drill = runs.drills()[0]
    held = NewDrill(
        kind=said.kind, plan=said.plan, day=said.day, objective=said.objective, rating=Rating.SOME, item="Key box"
    )
    changed = runs.save_drill(held, drill)
    assert runs.drills()[0].said == held
    changed.undo()
    assert runs.drills()[0].said == said
    planned.undo()
    assert runs.drills() == ()
    with pytest.raises(Problem, match="objective"):
        runs.save_drill(NewDrill(kind=said.kind, plan="CP-01", day=runs.today, rating=Rating.UNABLE))
    with pytest.raises(NotAllowed):
        signed_in(millbrook, "Kim").save_drill(said)


def test_plans_in_use_are_those_whose_end_does_not_count(millbrook: Agency) -> None:
    """The short reading says the same as the whole one, whatever was ended, taken back and taken back again."""
    runs = millbrook.plans().runs
    going, over, again, mistake = (runs.start("CP-01", drill=drill) for drill in (False, True, False, False))
    runs.tick(going.value, STEP)
    runs.end(over.value)
    runs.end(again.value).undo()
    mistake.undo()

    assert {one.id for one in runs.in_use()} == {going.value, again.value}
    assert runs.in_use() == tuple(one for one in runs.runs() if one.open)
    assert {one.id for one in runs.runs(but={going.value, over.value})} == {again.value, mistake.value}


def test_reading_the_plans_in_use_leaves_the_steps_of_ended_runs_alone(millbrook: Agency) -> None:
    runs = millbrook.plans().runs
    for _ in range(2):
        ended = begun(millbrook)
        for step in runs.run(ended).text.steps[:6]:
            runs.tick(ended, step.id)
        runs.end(ended)
    going = begun(millbrook)
    runs.tick(going, STEP)

    loaded: list[EventKind] = []

    def note(record: RunEventRecord, _context: object) -> None:
        loaded.append(record.kind)

    event.listen(RunEventRecord, "load", note)
    try:
        assert [one.id for one in runs.in_use()] == [going]
        assert sorted(loaded) == [EventKind.END, EventKind.END, EventKind.TICK]
        loaded.clear()
        runs.days_due(timedelta(days=400))
        assert loaded == [EventKind.END, EventKind.END]
    finally:
        event.remove(RunEventRecord, "load", note)
