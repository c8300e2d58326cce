"""How old a fact may grow before somebody checks it again (provider_vetting.md 4, support_lines.toml).

Old facts are never hidden from the person who can check them: they are marked, sink in lists, and stay
off cards. The marking says when and by whom, so that anybody can judge.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wellness_desktop.base.language import tr
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.when import day_text


class Kind(StrEnum):
    """What is being kept fresh."""

    NUMBER = "number"
    """A person's telephone number."""
    PROVIDER = "provider"
    """The number of a clinician, EAP or treatment center, and whether they still take people."""
    PARTNER = "partner"
    """The number of a community partner or vendor; an office keeps its number longer than a person."""
    LINE = "line"
    """A public support line."""
    TRAINING = "training"
    """A refresher; no national rule was found, so a year is our reminder and not a requirement."""


REVIEW_EVERY: dict[Kind, timedelta] = {
    Kind.NUMBER: timedelta(days=90),
    Kind.PROVIDER: timedelta(days=90),
    Kind.PARTNER: timedelta(days=180),
    Kind.LINE: timedelta(days=90),
    Kind.TRAINING: timedelta(days=365),
}
"""The periods in force. `use_periods` lays what the agency set over these defaults; none of them is a rule."""
PROVIDERS = frozenset({PersonRole.CLINICIAN, PersonRole.EAP, PersonRole.TREATMENT_CENTER})
PARTNERS = frozenset({PersonRole.COMMUNITY_PARTNER, PersonRole.VENDOR})
SOON = timedelta(days=14)
"""How long before its day a check is offered, so that it can be done on a quiet shift."""


class Age(StrEnum):
    """From best to worst."""

    FRESH = "fresh"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    NEVER_CHECKED = "never_checked"


def use_periods(days: Mapping[Kind, int]) -> None:
    """From now on numbers hold for so many days: called once at the start and whenever the settings change.

    Like the language, this is one choice for the whole program, so that screen, paper and front door agree.
    """
    REVIEW_EVERY.update({kind: timedelta(days=count) for kind, count in days.items()})


def kind_for(roles: Collection[PersonRole]) -> Kind:
    """Which period the numbers of somebody with these roles follow."""
    if not PROVIDERS.isdisjoint(roles):
        return Kind.PROVIDER
    if roles and PARTNERS.issuperset(roles):
        return Kind.PARTNER
    return Kind.NUMBER


@dataclass(frozen=True, slots=True)
class Freshness:
    """How far a fact can be relied on today."""

    age: Age
    checked_on: date | None
    check_by: date | None
    """The last day on which it counts as fresh."""

    @property
    def needs_check(self) -> bool:
        """Whether to check it before relying on it; such a number stays off cards."""
        return self.age in (Age.OVERDUE, Age.NEVER_CHECKED)

    @property
    def sentence(self) -> str:
        """The same in words, for screen and paper."""
        if self.checked_on is None or self.check_by is None:
            return tr("Never checked. Check before use.")
        if self.age is Age.OVERDUE:
            return tr("Last checked {day}. Check before use.", day=day_text(self.checked_on))
        if self.age is Age.DUE_SOON:
            return tr(
                "Checked {day}. Check again by {by}.",
                day=day_text(self.checked_on),
                by=day_text(self.check_by),
            )
        return tr("Checked {day}.", day=day_text(self.checked_on))


def needs_check(kind: Kind, checked_on: date | None, today: date) -> bool:
    """`freshness(...).needs_check`, for lists of thousands that need no more than this."""
    return checked_on is None or today > checked_on + REVIEW_EVERY[kind]


def freshness(kind: Kind, checked_on: date | None, today: date) -> Freshness:
    """How fresh a fact of that kind is `today`.

    It is fresh up to and including the last day of its period. A check dated in the future (the clock was
    set back) counts as made today.
    """
    if checked_on is None:
        return Freshness(Age.NEVER_CHECKED, None, None)
    check_by = checked_on + REVIEW_EVERY[kind]
    if today > check_by:
        age = Age.OVERDUE
    elif today > check_by - SOON:
        age = Age.DUE_SOON
    else:
        age = Age.FRESH
    return Freshness(age, checked_on, check_by)
