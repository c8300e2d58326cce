"""The first start: ten questions, each with a default, then the recovery sheet (DESIGN 3)."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from wellness_desktop.accounts.roles import Role
from wellness_desktop.app.one_of import OneOf, narrow
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.base.paths import own_folder, shared_folder
from wellness_desktop.base.places import require_local, sync_warning
from wellness_desktop.base.settings import Settings, change
from wellness_desktop.base.us_states import STATES, ZONES, zone_words
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChecksField, ChoiceField, RadioField, TextField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.passphrase import PassphraseField
from wellness_desktop.kit.tasks import Task, Tasks
from wellness_desktop.kit.text import Text

ASKED_ROLES = (Role.PLANNER, Role.SUPERVISOR, Role.COORDINATOR, Role.HELPER)
LOCK_MINUTES = (5, 10, 15, 20, 30)


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """What the assistant asked. `folder` is None where the data folder was given on the command line."""

    settings: Settings
    folder: Path | None
    name: str
    roles: frozenset[Role]
    passphrase: str


class FirstRunPage(Page):
    """Asks, then calls `create(answers)` off the window's thread, which returns the recovery code's sheet.

    `finished` comes when the sheet was printed or saved and put away.
    """

    finished = Signal()
    given_up = Signal()
    """The page goes away unfinished."""

    def __init__(
        self,
        tasks: Tasks,
        settings: Settings,
        zone: str,
        fixed_folder: Path | None,
        create: Callable[[FirstAnswers], bytes],
        offer: Callable[[QWidget, bytes, Callable[[], object]], object],
        suggest: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            tr("Set up this station"),
            tr("Ten questions. Each has an answer that is right for most; all but the folder can be changed later."),
            parent,
        )
        self._tasks, self._settings, self._zone = tasks, settings, zone
        self._fixed_folder = fixed_folder
        self._create, self._offer, self._suggest = create, offer, suggest
        self._task: Task | None = None
        self._sheet = b""
        self._warned_about: Path | None = None
        self._build_page()

    def focus_first(self) -> None:
        """Puts the cursor where typing begins."""
        self._agency.field("agency_name").setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def has_made_station(self) -> bool:
        """Whether the station is made and only its recovery sheet is still to be put away."""
        return bool(self._sheet)

    def give_up(self) -> None:
        """Called before the page goes away."""
        self._sheet = b""
        self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in any field goes on, as the button below does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._next.isEnabled():
            self._go(1)
            return
        super().keyPressEvent(event)

    # The steps

    def _build_page(self) -> None:
        self._where_line = Text("", "muted", self)
        self.body.addWidget(self._where_line)
        self._steps = OneOf(self)
        for step in (self._agency_step(), self._you_step(), self._passphrase_step(), self._sheet_step()):
            self._steps.addWidget(step)
        self.body.addWidget(self._steps)
        self._next = button(tr("Next"), "arrow-right", "primary", press=lambda: self._go(1), parent=self)
        self._back = button(tr("Back"), "arrow-left", press=lambda: self._go(-1), parent=self)
        self.body.addLayout(button_row(self._next, self._back))
        self.body.addStretch(1)
        self._show_step(0)

    def _agency_step(self) -> QWidget:
        card = Card(tr("Your agency"), "building-2")
        form = self._agency = Form(card, columns=2)
        form.add(
            tr("&Agency"),
            TextField(self._settings.agency_name, placeholder=tr("Millbrook Police Department"), most=120),
            tr("Printed on every sheet."),
            name="agency_name",
            required=tr("Type the agency's name."),
        )
        form.add(
            tr("&State"),
            ChoiceField(sorted(STATES.items(), key=lambda one: one[1]), empty=tr("Choose later")),
            tr("Help lines that only work in your state show there and nowhere else."),
            name="state",
        )
        zones = [
            ("", tr("As set on this PC ({zone})", zone=zone_words(self._zone))),
            *((name, zone_words(name)) for name in ZONES),
        ]
        form.add(tr("Time &zone"), ChoiceField(zones), name="time_zone")
        form.add(
            tr("&Paper in the printer"),
            ChoiceField([("letter", tr("Letter")), ("a4", tr("A4"))]),
            name="paper",
        )
        if self._fixed_folder is None:
            form.add(
                tr("Where the &records live"),
                RadioField(
                    [
                        ("everyone", tr("Everyone on this PC finds the same records")),
                        ("own", tr("Only this Windows or system login")),
                        ("folder", tr("A folder or stick I choose")),
                    ]
                ),
                tr("Never on a network drive, never in a folder that is copied to an online service."),
                name="where",
                wide=True,
            )
            form.set_values({"where": "everyone"})
            form.field("where").edited.connect(self._choose_folder)
            self._folder_words = Text("", "muted", card)
            self._folder_words.hide()
        card.add(form)
        if self._fixed_folder is None:
            card.add(self._folder_words)
        self._folder: Path | None = None
        return narrow(card, 126)

    def _you_step(self) -> QWidget:
        card = Card(tr("You"), "user-round")
        form = self._you = Form(card)
        form.add(
            tr("Your &name"),
            TextField(most=120),
            tr("You sign in with it. Others see it in the list of accounts."),
            name="name",
            required=tr("Type your name."),
        )
        form.add(
            tr("What you are here"),
            ChecksField([(role, role.label) for role in ASKED_ROLES]),
            tr("Several are fine in a small agency. You also look after the accounts until someone else does."),
            name="roles",
        )
        form.set_values({"roles": (Role.PLANNER, Role.SUPERVISOR, Role.COORDINATOR)})
        card.add(form)
        for role in ASKED_ROLES:
            card.add(Text(tr("{role}: {explanation}", role=role.label, explanation=role.explanation), "small", card))
        return narrow(card, 92)

    def _passphrase_step(self) -> QWidget:
        card = Card(tr("Your passphrase"), "key-round")
        card.add(
            Text(
                tr("It opens the records. Nobody can look it up, and nobody at the agency can read what you seal."),
                "muted",
                card,
            )
        )
        form = self._secret = Form(card)
        first = form.add(
            tr("&Passphrase"),
            PassphraseField(),
            tr("At least 15 characters. Four or five words with spaces are easiest to keep."),
            name="passphrase",
            required=tr("Type a passphrase."),
            check=self._weak,
        )
        form.add(
            tr("The &same again"),
            PassphraseField(),
            name="again",
            required=tr("Type the passphrase a second time."),
            check=lambda text: "" if text == first.value() else tr("The two are not the same."),
        )
        form.add(
            tr("&Lock after minutes without a touch"),
            ChoiceField([(count, str(count)) for count in LOCK_MINUTES]),
            name="lock_after_minutes",
        )
        form.set_values({"lock_after_minutes": self._settings.lock_after_minutes})
        self._suggested = Text("", "big", card, selectable=True)
        self._suggested.hide()
        card.add(form)
        card.body.addLayout(
            button_row(button(tr("Suggest one"), "refresh-cw", press=self._show_suggestion, parent=card))
        )
        card.add(self._suggested)
        return narrow(card, 92)

    def _sheet_step(self) -> QWidget:
        card = Card(tr("The recovery sheet"), "file-text")
        card.add(
            Text(
                tr(
                    "If nobody can sign in any more, this sheet opens the records. Print it now: it is made only once. "
                    "Seal it in an envelope and lock it away."
                ),
                "body",
                card,
            )
        )
        self._print = button(tr("Print or save the sheet"), "printer", "primary", press=self._offer_sheet, parent=card)
        card.body.addLayout(button_row(self._print))
        self._put_away = TickField(tr("The sheet is printed and put away."))
        self._put_away.edited.connect(self._allow_end)
        card.add(self._put_away)
        return narrow(card, 92)

    # What it does

    def _go(self, direction: int) -> None:
        self.banner.clear()
        step = self._steps.currentIndex()
        if direction < 0:
            self._show_step(step - 1)
            return
        if step < 3 and not (self._agency, self._you, self._secret)[step].confirm():
            return
        if step == 0 and not self._folder_is_good():
            return
        if step == 2:
            self._begin()
        elif step == 3:
            self.finished.emit()
        else:
            self._show_step(step + 1)

    def _show_step(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        self._where_line.setText(tr("Step {step} of {count}", step=step + 1, count=4))
        self._back.setVisible(0 < step < 3)
        self._next.setText((tr("Next"), tr("Next"), tr("Make the station"), tr("Go to Today"))[step])
        self._next.setAccessibleName(self._next.text())
        self._next.setEnabled(step < 3 or self._put_away.value())
        first = {0: (self._agency, "agency_name"), 1: (self._you, "name"), 2: (self._secret, "passphrase")}.get(step)
        cursor = first[0].field(first[1]) if first is not None else self._print
        cursor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _weak(self, text: str) -> str:
        from wellness_desktop.accounts.passphrases import require_good

        try:
            require_good(text, self._own_words())
        except Problem as problem:
            return f"{problem.title} {problem.advice}"
        return ""

    def _own_words(self) -> tuple[str, ...]:
        return (self._agency.values()["agency_name"], self._you.values()["name"])

    def _show_suggestion(self) -> None:
        self._suggested.setText(self._suggest())
        self._suggested.show()
        self.banner.note(tr("Write it down, type it twice, then keep the paper as you keep cash."))

    def _choose_folder(self) -> None:
        if self._agency.values()["where"] != "folder":
            self._folder = None
            self._folder_words.hide()
            return
        picker = QFileDialog(self, tr("Folder for the records"))
        picker.setFileMode(QFileDialog.FileMode.Directory)
        picker.setOption(QFileDialog.Option.ShowDirsOnly)
        picker.fileSelected.connect(self.set_folder)
        picker.open()

    def set_folder(self, folder: str) -> None:
        """Takes the folder chosen for the records."""
        self._folder = Path(folder)
        self._folder_words.setText(folder)
        self._folder_words.show()

    def _wanted_folder(self) -> Path | None:
        if self._fixed_folder is not None:
            return None
        where = self._agency.values()["where"]
        return {"everyone": shared_folder(), "own": own_folder()}.get(where, self._folder)

    def _folder_is_good(self) -> bool:
        folder = self._wanted_folder()
        if self._fixed_folder is None and folder is None:
            self.banner.warn(tr("Choose the folder for the records first."))
            return False
        try:
            require_local(folder or self._fixed_folder or Path())
        except Problem as problem:
            self.banner.problem(problem)
            return False
        place = folder or self._fixed_folder or Path()
        if (words := sync_warning(place)) and place != self._warned_about:
            self._warned_about = place
            self.banner.warn(words, tr("To use it all the same, press Next again."))
            return False
        return True

    def _begin(self) -> None:
        if self._task is not None:
            return
        answers = FirstAnswers(
            change(
                self._settings, **self._agency.values(), lock_after_minutes=self._secret.values()["lock_after_minutes"]
            ),
            self._wanted_folder(),
            self._you.values()["name"],
            frozenset(self._you.values()["roles"]),
            self._secret.values()["passphrase"],
        )
        self.banner.note(tr("Making the station …"))
        self._next.setEnabled(False)
        self._task = self._tasks.start(lambda _task: self._create(answers), done=self._made, failed=self._failed)

    def _made(self, sheet: bytes) -> None:
        self._task = None
        self._sheet = sheet
        self._secret.set_values({"passphrase": "", "again": ""})
        self._suggested.setText("")
        self.banner.say(tr("The station is made."))
        self._show_step(3)

    def _failed(self, error: Exception) -> None:
        self._task = None
        self._next.setEnabled(True)
        if not isinstance(error, Problem):
            raise error
        self.banner.problem(error)

    def _offer_sheet(self) -> None:
        self._offer(self, self._sheet, self._printed)

    def _printed(self) -> None:
        self._put_away.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow_end(self) -> None:
        self._next.setEnabled(self._put_away.value())
