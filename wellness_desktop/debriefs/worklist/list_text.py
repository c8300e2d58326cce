"""How a worklist is written before it is sealed: short rows, padded so that the size says nothing of the length."""

import json
from collections.abc import Sequence
from datetime import date

from wellness_desktop.debriefs.worklist.values import WorkItem

STEP = 4096
"""Bytes. A list of up to about 40 lines in Latin letters fills one step; a longer one takes the next."""


def written(items: Sequence[WorkItem]) -> str:
    """The text that is sealed; its length in bytes is a multiple of STEP."""
    rows = [[one.key, one.label, one.due.isoformat() if one.due else ""] for one in items]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return text + " " * (-len(text.encode()) % STEP)


def read(text: str) -> list[WorkItem]:
    """The lines of a text that was sealed."""
    return [WorkItem(key, label, date.fromisoformat(due) if due else None) for key, label, due in json.loads(text)]
