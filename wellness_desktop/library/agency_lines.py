"""What the agency knows better about the support lines: corrections, its own calls, lines of its own, the order.

Plain values, laid over the shipped lines each time these are read. So an update of the program, or a content pack,
never undoes a correction: the shipped line changes underneath, and the agency's words stay on top of it until the
coordinator decides otherwise (line_differences.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from wellness_desktop.library.line_freshness import CALLED_HOLDS
from wellness_desktop.library.lines import ALWAYS_THERE, Line
from wellness_desktop.library.retired_numbers import digits_of, why_retired

LOCAL = "local-"
"""Begins the id of every line that the agency added, so that no shipped line can take it."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """What a line said when the agency corrected it, to notice when an update says something else."""

    name: str
    call: str = ""
    text_to: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What the agency says about one shipped line. A blank field leaves the shipped one as it is."""

    line: str
    audit: str
    """Stands in the audit log as the subject of every change of this correction."""
    by: str
    """Value of the Role of whoever changed it last; never a name, for this is read without a sign-in."""
    changed_on: date
    shipped: Shipped
    call: str = ""
    text_to: str = ""
    hours: str = ""
    note: str = ""
    hidden: bool = False
    called_on: date | None = None
    """When the agency dialed the number and it was right."""


@dataclass(frozen=True, slots=True)
class LocalLine:
    """A line that the agency added: the county's crisis line, the hospital, a tribal line, the dispatch center."""

    id: str
    audit: str
    by: str
    changed_on: date
    called_on: date
    name: str
    for_whom: str
    call: str = ""
    text_to: str = ""
    hours: str = ""
    answered_by: str = ""
    note: str = ""
    state: str = ""
    """Two letters when it only works in one state; blank otherwise."""


@dataclass(frozen=True, slots=True)
class AgencyLines:
    """Everything the agency said about lines. `revision` grows with each change, whoever makes it."""

    revision: int = 0
    corrections: tuple[Correction, ...] = ()
    local: tuple[LocalLine, ...] = ()
    order: tuple[str, ...] = ()
    """Ids of the lines of Get help now as the coordinator set them; empty for the order of DESIGN 6.1."""

    def correction(self, line_id: str) -> Correction | None:
        """What the agency says about this line, or None."""
        return next((each for each in self.corrections if each.line == line_id), None)

    def with_correction(self, changed: Correction) -> "AgencyLines":
        """With this correction in the place of the line's earlier one; one that says nothing is dropped."""
        others = tuple(each for each in self.corrections if each.line != changed.line)
        return replace(self, corrections=(*others, changed) if _says_something(changed) else others)

    def with_local(self, changed: LocalLine) -> "AgencyLines":
        """With this line in the place of its earlier self, or at the end."""
        known = {each.id: each for each in self.local}
        return replace(self, local=tuple({**known, changed.id: changed}.values()))

    def without_local(self, line_id: str) -> "AgencyLines":
        """Without this line of the agency's own, also on Get help now."""
        return replace(
            self,
            local=tuple(each for each in self.local if each.id != line_id),
            order=tuple(each for each in self.order if each != line_id),
        )


def laid_over(shipped: Iterable[Line], agency: AgencyLines) -> list[Line]:
    """The shipped lines as the agency corrected them, its own ones in front; hidden lines are left out."""
    known = {each.line: each for each in agency.corrections}
    corrected = (corrected_line(line, known.get(line.id)) for line in shipped)
    return [*local_lines(agency), *(line for line in corrected if line is not None)]


def local_lines(agency: AgencyLines) -> list[Line]:
    """The lines that the agency added."""
    return [_local_line(each) for each in agency.local if not _is_retired(each.call, each.text_to)]


def corrected_line(line: Line, correction: Correction | None) -> Line | None:
    """The line as the agency corrected it; None where it hid the line. 988 can neither be hidden nor renumbered."""
    if correction is None:
        return line
    marked = replace(line, agency_note=correction.note, agency_on=correction.changed_on, agency_by=correction.by)
    if line.id == ALWAYS_THERE:
        return _called(marked, correction.called_on, renumbered=False)
    if correction.hidden:
        return None
    correction = _still_good(correction)
    renumbered = False
    if correction.call and digits_of(correction.call) != digits_of(line.call):
        marked = replace(marked, call=correction.call, letters="", press="", menu="", call_note="")
        renumbered = True
    if correction.text_to and digits_of(correction.text_to) != digits_of(line.text_to):
        marked = replace(marked, text_to=correction.text_to, text_word="", text_note="")
        renumbered = True
    return _called(replace(marked, hours=correction.hours or line.hours), correction.called_on, renumbered=renumbered)


def _still_good(correction: Correction) -> Correction:
    """Without a number that was found to be wrong after the agency typed it, and without the call it was dialed by."""
    if not _is_retired(correction.call, correction.text_to):
        return correction
    return replace(correction, call="", text_to="", called_on=None)


def matching(lines: Iterable[Line], text: str) -> list[Line]:
    """The agency's own and corrected lines that answer a search. The shipped index does not know their words."""
    words = text.casefold().split()
    return [line for line in lines if line.agency_on and words and all(_has(line, word) for word in words)]


def _has(line: Line, word: str) -> bool:
    digits = digits_of(word) if any(sign.isdigit() for sign in word) else ""
    if len(digits) >= 3 and digits in digits_of(line.call) + " " + digits_of(line.text_to):
        return True
    told = (line.name, line.for_whom, line.answered_by, line.agency_note, line.what_happens)
    return any(each.strip(".,;:()“”").startswith(word) for part in told for each in part.casefold().split())


def _says_something(correction: Correction) -> bool:
    told = (correction.call, correction.text_to, correction.hours, correction.note, correction.called_on)
    return correction.hidden or any(told)


def _is_retired(*numbers: str) -> bool:
    return any(why_retired(number) for number in numbers)


def _called(line: Line, called: date | None, *, renumbered: bool) -> Line:
    """What the agency dialed itself needs no warning and may be printed, for as long as the call holds."""
    if called is None or (not renumbered and line.checked_on and called < line.checked_on):
        return line
    holds = called + CALLED_HOLDS
    review_by = holds if renumbered or line.review_by is None else max(holds, line.review_by)
    return replace(line, checked_on=called, review_by=review_by, caution="", print_ok=True)


def _local_line(local: LocalLine) -> Line:
    return Line(
        id=local.id,
        name=local.name,
        kind="local",
        for_whom=local.for_whom,
        call=local.call,
        text_to=local.text_to,
        state=local.state,
        hours=local.hours,
        answered_by=local.answered_by,
        agency_note=local.note,
        print_ok=True,
        checked_on=local.called_on,
        review_by=local.called_on + CALLED_HOLDS,
        agency_on=local.changed_on,
        agency_by=local.by,
    )
