"""The care windows of an incident as a picture, with what still waits and what is past said in words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs import wording
from wellness_desktop.debriefs.incident_values import CareLine, Incident
from wellness_desktop.debriefs.protocols import Anchor
from wellness_desktop.debriefs.service import Debriefs
from wellness_desktop.debriefs.windows import Standing
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.spans import Span
from wellness_desktop.kit.text import Text
from wellness_desktop.kit.timeline import Timeline


class CareView(Card):
    """Useful ranges, never deadlines (DB-08). `kind_wanted` comes with a kind at Enter on its row."""

    kind_wanted = Signal(str)

    def __init__(self, debriefs: Debriefs, parent: QWidget | None = None) -> None:
        super().__init__(tr("When support is useful"), "clock", tr("Print"), parent)
        self._debriefs = debriefs
        self.timeline = Timeline(tr("Care windows"), debriefs.zone, self)
        self.timeline.opened.connect(self.kind_wanted)
        self._notes = Text("", "small", self)
        self.add(self.timeline)
        self.add(self._notes)

    def show_lines(self, incident: Incident, lines: Sequence[CareLine]) -> None:
        """Shows the clock of this incident."""
        spans = [_span(line) for line in lines if line.line.opens is not None]
        self.timeline.show_spans(spans, self._debriefs.now, incident.ended_at)
        self._notes.setText(" ".join(_notes(lines)))

    @property
    def words(self) -> list[str]:
        """What the picture and the notes say."""
        return [*self.timeline.words(), self._notes.text()]


def _span(line: CareLine) -> Span:
    source = line.line.window.source.title
    if line.line.window.state:
        source = tr("law of {state}: {source}", state=line.line.window.state, source=source)
    if line.check_locally:
        source = tr("{source} ({mark})", source=source, mark=wording.check_locally())
    if line.line.opens is None:
        raise ValueError("a window that waits has no place on the picture")
    return Span(
        key=line.kind.value,
        title=line.title,
        opens=line.line.opens,
        closes=line.line.closes,
        target=line.line.target,
        source=source,
        booked=line.booked,
        done=line.done,
    )


def _notes(lines: Sequence[CareLine]) -> list[str]:
    notes = [wording.window_is_a_range()]
    for line in lines:
        if line.line.standing is Standing.WAITING:
            waits = _waits_for(line.line.window.anchor)
            notes.append(tr("{kind} waits for {moment}.", kind=line.title, moment=waits))
        if line.line.sessions > 1:
            notes.append(
                tr(
                    "{kind}: people were released at different times, so it takes {count} sessions.",
                    kind=line.title,
                    count=line.line.sessions,
                )
            )
    if any(line.line.standing is Standing.LATE and not line.done for line in lines):
        notes.append(wording.late_is_useful())
    if any(line.check_locally for line in lines):
        notes.append(tr("Check locally: a starting value that nobody has read in its source."))
    return notes


def _waits_for(anchor: Anchor) -> str:
    return {
        Anchor.FUNERAL_END: tr("the end of the funeral"),
        Anchor.DEATH_TOLD: tr("the moment the death was told"),
        Anchor.USE_OF_FORCE: tr("the moment force was used"),
        Anchor.RELEASED: tr("the release from duty"),
        Anchor.INCIDENT_END: tr("the end of the incident"),
        Anchor.ASKED: tr("somebody's own request"),
    }[anchor]
