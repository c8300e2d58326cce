"""Leave a comment or a near miss, without signing in and without a name (DESIGN 3: the front door).

What is typed stands in this window only, until it is sealed. The help line stands first: a note that is read in some
weeks is no way to be helped tonight, and the program never looks into what somebody writes to judge how they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.feedback.answers import Shown
from wellness_desktop.feedback.answers_view import AnswersCard
from wellness_desktop.feedback.giveaways import giveaways
from wellness_desktop.feedback.values import SUBJECTS, About, Factor, Kind, Left, PartOfDay, checked
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChecksField, ChoiceField, NotesField, RadioField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.when import day_words

NEAR_MISS_ONLY = ("could", "helped", "part", "factors")
MOST_HINTS = 3


@dataclass(frozen=True, slots=True)
class LeaveWays:
    """What the page can do here."""

    is_ready: Callable[[], bool]
    """Whether there is a support team whose key a note can be sealed to."""
    shown: Callable[[], Shown]
    """What came of notes, and when they are read next."""
    names: Callable[[], Sequence[str]]
    """Names on the station board, to point out where one is typed."""
    leave: Callable[[Left], Callable[[], object]]
    """Seals and keeps it; gives the way to take it back. Raises Problem."""
    print_blank: Callable[[QWidget], object]
    """Shows a blank form to write on."""


class LeavePage(Page):
    """One form for both kinds; what only a near miss asks for comes when that is chosen."""

    help_wanted = Signal()

    def __init__(self, ways: LeaveWays, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Leave a note without your name"),
            tr("What should change, or what nearly went wrong. Nobody is looked for, and nobody is blamed."),
            parent,
        )
        self._ways = ways
        self._build_page()
        self.start_anew()
        self.refresh()

    @property
    def has_typed(self) -> bool:
        """Whether something stands here that would be lost."""
        return bool(self.left().texts)

    def left(self) -> Left:
        """What is typed now."""
        found = self.form.values()
        return Left(
            kind=found["kind"] or Kind.COMMENT,
            happened=found["happened"] or "",
            about=found["about"] or About.OTHER,
            could=found["could"] or "",
            helped=found["helped"] or "",
            prevent=found["prevent"] or "",
            part_of_day=found["part"] or PartOfDay.UNSAID,
            factors=tuple(found["factors"] or ()),
        )

    def refresh(self) -> None:
        """Shows what came of earlier notes, and when the next reading is."""
        shown = self._ways.shown()
        ready = self._ways.is_ready()
        self.form.setVisible(ready)
        self.seal_button.setVisible(ready and not self._done.isVisibleTo(self))
        self._sealed.setText(self._sealed_words(shown) if ready else _no_team())
        self._answers.show_answers(shown.answers)

    def start_anew(self) -> None:
        """Empties the page, so that the next person at this PC finds nothing."""
        self.form.set_values(
            {
                "kind": Kind.COMMENT,
                "about": About.OTHER,
                "happened": "",
                "could": "",
                "helped": "",
                "prevent": "",
                "part": PartOfDay.UNSAID,
                "factors": (),
            }
        )
        for field in self._texts.values():
            field.document().clearUndoRedoStacks()  # or Ctrl+Z shows the next person what was typed
        self._kind_changed()
        self._say_hints()
        self._done.hide()
        self._card.show()

    def focus_first(self) -> None:
        """Puts the cursor where typing begins."""
        if self.form.isVisibleTo(self):
            self.form.focus_first()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Into the first field."""
        del reason
        self.focus_first()

    # ------------------------------------------------------------------------------------------------ building

    def _build_page(self) -> None:
        first = Card(tr("If it cannot wait, or it weighs on you"), "life-buoy", tr("Get help now"), self)
        first.acted.connect(self.help_wanted)
        first.add(Text(tr("A note is read in some days or weeks. People answer now, by phone or text."), "body", first))
        self.body.addWidget(first)
        self.blank_button = button(
            tr("Print a blank form instead"), "printer", press=lambda: self._ways.print_blank(self), parent=self
        )
        self.seal_button = button(
            tr("Seal it and leave it here"),
            "lock",
            "primary",
            tip=tr("From anywhere on this page: Ctrl+Enter"),
            press=self._leave,
            parent=self,
        )
        self.add_action(self.blank_button)
        self.add_action(self.seal_button)
        self._card = Card(tr("Your note"), "file-text", parent=self)
        self._build_form()
        self.body.addWidget(self._card)
        self._done = Card(tr("It is sealed and waits to be read"), "check", parent=self)
        self._done_words = Text("", "body", self._done)
        self._done.add(self._done_words)
        self._done.hide()
        self.body.addWidget(self._done)
        self._answers = AnswersCard(self)
        self.body.addWidget(self._answers)
        self.body.addStretch(1)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._leave)

    def _build_form(self) -> None:
        self._sealed = Text("", "muted", self._card)
        self._card.add(self._sealed)
        form = self.form = Form(self._card, columns=2)
        form.add(tr("&What is it?"), RadioField([(kind, kind.label) for kind in Kind]), name="kind")
        self._about = ChoiceField([(one, one.label) for one in SUBJECTS[Kind.COMMENT]])
        form.add(tr("What is it a&bout?"), self._about, name="about")
        self._texts = {name: NotesField(lines=3) for name in ("happened", "could", "helped", "prevent")}
        form.add(
            tr("What do you want to &say? What happened?"),
            self._texts["happened"],
            tr("Say “an officer”, “a driver”. No name, no date, no hour."),
            name="happened",
            required=tr("Type what you want to say. One sentence is enough."),
            wide=True,
        )
        form.add(tr("What &could have happened?"), self._texts["could"], name="could", wide=True)
        form.add(tr("What &kept it from becoming worse?"), self._texts["helped"], name="helped", wide=True)
        form.add(tr("What would &prevent it, or help?"), self._texts["prevent"], name="prevent", wide=True)
        parts = [(part, part.label) for part in PartOfDay]
        form.add(tr("Part of the &day"), ChoiceField(parts), name="part")
        factors = [(factor, factor.label) for factor in Factor]
        form.add(tr("What had a part in it"), ChecksField(factors, columns=2), name="factors", wide=True)
        self._card.add(form)
        form.field("kind").edited.connect(self._kind_changed)
        for field in self._texts.values():
            field.left.connect(self._say_hints)

    def _kind_changed(self) -> None:
        kind = self.form.values()["kind"] or Kind.COMMENT
        for name in NEAR_MISS_ONLY:
            self.form.show_field(name, kind is Kind.NEAR_MISS)
        now = self._about.value()
        self._about.offer([(one, one.label) for one in SUBJECTS[kind]])
        self._about.set_value(now if now in SUBJECTS[kind] else About.OTHER)

    def _say_hints(self) -> None:
        """Details that tell who wrote it are pointed out; what to do about them is the writer's choice."""
        names = self._ways.names()
        for field, words in self._texts.items():
            found = giveaways([words.value()], names)[:MOST_HINTS]
            self.form.set_remark(field, " ".join(one.hint for one in found))

    def _sealed_words(self, shown: Shown) -> str:
        sealed = tr(
            "Only the coordinator of the support team reads it: not the chief, not whoever keeps this PC. Nothing says "
            "who wrote it or when. What you type is in this window only, and goes when nobody uses the PC for a while."
        )
        if shown.next_reading is None:
            return sealed
        return tr("{sealed} Notes are read next on {day}.", sealed=sealed, day=day_words(shown.next_reading))

    # ------------------------------------------------------------------------------------------------- doing

    def _leave(self) -> None:
        if not self.form.isVisibleTo(self) or not self.form.confirm():
            return
        with self.attempt():
            take_back = self._ways.leave(checked(self.left()))
            self.start_anew()
            self._card.hide()
            self.seal_button.hide()
            self._done_words.setText(_thanks(self._ways.shown()))
            self._done.show()
            self.banner.say(tr("Sealed. Nothing says who wrote it."), lambda: self._undo(take_back))

    def _undo(self, take_back: Callable[[], object]) -> None:
        take_back()
        self.start_anew()
        self.refresh()
        self.banner.note(tr("Taken back. Nothing is kept."))


def _no_team() -> str:
    return tr(
        "No support team has been set up on this PC yet, so nothing can be left here. Print a blank form, and hand it "
        "to somebody you trust."
    )


def _thanks(shown: Shown) -> str:
    after = tr(
        "What comes of it stands below “You said, we did”, in other words than yours. A comment is deleted after 90 "
        "days, a near miss after a year."
    )
    if shown.next_reading is None:
        return tr("Thank you. {after}", after=after)
    return tr("Thank you. It is read on {day}. {after}", day=day_words(shown.next_reading), after=after)
