"""Today, the first page after sign-in: what needs a person now, who answers, what is open, and quick prints."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.tasks import Task, Tasks
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.when import day_words
from wellness_desktop.today.care_matters import OWN_WEEK, PLACE, THIS_WEEK
from wellness_desktop.today.matter_view import MatterList
from wellness_desktop.today.news_view import GivenCard, OnCallCard, SessionsCard, WindowsCard
from wellness_desktop.today.run_matters import PLACE as PLANS
from wellness_desktop.today.run_matters import USE
from wellness_desktop.today.service import News

if TYPE_CHECKING:
    from wellness_desktop.today.service import Today

Shown = TypeVar("Shown", bound=Card)

MOST = 6
"""Matters shown at first; more is one press away."""
LONGER_MS = 1_500
"""After Today stands, what takes long to ask is asked in the background."""
LOOK_AGAIN_MS = 120_000
"""An open page follows the clock: windows close, sessions begin."""


@dataclass(frozen=True, slots=True)
class HurryPrint:
    """Something that is printed in a hurry: made at once, or chosen on the page that `go` leads to.

    `make` runs off the window's thread and may raise Problem.
    """

    words: str
    """What the button says, such as "Phone list"."""
    icon: str
    make: Callable[[], bytes] | None = None
    go: tuple[str, str] = ("", "")
    """The key of a page, and the record to open there."""


class TodayPage(Page):
    """`go` comes with the key of the page to open; `record_wanted` follows it where a record of that page is meant.

    `record_wanted(key, record)`: an incident's id for "incidents", a person's id or "on-call" for "roster", a plan
    such as CP-01 for "plans". `prints` are offered under "Print in a hurry"; `offer(page, title, pdf)` shows one.
    """

    go = Signal(str)
    record_wanted = Signal(str, str)

    def __init__(
        self,
        today: "Today",
        tasks: Tasks,
        prints: Sequence[HurryPrint],
        offer: Callable[[QWidget, str, bytes], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Today"), " ", parent)
        self._today, self._tasks, self._offer = today, tasks, offer
        self._task: Task | None = None
        self._printing = ""
        self._news: News | None = None
        self._all_shown = False
        self._build_page(prints)
        self._longer = QTimer(self, interval=LONGER_MS, singleShot=True)
        self._longer.timeout.connect(self.look_longer)
        self.refresh()

    def look_longer(self) -> None:
        """Tells of what takes long to ask, once it was asked."""
        self._tasks.start(lambda _task: self._today.look_longer(), done=self._looked, failed=self._looked)

    def _looked(self, found: object) -> None:
        if found is True:
            self._show_news()

    def refresh(self) -> None:
        """Shows what the services say at this moment."""
        self._show_news()
        self._longer.start()

    def _show_news(self) -> None:
        news = self._news = self._today.look()
        day = day_words(news.moment.astimezone(self._today.zone).date())
        self.set_title(tr("Today"), tr("{day}. What needs a person now.", day=day))
        self._show_matters(news)
        self._on_call.show_news(news)
        self._windows.show_news(news)
        self._sessions.show_news(news)
        self._given.show_news(news)

    def focus_first(self) -> None:
        """On the first matter, else on the title: never on a button that prints, where Enter would start one."""
        ways = (row.way for row in self._list.rows if row.way is not None)
        (next(ways, None) or self._title).setFocus(Qt.FocusReason.OtherFocusReason)

    # What the page is made of

    def _build_page(self, prints: Sequence[HurryPrint]) -> None:
        self._first_stop: QWidget = self.banner
        if self._today.actor.may(Can.ASK_FOR_CALL):  # whoever may not start the plan passes it on
            kind = "primary" if self._today.actor.may(Can.REPORT_INCIDENT) else ""
            words, press = tr("Something happened"), lambda: self.go.emit("happened")
            self._first_stop = self.add_action(button(words, "siren", kind, press=press, parent=self))
        if self._today.actor.may(Can.USE_PLANS):
            words, press = tr("Put a plan to use"), lambda: self._lead(PLANS, USE)
            self._first_stop = self.add_action(button(words, "play", shortcut="Ctrl+U", press=press, parent=self))
        zone = self._today.zone
        left, right = _Stack(self), _Stack(self)
        left.add(self._matters_card(left))
        self._sessions = left.add(SessionsCard(zone, left))
        if prints:
            left.add(self._prints_card(prints, left))
        self._on_call = right.add(OnCallCard(zone, right))
        self._windows = right.add(WindowsCard(zone, right))
        self._given = right.add(GivenCard(zone, right))
        for card, key, record in (
            (self._on_call, "roster", "on-call"),
            (self._windows, "incidents", ""),
            (self._sessions, *self._week()),
        ):
            card.acted.connect(lambda key=key, record=record: self._lead(key, record))
        self._windows.incident_wanted.connect(lambda record: self._lead("incidents", record))
        self.body.addWidget(Reflow([left, right], self, most=2, column_chars=56))
        self.body.addStretch(1)
        self._again = QTimer(self, interval=LOOK_AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self._again.start()

    def _week(self) -> tuple[str, str]:
        """Where this week stands: among the incidents, or on a page of a helper's own."""
        return (PLACE, THIS_WEEK) if self._today.actor.may(Can.SEE_INCIDENTS) else (OWN_WEEK, "")

    def _matters_card(self, parent: QWidget) -> Card:
        card = Card(tr("Needs you now"), "list-checks", parent=parent)
        self._calm = Text(tr("Nothing needs you now."), "strong", card)
        self._calm_line = Text(
            tr("What your roles look after is in order. Whatever comes up stands here first."), "muted", card
        )
        card.add(self._calm)
        card.add(self._calm_line)
        self._list = MatterList(card)
        self._list.opened.connect(lambda matter: self._lead(matter.go, matter.record))
        card.add(self._list)
        self._more = button("", kind="link", press=self._show_all, parent=card)
        card.body.addLayout(button_row(self._more))
        return card

    def _prints_card(self, prints: Sequence[HurryPrint], parent: QWidget) -> Card:
        card = Card(tr("Print in a hurry"), "printer", parent=parent)
        self._print_buttons = []
        for each in prints:
            spoken = tr("Print: {what}", what=each.words)
            press = partial(self._print, each)
            one = button(each.words, each.icon, "row", spoken=spoken, press=press, parent=card)
            self._print_buttons.append(one)
            card.add(one)
        return card

    # What it does

    def _look_again(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show_matters(self, news: News) -> None:
        shown = news.matters if self._all_shown else news.matters[:MOST]
        self._list.show_matters(shown, self._first_stop, self._more)
        hidden = len(news.matters) - len(shown)
        self._more.setText(tr_count("Show one more", "Show {count} more", hidden))
        self._more.setAccessibleName(self._more.text())
        self._more.setVisible(hidden > 0)
        self._list.setVisible(not news.calm)
        for each in (self._calm, self._calm_line):
            each.setVisible(news.calm)

    def _show_all(self) -> None:
        self._all_shown = True
        self.refresh()
        for row in self._list.rows[MOST:]:
            if row.way is not None:
                row.way.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _lead(self, key: str, record: str = "") -> None:
        self.go.emit(key)
        if record:
            self.record_wanted.emit(key, record)

    # Print in a hurry

    def _print(self, wanted: HurryPrint) -> None:
        make = wanted.make
        if make is None:
            self._lead(*wanted.go)
            return
        if self._task is not None:
            return
        self._printing = wanted.words
        for each in self._print_buttons:
            each.setEnabled(False)
        self.banner.note(tr("Setting {what} …", what=wanted.words))
        self._task = self._tasks.start(
            lambda _task: make(), done=self._printed, failed=self._not_printed, words=wanted.words
        )

    def _printed(self, pdf: bytes) -> None:
        self._end()
        self.banner.clear()
        self._offer(self, self._printing, pdf)

    def _not_printed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, Problem):
            raise error
        self.banner.problem(error)

    def _end(self) -> None:
        self._task = None
        for each in self._print_buttons:
            each.setEnabled(True)


class _Stack(QWidget):
    """Cards below each other. Two of these stand side by side, so that a tall card pushes only its own column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)

    def add(self, card: Shown) -> Shown:
        """Adds a card at the end, and returns it."""
        self._column.addWidget(card)
        return card
