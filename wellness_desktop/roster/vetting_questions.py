"""The questions an agency asks before it sends its people somewhere: data in resources/vetting.

What no source says is marked as to be checked locally, on screen and paper (provider_vetting.md 3, mark M).
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.resources import resource
from wellness_desktop.roster.kinds import PersonRole

FORMAT = 1
SETS = ("clinician", "chaplain", "treatment_center", "eap")


class Ground(StrEnum):
    """What a question stands on."""

    SOURCES = "sources"
    PARTLY = "partly"
    LOCAL = "local"

    @property
    def label(self) -> str:
        """What screen and paper say of it; empty where sources carry all of it."""
        return {
            Ground.SOURCES: "",
            Ground.PARTLY: tr("In part our own question: check locally."),
            Ground.LOCAL: tr("Our own question: check locally."),
        }[self]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a question comes from."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question, in the words in which it is asked on the phone."""

    id: str
    area: str
    ask: str
    why: str
    warning: str
    ground: Ground
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions for one kind of provider."""

    id: str
    roles: frozenset[PersonRole]
    questions: tuple[Question, ...]
    checked_on: date
    review_by: date

    @property
    def title(self) -> str:
        """What the sheet is called."""
        return {
            "clinician": tr("Questions for a clinician"),
            "chaplain": tr("Questions for a chaplain"),
            "treatment_center": tr("Questions for a treatment center"),
            "eap": tr("Questions for an EAP"),
        }.get(self.id, self.id)


@cache
def question_sets() -> tuple[QuestionSet, ...]:
    """All sets shipped with the program. Raises Problem when a file is missing or damaged."""
    return tuple(read_set(resource("vetting", f"{name}.toml")) for name in SETS)


def read_set(path: Path) -> QuestionSet:
    """One file. Raises Problem when it is damaged: a question that is silently missing would look asked."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            raise ValueError(path.name)
        sources = {key: Source(one["name"], one["url"]) for key, one in found["sources"].items()}
        questions = tuple(_question(one, sources) for one in found["question"])
        if len({one.id for one in questions}) != len(questions) or not questions:
            raise ValueError(path.name)
        roles = frozenset(PersonRole(role) for role in found["roles"])
        return QuestionSet(found["id"], roles, questions, _day(found["checked_on"]), _day(found["review_by"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Problem(
            tr("The program's own questions for vetting are damaged."),
            tr("Your records are safe. Install the program again over the old one."),
        ) from error


def sets_for(roles: Collection[PersonRole]) -> tuple[QuestionSet, ...]:
    """The sets that fit somebody with these roles; none for whoever needs no vetting."""
    return tuple(one for one in question_sets() if not one.roles.isdisjoint(roles))


def is_vetted(roles: Collection[PersonRole]) -> bool:
    """Whether there are questions for somebody with these roles; reads no file."""
    return not _VETTED.isdisjoint(roles)


_VETTED = frozenset({PersonRole.CLINICIAN, PersonRole.CHAPLAIN, PersonRole.TREATMENT_CENTER, PersonRole.EAP})
_KEYS = frozenset({"id", "area", "ask", "why", "warning", "sources", "check"})


def _question(one: Mapping[str, Any], sources: Mapping[str, Source]) -> Question:
    if set(one) - _KEYS or not all(_text(one[name]) for name in ("id", "area", "ask", "why")):
        raise ValueError(one.get("id"))
    named = tuple(sources[key] for key in one.get("sources", ()))
    ground = Ground(one.get("check", Ground.SOURCES.value))
    if (ground is Ground.LOCAL) == bool(named):
        raise ValueError(one["id"])
    return Question(one["id"], one["area"], one["ask"], one["why"], one.get("warning", ""), ground, named)


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(value)
    return value
