"""One person's plan: the days of all their incidents and those set by hand, laid together into calls (section 10).

A plan belongs to a person, not to an incident. Of days within 48 hours the latest is the day of the call, and the call
stands for all of them; what was missed meanwhile is one call as well. Days that follow each other closely, as those of
two incidents do, are cut after 48 hours, or the first call would move away with each of them. So no two calls come
within 48 hours, and none comes 48 hours later than its first day. Pure: no store, no Qt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.followups import APART, FollowUpStanding


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One day of a plan."""

    key: str
    label: str
    """Neutral: it may be read from across the room."""
    name: str
    """What it is, for whoever opened the plan."""
    about: str
    due: datetime
    overdue: datetime
    follow_up: UUID | None = None
    """The follow-up of an incident; None for a day set by hand."""
    version: int = 0
    is_call: bool = True
    check_locally: bool = False
    source: str = ""
    outcome: str = ""
    """In words, for a day that is settled and whose outcome the reader may know."""
    settled: bool = False

    @property
    def by_hand(self) -> bool:
        """Whether somebody set it."""
        return self.follow_up is None


@dataclass(frozen=True, slots=True)
class Call:
    """A call to make, for one day or several close together; or a deadline, which is never laid together."""

    days: tuple[PlanDay, ...]
    """In order; the last gives the call its day."""
    due: datetime
    """When it is due: on its last day, or 48 hours after the call before, if that is later."""

    @property
    def label(self) -> str:
        """Its neutral label."""
        return self.days[-1].label

    @property
    def key(self) -> str:
        """Tells the calls of a plan apart."""
        return self.days[-1].key

    @property
    def is_call(self) -> bool:
        """Whether somebody calls; False for a deadline."""
        return self.days[-1].is_call

    @property
    def names(self) -> str:
        """What it is about, for whoever opened the plan."""
        return "; ".join(dict.fromkeys(day.name for day in self.days))

    def standing(self, now: datetime) -> FollowUpStanding:
        """Where our reminder stands."""
        if now < self.due:
            return FollowUpStanding.LATER
        last = self.days[-1]
        over = last.overdue + (self.due - last.due)
        return FollowUpStanding.DUE if now <= over else FollowUpStanding.OVERDUE


def calls(days: Iterable[PlanDay], now: datetime) -> list[Call]:
    """The calls of a plan, the next first. Never two within 48 hours; each open day is in exactly one."""
    open_days = sorted((day for day in days if not day.settled), key=lambda day: (day.due, day.key))
    groups: list[list[PlanDay]] = []
    for day in (one for one in open_days if one.is_call):
        if groups and (day.due - groups[-1][0].due < APART or day.due <= now):
            groups[-1].append(day)
        else:
            groups.append([day])
    found: list[Call] = []
    for group in groups:
        soonest = [found[-1].due + APART] if found else []
        found.append(Call(tuple(group), max(group[-1].due, *soonest) if soonest else group[-1].due))
    found += [Call((day,), day.due) for day in open_days if not day.is_call]
    return sorted(found, key=lambda call: (call.due, call.key))


@dataclass(frozen=True, slots=True)
class Plan:
    """A person's or family's plan."""

    key: str
    name: str
    person: UUID | None
    """Of the roster; None for a guest and for a family."""
    is_family: bool
    owner: UUID | None
    owner_name: str
    deputy: UUID | None
    deputy_name: str
    days: tuple[PlanDay, ...]
    exposures: tuple[UUID, ...] = ()
    record: UUID | None = None
    """The sealed record, where there is one."""
    version: int = 0
    """Of that record."""
    number: str = ""
    """The first number of the person, to call."""
    twice_missed: bool = False
    """The last two calls reached nobody: the coordinator sees to it. Nobody else is told."""

    def calls(self, now: datetime) -> list[Call]:
        """What is still to do, the next first."""
        return calls(self.days, now)

    def next_call(self, now: datetime) -> Call | None:
        """The next one; None when everything is done."""
        found = self.calls(now)
        return found[0] if found else None

    def helpers(self) -> str:
        """Who calls, in words."""
        owner = self.owner_name or tr("Nobody yet")
        return tr("{owner}, then {deputy}", owner=owner, deputy=self.deputy_name) if self.deputy_name else owner


def in_order(plans: Iterable[Plan], now: datetime) -> list[Plan]:
    """What waits longest first; plans with nothing left come last."""
    last = datetime.max.replace(tzinfo=now.tzinfo)

    def place(plan: Plan) -> tuple[datetime, str]:
        call = plan.next_call(now)
        return (call.due if call else last, plan.name)

    return sorted(plans, key=place)


def due_now(plans: Iterable[Plan], now: datetime) -> list[tuple[Plan, Call]]:
    """Every call and reminder that is due, the oldest first."""
    found: Sequence[tuple[Plan, Call]] = [(plan, call) for plan in plans for call in plan.calls(now) if call.due <= now]
    return sorted(found, key=lambda one: (one[1].due, one[0].name))


@dataclass(frozen=True, slots=True)
class CallsWaiting:
    """What of the calls waits for the person signed in; for Today, which tells it without a name."""

    mine: tuple[tuple[Plan, Call], ...] = ()
    """Due now, as owner or deputy."""
    stands_in: int = 0
    """How many of them are another helper's, whom they stand in for."""
    of_nobody: tuple[tuple[Plan, Call], ...] = ()
    """Due now, and nobody calls, or only somebody who is no helper any more; for the coordinator."""
    missed: int = 0
    """How many people two calls in a row did not reach; for the coordinator."""
