"""All reviews, what waits for one, and the register of lessons."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import TextField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.plans.review.kinds import Cause, LessonState, Stage
from wellness_desktop.plans.review.values import Lesson, ReviewLine
from wellness_desktop.roster.when import day_text, moment_text

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans

STILL_OPEN = "open"


class ReviewsView(QWidget):
    """Enter opens a review or a lesson."""

    open_wanted = Signal(object)
    """The id of a review."""
    run_wanted = Signal(object)
    """The id of a run to begin a review of."""
    begin_wanted = Signal(dict)
    lesson_wanted = Signal(object)
    """A lesson, or None for a new one."""
    print_wanted = Signal(tuple, bool)
    """The ids of the lessons shown, and whether in large print."""

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans, self._desk = plans, plans.after_action
        self._lessons: tuple[Lesson, ...] = ()
        self._build()

    def refresh(self) -> None:
        """Shows what there is now."""
        self.reviews.set_rows(self._desk.reviews())
        runs = self._desk.runs_to_review()
        self.run_card.setVisible(bool(runs))
        zone = self._plans.zone
        self.run.offer(
            (
                one.id,
                tr("{code} {title}, {when}", code=one.code, title=one.title, when=moment_text(one.began_at, zone)),
            )
            for one in runs
        )
        titles = self._plans.titles()
        self.form.field("plan").offer(
            (one, tr("{code}  {title}", code=one.upper(), title=title)) for one, title in titles.items()
        )
        if self.form.values()["on"] is None:
            self.form.set_values({"on": self._plans.today})
        self._lessons = self._desk.lessons()
        self._list()
        for table in (self.reviews, self.lessons):
            if table.current() is None:
                table.choose(lambda _one: True)

    def begun(self) -> dict[str, Any] | None:
        """A review without a run that is begun and not made."""
        return self.form.typed() if self.form.values()["name"] else None

    def go_on(self, kept: Any) -> None:
        """Shows what `begun` gave."""
        self.form.set_typed(kept)

    def throw_away(self) -> None:
        """Empties the form."""
        self.form.set_values({"name": "", "cause": Cause.NEAR_MISS, "on": self._plans.today, "plan": None})

    def shown(self) -> tuple[UUID, ...]:
        """The lessons that are listed now, in their order on the screen."""
        rows = self.lessons.rows
        found = (rows.row(at) for at in range(rows.rowCount()))
        return tuple(one.id for one in found if one is not None)

    # How it is built

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in (self._run_card(), self._lessons_card(), self._reviews_card(), self._begin_card()):
            column.addWidget(part)
        column.addStretch(1)

    def _run_card(self) -> Card:
        self.run_card = Card(tr("Over, and not looked back on yet"), "history", parent=self)
        form = Form(self.run_card)
        self.run = form.add(tr("A plan that was used, or a drill"), ChoiceField(), name="run")
        self.run_button = button(
            tr("Begin its review"), "play", "primary", press=lambda: self.run_wanted.emit(self.run.value()), parent=self
        )
        form.add_buttons(self.run_button)
        self.run_card.add(form)
        return self.run_card

    def _reviews_card(self) -> Card:
        card = Card(tr("Reviews"), "scroll-text", parent=self)
        self.reviews: Table[ReviewLine] = Table(
            [
                Column(tr("What"), lambda one: one.name, width=0),
                Column(tr("When"), lambda one: day_text(one.ended_on), sort=lambda one: one.ended_on, width=16),
                Column(tr("Next"), self._next, width=30),
                Column(tr("Open"), lambda one: str(one.open_lessons), sort=lambda one: one.open_lessons, width=8),
            ],
            tr("Reviews"),
            card,
            lines=4,
            empty=lambda: EmptyState(
                "scroll-text",
                tr("Nothing was reviewed yet."),
                detail=tr("End a plan that was used, or a drill. Its review begins here, within 72 hours."),
            ),
        )
        self.reviews.opened.connect(lambda one: self.open_wanted.emit(one.id))
        card.add(self.reviews)
        return card

    def _begin_card(self) -> Card:
        card = Card(tr("Review something else"), "plus", parent=self)
        self.form = Form(card, columns=2)
        self.form.add(
            tr("&What happened"),
            TextField(most=200),
            tr("A name without a person in it, for example: plow and car at the bridge."),
            name="name",
            required=tr("Say in a few words what it is about."),
            wide=True,
        )
        kinds = [(one, one.label) for one in (Cause.NEAR_MISS, Cause.DRILL, Cause.OTHER)]
        self.form.add(tr("What it was"), ChoiceField(kinds), name="cause")
        clock, zone = self._plans.clock, self._plans.zone
        self.form.add(tr("On"), DateField(clock, zone), name="on", required=tr("Type the day."))
        self.form.add(
            tr("Plan it touches"),
            ChoiceField(empty=tr("None")),
            tr("Its objectives are what gets rated."),
            name="plan",
            wide=True,
        )
        self.begin_button = button(tr("Begin this review"), "play", press=self._begin, parent=card)
        self.form.add_buttons(self.begin_button)
        card.add(self.form)
        return card

    def _lessons_card(self) -> Card:
        card = Card(tr("Lessons register"), "list-checks", parent=self)
        choose = Form(card)
        states = [(STILL_OPEN, tr("All that are open")), *((one, one.label) for one in _PICKED)]
        self.state = choose.add(tr("Show"), ChoiceField(states, empty=tr("All")), name="state")
        self.state.set_value(STILL_OPEN)
        self.state.edited.connect(self._list)
        self.lessons: Table[Lesson] = Table(
            [
                Column(tr("No."), lambda one: one.code, width=10),
                Column(tr("Lesson"), lambda one: one.said.lesson, width=0),
                Column(tr("Owner"), lambda one: one.owner_title or tr("Nobody yet"), width=22),
                Column(tr("Due"), _due, sort=lambda one: (one.said.due is None, str(one.said.due)), width=16),
                Column(tr("State"), lambda one: one.state.label, width=12),
            ],
            tr("Lessons"),
            card,
            lines=5,
            filter_hint=tr("Find a lesson: radio, clerk, CP-12"),
            search=_searched,
            empty=lambda: EmptyState(
                "list-checks", tr("Nothing is open."), detail=tr("What a review finds stays here until it is done.")
            ),
        )
        self.lessons.opened.connect(self.lesson_wanted.emit)
        card.add(choose)
        card.add(self.lessons)
        self.new_button = button(tr("Write a lesson down"), "plus", press=self._new, parent=card)
        self.print_button = button(tr("Print what is shown"), "printer", press=self._print, parent=card)
        self.large = TickField(tr("Large print"), card)
        card.body.addLayout(button_row(self.new_button, self.print_button, self.large))
        return card

    def _next(self, one: ReviewLine) -> str:
        due = one.due
        if due is None:
            return tr("Final")
        if due.stage is Stage.HOT_WASH:
            when = moment_text(due.due, self._plans.zone)
        else:
            when = day_text(due.due.astimezone(self._plans.zone).date())
        words = {Stage.HOT_WASH: tr("Hot wash"), Stage.DRAFT: tr("Draft"), Stage.FINAL: tr("Final")}[due.stage]
        if due.overdue:
            return tr("{stage} overdue since {when}", stage=words, when=when)
        return tr("{stage} by {when}", stage=words, when=when)

    def _list(self) -> None:
        wanted = self.state.value()
        self.lessons.set_rows(
            one
            for one in self._lessons
            if wanted is None or one.state is wanted or (wanted == STILL_OPEN and one.state is not LessonState.DONE)
        )

    def _new(self) -> None:
        self.lesson_wanted.emit(None)

    def _print(self) -> None:
        self.print_wanted.emit(self.shown(), self.large.value())

    def _begin(self) -> None:
        if self.form.confirm():
            self.begin_wanted.emit(self.form.values())


_PICKED = (LessonState.OVERDUE, LessonState.DONE)


def _due(one: Lesson) -> str:
    return day_text(one.said.due) if one.said.due else tr("No day")


def _searched(one: Lesson) -> str:
    plans = " ".join(place.plan.upper() for place in one.said.places)
    said = one.said
    return " ".join((one.code, said.lesson, said.action, one.owner_title, one.source, said.tested_by, plans))
