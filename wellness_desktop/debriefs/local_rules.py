"""What an agency decided for itself: attendance, rest, sessions during shifts. Everything else keeps its default."""

from dataclasses import dataclass, replace

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.availability import Rules
from wellness_desktop.debriefs.protocols import AttendancePolicy, Intervention, Protocols

LONGEST_REST_H = 24
CITATION_LENGTH = 200


@dataclass(frozen=True, slots=True)
class LocalRules:
    """The agency's own values."""

    policy: str = ""
    """An attendance policy; empty until the agency chose one, and then nothing is stored (DB-10)."""
    citation: str = ""
    """The agency policy that requires attendance; needed for the third policy only."""
    rest_after_night_h: float | None = None
    during_shifts: bool = True
    version: int = 0
    """Of the saved record; 0 while nothing was saved."""

    def for_scheduling(self, protocols: Protocols) -> Rules:
        """The scheduler's values with the agency's own in place."""
        engine = protocols.engine
        if self.rest_after_night_h is not None:
            engine = replace(engine, rest_after_night_h=self.rest_after_night_h)
        return Rules(engine, self.during_shifts)

    def policy_for(self, intervention: Intervention, protocols: Protocols) -> AttendancePolicy:
        """The policy of a kind of support. Whatever is for one person alone is always voluntary."""
        chosen = protocols.policies.get(self.policy)
        if chosen is None or not intervention.group:
            return protocols.policies[protocols.default_policy]
        return chosen


def checked_rules(rules: LocalRules, protocols: Protocols) -> LocalRules:
    """The rules if they can be kept.

    Raises Problem for a required attendance without its policy, and for a rest that is none.
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
    return replace(rules, citation=rules.citation.strip()[:CITATION_LENGTH])
