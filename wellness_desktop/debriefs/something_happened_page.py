"""Something happened: the help card first (DB-15), then what, when and who, on one screen and in under a minute.

It opens without signing in as well. What is typed then stays in memory only, since nothing can be written into the
encrypted store before somebody signs in; `sign_in_wanted` hands it on.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs import wording
from wellness_desktop.debriefs.ended_view import EndedField
from wellness_desktop.debriefs.exposed_view import ExposedView
from wellness_desktop.debriefs.exposed_words import Known, known_of
from wellness_desktop.debriefs.incident_values import Report, checked_report
from wellness_desktop.debriefs.number_cards_view import NumberCards
from wellness_desktop.debriefs.people_groups import PeopleGroup, open_groups
from wellness_desktop.debriefs.protocol_files import load_protocols
from wellness_desktop.debriefs.protocols import Offer
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.drafts import say_kept, say_thrown_away
from wellness_desktop.kit.fields import ChoiceField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.text import Text
from wellness_desktop.library.lines import Line

if TYPE_CHECKING:
    from wellness_desktop.debriefs.service import Debriefs


class SomethingHappenedPage(Page):
    """`reported` carries what the service gave back (`Done[Incident]`); `sign_in_wanted` carries the `Report`."""

    help_wanted = Signal()
    sign_in_wanted = Signal(object)
    reported = Signal(object)

    def __init__(
        self,
        lines: Sequence[Line],
        clock: Clock,
        zone: ZoneInfo,
        debriefs: "Debriefs | None" = None,
        parent: QWidget | None = None,
        *,
        station_exists: bool = True,
        pass_on: Callable[[Report], Callable[[], object]] | None = None,
        may_start: bool = True,
    ) -> None:
        """Without `debriefs` nobody is signed in; where no station exists yet, the way on is to set one up.

        `pass_on` seals the report for the support team and gives the way to take it back: a dispatcher's or peer's
        request (section 3). `may_start` is False for somebody signed in whose roles start no plan.
        """
        super().__init__(
            tr("Something happened"),
            tr("Care first, then a plan. It takes less than a minute, and anything can be changed later."),
            parent,
        )
        self._lines = lines
        self._clock = clock
        self._zone = zone
        self._debriefs = debriefs
        self._station_exists = station_exists
        self._pass_on, self._may_start = pass_on, may_start
        self._id: UUID = uuid4()
        self._touched = False
        self._build_happened()
        self._connect()

    @property
    def has_typed(self) -> bool:
        """Whether something was typed that would be lost."""
        return self._touched or bool(self.exposed.people()) or bool(self.exposed.groups())

    def report(self) -> Report:
        """What is typed now."""
        return Report(
            trigger=self.what.value() or "",
            ended_at=self.ended.value() or self._clock.now(),
            exposed=self.exposed.people(),
            still_open=self.going_on.value(),
            id=self._id,
            groups=self.exposed.groups(),
        )

    def set_report(self, report: Report) -> None:
        """Shows what was typed before signing in. Saving it twice makes one incident."""
        self._id = report.id
        self.what.set_value(report.trigger or None)
        self.ended.set_value(report.ended_at)
        self.going_on.set_value(report.still_open)
        self.exposed.refresh_groups()
        self.exposed.set_people(report.exposed, report.groups)
        self._touched = True
        self._explain()

    def draft(self) -> dict[str, Any] | None:
        """What is typed and not reported, for the draft of whoever is signed in (docs/architecture.md, app)."""
        if self._debriefs is None or not self.has_typed:
            return None
        people = self.exposed.typed() or {"line": "", "people": []}
        return {"id": str(self._id), "form": self.form.typed(), **people}

    def take_draft(self, values: dict[str, Any]) -> None:
        """Shows a draft again; reporting it twice makes one incident."""
        report = UUID(values["id"])
        self.exposed.set_typed(values)
        self._id = report
        self.form.set_typed(values["form"])
        self._touched = True
        self._explain()
        say_kept(self.banner, self._throw_away)

    def start_anew(self) -> None:
        """Empties the page, so that the next person at this PC finds nothing."""
        self._id = uuid4()
        self.what.set_value(None)
        self.ended.set_value(None)
        self.going_on.set_value(False)
        self.exposed.clear()
        self._touched = False
        self._explain()

    def setFocus(self, *args: Any) -> None:
        """Typing chooses what happened at once."""
        self.what.setFocus(*args)

    def focus_first(self) -> None:
        """Puts the cursor where typing begins, as soon as the page is opened."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from what to when; the field itself has no use for it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.what.hasFocus():
            self.ended.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------------------------------------ building

    def _build_happened(self) -> None:
        words, icon = tr("Start the plan"), "check"
        if self._debriefs is None:
            words, icon = tr("Sign in to start the plan"), "log-in"
            if not self._station_exists:
                words, icon = tr("Set up this station first"), "key-round"
        self.start = button(
            words,
            icon,
            "primary",
            tip=tr("From anywhere on this page: Ctrl+Enter"),
            press=self._start,
            parent=self,
        )
        self.pass_on_button = button(
            tr("Leave it for the support team"),
            "lock",
            "" if self._may_start else "primary",
            tip=tr("Sealed; they start the plan when one of them signs in."),
            press=self._leave_for_team,
            parent=self,
        )
        self.pass_on_button.setVisible(self._pass_on is not None)
        self.start.setVisible(self._may_start)
        self.add_action(self.pass_on_button)
        self.add_action(self.start)
        self.body.addWidget(self._help_card())
        self.body.addWidget(self._facts_card())
        self.body.addWidget(self._people_card())
        self.body.addWidget(self._foot())
        self.body.addStretch(1)
        self._explain()

    def _help_card(self) -> Card:
        card = Card(tr("First: is somebody in trouble right now?"), "life-buoy", tr("Get help now"), self)
        card.acted.connect(self.help_wanted)
        numbers = NumberCards(card)
        numbers.show_lines(self._lines)
        card.add(numbers)
        return card

    def _facts_card(self) -> Card:
        card = Card(tr("What and when"), "siren", parent=self)
        form = Form(card, columns=2)
        triggers = load_protocols().triggers
        recent = self._debriefs.recent_triggers() if self._debriefs is not None else []
        choices = [(one, triggers[one].name) for one in dict.fromkeys([*recent, *triggers])]
        empty = tr("Choose, or type the first letters")
        self.what = ChoiceField(choices, empty=empty, also=lambda one: triggers[one].also if one in triggers else "")
        self.what.setMinimumContentsLength(24)
        self.what.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        form.add(tr("&What happened?"), self.what, name="what", required=tr("Choose what happened."))
        self._offer = Text("", "small", card)
        self.ended = EndedField(self._clock, self._zone)
        form.add(
            tr("When was the last person &released from the scene?"),
            self.ended,
            tr("Now, 2330, 20 min ago, yesterday 2215; arrows move it by 15 minutes."),
            name="ended",
            required=tr("Type when it ended."),
        )
        self.going_on = TickField(tr("It is still going on; this time is a guess"))
        form.add("", self.going_on, name="going_on")
        card.add(form)
        card.add(self._offer)
        self.form = form
        return card

    def _people_card(self) -> Card:
        card = Card(tr("Who met it?"), "users", parent=self)
        self.exposed = ExposedView(self._known(), card, self._groups)
        card.add(self.exposed)
        return card

    def _foot(self) -> Text:
        if not self._station_exists:
            words = tr(
                "Nothing is saved before this station is set up, which takes ten short questions. Your entries are "
                "still here after that, and Get help now works without any of it. Ctrl+Enter goes on."
            )
        elif not self._may_start:
            words = tr(
                "Your report is sealed to the support team; they start the plan from it. Ctrl+Enter leaves it for them."
            )
        elif self._debriefs is None:
            words = tr(
                "Nothing is saved before you sign in, and nobody can see that this page was opened. "
                "After signing in, your entries are still here. Ctrl+Enter goes on."
            )
        else:
            words = tr(
                "Ctrl+Enter starts the plan. The incident gets a code name; no place, no case number and no story is "
                "kept. {voluntary}",
                voluntary=wording.in_short(),
            )
        return Text(words, "muted", self)

    def _connect(self) -> None:
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._start)
        self.what.currentIndexChanged.connect(lambda _place: self._explain())
        for field in (self.what, self.ended, self.going_on):
            field.edited.connect(self._touch)
        self.exposed.changed.connect(self._touch)
        self.ended.left.connect(self.exposed.refresh_groups)
        self.ended.entered.connect(lambda: self.exposed.setFocus(Qt.FocusReason.OtherFocusReason))

    # ------------------------------------------------------------------------------------------------- doing

    def _leave_for_team(self) -> None:
        """Somebody else starts the plan: the report waits, sealed, for the support team."""
        if self._pass_on is None or not self.form.confirm():
            return
        report = self.report()
        with self.attempt():
            take_back = self._pass_on(checked_report(report, self._clock.now()))
            self.start_anew()

            def undo() -> None:
                take_back()
                self.set_report(report)

            words = tr("Sealed for the support team. They start the plan when one of them signs in.")
            self.banner.say(words, undo, detail=tr("If people need somebody tonight, call one of the numbers above."))

    def _start(self) -> None:
        if not self._may_start:
            self._leave_for_team()
            return
        if not self.form.confirm():
            return
        report = self.report()
        with self.attempt():
            checked_report(report, self._clock.now())
            if self._debriefs is None:
                self.sign_in_wanted.emit(report)
                return
            done = self._debriefs.something_happened(report)
            self.start_anew()
            self.reported.emit(done)

    def _throw_away(self) -> None:
        values = self.draft()
        self.start_anew()
        if values is None:
            self.banner.clear()
        else:
            say_thrown_away(self.banner, lambda: self.take_draft(values))

    def _touch(self) -> None:
        self._touched = True

    def _explain(self) -> None:
        """One line on what the chosen kind of event means for the offer."""
        trigger = load_protocols().triggers.get(self.what.value() or "")
        if trigger is None:
            self._offer.setText("")
        elif trigger.offer is Offer.ASK:
            self._offer.setText(tr("Support is offered to whoever wants it. Ask each person."))
        else:
            self._offer.setText(tr("Support is offered to everybody. Nobody has to take it."))
        self._offer.setVisible(bool(self._offer.text()))

    def _known(self) -> list[Known] | None:
        if self._debriefs is None:
            return None
        return [known_of(person) for person in self._debriefs.roster_people().values()]

    def _groups(self) -> list[PeopleGroup]:
        """Whole groups as they were when it ended."""
        if self._debriefs is None:
            return open_groups()
        return self._debriefs.groups_at(self.ended.value() or self._clock.now())
