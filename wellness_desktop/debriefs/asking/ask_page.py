"""Ask for a call, without signing in, without naming an incident and without a name (section 3).

Numbers first: whoever calls one waits for nobody. The note is sealed as the button is pressed; this PC sends nothing,
and the page says so, and when somebody of the team was last here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.asking.requests import NAME_LENGTH, REACH_LENGTH, CallWish, Wanted, checked_wish
from wellness_desktop.debriefs.number_cards_view import NumberCards
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChoiceField, TextField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import TimeField
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.when import day_words
from wellness_desktop.library.lines import Line


@dataclass(frozen=True, slots=True)
class AskWays:
    """What the page can do here."""

    lines: Callable[[], Sequence[Line]]
    is_ready: Callable[[], bool]
    """Whether there is a support team to leave a note for."""
    seen_on: Callable[[], date | None]
    """The day on which somebody of it last signed in here."""
    helpers: Callable[[], Sequence[str]]
    """Names of published helpers, for whoever wants anybody but one of them."""
    leave: Callable[[CallWish], Callable[[], object]]
    """Seals and keeps the wish; gives the way to take it back. Raises Problem."""
    print_slip: Callable[[QWidget, CallWish | None], object]
    """Shows a slip to be handed over on paper, filled or blank."""


class AskPage(Page):
    """`mine` fills in how somebody signed in can be reached."""

    help_wanted = Signal()
    lines_wanted = Signal()

    def __init__(self, ways: AskWays, mine: CallWish | None = None, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Ask for a call"),
            tr("Somebody from the support team calls you. Nobody asks what it is about."),
            parent,
        )
        self._ways, self._mine = ways, mine
        self._build_page()
        self._fill()
        self.refresh()

    @property
    def has_typed(self) -> bool:
        """Whether something stands here that would be lost."""
        return self.form.isVisibleTo(self) and self.form.typed() != self._opened

    def wish(self) -> CallWish:
        """What is typed now."""
        found = self.form.values()
        return CallWish(
            reach=found["reach"] or "",
            name=found["name"] or "",
            earliest=found["earliest"],
            latest=found["latest"],
            text_first=found["text_first"],
            wanted=found["wanted"],
            but=found["but"] or "",
            person=self._mine.person if self._mine and found["name"] == self._mine.name else None,
        )

    def refresh(self) -> None:
        """Shows who answers now, and when the team was last here."""
        self._numbers.show_lines(self._ways.lines())
        ready = self._ways.is_ready()
        for part in (self.form, self.leave_button):
            part.setVisible(ready)
        self._sealed.setText(self._sealed_words() if ready else _no_team())
        helpers = self._ways.helpers()
        self._but.offer([(name, name) for name in helpers])
        self.form.show_field("but", bool(helpers))

    def start_anew(self) -> None:
        """Empties the page, so that the next person at this PC finds nothing."""
        self._fill()
        self._done.hide()
        self._ask.show()

    def focus_first(self) -> None:
        """Puts the cursor where typing begins."""
        if self.form.isVisibleTo(self):
            self.form.focus_first()

    # ------------------------------------------------------------------------------------------------ building

    def _build_page(self) -> None:
        first = Card(tr("Quicker: call somebody yourself"), "phone-call", tr("Get help now"), self)
        first.acted.connect(self.help_wanted)
        self._numbers = NumberCards(first)
        first.add(self._numbers)
        self.body.addWidget(first)
        self.slip_button = button(tr("Print a slip instead"), "printer", press=self._print, parent=self)
        self.leave_button = button(
            tr("Seal it and leave it here"),
            "lock",
            "primary",
            tip=tr("From anywhere on this page: Ctrl+Enter"),
            press=self._leave,
            parent=self,
        )
        self.add_action(self.slip_button)
        self.add_action(self.leave_button)
        self._ask = Card(tr("Or be called"), "heart-handshake", parent=self)
        self._build_form()
        self.body.addWidget(self._ask)
        self._done = Card(tr("It is sealed and waits for the support team"), "check", parent=self)
        self._done_words = Text("", "body", self._done)
        self._done.add(self._done_words)
        self._done.hide()
        self.body.addWidget(self._done)
        self.body.addStretch(1)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._leave)

    def _build_form(self) -> None:
        self._sealed = Text("", "muted", self._ask)
        self._ask.add(self._sealed)
        form = self.form = Form(self._ask, columns=2)
        form.add(
            tr("&Where can somebody reach you?"),
            TextField(most=REACH_LENGTH),
            tr("A number, or a place. Use a number that only you pick up."),
            name="reach",
            required=tr("Type a number, or a place where you will be."),
        )
        form.add(
            tr("What should they &call you?"),
            TextField(most=NAME_LENGTH),
            tr("A first name, a call sign, or nothing."),
            name="name",
        )
        form.add(tr("&From"), TimeField(), tr("Such as 0800. Empty means any time."), name="earliest")
        form.add(tr("&Until"), TimeField(), tr("Such as 2200."), name="latest")
        wanted = [(kind, kind.label) for kind in Wanted]
        form.add(tr("Who &should call?"), ChoiceField(wanted), name="wanted")
        self._but = ChoiceField(empty=tr("Nobody is left out"))
        form.add(tr("Who should &not call?"), self._but, tr("They can still read this note."), name="but")
        form.add("", TickField(tr("Text before you call")), name="text_first", wide=True)
        self._ask.add(form)

    def _fill(self) -> None:
        mine = self._mine or CallWish("")
        self.form.set_values(
            {
                "reach": mine.reach,
                "name": mine.name,
                "earliest": None,
                "latest": None,
                "wanted": Wanted.ANYONE,
                "but": None,
                "text_first": False,
            }
        )
        self._opened = self.form.typed()

    def _sealed_words(self) -> str:
        seen = self._ways.seen_on()
        sealed = tr(
            "Nobody but the support team can open this, whatever their rank. Everybody on the team can. This PC sends "
            "nothing: your note waits here until one of them signs in."
        )
        if seen is None:
            return sealed
        return tr("{sealed} One of them last did on {day}.", sealed=sealed, day=day_words(seen))

    # ------------------------------------------------------------------------------------------------- doing

    def _leave(self) -> None:
        if not self.form.isVisibleTo(self) or not self.form.confirm():
            return
        with self.attempt():
            take_back = self._ways.leave(checked_wish(self.wish()))
            self._fill()
            self._ask.hide()
            self.leave_button.hide()
            self._done_words.setText(
                tr(
                    "Somebody calls once one of the team has signed in and read it. If that takes too long, call one "
                    "of the numbers above; they answer now. The note is deleted when you were reached."
                )
            )
            self._done.show()
            self.banner.say(tr("Sealed. Only the support team can open it."), lambda: self._undo(take_back))

    def _undo(self, take_back: Callable[[], object]) -> None:
        take_back()
        self.start_anew()
        self.refresh()
        self.banner.note(tr("Taken back. Nothing is kept."))

    def _print(self) -> None:
        """What is typed goes on the slip; an empty page gives a blank slip to write on."""
        wish = self.wish()
        with self.attempt():
            self._ways.print_slip(self, wish if wish.reach.strip() else None)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Into the first field."""
        del reason
        self.focus_first()


def _no_team() -> str:
    return tr(
        "No support team has been set up on this PC yet, so nothing can be left here. Call one of the numbers, or "
        "print a slip and hand it to somebody you trust."
    )
