"""The shelf of tools: beside the list, what a tool is for, what goes into it, and the three ways to print it."""

from collections.abc import Callable, Sequence
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.card import Card
from wellness_desktop.kit.chip import Chip
from wellness_desktop.kit.fields import TextField
from wellness_desktop.kit.flow import Flow
from wellness_desktop.kit.form import Form
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.text import Text
from wellness_desktop.library.desk import Desk
from wellness_desktop.library.detail_view import DetailView
from wellness_desktop.library.entries_view import Entry
from wellness_desktop.library.guides import Guide
from wellness_desktop.library.line_freshness import long_day
from wellness_desktop.library.paths import LibraryPath
from wellness_desktop.library.tool_words import said_pieces
from wellness_desktop.library.toolbox import PATH, TOOL, Toolbox
from wellness_desktop.library.tools import PLACES, Tool, known_places, place_label

FILLED, BLANK, FORM = "filled", "blank", "form"
_LONGEST = 120


class ToolShelf(QObject):
    """What the library page needs to offer tools and paths; prints them itself."""

    guide_wanted = Signal(str)
    path_wanted = Signal(str)

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._cards: ToolCards | None = None

    @property
    def _toolbox(self) -> Toolbox:
        """Asked anew each time: a content pack makes the library read everything again."""
        return self._desk.library.toolbox

    def entries(self) -> list[Entry]:
        """The paths, then every tool by title."""
        today = self._desk.setup().printed_on
        paths = [
            Entry(PATH, path.id, path.title, self._toolbox.note(PATH, path.id), path.summary, icon="footprints")
            for path in self._toolbox.paths()
        ]
        tools = [
            Entry(TOOL, tool.id, tool.title, tool.kind_words, tool.purpose, faded=tool.stale(today), icon="clipboard")
            for tool in self._toolbox.tools()
        ]
        return paths + tools

    def opened(self, entry: Entry) -> None:
        """Enter or a double click on an entry of the list."""
        if entry.kind == PATH:
            self.path_wanted.emit(entry.id)

    def show(self, entry: Entry, detail: DetailView) -> None:
        """Shows a tool or path beside the list. The one already there stays, with what was typed into it.

        Raises Problem when there is none of this id.
        """
        if not self._shows(entry.id):
            detail.show_cards(self.card(entry.kind, entry.id))

    def _shows(self, tool_id: str) -> bool:
        cards = self._cards
        on_page = cards is not None and shiboken6.isValid(cards) and cards.isVisibleTo(self._page)
        return on_page and cards is not None and cards.tool.id == tool_id

    def card(self, kind: str, ref: str) -> QWidget:
        """What stands beside the list for this tool or path. Raises Problem when there is none of this id."""
        if kind == PATH:
            return _path_card(self._toolbox.path(ref), self.path_wanted.emit)
        tool, setup = self._toolbox.tool(ref), self._desk.setup()
        guides = [guide for guide in self._desk.library.guides() if guide.id in tool.guides]
        guides.sort(key=lambda guide: tool.guides.index(guide.id))
        known = known_places(setup.agency, self._desk.published(), long_day(setup.printed_on))
        self._cards = ToolCards(tool, guides, known, stale=tool.stale(setup.printed_on))
        self._cards.guide_wanted.connect(self.guide_wanted)
        self._cards.print_wanted.connect(self._print)
        return self._cards

    def forget(self) -> None:
        """Lets go of what was typed (lock, signing in and out)."""
        self._cards = None

    def _print(self, tool_id: str, way: str, values: dict[str, str]) -> None:
        from wellness_desktop.library.tool_prints import Filling, tool_sheet

        tool, setup = self._toolbox.tool(tool_id), self._desk.setup()
        lines, team = self._desk.library.help_lines(self._desk.state()), self._desk.published()
        filling = Filling(values, lines, () if way == BLANK else team)
        self._desk.print(self._page, tool.title, lambda: tool_sheet(tool, filling, setup, fillable=way == FORM))


