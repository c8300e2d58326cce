"""The care windows of an incident, or of one person, as a picture; what it cannot show is said in words below it."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs import care_words
from wellness_desktop.debriefs.care_words import CheckIn
from wellness_desktop.debriefs.incident_values import CareLine, Incident
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.choice import ChoiceField
from wellness_desktop.kit.spans import legend_words
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.timeline import Timeline
from wellness_desktop.roster.conflicts import Exposure


class CareView(Card):
    """Useful ranges, never deadlines (DB-08).

    `kind_wanted` comes with a kind at Enter on its row; once the usual time of a kind is over, with one-on-one
    contact, which is what is offered then.
    """

    kind_wanted = Signal(str)

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(tr("When support is useful"), "clock", tr("Print"), parent)
        self._debriefs = debriefs
        self._incident: Incident | None = None
        self._lines: dict[str, CareLine] = {}
        self._whole: Sequence[CareLine] = ()
        self._build_care()

    def show_lines(self, incident: Incident, lines: Sequence[CareLine]) -> None:
        """Shows the clock of this incident; whoever's own times were looked at stays chosen while they are listed."""
        same = self._incident is not None and self._incident.id == incident.id
        self._incident, self._whole = incident, lines
        people = [(one.id, one.name) for one in incident.exposed if one.exposure is not Exposure.NOT_EXPOSED]
        chosen = self.person if same else None
        self.whose.offer([(None, tr("Everybody together")), *people])
        self.whose.set_value(chosen)
        self._chooser.setVisible(self._debriefs.opens_sealed and bool(people))
        self._show_chosen()

    def show_person(self, exposure_id: UUID) -> None:
        """Shows one person's own times, if this person may see them."""
        if self._debriefs.opens_sealed:
            self.whose.set_value(exposure_id)
            self._show_chosen()

    @property
    def person(self) -> UUID | None:
        """Whose own times are shown; None for those of everybody together."""
        found: UUID | None = self.whose.value()
        return found

    @property
    def words(self) -> list[str]:
        """What the picture and the notes say."""
        return [*self.timeline.words(), self.notes.text(), self.detail.text()]

    # ------------------------------------------------------------------------------------------------ building

    def _build_care(self) -> None:
        self._chooser = QWidget(self)
        row = QHBoxLayout(self._chooser)
        row.setContentsMargins(0, 0, 0, 0)
        label = QLabel(tr("&Times of"), self._chooser)
        self.whose = ChoiceField(parent=self._chooser)
        self.whose.setAccessibleName(tr("Times of"))
        self.whose.edited.connect(self._show_chosen)
        label.setBuddy(self.whose)
        row.addWidget(label)
        row.addWidget(self.whose)
        row.addStretch(1)
        self.timeline = Timeline(tr("Care windows"), self._debriefs.zone, self)
        self.timeline.opened.connect(self._want_kind)
        self.timeline.current_changed.connect(self._show_detail)
        self.detail = Text("", "body", self, selectable=True)
        self.notes = Text("", "small", self)
        self.laws = Text("", "small", self, selectable=True)
        legend = Text(legend_words(), "small", self)
        for part in (self._chooser, self.timeline, self.detail, self.notes, self.laws, legend):
            self.add(part)

    def _show_chosen(self) -> None:
        incident = self._incident
        if incident is None:
            return
        lines = self._whole
        if self.person is not None:
            try:
                lines = self._debriefs.person_clock(incident.id, self.person)
            except Problem:  # taken off the list meanwhile, or the key was taken away
                self.whose.set_value(None)
        debriefs, whose = self._debriefs, self.person
        dates: Sequence[CheckIn] = ()
        if debriefs.opens_sealed:
            dates = debriefs.check_ins(incident) if whose is None else debriefs.check_ins_of(whose)
        self._show(incident, lines, care_words.check_in_words(dates, debriefs.zone))

    def _show(self, incident: Incident, lines: Sequence[CareLine], more: str) -> None:
        debriefs = self._debriefs
        self._lines = {line.key: line for line in lines}
        checked_on = debriefs.protocols.checked_on
        spans = [care_words.span_of_line(line, checked_on) for line in lines if line.line.opens is not None]
        self.timeline.show_spans(spans, debriefs.now, incident.ended_at)
        said = [
            *care_words.notes(lines, debriefs.zone),
            *map(care_words.clock_change_words, self.timeline.clock_changes()),
            more,
        ]
        self.notes.setText("\n".join(each for each in said if each))
        self._show_laws(incident)
        self._show_detail("")

    def _show_laws(self, incident: Incident) -> None:
        debriefs = self._debriefs
        laws = [care_words.law_words(law, debriefs.protocols.checked_on) for law in debriefs.laws(incident)]
        self.laws.setText("\n".join([care_words.laws_title(debriefs.state), *laws]) if laws else "")
        self.laws.setVisible(bool(laws))

    def _show_detail(self, key: str) -> None:
        """Where the range of the row comes from, with the address to look it up."""
        line = self._lines.get(key)
        if line is None:
            self.detail.setText(tr("Choose a line to see where its range comes from. Enter finds a time for it."))
            return
        window = line.line.window
        parts = [
            tr("{kind}: {source}.", kind=line.title, source=care_words.source_words(window).rstrip(".")),
            care_words.detail_words(window, self._debriefs.protocols.checked_on),
        ]
        if window.source.url:
            parts.append(tr("It stands at {address}", address=window.source.url))
        self.detail.setText(" ".join(parts))

    def _want_kind(self, key: str) -> None:
        line = self._lines.get(key)
        if line is not None:
            late = line.is_late and line.kind not in care_words.INSTEAD
            self.kind_wanted.emit((Kind.ONE_ON_ONE if late else line.kind).value)
