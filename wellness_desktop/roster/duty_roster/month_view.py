"""The screen Who works when: the month picture, who is on now, where nobody is, and every change of a day."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.duty_roster.chosen_day_view import ChosenDay
from wellness_desktop.roster.duty_roster.month import Member, Row, day_head, on_now
from wellness_desktop.roster.duty_roster.month_grid_view import LETTER, MonthGrid
from wellness_desktop.roster.duty_roster.month_tools_view import EVERYBODY, MonthTools
from wellness_desktop.roster.duty_roster.shifts import DAY, at_local
from wellness_desktop.roster.duty_roster.turns import Clash, Turn, clash_words, people_words
from wellness_desktop.roster.kinds import CalendarKind, PersonRole
from wellness_desktop.roster.people import Done
from wellness_desktop.roster.when import clock_text, span_text

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster

MARKS = {
    "leave": CalendarKind.LEAVE,
    "court": CalendarKind.COURT,
    "training": CalendarKind.TRAINING,
    "free": CalendarKind.SHIFT_FREE,
}
EXACT = {"exact": CalendarKind.COURT, "overtime": CalendarKind.OVERTIME, "call_out": CalendarKind.CALL_OUT}
USUAL_LENGTH = timedelta(hours=4)
"""How long overtime, a call-out or court is offered as, before somebody types it."""
MOST_GAPS = 8
POSTS = (PersonRole.OFFICER, PersonRole.DISPATCHER, PersonRole.CORRECTIONS, PersonRole.DETECTIVE, PersonRole.CIVILIAN)


class MonthView(QWidget):
    """What it changes is saved at once, with undo. `team_wanted(person or None, day)` and the others ask for a
    screen; `print_wanted(day, people, large)` carries what is shown.
    """

    team_wanted = Signal(object, object)
    patterns_wanted = Signal()
    import_wanted = Signal(object)
    print_wanted = Signal(object, object, bool)

    def __init__(self, roster: "Roster", banner: Banner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster, self._banner = roster, banner
        self._may_edit = roster.actor.may(Can.EDIT_SHIFTS)
        self._members: list[Member] = []
        self._traded: tuple[UUID, date] | None = None
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Shows what is planned now."""
        roster = self._roster
        with roster.at_one_moment():
            self._members = roster.shift_members()
            self._offer_posts()
            shown = self._shown_members()
            picture = roster.duty_picture(self.tools.days, shown)
            there = roster.today in picture.days
            today = picture if there else roster.duty_picture([roster.today], shown)
        self.grid.show_picture(picture, roster.today, self._traded)
        self._picture_card.setVisible(bool(picture.rows))
        self._cards.setVisible(bool(picture.rows))
        self._empty.setVisible(not picture.rows)
        self.now.setText("\n".join((self._now_words(today.rows), self._on_call_words(today.turns))))
        self._tell_clashes(picture.clashes)
        self.gaps.setText(self._gap_words(picture.gaps, any(row.known for row in picture.rows)))

    def start(self, person: UUID | None = None, day: date | None = None) -> None:
        """Ready at today, or at one day of somebody."""
        self.tools.show_day(day or self._roster.today)
        if person is not None:
            self.tools.who.set_value(EVERYBODY)
            self.refresh()
            self.grid.choose_person(person)
        elif self.grid.person is None:
            self.grid.step_down()
        self.grid.choose_day(day or self._roster.today)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def begun(self) -> dict[str, Any] | None:
        """Times that are typed and not noted, with whose they are."""
        typed, person = self.day_card.begun(), self.grid.person
        if typed is None:
            return None
        return {"typed": typed, "person": str(person) if person else "", "day": self.grid.first.isoformat()}

    def go_on(self, kept: dict[str, Any]) -> None:
        """Shows what `begun` gave."""
        person = UUID(kept["person"]) if kept.get("person") else None
        self.start(person, date.fromisoformat(kept["day"]))
        self.day_card.go_on(kept["typed"])

    def throw_away(self) -> None:
        """Forgets times that are typed and not noted."""
        self.day_card.throw_away()

    # What people do

    def do(self, command: str) -> None:
        """What a key of the picture or its button says."""
        people = self.grid.people
        if not people or not self._may_edit:
            return
        first, last = self.grid.first, self.grid.last
        if command in MARKS:
            kind = MARKS[command]
            self._save(kind.label, lambda: self._roster.mark_days(people, kind, first, last))
        elif command.startswith(LETTER):
            letter = command.removeprefix(LETTER)
            words = tr("Shift {letter}", letter=letter)
            self._save(words, lambda: self._roster.set_shift(people, letter, first, last))
        elif command == "clear":
            self._save(tr("As planned"), lambda: self._roster.clear_days(people, first, last))
        elif command == "trade":
            self._trade()
        elif command == "team":
            self.team_wanted.emit(self.grid.person or people[0], first)
        elif command in EXACT:
            self._offer_exact(EXACT[command])

    def _trade(self) -> None:
        """First press marks a day, the second one, on another person's day, trades."""
        person, day = self.grid.person, self.grid.first
        if person is None:
            return
        if self._traded is None or self._traded == (person, day):
            self._traded = None if self._traded else (person, day)
            self.refresh()
            if self._traded:
                self._banner.note(
                    tr("{name} wants to trade. Go to the other day and press S again.", name=self._name(person)),
                    action=tr("Leave it"),
                    press=self._trade_off,
                )
            else:
                self._banner.clear()
            return
        one, one_day = self._traded
        words = tr("{name} and {other} trade", name=self._name(one), other=self._name(person))
        if self._save(words, lambda: self._roster.trade_shifts(one, one_day, person, day), whose=False):
            self._trade_off(clear=False)

    def _trade_off(self, *, clear: bool = True) -> None:
        self._traded = None
        if clear:
            self._banner.clear()
        self.refresh()

    def _offer_exact(self, kind: CalendarKind) -> None:
        """Opens the form: overtime begins where the shift ends, anything else where it starts."""
        row, index = self.grid.row, self.grid.picture.days.index(self.grid.first)
        zone = self._roster.zone
        shift = next((one for one in row.shifts if one.day == self.grid.picture.days[index]), None) if row else None
        midday = datetime.combine(self.grid.first, datetime.min.time(), tzinfo=zone) + timedelta(hours=9)
        starts = midday if shift is None else shift.end if kind is CalendarKind.OVERTIME else shift.start
        self.day_card.offer_times(kind, starts, starts + USUAL_LENGTH)

    def _note(self, kind: CalendarKind, starts: datetime, ends: datetime) -> None:
        people = self.grid.people
        if self._save(kind.label, lambda: self._roster.mark_time(people, kind, starts, ends)):
            self.day_card.noted()
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, what: str, save: Callable[[], Done[Any]], *, whose: bool = True) -> bool:
        try:
            done = save()
        except Problem as problem:
            self._banner.problem(problem)
            return False
        self.refresh()
        words = self._said(what) if whose else tr("{what}.", what=what)

        def take_back() -> None:
            done.undo()
            self.refresh()

        self._banner.say(words, take_back)
        return True

    def _said(self, what: str) -> str:
        line, first, last = self.grid.people, self.grid.first, self.grid.last
        who = self._name(line[0]) if len(line) == 1 else tr_count("{count} person", "{count} people", len(line))
        when = day_head(first)
        if first != last:
            when = tr("{first} to {last}", first=when, last=day_head(last))
        return tr("{what}: {who}, {when}.", what=what, who=who, when=when)

    def _name(self, person: UUID) -> str:
        return next((one.name for one in self._members if one.id == person), "")

    # What is shown

    def _shown_members(self) -> list[Member]:
        post = self.tools.who.value() or EVERYBODY
        return [one for one in self._members if post == EVERYBODY or post in one.posts]

    def _offer_posts(self) -> None:
        there = {post for member in self._members for post in member.posts}
        chosen = self.tools.who.value()
        offered = [(EVERYBODY, tr("Everybody")), *((one.value, one.group) for one in POSTS if one.value in there)]
        self.tools.who.offer(offered)
        self.tools.who.set_value(chosen if chosen in dict(offered) else EVERYBODY)

    def _now_words(self, rows: Sequence[Row]) -> str:
        zone, found = self._roster.zone, on_now(rows, self._roster.now)
        if not found:
            return tr("On duty now: nobody of those shown.")
        said = [
            tr("{name} until {time}", name=row.member.name, time=clock_text(shift.end, zone)) for row, shift in found
        ]
        return tr("On duty now: {people}.", people=", ".join(said))

    def _on_call_words(self, turns: Sequence[Turn]) -> str:
        now = self._roster.now
        found = [turn for turn in turns if turn.starts <= now < turn.ends]
        return tr("On call now: {people}.", people=people_words(found)) if found else tr("On call now: nobody.")

    def _tell_clashes(self, clashes: Sequence[Clash]) -> None:
        """Who is on call and away at once in the days shown, and what to do about it."""
        lines = [clash_words(clash, self._roster.zone) for clash in clashes[:MOST_GAPS]]
        if len(clashes) > MOST_GAPS:
            lines.append(tr_count("and {count} more time", "and {count} more times", len(clashes) - MOST_GAPS))
        said = [tr("On call and away at once. Trade the turn under “On call”, or ask who stands in:"), *lines]
        self.clashes.setText("\n".join(said))
        self.clashes.setVisible(bool(clashes))

    def _gap_words(self, gaps: Sequence[tuple[datetime, datetime]], known: bool) -> str:
        if not known:
            return tr("No shifts are known yet.")
        if not gaps:
            return tr("Somebody is on duty at every hour of these days.")
        lines = [span_text(start, end, self._roster.zone) for start, end in gaps[:MOST_GAPS]]
        if len(gaps) > MOST_GAPS:
            lines.append(tr_count("and {count} more time", "and {count} more times", len(gaps) - MOST_GAPS))
        return "\n".join(lines)

    def _show_chosen(self) -> None:
        if not self.grid.lines or not self.grid.picture.days:
            self.words.setText("")
            return
        self.words.setText(self.grid.words)
        person, row = self.grid.person, self.grid.row
        noted = self._roster.noted(person, self.grid.first, self.grid.last) if person else []
        amount = tr("In the days shown: {amount}.", amount=row.words) if row else ""
        self.day_card.show_chosen(self.grid.words, amount, noted, self._chosen_calls())

    def _chosen_calls(self) -> str:
        """Who is on call on the chosen days, whoever's line the cursor stands on."""
        zone, picture = self._roster.zone, self.grid.picture
        begin, end = at_local(self.grid.first, time(0), zone), at_local(self.grid.last + DAY, time(0), zone)
        found = [turn for turn in picture.turns if turn.starts < end and turn.ends > begin]
        return tr("On call: {people}.", people=people_words(found)) if found else tr("Nobody is on call.")

    # How it is built

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.tools = MonthTools(self._roster.today, self, editable=self._may_edit)
        column.addWidget(self.tools)
        self.now = Text("", "body", self, selectable=True)
        column.addWidget(self.now)
        self._empty = EmptyState(
            "calendar-days",
            tr("Nobody who works shifts is on the roster yet."),
            detail=tr("Add the people of your agency to the roster. They appear here at once."),
            parent=self,
        )
        column.addWidget(self._empty)
        self._picture_card = Card("", parent=self)
        self.words = Text("", "strong", self._picture_card)
        self.grid = MonthGrid(self._roster.today, self._picture_card, editable=self._may_edit)
        self._picture_card.add(self.words)
        self._picture_card.add(self.grid)
        self.clashes = Text("", "strong", self._picture_card, selectable=True)
        self.clashes.hide()
        self._picture_card.add(self.clashes)
        for line in self._legend():
            self._picture_card.add(Text(line, "small", self._picture_card))
        column.addWidget(self._picture_card)
        self.day_card = ChosenDay(self._roster.clock, self._roster.zone, self, editable=self._may_edit)
        gaps = Card(tr("When nobody of those shown is on duty"), "circle-alert", parent=self)
        self.gaps = Text("", "body", gaps, selectable=True)
        gaps.add(self.gaps)
        self._cards = Reflow((self.day_card, gaps), self, most=2, column_chars=58)
        column.addWidget(self._cards)
        column.addStretch(1)

    def _legend(self) -> list[str]:
        """What the signs mean and what the keys do, a line each; an entry is never broken over two lines."""
        signs = (
            tr("Lv leave"), tr("Ct court"), tr("Tr training"), tr("Fr free or traded away"), tr("+ more than planned"),
            tr("· part of the day"), tr("C on call"), tr("! on call and away at once"), tr("- off"), tr("? not known"),
        )  # fmt: skip
        keys = (
            tr("L leave"), tr("K court"), tr("T training"), tr("X free"), tr("S trade"), tr("V overtime"),
            tr("U called out"), tr("M team"), tr("Enter exact times"), tr("Del as planned"),
            tr("D, N and your other letters set that shift"), tr("O sets the day free"),
        )  # fmt: skip
        move = (tr("Arrows move"), tr("Shift+arrows choose several days"), tr("Page Up, Page Down turn the page"))
        lines = [signs, keys, move] if self._may_edit else [signs, move]
        return ["   ".join(words.replace(" ", "\u00a0") for words in line) for line in lines]

    def _connect(self) -> None:
        self.grid.chosen.connect(self._show_chosen)
        self.grid.command.connect(self.do)
        self.grid.page_wanted.connect(self._turn)
        self.day_card.command.connect(self.do)
        self.day_card.remove_wanted.connect(self._remove)
        self.day_card.note_wanted.connect(self._note)
        self.tools.changed.connect(self.refresh)
        self.tools.teams_wanted.connect(lambda: self.team_wanted.emit(self.grid.person, self._roster.today))
        self.tools.patterns_wanted.connect(self.patterns_wanted)
        self.tools.import_wanted.connect(lambda: self.import_wanted.emit(self.tools.days[0]))
        self.tools.print_wanted.connect(self._want_print)

    def _want_print(self, large: bool) -> None:
        self.print_wanted.emit(self.tools.day, [member.id for member in self._shown_members()], large)

    def _remove(self, entry: Any) -> None:
        self._save(tr("Removed"), lambda: self._roster.remove_noted(entry))

    def _turn(self, direction: int) -> None:
        """To the days before or after; the cursor goes on where it left."""
        days = self.grid.picture.days
        follows = days[-1] + DAY if direction > 0 else days[0] - DAY
        self.tools.turn(direction)
        self.grid.choose_day(follows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_days()

    def theme_changed(self) -> None:
        self._fit_days()

    def _fit_days(self) -> None:
        margins = self._picture_card.body.contentsMargins()
        self.tools.fit(self.grid.days_that_fit(self.width() - margins.left() - margins.right() - 30))
