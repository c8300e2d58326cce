"""A plan file that is missing or spoiled never takes the other plans along."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.resources import resource
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.plans.overlay import combine
from wellness_desktop.plans.plans_page import PlansPage
from wellness_desktop.plans.service import Plans
from wellness_desktop.plans.templates import Templates, load_templates, open_templates

if TYPE_CHECKING:
    from conftest import Agency

SHIPPED = load_templates()
OTHERS = sorted(plan for plan in SHIPPED.overlays if plan != "CP-03")
A_PLAN = (resource("plan_templates") / "cp-03.toml").read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped plan files."""
    return Path(shutil.copytree(resource("plan_templates"), tmp_path / "plans"))


def spoil(folder: Path, old: str, new: str) -> None:
    path = folder / "cp-03.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_sound_files_are_all_opened() -> None:
    found = open_templates()
    assert found == SHIPPED
    assert found.left_out == ()


def test_a_missing_file_is_one_plan_less(folder: Path) -> None:
    (folder / "cp-03.toml").unlink()
    found = open_templates(folder)
    assert sorted(found.overlays) == OTHERS
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("old", "new", "tells"),
    [
        ("[[trigger]]", "[[trigger]", "line"),
        ("replaces =", "replases =", "replases"),
        ('box = "1week"', 'box = "1weak"', "its time box is not known"),
        ('    "core.call.cover",\n', "", "core.call.cover"),
        ('"core.clock.osha", ', '"core.clock.nowhere", ', "core.clock.nowhere"),
        ('id = "CP-03"', 'id = "CP-30"', "name of its plan, CP-30"),
        ('id = "CP-03"', 'id = "CP-01"', "name of its plan, CP-01"),
        ("needs_review = [", "review_on = [", "review_on"),
    ],
)
def test_a_slip_leaves_out_that_plan_and_says_why(folder: Path, old: str, new: str, tells: str) -> None:
    spoil(folder, old, new)
    found = open_templates(folder)
    assert sorted(found.overlays) == OTHERS
    assert all(found.overlays[plan] == SHIPPED.overlays[plan] for plan in OTHERS)
    assert [(one.file, one.plan) for one in found.left_out] == [("cp-03.toml", "CP-03")]
    assert tells in found.left_out[0].fault


@pytest.mark.parametrize(
    "odd", [b"", b"step = 7\n", b"step = [7]\n", b"step = {}\n", b"title = 7\n", b"\xff\xfe", b"a.b = 1\n"]
)
def test_a_file_that_is_no_plan_at_all_is_left_out(folder: Path, odd: bytes) -> None:
    (folder / "cp-03.toml").write_bytes(b'id = "CP-03"\n' + odd)
    found = open_templates(folder)
    assert sorted(found.overlays) == OTHERS
    assert found.left_out[0].fault


def test_a_list_that_names_what_was_replaced_is_a_slip_and_no_crash(folder: Path) -> None:
    """Without the check it was found only when the plan was put together."""
    clock = '[[clock]]\nid = "cp03.clock.osha"\nreplaces = "core.clock.osha"\nwhat = "x"\nlimit = "y"\n'
    with (folder / "cp-03.toml").open("a", encoding="utf-8") as file:
        file.write(clock)
    (left,) = open_templates(folder).left_out
    assert "core.clock.osha: it is listed but stands nowhere" in left.fault


def test_a_copy_that_an_editor_left_behind_does_not_replace_the_plan(folder: Path) -> None:
    (folder / "cp-03 - Copy.toml").write_bytes(A_PLAN.replace(b"Officer-involved shooting", b"Old words", 1))
    found = open_templates(folder)
    assert found.overlays == SHIPPED.overlays
    assert [one.file for one in found.left_out] == ["cp-03 - Copy.toml"]


