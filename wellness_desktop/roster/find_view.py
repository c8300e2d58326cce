"""Find someone to talk to: a few wishes, and at once who fits, with the reasons in words. Nothing of it is kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.announce import announce
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.fields import ChecksField, NumberField, TextField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.number_text import NumberText
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.finding import NOT_LISTED, Match, Wish
from wellness_desktop.roster.kinds import PersonRole

LONGEST_TRIP = 600
LISTENERS = (
    PersonRole.PEER,
    PersonRole.CHAPLAIN,
    PersonRole.CLINICIAN,
    PersonRole.EAP,
    PersonRole.TREATMENT_CENTER,
    PersonRole.FAMILY_LIAISON,
)
NOT_MINE, NOT_CHAIN, NOT_COMMAND, TELEHEALTH, NOW = "agency", "chain", "command", "telehealth", "now"


@dataclass(frozen=True, slots=True)
class FindSources:
    """Where the answers come from: the roster for whoever signed in, the station board at the front door."""

    find: Callable[[Wish], Sequence[Match]]
    choices: Callable[[], tuple[Sequence[str], Sequence[str]]]
    """Languages and own words that occur."""
    knows_chain: bool = False
    """Whether it is known who asks, so that "not in my chain of command" can be asked for."""
    knows_travel: Callable[[], bool] = lambda: True
    superiors: Callable[[], Sequence[tuple[str, str]]] = tuple
    """Key and name of whoever can be answered to, where it is not known who asks."""


class FindView(QWidget):
    """`person_wanted` comes with the key of whoever is opened."""

    person_wanted = Signal(str)

    def __init__(self, sources: FindSources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self._build()

    def start(self) -> None:
        """Empty wishes: whoever was here before leaves no trace."""
        languages, words = self._sources.choices()
        self.form.field("language").offer([(each, each) for each in languages])
        self.form.field("words").suggest(list(words))
        self._ask_what_can_be_answered()
        self.clear()
        self.form.focus_first()

    def clear(self) -> None:
        """Takes every wish back."""
        empty = {"words": "", "wishes": (), "role": None, "language": None, "within": None, "answers_to": None}
        self.form.set_values(empty)
        self.refresh()

    def refresh(self) -> None:
        """Shows who fits now."""
        found = list(self._sources.find(self.wish()))
        self.table.set_rows(found, same=lambda one, other: one.key == other.key)
        if self.table.current() is None:
            self.table.choose(lambda _match: True)
        self._show(self.table.current())

    def wish(self) -> Wish:
        """What is asked for."""
        values = self.form.values()
        wishes = values["wishes"]
        return Wish(
            not_my_agency=NOT_MINE in wishes,
            not_in_my_chain=NOT_CHAIN in wishes,
            not_command=NOT_COMMAND in wishes,
            role=values["role"],
            language=values["language"] or "",
            telehealth=TELEHEALTH in wishes,
            answers_to=values["answers_to"] or "",
            within_minutes=values["within"],
            reachable_now=NOW in wishes,
            words=values["words"],
        )

    def show_list(self) -> None:
        """Back to the wishes, where only one side has room."""
        self._beside.show_main()

    def _ask_what_can_be_answered(self) -> None:
        """Leaves out the questions that nothing here could answer."""
        superiors = [] if self._sources.knows_chain else list(self._sources.superiors())
        unlisted = (NOT_LISTED, tr("Somebody who is not listed"))
        self.form.field("answers_to").offer([*superiors, unlisted] if superiors else [])
        self.form.show_field("answers_to", bool(superiors))
        self.form.show_field("within", self._sources.knows_travel())

    def _build(self) -> None:
        self._beside = Beside(self._wishes(), self._answers(), self, back=tr("Back to what you ask for"), share=58)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._beside, 1)
        for shortcut in self._beside.findChildren(QShortcut):
            shortcut.activatedAmbiguously.connect(self.show_list)

    def _wishes(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(tr("Who should it be?"), "search", parent=side)
        card.add(Text(tr("Choose as much or as little as you like. Nothing of it is kept."), "muted", card))
        self.form = Form(card)
        self.form.add(
            tr("&Someone who"),
            TextField(most=120, placeholder=tr("has been through a shooting")),
            tr("Found in what people say of themselves and what they are called for."),
            name="words",
            wide=True,
        )
        wishes = [(NOT_MINE, tr("Not from my agency")), (NOT_COMMAND, tr("Not in command"))]
        if self._sources.knows_chain:
            wishes.insert(1, (NOT_CHAIN, tr("Not in my chain of command")))
        wishes += [(NOW, tr("Can be reached now")), (TELEHEALTH, tr("By video or telephone"))]
        self.form.add(tr("Also"), ChecksField(wishes, columns=1), name="wishes", wide=True)
        roles = [(role, role.label) for role in LISTENERS]
        self.form.add(tr("&What they are"), ChoiceField(roles, empty=tr("Anybody")), name="role")
        self.form.add(tr("Speaks"), ChoiceField(empty=tr("Any language")), name="language")
        self.form.add(tr("Not further than (minutes)"), NumberField(1, LONGEST_TRIP), name="within")
        self.form.add(
            tr("Not above me: I answer &to"),
            ChoiceField(empty=tr("It does not matter")),
            tr("Leaves out them and whoever is above them. If they are not listed, your whole agency is left out."),
            name="answers_to",
            wide=True,
        )
        card.add(self.form)
        self.show_button = button(tr("Show who fits"), "arrow-right", "primary", press=self._to_answers, parent=side)
        self.clear_button = button(tr("Start over"), press=self.start, parent=side)
        card.body.addLayout(button_row(self.show_button, self.clear_button))
        column.addWidget(card)
        column.addStretch(1)
        self.form.changed.connect(self._asked)
        return side

    def _answers(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.table = Table[Match](
            [
                Column(tr("Name"), lambda match: match.name, spoken=_spoken, width=20,
                       icon=lambda match: "phone-call" if match.on_call else "", tint=lambda _match: "accent",
                       faded=lambda match: match.stale),
                Column(tr("Number"), lambda match: match.number, width=17, faded=lambda match: match.stale),
                Column(tr("First of all"), lambda match: match.reasons[0] if match.reasons else "", width=0,
                       optional=True),
            ],
            tr("Who fits, whoever can be reached best first"),
            side,
            lines=5,
            empty=lambda: EmptyState(
                "users",
                tr("Nobody fits all of this."),
                tr("Start over"),
                self.start,
                detail=tr("Take one wish away. 988 answers day and night, whoever you are."),
                action_icon="rotate-ccw",
            ),
        )  # fmt: skip
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda match: self.person_wanted.emit(match.key))
        column.addWidget(self.table, 1)
        self._card = Card(" ", "user-round", parent=side)
        self._number = NumberText("", "big", self._card, selectable=True)
        self._why = Text("", "body", self._card, selectable=True)
        self._card.add(self._number)
        self._card.add(self._why)
        column.addWidget(self._card)
        return side

    def _asked(self) -> None:
        self.refresh()
        self._tell()

    def _tell(self) -> None:
        first = self.table.current()
        announce(self, tr("Nobody fits all of this.") if first is None else _spoken(first))

    def _to_answers(self) -> None:
        self._beside.show_detail()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, match: Match | None) -> None:
        self._card.setVisible(match is not None)
        if match is not None:
            self._card.set_title(match.name)
            self._number.setText(match.number or tr("No number"))
            self._why.setText(match.why)


def _spoken(match: Match) -> str:
    return tr("{name}. {why}", name=match.name, why=match.why)
