"""Which lines Get help now shows, and in which order (DESIGN 6.1). Kept light: the first number waits for it."""

from collections.abc import Sequence
from datetime import date

from wellness_desktop.library.line_freshness import late_last
from wellness_desktop.library.lines import (
    ALWAYS_THERE,
    FEWEST_ON_HELP,
    MOST_ON_HELP,
    MOST_OWN,
    Line,
    OwnHelper,
    for_state,
    own_line,
    reachable,
)


def help_list(
    shipped: Sequence[Line],
    every: Sequence[Line],
    state: str,
    own: Sequence[OwnHelper],
    today: date | None = None,
    *,
    order: Sequence[str] = (),
    changed: bool = False,
) -> list[Line]:
    """What Get help now shows, five lines at most (DESIGN 6.1).

    First the agency's own helpers on call, then the lines in the order that the coordinator set, else the shipped ones
    (988, text line, COPLINE), the agency's own lines and the state's. 988 is never crowded out; late lines sink.
    `shipped` are the lines made for this page, `every` all of them; both as the agency corrected them. `order` holds
    the ids that the coordinator chose; `changed` says that the agency may have hidden some.
    """
    first = [own_line(helper) for helper in reachable(own)[:MOST_OWN]]
    if order:
        known = {line.id: line for line in for_state(every, state)}
        rest = [known[each] for each in dict.fromkeys(order) if each in known]
    else:
        here = for_state(every, state)
        local = [line for line in here if line.kind == "local"]
        rest = [*shipped, *local, *(line for line in here if line.state and line.help_now)]
    if order or changed:
        rest = _enough(rest, shipped, for_state(every, state))
    return [*first, *_fitting(late_last(rest, today) if today else rest, MOST_ON_HELP - len(first))]


def _enough(chosen: list[Line], shipped: Sequence[Line], every: Sequence[Line]) -> list[Line]:
    """With 988, and at least three lines: whatever was hidden, nobody stands before an empty page."""
    chosen = list(chosen)
    there = {line.id for line in chosen}
    if ALWAYS_THERE not in there:
        chosen[:0] = [line for line in shipped if line.id == ALWAYS_THERE]
    likely = [line for line in every if line.kind in ("crisis", "responders") and line.print_ok]
    spare = [*shipped, *likely, *every]
    for line in spare:
        if len(chosen) >= FEWEST_ON_HELP:
            break
        if line.id not in {each.id for each in chosen}:
            chosen.append(line)
    return chosen


def _fitting(lines: list[Line], room: int) -> list[Line]:
    """The first ones, 988 always among them."""
    kept = lines[:room]
    always = [line for line in lines[room:] if line.id == ALWAYS_THERE]
    return [*kept[: room - 1], *always] if always else kept
