"""Core, overlay and the agency's own changes become one plan."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wellness_desktop.plans.items import Box, Note, Objective, Step, Template, Without
from wellness_desktop.plans.overlay import Edit, EditKind, combine, outdated

CORE = Template(
    "core",
    "Core",
    "2026.1",
    date(2026, 11, 22),
    date(2027, 11, 22),
    box=(Box("15min", "First 15 minutes"), Box("1h", "First hour")),
    step=(
        Step("a", "15min", "R01", "Stop the harm."),
        Step("b", "15min", "R01", "Call."),
        Step("c", "1h", "R01", "Tell the family."),
    ),
    objective=(Objective("o", "Learn."),),
    note=(Note("n", "S14", "Rest."),),
)


def overlay(**parts: object) -> Template:
    return replace(Template("CP-90", "Test", "2026.1", date(2026, 11, 22), date(2027, 11, 22)), **parts)  # type: ignore[arg-type]


def texts(plan: Template) -> list[str]:
    return [step.text for step in plan.step]


def test_an_overlay_adds_at_the_end_of_the_box() -> None:
    plan = combine(CORE, overlay(step=(Step("x", "15min", "R01", "Aid."),)))
    assert texts(plan) == ["Stop the harm.", "Call.", "Aid.", "Tell the family."]


def test_an_overlay_replaces_in_place() -> None:
    plan = combine(CORE, overlay(step=(Step("x", "15min", "R01", "Aid all.", replaces="a"),)))
    assert texts(plan) == ["Aid all.", "Call.", "Tell the family."]


def test_an_overlay_leaves_out() -> None:
    plan = combine(CORE, overlay(without=(Without("b", "Not here."),)))
    assert texts(plan) == ["Stop the harm.", "Tell the family."]


def test_a_step_follows_the_one_it_names_and_others_of_the_same_name_follow_it() -> None:
    plan = combine(
        CORE,
        overlay(
            step=(
                Step("x", "15min", "R01", "First.", after="a"),
                Step("y", "15min", "R01", "Second.", after="a"),
                Step("z", "15min", "R01", "Stop.", replaces="a"),
            )
        ),
    )
    assert texts(plan) == ["Stop.", "First.", "Second.", "Call.", "Tell the family."]


def test_a_step_whose_leader_is_left_out_still_stands_in_its_box() -> None:
    plan = combine(
        CORE, overlay(step=(Step("x", "15min", "R01", "Aid.", after="a"),), without=(Without("a", "Not here."),))
    )
    assert texts(plan) == ["Call.", "Aid.", "Tell the family."]


def test_the_agency_hides_changes_and_adds() -> None:
    edits = (
        Edit("a", EditKind.HIDDEN),
        Edit("b", EditKind.CHANGED, "Call the chief.", "Call."),
        Edit("own.1", EditKind.ADDED, "Feed the dog.", table="step", where="1h", role="R08"),
        Edit("own.2", EditKind.ADDED, "Sleep.", table="note", where="S14"),
        Edit("own.3", EditKind.ADDED, "Rest.", table="objective"),
    )
    plan = combine(CORE, None, edits)
    assert texts(plan) == ["Call the chief.", "Tell the family.", "Feed the dog."]
    assert [note.text for note in plan.note] == ["Rest.", "Sleep."]
    assert [objective.text for objective in plan.objective] == ["Learn.", "Rest."]


def test_words_of_the_agency_are_no_longer_marked_check_locally() -> None:
    core = replace(CORE, step=(Step("a", "15min", "R01", "Go.", local=True),))
    plan = combine(core, None, [Edit("a", EditKind.CHANGED, "Go now.", "Go.")])
    assert not plan.step[0].local


def test_a_newer_template_never_overwrites_the_agency_and_says_what_differs() -> None:
    """Issue 8: template updates show a side-by-side merge."""
    edit = Edit("b", EditKind.CHANGED, "Call the chief.", "Call.")
    newer = replace(CORE, step=(replace(CORE.step[1], text="Call in this order."),))
    assert texts(combine(newer, None, [edit])) == ["Call the chief."]
    assert outdated(newer, [edit]) == (edit,)
    assert outdated(CORE, [edit]) == ()


@given(st.sets(st.sampled_from(["a", "b", "c"])), st.sets(st.sampled_from(["a", "b", "c"])))
def test_no_step_is_lost_or_doubled(left_out: set[str], replaced: set[str]) -> None:
    steps = tuple(Step(f"new.{one}", "15min", "R01", one, replaces=one) for one in sorted(replaced - left_out))
    plan = combine(CORE, overlay(step=steps, without=tuple(Without(one, "why") for one in sorted(left_out))))
    ids = [step.id for step in plan.step]
    assert len(ids) == len(set(ids)) == 3 - len(left_out)
