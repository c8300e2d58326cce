"""The plans' service on a real encrypted store with a real roster."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from wellness_desktop.accounts.audit import read_log
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.base.settings import Settings
from wellness_desktop.plans.bands import Band
from wellness_desktop.plans.days import months_later
from wellness_desktop.plans.missing import Gap
from wellness_desktop.plans.people import Place
from wellness_desktop.plans.records import FactRecord, SeatRecord
from wellness_desktop.roster.people import Phone

if TYPE_CHECKING:
    from conftest import Agency


def test_a_new_agency_has_a_draft_of_each_plan_and_much_to_do(agency: "Agency") -> None:
    lines = agency.plans().plans()
    assert [line.id for line in lines] == sorted(agency.plans().titles())
    assert not any(line.standing.approved for line in lines)
    assert all(line.missing > 50 and line.minutes > 400 for line in lines)
    assert all(line.standing.number == "2026.1" for line in lines)


def test_the_name_of_the_agency_comes_from_the_settings(agency: "Agency") -> None:
    assert agency.plans().merged("CP-01").agency == "Millbrook Police Department"
    assert "agency" not in [gap.key for gap in agency.plans().missing("CP-01")]
    assert "agency" in [gap.key for gap in agency.plans(settings=Settings()).missing("CP-01")]


def test_a_fact_is_saved_once_and_stands_in_every_plan(agency: "Agency") -> None:
    agency.plans().set_fact("coroner", "County Coroner", numbers=["507 555 0115"])
    for plan in ("CP-01", "CP-03"):
        (fact,) = [one for one in agency.plans().merged(plan).body("S12").facts if one.field.id == "coroner"]
        assert fact.value == "County Coroner, (507) 555-0115"


def test_undo_brings_the_fact_back(agency: "Agency") -> None:
    plans = agency.plans()
    plans.set_fact("town", "Millbrook")
    done = plans.set_fact("town", "Mill Brook")
    done.undo()
    assert plans.merged("CP-01").town == "Millbrook"


def test_clearing_a_fact_keeps_its_row_so_that_it_travels(agency: "Agency") -> None:
    plans = agency.plans()
    plans.set_fact("town", "Millbrook")
    plans.set_fact("town", "")
    with agency.store.read() as session:
        rows = session.scalars(select(FactRecord)).all()
    assert [(row.field, row.text) for row in rows] == [("town", "")]


def test_a_fact_saved_by_someone_else_meanwhile_is_not_overwritten(agency: "Agency") -> None:
    first, second = agency.plans(), agency.plans()
    seen = first.set_fact("town", "Millbrook").value.version
    second.set_fact("town", "Harmon", seen=seen)
    with pytest.raises(ChangedElsewhere) as caught:
        first.set_fact("town", "Mill", seen=seen)
    assert caught.value.theirs.text == "Harmon"  # type: ignore[attr-defined]
    assert first.merged("CP-01").town == "Harmon"


@pytest.mark.parametrize(
    ("field", "text", "numbers"),
    [
        ("sworn", "nine", []),
        ("sworn", "99999", []),
        ("sworn", "٩", []),
        ("cover_ends", "June 30", []),
        ("coroner", "Coroner", ["ask at the desk"]),
        ("town", "x" * 301, []),
        ("relations", "x" * 4001, []),
        ("nonsense", "x", []),
    ],
)
def test_an_entry_that_cannot_be_right_is_refused_in_words(
    agency: "Agency", field: str, text: str, numbers: list[str]
) -> None:
    with pytest.raises(Problem) as caught:
        agency.plans().set_fact(field, text, numbers=numbers)
    assert caught.value.title
    assert caught.value.advice


def test_only_planners_change_plans_and_members_read_them(millbrook: "Agency") -> None:
    member = millbrook.plans(Role.MEMBER)
    with pytest.raises(NotAllowed):
        member.set_fact("town", "Elsewhere")
    with pytest.raises(NotAllowed):
        member.assign_role("R01", Place.PRIMARY, None)
    with pytest.raises(NotAllowed):
        member.approve("CP-01")
    with pytest.raises(NotAllowed):
        member.add_contributor("CP-01", "x", Band.LINE)
    with pytest.raises(NotAllowed):
        member.hide_item("core.15min.radio")
    with pytest.raises(NotAllowed):
        member.binder("CP-01")
    with pytest.raises(NotAllowed):
        millbrook.plans(Role.ADMINISTRATOR).plans()
    assert member.merged("CP-01").roles[0].seats.first is not None
    assert member.merged("CP-01").members == ()


def test_a_number_changed_in_the_roster_is_in_the_plan_at_once(millbrook: "Agency") -> None:
    roster = millbrook.roster()
    chief = roster.person(millbrook.id_of("Chief Alana Reyes"))
    phones = (replace(chief.phones[0], typed="612-555-0199"), *chief.phones[1:])
    roster.change(replace(chief, phones=phones))
    first = millbrook.plans().merged("CP-01").roles[0].seats.first
    assert first is not None
    assert "(612) 555-0199" in first.numbers


def test_a_person_taken_off_the_roster_is_loud_in_plan_and_list(millbrook: "Agency") -> None:
    millbrook.roster().remove(millbrook.id_of("Sgt. Dana Whitfield"))
    plans = millbrook.plans()
    gone = {gap.key for gap in plans.missing("CP-01") if gap.gone}
    assert gone == {"R01:alternate", "R02:primary", "R15:primary"}
    assert any(gap.blocks and gap.key == "R01:alternate" for gap in plans.missing("CP-01"))
    commander = next(line for line in plans.merged("CP-01").roles if line.role.id == "R02")
    assert commander.seats.at(Place.PRIMARY).gone
    assert commander.seats.first is not None
    assert commander.seats.first.name == "Sgt. Jørgen Østergård"


def test_an_office_whose_person_is_gone_is_loud(millbrook: "Agency") -> None:
    millbrook.roster().remove(millbrook.id_of("Dr. Hannah Weiss"))
    assert "clinician" in {gap.key for gap in millbrook.plans().missing("CP-03") if gap.gone}


def test_numbers_that_need_checking_are_listed(millbrook: "Agency") -> None:
    millbrook.clock.advance(timedelta(days=200))
    gaps = millbrook.plans().missing("CP-01")
    assert any(gap.gap is Gap.CHECK and gap.label == "Call Pat Lindqvist to check the number" for gap in gaps)


def test_the_rules_refuse_a_seat(millbrook: "Agency") -> None:
    plans, id_of = millbrook.plans(), millbrook.id_of
    refused = (
        (
            "R09",
            Place.PRIMARY,
            "Sgt. Dana Whitfield",
            "The same person must not be Message lead and Incident commander.",
        ),
        ("R08", Place.PRIMARY, "Chief Alana Reyes", "This person has three roles in the first hour already."),
        ("R08", Place.OUTSIDE, "Pat Lindqvist", "An outside alternate works for another agency."),
        ("R08", Place.ALTERNATE, "Officer Marcus Bell", "This person is named for the role already."),
    )
    for role, place, name, title in refused:
        with pytest.raises(Problem) as caught:
            plans.assign_role(role, place, id_of(name))
        assert caught.value.title == title
    with pytest.raises(Problem):
        plans.assign_role("R99", Place.PRIMARY, id_of("Pat Lindqvist"))
    with pytest.raises(Problem):
        plans.assign_role("R08", Place.PRIMARY, millbrook.account_id)


def test_a_seat_for_one_plan_only_leaves_the_others_alone(millbrook: "Agency") -> None:
    plans, ortega = millbrook.plans(), millbrook.id_of("Officer Sam Ortega")
    done = plans.assign_role("R19", Place.PRIMARY, ortega, plan="CP-03")
    holders = {
        plan: next(line.seats.first for line in plans.merged(plan).roles if line.role.id == "R19")
        for plan in ("CP-01", "CP-03")
    }
    assert {plan: one.name for plan, one in holders.items() if one} == {
        "CP-01": "Officer Tom Nguyễn",
        "CP-03": "Officer Sam Ortega",
    }
    done.undo()
    with millbrook.store.read() as session:
        own = session.scalars(select(SeatRecord).where(SeatRecord.plan == "CP-03")).one()
    assert own.person_id is None


def test_undo_of_a_plans_own_seat_gives_the_shared_seat_back(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    plans.assign_role("R19", Place.PRIMARY, millbrook.id_of("Officer Sam Ortega"), plan="CP-03").undo()
    first = next(line.seats.first for line in plans.merged("CP-03").roles if line.role.id == "R19")
    assert first is not None
    assert first.name == "Officer Tom Nguyễn"


def test_millbrook_is_complete_and_stands_whoever_is_lost(millbrook: "Agency") -> None:
    for plan in ("CP-01", "CP-03"):
        assert millbrook.plans().missing(plan) == ()
        assert [check for check in millbrook.plans().checks(plan) if check.serious] == []


def test_approval_waits_for_what_blocks_it(agency: "Agency") -> None:
    with pytest.raises(Problem) as caught:
        agency.plans().approve("CP-03", "No time")
    assert "filled in first" in caught.value.title


def test_approval_asks_for_every_group_or_a_reason(millbrook: "Agency") -> None:
    """CP-T9."""
    plans = millbrook.plans()
    outside = next(voice for voice in plans.contributors("CP-03") if voice.band is Band.OUTSIDE)
    removed = plans.remove_contributor(outside, "CP-03")
    with pytest.raises(Problem) as caught:
        plans.approve("CP-03", "   ")
    assert "Someone from outside" in caught.value.advice
    assert plans.approve("CP-03", "The pastor reads it next week.").value == "2026.1"
    assert plans.merged("CP-03").standing.reason == "The pastor reads it next week."
    removed.undo()
    assert Band.OUTSIDE in {voice.band for voice in plans.contributors("CP-03")}


def test_an_officer_involved_shooting_is_not_approved_without_section_23(millbrook: "Agency") -> None:
    """crisis_plans.md A.1."""
    plans = millbrook.plans()
    plans.set_fact("cp03_alone", "")
    with pytest.raises(Problem) as caught:
        plans.approve("CP-03")
    assert "who may stand alone" in caught.value.advice
    assert plans.approve("CP-01").value == "2026.1"


def test_approval_dates_the_review_and_counts_versions_by_year(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    assert plans.next_review("CP-01") is None
    assert plans.approve("CP-01").value == "2026.1"
    assert plans.next_review("CP-01") == date(2027, 11, 24)
    assert plans.approve("CP-01").value == "2026.2"
    millbrook.clock.advance(timedelta(days=60))
    assert plans.approve("CP-01").value == "2027.1"
    assert [change.number for change in plans.merged("CP-01").changes] == ["2026.1", "2026.2", "2027.1"]
    assert plans.merged("CP-01").changes[1].what == "Read again, nothing changed"


def test_a_plan_past_its_review_says_so(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    plans.approve("CP-01")
    millbrook.clock.advance(timedelta(days=364))
    assert not plans.plans()[0].review_due
    millbrook.clock.advance(timedelta(days=1))
    assert plans.plans()[0].review_due


def test_approval_can_be_taken_back(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    plans.approve("CP-01").undo()
    standing = plans.merged("CP-01").standing
    assert (standing.approved, standing.number, standing.review_on) == (False, "2026.1", None)


def test_new_words_need_a_new_approval_and_a_new_number_says_which_pages(millbrook: "Agency") -> None:
    plans, roster = millbrook.plans(), millbrook.roster()
    plans.approve("CP-01")
    person = roster.person(millbrook.id_of("Noor Haddad"))
    roster.change(replace(person, phones=(Phone(typed="612-555-0198"), *person.phones)))
    standing = plans.merged("CP-01").standing
    assert standing.approved
    assert standing.changed == ("S09", "S10")
    plans.change_item("core.15min.phones", "Tell all staff: no posts.")
    standing = plans.merged("CP-01").standing
    assert not standing.approved
    assert standing.number == "2026.2"
    assert standing.changed == ("S09", "S10", "S11")
    plans.approve("CP-01")
    assert plans.merged("CP-01").changes[-1].what == "Sections S09 to S11"


def test_a_change_to_one_plan_leaves_the_approval_of_the_other(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    plans.approve("CP-01")
    plans.approve("CP-03")
    plans.set_fact("release_policy", "Names after 72 hours")
    assert [line.id for line in plans.plans() if line.standing.approved] == ["CP-01"]
    plans.set_fact("town", "New Millbrook")
    assert not any(line.standing.approved for line in plans.plans())


def test_the_agency_hides_changes_adds_and_restores_items(millbrook: "Agency") -> None:
    plans = millbrook.plans()

    def steps(plan: str) -> list[str]:
        return [step.text.pieces[0] for box in plans.merged(plan).boxes for step in box.steps]  # type: ignore[misc]

    plans.hide_item("core.24h.values", plan="CP-01")
    assert "Send the values line to all staff." not in steps("CP-01")
    assert "Send the values line to all staff." in steps("CP-03")
    plans.restore_item("core.24h.values", plan="CP-01")
    assert "Send the values line to all staff." in steps("CP-01")
    added = plans.add_item("step", "1h", "Feed the station dog.", role="R08")
    assert "Feed the station dog." in steps("CP-01")
    added.undo()
    assert "Feed the station dog." not in steps("CP-01")
    plans.change_item("core.1h.cover", "Harmon is on the road.")
    assert "Harmon is on the road." in steps("CP-03")


@pytest.mark.parametrize(
    ("table", "where", "text"), [("step", "2h", "x"), ("poem", "S14", "x"), ("note", "S99", "x"), ("step", "1h", " ")]
)
def test_an_item_without_a_place_or_words_is_refused(agency: "Agency", table: str, where: str, text: str) -> None:
    with pytest.raises(Problem):
        agency.plans().add_item(table, where, text)


def test_an_unknown_item_or_plan_is_refused(agency: "Agency") -> None:
    with pytest.raises(Problem):
        agency.plans().hide_item("core.no.such")
    with pytest.raises(Problem):
        agency.plans().plan("CP-99")
    with pytest.raises(Problem):
        agency.plans().add_contributor("CP-01", "  ", Band.LINE)


def test_changes_approvals_and_prints_are_in_the_audit_log_without_words(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    plans.set_fact("town", "Millbrook")
    plans.approve("CP-01")
    plans.quick_card("CP-01")
    with millbrook.store.read() as session:
        newest = [entry.event for entry in read_log(session, 3)]
    assert newest == ["printed", "plan approved", "plan changed"]


def test_messages_are_checked_for_words_that_hurt(agency: "Agency") -> None:
    found = agency.plans().doubts("CP-03", "It was a routine stop. No comment.")
    assert [one.phrase for one in found] == ["routine", "No comment"]


def test_a_whole_message_is_checked_for_what_it_lacks_and_a_fact_is_not(agency: "Agency") -> None:
    """CP-T6."""
    plans, words = agency.plans(), "We mourn a friend, and do not speak of an overdose."
    assert [one.phrase for one in plans.doubts("CP-04", words, message=True)] == ["overdose", ""]
    assert [one.phrase for one in plans.doubts("CP-04", words)] == ["overdose"]


def test_months_ahead_keep_within_the_month() -> None:
    assert months_later(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2026, 11, 24), 6) == date(2027, 5, 24)
