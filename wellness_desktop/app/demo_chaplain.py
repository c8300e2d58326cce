"""What the demo's chaplain keeps for himself (resources/demo/chaplain.toml)."""

from collections.abc import Mapping
from typing import Any

from wellness_desktop.app.demo_times import Calendar
from wellness_desktop.debriefs.service import Debriefs


def enter_day(debriefs: Debriefs, tables: Mapping[str, Any], when: Calendar) -> None:
    """Turns his private list on and writes its lines, as he would."""
    debriefs.start_worklist()
    for one in tables["line"]:
        debriefs.add_line(one["label"], when.day(one["due_in"]) if "due_in" in one else None)
