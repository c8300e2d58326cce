"""The agency's own patterns and teams, and who is on which team from when."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.roster.desk import changed_elsewhere
from wellness_desktop.roster.duty_roster.pattern_check import require_sound
from wellness_desktop.roster.duty_roster.pattern_reading import (
    TeamChoice,
    TeamTime,
    choices_in,
    patterns_in,
    times_in,
    works_of,
)
from wellness_desktop.roster.duty_roster.pattern_values import OwnPattern, OwnTeam, as_json, copied
from wellness_desktop.roster.duty_roster.patterns import load_patterns
from wellness_desktop.roster.duty_roster.records import PatternRecord, TeamRecord, TeamTimeRecord
from wellness_desktop.roster.duty_roster.shifts import Stints
from wellness_desktop.roster.on_call_desk import OnCallDesk
from wellness_desktop.roster.people import Done, Person
from wellness_desktop.roster.reading import everybody

SHIFTS_CHANGED = "shifts changed"


class PatternsDesk(OnCallDesk):
    """Patterns and teams. Whoever plans support or runs a shift keeps them up to date (Can.EDIT_SHIFTS)."""

    def own_patterns(self) -> list[OwnPattern]:
        """The agency's patterns, by name."""
        self._actor.require(Can.SEE_SHIFTS)
        with self._store.read() as session:
            return patterns_in(session)

    def shift_teams(self) -> list[TeamChoice]:
        """Every team somebody can be on."""
        self._actor.require(Can.SEE_SHIFTS)
        with self._store.read() as session:
            return choices_in(session)

    def works(self) -> dict[UUID, Stints]:
        """What everybody works over time, for pictures, proposals and on call. Who has no shifts is left out."""
        self._actor.require(Can.SEE_SHIFTS)
        with self._store.read() as session:
            return works_of(everybody(session), choices_in(session), times_in(session))

    def save_pattern(self, pattern: OwnPattern) -> Done[OwnPattern]:
        """Saves a new or an edited pattern with its teams.

        Raises WrongPattern with every fault, ChangedElsewhere when someone saved since, Problem when a team that
        is gone still has people.
        """
        self._actor.require(Can.EDIT_SHIFTS)
        with self._work(SHIFTS_CHANGED, pattern.id) as session:
            there = patterns_in(session)
            require_sound(pattern, there)
            before = next((one for one in there if one.id == pattern.id), None)
            if pattern.id is not None and (before is None or before.version != pattern.version):
                raise changed_elsewhere(before)
            saved = _write(session, pattern)
        if before is None:
            return Done(saved, lambda: self._drop_pattern(saved))
        return Done(saved, lambda: self._pattern_back(before, saved.version))

    def remove_pattern(self, pattern: OwnPattern) -> Done[OwnPattern]:
        """Takes a pattern away. Raises Problem while anybody is on one of its teams, ChangedElsewhere."""
        self._drop_pattern(pattern)
        return Done(pattern, lambda: self._pattern_again(pattern))

    def put_on_team(self, people: Iterable[UUID], team: UUID | None, since: date) -> Done[int]:
        """Puts people on a team from a day on, or on none; what was planned for them after that day goes.

        Raises Problem when the team is gone.
        """
        self._actor.require(Can.EDIT_SHIFTS)
        wanted = list(dict.fromkeys(people))
        with self._work(SHIFTS_CHANGED, wanted[0] if len(wanted) == 1 else None) as session:
            if team is not None and session.get(TeamRecord, team) is None:
                raise _team_gone()
            gone = _times_from(session, wanted, since)
            before = [_time_of(row) for row in gone]
            for row in gone:
                session.delete(row)
            made = [TeamTimeRecord(person_id=one, team_id=team, since=since) for one in wanted]
            session.add_all(made)
            session.flush()
            ids = [row.id for row in made]
        return Done(len(wanted), lambda: self._teams_back(ids, before))

    def teams_from_entries(self) -> Done[int]:
        """Makes own patterns of the shipped ones that people's entries name, and puts these people on their teams.

        People who are on a team already stay there. Raises Problem when no entry names a pattern.
        """
        self._actor.require(Can.EDIT_SHIFTS)
        with self._work(SHIFTS_CHANGED, None) as session:
            placed = {time.person_id for time in times_in(session)}
            people = [one for one in everybody(session) if one.id not in placed]
            groups = _named_patterns(people)
            if not groups:
                raise Problem(
                    tr("No entry of the roster names a shift pattern."),
                    tr("Make a pattern here, then put people on its teams."),
                )
            taken = {one.name for one in patterns_in(session)}
            made: list[UUID] = []
            patterns: list[OwnPattern] = []
            for (shipped, first_day), members in groups.items():
                own = copied(load_patterns().patterns[shipped], load_patterns(), first_day)
                saved = _write(session, replace(own, name=_free_name(own.name, taken)))
                taken.add(saved.name)
                patterns.append(saved)
                made += _place(session, saved, members)
            session.flush()
        count = len(made)
        return Done(count, lambda: self._unmake(made, patterns))

    # How changes are taken back

    def _pattern_back(self, before: OwnPattern, version: int) -> None:
        self.save_pattern(replace(before, version=version))

    def _pattern_again(self, pattern: OwnPattern) -> None:
        teams = tuple(replace(team, id=None) for team in pattern.teams)
        self.save_pattern(replace(pattern, id=None, version=0, teams=teams))

    def _drop_pattern(self, pattern: OwnPattern) -> None:
        self._actor.require(Can.EDIT_SHIFTS)
        with self._work(SHIFTS_CHANGED, pattern.id) as session:
            record = session.get(PatternRecord, pattern.id)
            if record is None:
                return
            if record.edits != pattern.version:
                raise changed_elsewhere(next(one for one in patterns_in(session) if one.id == pattern.id))
            _drop_teams(session, [team.id for team in pattern.teams])
            session.flush()
            session.delete(record)

    def _teams_back(self, made: Sequence[UUID], before: Sequence[TeamTime]) -> None:
        with self._work(SHIFTS_CHANGED, None) as session:
            for one in made:
                row = session.get(TeamTimeRecord, one)
                if row is not None:
                    session.delete(row)
            session.add_all(
                TeamTimeRecord(person_id=time.person_id, team_id=time.team_id, since=time.since) for time in before
            )

    def _unmake(self, made: Sequence[UUID], patterns: Sequence[OwnPattern]) -> None:
        self._teams_back(made, ())
        for pattern in patterns:
            self._drop_pattern(pattern)


