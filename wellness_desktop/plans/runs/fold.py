"""How a run stands, folded from its lines. Pure: the same lines in any order give the same answer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from wellness_desktop.plans.runs.kinds import EventKind
from wellness_desktop.plans.runs.values import Doing, Run, RunEvent, RunState

MISTAKE = "mistake"
"""The item of an end that says the run was started by mistake."""


def in_order(events: Iterable[RunEvent]) -> list[RunEvent]:
    """By the time it happened, then by the time of entry, then as each station counted."""
    return sorted(events, key=lambda one: (one.at, one.entered_at, one.station, one.number, one.id))


def as_entered(events: Iterable[RunEvent]) -> list[RunEvent]:
    """As each station counted, station by station."""
    return sorted(events, key=lambda one: (one.station, one.number, one.id))


def taken_back(events: Iterable[RunEvent]) -> frozenset[UUID]:
    """Lines that do not count: taken back by a line that counts itself."""
    kept = list(events)
    against: dict[UUID, list[UUID]] = defaultdict(list)
    for one in kept:
        for ref in one.refs if one.kind is EventKind.TAKEN_BACK else ():
            against[ref].append(one.id)
    answers: dict[UUID, bool] = {}

    def is_void(line: UUID, asked: frozenset[UUID]) -> bool:
        if line not in answers:
            later = [other for other in against.get(line, ()) if other not in asked]
            answers[line] = any(not is_void(other, asked | {line}) for other in later)
        return answers[line]

    return frozenset(one.id for one in kept if is_void(one.id, frozenset()))


def fold(run: Run, now: datetime) -> RunState:
    """How the run stands at `now`. Late is a step whose time box is over and that nobody ticked."""
    void = taken_back(run.events)
    lines = [one for one in in_order(run.events) if one.id not in void]
    end = next((one for one in lines if one.kind is EventKind.END), None)
    until = end.at if end is not None else now
    return RunState(
        _doings(run, lines, until),
        {one.item: one for one in lines if one.kind is EventKind.ROLE_TAKEN},
        end,
        end is not None and end.item == MISTAKE,
        max((one.at for one in lines if one.kind is EventKind.CONTACT), default=None),
        max(until - run.began_at, timedelta()),
    )


def _doings(run: Run, lines: list[RunEvent], until: datetime) -> dict[str, Doing]:
    doings: dict[str, Doing] = {item: Doing(item, due=due) for item, due in _dues(run).items()}
    for line in lines:
        before = doings.get(line.item, Doing(line.item))
        if line.kind in (EventKind.TICK, EventKind.CALL_REACHED):
            doings[line.item] = replace(before, ticks=(*before.ticks, line))
        elif line.kind is EventKind.CALL_TRIED:
            doings[line.item] = replace(before, tried=(*before.tried, line))
        elif line.kind is EventKind.LATE_REASON:
            doings[line.item] = replace(before, reason=line.text)
    return {
        item: replace(one, late=one.due is not None and not one.done and one.due < until)
        for item, one in doings.items()
    }


def _dues(run: Run) -> Mapping[str, datetime | None]:
    """When each step is due: at the end of its time box."""
    ends = {
        box.id: run.began_at + timedelta(minutes=box.minutes) if box.minutes is not None else None
        for box in run.text.boxes
    }
    return {step.id: ends.get(step.box) for step in run.text.steps}


def clock_set_back(events: Iterable[RunEvent]) -> dict[UUID, timedelta]:
    """Lines at which a station's clock stood earlier than at the line before, and by how much."""
    found: dict[UUID, timedelta] = {}
    last: dict[str, datetime] = {}
    for one in as_entered(events):
        before = last.get(one.station)
        if before is not None and one.entered_at < before:
            found[one.id] = before - one.entered_at
        last[one.station] = one.entered_at
    return found
