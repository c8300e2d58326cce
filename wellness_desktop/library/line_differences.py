"""Where an update says something else about a line than the agency does: both are shown, the coordinator chooses.

Until then the agency's words stay. A correction remembers what the shipped line said when it was made; when the line
says something else today, somebody has to look.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from wellness_desktop.base.language import tr
from wellness_desktop.library.agency_lines import AgencyLines, Correction, Shipped
from wellness_desktop.library.lines import Line
from wellness_desktop.library.retired_numbers import digits_of, why_retired

FIELDS = ("call", "text_to", "hours")
"""What an agency may correct and an update may change as well."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one line on which the agency and the update disagree.

    `field` is one of FIELDS, or "gone" where the update dropped the whole line. `ours` and `theirs` are as they would
    be shown; `why` says more, where there is more to say.
    """

    line: str
    name: str
    field: str
    ours: str
    theirs: str
    why: str = ""

    @property
    def label(self) -> str:
        """What the two disagree about."""
        return {
            "call": tr("Number to call"),
            "text_to": tr("Number to text"),
            "hours": tr("Hours"),
            "gone": tr("The line itself"),
        }[self.field]


def shipped_of(line: Line) -> Shipped:
    """What a correction made now remembers of the shipped line."""
    return Shipped(line.name, line.call, line.text_to, line.hours)


def differences(shipped: Iterable[Line], agency: AgencyLines) -> list[Difference]:
    """Everything that waits for a choice, in the order of the corrections."""
    known = {line.id: line for line in shipped}
    return [each for one in agency.corrections for each in _of_one(known.get(one.line), one)]


def ours_kept(correction: Correction, line: Line, field: str) -> Correction:
    """The correction once the agency's word on this field was kept: what the update says is known now."""
    if field == "hours":
        return replace(correction, shipped=replace(correction.shipped, hours=line.hours))
    if field == "text_to":
        return replace(correction, shipped=replace(correction.shipped, text_to=line.text_to))
    return replace(correction, shipped=replace(correction.shipped, call=line.call))


def theirs_taken(correction: Correction, line: Line, field: str) -> Correction:
    """The correction without the agency's word on this field. An own call of the old number says nothing any more."""
    if field == "hours":
        return replace(correction, hours="", shipped=replace(correction.shipped, hours=line.hours))
    if field == "text_to":
        return replace(
            correction, text_to="", called_on=None, shipped=replace(correction.shipped, text_to=line.text_to)
        )
    return replace(correction, call="", called_on=None, shipped=replace(correction.shipped, call=line.call))


def _of_one(line: Line | None, correction: Correction) -> Iterator[Difference]:
    if line is None:
        if correction.call or correction.text_to or correction.note or correction.called_on:
            ours = correction.call or correction.text_to or correction.shipped.call or correction.shipped.text_to
            yield Difference(correction.line, correction.shipped.name, "gone", ours, "")
        return
    for field in FIELDS:
        ours, before, now = (getattr(each, field) for each in (correction, correction.shipped, line))
        why = why_retired(ours) if field != "hours" else ""
        same = _same(field, ours, now)
        if ours and not same and (why or not _same(field, before, now)):
            yield Difference(line.id, line.name, field, ours, now, why)


def _same(field: str, one: str, other: str) -> bool:
    return one.strip() == other.strip() if field == "hours" else digits_of(one) == digits_of(other)
