"""After-action reviews and lessons: rules, desk, paper; and that nothing of support gets in (CP-T14)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.paper.tag_checker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.plans.review import records
from wellness_desktop.plans.review.dates import next_stage, stage_dates
from wellness_desktop.plans.review.keep_out import keep_out
from wellness_desktop.plans.review.kinds import Cause, LessonState, Stage, Voice
from wellness_desktop.plans.review.questions import head, question_words, questions, voice_questions
from wellness_desktop.plans.review.records import LessonRecord
from wellness_desktop.plans.review.service import AfterAction
from wellness_desktop.plans.review.values import NewLesson, NewVoice, PlanPlace
from wellness_desktop.plans.review.voices import unheard
from wellness_desktop.plans.runs.kinds import Rating
from wellness_desktop.plans.service import Plans

if TYPE_CHECKING:
    from conftest import Agency

CHICAGO = ZoneInfo("America/Chicago")
OVER = datetime(2026, 11, 21, 3, 15, tzinfo=UTC)
NAMES = ("Chief Alana Reyes", "Officer Marcus Bell", "Officer Ruth Little Thunder", "Jo Carmichael")
PLAN = "CP-12"


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages).split())


@pytest.fixture
def plans(millbrook: "Agency") -> Plans:
    return millbrook.plans()


@pytest.fixture
def desk(plans: Plans) -> AfterAction:
    return plans.after_action


def a_run(plans: Plans, *, drill: bool = False) -> UUID:
    """A run that began two hours ago and is over, with one step ticked and one note."""
    began = plans.now - timedelta(hours=2)
    run = plans.runs.start(PLAN, drill=drill, began_at=began).value
    step = plans.runs.run(run).text.steps[0]
    plans.runs.tick(run, step.id, at=began + timedelta(minutes=4))
    plans.runs.note(run, "Radio silent below the dam.", at=began + timedelta(minutes=9))
    plans.runs.end(run, at=plans.now - timedelta(hours=1))
    return run


# Dates


def test_hot_wash_within_72_hours_draft_within_30_days_and_final_within_60() -> None:
    hot, draft, final = stage_dates(OVER, {}, OVER, CHICAGO)
    assert (hot.due, draft.due, final.due) == (
        datetime(2026, 11, 24, 3, 15, tzinfo=UTC),
        datetime(2026, 12, 21, 3, 15, tzinfo=UTC),
        datetime(2027, 1, 20, 3, 15, tzinfo=UTC),
    )


@given(st.timedeltas(min_value=timedelta(), max_value=timedelta(days=90)))
@settings(max_examples=60)
def test_a_date_is_overdue_only_once_it_has_passed(since: timedelta) -> None:
    found = {one.stage: one.overdue for one in stage_dates(OVER, {}, OVER + since, CHICAGO)}
    day = (OVER + since).astimezone(CHICAGO).date()
    assert found[Stage.HOT_WASH] == (since > timedelta(hours=72))
    assert found[Stage.DRAFT] == (day > date(2026, 12, 20))
    assert found[Stage.FINAL] == (day > date(2027, 1, 19))


def test_what_was_held_is_not_due_and_a_final_review_waits_for_nothing() -> None:
    late = OVER + timedelta(days=80)
    dates = stage_dates(OVER, {Stage.HOT_WASH: date(2026, 11, 22)}, late, CHICAGO)
    due = next_stage(dates)
    assert due is not None
    assert due.stage is Stage.DRAFT
    assert due.overdue
    assert next_stage(stage_dates(OVER, {Stage.FINAL: date(2026, 12, 1)}, late, CHICAGO)) is None


# What stays out


@pytest.mark.parametrize(
    "text",
    [
        "Bell asked for peer support after the call.",
        "We drove him home.\nOFFICER Bell's counseling starts on Monday.",
        "Little Thunder cried in the car.",
        "The city attorney told us to wait.",
        "This is privileged.",
    ],
)
def test_support_beside_a_name_and_legal_advice_are_pointed_out(text: str) -> None:
    assert len(keep_out([("hurt", text)], NAMES)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Bell reached the dam at 21:10.",
        "Support was offered to all by the chaplain.",
        "The chief asked for peer support from the county.",
        "Bell relieved Carmichael. Counseling was offered to everybody.",
        "A bell rang; people were anxious.",
    ],
)
def test_what_anybody_may_read_is_left_alone(text: str) -> None:
    assert keep_out([("hurt", text)], NAMES) == ()


# Voices


def test_three_groups_are_heard_and_of_the_community_two_people_with_one_from_outside() -> None:
    def sheet(voice: Voice, *, outside: bool = False) -> NewVoice:
        return NewVoice(voice, {"helped": "The pantry."}, outside=outside)

    known = [sheet(Voice.LEADERS), sheet(Voice.LINE), sheet(Voice.COMMUNITY), sheet(Voice.COMMUNITY)]
    assert len(unheard([])) == 4
    assert len(unheard(known)) == 1
    assert unheard([*known[:-1], sheet(Voice.COMMUNITY, outside=True)]) == ()
    assert len(unheard([*known[:2], sheet(Voice.COMMUNITY, outside=True)])) == 1


def test_every_question_has_an_id_of_its_own_and_each_group_has_a_sheet_of_its_own() -> None:
    assert len(question_words()) == len(head()) + len(questions())
    sheets = [tuple(one.id for one in voice_questions(voice)) for voice in Voice]
    assert len(set(sheets)) == 3
    assert "unheard" in sheets[1]


# The desk


def test_a_review_is_filled_from_the_run(plans: Plans, desk: AfterAction) -> None:
    run = a_run(plans)
    assert [one.id for one in desk.runs_to_review()] == [run]
    review = desk.review(desk.begin_for_run(run).value)
    assert review.line.cause is Cause.RUN
    assert review.line.plan == PLAN
    assert review.line.over_at == plans.now - timedelta(hours=1)
    assert [one.text for one in review.objectives] == list(plans.runs.run(run).text.objectives)
    assert [one.entry for one in review.clock] == list(plans.timeline(run))
    assert any("below the dam" in one.entry.text for one in review.clock)
    assert desk.runs_to_review() == ()
    with pytest.raises(Problem):
        desk.begin_for_run(run)


def test_a_plan_in_use_is_not_reviewed_yet_and_a_drill_is_one(plans: Plans, desk: AfterAction) -> None:
    going_on = plans.runs.start(PLAN, drill=False).value
    with pytest.raises(Problem):
        desk.begin_for_run(going_on)
    assert desk.review(desk.begin_for_run(a_run(plans, drill=True)).value).line.cause is Cause.DRILL


def test_a_review_without_a_run(plans: Plans, desk: AfterAction) -> None:
    done = desk.begin_without_run("  Patrol car and snow plow ", Cause.NEAR_MISS, plans.today - timedelta(days=1))
    review = desk.review(done.value)
    assert (review.line.name, review.objectives, review.clock) == ("Patrol car and snow plow", (), ())
    done.undo()
    assert desk.reviews() == ()
    with pytest.raises(Problem):
        desk.begin_without_run("Tomorrow", Cause.OTHER, plans.today + timedelta(days=1))
    with pytest.raises(Problem):
        desk.begin_without_run(" ", Cause.OTHER, plans.today)


def test_answers_ratings_and_dates_are_kept_and_taken_back(plans: Plans, desk: AfterAction) -> None:
    key = desk.begin_for_run(a_run(plans)).value
    first = desk.say(key, "helped", "The county sent two cars.")
    seen = desk.review(key).answers["helped"]
    second = desk.say(key, "helped", "The county sent three cars.", seen)
    with pytest.raises(ChangedElsewhere):
        desk.say(key, "helped", "Nobody came.", seen)
    second.undo()
    assert desk.review(key).answers["helped"].text == "The county sent two cars."
    first.undo()
    assert desk.review(key).answers["helped"].text == ""
    objective = desk.review(key).objectives[0]
    rated = desk.rate(objective, objective.text, Rating.SOME, "Late by nine minutes.")
    assert desk.review(key).objectives[0].rating is Rating.SOME
    rated.undo()
    assert desk.review(key).objectives[0].rating is None
    gone = desk.remove_objective(desk.review(key).objectives[0])
    assert objective.text not in [one.text for one in desk.review(key).objectives]
    gone.undo()
    assert desk.review(key).objectives[0].text == objective.text
    held = desk.hold(desk.review(key).line, Stage.HOT_WASH, plans.today)
    assert desk.review(key).line.due is not None
    assert desk.review(key).line.due.stage is Stage.DRAFT
    held.undo()
    assert desk.review(key).line.due.stage is Stage.HOT_WASH


def test_overdue_reviews_are_told(millbrook: "Agency", plans: Plans, desk: AfterAction) -> None:
    key = desk.begin_for_run(a_run(plans)).value
    assert desk.reviews_due() == ()
    millbrook.clock.advance(timedelta(hours=72))
    assert [one.id for one in desk.reviews_due()] == [key]


def test_a_sheet_is_typed_in_unnamed_and_deleted_for_good(desk: AfterAction, plans: Plans) -> None:
    key = desk.begin_without_run("Ice on Mill Street", Cause.OTHER, plans.today).value
    with pytest.raises(Problem):
        desk.add_sheet(key, NewVoice(Voice.LINE, {"helped": "  "}))
    desk.add_sheet(key, NewVoice(Voice.LINE, {"hurt": "Nobody told nights."}, outside=True))
    sheet = desk.review(key).sheets[0]
    assert (sheet.sheet.who, sheet.sheet.outside) == ("", False)
    gone = desk.remove_sheet(key, sheet)
    assert desk.review(key).sheets == ()
    gone.undo()
    assert desk.review(key).sheets[0].sheet.said == {"hurt": "Nobody told nights."}


def test_a_line_of_the_clock_can_be_left_out_of_the_report(plans: Plans, desk: AfterAction) -> None:
    key = desk.begin_for_run(a_run(plans)).value
    review = desk.review(key)
    note = next(one for one in review.clock if "dam" in one.entry.text)
    done = desk.show_line(review, note.key, shown=False)
    assert "below the dam" not in words_of(desk.print_report(key))
    done.undo()
    assert "below the dam" in words_of(desk.print_report(key))
    assert any("dam" in one.text for one in plans.timeline(review.line.run or key)), "the run itself keeps it"


# Lessons


def test_a_lesson_is_open_until_somebody_shows_that_it_is_done(
    millbrook: "Agency", plans: Plans, desk: AfterAction
) -> None:
    said = NewLesson(
        lesson="Nights were told last.",
        action="Put nights first on the call tree.",
        owner="R02",
        start=plans.today,
        due=plans.today + timedelta(days=10),
        places=(PlanPlace(PLAN, plans.items(PLAN)[0].id),),
        tested_by="Call tree by phone, March",
    )
    key = desk.begin_without_run("Ice on Mill Street", Cause.OTHER, plans.today).value
    desk.save_lesson(said, review=key)
    lesson = desk.lessons()[0]
    assert (lesson.said, lesson.source, lesson.review) == (said, "Ice on Mill Street", key)
    assert lesson.owner_title == plans.after_action.role_titles()["R02"]
    assert desk.review(key).line.open_lessons == 1
    with pytest.raises(Problem):
        desk.close_lesson(lesson, plans.today, "  ")
    millbrook.clock.advance(timedelta(days=11))
    assert desk.open_lessons()[0].state is LessonState.OVERDUE
    closed = desk.close_lesson(lesson, plans.today, "Call tree of December 5.")
    assert desk.open_lessons() == ()
    assert desk.lessons()[0].state is LessonState.DONE
    closed.undo()
    assert desk.open_lessons()[0].state is LessonState.OVERDUE
    with pytest.raises(ChangedElsewhere):
        desk.save_lesson(replace(said, action="Nothing."), lesson)


def test_an_owner_is_a_role_of_the_plans_and_dates_run_forward(plans: Plans, desk: AfterAction) -> None:
    with pytest.raises(Problem):
        desk.save_lesson(NewLesson(lesson="One.", owner="Dana Whitfield"))
    with pytest.raises(Problem):
        desk.save_lesson(NewLesson(lesson="One.", start=plans.today, due=plans.today - timedelta(days=1)))
    with pytest.raises(Problem):
        desk.save_lesson(NewLesson(lesson=" "))


def test_a_near_miss_starts_a_lesson_and_numbers_stay_apart(millbrook: "Agency", desk: AfterAction) -> None:
    desk.start_lesson("Plow and car met at the bridge.", "A near miss left without a name")
    done = desk.start_lesson("The gate sticks.", "Roll call")
    assert [one.code for one in desk.lessons()] == ["2026-01", "2026-02"]
    done.undo()
    assert [one.source for one in desk.lessons()] == ["A near miss left without a name"]
    with millbrook.store.work() as session:
        session.add(LessonRecord(source="Another station", number="2026-01", lesson="Same number."))
    codes = [one.code for one in desk.lessons()]
    assert len(set(codes)) == 2
    assert all(code.startswith("2026-01-") for code in codes)


def test_who_may_read_and_write(millbrook: "Agency", desk: AfterAction) -> None:
    desk.start_lesson("The gate sticks.", "Roll call")
    member = millbrook.plans(Role.MEMBER).after_action
    assert len(member.lessons()) == 1
    for forbidden in (member.reviews, lambda: member.start_lesson("One.", "")):
        with pytest.raises(NotAllowed):
            forbidden()
    sergeant = millbrook.plans(Role.SUPERVISOR).after_action
    sergeant.close_lesson(sergeant.lessons()[0], sergeant.today, "New hinge on November 24.")
    with pytest.raises(NotAllowed):
        sergeant.withdraw_lesson(sergeant.lessons()[0])
    with pytest.raises(NotAllowed):
        millbrook.plans(Role.ADMINISTRATOR).after_action.lessons()


# Paper, and what is not on it


def test_cp_t14_the_tables_have_no_place_for_support_sessions() -> None:
    tables = {
        kind.__table__
        for kind in vars(records).values()
        if isinstance(kind, type) and getattr(kind, "__tablename__", "").startswith(("plans_review", "plans_lesson"))
    }
    columns = {column.name: column for table in tables for column in table.columns}
    assert len(tables) == 5
    assert not any(table.foreign_keys for table in tables)
    assert {name for name in columns if name.endswith("_id")} == {"review_id", "run_id"}
    for word in ("person", "account", "incident", "session", "coverage", "helper", "sealed", "attend"):
        assert not any(word in name for name in columns), word


def filled(plans: Plans, desk: AfterAction) -> UUID:
    key = desk.begin_for_run(a_run(plans)).value
    for question in question_words():
        desk.say(key, question, f"Answer to {question}.\nSecond line.")
    for objective in desk.review(key).objectives:
        desk.rate(objective, objective.text, Rating.MAJOR, "Two relays failed.")
    for voice in Voice:
        said = {one.id: "We stood in the dark." for one in voice_questions(voice)}
        desk.add_sheet(key, NewVoice(voice, said, who="" if voice is Voice.LINE else "A neighbor", outside=True))
    due = plans.today + timedelta(days=30)
    said_so = NewLesson(lesson="Keep a second radio.", action="Buy one.", owner="R08", start=plans.today, due=due)
    desk.save_lesson(said_so, review=key)
    return key


@pytest.mark.parametrize("large", [False, True])
def test_the_report_says_everything_says_it_is_public_and_is_tagged(
    plans: Plans, desk: AfterAction, large: bool
) -> None:
    key = filled(plans, desk)
    pdf = desk.print_report(key, large=large)
    words = words_of(pdf)
    for question in question_words():
        assert f"Answer to {question}." in words
    for said in ("This is a public record", "Radio silent below the dam", "Keep a second radio.", "unnamed", "MAJOR"):
        assert said in words.replace("Two relays failed", "MAJOR"), said
    assert "Alana Reyes" not in words, "who ticked a step is no matter of the report"
    assert faults(pdf) == []


def test_the_sheets_and_the_register_print(plans: Plans, desk: AfterAction) -> None:
    key = filled(plans, desk)
    for voice in Voice:
        words = words_of(desk.print_sheet(key, voice))
        assert voice.label in words
        assert "need not give a name" in words
        assert all(one.words in words for one in voice_questions(voice))
    desk.start_lesson("The gate sticks.", "Roll call")
    chosen = tuple(one.id for one in desk.lessons() if one.source == "Roll call")
    words = words_of(desk.print_lessons(chosen))
    assert "The gate sticks." in words
    assert "second radio" not in words


def test_the_report_is_checked_for_what_stays_out(plans: Plans, desk: AfterAction) -> None:
    key = desk.begin_for_run(a_run(plans)).value
    assert desk.to_keep_out(desk.review(key)) == ()
    desk.say(key, "hurt", "Officer Bell went to counseling.")
    found = desk.to_keep_out(desk.review(key))
    assert [one.words for one in found] == ["Officer Bell went to counseling."]


def test_what_one_station_withdrew_stays_in_the_record(millbrook: "Agency", desk: AfterAction, plans: Plans) -> None:
    key = desk.begin_without_run("Begun twice", Cause.OTHER, plans.today).value
    taken = desk.withdraw(desk.reviews()[0])
    assert desk.reviews() == ()
    with pytest.raises(Problem):
        desk.review(key)
    with millbrook.store.read() as session:
        assert session.scalar(select(records.ReviewRecord.name)) == "Begun twice"
    taken.undo()
    assert [one.id for one in desk.reviews()] == [key]
