"""On paper: the care windows of an incident, or of one person, as a picture and a table. Names nobody."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs import care_words, wording
from wellness_desktop.debriefs.care_words import CheckIn
from wellness_desktop.debriefs.incident_values import CareLine, Incident
from wellness_desktop.debriefs.print_picture import windows_picture
from wellness_desktop.debriefs.prints import sheet_for
from wellness_desktop.debriefs.protocols import Law, Protocols
from wellness_desktop.kit.when import clock_changes
from wellness_desktop.paper.print_setup import Paper
from wellness_desktop.roster.when import day_text, moment_text, span_text

if TYPE_CHECKING:
    from wellness_desktop.paper.block import Block
    from wellness_desktop.paper.words import Text


def care_sheet(
    incident: Incident,
    lines: Sequence[CareLine],
    check_ins: Sequence[CheckIn],
    laws: Sequence[Law],
    protocols: Protocols,
    paper: Paper,
    *,
    one_person: bool = False,
) -> bytes:
    """The care windows, the dates of the year after, and what the state's law asks for.

    For one person the sheet has a line to write a name on by hand; none is printed.
    """
    from wellness_desktop.paper import blocks as b
    from wellness_desktop.paper.sheet import make

    title = tr("Care windows: {code}", code=incident.code_name)
    ended = moment_text(incident.ended_at, paper.zone)
    profile = protocols.profile(incident.profile)
    body = [b.heading(title, 1)]
    if one_person:
        body.append(b.text(tr("One person\u2019s own times. Write the name by hand, or leave it out."), "lead"))
        body.append(b.fill_lines((tr("For"),)))
    body += [
        b.text(tr("The incident ended {ended}. Ranges from: {profile}.", ended=ended, profile=profile.name), "lead"),
        b.text(wording.window_is_a_range()),
        *_picture(incident, lines, protocols, paper),
        _table(lines, paper),
        *(b.text(note, "small") for note in _notes(lines, paper)),
    ]
    if check_ins:
        body.append(b.keep_together(b.heading(tr("Ask again"), 2), _dates(check_ins, paper)))
    body += _laws(lines, laws, protocols)
    body.append(b.note(wording.what_support_is()))
    return make(sheet_for(title, paper, tr("Names nobody; keep it out of sight all the same")), body)


def _picture(incident: Incident, lines: Sequence[CareLine], protocols: Protocols, paper: Paper) -> "list[Block]":
    spans = [care_words.span_of_line(line, protocols.checked_on) for line in lines if line.line.opens is not None]
    return windows_picture(spans, paper.printed_at, incident.ended_at, paper.zone, large=paper.large)


def _table(lines: Sequence[CareLine], paper: Paper) -> "Block":
    from wellness_desktop.paper import blocks as b

    rows: list[tuple[Text, Text, Text, Text]] = [
        (line.title, _range(line, paper), _best(line, paper), care_words.source_words(line.line.window))
        for line in lines
    ]
    head = (tr("Kind of support"), tr("Useful from and to"), tr("Best about"), tr("Range from"))
    return b.table(head, rows, widths=(29, 31, 17, 23), row_heads=True)


def _laws(lines: Sequence[CareLine], laws: Sequence[Law], protocols: Protocols) -> "list[Block]":
    """What the law of the agency's state asks for, with a clock and without."""
    from wellness_desktop.paper import blocks as b

    clocks = [line.line.window for line in lines if line.line.window.state]
    told = [care_words.statute_words(window, protocols.checked_on) for window in clocks]
    told += [care_words.law_words(law, protocols.checked_on) for law in laws]
    if not told:
        return []
    state = laws[0].state if laws else clocks[0].state
    return [b.keep_together(b.heading(care_words.laws_title(state), 2), b.bullets(told))]


def _range(line: CareLine, paper: Paper) -> str:
    if line.line.opens is None:
        return tr("Waits for {moment}", moment=care_words.anchor_words(line.line.window.anchor))
    if line.line.closes is None:
        return tr("from {opens} on", opens=moment_text(line.line.opens, paper.zone))
    return span_text(line.line.opens, line.line.closes, paper.zone)


def _best(line: CareLine, paper: Paper) -> str:
    return moment_text(line.line.target, paper.zone) if line.line.target else ""


def _notes(lines: Sequence[CareLine], paper: Paper) -> list[str]:
    """What stands below the picture on the screen, without names."""
    found = [
        note for note in care_words.notes(lines, paper.zone, with_names=False) if note != wording.window_is_a_range()
    ]
    moments = [moment for line in lines for moment in (line.line.opens, line.line.closes) if moment]
    if moments:
        changes = clock_changes(min(moments), max(moments), paper.zone)
        found += [care_words.clock_change_words(change.words(paper.zone)) for change in changes]
    return found


def _dates(check_ins: Sequence[CheckIn], paper: Paper) -> "Block":
    """The dates of the year after, two beside each other; one below the other in large print."""
    from wellness_desktop.paper import blocks as b

    pairs = [_check_in(one, paper) for one in check_ins]
    head: tuple[Text, Text] = (tr("When"), tr("Date"))
    if paper.large:
        return b.table(head, pairs)
    half = -(-len(pairs) // 2)
    second = [*pairs[half:], ("", "")]
    return b.table((*head, *head), [(*one, *second[number]) for number, one in enumerate(pairs[:half])])


def _check_in(one: CheckIn, paper: Paper) -> "tuple[Text, Text]":
    label = tr("{label} ({mark})", label=one.label, mark=wording.check_locally()) if one.check_locally else one.label
    return label, day_text(one.due.astimezone(paper.zone).date())
