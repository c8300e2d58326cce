"""One helper's courses: what is missing in words, the list, and a short form to add or change one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.drafts import say_thrown_away
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import ChoiceField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import DateField
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.credential_rules import credential_rules
from wellness_desktop.roster.credentials import LONGEST_TEXT, Course, Credentials
from wellness_desktop.roster.people import Done
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster


class CoursesView(QWidget):
    """Shows one person's courses, and lets whoever may change them."""

    changed = Signal(object)
    """The Credentials as they are after a change."""
    opened = Signal()
    """The form was opened."""

    def __init__(self, roster: "Roster", banner: Banner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster, self._banner = roster, banner
        self._one: Credentials | None = None
        self._course: Course | None = None
        self._build()
        self._opened = self.form.typed()

    def show_one(self, one: Credentials) -> None:
        """Shows this person; a form that is open for somebody else is closed."""
        if self._one is None or self._one.person.id != one.person.id:
            self._close()
        self._one = one
        may = self._may_edit
        self.add_button.setVisible(may and self.form_card.isHidden())
        self._missing.setText("\n".join(f"• {gap.sentence}" for gap in one.gaps) or tr("Nothing is missing."))
        self.table.set_rows(one.courses)

    def begun(self) -> dict[str, Any] | None:
        """What is typed in the open form and not saved, for a draft."""
        if self._one is None or self._course is None:
            return None
        fields = {name: typed for name, typed in self.form.typed().items() if typed != self._opened.get(name)}
        if not fields:
            return None
        course = {"id": str(self._course.id), "version": self._course.version} if self._course.id else None
        return {"person": str(self._one.person.id), "course": course, "fields": fields}

    def go_on(self, kept: Mapping[str, Any]) -> None:
        """Shows what `begun` gave, over the person shown. A course that is gone meanwhile is taken for a new one."""
        course = None
        if self._one is not None and kept["course"]:
            course = next((one for one in self._one.courses if str(one.id) == kept["course"]["id"]), None)
        self._open(replace(course, version=kept["course"]["version"]) if course else Course(title=""))
        self.form.set_typed(kept["fields"])

    def add(self) -> None:
        """Opens the form, empty."""
        self._open_instead(Course(title="", seen_by=self._seen_by_me))

    def edit(self, course: Course) -> None:
        """Opens a course in the form."""
        self._open_instead(course)

    def save(self) -> bool:
        """Saves the form; stays, and says why, when something is wrong."""
        if self._one is None or self._course is None or not self.form.confirm():
            return False
        values = self.form.values()
        values["kind"] = values["kind"] or ""
        values |= {name: read_hours(values[name]) for name in ("hours", "classroom_hours")}
        course = replace(self._course, **values)
        try:
            done = self._roster.save_course(self._one.person.id, course)
        except Problem as problem:
            self._banner.problem(problem)
            return False
        self._close()
        self._tell(done, tr("Saved: {course}.", course=course.title))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def remove(self, course: Course) -> None:
        """Takes a course away, with undo."""
        if self._one is None or not self._may_edit:
            return
        try:
            done = self._roster.remove_course(self._one.person.id, course)
        except Problem as problem:
            self._banner.problem(problem)
            return
        self._tell(done, tr("Removed: {course}.", course=course.title))

    def cancel(self) -> None:
        """Closes the form; what was typed can be had back."""
        begun = self.begun()
        self._close()
        if begun is not None:
            say_thrown_away(self._banner, lambda: self.go_on(begun))

    # How it is built

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._missing = Text("", "body", self, selectable=True)
        column.addWidget(self._missing)
        self.add_button = button(tr("Add a course"), "graduation-cap", press=self.add, parent=self)
        column.addLayout(button_row(self.add_button))
        self.form_card = self._form_card()
        column.addWidget(self.form_card)
        self.table = Table[Course](
            [
                Column(tr("Course"), lambda one: one.title, width=0),
                Column(tr("Hours"), _hours_words, width=8, sort=lambda one: one.hours or 0.0),
                Column(
                    tr("Done"), lambda one: _day(one.completed_on), width=14, sort=lambda one: str(one.completed_on)
                ),
                Column(tr("Valid until"), lambda one: _day(one.expires_on), width=14, optional=True),
                Column(tr("Seen by"), lambda one: one.seen_by, width=16, optional=True),
            ],
            tr("Courses"),
            self,
            lines=4,
            enter=tr("change"),
            empty=lambda: EmptyState("graduation-cap", tr("No course is noted yet.")),
        )
        self.table.opened.connect(self.edit)
        self.table.act("Del", tr("remove"), self.remove)
        column.addWidget(self.table, 1)

    def _form_card(self) -> Card:
        card = Card(tr("Course"), "graduation-cap", parent=self)
        self.form = form = Form(card, columns=2)
        rules = credential_rules()
        self._titles = {one.id: one for one in rules.courses}
        clock, zone = self._roster.clock, self._roster.zone
        kinds = [(one.id, one.name) for one in rules.courses]
        kind = form.add(
            tr("What &kind"),
            ChoiceField(kinds, empty=tr("Another one")),
            tr("What the rules count by."),
            name="kind",
            wide=True,
        )
        form.add(
            tr("&Name"), TextField(most=LONGEST_TEXT), name="title", required=tr("Type what stands on the certificate.")
        )
        form.add(tr("&Provider"), TextField(most=LONGEST_TEXT), name="provider")
        form.add(tr("Ho&urs"), TextField(most=7), name="hours", check=_wrong_hours)
        form.add(tr("Of these in pe&rson"), TextField(most=7), name="classroom_hours", check=_wrong_hours)
        form.add(tr("&Finished on"), DateField(clock, zone), name="completed_on")
        form.add(tr("&Valid until"), DateField(clock, zone), tr("Empty: it has no end."), name="expires_on")
        form.add(tr("Certi&ficate"), TextField(most=LONGEST_TEXT), tr("Its number, or where it lies."), name="document")
        form.add(tr("&Seen by"), TextField(most=LONGEST_TEXT), tr("Who looked at the certificate."), name="seen_by")
        form.show_field("seen_by", self._roster.actor.may(Can.EDIT_ROSTER))
        kind.edited.connect(self._kind_chosen)
        card.add(form)
        card.body.addLayout(
            button_row(
                button(tr("Save"), "check", "primary", shortcut="Ctrl+Return", press=self.save, parent=card),
                button(tr("Cancel"), press=self.cancel, parent=card),
            )
        )
        card.hide()
        return card

    @property
    def _may_edit(self) -> bool:
        actor = self._roster.actor
        if self._one is None:
            return False
        return actor.may(Can.EDIT_ROSTER) or self._one.person.account_id == actor.account_id

    @property
    def _seen_by_me(self) -> str:
        actor = self._roster.actor
        mine = self._one is not None and self._one.person.account_id == actor.account_id
        return actor.name if actor.may(Can.EDIT_ROSTER) and not mine else ""

    def _kind_chosen(self) -> None:
        """A known course brings its name and hours, where nothing is typed yet."""
        known = self._titles.get(self.form.field("kind").value() or "")
        if known is None:
            return
        names = {one.name for one in self._titles.values()} | {""}
        if self.form.field("title").value() in names:
            self.form.field("title").set_value(known.name)
        if known.hours and not self.form.field("hours").value():
            self.form.field("hours").set_value(f"{known.hours:g}")
        self.form.set_remark("kind", known.note)

    def _open_instead(self, course: Course) -> None:
        if not self._may_edit:
            return
        begun = self.begun()
        self._open(course)
        if begun is not None:
            say_thrown_away(self._banner, lambda: self.go_on(begun))

    def _open(self, course: Course) -> None:
        self._course = course
        values = {name: getattr(course, name) for name in self.form.values()}
        values |= {name: _hours_text(values[name]) for name in ("hours", "classroom_hours")}
        self.form.set_values(values | {"kind": course.kind or None})
        self.form.set_remark("kind", "")
        self._opened = self.form.typed()
        self.form_card.set_title(tr("Change a course") if course.id else tr("Add a course"))
        self.form_card.show()
        self.add_button.hide()
        self.opened.emit()
        self.form.focus_first()

    def _close(self) -> None:
        self._course = None
        self.form_card.hide()
        self.add_button.setVisible(self._may_edit)

    def _tell(self, done: Done[Credentials], words: str) -> None:
        person_id: UUID = done.value.person.id

        def take_back() -> None:
            done.undo()
            self._show_changed(self._roster.credentials(person_id))

        self._show_changed(done.value)
        self._banner.say(words, take_back)

    def _show_changed(self, one: Credentials) -> None:
        if self._one is not None and self._one.person.id == one.person.id:
            self.show_one(one)
        self.changed.emit(one)


def read_hours(text: str) -> float | None:
    """Typed hours, with a comma or a point; None when the field is empty. Raises ValueError for anything else."""
    cleaned = text.strip().replace(",", ".")
    return float(cleaned) if cleaned else None


def _wrong_hours(text: str) -> str:
    try:
        hours = read_hours(text)
    except ValueError:
        return tr("Type a number, such as 14 or 7.5.")
    return "" if hours is None or hours > 0 else tr("Type a number above zero.")


def _hours_text(hours: float | None) -> str:
    return "" if hours is None else f"{hours:g}"


def _hours_words(course: Course) -> str:
    return _hours_text(course.hours)


def _day(day: Any) -> str:
    return day_text(day) if day else ""
