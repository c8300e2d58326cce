"""The state of a run is folded from its lines: whoever wrote them, in whatever order they came."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellness_desktop.plans.runs.dates import run_days
from wellness_desktop.plans.runs.drill_desk import NewDrill, due_drills
from wellness_desktop.plans.runs.fold import clock_set_back, fold, taken_back
from wellness_desktop.plans.runs.kinds import DrillKind, EventKind, Rating, Source
from wellness_desktop.plans.runs.timeline import timeline
from wellness_desktop.plans.runs.values import PlanText, Run, RunBox, RunEvent, RunRole, RunStep

BEGAN = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
STEPS = ("scene", "names", "family")
TEXT = PlanText(
    "CP-01",
    "CP-01",
    "Line-of-duty death",
    (RunRole("R02", "Incident command", "Commands."),),
    (RunBox("15min", "First 15 minutes", 15), RunBox("1h", "First hour", 60), RunBox("later", "Later")),
    tuple(RunStep(one, box, "R02", f"Do {one}.") for one, box in zip(STEPS, ("15min", "1h", "later"), strict=True)),
)
_numbers = count(1)


def a_run(*events: RunEvent) -> Run:
    return Run(UUID(int=1), TEXT, "2026.1", True, False, BEGAN, BEGAN, "Dana Whitfield", "aa", events)


def a_line(
    kind: EventKind,
    item: str = "",
    *,
    at: int = 0,
    entered: int | None = None,
    station: str = "aa",
    text: str = "",
    refs: tuple[UUID, ...] = (),
    source: Source = Source.SCREEN,
) -> RunEvent:
    number = next(_numbers)
    moment = BEGAN + timedelta(minutes=at)
    written = BEGAN + timedelta(minutes=at if entered is None else entered)
    return RunEvent(
        UUID(int=1000 + number), kind, item, moment, written, "Kim", UUID(int=5), station, number, source, text, refs
    )


def test_both_ticks_are_kept_and_the_earlier_one_says_when() -> None:
    one, other = a_line(EventKind.TICK, "scene", at=9), a_line(EventKind.TICK, "scene", at=7, station="bb")

    doing = fold(a_run(one, other), BEGAN + timedelta(minutes=20)).doing("scene")

    assert doing.ticks == (other, one)
    assert doing.done_at == other.at
    assert not doing.late


@pytest.mark.parametrize(("minutes", "late"), [(15, set()), (16, {"scene"}), (61, {"scene", "names"})])
def test_a_step_is_late_once_its_time_box_is_over(minutes: int, late: set[str]) -> None:
    state = fold(a_run(), BEGAN + timedelta(minutes=minutes))

    assert {item for item, one in state.doings.items() if one.late} == late


def test_taking_back_can_be_taken_back() -> None:
    tick = a_line(EventKind.TICK, "scene", at=5)
    back = a_line(EventKind.TAKEN_BACK, "scene", at=6, refs=(tick.id,))
    again = a_line(EventKind.TAKEN_BACK, "scene", at=7, refs=(back.id,))

    assert taken_back([tick, back]) == {tick.id}
    assert taken_back([tick, back, again]) == {back.id}
    assert fold(a_run(tick, back, again), BEGAN).doing("scene").done


def test_one_persons_undo_leaves_the_other_ones_tick() -> None:
    mine, theirs = a_line(EventKind.TICK, "scene", at=5), a_line(EventKind.TICK, "scene", at=6, station="bb")
    back = a_line(EventKind.TAKEN_BACK, "scene", at=7, refs=(mine.id,))

    assert fold(a_run(mine, theirs, back), BEGAN).doing("scene").ticks == (theirs,)


@st.composite
def nights(draw: st.DrawFn) -> list[RunEvent]:
    """Lines of two stations whose clocks may jump; some take earlier ones back."""
    lines: list[RunEvent] = []
    for _ in range(draw(st.integers(0, 14))):
        station = draw(st.sampled_from(["aa", "bb"]))
        minutes = draw(st.integers(-30, 90))
        if lines and draw(st.booleans()):
            target = draw(st.sampled_from(lines))
            lines.append(a_line(EventKind.TAKEN_BACK, at=minutes, station=station, refs=(target.id,)))
        else:
            kind = draw(st.sampled_from([EventKind.TICK, EventKind.NOTE, EventKind.ROLE_TAKEN, EventKind.END]))
            item = draw(st.sampled_from(STEPS)) if kind is EventKind.TICK else ""
            lines.append(a_line(kind, item, at=minutes, station=station, text="words"))
    return lines


@settings(max_examples=60)
@given(nights(), st.randoms(use_true_random=False))
def test_two_stations_merge_to_the_same_run_whatever_came_first(lines: list[RunEvent], chance: object) -> None:
    shuffled = list(lines)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    now = BEGAN + timedelta(hours=3)

    state, other = fold(a_run(*lines), now), fold(a_run(*shuffled), now)

    assert state == other
    assert timeline(a_run(*lines)) == timeline(a_run(*shuffled))
    assert len(timeline(a_run(*lines))) == len(lines) + 1  # the beginning, and nothing lost
    counting = {one.id for one in lines} - taken_back(lines)
    ticks = {tick.id for one in state.doings.values() for tick in one.ticks}
    assert ticks == {one.id for one in lines if one.kind is EventKind.TICK and one.id in counting}


def test_a_clock_set_back_is_noticed_and_said() -> None:
    before = a_line(EventKind.TICK, "scene", at=30)
    after = a_line(EventKind.NOTE, at=5, text="County is here.")
    elsewhere = a_line(EventKind.NOTE, at=1, station="bb", text="Late start.")

    assert clock_set_back([before, after, elsewhere]) == {after.id: timedelta(minutes=25)}
    told = {one.text: one.remark for one in timeline(a_run(before, after, elsewhere))}
    assert told["County is here."] == "The clock of this PC stood 25 minutes earlier than at the line before."
    assert told["Late start."].startswith("From here on written at another station")
    assert told["Done: Do scene."] == ""


def test_the_timeline_says_the_role_and_where_a_line_comes_from() -> None:
    tick = a_line(EventKind.TICK, "scene", at=12, entered=200, source=Source.PAPER)

    entry = timeline(a_run(tick))[1]

    assert (entry.role, entry.source) == ("Incident command", Source.PAPER)
    assert entry.entered_at - entry.at == timedelta(minutes=188)


def test_the_end_stops_the_clock_and_what_is_late() -> None:
    end = a_line(EventKind.END, at=10)

    state = fold(a_run(end), BEGAN + timedelta(days=400))

    assert not state.open
    assert state.elapsed == timedelta(minutes=10)
    assert not any(one.late for one in state.doings.values())


@pytest.mark.parametrize(
    ("began", "anniversary", "prepare"),
    [
        (datetime(2028, 2, 29, 18, tzinfo=UTC), date(2029, 2, 28), date(2029, 2, 14)),
        (datetime(2026, 12, 31, 18, tzinfo=UTC), date(2027, 12, 31), date(2027, 12, 17)),
        # 23:30 at the station is the next day in UTC
        (datetime(2026, 3, 2, 5, 30, tzinfo=UTC), date(2027, 3, 1), date(2027, 2, 15)),
    ],
)
def test_cp_t13_activation_dates_the_anniversary(began: datetime, anniversary: date, prepare: date) -> None:
    days = {one.id: one.day for one in run_days(began, ZoneInfo("America/Chicago"), drill=False)}

    assert days["day.anniversary"] == anniversary
    assert days["day.anniversary-plan"] == prepare


def test_cp_t13_a_drill_dates_its_review_only() -> None:
    days = run_days(BEGAN, ZoneInfo("America/Chicago"), drill=True)

    assert [one.id for one in days] == ["day.hot-wash", "day.review-draft", "day.review-final"]
    assert [one.day for one in days] == [date(2026, 11, 27), date(2026, 12, 24), date(2027, 1, 23)]


def test_each_of_the_four_drills_is_due_a_year_after_it_was_held() -> None:
    held = NewDrill(kind=DrillKind.TABLETOP, plan="CP-01", day=date(2024, 2, 29), rating=Rating.SOME)
    planned = NewDrill(kind=DrillKind.CALL_TREE, plan="CP-03", day=date(2025, 3, 5))

    due = {one.kind: one for one in due_drills([held, planned], date(2025, 2, 28))}

    assert due[DrillKind.TABLETOP].due == date(2025, 2, 28)
    assert due[DrillKind.TABLETOP].overdue
    assert due[DrillKind.CALL_TREE].planned == planned.day
    assert not due[DrillKind.CALL_TREE].overdue
    assert due[DrillKind.ROLL_CALL].held is None
    assert due[DrillKind.ROLL_CALL].overdue
