"""What anybody may leave at the front door without a name: a comment, or an account of a near miss.

The fields of a near miss are those of a report that disciplines nobody (guide_topics.md G34): what happened, what
could have, what helped, what would prevent it. No name, no place, no date, no hour: only the part of the day, and only
if the writer wants to say it. Plain Python, so that the front door can use it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr

LONGEST = 1000
"""Characters of one field: four of them, all emoji, fit into a sealed note."""


class Kind(StrEnum):
    """What somebody leaves. Stored by value."""

    COMMENT = "comment"
    NEAR_MISS = "near_miss"

    @property
    def label(self) -> str:
        """As it is picked and listed."""
        return {Kind.COMMENT: tr("A comment"), Kind.NEAR_MISS: tr("A near miss")}[self]


class About(StrEnum):
    """What a comment is about, or what was being done at a near miss: coarse, so that it points at nobody."""

    SHIFTS = "shifts"
    GEAR = "gear"
    TRAINING = "training"
    SUPPORT = "support"
    LEADERSHIP = "leadership"
    TOWN = "town"
    ROAD = "road"
    CALL = "call"
    ARREST = "arrest"
    CUSTODY = "custody"
    RANGE = "range"
    WEATHER = "weather"
    RADIO = "radio"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As it is picked and printed."""
        return {
            About.SHIFTS: tr("Shifts, staffing and rest"),
            About.GEAR: tr("Gear and vehicles"),
            About.TRAINING: tr("Training"),
            About.SUPPORT: tr("Support and wellness"),
            About.LEADERSHIP: tr("How we treat each other"),
            About.TOWN: tr("The town and its people"),
            About.ROAD: tr("Driving, or work at the road"),
            About.CALL: tr("A call at a home or business"),
            About.ARREST: tr("A chase, an arrest, a search"),
            About.CUSTODY: tr("Custody or transport"),
            About.RANGE: tr("The range, or a training"),
            About.WEATHER: tr("Water, ice, fire or storm"),
            About.RADIO: tr("Radio, dispatch, phones"),
            About.OTHER: tr("Something else"),
        }[self]


SUBJECTS: dict[Kind, tuple[About, ...]] = {
    Kind.COMMENT: (
        About.SHIFTS,
        About.GEAR,
        About.TRAINING,
        About.SUPPORT,
        About.LEADERSHIP,
        About.TOWN,
        About.OTHER,
    ),
    Kind.NEAR_MISS: (
        About.ROAD,
        About.CALL,
        About.ARREST,
        About.CUSTODY,
        About.RANGE,
        About.WEATHER,
        About.RADIO,
        About.GEAR,
        About.OTHER,
    ),
}
"""What each kind may be about."""


class PartOfDay(StrEnum):
    """As near as a near miss is dated."""

    UNSAID = "unsaid"
    DAY = "day"
    NIGHT = "night"

    @property
    def label(self) -> str:
        """As it is picked and printed."""
        return {
            PartOfDay.UNSAID: tr("I would rather not say"),
            PartOfDay.DAY: tr("By day"),
            PartOfDay.NIGHT: tr("In the dark"),
        }[self]


class Factor(StrEnum):
    """What had a part in a near miss; about circumstances, never about somebody's fault."""

    ALONE = "alone"
    TIRED = "tired"
    WEATHER = "weather"
    GEAR = "gear"
    RADIO = "radio"
    TRAINING = "training"
    PLAN = "plan"
    OTHERS = "others"

    @property
    def label(self) -> str:
        """As it is ticked and printed."""
        return {
            Factor.ALONE: tr("Alone, or backup far away"),
            Factor.TIRED: tr("A long shift, or little sleep"),
            Factor.WEATHER: tr("Weather, light or road"),
            Factor.GEAR: tr("Gear or a vehicle"),
            Factor.RADIO: tr("No radio or phone signal"),
            Factor.TRAINING: tr("Nobody had trained for it"),
            Factor.PLAN: tr("No plan, or nobody knew it"),
            Factor.OTHERS: tr("Several agencies at one scene"),
        }[self]


@dataclass(frozen=True, slots=True)
class Left:
    """What somebody left. Of a comment only `happened` and `prevent` are asked."""

    kind: Kind
    happened: str
    """What they have to say; for a near miss, what happened."""
    about: About = About.OTHER
    could: str = ""
    """What could have happened."""
    helped: str = ""
    """What kept it from becoming worse."""
    prevent: str = ""
    """What would prevent it, or help."""
    part_of_day: PartOfDay = PartOfDay.UNSAID
    factors: tuple[Factor, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything typed, in the order of the form."""
        return tuple(text for text in (self.happened, self.could, self.helped, self.prevent) if text)


def checked(left: Left) -> Left:
    """What was typed, if somebody can learn from it. Raises Problem otherwise."""
    found = replace(
        left,
        happened=left.happened.strip(),
        could=left.could.strip(),
        helped=left.helped.strip(),
        prevent=left.prevent.strip(),
    )
    if not found.happened:
        raise Problem(tr("There are no words yet."), tr("Type what you want to say. One sentence is enough."))
    if any(len(text) > LONGEST for text in found.texts):
        raise Problem(
            tr("One of the fields is too long."),
            tr("Each holds {count} characters. Say the rest in another note.", count=LONGEST),
        )
    if found.kind is Kind.COMMENT:
        return Left(Kind.COMMENT, found.happened, found.about, prevent=found.prevent)
    return found


def to_text(left: Left) -> str:
    """As it is sealed."""
    return json.dumps(
        {
            "kind": left.kind.value,
            "about": left.about.value,
            "happened": left.happened,
            "could": left.could,
            "helped": left.helped,
            "prevent": left.prevent,
            "part": left.part_of_day.value,
            "factors": [factor.value for factor in left.factors],
        },
        ensure_ascii=False,  # an emoji takes four bytes and not twelve
    )


def from_text(text: str) -> Left:
    """What was sealed. Raises ValueError, KeyError or TypeError for anything else."""
    found: Mapping[str, Any] = json.loads(text)
    said = {name: str(found[name])[:LONGEST] for name in ("happened", "could", "helped", "prevent")}
    return Left(
        kind=Kind(found["kind"]),
        about=About(found["about"]),
        part_of_day=PartOfDay(found["part"]),
        factors=tuple(Factor(one) for one in found["factors"]),
        **said,
    )
