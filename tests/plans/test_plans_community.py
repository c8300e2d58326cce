"""The register of partners, the log of where we showed up, and whom each plan calls first."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.plans.community.engagement import (
    Engagement,
    EngagementDetails,
    EngagementKind,
    Rank,
    months,
    quarter_without_leader,
)
from wellness_desktop.plans.community.partners import (
    KINDS_OF_FIELD,
    PartnerDetails,
    PartnerKind,
    PartnerLine,
    proposed,
)
from wellness_desktop.plans.reading_text import section_texts
from wellness_desktop.plans.templates import shipped_templates
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.people import PersonDetails, Phone

if TYPE_CHECKING:
    from conftest import Agency

TODAY = date(2026, 11, 24)
PASTOR = PartnerDetails(
    name="Pastor Ruth Amdahl", numbers=("(507) 555-0124",), group="First Lutheran", kinds=(PartnerKind.FAITH,)
)
SCHOOL = PartnerDetails(name="Dev Patel", numbers=("(507) 555-0125",), kinds=(PartnerKind.SCHOOL,))


def event(day: date, *ranks: Rank, minutes: int = 60) -> EngagementDetails:
    return EngagementDetails(day, "Food pantry", EngagementKind.FOOD_PANTRY, "", ranks or (Rank.OFFICER,), minutes)


def test_a_partner_is_due_on_day_181_and_not_before(agency: "Agency") -> None:
    """CP-T10."""
    plans = agency.plans()
    partner = plans.add_partner(PASTOR).value
    assert [one.id for one in plans.community_due().not_contacted] == [partner.id]  # never spoken with
    plans.log_talk(partner.id)
    agency.clock.advance(timedelta(days=180))
    assert not agency.plans().community_due().not_contacted
    agency.clock.advance(timedelta(days=1))
    assert [one.id for one in agency.plans().community_due().not_contacted] == [partner.id]


def test_the_longest_silence_comes_first_and_a_talk_can_be_taken_back(agency: "Agency") -> None:
    plans = agency.plans()
    pastor, school = plans.add_partner(PASTOR).value, plans.add_partner(SCHOOL).value
    plans.log_talk(pastor.id, TODAY - timedelta(days=300))
    plans.log_talk(school.id, TODAY - timedelta(days=400), met=True, note="Asked about the parking lot.")
    assert [one.line.name for one in plans.community_due().not_contacted] == ["Dev Patel", "Pastor Ruth Amdahl"]
    done = plans.log_talk(school.id)
    assert plans.partner(school.id).last_contact == TODAY
    assert plans.partner(school.id).last_meeting == TODAY - timedelta(days=400)
    done.undo()
    assert plans.partner(school.id).last_contact == TODAY - timedelta(days=400)
    with pytest.raises(Problem):
        plans.log_talk(school.id, TODAY + timedelta(days=1))


def test_a_partner_of_the_roster_has_its_number_there_and_a_new_number_changes_the_binder(millbrook: "Agency") -> None:
    roster, plans = millbrook.roster(), millbrook.plans()
    details = PersonDetails(
        name="Coach Mia Torres",
        agency="Youth league",
        own_agency=False,
        roles=frozenset({PersonRole.COMMUNITY_PARTNER}),
        phones=(Phone(typed="507-555-0127"),),
    )
    coach = roster.add(details).value
    plans.add_partner(replace(SCHOOL, person=coach.id, kinds=(PartnerKind.YOUTH,)))
    (line,) = plans.merged("CP-01").register
    assert (line.name, line.details.name, line.details.numbers) == ("Coach Mia Torres, Youth league", "", ())
    plans.approve("CP-01")
    assert not plans.plan("CP-01").line.standing.changed
    roster.change(replace(coach, phones=(Phone(typed="507-555-0199"),)))
    plans = millbrook.plans()
    assert plans.merged("CP-01").register[0].numbers == ("(507) 555-0199",)
    assert plans.plan("CP-01").line.standing.changed == ("S17",)
    roster.remove(coach.id)
    assert millbrook.plans().partners()[0].line.gone


def test_a_plan_calls_the_five_that_were_chosen_and_the_proposal_follows_its_own_list(agency: "Agency") -> None:
    plans = agency.plans()
    pastor, school = plans.add_partner(PASTOR).value, plans.add_partner(SCHOOL).value
    assert [one.id for one in plans.proposed_calls("CP-09")] == [pastor.id, school.id]
    assert [one.id for one in plans.proposed_calls("CP-07")] == [school.id, pastor.id]
    assert plans.first_calls("CP-09") == ()
    done = plans.choose_calls("CP-09", [school.id, pastor.id])
    assert [one.name for one in plans.merged("CP-09").first_calls] == ["Dev Patel", "Pastor Ruth Amdahl"]
    assert plans.merged("CP-07").first_calls == ()
    assert "Partners to call first: Dev Patel" in section_texts(plans.merged("CP-09"))["S17"]
    plans.remove_partner(school.id)
    assert [one.id for one in plans.first_calls("CP-09")] == [pastor.id]
    done.undo()
    assert plans.first_calls("CP-09") == ()
    with pytest.raises(Problem):
        plans.choose_calls("CP-09", [pastor.id, pastor.id])


def test_every_kind_is_asked_for_until_somebody_stands_for_it(agency: "Agency") -> None:
    plans = agency.plans()
    assert plans.partner_kinds_missing() == tuple(PartnerKind)
    plans.add_partner(PASTOR)
    assert plans.partner_kinds_missing() == tuple(PartnerKind)[1:]
    fields = {one for plan in shipped_templates().overlays for one in agency.plans().template(plan).partners}
    assert set(KINDS_OF_FIELD) <= fields | {"radio_club", "nearest_agency", "fuel_supplier"}


def test_words_are_checked_and_kept_from_being_overwritten(agency: "Agency") -> None:
    plans = agency.plans()
    with pytest.raises(Problem):
        plans.add_partner(PartnerDetails())
    with pytest.raises(Problem):
        plans.add_partner(replace(PASTOR, numbers=("call me",)))
    with pytest.raises(Problem):
        plans.add_partner(PartnerDetails(person=uuid4()))
    partner = plans.add_partner(PASTOR).value
    done = plans.change_partner(partner.id, replace(PASTOR, hours="not on Sundays"), seen=partner.version)
    with pytest.raises(ChangedElsewhere):
        plans.change_partner(partner.id, PASTOR, seen=partner.version)
    done.undo()
    assert plans.partner(partner.id).line.details == PASTOR


def test_agreements_are_told_60_days_before_they_end(agency: "Agency") -> None:
    plans = agency.plans()
    ends = TODAY + timedelta(days=60)
    plans.add_partner(replace(PASTOR, agreement="Parish hall as family room", agreement_ends=ends))
    plans.add_partner(replace(SCHOOL, agreement="Gym", agreement_ends=ends + timedelta(days=1)))
    plans.set_fact("cover_ends", "2026-12-31")
    assert [one.what for one in plans.community_due().agreements] == [
        plans.template("core").find_field("cover_ends").label,  # type: ignore[union-attr]
        "Parish hall as family room",
    ]


def test_a_quarter_without_a_leader_is_told_once_it_is_over(agency: "Agency") -> None:
    plans = agency.plans()
    assert plans.community_due().no_leader == ""  # no log yet: nobody is told of the time before it
    plans.log_engagement(event(date(2026, 8, 3), Rank.OFFICER))
    assert plans.community_due().no_leader == "Jul to Sep 2026"
    done = plans.log_engagement(event(date(2026, 9, 30), Rank.CHIEF, Rank.OFFICER))
    assert plans.community_due().no_leader == ""
    done.undo()
    assert plans.community_due().no_leader == "Jul to Sep 2026"
    with pytest.raises(Problem):
        plans.log_engagement(replace(event(TODAY), ranks=()))
    with pytest.raises(Problem):
        plans.log_engagement(event(TODAY + timedelta(days=1)))


def test_whoever_works_here_logs_and_a_planner_keeps_the_register(agency: "Agency") -> None:
    partner = agency.plans().add_partner(PASTOR).value
    officer, outsider = agency.plans(Role.MEMBER), agency.plans(Role.ADMINISTRATOR)
    for refused in (
        lambda: outsider.log_talk(partner.id),
        lambda: outsider.log_engagement(event(TODAY)),
        outsider.partners,
        lambda: officer.add_partner(SCHOOL),
        lambda: officer.remove_partner(partner.id),
        lambda: officer.choose_calls("CP-01", [partner.id]),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert officer.log_talk(partner.id).value.day == TODAY
    assert officer.partner_message().message.id == "COMM-1"


days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
logs = st.lists(
    st.builds(
        lambda day, ranks, minutes: Engagement(uuid4(), event(day, *ranks, minutes=minutes)),
        days,
        st.lists(st.sampled_from(Rank), min_size=1, max_size=3, unique=True),
        st.integers(0, 600),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(logs, days)
def test_the_chart_counts_every_entry_of_its_months_once(log: list[Engagement], today: date) -> None:
    found = months(log, today)
    assert [one.first for one in found] == sorted({one.first for one in found})
    assert len(found) == 12
    assert found[-1].first == today.replace(day=1)
    end = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    inside = [one.details for one in log if found[0].first <= one.details.day < end]
    assert sum(one.events for one in found) == len(inside)
    assert sum(one.led for one in found) == sum(one.led for one in inside)
    assert sum(one.minutes for one in found) == sum(one.minutes for one in inside)


@settings(max_examples=60, deadline=None)
@given(logs, days)
def test_a_leader_entry_in_the_last_quarter_silences_the_note(log: list[Engagement], today: date) -> None:
    told = quarter_without_leader(log, today)
    start = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    before = [one.details for one in log if one.details.day < start]
    last = {(start - timedelta(days=one)).strftime("%Y-%m") for one in (1, 32, 62)}
    led = any(one.led and one.day.strftime("%Y-%m") in last for one in before)
    assert bool(told) == (bool(before) and not led)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(KINDS_OF_FIELD)), max_size=8, unique=True),
    st.lists(st.lists(st.sampled_from(PartnerKind), max_size=3), max_size=8),
)
def test_at_most_five_are_proposed_each_once_and_each_fits(fields: list[str], kinds: list[list[PartnerKind]]) -> None:
    partners = [PartnerLine(uuid4(), "N", (), PartnerDetails(kinds=tuple(one))) for one in kinds]
    found = proposed([(one, None) for one in fields], partners)
    wanted = {kind for one in fields for kind in KINDS_OF_FIELD[one]}
    assert len({one.id for one in found}) == len(found) <= 5
    assert all(wanted & set(one.details.kinds) for one in found)
