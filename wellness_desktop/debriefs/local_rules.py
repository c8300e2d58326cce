"""What an agency decided for itself: attendance, rest, sessions during shifts. Everything else keeps its default."""

from dataclasses import dataclass, replace
from datetime import date

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.availability import Rules
from wellness_desktop.debriefs.followups import anniversary
from wellness_desktop.debriefs.protocols import AttendancePolicy, Intervention, Protocols

LONGEST_REST_H = 24
CITATION_LENGTH = 200
CONFIRMED_FOR_YEARS = 1
"""After which counsel is asked again."""


@dataclass(frozen=True, slots=True)
class LocalRules:
    """The agency's own values."""

    policy: str = ""
    """An attendance policy; empty until the agency chose one, and then nothing is stored (DB-10)."""
    citation: str = ""
    """The agency policy that requires attendance; needed for the third policy only."""
    rest_after_night_h: float | None = None
    during_shifts: bool = True
    limits: tuple[str, ...] = ()
    """Keys of the limits of confidentiality that counsel confirmed; none until then."""
    limits_state: str = ""
    """The state they were confirmed for."""
    limits_on: date | None = None
    version: int = 0
    """Of the saved record; 0 while nothing was saved."""

    def for_scheduling(self, protocols: Protocols) -> Rules:
        """The scheduler's values with the agency's own in place."""
        engine = protocols.engine
        if self.rest_after_night_h is not None:
            engine = replace(engine, rest_after_night_h=self.rest_after_night_h)
        return Rules(engine, self.during_shifts)

    def limits_for(self, state: str, protocols: Protocols, today: date | None = None) -> "Limits":
        """What may have to leave the room: what counsel confirmed for this state, or else the widest set.

        With `today`, what was confirmed more than a year ago counts no more: counsel is asked again.
        """
        rules = protocols.states.get(state)
        law = rules.citation if rules else ""
        confirmed = tuple(words for key, words in protocols.limits.items() if key in self.limits)
        if confirmed and self.limits_on is not None and self.limits_state == state and not self._is_old(today):
            return Limits(confirmed, law, self.limits_on)
        return Limits(tuple(protocols.limits.values()), law, None)

    def _is_old(self, today: date | None) -> bool:
        if today is None or self.limits_on is None:
            return False
        return today > anniversary(self.limits_on, CONFIRMED_FOR_YEARS)

    def policy_for(self, intervention: Intervention, protocols: Protocols) -> AttendancePolicy:
        """The policy of a kind of support. Whatever is for one person alone is always voluntary."""
        chosen = protocols.policies.get(self.policy)
        if chosen is None or not intervention.group:
            return protocols.policies[protocols.default_policy]
        return chosen


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits read aloud before a session (section 8)."""

    sentences: tuple[str, ...]
    law: str
    """The state's law on it, as far as it was seen, for counsel to look at; empty where none was."""
    confirmed_on: date | None
    """When the agency's counsel confirmed them; None for the widest set."""


def checked_rules(rules: LocalRules, protocols: Protocols, state: str, today: date) -> LocalRules:
    """The rules if they can be kept.

    Raises Problem for a required attendance without its policy, for a rest that is none, and for limits that counsel
    is to have confirmed in the future, for no state, or none at all.
    """
    if rules.policy and rules.policy not in protocols.policies:
        raise Problem(tr("This attendance policy is not known."), tr("Choose one of the list."))
    policy = protocols.policies.get(rules.policy)
    if policy is not None and policy.needs_citation and not rules.citation.strip():
        raise Problem(
            tr("Required attendance needs the agency policy that requires it."),
            tr("Type its number and title, or choose another attendance policy."),
        )
    rest = rules.rest_after_night_h
    if rest is not None and not 0 <= rest <= LONGEST_REST_H:
        raise Problem(tr("This rest cannot be used."), tr("Type hours from 0 to 24."))
    if rules.limits_on is None:
        rules = replace(rules, limits=(), limits_state="")
    else:
        rules = _checked_limits(rules, protocols, state, today)
    return replace(rules, citation=rules.citation.strip()[:CITATION_LENGTH])


def _checked_limits(rules: LocalRules, protocols: Protocols, state: str, today: date) -> LocalRules:
    if not state:
        raise Problem(
            tr("The limits belong to a state, and none is set."), tr("Choose the agency's state in the settings first.")
        )
    if rules.limits_on is not None and rules.limits_on > today:
        raise Problem(tr("This day is still to come."), tr("Type the day on which counsel confirmed the limits."))
    known = tuple(key for key in protocols.limits if key in rules.limits)
    if not known:
        raise Problem(
            tr("Counsel has to confirm at least one limit."),
            tr("Tick those that apply, or leave the day empty; then the widest limits are printed."),
        )
    return replace(rules, limits=known, limits_state=state)
