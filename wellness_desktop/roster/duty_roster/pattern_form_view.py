"""The editor of one shift pattern, with the next 28 days of each team while typing."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import TextField, TickField
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField, TimeField
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.duty_roster.month import Known, Member, picture
from wellness_desktop.roster.duty_roster.month_grid_view import MonthGrid
from wellness_desktop.roster.duty_roster.pattern_check import days_text, faults, swap_text, typed_days, typed_swap
from wellness_desktop.roster.duty_roster.pattern_values import LONGEST_NAME, OwnPattern, OwnTeam, ShiftHours
from wellness_desktop.roster.duty_roster.patterns import Code, is_shift, load_patterns
from wellness_desktop.roster.duty_roster.shifts import Stint, Stints

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster

PREVIEW_DAYS = 28
CARD_MARGIN = 24
"""Pixels at each side of a card that its pictures do not have."""
USUAL_HOURS = 12.0
_SPACE = UUID("6f2f0d6e-93a5-4a86-8b0d-7f1f0a8f3b11")
"""Makes ids for the rows of the preview, which are teams and no people."""


class PatternForm(QWidget):
    """One pattern, to change. `saving(OwnPattern)` once it is right and the button is pressed; `closed` to leave."""

    saving = Signal(object)
    closed = Signal()

    def __init__(self, roster: "Roster", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self._pattern = OwnPattern(first_day=roster.today)
        self._opened: dict[str, Any] = {}
        self._shown: OwnPattern | None = None
        self._shifts: dict[str, tuple[TextField, TimeField, TextField]] = {}
        self._teams: list[tuple[TextField, TextField, TextField, UUID | None]] = []
        self._build()

    def edit(self, pattern: OwnPattern) -> None:
        """Shows a pattern, saved or new."""
        self._pattern = pattern
        self.name.set_value(pattern.name)
        self.days.set_value(days_text(pattern.sequence))
        self.first.set_value(pattern.first_day)
        self.on_call.set_value(pattern.on_call_after_shift)
        self._show_shifts(pattern.shifts)
        self._show_teams(pattern.teams or (OwnTeam(tr("Team {number}", number=1)),))
        self._opened = self.typed()
        self._check()
        self.name.setFocus()

    # What is typed

    def value(self) -> OwnPattern:
        """What the fields say now, right or wrong."""
        sequence = typed_days(self.days.text())
        days = range(len(sequence))
        return replace(
            self._pattern,
            name=self.name.value(),
            sequence=sequence,
            first_day=self.first.value() or self._pattern.first_day,
            on_call_after_shift=self.on_call.value(),
            shifts=tuple(_shift(letter, *fields) for letter, fields in self._shifts.items()),
            teams=tuple(_team(*fields) for fields in self._teams if fields[0].value()),
            other_hours={day: hours for day, hours in self._pattern.other_hours.items() if day in days},
            heavy_days=frozenset(day for day in self._pattern.heavy_days if day in days),
        )

    def typed(self) -> dict[str, Any]:
        """The fields as typed, for a draft."""
        return {
            "name": self.name.text(),
            "days": self.days.text(),
            "first": self.first.text(),
            "on_call": self.on_call.value(),
            "shifts": {letter: [field.text() for field in fields] for letter, fields in self._shifts.items()},
            "teams": [[*(field.text() for field in fields[:3]), str(fields[3] or "")] for fields in self._teams],
        }

    def begun(self) -> dict[str, Any] | None:
        """What is typed and not saved, with the pattern it belongs to."""
        typed = self.typed()
        if typed == self._opened:
            return None
        return typed | {"id": str(self._pattern.id or ""), "version": self._pattern.version}

    def go_on(self, kept: Mapping[str, Any]) -> None:
        """Shows what `begun` gave; the page has opened the pattern it belongs to."""
        self.name.setText(kept["name"])
        self.days.setText(kept["days"])
        self.first.setText(kept["first"])
        self.on_call.set_value(kept["on_call"])
        self._show_shifts(())
        for letter, texts in kept["shifts"].items():
            self._add_shift(ShiftHours(letter, "", time(6), USUAL_HOURS))
            for field, text in zip(self._shifts[letter], texts, strict=True):
                field.setText(text)
        self._show_teams(())
        for *texts, team in kept["teams"]:
            self._add_team(OwnTeam("", 0, {}, UUID(team) if team else None))
            for field, text in zip(self._teams[-1][:3], texts, strict=True):
                field.setText(text)
        self._check()

    def saved(self, pattern: OwnPattern) -> None:
        """The pattern is saved; what is shown is it."""
        self._pattern, self._opened = pattern, self.typed()

    # How it reacts

    def _typed(self) -> None:
        """Letters get their hours as soon as they are typed."""
        pattern = self.value()
        for letter in pattern.letters_used:
            if letter not in self._shifts and len(letter) == 1 and letter.isascii() and letter.isalpha():
                self._add_shift(_usual(letter))
        used = set(pattern.letters_used)
        for letter in [one for one in self._shifts if one not in used]:
            self._drop_shift(letter)
        self._check()

    def _check(self) -> None:
        """Says what is wrong at its field, and shows the coming days as soon as they make sense."""
        pattern = self.value()
        found = faults(pattern, self._roster.own_patterns())
        told: dict[str, str] = {}
        for fault in found:
            told.setdefault(fault.field, fault.words)
        self.form.set_error("name", told.get("name", ""))
        self.form.set_error("days", told.get("days", ""))
        rest = [words for field, words in told.items() if field not in ("name", "days")]
        swaps = [
            tr("Write what a team works instead as D=N.") for fields in self._teams if not _swap_is_right(fields[2])
        ]
        self.faults.setText("\n".join(dict.fromkeys([*rest, *swaps])))
        self.faults.setVisible(bool(rest or swaps))
        self._right = not found and not swaps and not self.first.fault()
        self.count.setText(tr_count("{count} day in the cycle.", "{count} days in the cycle.", len(pattern.sequence)))
        self._preview(pattern if self._right else None)

    def _preview(self, pattern: OwnPattern | None) -> None:
        """Four weeks in one picture, or in two or four where a day needs more room."""
        self._shown = pattern
        if pattern is None:
            for each in self.previews:
                each.hide()
            self.preview_words.setText(tr("The coming four weeks appear here once everything above is right."))
            return
        today = self._roster.today
        days = [today + timedelta(days=number) for number in range(PREVIEW_DAYS)]
        members, works = [], {}
        for number, team in enumerate(pattern.teams):
            row = uuid5(_SPACE, str(number))
            members.append(Member(row, team.name))
            works[row] = Stints((Stint(date.min, pattern.duty(team), f"{number:03}"),))
        known = Known(works, (), (pattern,), self._roster.zone)
        fits = self.previews[0].days_that_fit(self._preview_card.width() - 2 * CARD_MARGIN)
        room = min(fits, PREVIEW_DAYS) if fits < 31 else PREVIEW_DAYS
        for number, each in enumerate(self.previews):
            part = days[number * room : (number + 1) * room]
            each.setVisible(bool(part))
            if part:
                each.show_picture(picture(members, part, known), today)
        rows = picture(members, days, known).rows
        self.preview_words.setText(
            "\n".join(
                tr("{team}: {amount} in these four weeks.", team=row.member.name, amount=row.words) for row in rows
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._preview(self._shown)

    def theme_changed(self) -> None:
        self._preview(self._shown)

    def _save(self) -> None:
        self._check()
        if self._right:
            self.saving.emit(self.value())
        elif not self.name.value():
            self.name.setFocus()
        else:
            self.days.setFocus()

    # How it is built

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card = Card(tr("The pattern"), "layers", parent=self)
        self.form = Form(card)
        self.name = self.form.add(tr("&Name"), TextField(most=LONGEST_NAME), name="name")
        hint = tr(
            "One letter a day: D days, N nights, O off, C on call from home. 2D 2O is DDOO. Other letters work, too."
        )
        self.days = self.form.add(tr("&Days of the cycle"), TextField(most=300), hint, name="days")
        self.first = self.form.add(
            tr("&First day"),
            DateField(self._roster.clock, self._roster.zone),
            tr("The date on which the first team is on the first day of the cycle."),
            name="first",
        )
        self.on_call = self.form.add("", TickField(tr("On call from home after each shift, until midnight")))
        card.add(self.form)
        self.count = Text("", "small", card)
        card.add(self.count)
        column.addWidget(card)
        self._shift_card = Card(tr("What the letters mean"), "clock", parent=self)
        column.addWidget(self._shift_card)
        self._team_card = Card(tr("Teams"), "users", parent=self)
        self._team_rows = QWidget(self._team_card)
        self._team_column = QVBoxLayout(self._team_rows)
        self._team_column.setContentsMargins(0, 0, 0, 0)
        self._team_card.add(self._team_rows)
        self._team_card.add(
            Text(
                tr("Day 1 is the first of the cycle. D=N works nights, not days. An empty name takes a team away."),
                "small",
                self._team_card,
            )
        )
        more = button(tr("Add a team"), "plus", press=self._one_more_team, parent=self._team_card)
        self._team_card.body.addLayout(button_row(more))
        column.addWidget(self._team_card)
        self.faults = Text("", "error", self)
        column.addWidget(self.faults)
        shown = Card(tr("The coming four weeks"), "calendar-days", parent=self)
        self._preview_card = shown
        self.previews = [
            MonthGrid(self._roster.today, shown, editable=False, teams=False) for _ in range(PREVIEW_DAYS // 7)
        ]
        self.preview_words = Text("", "body", shown)
        for number, each in enumerate(self.previews, 1):
            each.setAccessibleName(tr("The coming weeks of each team, part {number}", number=number))
            shown.add(each)
        shown.add(self.preview_words)
        column.addWidget(shown)
        self.save_button = button(
            tr("Save pattern"), "check", "primary", shortcut="Ctrl+Return", press=self._save, parent=self
        )
        self.close_button = button(tr("Leave without saving"), press=self.closed.emit, parent=self)
        column.addLayout(button_row(self.save_button, self.close_button))
        column.addStretch(1)
        self._right = False
        for field in (self.name, self.days, self.first, self.on_call):
            field.edited.connect(self._typed)

    def _show_shifts(self, shifts: Iterable[ShiftHours]) -> None:
        for letter in list(self._shifts):
            self._drop_shift(letter)
        for shift in shifts:
            self._add_shift(shift)

    def _add_shift(self, shift: ShiftHours) -> None:
        letter = shift.letter
        name, starts, hours = TextField(shift.name, most=40), TimeField(), TextField(_hours_text(shift.hours), most=6)
        starts.set_value(shift.starts)
        row = _FieldRow(
            (tr("{letter} is called", letter=letter), name, 26),
            (tr("starts at"), starts, 0),
            (tr("and lasts so many hours"), hours, 8),
            parent=self._shift_card,
        )
        for field in (name, starts, hours):
            field.edited.connect(self._check)
        self._shifts[letter] = (name, starts, hours)
        self._shift_card.add(row)
        row.show()

    def _drop_shift(self, letter: str) -> None:
        _remove(self._shifts.pop(letter)[0])

    def _show_teams(self, teams: Iterable[OwnTeam]) -> None:
        for fields in self._teams:
            _remove(fields[0])
        self._teams = []
        for team in teams:
            self._add_team(team)

    def _one_more_team(self) -> None:
        number = len(self._teams) + 1
        self._add_team(OwnTeam(tr("Team {number}", number=number)))
        self._teams[-1][0].setFocus()
        self._check()

    def _add_team(self, team: OwnTeam) -> None:
        number = len(self._teams) + 1
        name, offset = TextField(team.name, most=40), TextField(str(team.offset + 1), most=3)
        swap = TextField(swap_text(team), most=40, placeholder=tr("nothing else"))
        row = _FieldRow(
            (tr("Team {number}", number=number), name, 26),
            (tr("on the first date stands on day"), offset, 6),
            (tr("and works instead"), swap, 18),
            parent=self._team_rows,
        )
        for field in (name, offset, swap):
            field.edited.connect(self._typed)
        self._teams.append((name, offset, swap, team.id))
        self._team_column.addWidget(row)
        row.show()


class _FieldRow(QWidget):
    """Fields of one line, each after its words; in little room the line wraps."""

    def __init__(self, *fields: tuple[str, QWidget, int], parent: QWidget) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._sized = [(field, chars) for _, field, chars in fields if chars]
        flow = Flow(self)
        first = fields[0][0]
        for number, (words, field, _) in enumerate(fields):
            field.setAccessibleName(words if not number else f"{first}: {words}")
            flow.addWidget(Text(words, "label", self, wrap=False))
            flow.addWidget(field)
        self.theme_changed()

    def theme_changed(self) -> None:
        for field, chars in self._sized:
            field.setFixedWidth(theme.chars(chars))


def _remove(field: QWidget) -> None:
    """Takes the line that a field stands in away."""
    row = field.parentWidget()
    if row is not None:
        row.hide()
        row.setParent(None)
        row.deleteLater()


def _shift(letter: str, name: TextField, starts: TimeField, hours: TextField) -> ShiftHours:
    return ShiftHours(letter, name.value(), starts.value() or time(0), _typed_hours(hours.value()))


def _team(name: TextField, offset: TextField, swap: TextField, team: UUID | None) -> OwnTeam:
    day = offset.value()
    place = int(day) - 1 if day.isdecimal() and len(day) < 4 else -1
    return OwnTeam(name.value(), place, typed_swap(swap.value()) if _swap_is_right(swap) else {}, team)


def _swap_is_right(field: TextField) -> bool:
    try:
        typed_swap(field.value())
    except ValueError:
        return False
    return True


def _typed_hours(text: str) -> float:
    """Hours as typed, 12, 12.5 or 12:30; 0 for anything else, which is refused in words."""
    whole, _, minutes = text.replace(",", ".").partition(":")
    try:
        return float(whole) + (int(minutes) / 60 if minutes else 0.0)
    except ValueError:
        return 0.0


def _hours_text(hours: float) -> str:
    return f"{hours:g}"


def _usual(letter: str) -> ShiftHours:
    """What a letter usually means; an unusual one starts in the morning until somebody says otherwise."""
    starts = load_patterns().starts
    known = {code.value for code in Code if is_shift(code)}
    name = Code(letter).label if letter in known else tr("Shift {letter}", letter=letter)
    return ShiftHours(letter, name, starts.get(letter, time(6)), 24.0 if letter == Code.WHOLE_DAY else USUAL_HOURS)