def _write(session: Session, pattern: OwnPattern) -> OwnPattern:
    """The pattern's rows, in the caller's unit of work."""
    record = session.get(PatternRecord, pattern.id) if pattern.id else None
    if record is None:
        record = PatternRecord(edits=0)
        session.add(record)
    record.name, record.days = " ".join(pattern.name.split()), "".join(pattern.sequence)
    record.first_day, record.on_call_after_shift = pattern.first_day, pattern.on_call_after_shift
    record.details, record.edits = as_json(pattern), record.edits + 1
    session.flush()
    rows = {row.id: row for row in session.scalars(select(TeamRecord).where(TeamRecord.pattern_id == record.id))}
    _drop_teams(session, [one for one in rows if one not in {team.id for team in pattern.teams}])
    teams = []
    for position, team in enumerate(pattern.teams):
        row = rows.get(team.id) if team.id else None
        if row is None:
            row = TeamRecord(id=uuid4(), pattern_id=record.id)
            session.add(row)
        row.position, row.name = position, " ".join(team.name.split())
        row.offset, row.swap = team.offset, dict(team.swap)
        teams.append(OwnTeam(row.name, row.offset, dict(team.swap), row.id))
    session.flush()
    return replace(pattern, name=record.name, teams=tuple(teams), id=record.id, version=record.edits)


def _drop_teams(session: Session, teams: Iterable[UUID | None]) -> None:
    """Deletes teams. Raises Problem while somebody is or will be on one of them."""
    for team in teams:
        row = session.get(TeamRecord, team)
        if row is None:
            continue
        members = list(session.scalars(select(TeamTimeRecord).where(TeamTimeRecord.team_id == team)))
        if members:
            raise Problem(
                tr_count(
                    "{count} person is or was on team {team}.",
                    "{count} people are or were on team {team}.",
                    len({member.person_id for member in members}),
                    team=row.name,
                ),
                tr("Nothing was changed. Put them on another team from the day they joined this one, then try again."),
            )
        session.delete(row)


def _times_from(session: Session, people: Sequence[UUID], since: date) -> list[TeamTimeRecord]:
    query = select(TeamTimeRecord).where(TeamTimeRecord.person_id.in_(people), TeamTimeRecord.since >= since)
    return list(session.scalars(query))


def _time_of(row: TeamTimeRecord) -> TeamTime:
    return TeamTime(row.person_id, row.team_id, row.since, row.id)


def _named_patterns(people: Iterable[Person]) -> dict[tuple[str, date], list[Person]]:
    """People by the shipped pattern and the first day that their entries name."""
    shipped = load_patterns().patterns
    groups: dict[tuple[str, date], list[Person]] = {}
    for person in people:
        pattern = shipped.get(person.shift_pattern)
        if pattern is None or person.cycle_start is None:
            continue
        if person.shift_team in {team.name for team in pattern.teams}:
            groups.setdefault((person.shift_pattern, person.cycle_start), []).append(person)
    return groups


def _place(session: Session, pattern: OwnPattern, members: Iterable[Person]) -> list[UUID]:
    """Puts people on the teams that their entries name, from the first day of the cycle on."""
    ids = {team.name: team.id for team in pattern.teams}
    rows = [TeamTimeRecord(person_id=one.id, team_id=ids[one.shift_team], since=pattern.first_day) for one in members]
    session.add_all(rows)
    return [row.id for row in rows]


def _free_name(name: str, taken: Iterable[str]) -> str:
    there, number, wanted = set(taken), 2, name
    while wanted in there:
        wanted = f"{name[:55]} {number}"
        number += 1
    return wanted


def _team_gone() -> Problem:
    return Problem(tr("This team was removed meanwhile."), tr("Nothing was changed. Choose another team."))
