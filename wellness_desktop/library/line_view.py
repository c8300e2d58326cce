"""One support line as a card: the number in large letters, who answers, what happens, a code for one's own phone."""

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.number_text import NumberText
from wellness_desktop.kit.qr import QrLabel
from wellness_desktop.kit.text import Text
from wellness_desktop.library.line_freshness import age_words, agency_words, fades
from wellness_desktop.library.lines import Line

_ROOM_FOR_CODE = 46


class LineCard(Card):
    """Everything a caller wants to know before calling. With `full`, also languages, privacy and sources."""

    def __init__(self, line: Line, today: date, parent: QWidget | None = None, *, full: bool = False) -> None:
        super().__init__(line.name, "phone" if line.call else "message-circle", parent=parent)
        self.line = line
        self.faded = fades(line, today)
        """Whether the card is grey: the number was not checked for too long."""
        self._code: QrLabel | None = None
        words = QVBoxLayout()
        words.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self._numbers(words)
        self._told(words, full=full)
        self._trust(words, today, full=full)
        words.addStretch(1)
        self._add_code(row)

    @property
    def code(self) -> str:
        """What a phone reads from the card's code; blank when there is none."""
        return self._code.text if self._code is not None else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def theme_changed(self) -> None:
        self._fit()

    def _numbers(self, words: QVBoxLayout) -> None:
        first, *rest = self.line.ways
        number = NumberText(first, "huge" if len(first) <= 22 else "big", self, selectable=True)
        number.setAccessibleName(tr("{name}: {way}", name=self.line.name, way=first))
        words.addWidget(self._quiet(number))
        for way in rest:
            words.addWidget(self._quiet(NumberText(way, "big", self, selectable=True)))
        notes = " ".join(note for note in (self.line.call_note, self.line.menu, self.line.text_note) if note)
        if notes:
            words.addWidget(self._quiet(NumberText(notes, "strong", self)))

    def _quiet(self, words: Text) -> Text:
        """In grey where the number is late. It can still be read: somebody may need it tonight."""
        if self.faded:
            words.setProperty("tone", "muted")
        return words

    def _told(self, words: QVBoxLayout, *, full: bool) -> None:
        line = self.line
        if line.agency_note:
            words.addWidget(NumberText(line.agency_note, "strong", self))
        facts = [line.for_whom if full or line.kind in ("own", "local") else "", _who(line), line.what_happens]
        if full:
            facts += [line.privacy, _languages(line)]
        for fact in facts:
            if fact:
                words.addWidget(NumberText(fact, "muted" if self.faded else "body", self))

    def _trust(self, words: QVBoxLayout, today: date, *, full: bool) -> None:
        chips = QWidget(self)
        flow = Flow(chips)
        if self.line.hours:
            flow.addWidget(Chip(self.line.hours, "plain", chips))
        if age := age_words(self.line, today):
            flow.addWidget(Chip(age, "warn" if self.line.stale(today) else "ok", chips))
        if mark := agency_words(self.line):
            flow.addWidget(Chip(mark, "info", chips))
        words.addWidget(chips)
        if self.line.caution:
            words.addWidget(Text(self.line.caution, "muted", self))
        if self.line.mark:
            words.addWidget(Text(self.line.mark, "muted", self))
        if full and self.line.sources:
            words.addWidget(Text(_sources(self.line), "small", self))

    def _add_code(self, row: QHBoxLayout) -> None:
        line = self.line
        for code, way in ((line.call_code, line.how_to_call), (line.text_code, line.how_to_text)):
            if code:
                self._code = _LateCode(code, way, self)
                row.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
                return

    def _fit(self) -> None:
        """The code goes where it would squeeze the words."""
        if self._code is not None:
            self._code.setVisible(self.width() >= theme.chars(_ROOM_FOR_CODE))


class _LateCode(QrLabel):
    """Has its room at once and its dots a moment later: the number must be on the screen first."""

    def __init__(self, text: str, words: str, parent: QWidget) -> None:
        super().__init__(text, words, parent)
        self._drawn = False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawn:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.end()
        QTimer.singleShot(0, self, self._draw)

    def _draw(self) -> None:
        self._drawn = True
        self.update()


def _who(line: Line) -> str:
    return tr("Who answers: {who}", who=line.answered_by) if line.answered_by and line.kind != "own" else ""


def _languages(line: Line) -> str:
    return tr("Languages: {languages}.", languages=", ".join(line.languages)) if line.languages else ""


def _sources(line: Line) -> str:
    """The sites, once each: whole addresses are of no use on a PC without internet, and break no line well."""
    sites = dict.fromkeys(address.split("//")[-1].split("/")[0].removeprefix("www.") for address in line.sources)
    dates = f" ({line.source_dates})" if line.source_dates else ""
    return tr("Where we read it{dates}: {sources}", dates=dates, sources=", ".join(sites))
