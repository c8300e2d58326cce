"""Vetting dossiers: the questions as data, the service, the words, the block that travels (provider_vetting.md 3)."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.roster.station import HELPER, TODAY, a_person, added, saved_person
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.roster.history import VETTING
from wellness_desktop.roster.kinds import CheckedHow, PersonRole
from wellness_desktop.roster.team_records import Finding, VettingRecord
from wellness_desktop.roster.vetting import Answer, Dossier, due
from wellness_desktop.roster.vetting_desk import read_block
from wellness_desktop.roster.vetting_questions import Ground, is_vetted, question_sets, read_set, sets_for

COUNTS = {"clinician": 14, "chaplain": 7, "treatment_center": 8, "eap": 7}
"""Rows of the tables 3.1 to 3.4."""
DAY = timedelta(days=1)

pytestmark = pytest.mark.usefixtures("support_team")


@pytest.fixture
def clinician(roster):
    return added(roster, a_person("Ada Moore", roles=frozenset({PersonRole.CLINICIAN})))[0]


def an_answer(question="clinician-license", finding=Finding.GOOD, **changes):
    usual = {"checked_on": TODAY, "checked_how": CheckedHow.CALLED, "recheck_on": TODAY + timedelta(days=365)}
    return Answer(question=question, finding=finding, **{**usual, **changes})


def test_every_row_of_the_facts_is_a_question_with_its_ground():
    assert {one.id: len(one.questions) for one in question_sets()} == COUNTS
    ids = [question.id for one in question_sets() for question in one.questions]
    assert len(ids) == len(set(ids))
    assert max(map(len, ids)) <= 60
    for one in question_sets():
        assert one.checked_on < one.review_by
        for question in one.questions:
            assert bool(question.sources) == (question.ground is not Ground.LOCAL)
            assert bool(question.ground.label) == (question.ground is not Ground.SOURCES)
            assert all(source.url.startswith("http") and source.name for source in question.sources)
            assert question.ask.endswith("?")
            assert question.why.endswith(".")


def test_every_role_that_is_vetted_has_its_questions():
    for role in PersonRole:
        assert is_vetted({role}) == bool(sets_for({role}))
    both = sets_for({PersonRole.CHAPLAIN, PersonRole.CLINICIAN, PersonRole.OFFICER})
    assert [one.id for one in both] == ["clinician", "chaplain"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format = 1", "format = 2"),
        ('roles = ["eap"]', 'roles = ["wizard"]'),
        ('check = "local"', 'check = "perhaps"'),
        ('sources = ["fei"]', 'sources = ["nowhere"]'),
        ('sources = ["fei"]', ""),
        ('id = "eap-reach"', 'id = "eap-panel"'),
        ("checked_on = 2026-11-22", 'checked_on = "soon"'),
        ('why = "People call whom they have met."', ""),
        ('why = "People call whom they have met."', 'why = "x"\npoints = 5'),
        ("[[question]]", "[[question"),
    ],
)
def test_a_damaged_file_is_refused_whole(tmp_path, old, new):
    from wellness_desktop.base.resources import resource

    text = resource("vetting", "eap.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "eap.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Problem, match="damaged"):
        read_set(tmp_path / "eap.toml")


def test_an_answer_is_kept_changed_and_taken_back_with_undo(roster, clinician):
    assert roster.dossier(clinician.id).summary(TODAY) == "Nothing asked yet, 14 questions."
    done = roster.answer(clinician.id, an_answer(remark="Licensed until May 2028"))
    kept = done.value.answers["clinician-license"]
    assert (kept.finding, kept.checked_by, kept.remark) == (Finding.GOOD, "Dana Whitfield", "Licensed until May 2028")
    again = roster.answer(clinician.id, replace(kept, finding=Finding.WARNING, remark="Expired"))
    assert again.value.summary(TODAY) == "1 of 14 asked, 1 warning sign, ask again by Mar 10, 2027."
    again.undo()
    back = roster.dossier(clinician.id).answers["clinician-license"]
    assert (back.finding, back.remark) == (Finding.GOOD, "Licensed until May 2028")
    gone = roster.take_back_answer(clinician.id, back)
    assert gone.value.answers == {}
    gone.undo()
    assert roster.dossier(clinician.id).answers["clinician-license"].remark == "Licensed until May 2028"


def test_a_new_answer_is_undone(roster, clinician):
    roster.answer(clinician.id, an_answer()).undo()
    assert roster.dossier(clinician.id).answers == {}


def test_two_coordinators_do_not_overwrite_each_other(roster, clinician):
    first = roster.answer(clinician.id, an_answer()).value.answers["clinician-license"]
    roster.answer(clinician.id, replace(first, finding=Finding.PARTLY))
    with pytest.raises(ChangedElsewhere) as met:
        roster.answer(clinician.id, replace(first, finding=Finding.WARNING))
    assert met.value.theirs.finding is Finding.PARTLY
    with pytest.raises(ChangedElsewhere):
        roster.answer(clinician.id, an_answer())


def test_the_remark_is_sealed_with_a_number_that_grows(station, roster, clinician):
    roster.answer(clinician.id, an_answer(remark="Ask for Mondays"))
    first = roster.dossier(clinician.id).answers["clinician-license"]
    roster.answer(clinician.id, replace(first, remark="Ask for Tuesdays"))
    with station.store.read() as session:
        row = session.scalars(select(VettingRecord)).one()
        assert row.sealing == 2
        assert b"Ask for" not in row.remark
    assert b"Ask for" not in (station.folder / "station.db").read_bytes()


def test_without_the_teams_key_a_remark_stays_closed_and_whole(station, roster, clinician):
    roster.answer(clinician.id, an_answer(remark="Ask for Mondays"))
    other = station.roster(Role.COORDINATOR, account=HELPER, name="Lee Park")
    seen = other.dossier(clinician.id)
    answer = seen.answers["clinician-license"]
    assert not seen.opens_remarks
    assert answer.has_remark
    assert answer.remark is None
    other.answer(clinician.id, replace(answer, finding=Finding.PARTLY))
    assert roster.dossier(clinician.id).answers["clinician-license"].remark == "Ask for Mondays"
    latest = other.dossier(clinician.id).answers["clinician-license"]
    with pytest.raises(Problem, match="sealed"):
        other.answer(clinician.id, replace(latest, remark="mine"))
    with pytest.raises(Problem, match="sealed"):
        other.take_back_answer(clinician.id, latest)
    assert other.dossier_as_json(clinician.id)["remarks"] == "left_out"
    assert "Mondays" not in json.dumps(other.dossier_as_json(clinician.id))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_only_the_coordinator_sees_a_dossier(station, roster, clinician, role):
    roster.answer(clinician.id, an_answer())
    other = station.roster(role, account=HELPER, name="Lee Park")
    for refused in (
        lambda: other.dossier(clinician.id),
        other.dossiers,
        lambda: other.answer(clinician.id, an_answer("clinician-family")),
        lambda: other.take_back_answer(clinician.id, an_answer()),
        lambda: other.dossier_as_json(clinician.id),
        lambda: other.take_dossier(clinician.id, {"format": 1, "answers": []}),
        lambda: other.print_dossier(clinician.id),
    ):
        with pytest.raises(NotAllowed):
            refused()


@pytest.mark.parametrize(
    "changes",
    [{"checked_on": TODAY + DAY}, {"recheck_on": TODAY - DAY}, {"remark": "x" * 501}],
)
def test_what_cannot_be_kept_is_said(roster, clinician, changes):
    with pytest.raises(Problem):
        roster.answer(clinician.id, an_answer(**changes))
    assert roster.dossier(clinician.id).answers == {}


def test_the_dossier_travels_and_what_stands_here_is_kept(roster, clinician):
    roster.answer(clinician.id, an_answer(remark="Licensed until May 2028"))
    roster.answer(clinician.id, an_answer("clinician-family", Finding.WARNING))
    block = json.loads(json.dumps(roster.dossier_as_json(clinician.id)))
    assert block["remarks"] == "included"
    other = added(roster, a_person("Bo Lind", roles=frozenset({PersonRole.CLINICIAN})))[0]
    roster.answer(other.id, an_answer("clinician-family", Finding.GOOD))
    done = roster.take_dossier(other.id, block)
    assert done.value == 1
    found = roster.dossier(other.id).answers
    assert found["clinician-license"].remark == "Licensed until May 2028"
    assert found["clinician-family"].finding is Finding.GOOD
    done.undo()
    assert set(roster.dossier(other.id).answers) == {"clinician-family"}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["format", "answers", "question", "finding", "checked_on", "remark", "recheck_on"]),
                inner,
                max_size=6,
            )
        ),
        max_leaves=12,
    )
)
def test_a_block_that_is_no_dossier_is_refused_in_words(block):
    if isinstance(block, dict):
        block = {"format": 1, "answers": [block]} | block
    with suppress(Problem):
        assert all(isinstance(each, Answer) for each in read_block(block, TODAY))


def test_a_strange_block_keeps_nothing(roster, clinician):
    good = {"question": "clinician-role", "finding": "good", "checked_on": "2026-01-05"}
    bad = {"question": "clinician-money", "finding": "excellent", "checked_on": "2026-01-05"}
    for answers in ([good, bad], [good, good], [good | {"checked_on": "2031-01-01"}], [good | {"remark": "x" * 600}]):
        with pytest.raises(Problem, match="cannot be read"):
            roster.take_dossier(clinician.id, {"format": 1, "answers": answers})
    assert roster.dossier(clinician.id).answers == {}


FINDINGS = st.dictionaries(st.integers(0, 13), st.tuples(st.sampled_from(Finding), st.integers(-400, 400)))


@given(FINDINGS)
def test_the_words_count_right_and_never_add_up(found):
    questions = question_sets()[0].questions
    answers = {
        questions[place].id: Answer(
            question=questions[place].id,
            finding=finding,
            checked_on=TODAY - timedelta(days=500),
            recheck_on=TODAY + timedelta(days=ahead),
        )
        for place, (finding, ahead) in found.items()
    }
    one = Dossier(saved_person().id, "Lee Park", questions, answers, opens_remarks=True)
    words = one.summary(TODAY)
    assert (f"{len(found)} of 14 asked" in words) == bool(found)
    assert "%" not in words
    assert "score" not in words
    assert ("warning sign" in words) == any(finding is Finding.WARNING for finding, _ahead in found.values())
    overdue = any(ahead < 0 for _finding, ahead in found.values())
    assert ("ask again since" in words) == overdue
    assert (one in due([one], TODAY)) == any(ahead <= 0 for _finding, ahead in found.values())
    assert one.first_open == next((place for place in range(14) if place not in found), 0)


def test_answers_to_questions_of_another_role_are_shown_last(roster, clinician):
    roster.answer(clinician.id, an_answer())
    roster.answer(clinician.id, an_answer("clinician-from-an-older-version"))
    roster.change(replace(roster.person(clinician.id), roles=frozenset({PersonRole.EAP})))
    one = roster.dossier(clinician.id)
    assert [answer.question for answer in one.strays] == ["clinician-from-an-older-version", "clinician-license"]
    assert one.summary(TODAY).startswith("Nothing asked yet, 7 questions")


def test_the_team_of_dossiers_says_what_is_due_without_opening_remarks(roster, clinician):
    added(roster, a_person("Lee Park"))
    roster.answer(clinician.id, an_answer(remark="x", checked_on=date(2025, 1, 5), recheck_on=date(2026, 1, 5)))
    (one,) = roster.dossiers()
    assert one.answers["clinician-license"].remark is None
    assert one.answers["clinician-license"].has_remark
    assert due([one], TODAY) == [one]


def test_vetting_goes_into_the_history_and_goes_with_the_person(station, roster, clinician):
    roster.answer(clinician.id, an_answer(remark="x"))
    assert VETTING in roster.history(clinician.id)[0].fields
    roster.remove(clinician.id)
    station.clock.advance(timedelta(days=31))
    assert roster.empty_bin() == 1
    with station.store.read() as session:
        assert session.scalars(select(VettingRecord)).all() == []
