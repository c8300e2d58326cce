"""The roster page: find somebody, reach them, keep them up to date; on call and import stand one step away."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import ChangedElsewhere, Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.drafts import say_kept, say_not_right, say_thrown_away, say_unfinished
from wellness_desktop.kit.screens import ScreensPage, screen
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.roster.differences import differences
from wellness_desktop.roster.exchange_rooms import ExchangeRooms
from wellness_desktop.roster.list_outputs import ListOutputs
from wellness_desktop.roster.own_entry import ask_whether_mine
from wellness_desktop.roster.people import Done, Person, PersonDetails, Phone
from wellness_desktop.roster.people_view import PeopleView
from wellness_desktop.roster.printed_line import PrintedLine
from wellness_desktop.roster.rota_screens import RotaScreens
from wellness_desktop.roster.team_screens import TeamScreens
from wellness_desktop.roster.unfinished import Unfinished, as_json, from_json
from wellness_desktop.roster.upkeep import Upkeep

if TYPE_CHECKING:
    from wellness_desktop.roster.on_call_view import OnCallView
    from wellness_desktop.roster.person_form_view import PersonForm
    from wellness_desktop.roster.service import Roster

Patterns = Sequence[tuple[str, str]]


class RosterPage(ScreensPage):
    """The list and one entry; every other screen is a step away and goes back with Escape.

    `lines` are the support lines, `patterns` pairs of a shift pattern's id and name, `private` the folder for prints.
    """

    shifts_wanted = Signal()
    """Asks for the page Who works when."""

    def __init__(
        self,
        roster: "Roster",
        tasks: Tasks,
        *,
        agency: str = "",
        paper: Literal["letter", "a4"] = "letter",
        lines: Callable[[], Sequence[PrintedLine]] = tuple,
        patterns: Callable[[], Patterns] = tuple,
        private: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Roster"), tr("Who answers, how to reach them, and who is on call."), parent)
        self._roster, self._tasks = roster, tasks
        self._agency, self._patterns = agency, patterns
        self.outputs = ListOutputs(self, roster, tasks, lines, agency, paper, private)
        self.exchange = ExchangeRooms(self, roster, tasks, agency)
        self.upkeep = Upkeep(
            self,
            roster,
            tasks,
            self.show_screen,
            agency=agency,
            paper=paper,
            private=private,
            lines=lines,
            people=lambda: self._people,
            show_list=self.show_list,
            print_list=self.outputs.print_list,
        )
        self.team = TeamScreens(
            self, roster, self.show_screen, self.upkeep.offer, self.edit, agency=agency, paper=paper
        )
        self.rota = RotaScreens(
            self,
            roster,
            self.show_screen,
            self.upkeep.offer,
            self._exact_times,
            self._meet_escape,
            agency=agency,
            paper=paper,
            lines=lines,
        )
        self._people: list[Person] = []
        self._before: PersonDetails | None = None
        self._latest: Person | None = None
        self._undo_add: Callable[[], None] | None = None
        self._build_page()
        self._connect()
        self.refresh()
        ask_whether_mine(self, roster, self._claimed)

    def refresh(self) -> None:
        """Shows who is there and on call now."""
        with self.attempt(), self._roster.at_one_moment():
            self._people = self._roster.people()
            self.list.refresh(self._people)
            self.rota.refresh(self._people)
            if self.is_built("on_call"):
                self.on_call.refresh(self._people)

    def flush(self) -> None:
        """Saves what waits in the form (another page, lock, closing)."""
        if self.is_open("form"):
            self.form.flush()
        self.team.flush()

    def draft(self) -> dict[str, Any] | None:
        """The entry and the on-call time that were begun and are not saved (docs/architecture.md, app)."""
        one, duty = self._begun(), self._begun_duty()
        found = self.team.draft() | (as_json(one) if one else {}) | ({"duty": duty} if duty else {})
        return found or None

    def take_draft(self, values: dict[str, Any]) -> None:
        """Opens an entry or an on-call time that was begun before, as it was left."""
        self.team.take_draft(values)
        if "duty" in values:
            self._go_on_duty(values["duty"])
        if "fields" in values:
            self._go_on(from_json(values))

    def focus_first(self) -> None:
        """An entry that is open is typed on, whatever the banner offers."""
        if self.is_open("form"):
            self.form.focus_first()

    def show_person(self, person_id: UUID) -> None:
        """Opens the list at this person (search, other pages)."""
        self.show_list()
        self.list.choose(person_id)

    def show_list(self) -> None:
        """Back to the list."""
        self.flush()
        self.show_screen(self.list, tr("Roster"), tr("Who answers, how to reach them, and who is on call."))
        self.refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._begun():
            say_unfinished(self.banner, self._back_to_form)
        elif self._begun_duty():
            say_unfinished(self.banner, self.show_on_call)

    def show_on_call(self, person: Person | None = None) -> None:
        """Opens the rota, ready to add a time."""
        self.banner.clear()
        self.show_screen(self.on_call, tr("On call"), tr("Who answers when. Changes reach the front door at once."))
        self.refresh()
        duty = self._begun_duty()
        if duty is not None:
            self.on_call.go_on(duty, person)
        else:
            self.on_call.start(person)

    def _meet_escape(self, back: Callable[[], object]) -> None:
        """A screen that has a way back of its own on the same key goes that way first."""
        self._escape.activatedAmbiguously.connect(back)

    def _exact_times(self, duty: Any) -> None:
        self.show_on_call()
        self.on_call.open(duty)

    def add_person(self) -> None:
        """Opens an empty entry."""
        self.edit(PersonDetails(name=""))

    def edit(self, person: PersonDetails) -> None:
        """Opens an entry to change. One that was begun and not finished goes first: only one is kept at a time."""
        if self._finished(then=lambda: self.edit(person)):
            self.banner.clear()
            self._open(person)
            self.form.edit(person, self._people)

    # How it is built

    def _build_page(self) -> None:
        self.list = self.take_in(PeopleView(self._roster, self.screens_parent))
        self.list.show()
        self._build_actions()

    @screen
    def form(self) -> "PersonForm":
        """One entry, to change."""
        from wellness_desktop.roster.person_form_view import PersonForm

        made = PersonForm(self._roster, self._patterns(), self.screens_parent)
        made.saving.connect(self._save)
        made.closed.connect(self._form_closed)
        return self.take_in(made)

    @screen
    def on_call(self) -> "OnCallView":
        """The rota."""
        from wellness_desktop.roster.on_call_view import OnCallView

        made = OnCallView(self._roster, self.banner, self.refresh, self.screens_parent)
        # In little room the rota has a way back of its own on the same key; it goes first.
        self._escape.activatedAmbiguously.connect(made.show_list)
        return self.take_in(made)

    def _build_actions(self) -> None:
        """Three beside the title, which fit there at any text size; moving lists in and out stands below the list."""
        may = self._roster.actor.may
        self._back = self.add_action(button(tr("Back to the roster"), "arrow-left", press=self._leave, parent=self))
        self._back.hide()
        self.add_button = button(
            tr("Add person"), "user-plus", "primary", shortcut="Ctrl+N", press=self.add_person, parent=self
        )
        self.on_call_button = button(tr("On call"), "calendar-clock", press=self.rota.show_rota, parent=self)
        self.print_button = button(tr("Print list"), "printer", press=self.outputs.print_list, parent=self)
        self._list_actions = [self.on_call_button, self.print_button]
        if may(Can.EDIT_ROSTER):
            self._list_actions.insert(0, self.add_button)
        for each in (self.add_button, self.on_call_button, self.print_button):
            self.add_action(each)
            each.setVisible(each in self._list_actions)
        self.exchange.add_ways_in(self.list)
        self.upkeep.add_ways_in(self.list)
        self.rota.add_ways_in(self.list, self.show_person)
        self.team.add_ways_in(self.list)
        if may(Can.SEE_SHIFTS):
            words = tr("Who works when")
            self.shifts_button = button(words, "calendar-days", "link", press=self.shifts_wanted.emit, parent=self.list)
            self.list.add_below(self.shifts_button)
            self.list.table.act("W", tr("who works when"), lambda _person: self.shifts_wanted.emit())

    def _connect(self) -> None:
        self.list.edit_wanted.connect(self.edit)
        self.list.remove_wanted.connect(self.upkeep.show_removal)
        self.list.duty_wanted.connect(self.show_on_call)
        self.list.still_right.connect(self._still_right)
        self.list.add_wanted.connect(self.add_person)
        self.list.import_wanted.connect(self.exchange.show_import)
        self._escape = escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._leave)
        escape.setEnabled(False)

    def show_screen(self, wanted: QWidget, title: str, purpose: str) -> None:
        """Opens one of the page's screens under its own title."""
        on_list = wanted is self.list
        self.open_screen(wanted)
        self.set_title(title, purpose)
        self._back.setVisible(not on_list)
        self._escape.setEnabled(not on_list)
        for each in self._list_actions:
            each.setVisible(on_list)
        self.show_widget(self._title)

    def _leave(self) -> None:
        """Back to the list; a form that is not right yet says so first."""
        if not self.is_open("form"):
            self.show_list()
        elif not self.form.finish() and not self.form.form.is_right():
            say_not_right(self.banner, lambda: self._throw_away(self.show_list))

    def _form_closed(self) -> None:
        latest = self._latest
        self.show_list()
        if latest is not None:
            self.list.choose(latest.id)

    # An entry that was begun and not saved

    def _begun(self) -> Unfinished | None:
        return self.form.draft() if self.is_built("form") else None

    def _begun_duty(self) -> dict[str, Any] | None:
        return self.on_call.begun() if self.is_built("on_call") else None

    def _go_on_duty(self, duty: dict[str, Any]) -> None:
        self.show_on_call()
        self.on_call.go_on(duty)
        say_kept(self.banner, self._throw_duty_away)

    def _throw_duty_away(self) -> None:
        duty = self._begun_duty()
        self.on_call.start()
        if duty is None:
            self.banner.clear()
        else:
            say_thrown_away(self.banner, lambda: self._go_on_duty(duty))

    def _open(self, person: PersonDetails) -> None:
        self._before, self._undo_add = person, None
        self._latest = person if isinstance(person, Person) else None
        self._back_to_form()

    def _back_to_form(self) -> None:
        title = tr("Edit entry") if self._latest else tr("Add a person")
        self.show_screen(self.form, title, tr("Everything is saved as you type. Undo takes all of it back."))

    def _finished(self, then: Callable[[], object]) -> bool:
        """Whether another entry may take the form's place; else shows the one begun, and `then` once it is gone."""
        self.flush()
        if not self._begun():
            return True
        self._back_to_form()
        say_not_right(self.banner, lambda: self._throw_away(then))
        return False

    def _go_on(self, one: Unfinished) -> None:
        if self._finished(then=lambda: self._go_on(one)):
            self._open(one.entry(self._people))
            self.form.go_on(one, self._people)
            say_kept(self.banner, lambda: self._throw_away(self.show_list))

    def _throw_away(self, then: Callable[[], object]) -> None:
        """Drops what is not saved, goes on with `then`, and can bring it back."""
        one = self._begun()
        self.form.edit(PersonDetails(name=""), self._people)
        then()
        if one is not None:
            say_thrown_away(self.banner, lambda: self._go_on(one))

    # What people do

    def _save(self, details: PersonDetails) -> None:
        """Saves what the form holds; the undo takes the whole editing back."""
        try:
            if isinstance(details, Person):
                self._latest = self._roster.change(details).value
            else:
                done = self._roster.add(details)
                self._latest, self._undo_add = done.value, done.undo
        except ChangedElsewhere as met:
            self._ask_whose(details, met)
            return
        except Problem as problem:
            self.banner.problem(problem)
            return
        self.form.saved(self._latest)
        told = self.upkeep.paper_left(self._before, self._latest)
        self.banner.say(tr("Saved: {name}.", name=self._latest.name), self._take_back_editing, **told)

    def _take_back_editing(self) -> None:
        before, latest = self._before, self._latest
        if latest is None:
            return
        if isinstance(before, Person):
            self._latest = self._roster.change(replace(before, version=latest.version)).value
        elif self._undo_add is not None:
            self._undo_add()
            self._latest = None
        if self.is_open("form"):
            self.form.edit(self._latest or PersonDetails(name=""), self._people)
        self.refresh()

    def _ask_whose(self, mine: PersonDetails, met: ChangedElsewhere) -> None:
        theirs = met.theirs
        if not isinstance(theirs, Person):
            self.banner.problem(met)
            return
        from wellness_desktop.kit.dialogs import Answer, ask

        ask(
            self,
            met.title,
            "\n".join([*differences(mine, theirs), met.advice]),
            answers=(Answer("theirs", tr("Go on with theirs")), Answer("mine", tr("Save mine over it"))),
            safe="theirs",
            then=lambda key: self._settle(key, mine, theirs),
        )

    def _settle(self, key: str, mine: PersonDetails, theirs: Person) -> None:
        self._before = self._latest = theirs
        if key == "mine" and isinstance(mine, Person):
            self._save(replace(mine, version=theirs.version))
        else:
            self.form.edit(theirs, self._people)

    def _still_right(self, phone: Phone) -> None:
        if phone.id is None:
            return
        with self.attempt():
            done = self._roster.still_right(phone.id)
            self.refresh()
            self.banner.say(tr("Noted: {number} was right today.", number=phone.shown), self._undo(done))

    def _claimed(self, done: Done[object], person_id: UUID) -> None:
        self.refresh()
        self.list.choose(person_id)
        self.banner.say(tr("This entry is yours now."), self._undo(done))

    def _undo(self, done: Done[object]) -> Callable[[], None]:
        def take_back() -> None:
            done.undo()
            self.refresh()

        return take_back
