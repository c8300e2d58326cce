"""Ask for a call, without signing in, without naming an incident and without a name (section 3).

Numbers first: whoever calls one waits for nobody. The note is sealed as the button is pressed; this PC sends nothing,
and the page says so, and when somebody of the team was last here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.asking.requests import NAME_LENGTH, REACH_LENGTH, CallWish, Wanted, checked_wish
from wellness_desktop.debriefs.number_cards_view import NumberCards
from wellness_desktop.kit.fields import ChoiceField, TextField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.leaving_page import LeavingPage, LeavingWords, LeftBehind
from wellness_desktop.kit.moment import TimeField
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


class AskPage(LeavingPage):
    """`mine` fills in how somebody signed in can be reached."""

    lines_wanted = Signal()

    def __init__(self, ways: AskWays, mine: CallWish | None = None, parent: QWidget | None = None) -> None:
        self._ways, self._mine = ways, mine
        super().__init__(
            LeavingWords(
                title=tr("Ask for a call"),
                purpose=tr("Somebody from the support team calls you. Nobody asks what it is about."),
                first=tr("Quicker: call somebody yourself"),
                first_icon="phone-call",
                on_paper=tr("Print a slip instead"),
                form=tr("Or be called"),
                icon="heart-handshake",
                done=tr("It is sealed and waits for the support team"),
                another=tr("Ask for another call"),
            ),
            parent,
        )
        self._numbers = NumberCards(self.first)
        self.first.add(self._numbers)
        self.body.addStretch(1)
        self._empty()
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
        super().refresh()
        self._numbers.show_lines(self._ways.lines())
        helpers = self._ways.helpers()
        self._but.offer([(name, name) for name in helpers])
        self.form.show_field("but", bool(helpers))

    # The kind's own

    def _build_form(self, form: Form) -> None:
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

    def _is_ready(self) -> bool:
        return self._ways.is_ready()

    def _say(self, ready: bool) -> str:
        return _who_opens(self._ways.seen_on()) if ready else _no_team()

    def _seal(self) -> LeftBehind:
        take_back = self._ways.leave(checked_wish(self.wish()))
        thanks = tr(
            "Somebody calls once one of the team has signed in and read it. If that takes too long, call one "
            "of the numbers above; they answer now. The note is deleted when you were reached."
        )
        return LeftBehind(take_back, tr("Sealed. Only the support team can open it."), thanks)

    def _print(self) -> None:
        """What is typed goes on the slip; an empty page gives a blank slip to write on."""
        wish = self.wish()
        with self.attempt():
            self._ways.print_slip(self, wish if wish.reach.strip() else None)


def _who_opens(seen: date | None) -> str:
    sealed = tr(
        "Nobody but the support team can open this, whatever their rank. Everybody on the team can. This PC sends "
        "nothing: your note waits here until one of them signs in."
    )
    if seen is None:
        return sealed
    return tr("{sealed} One of them last did on {day}.", sealed=sealed, day=day_words(seen))


def _no_team() -> str:
    return tr(
        "No support team has been set up on this PC yet, so nothing can be left here. Call one of the numbers, or "
        "print a slip and hand it to somebody you trust."
    )
