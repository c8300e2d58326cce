"""Reviews and lessons: three screens in one page. Escape goes one step back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.drafts import say_kept, say_thrown_away
from wellness_desktop.kit.screens import ScreensPage, screen
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.plans.review.kinds import Stage, Voice
from wellness_desktop.plans.review.lesson_view import LessonView
from wellness_desktop.plans.review.review_view import ReviewView
from wellness_desktop.plans.review.reviews_view import ReviewsView
from wellness_desktop.plans.review.values import ClockLine, Lesson, NewLesson, NewVoice, Objective, Sheet
from wellness_desktop.plans.runs.kinds import Rating
from wellness_desktop.plans.sheets.printing import PaperPrinting
from wellness_desktop.roster.people import Done

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans


class ReviewPage(ScreensPage):
    """The list of reviews with the register of lessons, one review, one lesson."""

    back_wanted = Signal()
    place_wanted = Signal(str, str)
    """A plan, and the item to change in it."""

    def __init__(
        self, plans: "Plans", tasks: Tasks, *, private: Path | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", parent)
        self._plans, self._desk = plans, plans.after_action
        self._printing = PaperPrinting(plans, tasks, self.banner, private, self)
        self._review: UUID | None = None
        self.back = self.add_action(button(tr("Back"), "arrow-left", press=self.go_back, parent=self))
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(self.go_back)
        self.list = self.take_in(self._list_screen())
        self.show_list()

    # The screens

    def _list_screen(self) -> ReviewsView:
        made = ReviewsView(self._plans, self.screens_parent)
        made.open_wanted.connect(self.show_review)
        made.run_wanted.connect(self._begin_for_run)
        made.begin_wanted.connect(self._begin)
        made.lesson_wanted.connect(self.show_lesson)
        made.print_wanted.connect(self._print_lessons)
        return made

    @screen
    def review(self) -> ReviewView:
        """One review."""
        made = ReviewView(self._plans, self.screens_parent)
        made.say_wanted.connect(self._say)
        made.rename_wanted.connect(self._rename)
        made.hold_wanted.connect(self._hold)
        made.lesson_wanted.connect(self.show_lesson)
        made.print_wanted.connect(self._print_report)
        made.withdraw_wanted.connect(self._withdraw)
        made.objectives.rate_wanted.connect(self._rate)
        made.objectives.add_wanted.connect(self._add_objective)
        made.objectives.remove_wanted.connect(self._remove_objective)
        made.clock.turn_wanted.connect(self._turn_line)
        made.voices.print_wanted.connect(self._print_sheet)
        made.voices.add_wanted.connect(self._add_sheet)
        made.voices.remove_wanted.connect(self._remove_sheet)
        return self.take_in(made)

    @screen
    def lesson(self) -> LessonView:
        """One lesson."""
        made = LessonView(self._plans, self.screens_parent)
        made.save_wanted.connect(self._save_lesson)
        made.close_wanted.connect(self._close_lesson)
        made.reopen_wanted.connect(self._reopen_lesson)
        made.withdraw_wanted.connect(self._withdraw_lesson)
        made.place_wanted.connect(self.place_wanted.emit)
        return self.take_in(made)

    def show_list(self) -> None:
        """Every review, and the register."""
        self.leave()
        with self.attempt():
            self._review = None
            self.open_screen(self.list)
            self.set_title(
                tr("Reviews and lessons"), tr("Look back without blame. What we learn stays until it is done.")
            )
            self.list.refresh()

    def show_review(self, review: UUID) -> None:
        """One review."""
        self.leave()
        with self.attempt():
            found = self._desk.review(review)
            self._review = review
            self.open_screen(self.review)
            self.set_title(found.line.name, found.line.cause.label)
            self.review.show_review(found)
            self.review.parts.setFocus()
            if found.run_lost:
                self.banner.warn(
                    tr("The run of this review is not in the records."),
                    tr("Were they restored from a backup? Say what happened, by the clock, under Questions."),
                )

    def show_lesson(self, lesson: Lesson | None, source: str = "") -> None:
        """One lesson, or a new one; from the open review when there is one, else from what `source` says."""
        self.leave()
        with self.attempt():
            self.open_screen(self.lesson)
            title = tr("Lesson {code}", code=lesson.code) if lesson else tr("A new lesson")
            self.set_title(title, tr("What we learned, who changes what, and what shows that it is done."))
            self.lesson.start(lesson, lesson.review if lesson else self._review, source)

    def start_lesson(self, source: str) -> None:
        """A lesson from elsewhere, such as a near miss: empty, since nobody should find a sentence of theirs in it."""
        self._review = None
        self.show_lesson(None, source)

    def refresh(self) -> None:
        """Shows what there is now."""
        with self.attempt():
            if self.is_open("review") and self._review is not None:
                self.review.show_review(self._desk.review(self._review))
            elif not self.list.isHidden():
                self.list.refresh()

    def leave(self) -> None:
        """Saves what waits in a form."""
        if self.is_open("review"):
            self.review.flush()

    def go_back(self) -> None:
        """One step back."""
        if self.is_open("lesson") and self._review is not None:
            self.show_review(self._review)
        elif self.list.isHidden():
            self.show_list()
        else:
            self.back_wanted.emit()

    def focus_first(self) -> None:
        """Into the lessons that are open."""
        if not self.list.isHidden():
            self.list.lessons.setFocus()

    # Drafts

    def draft(self) -> dict[str, Any] | None:
        """A review that is begun, a sheet half typed in, a lesson not saved (docs/architecture.md, app)."""
        sheet = self.review.voices.begun() if self.is_built("review") and "voices" in vars(self.review) else None
        found = {
            "begin": self.list.begun(),
            "sheet": {"review": str(self._review_of_sheet)} | sheet if sheet and self._review_of_sheet else None,
            "lesson": self.lesson.begun() if self.is_built("lesson") else None,
        }
        return {name: kept for name, kept in found.items() if kept} or None

    def take_draft(self, values: dict[str, Any]) -> None:
        """Shows what was typed before."""
        if "begin" in values:
            self.list.go_on(values["begin"])
        if "sheet" in values:
            self.show_review(UUID(values["sheet"]["review"]))
            self.review.parts.choose(lambda part: part.id == "voices")
            self.review.voices.go_on(values["sheet"])
        if "lesson" in values:
            self._go_on_with_lesson(values["lesson"])
        say_kept(self.banner, self._throw_away)

    @property
    def _review_of_sheet(self) -> UUID | None:
        return self.review.review.line.id if self.is_built("review") and self.review.review else None

    def _go_on_with_lesson(self, kept: dict[str, Any]) -> None:
        lesson = self._lesson_of(UUID(kept["lesson"])) if kept["lesson"] else None
        self._review = UUID(kept["review"]) if kept["review"] else None
        self.show_lesson(lesson, kept.get("source", ""))
        self.lesson.go_on(kept)

    def _lesson_of(self, key: UUID) -> Lesson:
        found = next((one for one in self._desk.lessons() if one.id == key), None)
        if found is None:
            raise Problem(tr("This lesson is not in the register any more."), tr("Your words are kept."))
        return found

    def _throw_away(self) -> None:
        values = self.draft()
        self.list.throw_away()
        if self.is_built("review"):
            self.review.voices.throw_away()
        if self.is_built("lesson"):
            self.lesson.throw_away()
        if values is not None:
            say_thrown_away(self.banner, lambda: self.take_draft(values))

    # What people do

    def _begin_for_run(self, run: UUID) -> None:
        if done := self._do(partial(self._desk.begin_for_run, run), tr("The review has begun.")):
            self._open_begun(done)

    def _begin(self, values: dict[str, Any]) -> None:
        begin = partial(
            self._desk.begin_without_run, values["name"], values["cause"], values["on"], plan=values["plan"] or ""
        )
        if done := self._do(begin, tr("The review has begun.")):
            self.list.throw_away()
            self._open_begun(done)

    def _open_begun(self, done: Done[Any]) -> None:
        self.show_review(done.value)

        def undo() -> None:
            done.undo()
            self.show_list()

        self.banner.say(tr("The review has begun."), undo)

    def _say(self, question: str, text: str) -> None:
        review = self.review.review
        if review is not None:
            seen = review.answers.get(question)
            done = self._do(partial(self._desk.say, review.line.id, question, text, seen), tr("Saved."))
            found = self._desk.to_keep_out_of(text) if done else ()
            if done and found:
                self.banner.warn(found[0].hint, found[0].words)

    def _rename(self, name: str) -> None:
        if self.review.review is not None:
            self._do(partial(self._desk.rename, self.review.review.line, name), tr("Saved."))

    def _hold(self, stage: Stage, on: Any) -> None:
        if self.review.review is not None:
            self._do(partial(self._desk.hold, self.review.review.line, stage, on), tr("Saved."))

    def _withdraw(self) -> None:
        if self.review.review is not None:
            done = self._do(partial(self._desk.withdraw, self.review.review.line), "")
            if done:
                self.show_list()
                self.banner.say(tr("Taken out of the list. The record keeps it."), self._undo(done))

    def _rate(self, objective: Objective, text: str, rating: Rating | None, why: str) -> None:
        self._do(partial(self._desk.rate, objective, text, rating, why), tr("Saved."))

    def _add_objective(self, text: str) -> None:
        if self._review is not None:
            self._do(partial(self._desk.add_objective, self._review, text), tr("Added."))

    def _remove_objective(self, objective: Objective) -> None:
        self._do(partial(self._desk.remove_objective, objective), tr("Taken out."))

    def _turn_line(self, line: ClockLine) -> None:
        if self.review.review is not None:
            words = tr("Left out of the report.") if line.shown else tr("It stands in the report again.")
            turn = partial(self._desk.show_line, self.review.review, line.key, shown=not line.shown)
            self._do(turn, words)

    def _add_sheet(self, sheet: NewVoice) -> None:
        if self._review is not None and self._do(partial(self._desk.add_sheet, self._review, sheet), tr("Kept.")):
            self.review.voices.throw_away()

    def _remove_sheet(self, sheet: Sheet) -> None:
        if self._review is not None:
            self._do(partial(self._desk.remove_sheet, self._review, sheet), tr("Deleted."))

    def _save_lesson(self, said: NewLesson, lesson: Lesson | None, review: UUID | None) -> None:
        done = self._do(partial(self._desk.save_lesson, said, lesson, review=review, source=self.lesson.from_where), "")
        if done:
            self._show_saved(done, tr("It stands in the register."))

    def _close_lesson(self, lesson: Lesson, values: dict[str, Any]) -> None:
        done = self._do(partial(self._desk.close_lesson, lesson, values["on"], values["evidence"]), "")
        if done:
            self._show_saved(done, tr("Closed. Thank whoever did it."))

    def _reopen_lesson(self, lesson: Lesson) -> None:
        done = self._do(partial(self._desk.reopen_lesson, lesson), "")
        if done:
            self._show_saved(done, tr("It is open again."))

    def _withdraw_lesson(self, lesson: Lesson) -> None:
        done = self._do(partial(self._desk.withdraw_lesson, lesson), "")
        if done:
            self.lesson.start(None, self._review)
            self.go_back()
            self.banner.say(tr("Taken out of the register. The record keeps it."), self._undo(done))

    def _show_saved(self, done: Done[Any], words: str) -> None:
        """The lesson as it stands now, and the way to take it back."""
        lesson = self._lesson_of(done.value)
        self.show_lesson(lesson)

        def undo() -> None:
            done.undo()
            self.lesson.start(None, self._review)
            self.go_back()

        self.banner.say(words, undo)

    def _do(self, change: Callable[[], Done[Any]], words: str) -> Done[Any] | None:
        """Makes the change, shows it, and offers to take it back."""
        with self.attempt():
            done = change()
            self.refresh()
            if words:
                self.banner.say(words, self._undo(done))
            return done
        return None

    def _undo(self, done: Done[Any]) -> Callable[[], None]:
        def undo() -> None:
            done.undo()
            if self.is_built("review"):
                self.review.fill_anew()
            self.refresh()

        return undo

    # Paper

    def _print_report(self, large: bool) -> None:
        self.leave()
        if self._review is not None:
            make = partial(self._desk.print_report, self._review, large=large)
            self._printing.start_other(tr("After-action review"), "after-action-review.pdf", make)

    def _print_sheet(self, voice: Voice) -> None:
        if self._review is not None:
            make = partial(self._desk.print_sheet, self._review, voice)
            self._printing.start_other(voice.label, f"review-sheet-{voice.value}.pdf", make)

    def _print_lessons(self, lessons: tuple[UUID, ...], large: bool) -> None:
        make = partial(self._desk.print_lessons, lessons, large=large)
        self._printing.start_other(tr("Lessons register"), "lessons-register.pdf", make)
