"""The care clock once more, worked out the long way from the field's table alone. Imports nothing of the program.

Moments are whole minutes since 1970 in UTC, so that no date arithmetic is shared with what it checks. Where one
session cannot serve all, every way of meeting is tried.
"""

import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

TABLE = tomllib.loads((Path(__file__).parent / "field_windows.toml").read_text(encoding="utf-8"))
NO_GROUPS = {"no_routine_group"}
"""Profiles without group sessions."""
Line = dict[str, Any]


def rows_for(profile: str, usual: str, event: str, state: str, *, force: bool) -> list[list[Any]]:
    """Kind, anchor, opens, best, closes: the incident's own profile first, then the agency's, then the program's."""
    found = []
    for kind in TABLE["order"]:
        if kind == "group_debriefing" and profile in NO_GROUPS:
            continue
        if kind == "family_support" and event in TABLE["family_told_first"]:
            found.append([kind, "notification_of_death", 0, 12, 72])
            continue
        for name in (profile, usual, "program_default"):
            row = [one for one in TABLE["window"] if one[0] == kind and one[1] == name]
            if row:
                found.append([kind, *row[0][2:6]])
                break
    found += [one[1:6] for one in TABLE["statute"] if one[0] == state]
    return [row for row in found if row[1] != "use_of_force" or force or event in TABLE["force"]]


def clock(rows: list[list[Any]], moments: dict[str, int], people: list[dict[str, int]], now: int) -> list[Line]:
    """One line for each row. `people` are each person's own moments; `moments` are those of the incident."""
    lines = []
    for kind, anchor, opens, best, closes in rows:
        starts = [start for person in people if (start := _start(anchor, moments, person)) is not None]
        if not starts:
            if anchor != "request_by_officer":
                lines.append({"kind": kind, "standing": "waiting", "people": len(people), "sessions": 0, "over": 0})
            continue
        spans = [(start + opens * 60, start + closes * 60) for start in starts]
        ends = [end for _, end in spans]
        together = kind in TABLE["given_to_groups"]
        first, last = min(begin for begin, _ in spans), max(ends)
        target = min(starts) + best * 60
        if together and (max(begin for begin, _ in spans) < min(ends) or len(spans) == 1):
            first, last = max(begin for begin, _ in spans), min(ends)
            target = min(max(starts) + best * 60, last)
        standing = "not_yet" if now < first else "open" if now <= last else "late"
        lines.append(
            {
                "kind": kind,
                "opens": first,
                "target": target,
                "closes": last,
                "standing": standing,
                "people": len(starts),
                "sessions": _fewest(spans) if together else 0,
                "over": sum(now > end for end in ends),
            }
        )
    return lines


def _start(anchor: str, moments: dict[str, int], person: dict[str, int]) -> int | None:
    if anchor == "release_from_duty":
        return person.get(anchor, moments.get("incident_end"))
    if anchor == "request_by_officer":
        return person.get(anchor)
    return moments.get(anchor)


def _fewest(spans: list[tuple[int, int]]) -> int:
    """The fewest moments at which everybody could come to one, with some time left in their own window."""
    places = sorted({begin for begin, _ in spans})
    for count in range(1, len(places) + 1):
        for chosen in combinations(places, count):
            if all(any(begin <= place < end for place in chosen) for begin, end in spans):
                return count
    raise ValueError("nobody to meet")
