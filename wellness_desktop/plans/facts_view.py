"""The assistant for the agency's facts: one topic at a time, each field saved on its own."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.errors import ChangedElsewhere, Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChoiceField, NotesField, NumberField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.text import Text, caption
from wellness_desktop.plans.contact_field_view import ContactField, Entry
from wellness_desktop.plans.entry_desk import LONGEST_LINE, MOST_SWORN, Entered, TopicEntries
from wellness_desktop.plans.items import Field
from wellness_desktop.plans.merging import Fact
from wellness_desktop.plans.plan_cards_view import time_words
from wellness_desktop.plans.templates import CORE
from wellness_desktop.plans.wording import Doubt

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans


class FactsView(QWidget):
    """Steps through the topics. What is typed is saved after a pause, field by field, and can be undone."""

    finished = Signal()
    field_wanted = Signal(object)
    """Bring this field into view."""

    def __init__(self, plans: "Plans", banner: Banner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans, self._banner = plans, banner
        self._plan = CORE
        self._topics: tuple[TopicEntries, ...] = ()
        self._place = 0
        self._facts: dict[str, Fact] = {}
        self._stored: dict[str, Any] = {}
        """What stands in each field of the form when it shows what is stored."""
        self._held: dict[str, dict[str, Any]] = {}
        """What was typed in other steps and could not be saved yet."""
        self._build()

    def start(self, plan: str = CORE, field: str = "") -> None:
        """Opens at the topic of `field`, or at the first one with something missing."""
        self._plan = plan
        self._people = self._plans.people()
        self._read()
        self._jump.offer([(place, topic.topic.title) for place, topic in enumerate(self._topics)])
        self._show(self._topic_of(field))
        if field:
            self._focus(field)

    def flush(self) -> None:
        """Saves what waits for a pause in typing."""
        self.form.flush()

    def draft(self) -> dict[str, Any] | None:
        """What is typed and not saved, by field, with the plan and the version it was typed on; None for nothing."""
        fields = self._held | self._unsaved()
        return {"fields": fields} if fields else None

    def go_on(self, values: dict[str, Any]) -> str:
        """Shows a draft again, at the step of its first field; the others wait in theirs. Gives that field's plan."""
        fields: dict[str, dict[str, Any]] = values["fields"]
        first, kept = next(iter(fields.items()))
        self._held |= {
            name: {"plan": str(one["plan"]), "typed": one["typed"], "version": int(one["version"])}
            for name, one in fields.items()
        }
        self.start(str(kept["plan"]), first)
        return self._plan

    def focus_first(self) -> None:
        """Goes to the first field that is not saved, else to the first of the step."""
        self._focus(next(iter(self._unsaved()), self._topics[self._place].entries[0].field.id))

    def throw_away(self) -> None:
        """Shows what is stored in place of what is typed and not saved."""
        self._held = {}
        self._stored = self.form.typed()
        self._read()
        self._show(self._place)

    def _unsaved(self) -> dict[str, dict[str, Any]]:
        """What the form holds that is not stored, because it is not right yet or could not be saved."""
        return {
            name: {"plan": self._plan, "typed": typed, "version": self._facts[name].version}
            for name, typed in self.form.typed().items()
            if typed != self._stored[name] and not self._is_stored(name)
        }

    def _is_stored(self, name: str) -> bool:
        field = self.form.field(name)
        return not _fault_of(field) and _as_entry(field.value()) == _entry_of(self._facts[name])

    def _read(self) -> None:
        """Reads what is stored. What is not saved yet is held until its step is shown again."""
        self._held |= self._unsaved()
        self._topics = self._plans.core(self._plan).topics
        self._facts = {one.field.id: one.fact for topic in self._topics for one in topic.entries}

    def _topic_of(self, field: str) -> int:
        for place, topic in enumerate(self._topics):
            if any(one.field.id == field for one in topic.entries) if field else topic.minutes_left:
                return place
        return 0

    def _build(self) -> None:
        self._jump = ChoiceField(parent=self)
        self._jump.setAccessibleName(tr("Step"))
        self._where = Text("", "muted", self)
        self.card = Card(tr("Facts"), parent=self)
        self._about = Text("", "muted", self.card)
        self.card.add(self._about)
        self.form = Form(self.card, columns=2)
        self.card.add(self.form)
        self.back_button = button(tr("Previous step"), "arrow-left", press=lambda: self._step(-1), parent=self)
        self.next_button = button(
            tr("Next step"), "arrow-right", "primary", shortcut="Ctrl+Return", press=lambda: self._step(1), parent=self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(button_row(caption(tr("Step"), self._jump, self), self._jump))
        column.addWidget(self._where)
        column.addWidget(self.card)
        column.addLayout(button_row(self.back_button, self.next_button))
        column.addStretch(1)
        self._jump.edited.connect(lambda: self._go(self._jump.value()))

    def _show(self, place: int) -> None:
        self._place = place
        topic = self._topics[place]
        self.card.set_title(topic.topic.title)
        self._about.setText(topic.topic.about)
        self._jump.set_value(place)
        self._new_form(topic)
        self._tell()

    def _tell(self) -> None:
        """Which step this is, and how long it still takes."""
        minutes = self._topics[self._place].minutes_left
        step = tr("Step {number} of {count}.", number=self._place + 1, count=len(self._topics))
        left = (
            tr("What is missing here takes {time}.", time=time_words(minutes))
            if minutes
            else tr("Nothing is missing here.")
        )
        self._where.setText(f"{step} {left}")
        self.back_button.setEnabled(self._place > 0)
        last = self._place == len(self._topics) - 1
        self.next_button.setText(tr("Done") if last else tr("Next step"))
        self.next_button.setAccessibleName(self.next_button.text())

    def _new_form(self, topic: TopicEntries) -> None:
        fresh = Form(self.card, columns=2)
        self.card.body.replaceWidget(self.form, fresh)
        self.form.hide()
        self.form.deleteLater()
        self.form = fresh
        for one in topic.entries:
            self._add_field(one)
        self._stored = fresh.typed()
        self._show_held()
        self._tell_doubts()
        fresh.drafted.connect(self._tell_doubts)
        fresh.drafted.connect(self._save)  # also while another field is wrong: each is saved by itself
        fresh.show()

    def _show_held(self) -> None:
        """Goes on with what was typed here before, on the version it was typed on."""
        here = {name: self._held.pop(name) for name in self._stored if name in self._held}
        for name, one in here.items():
            self._facts[name] = replace(self._facts[name], version=one["version"])
        self.form.set_typed({name: one["typed"] for name, one in here.items()})

    def _add_field(self, one: Entered) -> None:
        label = one.field.label.replace("&", "&&")
        if one.field.need == "must":
            label = tr("{field} (needed for approval)", field=label)
        self.form.add(
            label,
            self._field(one),
            self._hint(one),
            name=one.field.id,
            check=_check(one.field),
            wide=one.field.kind == "text",
        )
        self.form.set_values({one.field.id: _value(one)})
        if one.gone:
            self.form.set_error(one.field.id, tr("The person chosen is no longer on the roster. Choose again."))

    def _field(self, one: Entered) -> QWidget:
        kind = one.field.kind
        if kind == "contact":
            return ContactField(self._people)
        if kind == "text":
            return NotesField(lines=3)
        if kind == "number":
            return NumberField(0, MOST_SWORN)
        if kind == "date":
            return DateField(self._plans.clock, self._plans.zone)
        return TextField(most=LONGEST_LINE)

    def _hint(self, one: Entered) -> str:
        default = " ".join(part for part in (one.field.default, one.field.default_phone) if part)
        parts = [one.field.hint, tr("As long as it is empty: {text}", text=default) if default else ""]
        return " ".join(part for part in parts if part)

    def _save(self) -> None:
        """Saves every field that differs from what is stored; a fault stays beside its field."""
        for field, value in self.form.values().items():
            fact = self._facts[field]
            if _as_entry(value) == _entry_of(fact) or _fault_of(self.form.field(field)):
                continue
            self._save_one(field, _as_entry(value), fact)

    def _tell_doubts(self) -> None:
        """Words that hurt or promise too much, said below the field as it is typed. Nothing is held back for them."""
        for one in self._topics[self._place].entries:
            field = self.form.field(one.field.id)
            if isinstance(field, (TextField, NotesField)) and not isinstance(field, NumberField):
                text = field.value()
                found = self._plans.doubts(self._plan, text) if text else ()
                self.form.set_remark(one.field.id, _doubt_words(found))

    def _save_one(self, field: str, entry: Entry, fact: Fact) -> None:
        try:
            done = self._plans.set_fact(
                field, entry.name, person=entry.person, numbers=entry.numbers, detail=entry.detail, seen=fact.version
            )
        except ChangedElsewhere as met:
            self._take_theirs(field, met)
            return
        except Problem as problem:
            self.form.set_error(field, f"{problem.title} {problem.advice}".strip())
            return
        self.form.set_error(field, "")
        self._facts[field] = done.value
        self._stored[field] = self.form.typed()[field]
        self._topics = self._plans.core(self._plan).topics
        self._tell()
        label = next(one.field.label for topic in self._topics for one in topic.entries if one.field.id == field)
        self._banner.say(tr("Saved: {field}.", field=label), self._undo(done.undo))

    def _take_theirs(self, field: str, met: ChangedElsewhere) -> None:
        """Keeps what was typed in the field and says what the other saved; the next save is on top of it."""
        if isinstance(met.theirs, Fact):
            self._facts[field] = met.theirs
            theirs = " ".join((met.theirs.text, *met.theirs.numbers)).strip()
            self.form.set_error(
                field, tr("Someone else saved here: {text}. Type on to save yours.", text=theirs or "-")
            )
        self._banner.problem(met)

    def _undo(self, take_back: Callable[[], None]) -> Callable[[], None]:
        def undo() -> None:
            take_back()
            self._read()
            self._show(self._place)

        return undo

    def _step(self, by: int) -> None:
        place = self._place + by
        if place >= len(self._topics):
            self.flush()
            self.finished.emit()
            return
        self._go(place)

    def _go(self, place: int) -> None:
        self.flush()
        self._read()
        self._show(place)
        self._focus(self._topics[place].entries[0].field.id)

    def _focus(self, field: str) -> None:
        wanted = self.form.field(field)
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field_wanted.emit(wanted)


def _doubt_words(found: Sequence[Doubt]) -> str:
    """Each phrase once, with what to think of."""
    said = {doubt.phrase.lower(): tr("“{phrase}”: {why}", phrase=doubt.phrase, why=doubt.why) for doubt in found}
    return " ".join(said.values())


def _value(one: Entered) -> Any:
    """What the field widget takes."""
    fact = one.fact
    if one.field.kind == "contact":
        return _entry_of(fact)
    if one.field.kind == "date":
        return date.fromisoformat(fact.text) if fact.text else None
    return fact.text


def _as_entry(value: Any) -> Entry:
    """What the field widget gives, as it is saved."""
    if isinstance(value, Entry):
        return value
    if value is None:
        return Entry()
    return Entry(name=value.isoformat() if isinstance(value, date) else str(value))


def _entry_of(fact: Fact) -> Entry:
    return Entry(fact.person, fact.text, fact.numbers, fact.detail)


def _fault_of(field: QWidget) -> str:
    return field.fault() if hasattr(field, "fault") else ""


def _check(field: Field) -> Callable[[Any], str] | None:
    """What a page can say while typing."""
    if not field.max_words:
        return None

    def too_long(value: Any) -> str:
        count = len(str(value or "").split())
        if count <= field.max_words:
            return ""
        over = tr_count("{count} word too many.", "{count} words too many.", count - field.max_words)
        return tr("{over} At most {most}: it is read aloud.", over=over, most=field.max_words)

    return too_long
