"""Beside the list: what to do now for a guide, where to get a resource, whom a line reaches."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.base.qr_code import MOST_ON_SCREEN
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.empty import EmptyState
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.qr import QrLabel
from wellness_desktop.kit.text import Text
from wellness_desktop.library.catalogue import Resource, Vocabulary
from wellness_desktop.library.guides import Guide
from wellness_desktop.library.line_freshness import long_day
from wellness_desktop.library.line_view import LineCard
from wellness_desktop.library.lines import Line
from wellness_desktop.library.prints import review_note


class DetailView(QScrollArea):
    """Shows one entry at a time, from its top. Signals carry the id of the guide."""

    read_wanted = Signal(str)
    handout_wanted = Signal(str)
    card_wanted = Signal(str)
    help_wanted = Signal()

    def __init__(self, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Details"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_nothing("")

    def sizeHint(self) -> QSize:
        # Whatever the page has left: the page must not scroll as well.
        return QSize(theme.chars(50), theme.text_height() * 8)

    def show_nothing(self, sentence: str) -> None:
        """Shows one quiet sentence, or nothing."""
        self._show(EmptyState("book-open", sentence, parent=self) if sentence else QWidget(self))

    def show_way_back(self, sentence: str, action: str, press: Callable[[], object]) -> None:
        """Says why nothing is listed, with the button that lists everything again."""
        self._show(EmptyState("book-open", sentence, action, press, self, action_icon="x"))

    def show_help(self) -> None:
        """Leads to Get help now."""
        card = Card(tr("Get help now"), "life-buoy")
        card.add(Text(tr("Someone answers tonight: by call or by text, without giving your name."), "body", card))
        card.body.addWidget(_left(button(tr("Get help now"), "life-buoy", "help", press=self.help_wanted.emit)))
        self._show(_column(card))

    def show_guide(self, guide: Guide, today: date) -> None:
        """What to do now, and the ways to the whole text."""
        head = Card()
        head.add(Text(guide.title, "big", head))
        head.add(Text(guide.question, "muted", head))
        chips = [Chip(tr("{minutes} min", minutes=guide.minutes), "plain", head)]
        if guide.stale(today):
            chips.append(Chip(tr("Not checked since {day}", day=long_day(guide.checked_on)), "warn", head))
        else:
            chips.append(Chip(tr("Checked {day}", day=long_day(guide.checked_on)), "ok", head))
        head.add(_flow(chips, head))
        if note := review_note(guide):
            head.add(Text(note, "small", head))
        ways = [
            button(
                tr("Read the guide"), "book-open", "primary", press=lambda: self.read_wanted.emit(guide.id), parent=head
            ),
            button(tr("Print handout"), "printer", press=lambda: self.handout_wanted.emit(guide.id), parent=head),
        ]
        if guide.card:
            ways.append(
                button(tr("Quick card"), "file-text", press=lambda: self.card_wanted.emit(guide.id), parent=head)
            )
        now = Card(tr("Do this now"), "list-checks")
        for place, step in enumerate(guide.do_now, 1):
            now.add(_step(place, step, now))
        head.add(_flow(ways, head))
        self._show(_column(head, now))

    def show_line(self, line: Line, today: date) -> None:
        """The line with all its facts."""
        self._show(_column(LineCard(line, today, full=True)))

    def show_cards(self, *cards: QWidget) -> None:
        """Shows what another room made."""
        self._show(_column(*cards))

    def show_resource(self, resource: Resource, copy: QWidget | None = None) -> None:
        """What it is, who made it, where to get it, how we know; `copy` tells of the agency's own copy."""
        card = Card()
        card.add(Text(resource.shown_title, "big", card))
        made = ", ".join(part for part in (resource.publisher, *resource.authors) if part)
        if made:
            card.add(Text(made, "muted", card))
        chips = [Chip(self._words.label(resource.kind), "plain", card)]
        if resource.year:
            chips.append(Chip(resource.when, "plain", card))
        if resource.relevance != "core":
            chips.append(Chip(_aside(resource), "info", card))
        card.add(_flow(chips, card))
        card.add(Text(resource.annotation, "body", card))
        if resource.series:
            card.add(Text(tr("Series: {series}", series=resource.series), "muted", card))
        topics = ", ".join(self._words.label(topic) for topic in resource.topics)
        card.add(Text(tr("About: {topics}", topics=topics), "small", card))
        if resource.readers:
            readers = ", ".join(self._words.label(reader) for reader in resource.readers)
            card.add(Text(tr("For: {readers}", readers=readers), "small", card))
        more = (copy,) if copy is not None else ()
        self._show(_column(card, *more, self._where(resource), self._known(resource)))

    def _where(self, resource: Resource) -> Card:
        card = Card(tr("Where to get it"), "globe")
        address = resource.url or resource.about_url
        number = tr("Publication number: {number}", number=resource.publication_id)
        if not address:
            card.add(Text(tr("No address is known. Search for the title when you have internet."), "body", card))
            if resource.publication_id:
                card.add(Text(number, "muted", card))
            return card
        words = QVBoxLayout()
        if not resource.url:
            words.addWidget(Text(tr("This page tells about it:"), "muted", card))
        words.addWidget(Text(address, "body", card, selectable=True))
        if resource.publication_id:
            words.addWidget(Text(number, "muted", card))
        words.addWidget(Text(tr("This PC has no internet. Scan the code with your own phone."), "small", card))
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        if len(address.encode()) <= MOST_ON_SCREEN:
            row.addWidget(QrLabel(address, address, card), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        card.body.addLayout(row)
        return card

    def _known(self, resource: Resource) -> Card:
        card = Card(tr("How we know"), "info")
        day = long_day(resource.checked_on)
        card.add(Text(tr("{how} Checked {day}.", how=resource.how_we_know, day=day), "muted", card))
        if resource.mark:
            card.add(Text(resource.mark, "muted", card))
        return card

    def _show(self, widget: QWidget) -> None:
        widget.setProperty("page", "true")
        self.setWidget(widget)
        self.verticalScrollBar().setValue(0)


class _Content(QWidget):
    """As high as its width asks for; the height Qt would demand is that of a narrower view."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


def _column(*cards: QWidget) -> QWidget:
    whole = _Content()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 6, 0)
    column.setSpacing(14)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return whole


def _flow(widgets: Sequence[QWidget], parent: QWidget) -> QWidget:
    row = QWidget(parent)
    flow = Flow(row)
    for widget in widgets:
        flow.addWidget(widget)
    return row


def _left(widget: QWidget) -> QWidget:
    widget.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return widget


def _step(place: int, words: str, parent: QWidget) -> QWidget:
    row = QWidget(parent)
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    line.addWidget(Text(str(place), "big", row, wrap=False), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Text(words, "body", row), 1)
    return row


def _aside(resource: Resource) -> str:
    return tr("Not about wellness") if resource.relevance == "off-topic" else tr("Only loosely about wellness")