def test_two_spoiled_files_are_both_named(folder: Path) -> None:
    (folder / "cp-01.toml").write_bytes(b"\xff\xfe")
    (folder / "cp-03.toml").write_bytes(b"")
    found = open_templates(folder)
    assert [one.plan for one in found.left_out] == ["CP-01", "CP-03"]
    assert sorted(found.overlays) == [plan for plan in OTHERS if plan != "CP-01"]


def test_without_a_sound_core_there_is_no_plan(folder: Path) -> None:
    core = folder / "core.toml"
    core.write_text(core.read_text(encoding="utf-8").replace("{values_line}", "{value_line}", 1), encoding="utf-8")
    with pytest.raises(Problem) as caught:
        open_templates(folder)
    assert "value_line" in caught.value.advice


def test_a_pack_is_laid_over_the_sound_files_and_may_bring_the_spoiled_one(folder: Path, tmp_path: Path) -> None:
    (folder / "cp-01.toml").write_bytes(b"no plan")
    new = tmp_path / "cp-03.toml"
    new.write_bytes(A_PLAN.replace(b'title = "Officer-involved shooting"', b'title = "A shooting"', 1))
    spoiled = [one.file for one in open_templates(folder).left_out]
    with pytest.raises(Problem):
        load_templates(folder, more=[new])
    found = load_templates(folder, more=[new], without=spoiled)
    assert found.overlays["CP-03"].title == "A shooting"
    assert "CP-01" not in found.overlays
    sound = tmp_path / "cp-01.toml"
    shutil.copyfile(resource("plan_templates") / "cp-01.toml", sound)
    assert "CP-01" in load_templates(folder, more=[new, sound], without=spoiled).overlays


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The core, one sound plan, and one that is spoiled again and again."""
    folder = tmp_path_factory.mktemp("scratch")
    for name in ("core.toml", "cp-01.toml"):
        shutil.copyfile(resource("plan_templates") / name, folder / name)
    return folder


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, len(A_PLAN) - 1), length=st.integers(0, 400), new=st.binary(max_size=12))
def test_bytes_lost_or_changed_anywhere_leave_the_other_plan(
    scratch: Path, place: int, length: int, new: bytes
) -> None:
    (scratch / "cp-03.toml").write_bytes(A_PLAN[:place] + new + A_PLAN[place + length :])
    found = open_templates(scratch)
    assert found.overlays["CP-01"] == SHIPPED.overlays["CP-01"]
    assert ("CP-03" in found.overlays) != bool(found.left_out)
    for overlay in found.overlays.values():
        combine(found.core, overlay)


def plans_of(agency: "Agency", found: Templates) -> Plans:
    plans = agency.plans()
    plans.templates = found
    return plans


def test_the_page_shows_the_other_plans_and_says_what_to_mend(agency: "Agency", folder: Path, qtbot: Any) -> None:
    agency.plans().set_fact("release_policy", "After 48 hours")
    spoil(folder, 'box = "1week"', 'box = "1weak"')
    plans = plans_of(agency, open_templates(folder))
    tasks = Tasks()
    page = PlansPage(plans, tasks)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    assert sorted(page.list.open_buttons) == OTHERS
    assert page.list.spoiled.isVisible()
    assert "cp-03.toml: CP-03, cp03.1week.session: its time box is not known." in page.list.spoiled_words.text()
    with pytest.raises(Problem) as caught:
        plans.plan("CP-03")
    assert "What your agency entered is safe" in caught.value.advice
    tasks.close()
    spoil(folder, 'box = "1weak"', 'box = "1week"')
    mended = plans_of(agency, open_templates(folder))
    facts = {one.field.id: one.value for one in mended.merged("CP-03").body("S19").facts}
    assert facts["release_policy"] == "After 48 hours"


def test_the_page_says_nothing_of_files_when_all_are_sound(agency: "Agency", qtbot: Any) -> None:
    tasks = Tasks()
    page = PlansPage(agency.plans(), tasks)
    qtbot.addWidget(page)
    page.show()
    assert not page.list.spoiled.isVisible()
    tasks.close()
