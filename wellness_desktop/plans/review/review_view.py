"""One review: its parts at the left, the open part at the right. Everything is saved as it is typed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import TextField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.review.answers_view import AnswersView
from wellness_desktop.plans.review.findings_view import ClockView, ObjectivesView
from wellness_desktop.plans.review.kinds import Stage, public_record
from wellness_desktop.plans.review.questions import head, questions
from wellness_desktop.plans.review.values import Lesson, Review
from wellness_desktop.plans.review.voices import unheard
from wellness_desktop.plans.review.voices_view import VoicesView
from wellness_desktop.roster.when import day_text, moment_text

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans

W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the review, and how far it is."""

    id: str
    title: str
    state: str


class ReviewView(QWidget):
    """The seven parts of a review."""

    say_wanted = Signal(str, str)
    rename_wanted = Signal(str)
    hold_wanted = Signal(object, object)
    lesson_wanted = Signal(object)
    print_wanted = Signal(bool)
    withdraw_wanted = Signal()

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans, self._desk = plans, plans.after_action
        self.review: Review | None = None
        self._build()

    def show_review(self, review: Review) -> None:
        """Shows a review; at the same part when it was open already."""
        fresh = self.review is None or self.review.line.id != review.line.id
        self.review = review
        self.parts.set_rows(_parts(review))
        if fresh:
            self._filled.clear()
            self.parts.choose(lambda _part: True)
        self._show(self.parts.current())

    def flush(self) -> None:
        """Saves what waits in a form."""
        for name in ("head", "questions"):
            if name in vars(self):
                getattr(self, name).form.flush()
        if "objectives" in vars(self):
            self.objectives.form.flush()

    def fill_anew(self) -> None:
        """After an undo: what is shown is read again."""
        self._filled.clear()
        self.objectives.forget()

    # How it is built

    def _build(self) -> None:
        self.parts: Table[Part] = Table(
            [Column(tr("Part"), lambda one: one.title, width=0), Column(tr("State"), lambda one: one.state, width=16)],
            tr("Parts of the review"),
            self,
            lines=8,
        )
        self.card = Card(tr("Review"), "scroll-text", parent=self)
        self.banner_words = Text(public_record(), "strong", self.card)
        self.card.add(self.banner_words)
        side = QWidget(self)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.card)
        right.addStretch(1)
        self._beside = Beside(self.parts, side, self, back=tr("Back to the parts"), share=68)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._beside, 1)
        self._shown: list[QWidget] = []
        self._filled: set[str] = set()
        self.parts.chosen.connect(self._show)
        self.parts.opened.connect(lambda _part: self._beside.show_detail())

    def _take(self, made: W) -> W:
        self.card.add(made)
        self._shown.append(made)
        return made

    @cached_property
    def head(self) -> AnswersView:
        """Name and overview."""
        made = self._take(AnswersView(head(), self.card, lines=2))
        made.answered.connect(self.say_wanted.emit)
        return made

    @cached_property
    def questions(self) -> AnswersView:
        """The questions, one at a time."""
        made = self._take(AnswersView(questions(), self.card, lines=5, stepped=True))
        made.answered.connect(self.say_wanted.emit)
        return made

    @cached_property
    def objectives(self) -> ObjectivesView:
        """What should have been reached."""
        return self._take(ObjectivesView(self.card))

    @cached_property
    def clock(self) -> ClockView:
        """The timeline."""
        return self._take(ClockView(self._plans.zone, self.card))

    @cached_property
    def voices(self) -> VoicesView:
        """The three groups."""
        return self._take(VoicesView(self.card))

    @cached_property
    def _lessons(self) -> QWidget:
        """What is to be done."""
        made = QWidget(self.card)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.lessons: Table[Lesson] = Table(
            [
                Column(tr("No."), lambda one: one.code, width=10),
                Column(tr("Lesson"), lambda one: one.said.lesson, width=0),
                Column(tr("Owner"), lambda one: one.owner_title or tr("Nobody yet"), width=20),
                Column(tr("State"), lambda one: one.state.label, width=12),
            ],
            tr("Lessons of this review"),
            made,
            lines=6,
            empty=lambda: EmptyState("list-checks", tr("No lesson is written down yet."), parent=self),
        )
        self.lessons.opened.connect(self.lesson_wanted.emit)
        column.addWidget(self.lessons)
        self.new_button = button(
            tr("Write a lesson down"), "plus", "primary", press=lambda: self.lesson_wanted.emit(None), parent=made
        )
        column.addLayout(button_row(self.new_button))
        return self._take(made)

    @cached_property
    def report(self) -> QWidget:
        """Name, the three dates, and the paper."""
        made = QWidget(self.card)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.dates = Form(made)
        self.dates.add(tr("Name"), TextField(most=200), name="name", required=tr("A review needs a name."))
        clock, zone = self._plans.clock, self._plans.zone
        for stage in Stage:
            self.dates.add(stage.label, DateField(clock, zone), "", name=stage.value)
        self.dates.changed.connect(self._save_dates)
        column.addWidget(self.dates)
        self.keep_out = Text("", "body", made, selectable=True)
        column.addWidget(self.keep_out)
        self.large = TickField(tr("Large print"), made)
        column.addWidget(self.large)
        self.print_button = button(
            tr("Print the report"), "printer", "primary", shortcut="Ctrl+P", press=self._print, parent=made
        )
        self.withdraw_button = button(
            tr("Take this review out of the list"), "trash-2", press=self.withdraw_wanted.emit, parent=made
        )
        self.withdraw_button.setVisible(self._plans.actor.may(Can.EDIT_PLANS))
        column.addLayout(button_row(self.print_button, self.withdraw_button))
        return self._take(made)

    # What is shown

    def _show(self, part: Part | None) -> None:
        if part is None or self.review is None:
            return
        self.card.set_title(part.title)
        view, fill = self._of(part.id)
        fill(self.review)
        for one in self._shown:
            one.setVisible(one is view)

    def _of(self, part: str) -> tuple[QWidget, Callable[[Review], None]]:
        """The view of a part, built when it is first asked for, and what fills it."""
        answers = {"head": lambda: self.head, "questions": lambda: self.questions}
        if part in answers:
            view = answers[part]()
            return view, lambda review: self._once(part, view, review)
        if part == "objectives":
            return self.objectives, lambda review: self.objectives.show_objectives(review.objectives)
        if part == "clock":
            return self.clock, self.clock.show_review
        if part == "voices":
            return self.voices, self.voices.show_review
        if part == "lessons":
            return self._lessons, lambda review: self.lessons.set_rows(review.lessons)
        return self.report, self._show_report

    def _once(self, name: str, view: AnswersView, review: Review) -> None:
        """Answers are filled in when the review opens; later they would fall on what is being typed."""
        if name not in self._filled:
            self._filled.add(name)
            view.show_answers(review.answers)

    def _show_report(self, review: Review) -> None:
        line = review.line
        self.dates.set_values({"name": line.name} | {one.stage.value: one.held for one in line.dates})
        for one in line.dates:
            words = "" if one.held is not None else self._by(one.stage, review)
            self.dates.set_remark(one.stage.value, words)
        found = self._desk.to_keep_out(review)
        lines = [tr("{where}: {words}\n{hint}", where=one.where, words=one.words, hint=one.hint) for one in found]
        first = (
            tr("Look at this before you print:")
            if found
            else tr("Nothing found that has to stay out. Read it once more.")
        )
        self.keep_out.setText("\n\n".join([first, *lines]))

    def _by(self, stage: Stage, review: Review) -> str:
        one = next(date for date in review.line.dates if date.stage is stage)
        zone = self._plans.zone
        when = moment_text(one.due, zone) if stage is Stage.HOT_WASH else day_text(one.due.astimezone(zone).date())
        if one.overdue:
            return tr("Overdue since {when}.", when=when)
        return tr("By {when}.", when=when)

    # What people do

    def _save_dates(self) -> None:
        if self.review is None:
            return
        values = self.dates.values()
        if values["name"] != self.review.line.name:
            self.rename_wanted.emit(values["name"])
        for one in self.review.line.dates:
            if values[one.stage.value] != one.held:
                self.hold_wanted.emit(one.stage, values[one.stage.value])
                return

    def _print(self) -> None:
        self.print_wanted.emit(self.large.value())


def _parts(review: Review) -> list[Part]:
    answered = {name for name, answer in review.answers.items() if answer.text}

    def of(ids: list[str]) -> str:
        return tr("{count} of {all}", count=sum(one in answered for one in ids), all=len(ids))

    rated = sum(one.rating is not None for one in review.objectives)
    missing = len(unheard(one.sheet for one in review.sheets))
    due = review.line.due
    return [
        Part("clock", tr("By the clock"), tr_count("{count} line", "{count} lines", len(review.clock))),
        Part("questions", tr("Questions"), of([one.id for one in questions()])),
        Part("objectives", tr("Objectives"), tr("{count} of {all}", count=rated, all=len(review.objectives))),
        Part("voices", tr("Three voices"), tr("Heard") if not missing else tr("Not all yet")),
        Part("lessons", tr("Lessons"), tr("{count} open", count=review.line.open_lessons)),
        Part("head", tr("Overview"), of([one.id for one in head()])),
        Part(
            "report",
            tr("Dates and report"),
            tr("Final") if due is None else tr("Overdue") if due.overdue else tr("Draft"),
        ),
    ]
