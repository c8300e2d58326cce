"""The file that one station hands to another (roster/handed_people.py, export_desk.py, import_desk.py)."""

import json
from datetime import timedelta

import pytest

from tests.roster.station import HELPER, TODAY, a_person, a_phone, added, handed_on, published
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import Problem
from wellness_desktop.roster.export_desk import ExportForm, form_for
from wellness_desktop.roster.kinds import CheckedHow, PersonRole
from wellness_desktop.roster.team_records import Finding
from wellness_desktop.roster.vetting import Answer
from wellness_desktop.roster.vetting_questions import sets_for

REMARK = "Was kind on the phone."
CLINICIAN = frozenset({PersonRole.CLINICIAN})


@pytest.fixture
def asked(roster, support_team):
    """A clinician who agreed, with one answer and a remark; and people who did not agree."""
    kim, *_others = added(
        roster,
        handed_on(
            "Kim Hale",
            agency="Granite Counseling",
            roles=CLINICIAN,
            languages=("English", "Korean"),
            hours="8 to 5",
            phones=(
                a_phone(
                    "406-555-0101 x7",
                    label="After hours",
                    published=True,
                    checked_on=TODAY - timedelta(days=3),
                    checked_how=CheckedHow.CALLED,
                ),
                a_phone("406-555-0199"),
            ),
        ),
        published("On the board only", roles=CLINICIAN),
        a_person("Never asked"),
    )
    question = sets_for(CLINICIAN)[0].questions[0].id
    roster.answer(kim.id, Answer(question=question, finding=Finding.GOOD, checked_on=TODAY, remark=REMARK))
    return kim, question


def emptied(roster):
    for person in roster.people():
        roster.remove(person.id)


@pytest.mark.parametrize(("form", "remark"), [(ExportForm.HANDED, ""), (ExportForm.HANDED_WITH_REMARKS, REMARK)])
def test_people_come_with_their_checks_and_their_vetting(roster, asked, form, remark):
    _kim, question = asked
    data = roster.export_contacts(form, "Millbrook PD")
    assert (REMARK.encode() in data) is bool(remark)
    assert b"0199" not in data
    assert [one["name"] for one in json.loads(data)["people"]] == ["Kim Hale"]
    emptied(roster)
    found = roster.import_preview(data, "Granite Counseling")
    assert found.rows[0].notes == ("Comes with vetting answers.",)
    done = roster.import_people(found)
    (kim,) = roster.people()
    assert (kim.agency, kim.own_agency, kim.roles, kim.languages) == (
        "Granite Counseling",
        False,
        CLINICIAN,
        ("English", "Korean"),
    )
    assert (kim.shared_on, kim.published_on) == (None, None)
    (phone,) = kim.phones
    assert (phone.label, phone.shown, phone.checked_on, phone.checked_how) == (
        "After hours",
        "(406) 555-0101 ext. 7",
        TODAY - timedelta(days=3),
        CheckedHow.CALLED,
    )
    answer = roster.dossier(kim.id).answers[question]
    assert (answer.finding, answer.checked_by, answer.remark) == (Finding.GOOD, "Dana Whitfield", remark)
    done.undo()
    assert roster.people() == []


def test_remarks_stay_behind_where_nobody_may_open_them(roster, station, asked):
    data = roster.export_contacts(ExportForm.HANDED_WITH_REMARKS)
    emptied(roster)
    other = station.roster(Role.COORDINATOR, account=HELPER)
    (row,) = other.import_preview(data).rows
    assert "The remarks beside the vetting answers stay behind" in row.notes[1]
    other.import_people(other.import_preview(data))
    (kim,) = other.people()
    (answer,) = other.dossier(kim.id).answers.values()
    assert not answer.has_remark


def test_what_is_spoiled_in_one_entry_keeps_that_one_out(roster, asked):
    content = json.loads(roster.export_contacts(ExportForm.HANDED))
    emptied(roster)
    good = content["people"][0]
    bad = [
        {**good, "name": ["x"]},
        {**good, "name": "A", "phones": 5},
        {**good, "name": "B", "dossier": {"format": 9}},
        {**good, "name": "C", "phones": [{"number": "12"}]},
        {**good, "name": "D", "roles": [None]},
        {"x": 1},
    ]
    data = json.dumps({**content, "people": [*bad, good]}).encode()
    found = roster.import_preview(data)
    assert [bool(row.person) for row in found.rows] == [False] * 6 + [True]
    assert all(row.problems for row in found.bad)
    future = {**good, "name": "Early", "phones": [{"number": "4065550142", "checked_on": "2099-01-01"}]}
    (row,) = roster.import_preview(json.dumps({**content, "people": [future]}).encode()).rows
    assert row.person.phones[0].checked_on is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"version": 2}, "newer program"),
        ({"people": {}}, "cannot be read"),
        ({"people": [1]}, "cannot be read"),
        ({"people": [{}] * 20_001}, "too big"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(roster, change, says):
    content = {"format": "wellness-desktop-people", "version": 1, "people": []}
    with pytest.raises(Problem, match=says):
        roster.import_preview(json.dumps({**content, **change}).encode())
    with pytest.raises(Problem, match="cannot be read"):
        roster.import_preview(b'{"format": "wellness-desktop-people"' + b"[" * 3000)


def test_its_name_ends_in_json():
    assert form_for("people.json") is ExportForm.HANDED
    assert {ExportForm.HANDED.ending, ExportForm.HANDED_WITH_REMARKS.ending} == {"json"}
