"""What is kept about support and for how long, what was deleted last, and the legal holds that stop it."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.debriefs.retention.holds import Hold, HoldReason
from wellness_desktop.debriefs.retention.periods import Run, periods
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.facts import Facts
from wellness_desktop.kit.fields import ChoiceField, RadioField
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.text import Text
from wellness_desktop.roster.when import day_text, moment_text

STATION = "station"
"""The choice that stands for every record."""
RUNS_SHOWN = 5


class KeptPage(Page):
    """For the coordinator and the chief. `back` goes to the settings."""

    back = Signal()

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("What is kept"),
            tr("Records about support are deleted on their date, unless a legal hold stops it."),
            parent,
        )
        self._debriefs = debriefs
        self.cards: list[HoldCard] = []
        self._build_page()
        self.refresh()

    def refresh(self) -> None:
        """Shows the holds and the last runs as they are now."""
        with self.attempt():
            self._show_holds(self._debriefs.holds())
            places = [(str(incident), code) for incident, code in self._debriefs.hold_places()]
            self.form.field("place").offer([(STATION, tr("Everything at this station")), *places])
            self._runs.setText(_runs_words(self._debriefs.retention_runs(), self._debriefs))

    def focus_first(self) -> None:
        """Begins at the form."""
        self.form.field("place").setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------------------------ building

    def _build_page(self) -> None:
        self.add_action(button(tr("All settings"), "arrow-left", press=self.back.emit, parent=self))
        self._holds = Card(tr("Legal holds"), "lock", parent=self)
        self._none = Text(tr("No hold is set. Everything below is deleted on its date."), "body", self._holds)
        self._holds.add(self._none)
        self.body.addWidget(self._holds)
        self.body.addWidget(self._new_hold())
        kept = Card(tr("How long"), "hourglass", parent=self)
        kept.add(Facts([(one.what, one.how_long) for one in periods()], kept, most=2))
        kept.add(
            Text(
                tr(
                    "No national schedule covers these records. These periods are the program's own; "
                    "where your state's records schedule asks for longer, ask counsel and set a hold."
                ),
                "small",
                kept,
            )
        )
        kept.add(
            Text(
                tr("Copies in backups go when the backup is replaced by newer ones. Paper has to be shredded."),
                "small",
                kept,
            )
        )
        self.body.addWidget(kept)
        last = Card(tr("Deleted last"), "history", parent=self)
        self._runs = Text("", "body", last)
        last.add(self._runs)
        self.body.addWidget(last)
        self.body.addStretch(1)

    def _new_hold(self) -> Card:
        card = Card(tr("Set a legal hold"), "shield-alert", parent=self)
        self.form = Form(card, columns=2)
        self.form.add(
            tr("&What is held"), ChoiceField(), tr("An incident by its code name, or everything."), name="place"
        )
        self.form.add(
            tr("Why"),
            RadioField([(reason, reason.label) for reason in HoldReason], columns=1),
            tr("Ask counsel when in doubt."),
            name="reason",
            required=tr("Choose one."),
            wide=True,
        )
        self.set_button = button(tr("Set the hold"), "lock", "primary", press=self._set, parent=card)
        self.form.add_buttons(self.set_button)
        card.add(self.form)
        card.add(
            Text(
                tr("It counts at once. To lift it, the chief and the coordinator agree, each under their own sign-in."),
                "small",
                card,
            )
        )
        return card

    # ------------------------------------------------------------------------------------------------- acting

    def _show_holds(self, holds: list[Hold]) -> None:
        for card in self.cards:
            self._holds.body.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [HoldCard(self._debriefs, hold, self) for hold in holds]
        for card in self.cards:
            self._holds.add(card)
            card.show()
        self._none.setVisible(not holds)

    def _set(self) -> None:
        if not self.form.confirm():
            return
        found = self.form.values()
        place = None if found["place"] == STATION else UUID(found["place"])
        self.act(
            lambda: self._debriefs.hold_records(place, found["reason"]), tr("The hold is set. Nothing is deleted.")
        )

    def act(self, deed: Callable[[], object], words: str) -> None:
        """Does something about a hold, and shows what came of it."""
        with self.attempt():
            deed()
            self.refresh()
            self.banner.say(words)


class HoldCard(Card):
    """One hold, with what the person signed in can do about it."""

    def __init__(self, debriefs: Debriefs, hold: Hold, page: KeptPage) -> None:
        super().__init__(hold.code_name or tr("Everything at this station"), parent=page, flat=True)
        self.hold = hold
        self.add(Text(hold.reason.label, "body", self))
        since = moment_text(hold.set_at, debriefs.zone)
        self.add(Text(tr("Set by {name} on {moment}.", name=hold.set_by, moment=since), "small", self))
        if hold.lift_asked_by is None:
            ask = self._button(tr("Ask to lift it"), "undo", partial(debriefs.ask_to_lift, hold), page, _asked())
            self.body.addLayout(button_row(ask))
            return
        self.add(Text(tr("{name} asks to lift it.", name=hold.lift_asked_name), "strong", self))
        buttons = []
        if debriefs.may_complete(hold):
            words = tr("Lifted. What is past its date is deleted at the next run.")
            buttons.append(self._button(tr("Agree and lift it"), "check", partial(debriefs.lift, hold), page, words))
        else:
            self.add(Text(tr("The other office has to agree, under its own sign-in."), "body", self))
        keep = partial(debriefs.keep_holding, hold)
        buttons.append(self._button(tr("Keep it"), "lock", keep, page, tr("It stays held.")))
        self.body.addLayout(button_row(*buttons))

    def _button(self, words: str, icon: str, deed: Callable[[], object], page: KeptPage, done: str) -> QWidget:
        made: QWidget = button(
            words, icon, spoken=f"{self.title.text()}: {words}", press=lambda: page.act(deed, done), parent=self
        )
        return made


def _asked() -> str:
    return tr("Asked. The other office lifts it under its own sign-in.")


def _runs_words(runs: list[Run], debriefs: Debriefs) -> str:
    """Counts only: of which kind for whoever opens sealed records, and how many for the chief."""
    lines = []
    for run in runs[:RUNS_SHOWN]:
        day = day_text(run.at.astimezone(debriefs.zone).date())
        if run.waits:
            what = tr("the PC's date is more than a month ahead. Nothing was deleted yet, in case it is wrong")
        elif not run.total:
            what = tr("nothing was due")
        elif debriefs.opens_sealed:
            parts = (
                tr("{what}: {count}", what=subject.label, count=count)
                for subject, count in run.deleted.items()
                if count
            )
            what = "; ".join(parts)
        else:
            what = tr_count("{count} record", "{count} records", run.total)
        lines.append(tr("{day}: {what}.", day=day, what=what))
    return "\n".join(lines) or tr("Nothing yet. It runs once a day, when somebody signs in.")
