"""What changed between two versions, what a newer template says, what is due and what is empty."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from wellness_desktop.base.errors import Problem
from wellness_desktop.plans.bands import Band
from wellness_desktop.plans.items import Template
from wellness_desktop.plans.missing import Gap
from wellness_desktop.plans.own_words.difference import Kind, LineChange, line_changes
from wellness_desktop.plans.own_words.template_news import Turn
from wellness_desktop.plans.templates import Templates, shipped_templates

if TYPE_CHECKING:
    from conftest import Agency


def test_a_reworded_line_names_the_words_that_went_and_came() -> None:
    (change,) = line_changes("Call the chief in 5 minutes.", "Call the chief at once.")
    assert change == LineChange(
        Kind.CHANGED, "Call the chief in 5 minutes.", "Call the chief at once.", ("in 5 minutes.",), ("at once.",)
    )


def test_lines_that_came_went_and_moved_are_told_apart() -> None:
    before = "Stop the harm.\nTell the family first.\nRest."
    now = "Rest.\nStop the harm.\nWrite everything down tonight."
    assert [(one.kind, one.was, one.now) for one in line_changes(before, now)] == [
        (Kind.MOVED, "Rest.", "Rest."),
        (Kind.ADDED, "", "Write everything down tonight."),
        (Kind.REMOVED, "Tell the family first.", ""),
    ]


LINES = st.lists(
    st.sampled_from(["Call.", "Call now.", "Tell the family.", "Rest and eat.", "Write it down."]), max_size=7
)


@settings(max_examples=150)
@given(LINES, LINES)
def test_the_newer_text_follows_from_the_older_and_the_changes(before: list[str], now: list[str]) -> None:
    """Counted line by line: what was, without what went, with what came, is what is."""
    changes = line_changes("\n".join(before), "\n".join(now))
    lines = list(before)
    for change in changes:
        if change.kind in (Kind.REMOVED, Kind.CHANGED):
            lines.remove(change.was)
    lines += [change.now for change in changes if change.kind in (Kind.ADDED, Kind.CHANGED)]
    assert sorted(lines) == sorted(now)


def test_versions_are_compared_with_each_other_and_with_now(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    plans.approve("CP-01")
    plans.set_fact("relations", "Better since the fair.")
    millbrook.clock.advance(timedelta(days=1))
    plans.approve("CP-01")
    plans.hide_item("cp01.warning.speak", plan="CP-01")
    now, second, first = plans.versions("CP-01")
    assert now.id is None
    assert second.words.startswith("Version 2026.2")
    found = plans.compare("CP-01", first.id, second.id)
    assert [section.id for section in found.sections] == ["S08"]
    since = plans.compare("CP-01", second.id)
    assert [(section.id, [line.kind for line in section.lines]) for section in since.sections] == [
        ("S04", [Kind.REMOVED])
    ]
    assert plans.compare("CP-01", second.id, second.id).sections == ()
    pages = PdfReader(BytesIO(plans.print_comparison("CP-01", first.id))).pages
    text = " ".join("".join(page.extract_text() for page in pages).split())
    assert "Removed" in text
    assert "Better since the fair." in text
    with pytest.raises(Problem, match="no longer there"):
        plans.compare("CP-02", first.id)


def with_core(change: Callable[[Template], Template]) -> Callable[[], Templates]:
    """The shipped plans with a core that a newer program brings."""
    shipped = shipped_templates()
    return lambda: Templates(change(shipped.core), shipped.overlays)


def newer(core: Template) -> Template:
    """One sentence reworded, one dropped, one new, in the first 15 minutes."""
    steps = [
        replace(step, text="Tell everyone: no posts, no calls.") if step.id == "core.15min.phones" else step
        for step in core.step
        if step.id != DROPPED
    ]
    return replace(core, step=(*steps, replace(core.step[0], id="core.15min.new", text="Look at your own hands.")))


DROPPED = "core.15min.scribe"


def test_a_newer_template_is_laid_beside_our_words_and_overwrites_none(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    plans.change_item("core.15min.phones", "No posts. Chief's order.", plan="CP-01")
    plans.change_item(DROPPED, "Maria writes.", plan="CP-01")
    assert plans.template_news("CP-01") == []
    later = millbrook.plans(templates=with_core(newer))
    reworded, dropped, came = later.template_news("CP-01")[:3]
    assert (reworded.turn, reworded.ours, reworded.now) == (
        Turn.REWORDED,
        "No posts. Chief's order.",
        "Tell everyone: no posts, no calls.",
    )
    assert "posts" in reworded.was
    assert (dropped.turn, dropped.ours, dropped.may_keep) == (Turn.REMOVED, "Maria writes.", True)
    assert (came.turn, came.now, came.to_decide) == (Turn.ADDED, "Look at your own hands.", False)
    texts = {item.id: item.text for item in later.items("CP-01")}
    assert texts["core.15min.phones"] == "No posts. Chief's order."
    later.keep_ours(dropped)
    kept = next(item for item in later.items("CP-01") if item.text == "Maria writes.")
    assert kept.id.startswith("own.")
    done = later.merge_words(reworded, "No posts, no calls. Chief's order.")
    assert [one.item for one in later.template_news("CP-01") if one.to_decide] == []
    done.undo()
    assert [one.item for one in later.template_news("CP-01") if one.to_decide] == ["core.15min.phones"]
    later.take_theirs(reworded)
    texts = {item.id: item.text for item in later.items("CP-01")}
    assert texts["core.15min.phones"] == "Tell everyone: no posts, no calls."


def test_what_is_only_told_is_told_until_a_planner_read_it(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    plans.approve("CP-01")
    later = millbrook.plans(templates=with_core(newer))
    assert {one.turn for one in later.template_news("CP-01")} == {Turn.ADDED, Turn.REMOVED, Turn.REWORDED}
    done = later.template_read("CP-01")
    assert later.template_news("CP-01") == []
    done.undo()
    assert len(later.template_news("CP-01")) == 3
    assert later.template_news("CP-02") == []


def test_hidden_items_that_changed_are_asked_about_and_stay_hidden(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    plans.hide_item("core.15min.phones")
    later = millbrook.plans(templates=with_core(newer))
    (news,) = [one for one in later.template_news("CP-02") if one.to_decide]
    assert (news.hidden, news.plan) == (True, "core")
    later.keep_ours(news)
    assert not [one for one in later.template_news("CP-01") if one.to_decide]
    assert "core.15min.phones" not in {step.id for box in later.merged("CP-01").boxes for step in box.steps}


def test_reviews_follow_the_cadence(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    assert {one.what: one.due for one in plans.reviews("CP-01")}["The whole plan"] is None
    plans.approve("CP-01")
    due = {one.what: one.due for one in plans.reviews("CP-01")}
    assert due == {
        "Call tree and numbers": date(2027, 5, 24),
        "The whole plan": date(2027, 11, 24),
        "That agreement ends on": date(2028, 5, 1),
    }


def test_factors_without_anything_filled_in_are_told(agency: "Agency", millbrook: "Agency") -> None:
    """CP-T16: every factor of seed 002 maps to a filled section, or the warning lists it."""
    assert millbrook.plans().empty_factors("CP-01") == ()
    empty = agency.plans()
    assert len(empty.empty_factors("CP-01")) == 6
    empty.set_fact("values_statement", "We tell the truth.")
    assert not any("S05" in one for one in empty.empty_factors("CP-01"))


def test_the_sheet_of_strike_outs_names_everybody_once(millbrook: "Agency") -> None:
    plans = millbrook.plans()
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(plans.print_strike_outs("CP-01"))).pages)
    for struck in plans.merged("CP-01").strike_outs:
        assert struck.person.name in text


def test_completeness_is_told_by_section(agency: "Agency", millbrook: "Agency") -> None:
    done = {one.id: one for one in millbrook.plans().plan("CP-01").sections}
    assert all(one.complete for one in done.values())
    plans = agency.plans()
    plans.add_contributor("CP-01", "Kim O'Neil", Band.LINE)
    plans.set_fact("relations", "Good with most.")
    empty = {one.id: (one.filled, one.asked) for one in plans.plan("CP-01").sections}
    assert empty["S02"] == (1, 4)
    assert empty["S08"][0] == 1
    assert empty["S09"] == (0, 3 * len(plans.merged("CP-01").roles))
    counted = sum(asked - filled for filled, asked in empty.values())
    listed = [gap for gap in plans.missing("CP-01") if gap.gap in (Gap.FACT, Gap.SEAT, Gap.BAND)]
    assert counted == len(listed)
