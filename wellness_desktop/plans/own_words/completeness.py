"""How much of each section is filled in: facts that are asked for, seats of the roles, groups that had a say."""

from collections.abc import Iterator
from dataclasses import dataclass

from wellness_desktop.plans.bands import Band
from wellness_desktop.plans.merged import MergedPlan
from wellness_desktop.plans.people import Place


@dataclass(frozen=True, slots=True)
class SectionDone:
    """A section with something to fill in."""

    id: str
    title: str
    filled: int
    asked: int

    @property
    def complete(self) -> bool:
        """Whether nothing is left to fill in."""
        return self.filled >= self.asked


def by_section(plan: MergedPlan) -> tuple[SectionDone, ...]:
    """Every section that asks for something, in order. Pure."""
    titles = {body.section.id: body.section.title for body in plan.sections}
    counts: dict[str, list[bool]] = {}
    for section, done in _asked(plan):
        counts.setdefault(section, []).append(done)
    return tuple(
        SectionDone(section, titles[section], sum(counts[section]), len(counts[section])) for section in sorted(counts)
    )


def _asked(plan: MergedPlan) -> Iterator[tuple[str, bool]]:
    """Each thing to fill in, and whether it is."""
    heard = {one.band for one in plan.contributors}
    yield from (("S02", band.value in heard) for band in Band)
    for body in plan.sections:
        yield from ((body.section.id, fact.value is not None) for fact in body.facts if fact.field.need != "may")
    for line in plan.roles:
        yield from (("S09", line.seats.at(place).holder is not None) for place in Place)
