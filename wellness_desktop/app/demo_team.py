"""What stands behind the demo's numbers, entered by its coordinator (resources/demo/team.toml)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from wellness_desktop.app.demo_people import People
from wellness_desktop.app.demo_times import Calendar
from wellness_desktop.roster.credentials import Course
from wellness_desktop.roster.kinds import CheckedHow
from wellness_desktop.roster.service import Roster
from wellness_desktop.roster.team_records import Finding
from wellness_desktop.roster.vetting import RECHECK_AFTER, Answer


def enter_team(roster: Roster, tables: Mapping[str, Any], ids: People, when: Calendar) -> None:
    """Own words with their consent, agreements, courses and vetting answers."""
    for one in tables["entry"]:
        person = roster.person(ids[one["person"]])
        roster.change(
            replace(
                person,
                agreement_on=when.day(-one["agreement"]),
                consult=one.get("consult", ""),
                attributes=tuple(one.get("words", ())),
                attributes_on=when.day(-one["words_on"]) if "words_on" in one else None,
            )
        )
    for one in tables["course"]:
        roster.save_course(ids[one["person"]], _course(one, when))
    for one in tables["answer"]:
        asked = when.day(-one["days_ago"])
        roster.answer(
            ids[one["person"]],
            Answer(
                question=one["question"],
                finding=Finding(one["finding"]),
                checked_on=asked,
                checked_how=CheckedHow(one["how"]),
                recheck_on=asked + RECHECK_AFTER,
                remark=one.get("remark", ""),
            ),
        )


def _course(one: Mapping[str, Any], when: Calendar) -> Course:
    return Course(
        title=one["title"],
        kind=one["kind"],
        provider=one["provider"],
        hours=float(one["hours"]),
        classroom_hours=float(one["classroom"]),
        completed_on=when.day(-one["days_ago"]),
        expires_on=when.day(one["ends_in"]) if "ends_in" in one else None,
        document=one.get("document", ""),
        seen_by=one.get("seen", ""),
    )
