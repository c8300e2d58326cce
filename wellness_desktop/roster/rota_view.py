"""The rota's screen: the picture, and beside it who is put on call for the span that is chosen in it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.beside import Beside, Side
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.on_call import Duty
from wellness_desktop.roster.people import Done, OnCallEntry, Person
from wellness_desktop.roster.person_form_view import told_apart
from wellness_desktop.roster.rota_cursor import Slots, usual_hand_over
from wellness_desktop.roster.rota_form_view import RotaForm
from wellness_desktop.roster.rota_grid_view import RotaGrid
from wellness_desktop.roster.rota_prints import short_names
from wellness_desktop.roster.rota_tools_view import RotaTools, Shown
from wellness_desktop.roster.rota_weeks import COMING_WEEKS, gap_words, week_span
from wellness_desktop.roster.when import span_text

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster

LOOK_BACK = timedelta(days=120)
"""How far back the usual hour of handing over is looked for."""


class RotaView(QWidget):
    """Weeks of the rota. What it changes is saved at once, with undo.

    `exact_wanted(Duty | None)` asks for the form with clock times, `chain_wanted` for the call chain,
    `print_wanted(date)` for that month on paper, `calendar_wanted(Person)` for somebody's calendar file.
    """

    exact_wanted = Signal(object)
    chain_wanted = Signal()
    print_wanted = Signal(object)
    calendar_wanted = Signal(object)

    def __init__(
        self, roster: "Roster", banner: Banner, changed: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._roster, self._banner, self._changed = roster, banner, changed
        self._traded: Duty | None = None
        self._names: dict[UUID, str] = {}
        self._may_edit = roster.actor.may(Can.EDIT_ON_CALL)
        self._build(self._hand_over())
        self._connect()

    def refresh(self, people: Sequence[Person]) -> None:
        """Shows the rota of now; `people` are who can be put on call."""
        shown, now, zone = self.tools.shown, self._roster.now, self._roster.zone
        week = week_span(shown.monday, zone, shown.weeks)
        ahead = now + timedelta(weeks=COMING_WEEKS)
        entries = self._roster.on_call_between(min(week.starts, now), max(week.ends, ahead) + timedelta(days=7))
        able = [each for each in people if each.phones]
        tired = self._roster.to_rotate() if self._may_edit else frozenset()
        able.sort(key=lambda each: (not each.is_helper, each.id in tired))
        self._names = {each.id: each.name for each in able}
        self.form.offer([(each.id, told_apart(each)) for each in able])
        self._traded = next((each.duty for each in entries if self._traded and each.duty.id == self._traded.id), None)
        slots = Slots(shown.monday, shown.weeks, shown.step, shown.handed_over_at, zone)
        names = short_names([each.person for each in {entry.person.id: entry for entry in entries}.values()])
        self.grid.show_rota(entries, names, slots, now, self._traded)
        self.gaps.setText("\n".join(gap_words([each.duty for each in entries], now, zone)))

    def start(self) -> None:
        """Ready at the first step that begins now or later."""
        self.grid.choose(self.grid.layer, self._roster.now)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_list(self) -> None:
        """Back from the form to the picture, where only one of them has room."""
        self._beside.show_main()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def here(self) -> OnCallEntry | None:
        """Who stands at the beginning of what is chosen, or else first in it."""
        here, starts = self.grid.here, self.grid.span.starts
        return next((each for each in here if each.duty.covers(starts)), here[0] if here else None)

    # What people do

    def put_on_call(self) -> None:
        """Puts whoever is typed on call for the chosen span, and goes on behind it."""
        person = self.form.person()
        if person is None or not self._may_edit:
            return
        span, layer = self.grid.span, self.grid.layer
        done = self._saved(lambda: self._roster.put_on_call(layer, person, span, self.form.repeat()))
        if done is None:
            return
        count = sum(duty.person_id == person and duty.layer is layer for duty in done.value)
        words = tr_count(
            "On call: {name}, {span}.",
            "On call: {name}, {count} times from {span}.",
            count,
            name=self._names[person],
            span=span_text(span.starts, span.ends, self._roster.zone),
        )
        self._say(words, done)
        self.form.once()
        self.grid.after(span)
        self.show_list()

    def hand_over(self) -> None:
        """Gives the whole time that stands there, or those of its repeat that are meant, to whoever is typed."""
        here, person = self.here, self.form.person()
        if here is None or person is None or not self._may_edit:
            return
        after = replace(here.duty, person_id=person)
        done = self._saved(lambda: self._roster.change_duties(here.duty, after, self.form.scope()))
        if done is not None:
            count = len(done.value)
            words = tr_count(
                "{name} is on call instead.",
                "{name} is on call instead, {count} times.",
                count,
                name=self._names[person],
            )
            self._say(words, done)
            self.show_list()

    def remove(self) -> None:
        """Takes away what is chosen: just the span where several steps are, else the time that stands there."""
        here = self.here
        if here is None or not self._may_edit:
            return
        span, layer = self.grid.span, self.grid.layer
        if self.grid.cursor_at.wide:
            done = self._saved(lambda: self._roster.clear_on_call(layer, span))
        else:
            done = self._saved(lambda: self._roster.remove_duties(here.duty, self.form.scope()))
        if done is not None:
            self._say(tr("On-call time of {name} removed.", name=here.person.name), done)

    def trade(self) -> None:
        """First press: marks the time; second press, on another one: the two people trade."""
        here = self.here
        if here is None or not self._may_edit:
            return
        if self._traded is None or self._traded.id == here.duty.id:
            self._traded = None if self._traded else here.duty
            self._changed()
            if self._traded:
                self._banner.note(
                    tr("{name} wants to trade. Go to the other time and press S again.", name=here.person.name),
                    action=tr("Leave it"),
                    press=self.trade,
                )
            else:
                self._banner.clear()
            return
        one = self._traded
        done = self._saved(lambda: self._roster.swap_duties(one, here.duty))
        if done is not None:
            self._traded = None
            self._say(tr("The two people trade these times."), done)

    def _saved(self, save: "Callable[[], Done[tuple[Duty, ...]]]") -> "Done[tuple[Duty, ...]] | None":
        try:
            done = save()
        except Problem as problem:
            self._banner.problem(problem)
            return None
        self._changed()
        return done

    def _say(self, words: str, done: "Done[tuple[Duty, ...]]") -> None:
        self._changed()

        def take_back() -> None:
            done.undo()
            self._changed()

        self._banner.say(words, take_back)

    # How it is built

    def _hand_over(self) -> Shown:
        now = self._roster.now
        there = self._roster.on_call_between(now - LOOK_BACK, now + LOOK_BACK)
        at = usual_hand_over([each.duty.starts for each in there], self._roster.zone)
        return Shown.of(self._roster.today, at)

    def _build(self, shown: Shown) -> None:
        self.tools = RotaTools(shown, self._roster.today, self)
        slots = Slots(shown.monday, shown.weeks, shown.step, shown.handed_over_at, self._roster.zone)
        side = Side(self)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        self.grid = RotaGrid(self._roster.now, slots, side)
        picture = Card("", parent=side)
        picture.add(self.grid)
        keys = tr("Arrows: move   Shift+arrows: longer   Space: the whole time   Page Up, Page Down: other weeks")
        edit = tr("Enter: put on call   Del: remove   S: trade")
        picture.add(Text(f"{edit}   {keys}" if self._may_edit else keys, "small", picture))
        left.addWidget(picture)
        gaps = Card(tr("Where nobody is, in the coming eight weeks"), "calendar-clock", parent=side)
        self.gaps = Text("", "body", gaps, selectable=True)
        gaps.add(self.gaps)
        left.addWidget(gaps)
        left.addStretch(1)
        side.begins_at = self.grid
        self._beside = Beside(side, self._detail(), self, back=tr("Back to the picture"), share=30)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.tools)
        column.addWidget(self._beside, 1)

    def _detail(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        self.card = Card(tr("Chosen time"), "calendar-plus", parent=side)
        self.when = Text("", "strong", self.card, selectable=True)
        self.who = Text("", "body", self.card, selectable=True)
        self.card.add(self.when)
        self.card.add(self.who)
        self.form = RotaForm(self.card)
        self.card.add(self.form)
        self.put_button = button(
            tr("Put on call"), "check", "primary", shortcut="Ctrl+Return", press=self.put_on_call, parent=side
        )
        self.hand_button = button(tr("Hand the whole time over"), "refresh-cw", press=self.hand_over, parent=side)
        self.trade_button = button(tr("Trade"), "arrow-right", press=self.trade, parent=side)
        self.remove_button = button(tr("Remove"), "trash-2", press=self.remove, parent=side)
        self.calendar_button = button(
            tr("Calendar file"),
            "download",
            tip=tr("The coming on-call times of this person, for any calendar. It names nobody."),
            press=self._want_calendar,
            parent=side,
        )
        self.exact_button = button(
            tr("List and exact times"), "list", press=lambda: self.exact_wanted.emit(self._duty()), parent=side
        )
        self.card.body.addLayout(button_row(self.put_button, self.hand_button))
        self.card.body.addLayout(
            button_row(self.trade_button, self.remove_button, self.calendar_button, self.exact_button)
        )
        column.addWidget(self.card)
        column.addStretch(1)
        for each in (self.form, self.put_button):
            each.setVisible(self._may_edit)
        return side

    def _connect(self) -> None:
        self.grid.chosen.connect(self._show_chosen)
        self.grid.opened.connect(self._open)
        self.grid.remove_wanted.connect(self.remove)
        self.grid.trade_wanted.connect(self.trade)
        self.grid.page_wanted.connect(self.tools.turn)
        self.form.entered.connect(self.put_on_call)
        self.tools.changed.connect(self._changed)
        self.tools.chain_wanted.connect(self.chain_wanted)
        self.tools.print_wanted.connect(self._want_print)
        for shortcut in self._beside.findChildren(QShortcut):
            shortcut.activatedAmbiguously.connect(self.show_list)
        self._show_chosen()

    def _open(self) -> None:
        self._beside.show_detail()
        if self._may_edit:
            self.form.focus_first()
        else:
            self.calendar_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self) -> None:
        when, _, who = self.grid.words.partition(").")
        self.when.setText(f"{when}).")
        self.who.setText(who.strip())
        here = self.here
        self.form.show_scope(here is not None and here.duty.series is not None and not self.grid.cursor_at.wide)
        for each in (self.hand_button, self.trade_button, self.remove_button):
            each.setVisible(here is not None and self._may_edit)
        self.calendar_button.setVisible(here is not None)

    def _duty(self) -> Duty | None:
        return self.here.duty if self.here else None

    def _want_calendar(self) -> None:
        if self.here is not None:
            self.calendar_wanted.emit(self.here.person)

    def _want_print(self) -> None:
        self.print_wanted.emit(self.grid.span.starts.astimezone(self._roster.zone).date())
