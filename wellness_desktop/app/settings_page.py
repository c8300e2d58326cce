"""Settings: the look of the program at once, everything else one step away. Only what the person may do is shown."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.roles import Can, Role
from wellness_desktop.base.language import tr
from wellness_desktop.base.settings import Settings, change
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChoiceField, RadioField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text

SIZES = (100, 110, 125, 150, 175, 200)
"""Text sizes offered, in percent of the system's own."""
TEAM = frozenset({Role.HELPER, Role.COORDINATOR})
"""Who may hand the support team's key on, once they hold it themselves."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way on from the settings: the key of its page, and what stands on its card."""

    key: str
    icon: str
    title: str
    line: str
    action: str


class SettingsPage(Page):
    """`go` comes with the key of the page that was chosen: see `ways`.

    `read` gives the settings of this moment; `save` keeps new ones and shows them at once, and may raise Problem.
    """

    go = Signal(str)

    def __init__(
        self,
        read: Callable[[], Settings],
        save: Callable[[Settings], None],
        actor: Actor,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Settings"), tr("Changes count at once. What your roles do not need is not shown."), parent)
        self._read, self._save = read, save
        self._build_page(ways(actor))
        self.refresh()

    def refresh(self) -> None:
        """Shows the settings of this moment."""
        settings = self._read()
        sizes = sorted({*SIZES, settings.text_percent})
        self._look.field("text_percent").offer([(size, _size_words(size)) for size in sizes])
        self._look.set_values({"theme": settings.theme, "text_percent": settings.text_percent})

    def focus_first(self) -> None:
        """Begins at the look."""
        self._look.field("theme").setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_page(self, offered: list[Way]) -> None:
        cards = Reflow((), self, most=2, column_chars=48, even=True)
        cards.add(self._look_card(), wide=True)
        for way in offered:
            cards.add(self._way_card(way))
        self.body.addWidget(cards)
        self.body.addStretch(1)

    def _look_card(self) -> Card:
        card = Card(tr("How it looks"), "sun", parent=self)
        form = self._look = Form(card, columns=2)
        form.add(
            tr("&Colors"),
            RadioField(
                [
                    ("system", tr("As this PC")),
                    ("light", tr("Light")),
                    ("dark", tr("Dark")),
                    ("contrast", tr("High contrast")),
                ],
                columns=2,
            ),
            name="theme",
        )
        form.add(tr("&Text size"), ChoiceField(), tr("For everyone who uses this PC."), name="text_percent")
        # At once: a look that comes after a pause feels broken.
        for name in ("theme", "text_percent"):
            form.field(name).edited.connect(self._change_look)
        card.add(form)
        return card

    def _way_card(self, way: Way) -> Card:
        card = Card(way.title, way.icon, way.action, parent=self)
        card.add(Text(way.line, "muted", card))
        card.acted.connect(lambda: self.go.emit(way.key))
        return card

    def _change_look(self) -> None:
        before, values = self._read(), self._look.values()
        after = change(before, theme=values["theme"], text_percent=values["text_percent"])
        if after == before:
            return
        with self.attempt():
            self._save(after)
            self.banner.say(tr("The look is changed."), lambda: self._look_back(before))

    def _look_back(self, before: Settings) -> None:
        self._save(change(self._read(), theme=before.theme, text_percent=before.text_percent))
        self.refresh()


def ways(actor: Actor) -> list[Way]:
    """Where this person can go: each way that the roles reach, in the order of the cards."""
    every = [
        (
            True,
            Way(
                "passphrase",
                "key-round",
                tr("Your passphrase"),
                tr("Change it; nothing you sealed is lost."),
                tr("Change"),
            ),
        ),
        (
            actor.may(Can.KEEP_PACKET),
            Way(
                "family-papers",
                "lock",
                tr("My family papers"),
                tr("Whom to tell, benefits, wishes. Sealed: only you read them, or two custodians together."),
                tr("Open"),
            ),
        ),
        (
            actor.may(Can.KEEP_PACKET),
            Way(
                "custody",
                "users",
                tr("Family papers of others"),
                tr("Who the custodians are. Two of them together open papers; the member is told."),
                tr("Open"),
            ),
        ),
        (
            actor.may(Can.CHANGE_SETTINGS),
            Way(
                "station",
                "building-2",
                tr("This station"),
                tr("Agency, state, time zone, paper, idle lock, care windows."),
                tr("Open"),
            ),
        ),
        (
            actor.may(Can.CORRECT_LINES),
            Way(
                "lines",
                "phone-call",
                tr("Support lines"),
                tr("Correct a number, add lines of your own, set the order of Get help now."),
                tr("Open"),
            ),
        ),
        (
            actor.may(Can.MANAGE_ACCOUNTS),
            Way(
                "accounts",
                "users",
                tr("Accounts"),
                tr("Who may sign in, with which roles. Passphrases and the recovery sheet."),
                tr("Open"),
            ),
        ),
        (
            bool(actor.roles & TEAM),
            Way(
                "team",
                "heart-handshake",
                tr("Support team"),
                tr("Let new helpers and coordinators in. Only someone inside can."),
                tr("Open"),
            ),
        ),
        (
            actor.may(Can.HOLD_RECORDS),
            Way(
                "kept",
                "hourglass",
                tr("What is kept"),
                tr("How long records about support are kept, and legal holds that stop deleting."),
                tr("Open"),
            ),
        ),
        (
            actor.may(Can.SEE_KEEPING),
            Way(
                "handover",
                "handshake",
                tr("Somebody takes over"),
                tr("Two pages for a new chief, sergeant or chaplain: what there is, what is due, what is sealed."),
                tr("Open"),
            ),
        ),
        (
            actor.may(Can.CHANGE_SETTINGS),
            Way(
                "packs",
                "library",
                tr("Library updates"),
                tr("Install a pack from a stick, take one out, say whose packs count."),
                tr("Open"),
            ),
        ),
        (
            actor.may(Can.MANAGE_BACKUPS),
            Way(
                "backup",
                "hard-drive",
                tr("Backups"),
                tr("Make one, see how old the newest is, prove that it can be restored."),
                tr("Open"),
            ),
        ),
        (
            actor.may(Can.SEE_AUDIT),
            Way(
                "audit",
                "scroll-text",
                tr("Audit log"),
                tr("What was done with accounts and records, by whom and when. Never what was read."),
                tr("Open"),
            ),
        ),
        (
            True,
            Way(
                "about",
                "info",
                tr("About this program"),
                tr("Version, where the records live, what is protected and what is not."),
                tr("Open"),
            ),
        ),
    ]
    return [way for allowed, way in every if allowed]


def _size_words(percent: int) -> str:
    return tr("{percent} %", percent=percent)
