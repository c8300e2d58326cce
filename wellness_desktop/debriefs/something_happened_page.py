"""Something happened: the help card first (DB-15), then what, when and who, on one screen and in under a minute.

It opens without signing in as well. What is typed then stays in memory only, since nothing can be written into the
encrypted store before somebody signs in; `sign_in_wanted` hands it on.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.clock import Clock
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs import wording
from wellness_desktop.debriefs.circles import circle_of
from wellness_desktop.debriefs.exposed_view import ExposedView, Known
from wellness_desktop.debriefs.incident_values import Report, checked_report
from wellness_desktop.debriefs.protocol_files import load_protocols
from wellness_desktop.debriefs.protocols import Offer
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.drafts import say_kept, say_thrown_away
from wellness_desktop.kit.fields import ChoiceField, TickField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.moment import MomentField
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text
from wellness_desktop.library.lines import Line

if TYPE_CHECKING:
    from wellness_desktop.debriefs.service import Debriefs

LINES_ON_CARD = 3
ROUNDED = timedelta(minutes=5)


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
    ) -> None:
        """Without `debriefs` nobody is signed in; where no station exists yet, the way on is to set one up."""
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
        self._id: UUID = uuid4()
        self._touched = False
        self._build_happened()
        self._connect()

    @property
    def has_typed(self) -> bool:
        """Whether something was typed that would be lost."""
        return self._touched or bool(self.exposed.people())

    def report(self) -> Report:
        """What is typed now."""
        return Report(
            trigger=self.what.value() or "",
            ended_at=self.ended.value() or self._now(),
            exposed=self.exposed.people(),
            still_open=self.going_on.value(),
            id=self._id,
        )

    def set_report(self, report: Report) -> None:
        """Shows what was typed before signing in. Saving it twice makes one incident."""
        self._id = report.id
        self.what.set_value(report.trigger or None)
        self.ended.set_value(report.ended_at)
        self.going_on.set_value(report.still_open)
        self.exposed.set_people(report.exposed)
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
        self.ended.set_value(self._now())
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
        pairs = [(line.name, line.ways[0]) for line in self._lines[:LINES_ON_CARD] if line.ways]
        numbers = [_Line(name, way, card) for name, way in pairs]
        card.add(Reflow(numbers, card, most=3, column_chars=30))
        return card

    def _facts_card(self) -> Card:
        card = Card(tr("What and when"), "siren", parent=self)
        form = Form(card, columns=2)
        choices = [(trigger.id, trigger.name) for trigger in load_protocols().triggers.values()]
        self.what = ChoiceField(choices, empty=tr("Choose, or type the first letters"))
        self.what.setMinimumContentsLength(24)
        self.what.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        form.add(tr("&What happened?"), self.what, name="what", required=tr("Choose what happened."))
        self._offer = Text("", "small", card)
        self.ended = MomentField(self._clock, self._zone)
        form.add(
            tr("When was the last person &released from the scene?"),
            self.ended,
            name="ended",
            required=tr("Type the date and time."),
        )
        self.going_on = TickField(tr("It is still going on; this time is a guess"))
        form.add("", self.going_on, name="going_on")
        card.add(form)
        card.add(self._offer)
        self.form = form
        self.ended.set_value(self._now())
        return card

    def _people_card(self) -> Card:
        card = Card(tr("Who met it?"), "users", parent=self)
        self.exposed = ExposedView(self._known(), card)
        card.add(self.exposed)
        return card

    def _foot(self) -> Text:
        if not self._station_exists:
            words = tr(
                "Nothing is saved before this station is set up, which takes ten short questions. Your entries are "
                "still here after that, and Get help now works without any of it. Ctrl+Enter goes on."
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

    # ------------------------------------------------------------------------------------------------- doing

    def _start(self) -> None:
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

    def _now(self) -> datetime:
        """The present moment, at the last five minutes."""
        now = self._clock.now()
        return now - timedelta(minutes=now.minute % 5, seconds=now.second, microseconds=now.microsecond)

    def _known(self) -> list[Known] | None:
        if self._debriefs is None:
            return None
        people = self._debriefs.roster_people().values()
        return [Known(person.id, person.name, person.call_name, circle_of(person)) for person in people]


class _Line(QWidget):
    """A line to call: who, and how."""

    def __init__(self, name: str, way: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(way, "heading", self, selectable=True))
        column.addWidget(Text(name, "small", self))
