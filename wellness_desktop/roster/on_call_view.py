"""The on-call rota: what is planned, where nobody is, and one short form to add to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.beside import Beside, Side
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.drafts import say_thrown_away
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import NumberField, RadioField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import MomentField
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.entry_fields_view import PersonField
from wellness_desktop.roster.on_call import LAYERS, Duty, Layer, Span
from wellness_desktop.roster.people import Done, OnCallEntry, Person
from wellness_desktop.roster.people_view import LIST_AHEAD
from wellness_desktop.roster.person_form_view import told_apart
from wellness_desktop.roster.when import length_text, span_text

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster

MOST_WEEKS = 52
MOST_LINES = 4
ALL_OF_IT = timedelta(days=13, hours=23)
"""A gap this long is simply "nobody"."""


class OnCallView(QWidget):
    """Lists the coming half year, tells the gaps of two weeks in words, adds, changes and removes."""

    def __init__(
        self,
        roster: "Roster",
        banner: Banner,
        changed: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._roster, self._banner, self._changed = roster, banner, changed
        self._editing: Duty | None = None
        self._build()
        self._opened = self.form.typed()

    def refresh(self, people: Sequence[Person]) -> None:
        """Shows what is planned now; `people` are who can be put on call."""
        now = self._roster.now
        self.table.set_rows(self._roster.on_call_between(now, now + LIST_AHEAD), same=_same_duty)
        able = [each for each in people if each.phones]
        able.sort(key=lambda each: not each.is_helper)
        self.form.field("person").offer([(each.id, told_apart(each)) for each in able])
        self._tell_gaps()

    def begun(self) -> dict[str, Any] | None:
        """What is typed in the form and not saved, for a draft: the time it is about, and the fields typed in."""
        fields = {name: typed for name, typed in self.form.typed().items() if typed != self._opened.get(name)}
        if not fields or not self._may_edit:
            return None
        return {"duty": str(self._editing.id) if self._editing else None, "fields": fields}

    def go_on(self, kept: Mapping[str, Any], person: Person | None = None) -> None:
        """Shows what `begun` gave, for `person` if one was chosen. A time that is gone is taken for a new one."""
        there = {str(entry.duty.id): entry for entry in self.table.rows.shown()}
        entry = there.get(kept["duty"] or "")
        if entry is not None:
            self._fill(entry.duty)
        else:
            self._fill_new(None)
        self.form.set_typed(kept["fields"])
        if person is not None:
            self.form.field("person").set_value(person.id)
        self._beside.show_detail()
        self.form.focus_first()

    def start(self, person: Person | None = None) -> None:
        """Ready to add a time, for `person` if one was chosen."""
        self._fill_new(person)
        if not self._may_edit:
            return
        if person is not None:
            self._beside.show_detail()
            self.form.field("starts").setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._beside.both:
            self.form.field("person").setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_new(self, person: Person | None) -> None:
        self._editing = None
        self._title(tr("Add on-call time"), tr("Add"))
        starts, ends = self._next_span()
        self.form.set_values(
            {
                "person": person.id if person else None,
                "layer": Layer.PRIMARY,
                "starts": starts,
                "ends": ends,
                "weeks": 1,
            }
        )
        self.form.show_field("weeks", True)
        self._opened = self.form.typed()

    def show_list(self) -> None:
        """Back from the form to the list, where only one of them has room."""
        self._beside.show_main()

    def add(self) -> None:
        """Brings the form into view, empty."""
        self.start()
        self._beside.show_detail()
        self.form.field("person").setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> bool:
        """Adds or changes what stands in the form; stays, and says why, when something is wrong."""
        if not self.form.confirm():
            return False
        values = self.form.values()
        try:
            done, duties = self._saved(values)
        except Problem as problem:
            self._banner.problem(problem)
            return False
        self._changed()
        self._say_saved(done, duties)
        self.start()
        return True

    def remove(self, entry: OnCallEntry) -> None:
        """Takes the time away, with undo."""
        if not self._may_edit:
            return
        try:
            done = self._roster.remove_duties(entry.duty)
        except Problem as problem:
            self._banner.problem(problem)
            return
        self._changed()
        self._banner.say(tr("On-call time of {name} removed.", name=entry.person.name), self._undo(done))

    def edit(self, entry: OnCallEntry) -> None:
        """Opens a planned time in the form."""
        if not self._may_edit:
            return
        begun = self.begun()
        self._fill(entry.duty)
        self._beside.show_detail()
        self.form.field("starts").setFocus(Qt.FocusReason.OtherFocusReason)
        if begun is not None:
            say_thrown_away(self._banner, lambda: self.go_on(begun))

    def open(self, duty: Duty | None) -> None:
        """Opens this time as it is now, if it is in the list."""
        entry = next((each for each in self.table.rows.shown() if duty and each.duty.id == duty.id), None)
        if entry is not None:
            self.edit(entry)

    def _fill(self, duty: Duty) -> None:
        self._editing = duty
        self._title(tr("Change on-call time"), tr("Save"))
        self.form.set_values(
            {"person": duty.person_id, "layer": duty.layer, "starts": duty.starts, "ends": duty.ends, "weeks": 1}
        )
        self.form.show_field("weeks", False)
        self._opened = self.form.typed()

    @property
    def _may_edit(self) -> bool:
        return self._roster.actor.may(Can.EDIT_ON_CALL)

    def _saved(self, values: dict[str, Any]) -> tuple[Done[object], Sequence[Duty]]:
        layer, person, starts, ends = (values[name] for name in ("layer", "person", "starts", "ends"))
        if self._editing is not None:
            changed = replace(self._editing, layer=layer, person_id=person, starts=starts, ends=ends)
            done = self._roster.change_duty(changed)
            return done, [done.value]
        added = self._roster.add_weekly(layer, person, starts, ends, values["weeks"] or 1)
        return added, added.value

    def _say_saved(self, done: Done[object], duties: Sequence[Duty]) -> None:
        clashes = [entry for duty in duties for entry in self._roster.clashes(duty)]
        words = (
            tr("On-call time saved.")
            if self._editing
            else tr_count("On-call time added.", "{count} on-call times added.", len(duties))
        )
        detail = ""
        if clashes:
            also = "; ".join(
                tr(
                    "{name} ({layer}), {span}",
                    name=entry.person.name,
                    layer=entry.duty.layer.label,
                    span=span_text(entry.duty.starts, entry.duty.ends, self._roster.zone),
                )
                for entry in clashes[:3]
            )
            detail = tr("Also on call at that time: {also}.", also=also)
        self._banner.say(words, self._undo(done), detail=detail)

    def _undo(self, done: Done[object]) -> Callable[[], None]:
        def take_back() -> None:
            done.undo()
            self._changed()

        return take_back

    def _next_span(self) -> tuple[datetime, datetime]:
        """The first gap of the primary layer offers itself; else the next full hour and a day."""
        found = self._roster.on_call_gaps(Layer.PRIMARY)
        start = self._roster.now.replace(minute=0, second=0, microsecond=0)
        if found and found[0].starts > self._roster.now:
            start = found[0].starts
        return start, start + timedelta(days=1)

    def _tell_gaps(self) -> None:
        for layer, words in self.gaps.items():
            words.setText(_gaps_in_words(self._roster.on_call_gaps(layer), self._roster))

    def _title(self, title: str, action: str) -> None:
        self._card.set_title(title)
        keys = self.save_button.shortcut()
        self.save_button.setText(action)
        self.save_button.setShortcut(keys)  # Qt takes the keys away with the old words
        self.save_button.setAccessibleName(action)

    def _build(self) -> None:
        self.table = Table[OnCallEntry](
            self._columns(),
            tr("On-call times"),
            self,
            enter=tr("change") if self._may_edit else "",
            empty=lambda: EmptyState(
                "calendar-clock",
                tr("Nobody is on call yet."),
                detail=tr("Choose who answers, from when and until when. The front door shows who agreed to be shown."),
            ),
        )
        self.table.opened.connect(self.edit)
        if self._may_edit:
            self.table.act("Del", tr("remove"), self.remove)
        self._beside = Beside(self._list_side(), self._form_side(), self, back=tr("Back to the list"), share=45)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._beside, 1)
        for shortcut in self._beside.findChildren(QShortcut):
            shortcut.activatedAmbiguously.connect(self.show_list)

    def _list_side(self) -> QWidget:
        side = Side(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        action = tr("Add on-call time") if self._may_edit else ""
        card = Card(tr("The coming two weeks"), "calendar-clock", action, side)
        card.acted.connect(self.add)
        self.gaps: dict[Layer, Text] = {}
        for layer in LAYERS:
            card.add(Text(layer.label, "strong", card))
            self.gaps[layer] = Text("", "body", card)
            card.add(self.gaps[layer])
        column.addWidget(card)
        column.addWidget(self.table, 1)
        side.begins_at = self.table
        return side

    def _form_side(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        self._card = Card(tr("Add on-call time"), "calendar-plus", parent=side)
        self.form = self._made_form(self._card)
        self._card.add(self.form)
        self.save_button = button(tr("Add"), "check", "primary", shortcut="Ctrl+Return", press=self.save, parent=side)
        self.cancel_button = button(tr("Clear"), press=self.start, parent=side)
        self._card.body.addLayout(button_row(self.save_button, self.cancel_button))
        column.addWidget(self._card)
        column.addStretch(1)
        side.setVisible(self._may_edit)
        return side

    def _made_form(self, parent: QWidget) -> Form:
        form = Form(parent)
        clock, zone = self._roster.clock, self._roster.zone
        form.add(tr("&Who"), PersonField(), name="person", required=tr("Choose who is on call."))
        layers = [(layer, layer.label) for layer in LAYERS]
        form.add(tr("As"), RadioField(layers), name="layer", required=tr("Choose first to call, backup or clinician."))
        form.add(tr("&From"), MomentField(clock, zone), name="starts", required=tr("Say when it begins."))
        form.add(
            tr("&Until"),
            MomentField(clock, zone),
            name="ends",
            required=tr("Say when it ends."),
            check=lambda _value: self._wrong_end(),
        )
        form.add(
            tr("For how many weeks in a row"),
            NumberField(1, MOST_WEEKS),
            tr("The same clock times every week. One is just this once."),
            name="weeks",
        )
        return form

    def _wrong_end(self) -> str:
        values = self.form.values()
        starts, ends = values["starts"], values["ends"]
        if starts and ends and ends <= starts:
            return tr("The end lies before the start.")
        return ""

    def _columns(self) -> list[Column[OnCallEntry]]:
        zone = self._roster.zone
        return [
            Column(
                tr("From and to"),
                lambda entry: span_text(entry.duty.starts, entry.duty.ends, zone),
                sort=lambda entry: entry.duty.starts,
                width=0,
            ),
            Column(tr("Name"), lambda entry: entry.person.name, width=17),
            Column(tr("As"), lambda entry: entry.duty.layer.label, width=10),
        ]


def _gaps_in_words(found: Sequence[Span], roster: "Roster") -> str:
    """One line for each stretch in which nobody answers."""
    if not found:
        return tr("Somebody at every hour.")
    if found[0].length >= ALL_OF_IT:
        return tr("Nobody.")
    lines = [
        tr(
            "Nobody {span} ({length})",
            span=span_text(gap.starts, gap.ends, roster.zone),
            length=length_text(gap.length),
        )
        for gap in found[:MOST_LINES]
    ]
    if len(found) > MOST_LINES:
        more = len(found) - MOST_LINES
        lines.append(tr_count("and {count} more time", "and {count} more times", more))
    return "\n".join(lines)


def _same_duty(one: OnCallEntry, other: OnCallEntry) -> bool:
    return one.duty.id == other.duty.id
