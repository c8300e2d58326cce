"""One lesson: what was learned, who does what about it until when, which plan items change, and what shows it."""

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.fields import NotesField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.plan_view import empty_out
from wellness_desktop.plans.review.kinds import LessonState, public_record
from wellness_desktop.plans.review.values import Lesson, NewLesson, PlanPlace
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans

FIELDS = ("lesson", "action", "owner", "start", "due", "tested_by")
LONGEST_ITEM = 42


class LessonView(QWidget):
    """A new lesson, or one of the register."""

    save_wanted = Signal(object, object, object)
    """The lesson as typed, the one it changes or None, and the review it comes from or None."""
    close_wanted = Signal(object, dict)
    reopen_wanted = Signal(object)
    withdraw_wanted = Signal(object)
    place_wanted = Signal(str, str)
    """Plan and item to open."""

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans, self._desk = plans, plans.after_action
        self.lesson: Lesson | None = None
        self.review: UUID | None = None
        self.from_where = ""
        self._places: tuple[PlanPlace, ...] = ()
        self._build()

    def start(self, lesson: Lesson | None, review: UUID | None = None, source: str = "") -> None:
        """Opens a lesson, or an empty one that comes from a review, or from what `source` says."""
        self.lesson, self.review, self.from_where = lesson, review, source
        self.form.field("owner").offer(self._desk.role_titles().items())
        said = lesson.said if lesson is not None else NewLesson(lesson="")
        self.form.set_values({name: getattr(said, name) for name in FIELDS})
        self._places = said.places
        titles = self._plans.titles()
        self.plan.offer((one, tr("{code}  {title}", code=one.upper(), title=titles[one])) for one in titles)
        self._offer_items()
        self._show_places()
        self._show_done()
        self._opened = self._typed()
        self.form.focus_first()

    def begun(self) -> dict[str, Any] | None:
        """What is typed and not saved."""
        typed = self._typed()
        if typed == self._opened:
            return None
        return {
            "lesson": str(self.lesson.id) if self.lesson else "",
            "version": self.lesson.version if self.lesson else 0,
            "review": str(self.review) if self.review else "",
            "source": self.from_where,
        } | typed

    def go_on(self, kept: dict[str, Any]) -> None:
        """Shows what `begun` gave, on the lesson that is open."""
        self.form.set_typed(kept["fields"])
        self.done.set_typed(kept["done"])
        self._places = tuple(PlanPlace(plan, item) for plan, item in kept["places"])
        self._show_places()

    def throw_away(self) -> None:
        """Back to what is saved."""
        self.start(self.lesson, self.review, self.from_where)

    # How it is built

    def _build(self) -> None:
        card = Card(tr("What we learned"), "graduation-cap", parent=self)
        card.add(Text(public_record(), "muted", card))
        self.source = Text("", "strong", card)
        card.add(self.source)
        form = self.form = Form(card, columns=2)
        form.add(
            tr("&Lesson"),
            NotesField(lines=2),
            tr("One sentence, without a name."),
            name="lesson",
            required=tr("Say in one sentence what we learned."),
            wide=True,
        )
        form.add(tr("&Action"), NotesField(lines=2), tr("What will be different."), name="action", wide=True)
        form.add(
            tr("&Owner"),
            ChoiceField(empty=tr("Nobody yet")),
            tr("A role, not a person: people move on."),
            name="owner",
            wide=True,
        )
        clock, zone = self._plans.clock, self._plans.zone
        form.add(tr("Start"), DateField(clock, zone), name="start")
        form.add(tr("Due"), DateField(clock, zone), name="due")
        form.add(
            tr("Next exercise that &tests it"),
            TextField(most=200),
            tr("For example: call tree by phone, in March."),
            name="tested_by",
            wide=True,
        )
        card.add(form)
        self.save_button = button(tr("Save"), "check", "primary", shortcut="Ctrl+S", press=self._save, parent=card)
        self.withdraw_button = button(tr("Take it out of the register"), "trash-2", press=self._withdraw, parent=card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(card)
        column.addWidget(self._places_card())
        column.addWidget(self._done_card())
        column.addStretch(1)
        card.body.addLayout(button_row(self.save_button, self.withdraw_button))
        self._opened = self._typed()

    def _places_card(self) -> Card:
        card = Card(tr("Plan items to change"), "file-text", parent=self)
        self._place_lines = QVBoxLayout()
        card.body.addLayout(self._place_lines)
        form = Form(card)
        self.plan = form.add(tr("Plan"), ChoiceField(), name="plan")
        self.item = form.add(tr("Item"), ChoiceField(), name="item")
        self.plan.edited.connect(self._offer_items)
        self.add_button = button(tr("Add this item"), "plus", press=self._add_place, parent=card)
        form.add_buttons(self.add_button)
        card.add(form)
        return card

    def _done_card(self) -> Card:
        self.done_card = card = Card(tr("Done"), "circle-check", parent=self)
        self.standing = Text("", "strong", card)
        card.add(self.standing)
        self.done = Form(card, columns=2)
        clock, zone = self._plans.clock, self._plans.zone
        self.done.add(tr("Done on"), DateField(clock, zone), name="on", required=tr("Type the day."))
        self.done.add(
            tr("What sho&ws it"),
            TextField(most=300),
            tr("A page, a day of training, a receipt: where one finds it."),
            name="evidence",
            required=tr("Say what shows that it is done."),
            wide=True,
        )
        self.close_button = button(tr("It is done"), "check", press=self._close, parent=card)
        self.reopen_button = button(
            tr("It is not done after all"),
            "rotate-ccw",
            press=lambda: self.reopen_wanted.emit(self.lesson),
            parent=card,
        )
        card.add(self.done)
        card.body.addLayout(button_row(self.close_button, self.reopen_button))
        return card

    # What is shown

    def _show_done(self) -> None:
        lesson = self.lesson
        words = tr("{code}, from: {source}", code=lesson.code, source=lesson.source) if lesson else self.from_where
        self.source.setText(words)
        self.source.setVisible(bool(words))
        self.done_card.setVisible(lesson is not None)
        self.withdraw_button.setVisible(lesson is not None and self._plans.actor.may(Can.EDIT_PLANS))
        is_done = lesson is not None and lesson.state is LessonState.DONE
        words = lesson.state.label if lesson else ""
        if lesson is not None and lesson.done_on is not None:
            words = tr("Done on {day}: {evidence}", day=day_text(lesson.done_on), evidence=lesson.evidence)
        self.standing.setText(words)
        self.done.setVisible(not is_done)
        self.close_button.setVisible(not is_done)
        self.reopen_button.setVisible(is_done)
        self.done.set_values({"on": self._plans.today, "evidence": lesson.evidence if lesson else ""})

    def _show_places(self) -> None:
        empty_out(self._place_lines)
        if not self._places:
            self._place_lines.addWidget(Text(tr("No plan has to change for it."), "body", self))
        for place in self._places:
            words = self._place_words(place)
            open_it = button(
                tr("Change it"),
                "pencil",
                spoken=tr("Change {item} in the plan", item=words),
                press=partial(self.place_wanted.emit, place.plan, place.item),
                parent=self,
            )
            open_it.setVisible(self._plans.actor.may(Can.EDIT_PLANS))
            away = button(
                tr("Remove"),
                "x",
                "quiet",
                spoken=tr("Remove {item} from this lesson", item=words),
                press=partial(self._remove_place, place),
                parent=self,
            )
            line = QWidget(self)
            column = QVBoxLayout(line)
            column.setContentsMargins(0, 0, 0, 8)
            column.addWidget(Text(words, "body", line))
            column.addLayout(button_row(open_it, away))
            self._place_lines.addWidget(line)

    def _place_words(self, place: PlanPlace) -> str:
        try:
            found = next((one for one in self._plans.items(place.plan) if one.id == place.item), None)
        except Problem:
            found = None
        if found is None:
            return tr("{plan}: an item that is gone", plan=place.plan.upper())
        return tr("{plan} {section}: {words}", plan=place.plan.upper(), section=found.section, words=found.text)

    def _offer_items(self) -> None:
        plan = self.plan.value()
        items = self._plans.items(plan) if plan else []
        self.item.offer(
            (one.id, tr("{section}  {words}", section=one.section, words=_short(one.title or one.text)))
            for one in sorted(items, key=lambda one: one.section)
        )

    def _typed(self) -> dict[str, Any]:
        return {
            "fields": self.form.typed(),
            "done": self.done.typed(),
            "places": [[one.plan, one.item] for one in self._places],
        }

    # What people do

    def _add_place(self) -> None:
        plan, item = self.plan.value(), self.item.value()
        if plan and item:
            self._places = tuple(dict.fromkeys((*self._places, PlanPlace(plan, item))))
            self._show_places()

    def _remove_place(self, place: PlanPlace) -> None:
        self._places = tuple(one for one in self._places if one != place)
        self._show_places()
        self.add_button.setFocus()

    def _save(self) -> None:
        if self.form.confirm():
            values = self.form.values()
            said = NewLesson(**values | {"owner": values["owner"] or "", "places": self._places})
            self.save_wanted.emit(said, self.lesson, self.review)

    def _close(self) -> None:
        if self.lesson is not None and self.done.confirm():
            self.close_wanted.emit(self.lesson, self.done.values())

    def _withdraw(self) -> None:
        self.withdraw_wanted.emit(self.lesson)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_ITEM else words[: LONGEST_ITEM - 1].rstrip() + "…"
