"""Leave a comment or a near miss, without signing in and without a name (DESIGN 3: the front door).

What is typed stands in this window only, until it is sealed. The help line stands first: a note that is read in some
weeks is no way to be helped tonight, and the program never looks into what somebody writes to judge how they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.feedback.answers import Shown
from wellness_desktop.feedback.answers_view import AnswersCard
from wellness_desktop.feedback.giveaways import giveaways
from wellness_desktop.feedback.values import SUBJECTS, About, Factor, Kind, Left, PartOfDay, checked
from wellness_desktop.kit.fields import ChecksField, ChoiceField, NotesField, RadioField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.leaving_page import LeavingPage, LeavingWords, LeftBehind
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


class LeavePage(LeavingPage):
    """One form for both kinds; what only a near miss asks for comes when that is chosen."""

    def __init__(self, ways: LeaveWays, parent: QWidget | None = None) -> None:
        self._ways = ways
        super().__init__(
            LeavingWords(
                title=tr("Leave a note without your name"),
                purpose=tr(
                    "What should change, or what nearly went wrong. Nobody is looked for, and nobody is blamed."
                ),
                first=tr("If it cannot wait, or it weighs on you"),
                first_icon="life-buoy",
                on_paper=tr("Print a blank form instead"),
                form=tr("Your note"),
                icon="file-text",
                done=tr("It is sealed and waits to be read"),
                another=tr("Leave another note"),
            ),
            parent,
        )
        told = tr("A note is read in some days or weeks. People answer now, by phone or text.")
        self.first.add(Text(told, "body", self.first))
        self._answers = AnswersCard(self)
        self.body.addWidget(self._answers)
        self.body.addStretch(1)
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
        super().refresh()
        self._answers.show_answers(self._ways.shown().answers)

    # The kind's own

    def _build_form(self, form: Form) -> None:
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
        form.field("kind").edited.connect(self._kind_changed)
        for field in self._texts.values():
            field.left.connect(self._say_hints)

    def _fill(self) -> None:
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
        self._kind_changed()
        self._say_hints()

    def _is_ready(self) -> bool:
        return self._ways.is_ready()

    def _say(self, ready: bool) -> str:
        return _who_reads(self._ways.shown()) if ready else _no_team()

    def _seal(self) -> LeftBehind:
        take_back = self._ways.leave(checked(self.left()))
        return LeftBehind(take_back, tr("Sealed. Nothing says who wrote it."), _thanks(self._ways.shown()))

    def _print(self) -> None:
        with self.attempt():
            self._ways.print_blank(self)

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


def _who_reads(shown: Shown) -> str:
    sealed = tr(
        "Only the coordinator of the support team reads it: not the chief, not whoever keeps this PC. Nothing says "
        "who wrote it or when. What you type is in this window only, and goes when nobody uses the PC for a while."
    )
    if shown.next_reading is None:
        return sealed
    return tr("{sealed} Notes are read next on {day}.", sealed=sealed, day=day_words(shown.next_reading))


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
