"""Notes without a name: sealed, timeless, read by the coordinator alone, answered in other words, gone in time."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from tests.debriefs.station import COORDINATOR, HELPER, SERGEANT
from tests.feedback.notes import ANSWER, COMMENT, NEAR_MISS, TODAY
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.debriefs.retention.periods import Subject
from wellness_desktop.feedback.answers import MOST_SHOWN, Answer, Outcome, Shown, read_shown, write_shown
from wellness_desktop.feedback.giveaways import Giveaway, giveaways
from wellness_desktop.feedback.values import (
    LONGEST,
    Factor,
    Kind,
    Left,
    PartOfDay,
    checked,
    from_text,
    to_text,
)
from wellness_desktop.store.note_box import MOST_NOTES, NoteBox

# ---------------------------------------------------------------------------------------------------- the words


def test_what_is_left_comes_back_as_it_was_typed() -> None:
    for one in (COMMENT, NEAR_MISS):
        assert from_text(to_text(one)) == one


def test_the_longest_note_of_emoji_fits_into_a_sealed_note(desk, box, door) -> None:
    full = "🫶" * LONGEST
    box.leave(
        to_text(checked(Left(Kind.NEAR_MISS, full, could=full, helped=full, prevent=full, factors=tuple(Factor))))
    )
    assert desk().gather_feedback() == 0
    (item,) = desk().feedback()
    assert item.left.prevent == full


def test_nothing_and_too_much_are_refused_in_plain_words() -> None:
    with pytest.raises(Problem, match="no words yet"):
        checked(Left(Kind.COMMENT, "  \n "))
    with pytest.raises(Problem, match="too long"):
        checked(Left(Kind.COMMENT, "x" * (LONGEST + 1)))


def test_a_comment_carries_nothing_of_what_only_a_near_miss_asks() -> None:
    turned = checked(Left(Kind.COMMENT, "a", could="b", helped="c", part_of_day=PartOfDay.NIGHT, factors=tuple(Factor)))
    assert turned == Left(Kind.COMMENT, "a")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("It was 02:40 when it slid.", Giveaway.TIME),
        ("At 3 am nobody answers.", Giveaway.TIME),
        ("about 0240 hrs", Giveaway.TIME),
        ("On March 3 we were two.", Giveaway.DAY),
        ("last Friday", Giveaway.DAY),
        ("3/14 on the river road", Giveaway.DAY),
        ("call me at 507-555-0142", Giveaway.NUMBER),
        ("case 24-00187", Giveaway.NUMBER),
        ("WHITFIELD's car", Giveaway.NAME),
        ("then José slipped", Giveaway.NAME),
    ],
)
def test_a_detail_that_tells_who_it_was_is_pointed_out(words: str, kind: Giveaway) -> None:
    found = giveaways([words], ["Dana Whitfield", "Jose Nuñez"])
    assert [one.kind for one in found] == [kind]
    assert found[0].words in words
    assert found[0].words in found[0].hint


@pytest.mark.parametrize(
    "words",
    [
        "Nobody sleeps after a night shift; may we ask for afternoons?",
        "Two cars for each stop, 12 hours are too long, unit of 4.",
        "We march to the range in may.",
        "a dana is not a name when it is not one",
    ],
)
def test_plain_words_are_left_alone(words: str) -> None:
    assert giveaways([words], ["Dana Whitfield"]) == ()


@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_text_can_be_looked_through(texts: list[str]) -> None:
    for one in giveaways(texts, ["Dana Whitfield"]):
        assert any(one.words in text for text in texts)


# ----------------------------------------------------------------------------------------------------- who reads


def test_only_the_coordinator_with_the_teams_key_reads_it(desk, left) -> None:
    assert left.gather_feedback() == 0
    assert [item.left for item in left.feedback()] == [NEAR_MISS, COMMENT]
    for name, roles in (
        (SERGEANT, ()),
        (SERGEANT, (Role.PLANNER,)),
        (SERGEANT, (Role.ADMINISTRATOR,)),
        (HELPER, (Role.HELPER,)),
        (COORDINATOR, (Role.PLANNER,)),
    ):
        other = desk(name, *roles)
        assert not other.reads_feedback
        for ask in (other.feedback, other.gather_feedback, lambda other=other: other.finish_reading(TODAY)):
            with pytest.raises(NotAllowed):
                ask()
    with pytest.raises(Problem, match="does not hold the support team's key"):
        desk(SERGEANT, Role.COORDINATOR).feedback()


def test_neither_files_nor_tables_nor_the_audit_log_say_what_who_or_when(station, left, box) -> None:
    files = list(box._folder.iterdir())
    assert len({path.stat().st_size for path in files}) == 1
    assert all(path.stat().st_mtime == 0 for path in files)
    with station.store.read() as work:
        audited = work.execute(text("select count(*) from accounts_audit")).scalar()
    left.gather_feedback()
    assert not list(box._folder.iterdir())
    with station.store.read() as work:
        rows = work.execute(text("select * from feedback_note")).mappings().all()
        assert work.execute(text("select count(*) from accounts_audit")).scalar() == audited
    assert {str(row["week"]) for row in rows} == {"2026-11-09"}
    for row in rows:
        assert b"Quillback" not in row["sealed"]
        assert b"Zebrawort" not in row["sealed"]
        assert set(row) == {"id", "version", "week", "sealing", "sealed"}


def test_a_note_cut_off_in_the_middle_is_told_and_the_others_are_read(left, box) -> None:
    first = sorted(box._folder.iterdir())[0]
    first.write_bytes(first.read_bytes()[:-40])
    assert left.gather_feedback() == 1
    assert len(left.feedback()) == 1


def test_a_prank_fills_this_box_and_keeps_no_call_for_help_out_of_the_other(box, station, door) -> None:
    for _ in range(MOST_NOTES):
        box.leave(to_text(COMMENT))
    with pytest.raises(Problem, match="Many notes wait"):
        box.leave(to_text(COMMENT))
    other = NoteBox(station.folder / "notes", station.folder / "note_address.json", "support_team")
    other.leave("a call")
    assert len(list((station.folder / "notes").iterdir())) == 1


# ------------------------------------------------------------------------------------------- reading and answering


def test_read_unread_and_deleted_can_each_be_undone(left) -> None:
    left.gather_feedback()
    miss, comment = left.feedback()
    done = left.mark_read(miss)
    assert [item.read for item in left.feedback()] == [False, True]
    done.undo()
    assert not any(item.read for item in left.feedback())
    gone = left.remove_feedback(comment)
    assert [item.left for item in left.feedback()] == [NEAR_MISS]
    gone.undo()
    assert [item.left for item in left.feedback()] == [NEAR_MISS, COMMENT]


def test_the_day_of_the_next_reading_reaches_the_front_door(left, station) -> None:
    for day in (TODAY, TODAY + timedelta(days=400)):
        with pytest.raises(Problem, match="next six months"):
            left.finish_reading(day)
    done = left.finish_reading(TODAY + timedelta(days=28))
    assert read_shown(station.folder / "answers.json").next_reading == TODAY + timedelta(days=28)
    done.undo()
    assert read_shown(station.folder / "answers.json").next_reading is None


def test_an_answer_is_shown_changed_taken_down_and_undone(left, station) -> None:
    path = station.folder / "answers.json"
    given_one = left.give_answer(ANSWER)
    assert read_shown(path).answers == (ANSWER,)
    changed = left.give_answer(Answer("Court.", Outcome.DONE, "All moved.", TODAY), before=given_one.value)
    assert [one.did for one in read_shown(path).answers] == ["All moved."]
    hidden = left.give_answer(changed.value.answer, before=changed.value, shown=False)
    assert read_shown(path).answers == ()
    hidden.undo()
    assert [one.did for one in read_shown(path).answers] == ["All moved."]
    (now,) = left.answers()
    left.remove_answer(now).undo()
    assert [one.did for one in read_shown(path).answers] == ["All moved."]
    with pytest.raises(Problem, match="Two sentences"):
        left.give_answer(Answer("", Outcome.DONE, "x", TODAY))


def test_no_word_of_a_note_reaches_the_file_of_the_front_door(left, station) -> None:
    left.gather_feedback()
    left.give_answer(ANSWER)
    left.finish_reading(TODAY + timedelta(days=7))
    written = (station.folder / "answers.json").read_text()
    assert "Quillback" not in written
    assert "Zebrawort" not in written


def test_others_see_answers_at_the_front_door_and_no_others(left, desk) -> None:
    left.give_answer(ANSWER)
    left.give_answer(Answer("Hidden.", Outcome.CANNOT, "Why.", TODAY), shown=False)
    assert [one.answer for one in desk(SERGEANT).answers()] == [ANSWER]
    assert len(left.answers()) == 2


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', '{"format": 1, "answers": [{"on": 3}]}', "\0" * 9])
def test_a_damaged_file_shows_nothing(tmp_path, content: str) -> None:
    path = tmp_path / "answers.json"
    path.write_text(content)
    assert read_shown(path) == Shown()


def test_the_front_door_shows_the_newest_few(tmp_path, left, station) -> None:
    for days in range(MOST_SHOWN + 2):
        left.give_answer(Answer(f"Said {days}.", Outcome.DONE, "Done.", TODAY - timedelta(days=days)))
    shown = read_shown(station.folder / "answers.json").answers
    assert [one.said for one in shown] == [f"Said {days}." for days in range(MOST_SHOWN)]
    write_shown(tmp_path / "a.json", Shown(shown, TODAY))
    assert read_shown(tmp_path / "a.json") == Shown(shown, TODAY)


# ------------------------------------------------------------------------------------------------------- in time


def forget(station, desk) -> int:
    with station.store.work() as work:
        return desk.forget_old(work)


def test_comments_go_after_90_days_and_near_misses_after_a_year(left, station) -> None:
    left.gather_feedback()
    left.give_answer(ANSWER)
    station.clock.advance(timedelta(days=88))
    assert forget(station, left) == 0
    station.clock.advance(timedelta(days=3))
    assert forget(station, left) == 1
    assert [item.left for item in left.feedback()] == [NEAR_MISS]
    station.clock.advance(timedelta(days=276))
    assert forget(station, left) == 1
    assert left.feedback() == []
    assert len(left.answers()) == 1


def test_a_legal_hold_keeps_every_note(left, station, desk) -> None:
    left.gather_feedback()
    station.clock.advance(timedelta(days=400))
    held = desk(held=True)
    assert forget(station, held) == 0
    with pytest.raises(Problem, match="legal hold"):
        held.remove_feedback(held.feedback()[0])
    assert len(left.feedback()) == 2


def test_somebody_without_the_key_deletes_nothing_they_cannot_open(left, station, desk) -> None:
    left.gather_feedback()
    station.clock.advance(timedelta(days=400))
    assert forget(station, desk(SERGEANT)) == 0
    assert len(left.feedback()) == 2


def test_the_daily_run_counts_what_went(left, station) -> None:
    left.gather_feedback()
    station.clock.advance(timedelta(days=93))
    debriefs = station.debriefs()
    debriefs.also_forget(Subject.FEEDBACK, left.forget_old)
    run = debriefs.run_retention()
    assert run is not None
    assert run.deleted[Subject.FEEDBACK] == 1
