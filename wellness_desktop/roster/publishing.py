"""What of the roster may stand on the station board. Consent decides; nothing else does."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from wellness_desktop.roster.board import Board, BoardContact, BoardDuty, BoardPhone
from wellness_desktop.roster.kinds import Standing
from wellness_desktop.roster.people import Person, Phone
from wellness_desktop.roster.phones import dial_link
from wellness_desktop.roster.reading import duties_between, published_people

WEEKS_AHEAD = timedelta(weeks=8)
"""How far the board knows who is on call, so that it stays right although nobody signs in for a while."""
LOOK_BACK = timedelta(days=1)
"""A clock set back a little must not empty the board."""


def board_now(session: Session, moment: datetime) -> Board:
    """The board as the roster allows it at `moment`: people who agreed, with the numbers they agreed to."""
    people = [person for person in published_people(session) if may_be_shown(person)]
    keys = {person.id: str(number) for number, person in enumerate(people, 1)}
    duties = duties_between(session, moment - LOOK_BACK, moment + WEEKS_AHEAD)
    return Board(
        contacts=tuple(_contact(person, keys[person.id]) for person in people),
        duties=tuple(
            BoardDuty(duty.layer, keys[duty.person_id], duty.starts, duty.ends)
            for duty in duties
            if duty.person_id in keys
        ),
    )


def may_be_shown(person: Person) -> bool:
    """Whether this person stands on the front door: agreed, still asked, with a number they agreed to."""
    return (
        person.published_on is not None
        and person.standing is Standing.ACTIVE
        and any(phone.published for phone in person.phones)
    )


def _contact(person: Person, key: str) -> BoardContact:
    return BoardContact(
        key=key,
        name=person.name,
        call_name=person.call_name,
        agency=person.agency,
        roles=tuple(role.value for role in person.ordered_roles),
        hours=person.hours,
        languages=person.languages,
        phones=tuple(_phone(phone) for phone in person.phones if phone.published),
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
