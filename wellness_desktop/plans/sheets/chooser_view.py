"""Choose what to print: each paper with what it is for, its pages, and what will stand on it as a blank line."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Cancelled, Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.beside import Beside
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.fields import ChoiceField, TickField
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.tasks import Task, Tasks
from wellness_desktop.kit.text import Text, caption
from wellness_desktop.plans.plan_view import empty_out
from wellness_desktop.plans.sheets.desk import PlanGap, Sheets
from wellness_desktop.plans.sheets.kinds import ALL, PrintChoice, RolePick, SheetKind
from wellness_desktop.plans.sheets.printing import PaperPrinting

if TYPE_CHECKING:
    from wellness_desktop.plans.service import Plans

PAGES = 2
"""The column that fills while papers are counted."""
MOST_GAPS = 5
"""More are counted, not listed: the plan's own page has them all."""


class _Look(NamedTuple):
    """What was counted: which paper of which plan, in which print."""

    kind: SheetKind
    plan: str
    large: bool


class _Seen(NamedTuple):
    """How many pages a paper has, and what will be blank on it."""

    look: _Look
    pages: int
    gaps: tuple[PlanGap, ...]


class ChooserView(QWidget):
    """A list of papers at the left, the chosen one at the right. Pages and blanks are counted in the background."""

    fill_wanted = Signal(str, object)
    """The plan, and what is missing in it."""

    def __init__(self, plans: "Plans", tasks: Tasks, printing: PaperPrinting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans, self._tasks, self._printing = plans, tasks, printing
        self._may_edit = plans.actor.may(Can.EDIT_PLANS)
        self._seen: dict[_Look, _Seen] = {}
        self._counting: list[Task] = []
        self._picks: tuple[RolePick, ...] = ()
        self._picks_of = ""
        self._build()

    def show_choices(self, plan: str, *, large: bool = False) -> None:
        """Opens at a plan, or at what is printed of all plans together."""
        self._seen.clear()
        titles = self._plans.titles()
        named = [(one, tr("{code}  {title}", code=one.upper(), title=title)) for one, title in titles.items()]
        self.plan.offer([(ALL, tr("All plans together")), *named])
        self.plan.set_value(plan if plan in titles else ALL)
        self.large.set_value(large)
        self._offer()
        self.papers.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Ends the counting; another page was opened."""
        for task in self._counting:
            task.stop()
        self._counting.clear()

    # How it is built

    def _build(self) -> None:
        self.plan = ChoiceField(parent=self)
        self.plan.setAccessibleName(tr("Plan"))
        self.large = TickField(tr("Large print"), self)
        self.papers = Table[PrintChoice](
            [
                Column(tr("Paper"), lambda one: one.title, width=20),
                Column(tr("What it is for"), lambda one: one.use, width=0),
                Column(tr("Pages"), self._pages, width=8),
            ],
            tr("What can be printed"),
            self,
            enter=tr("print"),
            lines=8,
        )
        side = QWidget(self)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._detail(side))
        right.addStretch(1)
        self._beside = Beside(self.papers, side, self, back=tr("Back to the papers"), share=40)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(button_row(caption(tr("Plan"), self.plan, self), self.plan, self.large))
        column.addWidget(self._beside, 1)
        self.plan.edited.connect(self._offer)
        self.large.edited.connect(self._offer)
        self.papers.chosen.connect(self._show)
        self.papers.opened.connect(self._open)

    def _detail(self, parent: QWidget) -> QWidget:
        self.card = Card(tr("Paper"), "printer", parent=parent)
        self._use, self._give = Text("", "body", self.card), Text("", "muted", self.card)
        self.card.add(self._use)
        self.card.add(self._give)
        self.roles = ChoiceField(parent=self.card)
        self.roles.setAccessibleName(tr("Whose cards"))
        self._roles_caption = caption(tr("Whose cards"), self.roles, self.card)
        self.card.add(self._roles_caption)
        self.card.add(self.roles)
        self.print_button = button(
            tr("Print"), "printer", "primary", shortcut="Ctrl+P", press=self.print_chosen, parent=self.card
        )
        self.card.body.addLayout(button_row(self.print_button))
        self.blanks = Text("", "strong", self.card)
        self.card.add(self.blanks)
        self._gaps = QVBoxLayout()
        self._gaps.setSpacing(4)
        self.card.body.addLayout(self._gaps)
        return self.card

    # What it shows

    def _offer(self) -> None:
        """Shows what can be printed of the chosen plan, and begins to count with the paper that is chosen."""
        self.papers.set_rows(self._plans.sheets.choices(self.plan.value()), same=lambda one, other: one == other)
        if self.papers.current() is None:
            self.papers.choose(lambda _one: True)
        self._show(self.papers.current())

    def _show(self, choice: PrintChoice | None) -> None:
        if choice is None:
            return
        self.card.set_title(choice.title)
        self._use.setText(choice.use)
        self._give.setText(choice.give_to)
        self._offer_roles(choice.kind)
        self._show_blanks()
        if self._look(choice.kind) not in self._seen:
            self._count()

    def _offer_roles(self, kind: SheetKind) -> None:
        """Whose cards; read once for a plan."""
        wanted = kind is SheetKind.ROLE_CARDS
        if wanted and self._picks_of != self.plan.value():
            self._picks_of = self.plan.value()
            self._picks = self._plans.sheets.picks(self._picks_of)
            self.roles.offer([(place, pick.words) for place, pick in enumerate(self._picks)])
            self.roles.set_value(0)
        self.roles.setVisible(wanted)
        self._roles_caption.setVisible(wanted)

    def _look(self, kind: SheetKind) -> _Look:
        return _Look(kind, self.plan.value(), bool(self.large.value()))

    def _pages(self, choice: PrintChoice) -> str:
        seen = self._seen.get(self._look(choice.kind))
        return str(seen.pages) if seen else "…"

    def _show_blanks(self) -> None:
        """Says loudly what will be a line to write on, and leads to where it is filled in."""
        empty_out(self._gaps)
        choice = self.papers.current()
        seen = self._seen.get(self._look(choice.kind)) if choice else None
        if seen is None:
            self.blanks.setText(tr("Looking for blanks …"))
            return
        count = len(seen.gaps)
        self.blanks.setText(
            tr_count("{count} thing is not filled in. It prints as a line to write on:",
                     "{count} things are not filled in. They print as lines to write on:", count)
            if count else tr("Nothing is missing on this paper.")
        )  # fmt: skip
        for gap in seen.gaps[:MOST_GAPS]:
            line = button(
                gap.missing.label,
                "circle-alert",
                "row",
                press=partial(self.fill_wanted.emit, gap.plan, gap.missing),
                parent=self.card,
            )
            line.setEnabled(self._may_edit)
            self._gaps.addWidget(line)
        more = count - MOST_GAPS
        if more > 0:
            words = tr_count("And {count} more.", "And {count} more.", more)
            self._gaps.addWidget(Text(words, "muted", self.card))

    # Counting

    def _count(self) -> None:
        """Counts what is not counted yet, the chosen paper first; each is a job of its own, so that printing waits
        for one at most."""
        self.leave()
        current = self.papers.current()
        choices = self._plans.sheets.choices(self.plan.value())
        for choice in sorted(choices, key=lambda one: current is None or one.kind is not current.kind):
            look = self._look(choice.kind)
            if look not in self._seen:
                self._counting.append(
                    self._tasks.start(
                        partial(_see, self._plans.sheets, look), done=self._counted, failed=self._not_counted
                    )
                )

    def _counted(self, seen: _Seen) -> None:
        self._seen[seen.look] = seen
        rows = self.papers.rows
        rows.dataChanged.emit(rows.index(0, PAGES), rows.index(rows.rowCount() - 1, PAGES))
        current = self.papers.current()
        if current is not None and self._look(current.kind) == seen.look:
            self._show_blanks()

    def _not_counted(self, error: Exception) -> None:
        """A paper that is too long says so when it is printed; a stopped count says nothing."""
        if not isinstance(error, Cancelled | Problem):
            raise error

    # Printing

    def print_chosen(self) -> None:
        """Prepares the chosen paper and shows it."""
        choice = self.papers.current()
        if choice is None:
            return
        self.leave()
        only = self._picks[self.roles.value()].roles if choice.kind is SheetKind.ROLE_CARDS else ()
        self._printing.start(choice.kind, self.plan.value(), large=bool(self.large.value()), only=only)
        self._count()

    def _open(self, _choice: PrintChoice) -> None:
        """Enter prints where the whole paper is in view, and else shows it first."""
        if self._beside.both:
            self.print_chosen()
        else:
            self._beside.show_detail()


def _see(sheets: Sheets, look: _Look, _task: Task) -> _Seen:
    """Runs on the worker, and so holds on to no widget: the last to let one go would destroy it there."""
    return _Seen(look, sheets.pages(look.kind, look.plan, large=look.large), sheets.gaps(look.kind, look.plan))
