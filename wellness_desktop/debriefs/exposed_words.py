"""One typed line about who was there: a name, and after commas how they met it, where they belong, or their agency.

"Lee, radio" is Lee by radio; "Joe, Alder County" is a guest of another agency; "dispatch" is everybody there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.base.names import name_key
from wellness_desktop.debriefs.circles import Circle, circle_of, usual_exposure
from wellness_desktop.debriefs.incident_values import AGENCY_LENGTH, GUEST_LENGTH, NewExposure, exposure_label
from wellness_desktop.debriefs.people_groups import PeopleGroup, find_group
from wellness_desktop.roster.conflicts import Exposure

if TYPE_CHECKING:
    from wellness_desktop.roster.people import Person

SHORTEST = 2
"""Letters from which on a beginning finds somebody of the roster."""
SHORTEST_WORD = 3
"""Letters from which on a word after a comma means a circle or a kind of exposure."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the roster who can be found by typing."""

    person_id: UUID
    name: str
    call_name: str
    circle: Circle
    agency: str = ""
    """Of another agency only."""

    def listed(self, exposure: Exposure | None = None, circle: Circle | None = None) -> NewExposure:
        """As somebody to list, met in the usual way of their circle unless said."""
        where = circle or self.circle
        exposure = exposure or usual_exposure(where)
        return NewExposure(self.name, self.person_id, exposure, where, agency=self.agency[:AGENCY_LENGTH])


def known_of(person: "Person") -> Known:
    """A person of the roster, to be found by typing."""
    agency = "" if person.own_agency else person.agency
    return Known(person.id, person.name, person.call_name, circle_of(person), agency)


@dataclass(frozen=True, slots=True)
class Line:
    """What a typed line says."""

    name: str
    exposure: Exposure | None = None
    circle: Circle | None = None
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a typed line means: one person, a group, or nobody yet; `several` of the roster where more than one fits."""

    line: Line
    one: NewExposure | None = None
    group: PeopleGroup | None = None
    several: tuple[Known, ...] = ()


def read_line(text: str) -> Line:
    """The name and what stands after its commas."""
    name, *rest = (" ".join(part.split()) for part in text.split(","))
    exposure: Exposure | None = None
    circle: Circle | None = None
    agency = ""
    for part in rest:
        found = _exposure(part)
        place = None if found else _circle(part)
        if found:
            exposure = found
        elif place:
            circle = place
        elif part:
            agency = part[:AGENCY_LENGTH]
    return Line(name, exposure, circle, agency)


def find_known(text: str, known: Sequence[Known]) -> list[Known]:
    """Everybody with a name that the text is, or else with words that begin as its words do."""
    wanted = name_key(text)
    exact = [one for one in known if wanted and wanted in (name_key(one.name), name_key(one.call_name))]
    if exact or len(wanted) < SHORTEST:
        return exact
    return [one for one in known if _begins(wanted, one)]


def meaning(text: str, known: Sequence[Known] | None, groups: Sequence[PeopleGroup]) -> Meant:
    """Whom a typed line means. Whoever's name begins so comes first, then groups, then other names, then guests.

    `known` is None while nobody is signed in: then every name is kept as typed, to be looked up later.
    """
    line = read_line(text)
    if not line.name:
        return Meant(line)
    found = find_known(line.name, known or ()) if not line.agency else []
    group = None if line.agency else find_group(line.name, groups)
    if group is not None and not any(_first(line.name, one) for one in found):
        return Meant(line, group=group)
    if len(found) == 1:
        return Meant(line, one=found[0].listed(line.exposure, line.circle))
    name = line.name if known is None and not line.agency else line.name.split()[0][:GUEST_LENGTH]
    exposure = line.exposure or usual_exposure(line.circle)
    return Meant(line, NewExposure(name, None, exposure, line.circle, agency=line.agency), several=tuple(found))


def _exposure(part: str) -> Exposure | None:
    also = {
        Exposure.ON_SCENE: (tr("scene"), tr("there")),
        Exposure.BY_RADIO: (tr("radio"), tr("phone")),
        Exposure.AFTER: (tr("after"), tr("later")),
        Exposure.NOT_EXPOSED: (tr("not"), tr("nothing")),
    }
    return next((kind for kind in Exposure if _fits(part, (exposure_label(kind), *also[kind]))), None)


def _circle(part: str) -> Circle | None:
    return next((circle for circle in Circle if _fits(part, (circle.label,))), None)


def _fits(part: str, words: Sequence[str]) -> bool:
    wanted = name_key(part)
    return len(wanted) >= SHORTEST_WORD and any(name_key(word).startswith(wanted) for word in words)


def _first(text: str, one: Known) -> bool:
    """Whether a name or call name begins with the text; a later word of it is no rival to a whole group."""
    wanted = name_key(text)
    return any(name_key(name).startswith(wanted) for name in (one.name, one.call_name))


def _begins(wanted: str, one: Known) -> bool:
    """Whether each typed word begins a word of the name."""
    words = name_key(f"{one.name} {one.call_name}").split()
    return all(any(word.startswith(part) for word in words) for part in wanted.split())
