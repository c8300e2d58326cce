"""One timeline of a run (form F-16, ICS 214): every line, in the order things happened. Pure."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.plans.runs.fold import MISTAKE, as_entered, clock_set_back, in_order, taken_back
from wellness_desktop.plans.runs.kinds import EventKind, Source
from wellness_desktop.plans.runs.values import Run, RunEvent, TimelineEntry
from wellness_desktop.roster.when import length_text

TYPED_LATER = timedelta(minutes=2)
"""A line entered so long after it happened says so."""


def timeline(run: Run) -> tuple[TimelineEntry, ...]:
    """The beginning, then every line. Nothing is left out: what was taken back stays and says so."""
    void, back, moved = taken_back(run.events), clock_set_back(run.events), _other_stations(run)
    began = TimelineEntry(
        run.began_at,
        run.entered_at,
        _began(run),
        run.by,
        "",
        Source.SCREEN if run.entered_at - run.began_at < TYPED_LATER else Source.PAPER,
    )
    entries = [_entry(run, one, one.id in void, back, one.id in moved) for one in in_order(run.events)]
    return (began, *entries) if not entries or began.at <= entries[0].at else _in_place(began, entries)


def _in_place(began: TimelineEntry, entries: list[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """What happened before the plan was put to use, such as the first call, stands before it."""
    before = [one for one in entries if one.at < began.at]
    return (*before, began, *entries[len(before) :])


def _began(run: Run) -> str:
    words = tr("Drill begun") if run.drill else tr("Plan put to use")
    state = tr("version {number}", number=run.number) if run.approved else tr("draft {number}", number=run.number)
    return tr("{words}: {code} {title}, {state}", words=words, code=run.text.code, title=run.text.title, state=state)


def _entry(run: Run, one: RunEvent, void: bool, back: Mapping[UUID, timedelta], moved: bool) -> TimelineEntry:
    remarks = []
    if void:
        remarks.append(tr("Taken back; does not count."))
    if one.id in back:
        remarks.append(
            tr("The clock of this PC stood {length} earlier than at the line before.", length=_length(back[one.id]))
        )
    if moved:
        remarks.append(tr("From here on written at another station, or after the records were restored."))
    return TimelineEntry(
        one.at, one.entered_at, line_text(run, one), one.by, _role(run, one), one.source, " ".join(remarks)
    )


def _length(length: timedelta) -> str:
    return length_text(length) if length >= timedelta(minutes=1) else tr("less than a minute")


def _other_stations(run: Run) -> frozenset[UUID]:
    """The first line of each station that is not the one where the run began."""
    first: dict[str, UUID] = {}
    for one in as_entered(run.events):
        first.setdefault(one.station, one.id)
    return frozenset(line for station, line in first.items() if station != run.station)


def line_text(run: Run, one: RunEvent) -> str:
    """What a line says, as a sentence."""
    words = run.text.words_of(one.item)
    if one.kind is EventKind.NOTE:
        return one.text
    if one.kind is EventKind.LATE_REASON:
        return tr("Late, because {reason}: {what}", reason=one.text, what=words)
    if one.kind is EventKind.ROLE_TAKEN:
        return tr("{name} has the role {role}", name=one.text, role=words)
    if one.kind is EventKind.TAKEN_BACK:
        return tr("Taken back: {what}", what="; ".join(_lines_named(run, one)) or words)
    said = {
        EventKind.TICK: tr("Done: {what}", what=words),
        EventKind.CALL_TRIED: tr("Called, not reached: {what}", what=words),
        EventKind.CALL_REACHED: tr("Reached: {what}", what=words),
        EventKind.CONTACT: tr("Last contact with the missing member"),
        EventKind.END: tr("Started by mistake; taken back") if one.item == MISTAKE else tr("Ended"),
    }
    return _with(said[one.kind], one.text)


def _lines_named(run: Run, one: RunEvent) -> list[str]:
    return [line_text(run, other) for other in in_order(run.events) if other.id in one.refs and other.id != one.id]


def _with(words: str, detail: str) -> str:
    return tr("{words}. {detail}", words=words.rstrip("."), detail=detail) if detail else words


def _role(run: Run, one: RunEvent) -> str:
    if one.kind is EventKind.ROLE_TAKEN:
        found = run.text.role(one.item)
    else:
        step = next((step for step in run.text.steps if step.id == one.item), None)
        found = run.text.role(step.role) if step is not None else None
    return found.title if found is not None else ""
