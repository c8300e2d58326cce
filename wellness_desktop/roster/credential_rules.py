"""Which courses there are, and what a state or a registration asks: data in resources/credentials (provider_vetting 6).

Only what a source says. Everything else is our own reminder and says so.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.resources import resource
from wellness_desktop.roster.kinds import PersonRole

FORMAT = 1
ICISF = "icisf"


@dataclass(frozen=True, slots=True)
class CourseKind:
    """A course that a rule can count."""

    id: str
    name: str
    hours: float | None
    note: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What one state, or one registration, asks of somebody with one of `roles`."""

    id: str
    state: str
    team: str
    roles: frozenset[PersonRole]
    words: str
    source: str
    url: str
    designation: bool = False
    course: str = ""
    counts: frozenset[str] = frozenset()
    hours: float = 0
    classroom_hours: float = 0
    within: timedelta | None = None

    def holds_for(self, roles: frozenset[PersonRole], state: str, *, icisf_team: bool) -> bool:
        """Whether this rule is one for somebody with these roles at this station."""
        if self.roles.isdisjoint(roles):
            return False
        return self.state == state if self.state else self.team == ICISF and icisf_team


@dataclass(frozen=True, slots=True)
class CredentialRules:
    """Everything the file holds."""

    courses: tuple[CourseKind, ...]
    rules: tuple[Rule, ...]
    checked_on: date
    review_by: date

    def course(self, kind: str) -> CourseKind | None:
        """The course with this id."""
        return next((one for one in self.courses if one.id == kind), None)


@cache
def credential_rules() -> CredentialRules:
    """The rules shipped with the program. Raises Problem when the file is missing or damaged."""
    return read_rules(resource("credentials", "rules.toml"))


def read_rules(path: Path) -> CredentialRules:
    """The rules in a file. Raises Problem when it is damaged: half a rule would call somebody complete who is not."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            raise ValueError(path.name)
        courses = tuple(
            CourseKind(one["id"], one["name"], one.get("hours"), one.get("note", "")) for one in found["course"]
        )
        known = frozenset(one.id for one in courses)
        rules = tuple(_rule(one, known) for one in found["rule"])
        if len(known) != len(courses) or len({one.id for one in rules}) != len(rules):
            raise ValueError(path.name)
        return CredentialRules(courses, rules, _day(found["checked_on"]), _day(found["review_by"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Problem(
            tr("The program's own rules for training are damaged."),
            tr("Your records are safe. Install the program again over the old one."),
        ) from error


def _rule(one: Mapping[str, Any], known: frozenset[str]) -> Rule:
    rule = Rule(
        id=one["id"],
        state=one.get("state", ""),
        team=one.get("team", ""),
        roles=frozenset(PersonRole(role) for role in one["roles"]),
        words=one["words"],
        source=one["source"],
        url=one["url"],
        designation=one.get("designation", False),
        course=one.get("course", ""),
        counts=frozenset(one.get("counts", ())),
        hours=one.get("hours", 0),
        classroom_hours=one.get("classroom_hours", 0),
        within=timedelta(days=one["within_days"]) if "within_days" in one else None,
    )
    asks = (rule.designation, bool(rule.course), bool(rule.hours))
    if sum(asks) != 1 or bool(rule.state) == bool(rule.team) or not (rule.words and rule.source and rule.roles):
        raise ValueError(rule.id)
    if not ({rule.course} - {""} | rule.counts) <= known or bool(rule.hours) != bool(rule.counts):
        raise ValueError(rule.id)
    return rule


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(value)
    return value
