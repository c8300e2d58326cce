"""The call chain's screen: who is tried in which order, moved by keys, saved at once with undo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

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
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.fields import NumberField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.call_chain import (
    LAST_LINE,
    LONGEST,
    SHORTEST,
    USUAL_MINUTES,
    Link,
    last_line_words,
    moved,
    with_link,
    without,
)
from wellness_desktop.roster.kinds import Standing
from wellness_desktop.roster.on_call import LAYERS, Layer
from wellness_desktop.roster.people import Person
from wellness_desktop.roster.person_form_view import told_apart
from wellness_desktop.roster.printed_line import PrintedLine

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster


@dataclass(frozen=True, slots=True)
class _Row:
    """One link as the list shows it."""

    place: int
    link: Link
    words: str
    last: bool


class ChainView(QWidget):
    """`lines` gives the support lines that may stand in the chain; those that always answer may end it."""

    def __init__(
        self,
        roster: "Roster",
        lines: Callable[[], Sequence[PrintedLine]],
        banner: Banner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._roster, self._lines, self._banner = roster, lines, banner
        self._may_edit = roster.actor.may(Can.EDIT_ON_CALL)
        self._links: tuple[Link, ...] = ()
        self._known: dict[str, PrintedLine] = {}
        self._people: dict[UUID, Person] = {}
        self._editing: Link | None = None
        self._build()

    def refresh(self, people: Sequence[Person]) -> None:
        """Shows the chain as it stands; `people` may be put into it."""
        self._known = {line.id: line for line in self._lines() if line.id}
        self._people = {each.id: each for each in people}
        self._links = self._roster.chain_links(self._always)
        rows = [
            _Row(place, link, self._words(link), place == len(self._links) - 1)
            for place, link in enumerate(self._links)
        ]
        self.table.set_rows(rows, same=lambda one, other: one.link.target == other.link.target)
        self.form.field("target").offer(self._targets())

    def start(self) -> None:
        """Ready to move the first link."""
        self._new()
        self.table.choose(lambda _row: True)
        self.table.setFocus()

    def show_list(self) -> None:
        """Back to the list, where only one of them has room."""
        self._beside.show_main()

    # What people do

    def up(self, row: _Row) -> None:
        """Tries this link earlier."""
        self._move(row, -1)

    def down(self, row: _Row) -> None:
        """Tries this link later."""
        self._move(row, 1)

    def remove(self, row: _Row) -> None:
        """Takes the link out; the last one stays."""
        try:
            left = without(self._links, row.place, self._always)
        except Problem as problem:
            self._banner.problem(problem)
            return
        self._save(left, tr("Taken out of the chain: {link}.", link=row.words))

    def edit(self, row: _Row) -> None:
        """Opens the minutes of a link."""
        if not self._may_edit:
            return
        self._editing = row.link
        self._card.set_title(row.words)
        self.form.show_field("target", False)
        self.form.set_values({"minutes": row.link.give_up_minutes})
        self._name_button(tr("Save"))
        self._beside.show_detail()
        self.form.field("minutes").setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.field("minutes").selectAll()

    def save(self) -> None:
        """Adds what stands in the form, or changes the minutes of the link that is open."""
        minutes = self.form.values()["minutes"]
        if not self.form.confirm() or minutes is None:
            return
        if self._editing is not None:
            target = self._editing.target
            links = tuple(
                replace(link, give_up_minutes=minutes) if link.target == target else link for link in self._links
            )
            saved = self._save(links, tr("Saved: {link}.", link=self._words(self._editing)))
        else:
            link = replace(self.form.field("target").value(), give_up_minutes=minutes)
            try:
                links = with_link(self._links, link, self._always)
            except Problem as problem:
                self._banner.problem(problem)
                return
            saved = self._save(links, tr("In the chain: {link}.", link=self._words(link)))
        if saved:
            self._new()
            self._beside.show_main()
            self.table.setFocus()

    def _move(self, row: _Row, steps: int) -> None:
        links = moved(self._links, row.place, steps, self._always)
        if links == self._links:
            if 0 <= row.place + steps < len(links):
                self._banner.note(tr("The chain has to end in a line that answers day and night."))
            return
        place = row.place + steps + 1
        self._save(links, tr("{link} is tried as number {place}.", link=row.words, place=place))

    def _save(self, links: Sequence[Link], words: str) -> bool:
        try:
            done = self._roster.set_chain(links, self._always, seen=self._links)
        except Problem as problem:
            self._banner.problem(problem)
            return False
        self._show_again()

        def take_back() -> None:
            done.undo()
            self._show_again()

        self._banner.say(words, take_back)
        return True

    def _show_again(self) -> None:
        self.refresh(list(self._people.values()))

    def _new(self) -> None:
        self._editing = None
        self._card.set_title(tr("Add a link"))
        self.form.show_field("target", True)
        self.form.set_values({"target": None, "minutes": USUAL_MINUTES})
        self._name_button(tr("Add"))

    def _name_button(self, words: str) -> None:
        keys = self.save_button.shortcut()
        self.save_button.setText(words)
        self.save_button.setShortcut(keys)  # Qt takes the keys away with the old words
        self.save_button.setAccessibleName(words)

    # Words

    @property
    def _always(self) -> list[str]:
        return [line.id for line in self._known.values() if line.always]

    def _words(self, link: Link) -> str:
        if link.layer is not None:
            return _layer_words(link.layer)
        if link.person_id is not None:
            person = self._people.get(link.person_id)
            return person.name if person else tr("Somebody who is not listed")
        known = self._known.get(link.line)
        if known is not None:
            return known.name
        return last_line_words()[0] if link.line == LAST_LINE else tr("A line that is not shown any more")

    def _targets(self) -> list[tuple[Link, str]]:
        """Everything that is not in the chain yet: layers, lines, then people with a number, helpers first."""
        there = {link.target for link in self._links}
        able = [each for each in self._people.values() if each.phones and each.standing is Standing.ACTIVE]
        able.sort(key=lambda each: not each.is_helper)
        offered = [(Link(layer), _layer_words(layer)) for layer in LAYERS]
        offered += [(Link(line=line.id), line.name) for line in self._known.values()]
        offered += [(Link(person_id=each.id), told_apart(each)) for each in able]
        return [(link, words) for link, words in offered if link.target not in there]

    # How it is built

    def _build(self) -> None:
        self.table = Table[_Row](
            [
                Column(tr("Tried"), lambda row: str(row.place + 1), width=6, optional=True),
                Column(tr("Who"), lambda row: row.words, width=0),
                Column(tr("Then"), _then_words, width=30),
            ],
            tr("Call chain"),
            self,
            enter=tr("change the minutes") if self._may_edit else "",
        )
        self.table.opened.connect(self.edit)
        if self._may_edit:
            self.table.act("U", tr("earlier"), self.up)
            self.table.act("D", tr("later"), self.down)
            self.table.act("Del", tr("take out"), self.remove)
        side = Side(self)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(
            Text(
                tr(
                    "Whoever needs somebody tries them in this order. "
                    "The last one answers day and night, so nobody calls into silence."
                ),
                "body",
                side,
            )
        )
        left.addWidget(self.table, 1)
        side.begins_at = self.table
        self._beside = Beside(side, self._form_side(), self, back=tr("Back to the list"), share=36)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._beside, 1)
        for shortcut in self._beside.findChildren(QShortcut):
            shortcut.activatedAmbiguously.connect(self.show_list)

    def _form_side(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        self._card = Card(tr("Add a link"), "plus", parent=side)
        self.form = Form(self._card)
        self.form.add(
            tr("&Who is tried"),
            ChoiceField(empty=tr("Choose")),
            tr("A layer means whoever is on call at that hour."),
            name="target",
            required=tr("Choose who is tried."),
        )
        self.form.add(
            tr("Go on after this many &minutes"),
            NumberField(SHORTEST, LONGEST),
            name="minutes",
            required=tr("Say after how many minutes the next one is tried."),
        )
        self._card.add(self.form)
        self.save_button = button(tr("Add"), "check", "primary", shortcut="Ctrl+Return", press=self.save, parent=side)
        self.cancel_button = button(tr("Clear"), press=self._new, parent=side)
        self._card.body.addLayout(button_row(self.save_button, self.cancel_button))
        column.addWidget(self._card)
        column.addStretch(1)
        side.setVisible(self._may_edit)
        return side


def _layer_words(layer: Layer) -> str:
    return tr("Whoever is on call: {layer}", layer=layer.label)


def _then_words(row: _Row) -> str:
    if row.last:
        return tr("answers day and night")
    return tr_count("go on after {count} minute", "go on after {count} minutes", row.link.give_up_minutes)
