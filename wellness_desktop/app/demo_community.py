"""The demo's partners in town, and where its agency showed up (resources/demo/community.toml)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from wellness_desktop.app.demo_people import People
from wellness_desktop.plans.community.engagement import EngagementDetails, EngagementKind, Rank
from wellness_desktop.plans.community.partners import PartnerDetails, PartnerKind
from wellness_desktop.plans.service import Plans

WORDS = ("speaks_for", "languages", "knows_what", "knows_whom", "trusted_by", "hours", "backup", "agreement")


def write_community(plans: Plans, tables: Mapping[str, Any], ids: People) -> None:
    """Enters the partners, and whom two plans call first."""
    partners = {one["person"]: plans.add_partner(_partner(plans, one, ids)).value.id for one in tables["partner"]}
    for plan, people in tables["first"].items():
        plans.choose_calls(plan, [partners[person] for person in people])


def log_community(plans: Plans, tables: Mapping[str, Any], ids: People) -> None:
    """Logs the talks with the partners, and where the agency showed up in the last year."""
    partners = {one.line.details.person: one.id for one in plans.partners()}
    for one in tables["partner"]:
        for talk in one["talks"]:
            day = plans.today - timedelta(days=talk["ago"])
            plans.log_talk(partners[ids[one["person"]]], day, met=talk.get("met", False), note=talk["note"])
    for event in tables["event"]:
        plans.log_engagement(
            EngagementDetails(
                plans.today - timedelta(days=event["ago"]),
                event["event"],
                EngagementKind(event["kind"]),
                event["who"],
                tuple(Rank(rank) for rank in event["ranks"]),
                event["minutes"],
            )
        )


def _partner(plans: Plans, table: Mapping[str, Any], ids: People) -> PartnerDetails:
    words = {word: table.get(word, "") for word in WORDS}
    return PartnerDetails(
        person=ids[table["person"]],
        kinds=tuple(PartnerKind(kind) for kind in table["kinds"]),
        agreed_on=plans.today - timedelta(days=table["agreed"]) if "agreed" in table else None,
        agreement_ends=plans.today + timedelta(days=table["ends_in"]) if "ends_in" in table else None,
        promised=table.get("promised", ""),
        given=table.get("given", ""),
        **words,
    )
