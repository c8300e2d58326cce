"""The rules as data: read whole, checked whole, and honest about what nobody has read."""

import tomllib
from pathlib import Path

import pytest

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.resources import resource
from wellness_desktop.debriefs.protocol_files import load_protocols, read_protocols
from wellness_desktop.debriefs.protocols import Anchor, Kind, Status
from wellness_desktop.debriefs.wording import banned_in, stray_debrief
from wellness_desktop.roster.duty_roster.patterns import Code, load_patterns, parse_sequence, read_patterns

PROTOCOLS = load_protocols()
FILES = sorted(resource("protocols").glob("*.toml"))


def test_every_kind_of_support_has_an_entry_and_a_window_or_a_follow_up_plan() -> None:
    assert set(PROTOCOLS.interventions) == set(Kind)
    windows = PROTOCOLS.profile("program_default").windows
    assert {window.kind for window in windows} == set(Kind) - {Kind.FOLLOW_UP, Kind.REFERRAL}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_says_when_it_was_checked_and_what_its_sources_are(path: Path) -> None:
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    assert found["meta"]["checked_on"] < found["meta"]["review_by"]
    sources = found.get("source") or [entry for entry in found["pattern"] if entry.get("source")]
    assert sources


def test_what_nobody_has_read_is_marked_to_be_checked_locally() -> None:
    """Facts of status "memory" are starting values only (DESIGN, first page)."""
    marked = [window for profile in PROTOCOLS.profiles.values() for window in profile.windows]
    marked = [window for window in marked if window.status.check_locally]
    assert {(window.kind, window.close_h) for window in marked} == {
        (Kind.BRIEFING, 72),
        (Kind.DEFUSING, 8),
        (Kind.GROUP_DEBRIEFING, 168),
    }
    assert not any(window.status is Status.MEMORY for window in PROTOCOLS.profile("program_default").windows)


def test_a_profile_replaces_only_what_it_names() -> None:
    trigger = PROTOCOLS.triggers["traumatic_call"]
    windows = {window.kind: window for window in PROTOCOLS.windows("regional_team_24_72", trigger)}
    assert (windows[Kind.GROUP_DEBRIEFING].open_h, windows[Kind.GROUP_DEBRIEFING].close_h) == (24, 72)
    assert windows[Kind.DEFUSING].close_h == 12


def test_a_line_of_duty_death_waits_for_the_funeral_and_the_rest_keeps_the_agency_s_profile() -> None:
    lodd = PROTOCOLS.triggers["lodd"]
    assert PROTOCOLS.profile_for(lodd, "course_8h") == "lodd"
    windows = {window.kind: window for window in PROTOCOLS.windows("lodd", lodd, usual="course_8h")}
    assert windows[Kind.GROUP_DEBRIEFING].anchor is Anchor.FUNERAL_END
    assert windows[Kind.DEFUSING].close_h == 8
    assert PROTOCOLS.profile_for(PROTOCOLS.triggers["traumatic_call"], "course_8h") == "course_8h"


def test_whoever_plans_may_choose_another_profile_for_one_incident() -> None:
    windows = PROTOCOLS.windows("regional_team_24_72", PROTOCOLS.triggers["lodd"], usual="icisf")
    by_kind = {window.kind: window for window in windows}
    assert by_kind[Kind.GROUP_DEBRIEFING].close_h == 72
    assert by_kind[Kind.DEFUSING].target_h == 4


def test_no_routine_group_session_where_the_agency_chose_so() -> None:
    lodd = PROTOCOLS.triggers["lodd"]
    kinds = {window.kind for window in PROTOCOLS.windows(PROTOCOLS.profile_for(lodd, "no_routine_group"), lodd)}
    assert Kind.GROUP_DEBRIEFING not in kinds
    assert Kind.ONE_ON_ONE in kinds


def test_a_family_is_told_before_anybody_offers_it_support() -> None:
    for event in ("lodd", "member_death_off_duty"):
        windows = {window.kind: window for window in PROTOCOLS.windows("icisf", PROTOCOLS.triggers[event])}
        assert windows[Kind.FAMILY_SUPPORT].anchor is Anchor.DEATH_TOLD
    crash = {window.kind: window for window in PROTOCOLS.windows("icisf", PROTOCOLS.triggers["vehicle_collision"])}
    assert crash[Kind.FAMILY_SUPPORT].anchor is Anchor.INCIDENT_END


def test_every_anchor_has_a_window_that_counts_from_it() -> None:
    windows = [window for profile in PROTOCOLS.profiles.values() for window in profile.windows]
    windows += [*PROTOCOLS.statutes, *(window for more in PROTOCOLS.event_windows.values() for window in more)]
    assert {window.anchor for window in windows} == set(Anchor)


def test_what_a_state_s_law_asks_for_has_its_citation_and_shows_there_only() -> None:
    assert {law.state for law in PROTOCOLS.laws} == {"MO", "PA", "TX", "UT"}
    assert all(law.source.title and law.about and not law.status.check_locally for law in PROTOCOLS.laws)
    assert [law.source.title for law in PROTOCOLS.laws_of("MO")] == ["RSMo 590.192"]
    assert PROTOCOLS.laws_of("OH") == PROTOCOLS.laws_of("") == []


def test_windows_from_the_use_of_force_show_only_where_force_was_used() -> None:
    shooting = PROTOCOLS.windows("program_default", PROTOCOLS.triggers["officer_involved_shooting"])
    crash = PROTOCOLS.windows("program_default", PROTOCOLS.triggers["vehicle_collision"])
    assert Kind.WITH_CLINICIAN in {window.kind for window in shooting}
    assert Kind.WITH_CLINICIAN not in {window.kind for window in crash}
    custody = PROTOCOLS.triggers["in_custody_death"]
    assert custody.may_force
    assert Kind.WITH_CLINICIAN in {window.kind for window in PROTOCOLS.windows("icisf", custody, force=True)}


