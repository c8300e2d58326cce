"""Who wants a call, and whom nobody has asked yet: what only the support team sees, with one key for each answer."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.asking.requests import Asked
from wellness_desktop.debriefs.protocol_files import load_protocols
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.table import Column, Table
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.when import span_words
from wellness_desktop.roster.people import Done
from wellness_desktop.roster.when import moment_text

if TYPE_CHECKING:
    from wellness_desktop.debriefs.asking.desk import QuietQuestion
    from wellness_desktop.debriefs.service import Debriefs


class AskingPage(Page):
    """`report_wanted` carries a Report that somebody else passed on, to start the plan from."""

    report_wanted = Signal(object)
    back_wanted = Signal()

    def __init__(self, debriefs: "Debriefs", back: str, parent: QWidget | None = None) -> None:
        """`back` names the page that it leads back to."""
        super().__init__(
            tr("Who to call"),
            tr("Sealed to the support team. Open it where nobody reads along; each line goes when it is settled."),
            parent,
        )
        self._debriefs = debriefs
        self._build_page(back)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Takes in what was left at the front door, and shows what waits."""
        with self.attempt():
            spoiled = self._debriefs.gather()
            if spoiled:
                self.banner.warn(
                    tr_count(
                        "A note left at the front door cannot be opened.",
                        "{count} notes left at the front door cannot be opened.",
                        spoiled,
                    ),
                    tr("Ask around quietly who asked for a call, and offer it again."),
                )
        with self.attempt():
            self.table.set_rows(self._debriefs.requests())
            _choose_one(self.table)
            self._show(self.table.current())
            if self._debriefs.opens_sealed:
                self.questions.set_rows(self._debriefs.quiet_questions())
                _choose_one(self.questions)

    def focus_first(self) -> None:
        """Into the requests."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------------------------ building

    def _build_page(self, back: str) -> None:
        self.add_action(button(back, "arrow-left", press=self.back_wanted.emit, parent=self))
        card = Card(tr("Wants a call"), "phone-call", parent=self)
        self.table: Table[Asked] = Table(
            [
                Column(tr("Waiting"), self._waiting, sort=lambda one: one.asked_at, width=14),
                Column(tr("Who and where"), _who, width=0),
                Column(tr("When"), _when, width=26, optional=True),
                Column(tr("Taken up by"), lambda one: one.taken_by or tr("Nobody yet"), width=20),
            ],
            tr("Requests"),
            card,
            enter=tr("take it up, or start the plan"),
            empty=lambda: EmptyState(
                "phone-call", tr("Nobody waits for a call."), detail=tr("Requests from the front door stand here.")
            ),
            lines=5,
        )
        self.table.act("T", tr("I call"), self._take_up)
        self.table.act("R", tr("reached, remove it"), self._settle)
        card.add(self.table)
        self._facts = Facts((), card, most=2)
        self._law = Text("", "muted", card)
        card.add(self._facts)
        card.add(self._law)
        self.body.addWidget(card)
        if self._debriefs.opens_sealed:
            self.body.addWidget(self._questions_card())
        self.body.addStretch(1)

    def _questions_card(self) -> Card:
        card = Card(tr("Has anyone asked how they are?"), "heart-handshake", parent=self)
        card.add(
            Text(
                tr(
                    "They met several hard events in two weeks. That says nothing about how they are; it is a reason "
                    "to ask. Nobody but the support team sees this, and no answer is kept."
                ),
                "muted",
                card,
            )
        )
        self.questions: Table[QuietQuestion] = Table(
            [
                Column(tr("Name"), lambda one: one.name, width=26),
                Column(tr("Met"), lambda one: ", ".join(one.events), width=0),
            ],
            tr("Quiet questions"),
            card,
            enter=tr("note that a one-on-one contact is offered"),
            empty=lambda: EmptyState("heart-handshake", tr("Nobody needs to be asked about just now.")),
            lines=4,
        )
        self.questions.act("O", tr("one-on-one is offered"), self._offer)
        self.questions.act("A", tr("somebody has asked"), self._rest)
        card.add(self.questions)
        return card

    def _connect(self) -> None:
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self._opened)
        if self._debriefs.opens_sealed:
            self.questions.opened.connect(self._offer)

    # ------------------------------------------------------------------------------------------------- showing

    def _waiting(self, one: Asked) -> str:
        waited = self._debriefs.now - one.asked_at
        return tr("Just now") if waited < timedelta(minutes=1) else span_words(waited)

    def _show(self, one: Asked | None) -> None:
        self._facts.setVisible(one is not None)
        self._facts.show_facts(self._facts_of(one) if one is not None else [])
        law = self._law_words(one) if one is not None else ""
        self._law.setText(law)
        self._law.setVisible(bool(law))

    def _facts_of(self, one: Asked) -> list[tuple[str, str]]:
        zone = self._debriefs.zone
        asked = (tr("Asked"), moment_text(one.asked_at, zone))
        if one.wish is not None:
            wish = one.wish
            return [
                (tr("Reach them at"), wish.reach),
                (tr("Call them"), wish.name),
                (tr("When"), wish.when),
                (tr("First"), tr("Text before you call") if wish.text_first else ""),
                (tr("Who should call"), wish.who),
                asked,
            ]
        if one.report is None:
            return [asked]
        trigger = load_protocols().triggers.get(one.report.trigger)
        people = len(one.report.exposed)
        return [
            (tr("What happened"), trigger.name if trigger else ""),
            (tr("Ended"), moment_text(one.report.ended_at, zone)),
            (tr("People named"), tr_count("{count} person", "{count} people", people) if people else tr("Nobody yet")),
            (tr("Passed on by"), one.reporter),
            asked,
        ]

    def _law_words(self, one: Asked) -> str:
        """What a state's law says about a request, counted from the asking; to be confirmed locally."""
        sentences = [
            tr(
                "{source}: useful until {moment}. Confirm locally that this still applies.",
                source=law.window.source.title,
                moment=moment_text(law.closes, self._debriefs.zone),
            )
            for law in self._debriefs.request_clock(one)
            if law.closes is not None
        ]
        return " ".join(sentences)

    # -------------------------------------------------------------------------------------------------- doing

    def _opened(self, one: Asked) -> None:
        if one.report is None:
            self._take_up(one)
        else:
            self.report_wanted.emit(one)

    def _take_up(self, one: Asked) -> None:
        if one.is_free:
            self._do(lambda: self._debriefs.take_up(one), tr("Noted: you call. The team sees that."))
        else:
            self.banner.note(tr("{name} has taken this up already.", name=one.taken_by))

    def _settle(self, one: Asked) -> None:
        self._do(lambda: self._debriefs.settle_request(one), tr("Removed, with everything that was typed."))

    def _offer(self, one: "QuietQuestion") -> None:
        self._do(lambda: self._debriefs.offer_after_question(one), tr("Noted: a one-on-one contact is offered."))

    def _rest(self, one: "QuietQuestion") -> None:
        self._do(lambda: self._debriefs.rest_question(one), tr("Good. What came of it is kept nowhere."))

    def _do(self, action: "Callable[[], Done[object]]", words: str) -> None:
        with self.attempt():
            done = action()
            self.refresh()

            def undo() -> None:
                done.undo()
                self.refresh()

            self.banner.say(words, undo)


def _choose_one(table: Table[Any]) -> None:
    """The first line, where none is chosen, so that one key acts at once."""
    if table.current() is None:
        table.choose(lambda _one: True)


def _who(one: Asked) -> str:
    if one.wish is not None:
        return tr("{name}: {reach}", name=one.wish.name, reach=one.wish.reach) if one.wish.name else one.wish.reach
    if one.reporter:
        return tr("Something happened, says {name}", name=one.reporter)
    return tr("Something happened, left without a name")


def _when(one: Asked) -> str:
    return one.wish.when if one.wish is not None else tr("As soon as you can")
