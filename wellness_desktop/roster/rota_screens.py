"""The screens of the roster page that are about who answers when: the rota, the call chain, and whom to talk to.

One object, so that the page stays short; each screen is built when it is first opened.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from wellness_desktop.base.files import write_whole
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.screens import ScreensPage
from wellness_desktop.roster.people import Person
from wellness_desktop.roster.printed_line import PrintedLine

if TYPE_CHECKING:
    from wellness_desktop.roster.chain_view import ChainView
    from wellness_desktop.roster.find_view import FindView
    from wellness_desktop.roster.people_view import PeopleView
    from wellness_desktop.roster.rota_view import RotaView
    from wellness_desktop.roster.service import Roster

OpenScreen = Callable[[QWidget, str, str], None]
Offer = Callable[[str, Callable[[], bytes], str], None]


class RotaScreens:
    """Opens its screens on `page` through `show(screen, title, purpose)`.

    `exact(duty)` opens the form with clock times, `offer(title, make, file_name)` a print; `escape_met` is told
    of a screen's own way back on the same key.
    """

    def __init__(
        self,
        page: ScreensPage,
        roster: "Roster",
        show: OpenScreen,
        offer: Offer,
        exact: Callable[[object], None],
        escape_met: Callable[[Callable[[], None]], object],
        *,
        agency: str,
        paper: Literal["letter", "a4"],
        lines: Callable[[], Sequence[PrintedLine]],
    ) -> None:
        self._page, self._roster, self._show, self._offer = page, roster, show, offer
        self._exact, self._escape_met, self._agency, self._paper = exact, escape_met, agency, paper
        self._lines = lines
        self._people: Sequence[Person] = ()
        self._open_person: Callable[[UUID], object] = lambda _person: None

    def refresh(self, people: Sequence[Person]) -> None:
        """Shows what is there now on the screens that were opened."""
        self._people = people
        if "rota" in vars(self):
            self.rota.refresh(people)
        if "chain" in vars(self):
            self.chain.refresh(people)

    @cached_property
    def rota(self) -> "RotaView":
        """The picture of the rota."""
        from wellness_desktop.roster.rota_view import RotaView

        page = self._page
        made = RotaView(self._roster, page.banner, page.refresh, page.screens_parent)
        made.exact_wanted.connect(self._exact)
        made.chain_wanted.connect(self.show_chain)
        made.print_wanted.connect(self.print_month)
        made.calendar_wanted.connect(self.save_calendar)
        self._escape_met(made.show_list)
        return page.take_in(made)

    def show_rota(self) -> None:
        """Opens the rota at today."""
        self._page.banner.clear()
        self._show(self.rota, tr("On call"), tr("Who answers when. Changes reach the front door at once."))
        self._page.refresh()
        self.rota.start()

    @cached_property
    def chain(self) -> "ChainView":
        """Who is tried in which order."""
        from wellness_desktop.roster.chain_view import ChainView

        made = ChainView(self._roster, self._lines, self._page.banner, self._page.screens_parent)
        self._escape_met(made.show_list)
        return self._page.take_in(made)

    def show_chain(self) -> None:
        """Opens the call chain."""
        self._page.banner.clear()
        self._show(self.chain, tr("Call chain"), tr("Who is tried first, and who is tried next."))
        self._page.refresh()
        self.chain.start()

    def add_ways_in(self, people: "PeopleView", open_person: Callable[[UUID], object]) -> None:
        """Puts a button under the list of people; `open_person` shows whoever was found."""
        self._open_person = open_person
        self.find_button = button(tr("Find someone"), "search", "link", press=self.show_find, parent=people)
        people.add_below(self.find_button)
        people.table.act("F", tr("find someone"), lambda _person: self.show_find())

    @cached_property
    def find(self) -> "FindView":
        """Whom to talk to."""
        from wellness_desktop.roster.find_view import FindSources, FindView
        from wellness_desktop.roster.finding import choices_of

        roster = self._roster
        sources = FindSources(
            find=roster.find,
            choices=lambda: choices_of(roster.findable()),
            knows_chain=roster.knows_my_chain,
            superiors=roster.superiors,
        )
        made = FindView(sources, self._page.screens_parent)
        made.person_wanted.connect(lambda key: self._open_person(UUID(key)))
        self._escape_met(made.show_list)
        return self._page.take_in(made)

    def show_find(self) -> None:
        """Opens the wishes, empty."""
        self._page.banner.clear()
        self._show(self.find, tr("Find someone"), tr("To talk to, for yourself or somebody else. Nothing is kept."))
        with self._page.attempt():
            self.find.start()

    def print_month(self, day: date) -> None:
        """Prints the month of that day as grid and list."""
        roster, agency, paper, lines = self._roster, self._agency, self._paper, self._lines()
        self._offer(
            tr("On-call month"), lambda: roster.print_rota(day, lines, agency=agency, size=paper), tr("on call.pdf")
        )

    def save_calendar(self, person: Person) -> None:
        """Asks where to, and saves the coming on-call times of this person there."""
        from wellness_desktop.roster.rota_calendar import FILE_NAME

        dialog = QFileDialog(self._page, tr("Save calendar file"), str(Path.home() / FILE_NAME))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Calendars (*.ics)"))
        dialog.setDefaultSuffix("ics")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.save_calendar_to(person, path))
        dialog.open()

    def save_calendar_to(self, person: Person, path: str) -> None:
        """Saves them there."""
        with self._page.attempt():
            write_whole(Path(path), self._roster.on_call_calendar(person.id))
            self._page.banner.say(
                tr("Saved."), detail=tr("The file says “On call” and the times. It names nobody and no reason.")
            )
