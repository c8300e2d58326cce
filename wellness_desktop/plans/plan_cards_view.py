"""All plans at a glance: where each stands and what it still lacks; what they share comes first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text
from wellness_desktop.plans.entry_desk import Core
from wellness_desktop.plans.people import Place
from wellness_desktop.plans.runs.in_use_view import InUseCard
from wellness_desktop.roster.when import day_text

if TYPE_CHECKING:
    from wellness_desktop.plans.copies.values import Copy
    from wellness_desktop.plans.service import PlanLine, Plans
    from wellness_desktop.plans.templates import LeftOut


class PlanCards(QWidget):
    """One card for what all plans share, and one for each plan."""

    open_wanted = Signal(str)
    facts_wanted = Signal()
    roles_wanted = Signal()
    card_wanted = Signal(str)
    print_wanted = Signal()
    copies_wanted = Signal()
    own_wanted = Signal()
    forms_wanted = Signal()
    community_wanted = Signal()
    reviews_wanted = Signal()

    def __init__(self, plans: "Plans", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_edit = plans.actor.may(Can.EDIT_PLANS)
        self._may_print = plans.actor.may(Can.PRINT_CONFIDENTIAL)
        self._paper_states: dict[str, Text] = {}
        self._may_use = plans.actor.may(Can.USE_PLANS)
        self._build()
        self.reviews_button.setVisible(plans.actor.may(Can.REVIEW_PLANS))

    def show_plans(self, lines: "Sequence[PlanLine]", core: Core, left_out: "Sequence[LeftOut]" = ()) -> None:
        """Shows these plans, what they share, and which could not be read."""
        self._show_core(core)
        self.spoiled.setVisible(bool(left_out))
        self.spoiled_words.setText(
            "\n".join(tr("{file}: {fault}.", file=one.file, fault=one.fault) for one in left_out)
        )
        self.flow.clear()
        self.open_buttons.clear()
        self._paper_states.clear()
        for line in lines:
            self.flow.add(self._card(line))

    def show_copies(self, copies: "Sequence[Copy]") -> None:
        """Says which copies on paper somebody has to see to: above all plans, and on each plan's own card."""
        stale = [copy for copy in copies if copy.stale]
        back = [copy for copy in copies if copy.to_take_back]
        words = copies_words(len(stale), len(back)) if self._may_print else ""
        self.on_paper.setText(words)
        self.on_paper.setVisible(bool(words))
        for plan, state in self._paper_states.items():
            count = sum(copy.key.plan == plan for copy in stale)
            state.setText(
                tr_count("{count} copy is out of date.", "{count} copies are out of date.", count)
                if count and self._may_print
                else ""
            )
            state.setVisible(bool(state.text()))

    def _build(self) -> None:
        self.shared = Card(tr("What all plans share"), "layers", parent=self)
        self.progress = Text("", "body", self.shared)
        self.shared.add(self.progress)
        self.facts_button = button(
            tr("Fill in facts"), "pencil", "primary", shortcut="Ctrl+E", press=self.facts_wanted.emit, parent=self
        )
        self.roles_button = button(tr("Who does what"), "users", press=self.roles_wanted.emit, parent=self)
        self.forms_button = button(
            tr("Forms"), "clipboard-list", shortcut="Ctrl+Shift+F", press=self.forms_wanted.emit, parent=self
        )
        self.community_button = button(
            tr("Community"), "handshake", shortcut="Ctrl+Shift+P", press=self.community_wanted.emit, parent=self
        )
        self.print_button = button(tr("Print"), "printer", press=self.print_wanted.emit, parent=self)
        self.print_button.setToolTip(
            tr("All quick cards, the grab folder, one binder for all plans, or the papers of one plan.")
        )
        self.copies_button = button(
            tr("Paper copies"), "copy", shortcut="Ctrl+Shift+C", press=self.copies_wanted.emit, parent=self
        )
        self.reviews_button = button(
            tr("Reviews and lessons"), "history", shortcut="Ctrl+Shift+L", press=self.reviews_wanted.emit, parent=self
        )
        self.own_button = button(tr("Make a plan of your own"), "file-plus", press=self.own_wanted.emit, parent=self)
        self.facts_button.setVisible(self._may_edit)
        self.own_button.setVisible(self._may_edit)
        self.print_button.setVisible(self._may_print)
        self.copies_button.setVisible(self._may_print)
        self.shared.body.addLayout(
            button_row(
                self.facts_button,
                self.roles_button,
                self.forms_button,
                self.community_button,
                self.print_button,
                self.copies_button,
                self.reviews_button,
                self.own_button,
            )
        )
        self.on_paper = Text("", "strong", self.shared)
        self.on_paper.hide()
        self.shared.add(self.on_paper)
        self.spoiled = Card(tr("A plan was left out"), "triangle-alert", parent=self)
        self.spoiled.add(
            Text(
                tr("What your agency entered is safe. Mend the file, or install the program again."),
                "body",
                self.spoiled,
            )
        )
        self.spoiled_words = Text("", "strong", self.spoiled)
        self.spoiled.add(self.spoiled_words)
        self.spoiled.hide()
        self.flow = Reflow(parent=self, most=2, column_chars=56)
        self.open_buttons: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.in_use = InUseCard(self._may_use, self)
        column.addWidget(self.in_use)
        column.addWidget(self.spoiled)
        column.addWidget(self.shared)
        column.addWidget(self.flow)
        column.addStretch(1)

    def _show_core(self, core: Core) -> None:
        entries = [one for topic in core.topics for one in topic.entries if one.field.need != "may"]
        filled = sum(bool(one.shown) for one in entries)
        minutes = sum(topic.minutes_left for topic in core.topics)
        seats = [one.seats.at(place) for one in core.roles for place in Place]
        taken = sum(seat.holder is not None for seat in seats)
        facts = tr("{filled} of {all} facts are filled in.", filled=filled, all=len(entries))
        left = tr("The rest takes {time}.", time=time_words(minutes)) if minutes else ""
        roles = tr("{taken} of {all} seats in the roles are taken.", taken=taken, all=len(seats))
        self.progress.setText(" ".join(part for part in (facts, left, roles) if part))

    def _card(self, line: "PlanLine") -> QWidget:
        card = Card(tr("{code}  {title}", code=line.code, title=line.title), "file-text", parent=self.flow)
        card.add(Text(line.about, "muted", card))
        states = QHBoxLayout()
        states.setSpacing(8)
        for words, kind in state_chips(line):
            states.addWidget(Chip(words, kind, card))
        states.addStretch(1)
        card.body.addLayout(states)
        card.add(Text(missing_words(line), "body", card))
        on_paper = self._paper_states[line.id] = Text("", "body", card)
        on_paper.hide()
        card.add(on_paper)
        if line.standing.review_on:
            card.add(Text(tr("Read again by {day}.", day=day_text(line.standing.review_on)), "small", card))
        open_it = button(
            tr("Open"),
            "arrow-right",
            "primary",
            spoken=tr("Open {plan}", plan=line.title),
            press=lambda: self.open_wanted.emit(line.id),
            parent=card,
        )
        quick = button(
            tr("Quick card"),
            "printer",
            spoken=tr("Print the quick card of {plan}", plan=line.title),
            press=lambda: self.card_wanted.emit(line.id),
            parent=card,
        )
        quick.setVisible(self._may_print)
        card.body.addLayout(button_row(open_it, quick))
        self.open_buttons[line.id] = open_it
        return card


