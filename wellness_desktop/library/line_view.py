"""One support line as a card: the number in large letters, who answers, what happens, a code for one's own phone."""

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.qr import QrLabel
from wellness_desktop.kit.text import Text
from wellness_desktop.library.lines import Line
from wellness_desktop.library.reading import long_day

_ROOM_FOR_CODE = 46


class LineCard(Card):
    """Everything a caller wants to know before calling. With `full`, also languages, privacy and sources."""

    def __init__(self, line: Line, today: date, parent: QWidget | None = None, *, full: bool = False) -> None:
        super().__init__(line.name, "phone" if line.call else "message-circle", parent=parent)
        self.line = line
        self._codes: list[QWidget] = []
        words = QVBoxLayout()
        words.setSpacing(6)
        self._row = QHBoxLayout()
        self._row.setSpacing(20)
        self._row.addLayout(words, 1)
        self.body.addLayout(self._row)
        self._numbers(words)
        self._told(words, full=full)
        self._trust(words, today, full=full)
        words.addStretch(1)
        # The number is on the screen first; the codes follow at once.
        QTimer.singleShot(0, self, self._add_codes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def theme_changed(self) -> None:
        self._fit()

    def _numbers(self, words: QVBoxLayout) -> None:
        first, *rest = self.line.ways
        number = Text(first, "huge" if len(first) <= 22 else "big", self, selectable=True)
        number.setAccessibleName(tr("{name}: {way}", name=self.line.name, way=first))
        words.addWidget(number)
        for way in rest:
            words.addWidget(Text(way, "big", self, selectable=True))
        notes = " ".join(note for note in (self.line.call_note, self.line.menu, self.line.text_note) if note)
        if notes:
            words.addWidget(Text(notes, "strong", self))

    def _told(self, words: QVBoxLayout, *, full: bool) -> None:
        line = self.line
        facts = [line.for_whom if full or line.kind == "own" else "", _who(line), line.what_happens]
        if full:
            facts += [line.privacy, _languages(line)]
        for fact in facts:
            if fact:
                words.addWidget(Text(fact, "body", self))

    def _trust(self, words: QVBoxLayout, today: date, *, full: bool) -> None:
        chips = QWidget(self)
        flow = Flow(chips)
        if self.line.hours:
            flow.addWidget(Chip(self.line.hours, "plain", chips))
        if self.line.checked_on:
            stale = self.line.stale(today)
            day = long_day(self.line.checked_on)
            flow.addWidget(
                Chip(tr("Not checked since {day}", day=day), "warn", chips)
                if stale
                else Chip(tr("Checked {day}", day=day), "ok", chips)
            )
        words.addWidget(chips)
        if self.line.caution:
            words.addWidget(Text(self.line.caution, "muted", self))
        if full and self.line.sources:
            words.addWidget(Text(_sources(self.line), "small", self, selectable=True))

    def _add_codes(self) -> None:
        codes = [(self.line.call_code, self.line.how_to_call), (self.line.text_code, self.line.how_to_text)]
        for code, way in [each for each in codes if each[0]][:1]:
            self._codes.append(QrLabel(code, way, self))
            self._row.addWidget(self._codes[-1], 0, Qt.AlignmentFlag.AlignTop)
        self._fit()

    def _fit(self) -> None:
        """The code goes where it would squeeze the words."""
        room = self.width() >= theme.chars(_ROOM_FOR_CODE)
        for code in self._codes:
            code.setVisible(room)


def _who(line: Line) -> str:
    return tr("Who answers: {who}", who=line.answered_by) if line.answered_by and line.kind != "own" else ""


def _languages(line: Line) -> str:
    return tr("Languages: {languages}.", languages=", ".join(line.languages)) if line.languages else ""


def _sources(line: Line) -> str:
    dates = f" ({line.source_dates})" if line.source_dates else ""
    return tr("Where we read it{dates}: {sources}", dates=dates, sources="  ".join(line.sources))
