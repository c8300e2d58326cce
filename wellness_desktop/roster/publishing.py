"""What of the roster may stand on the station board. Consent decides; nothing else does."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from wellness_desktop.roster.board import Board, BoardContact, BoardDuty, BoardLink, BoardPhone
from wellness_desktop.roster.call_chain import Link
from wellness_desktop.roster.chain_of_command import superiors
from wellness_desktop.roster.chain_reading import stored_chain
from wellness_desktop.roster.kinds import Standing
from wellness_desktop.roster.people import Person, Phone
from wellness_desktop.roster.phones import dial_link
from wellness_desktop.roster.reading import duties_between, published_people, reporting_lines

WEEKS_AHEAD = timedelta(weeks=8)
"""How far the board knows who is on call, so that it stays right although nobody signs in for a while."""
LOOK_BACK = timedelta(days=1)
"""A clock set back a little must not empty the board."""


def board_now(session: Session, moment: datetime) -> Board:
    """The board as the roster allows it at `moment`: people who agreed, with the numbers they agreed to."""
    people = [person for person in published_people(session) if may_be_shown(person)]
    keys = {person.id: str(number) for number, person in enumerate(people, 1)}
    duties = duties_between(session, moment - LOOK_BACK, moment + WEEKS_AHEAD)
    chain = reporting_lines(session)
    return Board(
        contacts=tuple(_contact(person, keys, chain) for person in people),
        duties=tuple(
            BoardDuty(duty.layer, keys[duty.person_id], duty.starts, duty.ends)
            for duty in duties
            if duty.person_id in keys
        ),
        chain=tuple(
            _link(link, keys) for link in stored_chain(session) if link.person_id is None or link.person_id in keys
        ),
    )


def may_be_shown(person: Person) -> bool:
    """Whether this person stands on the front door: agreed, still asked, with a number they agreed to."""
    return (
        person.published_on is not None
        and person.standing is Standing.ACTIVE
        and any(phone.published for phone in person.phones)
    )


def _contact(person: Person, keys: Mapping[UUID, str], chain: Mapping[UUID, UUID | None]) -> BoardContact:
    """Of the chain of command the board learns only who of those on it stands above whom: no name, no number and no
    rank of anybody in between.
    """
    return BoardContact(
        key=keys[person.id],
        name=person.name,
        call_name=person.call_name,
        agency=person.agency,
        roles=tuple(role.value for role in person.ordered_roles),
        hours=person.hours,
        languages=person.languages,
        phones=tuple(_phone(phone) for phone in person.phones if phone.published),
        called_for=person.called_for,
        own_agency=person.own_agency,
        telehealth=person.telehealth,
        attributes=person.attributes if person.attributes_on is not None else (),
        travel_minutes=person.travel_minutes,
        above=tuple(keys[one] for one in superiors(person.id, chain) if one in keys),
    )


def _link(link: Link, keys: Mapping[UUID, str]) -> BoardLink:
    return BoardLink(
        layer=link.layer,
        contact=keys[link.person_id] if link.person_id else "",
        line=link.line,
        give_up_minutes=link.give_up_minutes,
    )


def _phone(phone: Phone) -> BoardPhone:
    return BoardPhone(
        label=phone.label,
        shown=phone.shown,
        dial=dial_link(phone.number, phone.extension),
        takes_texts=phone.takes_texts,
        checked_on=phone.checked_on,
        kind=phone.kind,
    )
