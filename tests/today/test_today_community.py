"""Partners to call, agreements that end and a quarter without a leader are one line each, and lead to the community."""

from datetime import date, timedelta
from uuid import uuid4

from tests.today.town import TODAY, Town
from wellness_desktop.plans.community.partners import (
    AgreementEnd,
    DueList,
    Partner,
    PartnerDetails,
    PartnerLine,
)
from wellness_desktop.today.community_matters import COMMUNITY, community_matters
from wellness_desktop.today.matters import Urgency


def a_partner(name: str) -> Partner:
    return Partner(PartnerLine(uuid4(), name, (), PartnerDetails(name=name)), 1)


def test_nothing_due_is_calm_and_each_thing_due_is_one_line() -> None:
    assert list(community_matters(DueList((), ()))) == []
    [one] = community_matters(DueList((a_partner("Pastor Amdahl"),), ()))
    assert one.title == "Call Pastor Amdahl"
    ends = AgreementEnd("Parish hall", date(2027, 1, 4))
    found = list(community_matters(DueList((a_partner("A"), a_partner("B")), (ends,), "Jul to Sep 2026")))
    assert [matter.title for matter in found] == [
        "2 partners to call",
        "An agreement ends: Parish hall",
        "No leader was seen in town",
    ]
    assert found[1].urgency is Urgency.SOON
    assert {(matter.go, matter.record) for matter in found} == {("plans", COMMUNITY)}


def test_a_planner_reads_on_today_of_a_partner_after_180_days(town: Town) -> None:
    done = town.plans().add_partner(PartnerDetails(name="Pastor Amdahl"))
    town.plans().log_talk(done.value.id, TODAY - timedelta(days=181))
    assert "Call Pastor Amdahl" in [one.title for one in town.today().look().matters]
    town.plans().log_talk(done.value.id)
    assert "Call Pastor Amdahl" not in [one.title for one in town.today().look().matters]
