"""The care clock against the vectors, against other time zones, and for groups."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.debriefs.moments import moments
from wellness_desktop.debriefs.protocol_files import load_protocols
from wellness_desktop.debriefs.protocols import Anchor, Kind, Source, Status, Window
from wellness_desktop.debriefs.windows import (
    CareWindow,
    Standing,
    anchors_of_person,
    care_clock,
    care_window,
    groups_with_a_window,
    shared_window,
)

PROTOCOLS = load_protocols()
VECTORS = tomllib.loads((Path(__file__).parent / "vectors.toml").read_text(encoding="utf-8"))["window"]
ZONES = [
    ZoneInfo(name)
    for name in ("America/Chicago", "America/Phoenix", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu")
]
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
GROUPS = [kind for kind, one in PROTOCOLS.interventions.items() if one.group]


def a_window(open_h: float = 0, target_h: float = 6, close_h: float | None = 12, **more: object) -> Window:
    values = {
        "kind": Kind.DEFUSING,
        "anchor": Anchor.INCIDENT_END,
        "open_h": open_h,
        "target_h": target_h,
        "close_h": close_h,
        "source": Source("T", "A test", ""),
        "status": Status.DESIGN,
    }
    return Window(**(values | more))  # type: ignore[arg-type]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_db14_windows_are_elapsed_hours(vector: dict[str, str]) -> None:
    zone = ZoneInfo(vector["tz"])
    anchor = datetime.fromisoformat(vector["anchor_local"]).replace(tzinfo=zone)
    windows = PROTOCOLS.profile(vector["profile"]).windows
    window = next(one for one in windows if one.kind == vector["intervention"])
    found = care_window(window, {window.anchor: anchor})
    for moment, name in ((found.opens, "open"), (found.target, "target"), (found.closes, "close")):
        assert moment is not None
        local = moment.astimezone(zone).replace(tzinfo=None)
        assert local == datetime.fromisoformat(vector[f"expect_{name}_local"])


@given(moments(), st.sampled_from(ZONES), st.lists(st.integers(0, 700), min_size=3, max_size=3).map(sorted))
def test_db14_no_clock_change_stretches_a_window(moment: datetime, zone: ZoneInfo, hours: list[int]) -> None:
    anchor = moment.astimezone(zone)
    open_h, target_h, close_h = hours
    found = care_window(a_window(open_h, target_h, close_h), {Anchor.INCIDENT_END: anchor})
    assert found.opens is not None
    assert found.closes is not None
    assert found.opens - anchor.astimezone(UTC) == timedelta(hours=open_h)
    assert found.closes - found.opens == timedelta(hours=close_h - open_h)
    assert found.opens.tzinfo is UTC


def test_a_naive_anchor_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="aware"):
        care_window(a_window(), {Anchor.INCIDENT_END: NOON.replace(tzinfo=None)})


@pytest.mark.parametrize(
    ("hours", "standing"),
    [
        (-0.01, Standing.NOT_YET),
        (0, Standing.OPEN),
        (12, Standing.OPEN),
        (12.01, Standing.LATE),
        (9999, Standing.LATE),
    ],
)
def test_late_is_a_standing_like_any_other(hours: float, standing: Standing) -> None:
    found = care_window(a_window(), {Anchor.INCIDENT_END: NOON})
    assert found.standing(NOON + timedelta(hours=hours)) is standing


def test_a_window_without_an_end_stays_open() -> None:
    found = care_window(a_window(close_h=None), {Anchor.INCIDENT_END: NOON})
    assert found.standing(NOON + timedelta(days=4000)) is Standing.OPEN


def test_a_window_waits_for_its_anchor() -> None:
    found = care_window(a_window(anchor=Anchor.FUNERAL_END), {Anchor.INCIDENT_END: NOON})
    assert found.standing(NOON) is Standing.WAITING
    assert found.closes is None


def test_a_person_counts_from_their_own_release_if_it_is_known() -> None:
    incident = {Anchor.INCIDENT_END: NOON}
    released = NOON + timedelta(hours=3)
    assert anchors_of_person(incident)[Anchor.RELEASED] == NOON
    assert anchors_of_person(incident, released)[Anchor.RELEASED] == released
    assert Anchor.ASKED not in anchors_of_person(incident)


# --------------------------------------------------------------------------------------------- groups


def own(open_h: float, close_h: float) -> CareWindow:
    return care_window(a_window(open_h, open_h, close_h), {Anchor.INCIDENT_END: NOON})


def test_a_group_opens_with_the_last_and_closes_with_the_first() -> None:
    found = shared_window([own(0, 12), own(3, 10), own(1, 20)])
    assert found is not None
    assert found.opens == NOON + timedelta(hours=3)
    assert found.closes == NOON + timedelta(hours=10)


def test_people_without_a_common_window_make_two_groups() -> None:
    people = {"Ada": own(0, 2), "Ben": own(1, 3), "Cy": own(5, 7)}
    assert shared_window(list(people.values())) is None
    assert groups_with_a_window(people) == [["Ada", "Ben"], ["Cy"]]


def test_a_common_window_of_no_length_is_none() -> None:
    people = {"Ada": own(0, 2), "Ben": own(2, 4)}
    assert shared_window(list(people.values())) is None
    assert groups_with_a_window(people) == [["Ada"], ["Ben"]]


spans = st.tuples(st.integers(0, 60), st.integers(1, 24)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(spans, min_size=1, max_size=9))
def test_groups_are_the_fewest_possible(found: list[tuple[int, int]]) -> None:
    """Against a brute force over points in time: every group meets at one of them."""
    people = {number: own(*span) for number, span in enumerate(found)}
    groups = groups_with_a_window(people)
    assert sorted(who for group in groups for who in group) == sorted(people)
    assert all(shared_window([people[who] for who in group]) for group in groups)
    points = sorted({start for start, _ in found})
    fewest = next(count for count in range(1, len(found) + 1) if _covered(found, points, count))
    assert len(groups) == fewest


def _covered(spans: list[tuple[int, int]], points: list[int], count: int) -> bool:
    from itertools import combinations

    return any(
        all(any(start <= point < end for point in chosen) for start, end in spans)
        for chosen in combinations(points, count)
    )


# ------------------------------------------------------------------------------------------ the clock


def test_the_clock_has_a_line_for_each_window_with_its_source() -> None:
    trigger = PROTOCOLS.triggers["officer_involved_shooting"]
    incident = {Anchor.INCIDENT_END: NOON, Anchor.USE_OF_FORCE: NOON - timedelta(hours=2)}
    people = [anchors_of_person(incident), anchors_of_person(incident, NOON + timedelta(hours=5))]
    lines = care_clock(PROTOCOLS.windows("program_default", trigger), people, NOON + timedelta(hours=1), GROUPS)
    by_kind = {line.window.kind: line for line in lines}
    assert by_kind[Kind.DEFUSING].standing is Standing.OPEN
    assert by_kind[Kind.GROUP_DEBRIEFING].standing is Standing.NOT_YET
    assert by_kind[Kind.WITH_CLINICIAN].opens == NOON + timedelta(hours=10)
    assert by_kind[Kind.DEMOBILIZATION].sessions == 2
    assert by_kind[Kind.DEMOBILIZATION].closes == NOON + timedelta(hours=7)
    assert all(line.window.source.title for line in lines)


def test_a_request_of_ones_own_shows_only_when_somebody_asked() -> None:
    trigger = PROTOCOLS.triggers["officer_involved_shooting"]
    windows = PROTOCOLS.windows("program_default", trigger, "PA")
    incident = {Anchor.INCIDENT_END: NOON, Anchor.USE_OF_FORCE: NOON}
    without = care_clock(windows, [anchors_of_person(incident)], NOON)
    asked = care_clock(windows, [anchors_of_person(incident, asked_at=NOON)], NOON)
    assert len(asked) == len(without) + 1


def test_the_clock_of_nobody_waits() -> None:
    windows = PROTOCOLS.windows("program_default", PROTOCOLS.triggers["lodd"])
    assert all(line.standing is Standing.WAITING for line in care_clock(windows, [], NOON))
