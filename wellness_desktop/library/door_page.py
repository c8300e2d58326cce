"""Behind a door of the start page: whom to call, what to read first, what to print, for one kind of reader.

Open to everyone and without a trace, as everything at the front door (DESIGN 1.1): nothing says who came in.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit import theme
from wellness_desktop.kit.button import button, button_row
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.number_text import NumberText
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.qr import QrLabel
from wellness_desktop.kit.reflow import Reflow
from wellness_desktop.kit.text import Text
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.doors import Doors, OpenDoor
from wellness_desktop.library.guides import Guide
from wellness_desktop.library.line_freshness import age_words, fades
from wellness_desktop.library.lines import MOST_OWN, Line, own_line, reachable
from wellness_desktop.library.paths import LibraryPath

_ROOM_FOR_CODE = 40


class DoorPage(Page):
    """Shows one door at a time (`show_door`). `guide_wanted` and `path_wanted` say which; the others ask for a page."""

    guide_wanted = Signal(str)
    path_wanted = Signal(str)
    lines_wanted = Signal()
    people_wanted = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._desk = desk
        self._doors = Doors(desk.library)
        self._door_id = self._read = ""
        self._rows: dict[str, QPushButton] = {}
        self.add_action(button(tr("Back"), "arrow-left", tip=tr("To the start page."), press=self.closed.emit))

    def show_door(self, door_id: str) -> None:
        """Opens a door. What cannot be shown is said in the banner."""
        self._door_id, self._read = door_id, ""
        self.refresh()
        self.focus_first()
        self.scroll.verticalScrollBar().setValue(0)

    def focus_first(self) -> None:
        """Goes to the guide or path that was read last, so that the next is a key away; else to the first guide."""
        rows = self._rows
        if rows:
            rows.get(self._read, next(iter(rows.values()))).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Shows who answers at this minute."""
        while (item := self.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not self._door_id:
            return
        with self.attempt():
            today = self._desk.setup().printed_on
            opened = self._doors.open(self._door_id, self._desk.state(), today)
            self.set_title(opened.door.title, opened.door.purpose)
            people = self._people(opened, today)
            parts = QWidget(self)
            column = QVBoxLayout(parts)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(16)
            column.addWidget(self._guides(opened.guides, parts))
            column.addWidget(self._cards(opened, parts))
            if opened.path is not None:
                column.addWidget(self._path(opened.path, parts))
            column.addStretch(1)
            self.body.addWidget(Reflow([people, parts], self, most=2, column_chars=56))
            self.body.addStretch(1)

    # ---- people ----

    def _people(self, opened: OpenDoor, today: date) -> QWidget:
        card = Card(opened.door.people, "phone-call", parent=self)
        card.body.setSpacing(14)
        own = [own_line(helper) for helper in reachable(self._desk.on_call())[:MOST_OWN]]
        if own:
            card.add(Text(tr("On call now, from our own team"), "label", card))
            for line in own:
                card.add(_LineRow(line, today, card))
            card.add(Text(tr("From outside"), "label", card))
        for line in opened.lines:
            card.add(_LineRow(line, today, card))
        card.body.addLayout(
            button_row(
                button(tr("All support lines"), "phone", press=self.lines_wanted.emit, parent=card),
                button(tr("Our own team"), "users", press=self.people_wanted.emit, parent=card),
            )
        )
        return card

    # ---- guides ----

    def _guides(self, guides: Sequence[Guide], parent: QWidget) -> QWidget:
        card = Card(tr("Read in this order"), "book-open", parent=parent)
        self._rows = {}
        for place, guide in enumerate(guides, 1):
            row = button(
                tr("{place}. {title}", place=place, title=guide.title),
                kind="row",
                tip=tr("{summary} {minutes} minutes to read.", summary=guide.summary, minutes=guide.minutes),
                press=partial(self._open, guide.id),
                parent=card,
            )
            self._rows[guide.id] = row
            card.add(row)
        return card

    def _open(self, guide_id: str) -> None:
        self._read = guide_id
        self.guide_wanted.emit(guide_id)

    def _path(self, path: LibraryPath, parent: QWidget) -> QWidget:
        card = Card(tr("When there is time"), "footprints", parent=parent)
        card.add(Text(path.question, "muted", card))
        row = button(path.title, kind="row", tip=path.summary, press=partial(self._follow, path.id), parent=card)
        self._rows[path.id] = row
        card.add(row)
        return card

    def _follow(self, path_id: str) -> None:
        self._read = path_id
        self.path_wanted.emit(path_id)

    # ---- prints ----

    def _cards(self, opened: OpenDoor, parent: QWidget) -> QWidget:
        card = Card(tr("Cards to print"), "printer", parent=parent)
        card.add(Text(tr("One sheet each, with the first steps, words to say and the numbers."), "muted", card))
        for guide in opened.cards:
            card.add(
                button(
                    guide.title,
                    "file-text",
                    "row",
                    spoken=tr("Print the card: {title}", title=guide.title),
                    press=partial(self._print_card, opened, guide),
                    parent=card,
                )
            )
        if opened.lines:
            numbers = button(tr("Wallet cards"), "wallet-cards", press=lambda: self._print_wallet(opened), parent=card)
            sheet = button(tr("Sheet for the wall"), "printer", press=lambda: self._print_sheet(opened), parent=card)
            card.add(Text(tr("These numbers on paper"), "label", card))
            card.body.addLayout(button_row(numbers, sheet))
        return card

    def _print_card(self, opened: OpenDoor, guide: Guide) -> None:
        """The guide's card with this door's numbers: whoever comes in here should hold those in hand."""
        from wellness_desktop.library.prints import quick_card

        own, setup = self._desk.contacts(), self._desk.setup()
        self._desk.print(self, guide.title, lambda: quick_card(guide, opened.lines, own, setup))

    def _print_wallet(self, opened: OpenDoor) -> None:
        from wellness_desktop.library.prints import wallet_cards

        own, setup = self._desk.contacts(), self._desk.setup()
        self._desk.print(self, tr("Wallet cards"), lambda: wallet_cards(opened.lines, own, setup))

    def _print_sheet(self, opened: OpenDoor) -> None:
        from wellness_desktop.library.prints import help_sheet

        own, setup = self._desk.contacts(), self._desk.setup()
        title = opened.door.title
        self._desk.print(self, title, lambda: help_sheet(opened.lines, own, setup, title))


class _LineRow(QWidget):
    """A line in few words: its name, how to reach it, whom it is for, and a code for one's own phone."""

    def __init__(self, line: Line, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        words = QVBoxLayout()
        words.setSpacing(2)
        tone = "muted" if fades(line, today) else ""
        first, *others = line.ways
        name = Text(line.name, "strong", self)
        number = NumberText(first, "big", self, selectable=True)
        number.setAccessibleName(tr("{name}: {way}", name=line.name, way=first))
        for each in (name, number):
            if tone:
                each.setProperty("tone", tone)
            words.addWidget(each)
        told = [*others, line.menu or line.call_note, line.agency_note]
        if any(told):
            words.addWidget(NumberText(" · ".join(filter(None, told)), "body", self))
        words.addWidget(NumberText(" ".join(filter(None, (line.for_whom, line.caution))), "muted", self))
        trust = " · ".join(filter(None, (line.hours, age_words(line, today))))
        if trust:
            words.addWidget(Text(trust, "small", self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        self._code: QrLabel | None = None
        for code, way in ((line.call_code, line.how_to_call), (line.text_code, line.how_to_text)):
            if code and self._code is None:
                self._code = QrLabel(code, way, self, lines=5.5)
                row.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def theme_changed(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """The code goes where it would squeeze the words."""
        if self._code is not None and self._code.isHidden() == self._has_room():
            # Not in the middle of the layout that called us: it would finish with the heights of before.
            QTimer.singleShot(0, self, self._show_code)

    def _show_code(self) -> None:
        if self._code is not None:
            self._code.setVisible(self._has_room())

    def _has_room(self) -> bool:
        return self.width() >= theme.chars(_ROOM_FOR_CODE)