class ToolCards(QWidget):
    """One tool. `print_wanted` carries its id, one of FILLED, BLANK and FORM, and what stands in the fields."""

    guide_wanted = Signal(str)
    print_wanted = Signal(str, str, dict)

    def __init__(
        self, tool: Tool, guides: Sequence[Guide], known: dict[str, str], *, stale: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tool = tool
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        # In the order in which Tab goes: parts are reached as they are made.
        column.addWidget(self._head(stale))
        self.form = Form(self)
        for place in tool.places:
            self.form.add(place_label(place), TextField(known[place], self.form, most=_LONGEST), name=place)
        if tool.places:
            column.addWidget(self._fill_in())
        else:
            self.form.hide()
        if guides:
            column.addWidget(self._guides(guides))
        column.addWidget(self._text(known))

    def values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {place: str(self.form.values()[place]) for place in self.tool.places}

    def _head(self, stale: bool) -> Card:
        tool, card = self.tool, Card(parent=self)
        card.add(Text(tool.title, "big", card))
        card.add(Text(tool.purpose, "body", card))
        day = long_day(tool.checked_on)
        checked = Chip(tr("Checked {day}", day=day), "ok", card)
        if stale:
            checked = Chip(tr("Not checked since {day}", day=day), "warn", card)
        card.add(_row([Chip(tool.kind_words, "plain", card), checked], card))
        if tool.warning:
            card.add(Text(tool.warning, "strong", card))
        ways = [
            button(tr("Print"), "printer", "primary", press=lambda: self._ask(FILLED), parent=card),
            button(
                tr("Print blank"), "file-text", tip=tr("With lines to write on by hand."),
                press=lambda: self._ask(BLANK), parent=card,
            ),
            button(
                tr("PDF to fill in"), "square-pen", tip=tr("Save it, and type into it with any PDF reader."),
                press=lambda: self._ask(FORM), parent=card,
            ),
        ]  # fmt: skip
        card.add(_row(ways, card))
        card.add(Text(tr("Afterward: {what}", what=tool.afterward), "muted", card))
        return card

    def _guides(self, guides: Sequence[Guide]) -> Card:
        card = Card(tr("Belongs to"), "book-open", parent=self)
        for guide in guides:
            card.add(
                button(
                    guide.title,
                    "book-open",
                    "row",
                    spoken=tr("Read the guide: {title}", title=guide.title),
                    press=partial(self.guide_wanted.emit, guide.id),
                    parent=card,
                )
            )
        return card

    def _fill_in(self) -> Card:
        card = Card(tr("What goes into it"), "pencil", parent=self)
        hint = tr("Leave a field empty for a line to write on. What you type here is printed and kept nowhere.")
        card.add(Text(hint, "muted", card))
        card.add(self.form)
        return card

    def _text(self, known: dict[str, str]) -> Card:
        card = Card(tr("What it says"), "scroll-text", parent=self)
        for style, words in said_pieces(self.tool, known):
            card.add(Text(words, style, card))
        return card

    def _ask(self, way: str) -> None:
        values = dict.fromkeys(PLACES, "") if way == BLANK else self.values()
        self.print_wanted.emit(self.tool.id, way, values)


def _path_card(path: LibraryPath, wanted: Callable[[str], object]) -> Card:
    card = Card()
    card.add(Text(path.title, "big", card))
    card.add(Text(path.question, "muted", card))
    card.add(Text(path.summary, "body", card))
    card.add(_row([button(tr("Open the path"), "footprints", "primary", press=lambda: wanted(path.id))], card))
    for number, step in enumerate(path.steps, 1):
        card.add(Text(tr("{number}. {title}", number=number, title=step.title), "body", card))
    return card


def _row(widgets: Sequence[QWidget], parent: QWidget) -> QWidget:
    row = QWidget(parent)
    flow = Flow(row)
    for widget in widgets:
        flow.addWidget(widget)
    return row
