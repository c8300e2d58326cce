"""The plain file that holds what the agency said about support lines, beside the station board (DESIGN 4).

It is read at the front door, without a sign-in, so nothing heavy is imported and nothing in it is secret: public
numbers, dates, and the role of whoever changed them. It is the one place where these are kept. No table of the station
store fits them, and a copy in the store would only be a second truth: whoever is allowed to change them signs in, each
change leaves its id in the encrypted audit log in the same unit of work (line_desk.py), and backups take the file
along.

`agency_lines.json`, whole or not at all:

    format       1
    revision     grows with each change
    order        ids of the lines of Get help now, empty for the shipped order
    corrections  [{line, audit, by, changed_on, call, text_to, hours, note, hidden, called_on,
                   shipped: {name, call, text_to, hours}}]
    local        [{id, audit, by, changed_on, called_on, name, for_whom, call, text_to, hours, answered_by, note,
                   state}]
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr
from wellness_desktop.library.agency_lines import LOCAL, AgencyLines, Correction, LocalLine, Shipped

FORMAT = 1
LARGEST = 1024 * 1024
"""A bigger file is not ours; reading it would keep a person waiting."""
LONGEST_TEXT = 400

Value = TypeVar("Value")


def read_agency_lines(path: Path) -> AgencyLines:
    """What stands in the file; nothing when there is no file. Raises Problem for a spoiled one."""
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError("too large")
        return _from_json(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return AgencyLines()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Problem(
            tr("The file with your agency's support lines cannot be read."),
            tr(
                "The shipped lines are shown meanwhile. Restore agency_lines.json from a backup, "
                "or delete it to begin again."
            ),
        ) from error


def write_agency_lines(path: Path, lines: AgencyLines) -> None:
    """Writes the file whole. Raises Problem when the disk refuses; the old file stands then."""
    facts = {"format": FORMAT, **asdict(lines)}
    write_whole(path, json.dumps(facts, ensure_ascii=False, indent=1, default=_day_text).encode())


def _day_text(value: date) -> str:
    return value.isoformat()


def _from_json(found: dict[str, Any]) -> AgencyLines:
    if found["format"] != FORMAT:
        raise ValueError("another format")
    return AgencyLines(
        revision=_number(found["revision"]),
        corrections=_all(found["corrections"], _correction),
        local=_all(found["local"], _local),
        order=_all(found["order"], _text),
    )


def _correction(entry: dict[str, Any]) -> Correction:
    return Correction(
        line=_text(entry["line"]),
        audit=_text(entry["audit"]),
        by=_text(entry["by"]),
        changed_on=date.fromisoformat(entry["changed_on"]),
        shipped=Shipped(**{name: _text(entry["shipped"][name]) for name in ("name", "call", "text_to", "hours")}),
        call=_text(entry["call"]),
        text_to=_text(entry["text_to"]),
        hours=_text(entry["hours"]),
        note=_text(entry["note"]),
        hidden=entry["hidden"] is True,
        called_on=date.fromisoformat(entry["called_on"]) if entry["called_on"] is not None else None,
    )


def _local(entry: dict[str, Any]) -> LocalLine:
    line = LocalLine(
        id=_text(entry["id"]),
        audit=_text(entry["audit"]),
        by=_text(entry["by"]),
        changed_on=date.fromisoformat(entry["changed_on"]),
        called_on=date.fromisoformat(entry["called_on"]),
        name=_text(entry["name"]),
        for_whom=_text(entry["for_whom"]),
        call=_text(entry["call"]),
        text_to=_text(entry["text_to"]),
        hours=_text(entry["hours"]),
        answered_by=_text(entry["answered_by"]),
        note=_text(entry["note"]),
        state=_text(entry["state"]),
    )
    if not line.id.startswith(LOCAL) or not (line.call or line.text_to):
        raise ValueError("no line of the agency's own")
    return line


def _all(found: object, make: Callable[[Any], Value]) -> tuple[Value, ...]:
    if not isinstance(found, list):
        raise TypeError("a list expected")
    return tuple(make(each) for each in found)


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("a whole number expected")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value[:LONGEST_TEXT]