def state_chips(line: "PlanLine") -> list[tuple[str, str]]:
    """Where the plan stands, in a word or two each, with the chip's kind."""
    standing = line.standing
    if not standing.approved:
        chips = [(tr("Draft {number}", number=standing.number), "info")]
    else:
        chips = [(tr("Approved {number}", number=standing.number), "ok")]
        if standing.changed:
            chips.append((tr("Print again: {sections}", sections=", ".join(standing.changed)), "warn"))
    if line.review_due:
        chips.append((tr("Read again now"), "late"))
    return chips


def missing_words(line: "PlanLine") -> str:
    """What is missing and how long it takes, in a sentence."""
    if not line.missing:
        return tr("Nothing is missing.")
    count = tr_count("{count} thing is missing", "{count} things are missing", line.missing)
    if line.blocks:
        return tr(
            "{count}, {time}. {blocks} of them before approval.",
            count=count,
            time=time_words(line.minutes),
            blocks=line.blocks,
        )
    return tr("{count}, {time}.", count=count, time=time_words(line.minutes))


def copies_words(stale: int, back: int) -> str:
    """How many copies on paper are out of date or to be taken back, in a sentence each; empty for none."""
    parts = [
        tr_count("{count} paper copy is not up to date.", "{count} paper copies are not up to date.", stale)
        if stale
        else "",
        tr_count("{count} has to be taken back.", "{count} have to be taken back.", back) if back else "",
    ]
    return " ".join(part for part in parts if part)


def time_words(minutes: int) -> str:
    """About how long: 25 minutes, or 2 h 10 min."""
    if minutes < 60:
        return tr_count("about {count} minute", "about {count} minutes", minutes)
    return tr("about {hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)
