"""The page for whoever hands over: choose who takes over, read what they need, print two pages."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.fields import RadioField, TextField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.kit.text import Text
from wellness_desktop.today.handover.prints import keeping_lines, left_out_words, sealed_words
from wellness_desktop.today.handover.values import DueLine, Handover, Newcomer

if TYPE_CHECKING:
    from wellness_desktop.today.handover.service import Handovers


class HandoverPage(Page):
    """`back` goes to the settings. `offer(page, title, pdf)` shows a print."""

    back = Signal()

    def __init__(
        self,
        handovers: "Handovers",
        tasks: Tasks,
        offer: Callable[[QWidget, str, bytes], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            tr("Somebody takes over"),
            tr("What there is, what is due, what is sealed and how it opens. Two pages, and nothing about support."),
            parent,
        )
        self._handovers, self._tasks, self._offer = handovers, tasks, offer
        self._wanted = handovers.offers()[0]
        self._build_page()
        self.refresh()

    def refresh(self) -> None:
        """Gathers the pages anew, in the background."""
        wanted = self._wanted
        self._tasks.start(lambda _task: self._handovers.look(wanted), done=self._show, failed=self._refused)

    def focus_first(self) -> None:
        """Begins at who takes over."""
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_it(self) -> None:
        """Sets the pages and shows them."""
        wanted, large = self._wanted, bool(self.large.value())
        self.print_button.setEnabled(False)
        self._tasks.start(
            lambda _task: self._handovers.print(wanted, large=large),
            done=self._set,
            failed=self._refused,
            words=tr("Preparing the print"),
        )

    # ------------------------------------------------------------------------------------------------ building

    def _build_page(self) -> None:
        self.print_button = button(
            tr("Print"), "printer", "primary", shortcut="Ctrl+P", press=self.print_it, parent=self
        )
        self.add_action(self.print_button)
        self.add_action(button(tr("All settings"), "arrow-left", press=self.back.emit, parent=self))
        self.body.addWidget(self._who_card())
        self.cards = Reflow((), self, most=2, column_chars=56)
        self._first, self._access = self._plain_card(tr("First three things"), "list-checks"), self._access_card()
        self._keeping = self._keeping_card()
        self._due = self._facts_card(tr("What is due"), "calendar-clock")
        self._sealed = self._plain_card(tr("What is sealed"), "lock")
        self._never = self._plain_card(tr("What they will not see, and why"), "shield")
        self.body.addWidget(self.cards)
        self.body.addStretch(1)

    def _who_card(self) -> Card:
        card = Card(tr("Who takes over"), "users", parent=self)
        self.who = RadioField([(one, one.label) for one in self._handovers.offers()], card)
        self.who.setAccessibleName(tr("Who takes over"))
        self.who.set_value(self._wanted)
        self.who.edited.connect(self._choose)
        self.large = TickField(tr("Large print"), card)
        card.add(self.who)
        card.add(self.large)
        return card

    def _plain_card(self, title: str, icon: str) -> "_Lines":
        card = Card(title, icon, parent=self)
        lines = _Lines(card)
        card.add(lines)
        self.cards.add(card)
        return lines

    def _facts_card(self, title: str, icon: str) -> Facts:
        card = Card(title, icon, parent=self)
        facts = Facts((), card, most=2)
        card.add(facts)
        self._left_out = Text("", "muted", card)
        card.add(self._left_out)
        self.cards.add(card)
        return facts

    def _access_card(self) -> Facts:
        card = Card(tr("Who may sign in"), "key-round", parent=self)
        facts = Facts((), card, most=2)
        card.add(facts)
        self._accounts = _Lines(card)
        card.add(self._accounts)
        self.cards.add(card)
        return facts

    def _keeping_card(self) -> Facts:
        card = Card(tr("When the PC is lost"), "hard-drive", parent=self)
        facts = Facts((), card, most=2)
        card.add(facts)
        self.form = Form(card)
        self.form.add(
            tr("Where the &recovery sheet lies"),
            TextField(),
            tr("Printed on the chief's pages only. For example: safe in the town hall."),
            name="place",
        )
        self.form.changed.connect(self._save_place)
        self.form.setVisible(self._handovers.knows_recovery)
        card.add(self.form)
        self.cards.add(card)
        return facts

    # ------------------------------------------------------------------------------------------------- acting

    def _choose(self) -> None:
        chosen = self.who.value()
        if chosen is not None and chosen is not self._wanted:
            self._wanted = Newcomer(chosen)
            self.refresh()

    def _save_place(self) -> None:
        with self.attempt():
            undo = self._handovers.say_recovery_place(self.form.values()["place"])

            def back() -> None:
                undo()
                self.refresh()

            self.banner.say(tr("The place is noted."), back)

    def _show(self, found: Handover) -> None:
        if found.newcomer is not self._wanted:
            return
        self._first.show_lines([f"{number}. {words}" for number, words in enumerate(found.first, 1)])
        self._access.show_facts((one.name, one.roles) for one in found.access)
        self._accounts.show_lines(found.add_and_remove)
        shown = [line for line in keeping_lines(found) if found.recovery_place is None or line[1]]
        self._keeping.show_facts(shown[:2])
        self.form.setVisible(found.recovery_place is not None)
        if found.recovery_place is not None and not self.form.waiting:
            self.form.set_values({"place": found.recovery_place})
        self._due.show_facts((line.what, due_words(line)) for line in found.due)
        self._left_out.setText(left_out_words(found) if found.left_out else "")
        self._left_out.setVisible(bool(found.left_out))
        self._sealed.show_lines(
            [sealed_words()]
            + [
                tr("{what}. Opened by: {opens}. {gets}", what=a.what, opens=_small(a.opens), gets=a.gets)
                for a in found.sealed
            ]
        )
        self._never.show_lines(found.never)

    def _set(self, pdf: bytes) -> None:
        self.print_button.setEnabled(True)
        self._offer(self, tr("Handover: {who}", who=self._wanted.label), pdf)

    def _refused(self, error: Exception) -> None:
        self.print_button.setEnabled(True)
        if not isinstance(error, Problem):
            raise error
        self.banner.problem(error)


class _Lines(QWidget):
    """Sentences below each other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Shows these."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line in lines:
            self._column.addWidget(Text(line, "body", self, selectable=True))


def due_words(line: DueLine) -> str:
    """The counts in words; calm where there are none."""
    parts = [
        words
        for count, words in (
            (line.overdue, tr("{count} overdue", count=line.overdue)),
            (line.soon, tr("{count} in 30 days", count=line.soon)),
            (line.later, tr("{count} in 90 days", count=line.later)),
        )
        if count
    ]
    return ", ".join(parts) or tr("Nothing in 90 days")


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