def test_a_statute_shows_only_in_its_own_state() -> None:
    trigger = PROTOCOLS.triggers["officer_involved_shooting"]
    assert [window.close_h for window in PROTOCOLS.windows("icisf", trigger, "PA") if window.state] == [720, 240]
    assert not [window for window in PROTOCOLS.windows("icisf", trigger, "OH") if window.state]


def test_db03_no_policy_makes_speaking_a_duty_and_none_is_set_at_first() -> None:
    assert set(PROTOCOLS.policies) == {
        "voluntary",
        "attendance_expected_participation_voluntary",
        "attendance_required_participation_voluntary",
    }
    assert PROTOCOLS.default_policy == "voluntary"
    assert PROTOCOLS.policies["voluntary"].values == ()
    assert all("never have to speak" in policy.invitation for policy in PROTOCOLS.policies.values())
    assert [policy.needs_citation for policy in PROTOCOLS.policies.values()] == [False, False, True]


def test_every_kind_of_event_can_be_read_in_the_list_at_200_percent() -> None:
    assert max(len(trigger.label) for trigger in PROTOCOLS.triggers.values()) <= 48


def test_montana_keeps_no_note_at_all() -> None:
    assert not PROTOCOLS.notes_allowed("MT")
    assert PROTOCOLS.notes_allowed("WY")
    assert PROTOCOLS.notes_allowed("")


def test_the_rest_after_a_night_shift_is_ten_hours() -> None:
    assert PROTOCOLS.engine.rest_after_night_h == 10


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_db01_and_db09_hold_in_every_visible_word_of_the_files(path: Path) -> None:
    for text in _texts(tomllib.loads(path.read_text(encoding="utf-8"))):
        assert not stray_debrief(text), text
        if path.stem != "note_words":
            assert not banned_in(text), text


def _texts(value: object, key: str = "") -> list[str]:
    if isinstance(value, dict):
        return [text for name, inner in value.items() for text in _texts(inner, name)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner, key)]
    visible = isinstance(value, str) and key in {"label", "about", "note", "invitation", "name", *LIMITS}
    return [str(value)] if visible else []


LIMITS = load_protocols().limits


# ------------------------------------------------------------------------------------- damaged files


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for path in FILES:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("windows", "open_h = 24", "open_h = 400"),
        ("windows", 'anchor = "funeral_end"', 'anchor = "wedding"'),
        ("windows", "after_main_sleep = true", "after_main_slep = true"),
        ("windows", 'source = "PA-CISM-TEAM"', 'source = "NOBODY"'),
        ("windows", 'default_profile = "program_default"', 'default_profile = "gone"'),
        ("interventions", 'id = "defusing"', 'id = "demobilization"'),
        ("interventions", "minutes = 120", "minutes = 500"),
        ("triggers", 'profile = "lodd"', 'profile = "nowhere"'),
        ("triggers", 'id = "comms_outage"', 'id = "lodd"'),
        ("followups", 'applies_to = ["officer_involved_shooting"]', 'applies_to = ["party"]'),
        ("followups", "offset_days = 30", "offset_days = -3"),
        ("attendance", '"excused", "declined"', '"excused", "late"'),
        ("engine", "start_every_minutes = 30", 'start_every_minutes = "30"'),
        ("states", "format = 1", "format = 2"),
        ("states", 'written_record = "none"', 'written_record = "full"'),
        ("states", 'source = "MT-PEER"', 'source = "NOBODY"'),
        ("triggers", "[meta]", "[meta"),
    ],
)
def test_a_damaged_file_is_one_clear_sentence(copied: Path, file: str, old: str, new: str) -> None:
    path = copied / f"{file}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(Problem, match="care windows are damaged"):
        read_protocols(copied)


def test_a_missing_file_is_the_same_sentence(copied: Path) -> None:
    (copied / "engine.toml").unlink()
    with pytest.raises(Problem, match="damaged"):
        read_protocols(copied)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('sequence = "DDDDOOOO"', 'sequence = "DDXXOOOO"'),
        ("heavy_days = [7,", "heavy_days = [70,"),
        ('id = "dupont"', 'id = "custom"'),
        ('H = "07:00"\n', ""),
    ],
)
def test_damaged_shift_patterns_are_refused(copied: Path, old: str, new: str) -> None:
    path = copied / "shift_patterns.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Problem, match="damaged"):
        read_patterns(path)


def test_a_sequence_is_typed_with_or_without_blanks() -> None:
    assert parse_sequence("d d, o n") == (Code.DAY, Code.DAY, Code.OFF, Code.NIGHT)
    for wrong in ("", "DDX", "D" * 85):
        with pytest.raises(ValueError, match=r"84 days|valid Code"):
            parse_sequence(wrong)


def test_hours_and_teams_of_the_patterns_agree_with_their_sequences() -> None:
    for pattern in load_patterns().patterns.values():
        hours = sum(
            pattern.other_hours.get(place, pattern.shift_hours)
            for place, code in enumerate(pattern.sequence)
            if code.is_shift
        )
        weeks = len(pattern.sequence) / 7
        assert hours / weeks == pytest.approx(pattern.average_week_h, abs=0.05), pattern.id
        assert all(0 <= team.offset < len(pattern.sequence) for team in pattern.teams)
