"""Everything the roster prints, with what each sheet is for; size, letters and who gets it are chosen once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import RadioField, TextField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.papers import PaperKind, PaperSetup

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster

Offer = Callable[[PaperKind, PaperSetup], None]

FOR_ANYBODY = (
    PaperKind.PHONE_LIST,
    PaperKind.WALL_SHEET,
    PaperKind.WALLET_CARDS,
    PaperKind.CONTACT_CARDS,
    PaperKind.FRIDGE_SHEET,
    PaperKind.ON_CALL_MONTH,
)
FOR_COORDINATORS = (PaperKind.TEAM_ROSTER, PaperKind.CALL_SHEET)


class PrintsView(QWidget):
    """One button for each print; `offer` makes and shows it."""

    def __init__(
        self,
        roster: "Roster",
        agency: str,
        size: Literal["letter", "a4"],
        offer: Offer,
        show_papers: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._roster, self._agency, self._offer = roster, agency, offer
        self.buttons: dict[PaperKind, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Reflow([self._sheets(), self._choices(size, show_papers)], self, most=2, column_chars=52))
        column.addStretch(1)

    def start(self) -> None:
        """Ready at the first print."""
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def setup(self) -> PaperSetup:
        """What is chosen."""
        values = self.form.values()
        return PaperSetup(self._agency, values["size"], values["large"], values["holder"])

    def _sheets(self) -> Card:
        card = Card(tr("What to print"), "printer", parent=self)
        card.body.setSpacing(14)
        for kind in self._kinds():
            made = button(kind.label, "printer", tip=_about(kind), press=partial(self._print, kind), parent=card)
            self.buttons[kind] = made
            together = QVBoxLayout()
            together.setSpacing(2)
            together.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
            together.addWidget(Text(_about(kind), "small", card))
            card.body.addLayout(together)
        return card

    def _kinds(self) -> Sequence[PaperKind]:
        return FOR_ANYBODY + (FOR_COORDINATORS if self._roster.actor.may(Can.EDIT_ROSTER) else ())

    def _choices(self, size: Literal["letter", "a4"], show_papers: Callable[[], object]) -> Card:
        card = Card(tr("On what"), "file-text", parent=self)
        self.form = Form(card)
        self.form.add(tr("&Paper"), RadioField([("letter", tr("Letter")), ("a4", tr("A4"))]), name="size")
        self.form.add(tr("L&etters"), TickField(tr("Large print")), name="large")
        self.form.add(
            tr("&Who gets it"),
            TextField(most=120),
            tr("May stay empty. It helps to get old copies back."),
            name="holder",
        )
        self.form.set_values({"size": size, "large": False, "holder": ""})
        card.add(self.form)
        card.add(
            Text(
                tr(
                    "Cards and sheets to hang up show only who agreed to it, and numbers that were checked lately. "
                    "Each print is noted with the people on it."
                ),
                "small",
                card,
            )
        )
        if self._roster.actor.may(Can.EDIT_ROSTER):
            self.papers_button = button(tr("Paper that is out"), "list", "link", press=show_papers, parent=card)
            card.body.addWidget(self.papers_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _print(self, kind: PaperKind) -> None:
        self._offer(kind, self.setup)


def _about(kind: PaperKind) -> str:
    """What the sheet is for, in a line."""
    return {
        PaperKind.PHONE_LIST: tr("Who is on call for two weeks, everybody by role, and the lines."),
        PaperKind.WALL_SHEET: tr("To hang up: who answers, with a code to scan beside each number."),
        PaperKind.WALLET_CARDS: tr("Eight equal cards: five of the team, the lines on the back."),
        PaperKind.CONTACT_CARDS: tr("To hand out: a code puts the numbers into a phone. Eight on a sheet."),
        PaperKind.FRIDGE_SHEET: tr("For the family, with room for their own numbers."),
        PaperKind.TEAM_ROSTER: tr("Who was on the team today, named and trained when. Sign it and keep it."),
        PaperKind.CALL_SHEET: tr("Numbers to check by phone, with boxes to tick."),
        PaperKind.ON_CALL_MONTH: tr("This month as a grid of days, and as a list."),
        PaperKind.DOSSIER: tr("Answers to the vetting questions of one helper."),
    }[kind]
