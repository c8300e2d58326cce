"""The form of one entry: what most entries need in view, the rest one press away."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.activity_log.categories import Categories
from wellness_desktop.debriefs.activity_log.entry_check import EntryProblem, hours_words, month_words
from wellness_desktop.debriefs.activity_log.log_words import read_minutes, two_sentences
from wellness_desktop.debriefs.activity_log.values import (
    MOST_MILES,
    MOST_RECIPIENTS,
    STEP,
    Activity,
    Capacity,
    DayPart,
    LateReason,
    NewEntry,
    RecipientClass,
    Referral,
    Setting,
)
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChecksField, ChoiceField, NumberField, RadioField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.text import Text

MORE = ("first_contacts", "marks", "referrals", "travel_minutes", "miles", "capacity")
"""Fields that few entries need."""
MARKS = ("called_out", "safety_protocol", "follow_up")


class EntryView(Card):
    """`saved(NewEntry)` when Save is pressed, Enter in a field, or Ctrl+S; `left` when a change is given up."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, clock: Clock, zone: Any, categories: Categories, parent: QWidget | None = None) -> None:
        super().__init__(tr("New entry"), "square-pen", parent=parent)
        self._by_month = False
        self._categories = categories
        self._began: dict[str, Any] = {}
        self.form = Form(self, columns=2)
        self._add_fields(clock, zone)
        self.more_button = button(tr("More to say"), "plus", "link", press=self._show_more, parent=self)
        self.save_button = button(tr("Save"), "check", "primary", press=self.save, tip=tr("Enter"), parent=self)
        self.leave_button = button(tr("Leave as it was"), press=self.left.emit, parent=self)
        self.body.addWidget(self.form)
        self.body.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(Text(two_sentences(), "strong", self))
        row = QVBoxLayout()
        row.addLayout(button_row(self.save_button, self.leave_button))
        self.body.addLayout(row)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            enter = QShortcut(QKeySequence(key), self.form, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            enter.activated.connect(self.save)
        self.leave_button.hide()

    def show_new(self, new: NewEntry, *, by_month: bool, ask_late: bool = False) -> None:
        """Fills the form for a new entry."""
        self._fill(new, by_month=by_month, ask_late=ask_late)
        self.set_title(tr("New entry"))
        self.leave_button.hide()

    def show_change(self, new: NewEntry, *, by_month: bool) -> None:
        """Fills the form with an entry that is changed."""
        self._fill(new, by_month=by_month, ask_late=new.late is not None)
        self.set_title(tr("Change this entry"))
        self.leave_button.show()

    def begin(self) -> None:
        """The cursor where typing begins: what was done."""
        self.form.field("category").setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_day(self, day: date) -> None:
        """The day that was chosen in the calendar."""
        self.form.set_values({"day": day})

    def save(self) -> None:
        """Tells the entry, where every field is right."""
        if self.form.confirm():
            self.saved.emit(self.value())

    def value(self) -> NewEntry:
        """The entry as it is typed; the form must be right."""
        found = self.form.values()
        marks = set(found["marks"])
        people = found["people"] or 0
        kind = found["recipients"] if people else RecipientClass.NONE
        activity = Activity(
            category=found["category"],
            minutes=read_minutes(found["minutes"]) or 0,
            part=found["part"],
            recipients=kind,
            people=people,
            first_contacts=found["first_contacts"] or 0,
            setting=found["setting"],
            called_out="called_out" in marks,
            travel_minutes=found["travel_minutes"] or 0,
            miles=found["miles"] or 0,
            referrals=frozenset(found["referrals"]),
            safety_protocol="safety_protocol" in marks,
            follow_up="follow_up" in marks,
            capacity=found["capacity"] or Capacity.PEER,
        )
        return NewEntry(day=found["day"], activity=activity, late=found["late"])

    def tell(self, problem: EntryProblem) -> None:
        """Says beside its field what the service refused; the field is shown, with all that was typed."""
        name = "marks" if problem.field in MARKS else problem.field
        if name == "late":
            self.form.show_field("late", True)
        if name in MORE:
            self._show_more()
        self.form.set_error(name, " ".join(part for part in (problem.title, problem.advice) if part))
        self.form.field(name).setFocus(Qt.FocusReason.OtherFocusReason)

    # What is typed and not saved

    def typed(self) -> dict[str, Any] | None:
        """The fields as typed; None where they are as they were filled."""
        if not self._began:
            return None
        now = self.form.typed()
        return now if now != self._began else None

    @property
    def is_filled(self) -> bool:
        """Whether an entry was begun at all."""
        return bool(self._began)

    def show_typed(self, kept: dict[str, Any]) -> None:
        """Shows again what was typed before."""
        self.form.set_typed(kept)
        if kept.get("late"):
            self.form.show_field("late", True)
        if any(kept.get(name) != self._began.get(name) for name in MORE):
            self._show_more()

    # ------------------------------------------------------------------------------------------------ inner parts

    def _add_fields(self, clock: Clock, zone: Any) -> None:
        add = self.form.add
        add(
            tr("&What did you do?"),
            ChoiceField(self._offered(), also=self._group_words),
            tr("Type the first letters."),
            name="category",
        )
        add(
            tr("How &long?"),
            TextField(most=16),
            tr("Such as 45, 1:30 or 2 h; in steps of 15 minutes."),
            name="minutes",
            required=tr("How long did it take?"),
            check=_wrong_time,
        )
        add(tr("&Day"), DateField(clock, zone), name="day", required=tr("Which day was it?"))
        add(tr("&Part of the day"), ChoiceField(_pairs(DayPart)), name="part")
        add(
            tr("How many p&eople?"),
            NumberField(0, MOST_RECIPIENTS),
            tr("A number and never a name. 0 for nobody."),
            name="people",
        )
        add(
            tr("Whom was it &for?"),
            ChoiceField(_pairs(one for one in RecipientClass if one is not RecipientClass.NONE)),
            name="recipients",
        )
        add(tr("Whe&re?"), ChoiceField(_pairs(Setting)), name="setting")
        add(tr("Why so late?"), ChoiceField(_pairs(LateReason), empty=tr("Choose")), name="late")
        add(
            tr("How many of them for the first time this year?"),
            NumberField(0, MOST_RECIPIENTS),
            tr("Met by you. Reports need it, so that no small number points to somebody."),
            name="first_contacts",
        )
        marks = [
            ("called_out", tr("Called out")),
            ("safety_protocol", tr("Safety protocol used")),
            ("follow_up", tr("Follow-up planned")),
        ]
        add(tr("Also"), ChecksField(marks, columns=1), name="marks")
        add(tr("Referred to"), ChecksField(_pairs(Referral), columns=2), name="referrals", wide=True)
        add(tr("Minutes on the road"), NumberField(0, 24 * 60), name="travel_minutes")
        add(tr("Miles"), NumberField(0, MOST_MILES), name="miles")
        add(tr("You acted as"), RadioField(_pairs(Capacity), columns=2), name="capacity")

    def _offered(self) -> list[tuple[str, str]]:
        return [(one.code, one.label) for one in self._categories.by_code.values()]

    def _group_words(self, code: str) -> str:
        found = self._categories.by_code.get(code)
        return self._categories.groups[found.group] if found is not None else ""

    def _fill(self, new: NewEntry, *, by_month: bool, ask_late: bool) -> None:
        what = new.activity
        self._by_month = by_month
        hint = tr("Your agency has fewer than ten staff: only {month} is kept, no day.", month=month_words(new.day))
        self.form.set_remark("day", hint if by_month else "")
        self.form.set_values(
            {
                "category": what.category,
                "minutes": hours_words(what.minutes),
                "day": new.day,
                "part": what.part,
                "people": what.people,
                "recipients": RecipientClass.SWORN if what.recipients is RecipientClass.NONE else what.recipients,
                "setting": what.setting,
                "late": new.late,
                "first_contacts": what.first_contacts,
                "marks": [name for name in MARKS if getattr(what, name)],
                "referrals": what.referrals,
                "travel_minutes": what.travel_minutes,
                "miles": what.miles,
                "capacity": what.capacity,
            }
        )
        self.form.show_field("late", ask_late)
        plain = replace(
            what,
            first_contacts=0,
            called_out=False,
            safety_protocol=False,
            follow_up=False,
            referrals=frozenset(),
            travel_minutes=0,
            miles=0,
        )
        self._show_more(what != plain)
        self._began = self.form.typed()

    def _show_more(self, shown: bool = True) -> None:
        for name in MORE:
            self.form.show_field(name, shown)
        self.more_button.setVisible(not shown)


def _pairs(kind: Iterable[Any]) -> list[tuple[Any, str]]:
    label: Callable[[Any], str] = lambda one: one.label  # noqa: E731
    return [(one, label(one)) for one in kind]


def _wrong_time(text: str) -> str:
    minutes = read_minutes(text)
    if minutes is None:
        return tr("Type a length of time such as 45, 1:30 or 2 h.")
    if minutes > 24 * 60:
        return tr("An entry holds 24 hours at most. For more, make one entry for each day.")
    if minutes < STEP or minutes % STEP:
        return tr("Time is logged in steps of 15 minutes, at least 15.")
    return ""
