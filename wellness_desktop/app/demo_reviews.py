"""The demo's after-action review and its lessons (resources/demo/reviews.toml)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from wellness_desktop.plans.review.kinds import Cause, Stage, Voice
from wellness_desktop.plans.review.values import NewLesson, NewVoice
from wellness_desktop.plans.runs.kinds import Rating
from wellness_desktop.plans.service import Plans


def look_back(plans: Plans, tables: Mapping[str, Any]) -> None:
    """Holds the review as far as it has come, and writes its lessons into the register."""
    desk, told = plans.after_action, tables["review"]
    held = _ago(plans, told["ago"])
    key = desk.begin_without_run(told["name"], Cause.DRILL, held, plan=told["plan"]).value
    for question, text in told["answers"].items():
        desk.say(key, question, text)
    for objective, rating in zip(desk.review(key).objectives, told["objectives"], strict=False):
        desk.rate(objective, objective.text, Rating(rating), "")
    for sheet in told["sheet"]:
        desk.add_sheet(key, NewVoice(Voice(sheet["voice"]), sheet["said"], sheet["who"], sheet.get("outside", False)))
    desk.hold(desk.review(key).line, Stage.HOT_WASH, _ago(plans, told["hot_wash_ago"]))
    for one in tables["lesson"]:
        said = NewLesson(
            lesson=one["lesson"],
            action=one["action"],
            owner=one["owner"],
            start=_ago(plans, one["begun"]),
            due=_ago(plans, -one["due"]),
            tested_by=one.get("tested_by", ""),
        )
        lesson_id = desk.save_lesson(said, review=key).value
        if "done" in one:
            lesson = next(found for found in desk.lessons() if found.id == lesson_id)
            desk.close_lesson(lesson, _ago(plans, one["done"]), one["evidence"])


def _ago(plans: Plans, days: int) -> date:
    return plans.today - timedelta(days=days)
