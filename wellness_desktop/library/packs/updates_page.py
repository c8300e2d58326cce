"""Library updates: packs from a stick are looked at, installed, taken out and put back; and whose packs count."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.dialogs import confirm
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.progress import ProgressRow
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.tasks import Task, Tasks
from wellness_desktop.kit.text import Text
from wellness_desktop.library.packs.container import ENDING
from wellness_desktop.library.packs.desk import Looked, PackDesk, Row, State
from wellness_desktop.library.packs.installed import Installed
from wellness_desktop.library.packs.keys import PUBLIC_ENDING, PackKey, read_public_key
from wellness_desktop.library.packs.pack_words import (
    chosen_words,
    holds_words,
    look_facts,
    state_words,
    version_words,
)
from wellness_desktop.library.packs.publishers_view import NewKeyCard, PublishersView
from wellness_desktop.library.packs.trust import AgencyKey


class UpdatesPage(Page):
    """Looking and installing run off the window's thread, one thing at a time. `changed` comes after each change."""

    back = Signal()
    changed = Signal()

    def __init__(self, desk: PackDesk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Library updates"),
            tr("A pack on a stick adds or corrects guides, numbers and plans. Nothing comes from a network."),
            parent,
        )
        self._desk, self._tasks = desk, tasks
        self._task: Task | None = None
        self._looked: Looked | None = None
        self._build_page()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Shows the packs and keys of this moment; each signature is checked anew."""
        with self.attempt():
            self.table.set_rows(self._desk.rows())
        if self.table.current() is None:
            self.table.choose(lambda _row: True)
        with self.attempt():
            self.publishers.show_keys(self._desk.project_keys(), self._desk.agency_keys())
        self._show_ways()

    def focus_first(self) -> None:
        """Begins at the way to a pack."""
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the page is made of

    def _build_page(self) -> None:
        self.add_action(button(tr("All settings"), "arrow-left", press=self.back.emit, parent=self))
        self.body.addWidget(self._choose_card())
        self._progress = ProgressRow(self)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._look_card())
        self.body.addWidget(Text(tr("Installed packs"), "heading", self))
        self.table: Table[Row] = Table(
            self._columns(),
            tr("Installed packs"),
            empty=EmptyState(
                "library",
                tr("No pack is installed."),
                detail=tr("The library shows what came with the program."),
            ),
            lines=3,
        )
        self.body.addWidget(self.table)
        self._chosen = Text("", "body", self)
        self.body.addWidget(self._chosen)
        self.out_button = button(tr("Take it out"), "x", press=self._take_out, parent=self)
        self.in_button = button(tr("Put it back"), "rotate-ccw", press=self._put_back, parent=self)
        self.before_button = button(tr("Use the other version"), "history", press=self._use_other, parent=self)
        self.body.addLayout(button_row(self.out_button, self.in_button, self.before_button))
        self.publishers = PublishersView(self)
        self.body.addWidget(self.publishers)
        self.new_key = NewKeyCard(self)
        self.body.addWidget(self.new_key)
        self.body.addStretch(1)

    def _choose_card(self) -> Card:
        card = Card(tr("Install a pack"), "usb", parent=self)
        card.add(
            Text(
                tr("The file ends in .wdpack. It is checked whole before anything changes, "
                   "and you see what it would do first."),
                "body", card,
            )
        )  # fmt: skip
        self.choose_button = button(tr("Choose a pack"), "folder-open", "primary", press=self._choose, parent=card)
        card.body.addLayout(button_row(self.choose_button))
        return card

    def _look_card(self) -> Card:
        card = self._look = Card(tr("This pack"), "file-check", parent=self)
        self._facts = Facts((), card, most=1)
        card.add(self._facts)
        self.install_button = button(tr("Install it"), "circle-check", "primary", press=self._install, parent=card)
        self.cancel_button = button(tr("Do not install"), press=self._forget, parent=card)
        card.body.addLayout(button_row(self.install_button, self.cancel_button))
        card.hide()
        return card

    def _columns(self) -> list[Column[Row]]:
        return [
            Column(tr("Pack"), lambda row: row.pack.title, width=0),
            Column(tr("Publisher"), lambda row: row.pack.publisher, width=30),
            Column(tr("Version"), _version, sort=lambda row: row.pack.highest, width=36),
            Column(tr("Holds"), lambda row: holds_words(row.holds), width=36, optional=True),
            Column(tr("State"), state_words, width=24),
        ]

    def _connect(self) -> None:
        self.table.chosen.connect(lambda _row: self._show_ways())
        self.table.opened.connect(lambda _row: self._to_ways())
        self.publishers.add_wanted.connect(self._choose_key)
        self.publishers.table.opened.connect(self._show_words)
        self.publishers.remove_wanted.connect(self._ask_distrust)
        self.new_key.trusted.connect(self._trust)
        self.new_key.refused.connect(self._close_key)

    def _show_ways(self) -> None:
        row = self.table.current()
        self.out_button.setVisible(row is not None and row.state is not State.OUT)
        self.in_button.setVisible(row is not None and row.state is State.OUT)
        self.before_button.setVisible(row is not None and row.state is not State.OUT and len(row.pack.versions) > 1)
        if row is not None and (other := _other(row)) is not None:
            self.before_button.setText(tr("Use version {number}", number=other))
        self._chosen.setText(chosen_words(row) if row else "")
        self._chosen.setVisible(row is not None)

    def _to_ways(self) -> None:
        """Enter on a pack leads to what can be done with it."""
        way = self.in_button if self.in_button.isVisibleTo(self) else self.out_button
        way.setFocus(Qt.FocusReason.OtherFocusReason)

    # Packs

    def look_at(self, path: str) -> None:
        """Reads and checks the pack in the file, and shows what it would do."""
        self._forget()
        self._start(lambda _task: self._desk.look(Path(path)), tr("Checking the pack …"), self._show_look)

    def _choose(self) -> None:
        self._pick(tr("Content pack"), tr("Content packs (*{ending})", ending=ENDING), self.look_at)

    def _show_look(self, looked: Looked) -> None:
        self._end()
        self._looked = looked
        self._look.set_title(looked.pack.manifest.title)
        self._facts.show_facts(look_facts(looked))
        self._look.show()
        self.show_widget(self._look)
        self.install_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _install(self) -> None:
        looked = self._looked
        if looked is not None:
            self._start(lambda _task: self._desk.install(looked.pack), tr("Installing the pack …"), self._installed)

    def _installed(self, pack: Installed) -> None:
        self._end()
        self._forget()
        self.changed.emit()
        self.refresh()
        self.table.choose(lambda row: row.pack.id == pack.id and row.pack.key == pack.key)
        self.banner.say(
            tr("The pack is installed: {title}.", title=pack.title), detail=tr("The library shows it at once.")
        )
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        was_open = self._looked is not None
        self._looked = None
        self._look.hide()
        if was_open:
            self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_out(self) -> None:
        if (row := self.table.current()) is not None:
            before = row.pack.in_use
            self._use(row, None, tr("The pack is taken out: {title}.", title=row.pack.title), before)

    def _put_back(self) -> None:
        if (row := self.table.current()) is not None:
            newest = row.pack.versions[-1].sequence
            self._use(row, newest, tr("The pack is back in use: {title}.", title=row.pack.title), None)

    def _use_other(self) -> None:
        row = self.table.current()
        if row is not None and (other := _other(row)) is not None:
            words = tr("Version {number} is in use: {title}.", number=other, title=row.pack.title)
            self._use(row, other, words, row.pack.in_use)

    def _use(self, row: Row, sequence: int | None, words: str, before: int | None) -> None:
        with self.attempt():
            self._use_again(row, sequence)
            self.banner.say(words, lambda: self._use_again(row, before))

    def _use_again(self, row: Row, sequence: int | None) -> None:
        self._desk.use(row.pack, sequence)
        self.changed.emit()
        self.refresh()

    # Keys

    def read_key(self, path: str) -> None:
        """Shows the words of the key in the file."""
        with self.attempt():
            self.banner.clear()
            self.new_key.show_key(read_public_key(Path(path)))
            self.show_widget(self.new_key)

    def _choose_key(self) -> None:
        self._pick(tr("Publisher's key"), tr("Publishers' keys (*{ending})", ending=PUBLIC_ENDING), self.read_key)

    def _trust(self, key: PackKey) -> None:
        with self.attempt():
            self._desk.trust(key)
            self._close_key()
            self.refresh()
            self.banner.say(tr("Packs of {name} are taken from now on.", name=key.name), lambda: self._distrust(key))

    def _show_words(self, row: AgencyKey) -> None:
        self.new_key.show_key(row.key, known=True)
        self.show_widget(self.new_key)

    def _close_key(self) -> None:
        self.new_key.hide()
        self.publishers.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_distrust(self, row: AgencyKey) -> None:
        confirm(
            self,
            tr("Stop trusting {name}?", name=row.key.name),
            tr("Its packs are taken out of the library. To use them again you would have to compare the words again."),
            do=tr("Stop trusting"),
            then=lambda: self._distrust_and_say(row.key),
        )

    def _distrust_and_say(self, key: PackKey) -> None:
        with self.attempt():
            count = self._distrust(key)
            self.banner.say(
                tr("{name} is not trusted any more.", name=key.name),
                detail=tr_count("{count} pack was taken out.", "{count} packs were taken out.", count) if count else "",
            )

    def _distrust(self, key: PackKey) -> int:
        count = self._desk.distrust(key)
        self.changed.emit()
        self.refresh()
        return count

    # Work off the window's thread

    def _pick(self, title: str, kinds: str, then: Callable[[str], None]) -> None:
        picker = QFileDialog(self, title)
        picker.setFileMode(QFileDialog.FileMode.ExistingFile)
        picker.setNameFilter(kinds)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.fileSelected.connect(then)
        picker.open()

    def _start(self, job: Callable[[Task], Any], words: str, done: Callable[[Any], object]) -> None:
        if self._task is not None:
            return
        self.banner.clear()
        self._set_waiting(True)
        self._task = self._tasks.start(job, done=done, failed=self._failed, words=words)
        self._progress.follow(self._task)
        self._progress.stop_button.hide()

    def _failed(self, error: Exception) -> None:
        self._end()
        self._forget()
        if not isinstance(error, Problem):
            raise error
        self.banner.problem(error)
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self._task = None
        self._set_waiting(False)

    def _set_waiting(self, waiting: bool) -> None:
        for each in (self.choose_button, self.install_button, self.out_button, self.in_button, self.before_button):
            each.setEnabled(not waiting)


def _version(row: Row) -> str:
    sequence = row.pack.in_use or row.pack.versions[-1].sequence
    return version_words(sequence, row.made_on.get(sequence))


def _other(row: Row) -> int | None:
    """The kept version that is not in use."""
    return next((each.sequence for each in row.pack.versions if each.sequence != row.pack.in_use), None)
