"""The screen Teams: one key puts somebody on a team and goes on to the next person, so twenty people take a minute."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import ChoiceField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.duty_roster.month import Member
from wellness_desktop.roster.duty_roster.pattern_reading import LONG_AGO, TeamChoice
from wellness_desktop.roster.duty_roster.shifts import Stint, Stints
from wellness_desktop.roster.people import Done
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster

KEYS = 9
"""Teams that have a key of their own; the others are chosen in the field."""


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One person, what they work on the chosen day, and what comes after."""

    member: Member
    stint: Stint | None
    coming: Stint | None

    @property
    def words(self) -> str:
        """The team, and since when."""
        if self.stint is None or self.stint.duty is None:
            return tr("Not known yet") if self.stint is None else tr("On no team")
        if self.stint.since == LONG_AGO:
            return tr("{team}, as their entry says", team=self.stint.team)
        return tr("{team}, since {day}", team=self.stint.team, day=day_text(self.stint.since))

    @property
    def coming_words(self) -> str:
        """The next change that is planned."""
        if self.coming is None:
            return ""
        return tr("{team} from {day}", team=self.coming.team or tr("No team"), day=day_text(self.coming.since))


class TeamsView(QWidget):
    """Who is on which team. `patterns_wanted` where there is no team yet, `closed` to go back."""

    patterns_wanted = Signal()
    changed = Signal()

    def __init__(self, roster: "Roster", banner: Banner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster, self._banner = roster, banner
        self._teams: list[TeamChoice] = []
        self._build()

    def refresh(self) -> None:
        """Shows who is on which team on the chosen day."""
        with self._roster.at_one_moment():
            self._teams = self._roster.shift_teams()
            works, members = self._roster.works(), self._roster.shift_members()
        day = self.since.value() or self._roster.today
        self.table.set_rows([_line(one, works.get(one.id), day) for one in members], same=_same)
        self.team.offer([(None, tr("No team")), *((choice.id, choice.words) for choice in self._teams)])
        self._keys.setText(self._key_words())
        self._no_teams.setVisible(not self._teams)
        self._with_teams.setVisible(bool(self._teams))
        self.entries_button.setVisible(any(_from_entry(works.get(one.id)) for one in members))

    def start(self, person: UUID | None = None, since: date | None = None) -> None:
        """Ready to put people on teams from a day on, beginning with this person."""
        self.since.set_value(since or self._roster.today)
        self.refresh()
        if person is not None:
            self.table.choose(lambda line: line.member.id == person)
        elif self.table.current() is None:
            self.table.choose(lambda _line: True)
        (self.table if self._teams else self._no_teams).setFocus(Qt.FocusReason.OtherFocusReason)

    def put(self, number: int, line: TeamLine) -> None:
        """Puts somebody on the team of this number, 0 for none, and goes on to the next person."""
        if number > len(self._teams):
            return
        team = self._teams[number - 1] if number else None
        self._place(line, team.id if team else None, team.name if team else tr("No team"))

    def _put_chosen(self) -> None:
        line = self.table.current()
        if line is None:
            return
        chosen = self.team.value()
        name = next((choice.name for choice in self._teams if choice.id == chosen), tr("No team"))
        self._place(line, chosen, name)

    def _place(self, line: TeamLine, team: UUID | None, name: str) -> None:
        since = self.since.value()
        if since is None:
            self.form.confirm()
            return
        person = line.member
        words = tr("{person}: {team} from {day}.", person=person.name, team=name, day=day_text(since))
        if self._save(words, lambda: self._roster.put_on_team([person.id], team, since)):
            self.table.view.setCurrentIndex(self._below())

    def _below(self) -> Any:
        """The row after the current one, as it is sorted and filtered now."""
        now = self.table.view.currentIndex()
        follows = now.sibling(now.row() + 1, now.column())
        return follows if follows.isValid() else now

    def _from_entries(self) -> None:
        self._save(None, self._roster.teams_from_entries)

    def _save(self, words: str | None, save: Callable[[], Done[int]]) -> bool:
        try:
            done = save()
        except Problem as problem:
            self._banner.problem(problem)
            return False
        self.refresh()
        self.changed.emit()

        def take_back() -> None:
            done.undo()
            self.refresh()
            self.changed.emit()

        made = tr_count("{count} person is on a team now.", "{count} people are on teams now.", done.value)
        self._banner.say(words or made, take_back)
        return True

    def _key_words(self) -> str:
        """Which key is which team; an entry is never broken over two lines."""
        keys = [tr("{number} {team}", number=choice.number, team=choice.name) for choice in self._teams[:KEYS]]
        keys.append(tr("0 no team"))
        unbroken = "   ".join(words.replace(" ", "\u00a0") for words in keys)
        return tr("Keys for the chosen person: {keys}", keys=unbroken)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._no_teams = EmptyState(
            "layers",
            tr("Your agency has no shift pattern yet."),
            tr("Make a pattern"),
            self.patterns_wanted.emit,
            detail=tr("A pattern says which days and hours a team works. Start from a usual one or type your own."),
            parent=self,
        )
        column.addWidget(self._no_teams)
        self.entries_button = button(
            tr("Make teams from the patterns in people's entries"), "users", press=self._from_entries, parent=self
        )
        column.addLayout(button_row(self.entries_button))
        self._with_teams = QWidget(self)
        inner = QVBoxLayout(self._with_teams)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        card = Card("", parent=self._with_teams)
        self.form = Form(card, columns=2)
        self.since = DateField(self._roster.clock, self._roster.zone)
        self.form.add(tr("&From this day on"), self.since, name="since", required=tr("Type a day."))
        self.since.left.connect(self._day_left)
        self.team = ChoiceField()
        self.form.add(tr("&Team"), self.team, name="team")
        self.put_button = button(tr("Put the chosen person on this team"), "check", press=self._put_chosen, parent=card)
        self.form.add_buttons(self.put_button)
        card.add(self.form)
        self._keys = Text("", "strong", card)
        card.add(self._keys)
        inner.addWidget(card)
        self.table = Table[TeamLine](
            _columns(),
            tr("People and their teams"),
            self._with_teams,
            enter=tr("choose a team"),
            filter_hint=tr("Type a name"),
            empty=lambda: EmptyState("users", tr("Nobody who works shifts is on the roster yet.")),
        )
        self.table.opened.connect(lambda _line: self.team.setFocus())
        for number in range(KEYS + 1):
            self.table.act(str(number), "", partial(self.put, number))  # named above the list, with the team
        inner.addWidget(self.table, 1)
        column.addWidget(self._with_teams, 1)
        column.addStretch(0)

    def _day_left(self) -> None:
        if self.since.value() is not None:
            self.refresh()


def _columns() -> "Sequence[Column[TeamLine]]":
    return [
        Column(tr("Name"), lambda line: line.member.name, width=24),
        Column(tr("Team on that day"), lambda line: line.words, width=30),
        Column(tr("Planned change"), lambda line: line.coming_words, width=0, optional=True),
    ]


def _line(member: Member, works: Stints | None, day: date) -> TeamLine:
    coming = next((stint for stint in works.stints if stint.since > day), None) if works else None
    return TeamLine(member, works.on(day) if works else None, coming)


def _same(one: TeamLine, other: TeamLine) -> bool:
    return one.member.id == other.member.id


def _from_entry(works: Stints | None) -> bool:
    """Whether only the entry says what somebody works."""
    return works is not None and len(works.stints) == 1 and works.stints[0].since == LONG_AGO
