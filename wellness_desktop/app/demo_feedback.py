"""What the demo's people left without a name, and what came of it (resources/demo/feedback.toml)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from wellness_desktop.app.demo_times import Calendar
from wellness_desktop.app.feedback_room import feedback_box
from wellness_desktop.base.paths import Paths
from wellness_desktop.feedback.answers import Answer, Outcome
from wellness_desktop.feedback.values import About, Factor, Kind, Left, PartOfDay, checked, to_text

if TYPE_CHECKING:
    from wellness_desktop.app.services import Services


def hear_notes(services: "Services", paths: Paths, tables: Mapping[str, Any], when: Calendar) -> None:
    """Earlier answers, the day of the next reading, and notes that wait in the box. As the coordinator."""
    for one in tables["answer"]:
        services.feedback.give_answer(Answer(one["said"], Outcome(one["outcome"]), one["did"], when.day(one["days"])))
    services.feedback.finish_reading(services.feedback.today + timedelta(days=tables["next_reading_in"]))
    for one in tables["note"]:
        left = Left(
            kind=Kind(one["kind"]),
            happened=one["happened"],
            about=About(one["about"]),
            could=one.get("could", ""),
            helped=one.get("helped", ""),
            prevent=one.get("prevent", ""),
            part_of_day=PartOfDay(one.get("part", "unsaid")),
            factors=tuple(Factor(factor) for factor in one.get("factors", ())),
        )
        feedback_box(paths).leave(to_text(checked(left)))
    services.feedback.gather_feedback()
