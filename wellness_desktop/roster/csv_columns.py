"""Which column of a spreadsheet means what, by the names people really use."""

import re
from collections.abc import Sequence
from enum import StrEnum

from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key


class Column(StrEnum):
    """What a column can mean."""

    SKIP = "skip"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    CALL_NAME = "call_name"
    AGENCY = "agency"
    ROLE = "role"
    MOBILE = "mobile"
    WORK_PHONE = "work_phone"
    HOME_PHONE = "home_phone"
    OTHER_PHONE = "other_phone"
    EMAIL = "email"
    LANGUAGES = "languages"
    AREA = "area"
    TRAVEL_MINUTES = "travel_minutes"
    HOURS = "hours"
    CALLED_FOR = "called_for"

    @property
    def label(self) -> str:
        return {
            Column.SKIP: tr("(not imported)"),
            Column.NAME: tr("Name"),
            Column.FIRST_NAME: tr("First name"),
            Column.LAST_NAME: tr("Last name"),
            Column.CALL_NAME: tr("Call name"),
            Column.AGENCY: tr("Agency"),
            Column.ROLE: tr("Role"),
            Column.MOBILE: tr("Mobile"),
            Column.WORK_PHONE: tr("Work phone"),
            Column.HOME_PHONE: tr("Home phone"),
            Column.OTHER_PHONE: tr("Other phone"),
            Column.EMAIL: tr("E-mail"),
            Column.LANGUAGES: tr("Languages"),
            Column.AREA: tr("Area"),
            Column.TRAVEL_MINUTES: tr("Travel minutes"),
            Column.HOURS: tr("Hours"),
            Column.CALLED_FOR: tr("Called for"),
        }[self]


PHONE_COLUMNS = (Column.MOBILE, Column.WORK_PHONE, Column.HOME_PHONE, Column.OTHER_PHONE)
MANY = frozenset({Column.SKIP, Column.ROLE, Column.LANGUAGES, *PHONE_COLUMNS})
"""What may stand in several columns; anything else is taken from the first that has it."""

_KNOWN: dict[Column, tuple[str, ...]] = {
    Column.NAME: (
        *("name", "full name", "display name", "contact", "contact name", "person", "member", "officer"),
        *("employee", "employee name", "team member", "provider", "provider name", "file as"),
    ),
    Column.FIRST_NAME: ("first", "first name", "firstname", "given", "given name", "fname", "forename"),
    Column.LAST_NAME: ("last", "last name", "lastname", "surname", "family name", "lname"),
    Column.CALL_NAME: (
        *("call name", "nickname", "nick name", "goes by", "preferred name", "call sign", "callsign"),
        *("radio", "unit", "unit number"),
    ),
    Column.AGENCY: (
        *("agency", "department", "dept", "organization", "organisation", "company", "employer", "org"),
        *("organization name", "organization 1 name", "office", "practice", "home agency"),
    ),
    Column.ROLE: (
        *("role", "roles", "title", "job title", "position", "rank", "type", "category", "group", "team role"),
        *("organization title", "organization 1 title"),
    ),
    Column.MOBILE: (
        *("mobile", "mobile phone", "mobile number", "mobile no", "cell", "cell phone", "cellphone", "cell number"),
        *("cell no", "cell #", "mobile #", "text", "text number", "personal cell", "personal phone", "work cell"),
    ),
    Column.WORK_PHONE: (
        *("work", "work phone", "work number", "office phone", "business phone", "desk", "desk phone"),
        *("duty phone", "phone work", "telephone work", "business", "work #", "office number", "business phone 1"),
    ),
    Column.HOME_PHONE: ("home", "home phone", "home number", "phone home", "telephone home", "home #", "landline"),
    Column.OTHER_PHONE: (
        *("phone", "phone number", "telephone", "tel", "phone #", "number", "primary phone", "main phone"),
        *("other phone", "phone 1", "phone 2", "phone 3", "phone 1 value", "phone 2 value", "phone 3 value"),
        *("alternate phone", "alt phone", "backup phone", "pager", "contact number", "telephone number", "ph"),
    ),
    Column.EMAIL: (
        *("email", "e mail", "email address", "e mail address", "mail", "work email", "email 1", "emails"),
        *("e mail 1 value", "email 1 value", "primary email"),
    ),
    Column.LANGUAGES: ("language", "languages", "speaks", "languages spoken"),
    Column.AREA: ("area", "region", "county", "district", "area covered", "city", "town", "location", "beat"),
    Column.TRAVEL_MINUTES: ("travel minutes", "drive time", "travel time", "minutes away", "drive minutes"),
    Column.HOURS: ("hours", "availability", "available", "shift", "times", "schedule"),
    Column.CALLED_FOR: ("called for", "will be called for", "specialty", "specialties", "focus", "expertise"),
}
_BY_NAME = {name: column for column, names in _KNOWN.items() for name in names}


def match_columns(header: Sequence[str]) -> list[Column]:
    """What each column means, as far as its name says; SKIP where it does not."""
    found: list[Column] = []
    for name in header:
        column = _BY_NAME.get(_plain(name), Column.SKIP)
        if column in found and column not in MANY:
            column = Column.SKIP
        found.append(column)
    return found


def names_people(columns: Sequence[Column]) -> bool:
    """Whether there is a column to take names from."""
    return not {Column.NAME, Column.FIRST_NAME, Column.LAST_NAME}.isdisjoint(columns)


def _plain(name: str) -> str:
    """A column's name without case, accents and punctuation; # stays, since "Cell #" is common."""
    return " ".join(re.sub(r"[^\w#]+|_", " ", name_key(name.lstrip("\ufeff"))).split())
