"""The agency's own patterns and teams: what is refused in words, undo, who is on which team from when."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.roster.station import TODAY, a_person, added
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.roster.duty_roster.pattern_check import (
    WrongPattern,
    days_text,
    faults,
    swap_text,
    typed_days,
    typed_swap,
)
from wellness_desktop.roster.duty_roster.pattern_values import OwnPattern, OwnTeam, ShiftHours, copied
from wellness_desktop.roster.duty_roster.patterns import load_patterns
from wellness_desktop.roster.duty_roster.shifts import code_on, duty_on
from wellness_desktop.roster.kinds import PersonRole
from wellness_desktop.roster.service import Roster

PATTERNS = load_patterns()
MONDAY = date(2026, 1, 5)
DAYS = ShiftHours("D", "Days", time(6), 12)
NIGHTS = ShiftHours("N", "Nights", time(18), 12)


def a_pattern(**changes: object) -> OwnPattern:
    usual = {
        "name": "Patrol",
        "sequence": tuple("DDOONNOO"),
        "shifts": (DAYS, NIGHTS),
        "first_day": MONDAY,
        "teams": (OwnTeam("Red"), OwnTeam("Blue", 4)),
    }
    return OwnPattern(**{**usual, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("shipped", [one for one in PATTERNS.patterns.values() if one.teams], ids=lambda one: one.id)
def test_every_shipped_pattern_is_a_sound_start_and_works_the_same(shipped) -> None:
    own = copied(shipped, PATTERNS, MONDAY)
    assert faults(own) == []
    for mine, theirs in zip(own.teams, shipped.teams, strict=True):
        duty, model = own.duty(mine), PATTERNS.duty(shipped.id, theirs.name, MONDAY)
        for number in range(len(shipped.sequence)):
            day = date.fromordinal(MONDAY.toordinal() + number)
            assert code_on(duty, day) == code_on(model, day)
            letter = code_on(model, day)
            if letter in model.starts:
                assert duty.starts[letter] == model.starts[letter]
                assert duty.length(number, letter) == model.length(number, letter)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": " "}, "name", "Give the pattern a name"),
        ({"sequence": ()}, "days", "one letter for each day"),
        ({"sequence": tuple("DD?O")}, "days", "“?” is no letter"),
        ({"sequence": ("D",) * 85}, "days", "at most 84 days"),
        ({"sequence": tuple("OOC")}, "days", "No day of this cycle is a shift"),
        ({"sequence": tuple("DSOO")}, "shift S", "Say when shift S starts"),
        ({"shifts": (replace(DAYS, hours=0), NIGHTS)}, "shift D", "more than 0 and up to 48 hours"),
        ({"shifts": (replace(DAYS, hours=49), NIGHTS)}, "shift D", "up to 48 hours"),
        ({"shifts": (replace(DAYS, name=""), NIGHTS)}, "shift D", "Give shift D a name"),
        ({"shifts": (DAYS, DAYS, NIGHTS)}, "days", "stands for two shifts"),
        ({"teams": ()}, "teams", "at least one team"),
        ({"teams": (OwnTeam("Red"), OwnTeam("red"))}, "team 2", "short name of its own"),
        ({"teams": (OwnTeam("Red", 8),)}, "team 1", "a day from 1 to 8"),
        ({"teams": (OwnTeam("Red", 0, {"D": "O"}),)}, "team 1", "another shift instead of a shift"),
        ({"shifts": (replace(DAYS, hours=25), NIGHTS)}, "team 1", "still runs when the next one starts"),
        ({"other_hours": {9: 8}}, "days", "beyond the cycle"),
    ],
)
def test_nonsense_is_refused_in_words_at_its_field(changes, field, words) -> None:
    found = faults(a_pattern(**changes))
    assert (field, True) in [(one.field, words in one.words) for one in found]


@given(st.text(max_size=120))
@settings(max_examples=60)
def test_whatever_is_typed_for_days_is_read_or_named(text: str) -> None:
    """Never an exception: either a cycle of letters, or a fault that names what is wrong."""
    days = typed_days(text)
    assert len(days) <= 85
    faults(a_pattern(sequence=days))


@given(st.lists(st.sampled_from("DENHCOS"), min_size=1, max_size=84))
@settings(max_examples=60)
def test_days_read_back_as_they_are_written(days: list[str]) -> None:
    assert typed_days(days_text(days)) == tuple(days)


def test_days_can_be_typed_shortly() -> None:
    assert typed_days("2d 2o, 3D") == tuple("DDOODDD")
    assert typed_days("dd..n0") == tuple("DDOONO")
    assert typed_days("12d")[:12] == ("D",) * 12
    assert typed_swap("D=N, e > n") == {"D": "N", "E": "N"}
    assert swap_text(OwnTeam("A", 0, {"D": "N"})) == "D=N"
    with pytest.raises(ValueError, match="pairs"):
        typed_swap("D=")


def test_a_pattern_is_saved_changed_and_taken_back(roster: Roster) -> None:
    done = roster.save_pattern(a_pattern())
    assert [one.name for one in roster.own_patterns()] == ["Patrol"]
    assert roster.own_patterns() == [done.value]
    changed = roster.save_pattern(replace(done.value, sequence=tuple("DDDOOO"), teams=done.value.teams[:1]))
    assert [team.name for team in roster.own_patterns()[0].teams] == ["Red"]
    changed.undo()
    assert roster.own_patterns()[0].sequence == tuple("DDOONNOO")
    assert [team.name for team in roster.own_patterns()[0].teams] == ["Red", "Blue"]
    [now] = roster.own_patterns()
    gone = roster.remove_pattern(now)
    assert roster.own_patterns() == []
    gone.undo()
    assert roster.own_patterns()[0].name == "Patrol"


def test_two_editors_meet(roster: Roster) -> None:
    saved = roster.save_pattern(a_pattern()).value
    roster.save_pattern(replace(saved, name="Patrol 12s"))
    with pytest.raises(ChangedElsewhere):
        roster.save_pattern(replace(saved, teams=(*saved.teams, OwnTeam("Gold", 2))))
    with pytest.raises(WrongPattern, match="has this name"):
        roster.save_pattern(a_pattern(name="patrol 12S"))


def test_people_change_team_and_the_past_stays(roster: Roster) -> None:
    ann, ben = added(roster, a_person("Ann Bell"), a_person("Ben Cole"))
    saved = roster.save_pattern(a_pattern()).value
    red, blue = roster.shift_teams()
    roster.put_on_team([ann.id, ben.id], red.id, MONDAY)
    moved = roster.put_on_team([ann.id], blue.id, TODAY)
    works = roster.works()[ann.id]
    assert works.on(date(2026, 3, 9)).team == "Red"
    assert works.on(TODAY).team == "Blue"
    assert code_on(duty_on(works, TODAY), TODAY) == code_on(saved.duty(saved.teams[1]), TODAY)
    with pytest.raises(Problem, match="1 person is or was on team Blue"):
        roster.save_pattern(replace(saved, teams=saved.teams[:1]))
    with pytest.raises(Problem, match="2 people are or were on team Red"):
        roster.remove_pattern(saved)
    moved.undo()
    assert roster.works()[ann.id].on(TODAY).team == "Red"
    roster.put_on_team([ben.id], None, TODAY)
    assert duty_on(roster.works()[ben.id], TODAY) is None


def test_a_move_to_an_earlier_day_takes_the_place_of_later_ones(roster: Roster) -> None:
    [ann] = added(roster, a_person("Ann Bell"))
    roster.save_pattern(a_pattern())
    red, blue = roster.shift_teams()
    roster.put_on_team([ann.id], red.id, date(2026, 2, 1))
    roster.put_on_team([ann.id], blue.id, date(2026, 4, 1))
    done = roster.put_on_team([ann.id], blue.id, date(2026, 3, 1))
    assert [stint.since for stint in roster.works()[ann.id].stints] == [date(2026, 2, 1), date(2026, 3, 1)]
    done.undo()
    assert [stint.since for stint in roster.works()[ann.id].stints] == [date(2026, 2, 1), date(2026, 4, 1)]


def test_teams_are_made_from_the_entries_in_one_step(roster: Roster) -> None:
    shift = {"shift_pattern": "pitman_fixed", "cycle_start": MONDAY}
    ann, ben, _ = added(
        roster,
        a_person("Ann Bell", shift_team="A days", **shift),
        a_person("Ben Cole", shift_team="C nights", **shift),
        a_person("Cy Doyle"),
    )
    before = roster.works()
    done = roster.teams_from_entries()
    assert done.value == 2
    [pattern] = roster.own_patterns()
    assert len(pattern.teams) == 4
    for person in (ann, ben):
        assert duty_on(roster.works()[person.id], TODAY).swap == duty_on(before[person.id], TODAY).swap
        assert roster.works()[person.id].on(TODAY).team == person.shift_team
    with pytest.raises(Problem, match="No entry"):
        roster.teams_from_entries()
    done.undo()
    assert roster.own_patterns() == []
    assert roster.works() == before


def test_a_sergeant_edits_a_member_sees_nothing(station) -> None:
    sergeant = station.roster(Role.SUPERVISOR)
    saved = sergeant.save_pattern(a_pattern()).value
    planner = station.roster(Role.PLANNER)
    assert planner.own_patterns() == [saved]
    for change in (
        lambda: planner.save_pattern(a_pattern(name="Other")),
        lambda: planner.remove_pattern(saved),
        lambda: planner.put_on_team([], None, TODAY),
        lambda: station.roster(Role.MEMBER).own_patterns(),
        lambda: station.roster(Role.HELPER).works(),
        lambda: station.roster(Role.ADMINISTRATOR).works(),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_whoever_leaves_the_roster_leaves_the_teams(roster: Roster, station) -> None:
    [ann] = added(roster, a_person("Ann Bell", roles=frozenset({PersonRole.OFFICER})))
    roster.save_pattern(a_pattern())
    roster.put_on_team([ann.id], roster.shift_teams()[0].id, MONDAY)
    assert "1 time on a shift team" in [each.what for each in roster.mentions(ann.id)]
    roster.remove(ann.id)
    assert ann.id not in [member.id for member in roster.shift_members()]
    station.clock.advance(timedelta(days=40))
    assert roster.empty_bin() == 1
