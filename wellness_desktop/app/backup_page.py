"""Backups: make one now, see how old the newest is, prove that it can be restored (DESIGN 6.7, SEC-42)."""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from wellness_desktop.app.backup_desk import BackupDesk
from wellness_desktop.app.settings_pieces import Narrow, back_to_settings, size_words
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.passphrase import PassphraseField
from wellness_desktop.kit.progress import ProgressRow
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.tasks import Task, Tasks
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.when import moment_words, short_moment, span_words
from wellness_desktop.store.backup_folder import Backup
from wellness_desktop.store.key_problems import WrongPassphrase

FRESH = timedelta(days=7)
PROVE_EVERY = timedelta(days=90)
"""SEC-42: a backup that nobody ever restored is a hope."""


class BackupPage(Page):
    """Everything runs off the window's thread; one thing at a time."""

    back = Signal()

    def __init__(
        self, desk: BackupDesk, tasks: Tasks, clock: Clock, zone: tzinfo, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            tr("Backups"), tr("A whole encrypted copy of the records. Keep one outside the building."), parent
        )
        self._desk, self._tasks, self._clock, self._zone = desk, tasks, clock, zone
        self._folder: Path | None = None
        self._chosen: Backup | None = None
        self._task: Task | None = None
        self._build_page()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Shows the newest backup's age and the backups in the folder looked at."""
        with self.attempt():
            self._say_news()
            self.table.set_rows(self._desk.backups(self._folder), same=_same_folder)
            if self.table.current() is None:
                self.table.choose(lambda _row: True)
            self._say_where()

    def leave(self) -> None:
        """A typed passphrase does not stay on a page that is left."""
        self._hide_proof()

    # What the page is made of

    def _build_page(self) -> None:
        back_to_settings(self, self.back)
        self.body.addWidget(Reflow([self._make_card(), self._proof_news()], self, most=2, even=True))
        self._progress = ProgressRow(self)
        self.body.addWidget(self._progress)
        self.body.addWidget(Narrow(self._proof_card(), self))
        self._where = Text("", "heading", self)
        self.body.addWidget(self._where)
        self.table: Table[Backup] = Table(
            self._columns(),
            tr("Backups"),
            empty=EmptyState("hard-drive", tr("No backup lies in this folder.")),
            lines=4,
        )
        self.body.addWidget(self.table, 1)
        self.prove_button = button(tr("Prove the chosen one"), "shield-check", press=self._show_proof, parent=self)
        look = button(tr("Look in another folder"), "folder-open", press=self._choose_look, parent=self)
        self.body.addLayout(button_row(self.prove_button, look))
        self.body.addWidget(
            Text(
                tr(
                    "To put a backup in place of the records, close the program everywhere and run "
                    "wellness-desktop-cli restore with the backup's folder. The records from before are kept."
                ),
                "small",
                self,
            )
        )

    def _make_card(self) -> Card:
        card = Card(tr("Newest backup"), "hard-drive", parent=self)
        self._age = Chip("", "plain", card)
        card.body.addLayout(button_row(self._age))
        self._newest = Text("", "body", card)
        card.add(self._newest)
        self.make_button = button(tr("Back up to a stick or folder"), "usb", "primary", press=self._choose_target)
        self.here_button = button(tr("Back up on this PC"), "hard-drive", press=lambda: self.back_up_to(None))
        card.body.addLayout(button_row(self.make_button, self.here_button))
        return card

    def _proof_news(self) -> Card:
        card = Card(tr("Proof"), "shield-check", parent=self)
        self._proof_age = Chip("", "plain", card)
        card.body.addLayout(button_row(self._proof_age))
        card.add(
            Text(
                tr(
                    "A proof restores a backup into a scratch place, reads every page, and throws it away. "
                    "Do it every three months, and after a new stick."
                ),
                "body",
                card,
            )
        )
        return card

    def _proof_card(self) -> Card:
        card = self._proof = Card(tr("Prove a backup"), "shield-check", parent=self)
        self._proof_line = Text("", "body", card)
        card.add(self._proof_line)
        form = self._form = Form(card)
        phrase = form.add(
            tr("Your &passphrase"),
            PassphraseField(),
            tr("The one you had when the backup was made: the copy opens as the records did then."),
            name="passphrase",
            required=tr("Type your passphrase."),
        )
        card.add(form)
        self.try_button = button(tr("Prove it now"), "shield-check", "primary", press=self._prove, parent=card)
        cancel = button(tr("Cancel"), press=self._hide_proof, parent=card)
        card.body.addLayout(button_row(self.try_button, cancel))
        phrase.entered.connect(self._prove)
        card.hide()
        return card

    def _columns(self) -> list[Column[Backup]]:
        now, zone = self._clock.now, self._zone
        return [
            Column(tr("Made"), lambda one: short_moment(one.made_at, zone), sort=lambda one: one.made_at, width=26),
            Column(tr("Age"), lambda one: span_words(now() - one.made_at), sort=lambda one: one.made_at, width=16),
            Column(tr("Size"), lambda one: size_words(one.size), sort=lambda one: one.size, width=14, optional=True),
            Column(tr("Folder"), lambda one: one.folder.name, width=0),
        ]

    def _connect(self) -> None:
        self.table.chosen.connect(lambda row: self.prove_button.setEnabled(row is not None))
        self.table.opened.connect(lambda _row: self._show_proof())
        self.prove_button.setEnabled(False)

    # What it does

    def back_up_to(self, folder: str | None) -> None:
        """Makes a backup in the folder, or on this PC without one."""
        target = Path(folder) if folder else None
        self._made_in = target
        self._start(lambda _task: self._desk.back_up(target), tr("Backing up …"), self._made)

    def look_in(self, folder: str) -> None:
        """Lists the backups in another folder."""
        self._folder = Path(folder)
        self.refresh()

    def _say_where(self) -> None:
        if self._folder is None:
            self._where.setText(tr("Backups on this PC"))
        else:
            self._where.setText(tr("Backups in {folder}", folder=self._folder.name or self._folder))
        self._where.setToolTip(str(self._folder or self._desk.folder))

    def _say_news(self) -> None:
        news = self._desk.news()
        now = self._clock.now()
        self._age.say(*age_words(news.newest, now, FRESH))
        self._newest.setText(
            moment_words(news.newest, self._zone)
            if news.newest
            else tr("Nothing protects the records yet if this PC is lost.")
        )
        self._proof_age.say(*age_words(news.proved, now, PROVE_EVERY))

    def _choose_target(self) -> None:
        self._choose(tr("Folder or stick for the backup"), self.back_up_to)

    def _choose_look(self) -> None:
        self._choose(tr("Folder with backups"), self.look_in)

    def _choose(self, title: str, then: Callable[[str], None]) -> None:
        picker = QFileDialog(self, title)
        picker.setFileMode(QFileDialog.FileMode.Directory)
        picker.setOption(QFileDialog.Option.ShowDirsOnly)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.fileSelected.connect(then)
        picker.open()

    def _made(self, backup: Backup) -> None:
        self._end()
        self._folder = self._made_in
        self.refresh()
        self.table.choose(lambda row: row.folder == backup.folder)
        rows = tr_count("{count} row was counted in it.", "{count} rows were counted in it.", backup.rows)
        self.banner.say(tr("The backup is made and was opened once to be sure."), detail=rows)

    def _show_proof(self) -> None:
        self._chosen = self.table.current()
        if self._chosen is None:
            return
        made = moment_words(self._chosen.made_at, self._zone)
        self._proof_line.setText(tr("The backup of {made}. It takes a few seconds and changes nothing.", made=made))
        self._proof.show()
        self._form.field("passphrase").setFocus(Qt.FocusReason.OtherFocusReason)

    def _hide_proof(self) -> None:
        self._form.set_values({"passphrase": ""})
        self._form.field("passphrase").wipe()
        self._proof.hide()

    def _prove(self) -> None:
        backup = self._chosen
        self._form.flush()
        if backup is None or not self._form.confirm():
            return
        phrase = self._form.values()["passphrase"]
        self._start(lambda _task: self._desk.prove(backup, phrase), tr("Reading the backup …"), self._proved)

    def _proved(self, faults: list[Problem]) -> None:
        self._end()
        self._hide_proof()
        self.refresh()
        if faults:
            self.banner.problem(
                Problem(
                    tr("This backup cannot be relied on."),
                    tr("{fault} Make a new one now, on another stick.", fault=faults[0].title),
                )
            )
        else:
            self.banner.say(tr("This backup can be restored. Every page of it was read."))

    # Work off the window's thread

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
        if isinstance(error, WrongPassphrase):
            self._form.field("passphrase").setFocus(Qt.FocusReason.OtherFocusReason)
            self._form.set_error("passphrase", tr("This passphrase does not open the backup."))
        elif isinstance(error, Problem):
            self.banner.problem(error)
        else:
            raise error

    def _end(self) -> None:
        self._task = None
        self._set_waiting(False)

    def _set_waiting(self, waiting: bool) -> None:
        for each in (self.make_button, self.here_button, self.try_button):
            each.setEnabled(not waiting)


def age_words(moment: datetime | None, now: datetime, fresh: timedelta) -> tuple[str, str]:
    """How old something is, and the kind of chip that says it."""
    if moment is None:
        return tr("Never yet"), "warn"
    age = now - moment
    if age < timedelta(days=1):
        return tr("Today"), "ok"
    return tr("{span} ago", span=span_words(age)), "ok" if age <= fresh else "warn"


def _same_folder(one: Backup, other: Backup) -> bool:
    return one.folder == other.folder
