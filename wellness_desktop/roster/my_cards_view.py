"""The cards of "My part": times away, own words, close ties. Each saves what belongs to the person signed in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.banner import Banner
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChoiceField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import MomentField
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.entry_check import LONGEST_ATTRIBUTE, MOST_ATTRIBUTES, clean_list
from wellness_desktop.roster.entry_fields_view import PersonField
from wellness_desktop.roster.kinds import TYPED_KINDS, CalendarKind, RelationKind
from wellness_desktop.roster.people import CalendarEntry, Person, Relation
from wellness_desktop.roster.when import day_text, span_text

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster

AHEAD = timedelta(days=400)
"""How far ahead own times are listed."""


class MyCard(Card):
    """A card with lines that can be removed and a short form, whose typed text outlives a lock."""

    def __init__(self, title: str, icon: str, purpose: str, roster: "Roster", banner: Banner, parent: QWidget) -> None:
        super().__init__(title, icon, parent=parent)
        self._roster, self._banner = roster, banner
        self._lines = QWidget(self)
        self._rows = QVBoxLayout(self._lines)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self.form = Form(self)
        self.add(Text(purpose, "small", self))
        self.add(self._lines)
        self.add(self.form)
        self.opened: Mapping[str, Any] = {}

    def begun(self) -> dict[str, Any] | None:
        """What is typed and not saved."""
        fields = {name: typed for name, typed in self.form.typed().items() if typed != self.opened.get(name)}
        return fields or None

    def go_on(self, fields: Mapping[str, Any]) -> None:
        """Shows what `begun` gave."""
        self.form.set_typed(fields)

    def throw_away(self) -> None:
        """Shows the fields as they were."""
        self.form.set_typed(self.opened)

    def fill(self, values: Mapping[str, Any]) -> None:
        """Shows these values as the saved ones."""
        self.form.set_values(values)
        self.opened = self.form.typed()

    def show_lines(self, lines: Sequence[tuple[str, Callable[[], object]]], nothing: str) -> None:
        """Lists what there is, each line with a way to remove it."""
        while (item := self._rows.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for words, remove in lines:
            row = QWidget(self._lines)
            removing = button(
                tr("Remove"), "x", "link", spoken=tr("Remove: {what}", what=words), press=remove, parent=row
            )
            column = QVBoxLayout(row)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(Text(words, "body", row))
            column.addLayout(button_row(removing))
            self._rows.addWidget(row)
            row.show()
        if not lines:
            empty = Text(nothing, "muted", self._lines)
            self._rows.addWidget(empty)
            empty.show()

    def do(self, words: str, act: Callable[[], Callable[[], None]], after: Callable[[], object]) -> bool:
        """Does it, says so with an undo, and shows how things are then; False and the reason when it cannot be."""
        try:
            undo = act()
            after()
        except Problem as problem:
            self._banner.problem(problem)
            return False

        def take_back() -> None:
            undo()
            after()

        self._banner.say(words, take_back)
        return True


class TimesCard(MyCard):
    """Own leave, court and the like; scheduling works around it. No reason is asked."""

    def __init__(self, roster: "Roster", banner: Banner, parent: QWidget) -> None:
        purpose = tr("Sessions are planned around it. Nobody asks why.")
        super().__init__(tr("Times I am away"), "calendar-days", purpose, roster, banner, parent)
        clock, zone = roster.clock, roster.zone
        needed = tr("Type a day and a time.")
        self.form.add(tr("&What"), ChoiceField([(kind, kind.label) for kind in TYPED_KINDS]), name="kind")
        self.form.add(tr("&From"), MomentField(clock, zone), name="starts", required=needed)
        self.form.add(tr("&To"), MomentField(clock, zone), name="ends", required=needed)
        self.keep_button = button(tr("Note this time"), "check", press=self.keep, parent=self)
        self.form.add_buttons(self.keep_button)
        self.fill({"kind": CalendarKind.LEAVE})

    def refresh(self, me: Person) -> None:
        """Shows what lies ahead."""
        self._me = me
        now = self._roster.now
        entries = self._roster.my_calendar(now, now + AHEAD)
        lines = [(_time_words(one, self._roster.zone), _call(self.take_away, one)) for one in entries]
        self.show_lines(lines, tr("Nothing is noted ahead."))

    def keep(self) -> bool:
        """Saves the time in the fields; stays, and says why, when something is wrong."""
        if not self.form.confirm():
            return False
        values = self.form.values()
        entry = CalendarEntry(person_id=self._me.id, kind=values["kind"], starts=values["starts"], ends=values["ends"])
        words = tr("Noted: {what}.", what=_time_words(entry, self._roster.zone))
        saved = self.do(words, lambda: self._roster.add_calendar(entry).undo, lambda: self.refresh(self._me))
        if saved:
            self.fill({"kind": CalendarKind.LEAVE, "starts": None, "ends": None})
        return saved

    def take_away(self, entry: CalendarEntry) -> None:
        """Removes a time."""
        if entry.id is not None:
            entry_id = entry.id
            words = tr("Removed: {what}.", what=_time_words(entry, self._roster.zone))
            self.do(words, lambda: self._roster.remove_calendar(entry_id).undo, lambda: self.refresh(self._me))


class WordsCard(MyCard):
    """What one says of oneself, so that somebody who looks for that can find it. Saved as it is typed."""

    def __init__(self, roster: "Roster", banner: Banner, parent: QWidget) -> None:
        purpose = tr(
            "So that a colleague can find someone who knows: a veteran, been through a shooting, a parent, your faith. "
            "Only what you want; writing it here is your consent. Empty it, and it is gone."
        )
        super().__init__(tr("In my own words"), "message-circle", purpose, roster, banner, parent)
        self.form.add(
            tr("What I say of &myself"),
            TextField(most=MOST_ATTRIBUTES * (LONGEST_ATTRIBUTE + 2)),
            tr("With commas between them."),
            name="words",
            check=_wrong_words,
        )
        self._since = Text("", "small", self)
        self.add(self._since)
        self._lines.hide()
        self.fill({"words": ""})
        self.form.changed.connect(self.keep)

    def refresh(self, me: Person) -> None:
        """Shows the saved words; what is being typed stays."""
        begun = self.begun()
        self._me = me
        self.fill({"words": ", ".join(me.attributes)})
        if begun is not None:
            self.form.set_typed(begun)
        since = day_text(me.attributes_on) if me.attributes_on else ""
        self._since.setText(tr("Agreed to on {day}.", day=since) if since else tr("You say nothing of yourself here."))

    def keep(self) -> None:
        """Saves the words."""
        words = list(clean_list(self.form.field("words").value().split(",")))
        if words == list(self._me.attributes):
            self.opened = self.form.typed()
            return
        said = tr("Saved. You agreed to it today.") if words else tr("Your words are gone.")
        self.do(said, lambda: self._roster.set_my_words(words).undo, self._saved)

    def _saved(self) -> None:
        me = self._roster.me()
        if me is not None:
            self.form.set_values({"words": ", ".join(me.attributes)})
            self.opened = self.form.typed()
            self.refresh(me)


class TiesCard(MyCard):
    """To whom one is close, sealed to oneself and the support team: so that nobody is sent to their own family."""

    def __init__(self, roster: "Roster", banner: Banner, parent: QWidget) -> None:
        purpose = tr(
            "So that nobody asks you to support your own family or closest friend. Sealed: only you and the support "
            "team can open it."
        )
        super().__init__(tr("People close to me"), "heart-handshake", purpose, roster, banner, parent)
        self.form.add(tr("W&ho"), PersonField(), name="to", required=tr("Choose somebody."))
        kinds = [(kind, kind.label) for kind in RelationKind]
        self.form.add(tr("&How"), ChoiceField(kinds), name="kind")
        self.keep_button = button(tr("Add"), "plus", press=self.keep, parent=self)
        self.form.add_buttons(self.keep_button)
        self.fill({"kind": RelationKind.CLOSE_FRIEND})

    def refresh(self, _me: Person) -> None:
        """Shows the ties that were entered."""
        people = self._roster.colleagues()
        self._names = dict(people)
        self.form.field("to").offer(people)
        self._ties = self._roster.my_ties()
        lines = [(self._tie_words(tie), _call(self.take_away, tie)) for tie in self._ties]
        self.show_lines(lines, tr("Nobody is named yet."))

    def keep(self) -> bool:
        """Adds the tie in the fields."""
        if not self.form.confirm():
            return False
        values = self.form.values()
        tie = Relation(values["to"], values["kind"])
        others = [one for one in self._ties if one.to != tie.to]
        saved = self._set([*others, tie], tr("Noted: {who}.", who=self._tie_words(tie)))
        if saved:
            self.fill({"to": None, "kind": RelationKind.CLOSE_FRIEND})
        return saved

    def take_away(self, tie: Relation) -> None:
        """Removes a tie."""
        self._set([one for one in self._ties if one != tie], tr("Removed: {who}.", who=self._tie_words(tie)))

    def _set(self, ties: Sequence[Relation], words: str) -> bool:
        before = list(self._ties)

        def act() -> Callable[[], None]:
            self._roster.set_my_ties(ties)
            return lambda: self._roster.set_my_ties(before)

        me = self._roster.me()
        return me is not None and self.do(words, act, lambda: self.refresh(me))

    def _tie_words(self, tie: Relation) -> str:
        name = self._names.get(tie.to, tr("Somebody who left the roster"))
        return tr("{name}: {kind}", name=name, kind=tie.kind.label)


def _call(act: Callable[[Any], object], one: Any) -> Callable[[], object]:
    return lambda: act(one)


def _time_words(entry: CalendarEntry, zone: ZoneInfo) -> str:
    return tr("{kind}: {span}", kind=entry.kind.label, span=span_text(entry.starts, entry.ends, zone))


def _wrong_words(typed: str) -> str:
    words = clean_list(typed.split(","))
    if len(words) > MOST_ATTRIBUTES:
        return tr("Keep at most {limit} of these.", limit=MOST_ATTRIBUTES)
    if any(len(word) > LONGEST_ATTRIBUTE for word in words):
        return tr("Use at most {limit} letters for each.", limit=LONGEST_ATTRIBUTE)
    return ""
