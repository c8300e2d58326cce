"""The demo's roster, on call and calendar, entered as a coordinator would (resources/demo/people.toml)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from wellness_desktop.app.demo_times import Calendar
from wellness_desktop.roster.call_chain import Link
from wellness_desktop.roster.kinds import CalendarKind, CheckedHow, PersonRole, RelationKind, Standing
from wellness_desktop.roster.on_call import Layer, Span
from wellness_desktop.roster.papers import PaperKind, PaperSetup
from wellness_desktop.roster.people import CalendarEntry, PersonDetails, Phone, Relation
from wellness_desktop.roster.rota import Repeat
from wellness_desktop.roster.service import Roster

Table = Mapping[str, Any]
People = Mapping[str, UUID]
"""The people of the demo by the key that its files use."""


def enter_people(
    roster: Roster, people: Iterable[Table], own_agency: str, accounts: People, cycle_weeks_ago: int, when: Calendar
) -> dict[str, UUID]:
    """Puts everybody on the roster; returns their ids by key. Superiors stand before those who report to them."""
    ids: dict[str, UUID] = {}
    for one in people:
        details = _details(one, own_agency, when)
        if "shift" in one:
            details = replace(
                details,
                shift_pattern=one["shift"]["pattern"],
                shift_team=one["shift"]["team"],
                cycle_start=when.monday(-cycle_weeks_ago),
            )
        superior = ids[one["reports_to"]] if "reports_to" in one else None
        details = replace(details, reports_to=superior, account_id=accounts.get(one["key"]))
        ids[one["key"]] = roster.add(details).value.id
    return ids


def plan_on_call(roster: Roster, tables: Table, ids: People, when: Calendar) -> None:
    """Enters who is on call, who takes turns, whom to try when nobody answers, and who is away."""
    for duty in tables["duty"]:
        starts, ends = when.moment(duty["from"]), when.moment(duty["to"])
        roster.add_duty(Layer(duty["layer"]), ids[duty["person"]], starts, ends)
    for turn in tables["turn"]:
        span = Span(when.moment(turn["from"]), when.moment(turn["to"]))
        repeat = Repeat(weeks_ahead=turn["for_weeks"], every_weeks=turn["every_weeks"])
        roster.put_on_call(Layer(turn["layer"]), ids[turn["person"]], span, repeat)
    roster.set_chain([_link(link, ids) for link in tables["link"]])
    for away in tables["away"]:
        roster.add_calendar(
            CalendarEntry(
                person_id=ids[away["person"]],
                kind=CalendarKind(away["kind"]),
                starts=when.moment(away["from"]),
                ends=when.moment(away["to"]),
            )
        )


def _link(one: Table, ids: People) -> Link:
    return Link(
        layer=Layer(one["layer"]) if "layer" in one else None,
        person_id=ids[one["person"]] if "person" in one else None,
        line=one.get("line", ""),
        give_up_minutes=one["minutes"],
    )


def change_people(roster: Roster, changes: Iterable[Table], ids: People) -> None:
    """Enters what changed meanwhile: a new number for the first one, checked today, or another standing."""
    for one in changes:
        person = roster.person(ids[one["person"]])
        if "number" in one:
            first = replace(
                person.phones[0],
                typed=one["number"],
                checked_on=roster.today,
                checked_by=roster.actor.name,
                checked_how=CheckedHow.WRITTEN,
            )
            person = replace(person, phones=(first, *person.phones[1:]))
        if "standing" in one:
            person = replace(person, standing=Standing(one["standing"]))
        roster.change(person)


def print_papers(roster: Roster, papers: Iterable[Table], agency: str) -> None:
    """Prints what hangs somewhere in the demo, so that its register of paper has something to follow."""
    makers = {
        PaperKind.WALL_SHEET: lambda setup: roster.print_wall_sheet((), setup),
        PaperKind.WALLET_CARDS: lambda setup: roster.print_wallet_cards((), setup),
    }
    for one in papers:
        makers[PaperKind(one["kind"])](PaperSetup(agency, holder=one["holder"]))


def enter_ties(roster: Roster, ties: Iterable[Table], account: str, ids: People) -> None:
    """Enters the close ties of the helper who is signed in."""
    mine = [Relation(ids[tie["to"]], RelationKind(tie["kind"])) for tie in ties if tie["account"] == account]
    if mine:
        roster.set_my_ties(mine)


def _details(one: Table, own_agency: str, when: Calendar) -> PersonDetails:
    designated, trained = one.get("designated", {}), one.get("trained", {})
    return PersonDetails(
        name=one["name"],
        call_name=one.get("call_name", ""),
        agency=one.get("agency", own_agency),
        own_agency="agency" not in one,
        roles=frozenset(PersonRole(role) for role in one["roles"]),
        languages=tuple(one.get("languages", ("English",))),
        area=one.get("area", ""),
        travel_minutes=one.get("travel_minutes"),
        telehealth=one.get("telehealth", False),
        hours=one.get("hours", ""),
        called_for=one.get("called_for", ""),
        is_clinician=one.get("clinician", False),
        designated_on=when.day(-designated["days_ago"]) if designated else None,
        designated_by=designated.get("by", ""),
        designation_document=designated.get("document", ""),
        trained_by=trained.get("by", ""),
        trained_until=when.day(trained["until_in_days"]) if trained else None,
        published_on=when.day(-one["agreed"]) if "agreed" in one else None,
        attributes=tuple(one.get("says", ())),
        attributes_on=when.day(-one["agreed"]) if "says" in one else None,
        shared_on=when.day(-one["handed_on"]) if "handed_on" in one else None,
        phones=tuple(_phone(phone, when) for phone in one["phones"]),
    )


def _phone(one: Table, when: Calendar) -> Phone:
    return Phone(
        typed=one["number"],
        label=one["label"],
        takes_texts=one.get("texts", False),
        published=one.get("board", False),
        checked_on=when.day(-one["checked"]) if "checked" in one else None,
        checked_how=CheckedHow.CALLED if "checked" in one else None,
    )
