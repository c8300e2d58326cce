"""What will stand as a blank line on a paper, told before it is printed in the words of the list of what is missing."""

from collections.abc import Iterable, Iterator, Sequence

from wellness_desktop.plans.items import Field
from wellness_desktop.plans.merged import CallLine, FactLine, MergedPlan
from wellness_desktop.plans.missing import Gap, Missing
from wellness_desktop.plans.people import Place
from wellness_desktop.plans.places import Filled
from wellness_desktop.plans.print_quick_card import QUICK_BOXES
from wellness_desktop.plans.sheets import handover, leader, role_cards
from wellness_desktop.plans.sheets.kinds import SheetKind
from wellness_desktop.plans.sheets.pieces import line_of

EVERYTHING = frozenset({SheetKind.BINDER, SheetKind.ALL_PLANS, SheetKind.GRAB_FOLDER})
"""These papers hold so much that every gap shows."""
ALL_SEATS = frozenset({SheetKind.CALL_TREE, SheetKind.ROLE_CARDS})
"""These name all three people of a role."""


def gaps_of(kind: SheetKind, plan: MergedPlan, missing: Sequence[Missing]) -> tuple[Missing, ...]:
    """Those of what the plan lacks that leave a blank line on this paper, in the same order."""
    if kind in EVERYTHING:
        return tuple(gap for gap in missing if gap.gap in (Gap.FACT, Gap.SEAT, Gap.NUMBER))
    fields = {field.id for field in _fields(kind, plan)}
    labels = {label for text in _texts(kind, plan) for label in text.missing}
    roles = _roles(kind, plan)
    titles = {line.role.id for line in plan.roles if line.role.title in labels}
    labeled = {line.field.id for body in plan.sections for line in body.facts if line.field.label in labels}
    found = [gap for gap in missing if _shows(gap, kind, plan, fields | labeled, roles, titles)]
    return (*found, *_optional(_calls(kind, plan)))


def _optional(calls: Sequence[CallLine]) -> Iterator[Missing]:
    """Offices that a plan may do without, and whose line in the tree is empty now: nobody counts them as missing."""
    for call in calls:
        office = call.office
        if office is not None and office.field.need == "may" and not (office.name or office.numbers):
            yield Missing(Gap.FACT, office.field.label, office.field.minutes, office.field.id, office.field.section)


def _shows(
    gap: Missing, kind: SheetKind, plan: MergedPlan, fields: set[str], roles: set[str], in_texts: set[str]
) -> bool:
    if gap.gap is Gap.FACT:
        return gap.key in fields
    if gap.gap is not Gap.SEAT:
        return False
    role, _, place = gap.key.partition(":")
    if kind in ALL_SEATS and role in roles:
        return True
    if kind is SheetKind.LEADER and role == leader.OWNER and place == Place.ALTERNATE:
        return True
    line = line_of(plan, role)
    nobody = line is None or line.seats.first is None
    return place == Place.PRIMARY and nobody and role in roles | in_texts


def _calls(kind: SheetKind, plan: MergedPlan) -> Sequence[CallLine]:
    """The calls that the paper lists."""
    wanted = (SheetKind.CALL_TREE, SheetKind.WALLET, SheetKind.QUICK_CARD, SheetKind.ALL_CARDS)
    return plan.calls if kind in wanted else ()


def _roles(kind: SheetKind, plan: MergedPlan) -> set[str]:
    """The roles whose people the paper names."""
    if kind is SheetKind.ROLE_CARDS:
        return {line.role.id for line in plan.roles}
    if kind is SheetKind.LEADER:
        return set(leader.CALLS)
    if kind is SheetKind.HANDOVER:
        return set(handover.TALK_TO)
    found = {call.role.id for call in _calls(kind, plan) if call.role is not None}
    return found | {"R16"} if kind is SheetKind.QUICK_CARD else found


def _fields(kind: SheetKind, plan: MergedPlan) -> Iterator[Field]:
    """The facts and offices that the paper shows."""
    yield from (call.office.field for call in _calls(kind, plan) if call.office is not None)
    wanted: Iterable[str] = ()
    if kind is SheetKind.ROLE_CARDS:
        wanted = (field for fields in role_cards.OFFICES.values() for field in fields)
    elif kind is SheetKind.LEADER:
        wanted = ("values_statement", "values_line", "leader_care")
    elif kind is SheetKind.HANDOVER:
        wanted = (*handover.FACTS, *handover.PLACES, *handover.OFFICES, "beds")
    names = set(wanted)
    yield from (line.field for line in _facts(plan) if line.field.id in names)


def _facts(plan: MergedPlan) -> Iterator[FactLine]:
    return (line for body in plan.sections for line in body.facts)


def _texts(kind: SheetKind, plan: MergedPlan) -> Iterator[Filled]:
    """The sentences that the paper prints."""
    if kind in (SheetKind.QUICK_CARD, SheetKind.ALL_CARDS):
        yield from (step.text for box in plan.boxes if box.box.id in QUICK_BOXES for step in box.steps if step.quick)
        yield from (line.text for line in plan.warnings)
    elif kind is SheetKind.ROLE_CARDS:
        yield from (step.text for box in plan.boxes for step in box.steps)
        yield from (line.duty for line in plan.roles)
        yield from (body.paragraphs[0] for body in plan.messages if body.paragraphs)
    elif kind is SheetKind.MESSAGES:
        yield from (part for body in plan.messages for part in body.paragraphs)
    elif kind is SheetKind.LEADER:
        yield from (step.text for box in plan.boxes for step in box.steps if step.role and step.role.id == leader.OWNER)
    yield from (call.text for call in _calls(kind, plan))
