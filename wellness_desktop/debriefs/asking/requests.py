"""Asking for a call, and asking the support team to begin (section 3): values, and how they are sealed as text.

Nothing here asks what it is about: a way to be reached, a time, and who should or should not call. Plain Python, so
that the front door can use it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.exposed_plain import from_plain, to_plain
from wellness_desktop.debriefs.incident_values import Report

REACH_LENGTH = 60
NAME_LENGTH = 40
BUT_LENGTH = 120


class Wanted(StrEnum):
    """Who should call."""

    ANYONE = "anyone"
    OUTSIDE = "outside"
    PEER = "peer"
    CHAPLAIN = "chaplain"
    CLINICIAN = "clinician"

    @property
    def label(self) -> str:
        """As it is picked and printed."""
        return {
            Wanted.ANYONE: tr("Anyone on the team"),
            Wanted.OUTSIDE: tr("Somebody from outside this agency"),
            Wanted.PEER: tr("A peer"),
            Wanted.CHAPLAIN: tr("A chaplain"),
            Wanted.CLINICIAN: tr("A clinician"),
        }[self]


@dataclass(frozen=True, slots=True)
class CallWish:
    """What somebody types who wants a call. No incident, no reason, and no name unless they want to give one."""

    reach: str
    name: str = ""
    earliest: time | None = None
    """By the station's clock; with `latest`, also over midnight."""
    latest: time | None = None
    text_first: bool = False
    wanted: Wanted = Wanted.ANYONE
    but: str = ""
    """The name of a helper who should not call."""
    person: UUID | None = None
    """The own entry in the roster, where somebody signed in asks under their name."""

    @property
    def when(self) -> str:
        """When to call, in words."""
        if self.earliest is not None and self.latest is not None:
            return tr("Between {start} and {end}", start=f"{self.earliest:%H:%M}", end=f"{self.latest:%H:%M}")
        if self.earliest is not None:
            return tr("After {start}", start=f"{self.earliest:%H:%M}")
        if self.latest is not None:
            return tr("Before {end}", end=f"{self.latest:%H:%M}")
        return tr("Any time")

    @property
    def who(self) -> str:
        """Who should call, in words."""
        if self.but:
            return tr("{wanted}, but not {name}", wanted=self.wanted.label, name=self.but)
        return self.wanted.label


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the support team sees it: a call, or a report that somebody else has to start the plan from."""

    asked_at: datetime
    wish: CallWish | None = None
    report: Report | None = None
    reporter: str = ""
    """Who passed the report on; empty when that was not said."""
    taken_by: str = ""
    taken_at: datetime | None = None
    id: UUID | None = None
    version: int = 0

    @property
    def is_free(self) -> bool:
        """Whether nobody has taken it up."""
        return self.taken_at is None


def checked_wish(wish: CallWish) -> CallWish:
    """The wish, if somebody can act on it. Raises Problem otherwise."""
    tidy = replace(wish, reach=" ".join(wish.reach.split()), name=" ".join(wish.name.split()))
    if not tidy.reach:
        raise Problem(tr("How can somebody reach you?"), tr("Type a number, or a place where you will be."))
    if len(tidy.reach) > REACH_LENGTH or len(tidy.name) > NAME_LENGTH:
        raise Problem(tr("This is too long."), tr("A name, a number and a time are enough."))
    return tidy


def to_text(asked: Asked) -> str:
    """A request as it is sealed."""
    return json.dumps(
        {
            "asked_at": asked.asked_at.isoformat(),
            "wish": _wish_out(asked.wish) if asked.wish else None,
            "report": _report_out(asked.report) if asked.report else None,
            "reporter": asked.reporter,
            "taken_by": asked.taken_by,
            "taken_at": asked.taken_at.isoformat() if asked.taken_at else None,
        }
    )


def from_text(text: str) -> Asked:
    """What was sealed. Raises ValueError, KeyError or TypeError for anything else."""
    found = json.loads(text)
    asked = Asked(
        asked_at=_moment(found["asked_at"]),
        wish=_wish_in(found["wish"]) if found["wish"] else None,
        report=_report_in(found["report"]) if found["report"] else None,
        reporter=str(found["reporter"])[:NAME_LENGTH],
        taken_by=str(found["taken_by"]),
        taken_at=_moment(found["taken_at"]) if found["taken_at"] else None,
    )
    if (asked.wish is None) == (asked.report is None):
        raise ValueError("a request asks for one thing")
    return asked


def _wish_out(wish: CallWish) -> dict[str, Any]:
    return {
        "reach": wish.reach,
        "name": wish.name,
        "earliest": wish.earliest.isoformat() if wish.earliest else None,
        "latest": wish.latest.isoformat() if wish.latest else None,
        "text_first": wish.text_first,
        "wanted": wish.wanted.value,
        "but": wish.but,
        "person": str(wish.person) if wish.person else None,
    }


def _wish_in(found: Mapping[str, Any]) -> CallWish:
    return CallWish(
        reach=str(found["reach"])[:REACH_LENGTH],
        name=str(found["name"])[:NAME_LENGTH],
        earliest=time.fromisoformat(found["earliest"]) if found["earliest"] else None,
        latest=time.fromisoformat(found["latest"]) if found["latest"] else None,
        text_first=bool(found["text_first"]),
        wanted=Wanted(found["wanted"]),
        but=str(found["but"])[:BUT_LENGTH],
        person=UUID(found["person"]) if found["person"] else None,
    )


def _report_out(report: Report) -> dict[str, Any]:
    return {
        "id": str(report.id),
        "trigger": report.trigger,
        "ended_at": report.ended_at.isoformat(),
        "still_open": report.still_open,
        "groups": list(report.groups),
        "exposed": [to_plain(one) for one in report.exposed],
    }


def _report_in(found: Mapping[str, Any]) -> Report:
    return Report(
        trigger=str(found["trigger"]),
        ended_at=_moment(found["ended_at"]),
        exposed=tuple(from_plain(one) for one in found["exposed"]),
        still_open=bool(found["still_open"]),
        id=UUID(found["id"]),
        groups=tuple(str(key) for key in found["groups"]),
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment
