"""The screens around the roster's list that keep it right: checks, prints, agreement, paper, taking somebody off.

One object, so that the page stays short; each screen is built when it is first opened.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.button import button
from wellness_desktop.kit.screens import ScreensPage
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.roster.papers import PaperKind, PaperSetup
from wellness_desktop.roster.people import Done, Person, PersonDetails
from wellness_desktop.roster.printed_line import PrintedLine

if TYPE_CHECKING:
    from wellness_desktop.roster.checks_view import ChecksView
    from wellness_desktop.roster.consent_view import ConsentView
    from wellness_desktop.roster.papers_view import PapersView
    from wellness_desktop.roster.people_view import PeopleView
    from wellness_desktop.roster.prints_view import PrintsView
    from wellness_desktop.roster.removal_view import RemovalView
    from wellness_desktop.roster.service import Roster

OpenScreen = Callable[[QWidget, str, str], None]


class Upkeep:
    """Opens its screens on `page` through `show(screen, title, purpose)`."""

    def __init__(
        self,
        page: ScreensPage,
        roster: "Roster",
        tasks: Tasks,
        show: OpenScreen,
        *,
        agency: str,
        paper: Literal["letter", "a4"],
        private: Path | None,
        lines: Callable[[], Sequence[PrintedLine]],
        people: Callable[[], Sequence[Person]],
        show_list: Callable[[], object],
        print_list: Callable[[PaperSetup], object],
    ) -> None:
        self._page, self._roster, self._tasks, self._show = page, roster, tasks, show
        self._agency, self._paper, self._private = agency, paper, private
        self._lines, self._people, self._show_list, self._print_list = lines, people, show_list, print_list

    def add_ways_in(self, people: "PeopleView") -> None:
        """Puts buttons under the list of people, and keys into it."""
        self.prints_button = button(tr("All prints"), "printer", "link", press=self.show_prints, parent=people)
        people.add_below(self.prints_button)
        people.table.act("P", tr("all prints"), lambda _person: self.show_prints())
        people.view.consent_wanted.connect(self.show_consent)
        if not self._roster.actor.may(Can.EDIT_ROSTER):
            return
        people.table.act("A", tr("agreement"), self.show_consent)
        self.checks_button = button(
            tr("Check numbers"), "clipboard-check", "link", press=self.show_checks, parent=people
        )
        people.add_below(self.checks_button)
        people.table.act("C", tr("check numbers"), lambda _person: self.show_checks())

    @cached_property
    def checks(self) -> "ChecksView":
        """Typing back a call sheet."""
        from wellness_desktop.roster.checks_view import ChecksView

        made = ChecksView(self._roster, self._page.banner, self.print_call_sheet, self._page.screens_parent)
        return self._page.take_in(made)

    @cached_property
    def prints(self) -> "PrintsView":
        """Everything that can be printed."""
        from wellness_desktop.roster.prints_view import PrintsView

        made = PrintsView(
            self._roster, self._agency, self._paper, self.print_paper, self.show_papers, self._page.screens_parent
        )
        return self._page.take_in(made)

    @cached_property
    def papers(self) -> "PapersView":
        """The register of paper."""
        from wellness_desktop.roster.papers_view import PapersView

        return self._page.take_in(PapersView(self._roster, self._page.banner, self._page.screens_parent))

    @cached_property
    def consent(self) -> "ConsentView":
        """What somebody agreed to."""
        from wellness_desktop.roster.consent_view import ConsentView

        return self._page.take_in(ConsentView(self._roster, self._page.banner, self._page.screens_parent))

    @cached_property
    def removal(self) -> "RemovalView":
        """What hangs on somebody who is to be taken off."""
        from wellness_desktop.roster.removal_view import RemovalView

        made = RemovalView(self._roster, self._page.banner, self._take_off, self._page.screens_parent)
        return self._page.take_in(made)

    def show_prints(self) -> None:
        """Opens the list of prints."""
        self._page.banner.clear()
        self._show(self.prints, tr("Print"), tr("Paper for the wall, the wallet, the fridge and the file."))
        self.prints.start()

    def show_papers(self) -> None:
        """Opens the register of paper that is out."""
        self._page.banner.clear()
        self._show(self.papers, tr("Paper that is out"), tr("What still hangs somewhere and shows people."))
        with self._page.attempt():
            self.papers.start(self._names())
            self.papers.focus_first()

    def show_consent(self, person: Person) -> None:
        """Opens what this person agreed to."""
        self._page.banner.clear()
        title = tr("Agreement of {name}", name=person.name)
        self._show(self.consent, title, tr("Nothing about a person is shown or handed on without it."))
        with self._page.attempt():
            self.consent.start(person, self._names())

    def show_removal(self, person: Person) -> None:
        """Opens what mentions this person, before they are taken off."""
        self._page.banner.clear()
        title = tr("Take {name} off the roster", name=person.name)
        self._show(self.removal, title, tr("What mentions them, what becomes of it, and the paper to shred."))
        with self._page.attempt():
            self.removal.start(person, self._names())

    def _take_off(self, person: Person) -> None:
        with self._page.attempt():
            done = self._roster.remove(person.id)
            self._show_list()
            self._page.banner.say(
                tr("{name} was taken off the roster.", name=person.name),
                lambda: self._bring_back(done),
                detail=tr("The entry is kept for 30 days, then deleted. Shred paper that still shows it."),
            )

    def _bring_back(self, done: Done[Person]) -> None:
        done.undo()
        self._page.refresh()

    def paper_left(self, before: PersonDetails | None, after: Person) -> dict[str, Any]:
        """What the banner says besides, where an edit took an agreement back while paper still shows the person."""
        withdrawn = before is not None and before.published_on is not None and after.published_on is None
        papers = self._roster.papers(after.id) if withdrawn else []
        if not papers:
            return {}
        words = tr_count(
            "Off the front door. {count} print still shows them.",
            "Off the front door. {count} prints still show them.",
            len(papers),
        )
        return {"detail": words, "action": tr("Show the paper"), "press": lambda: self.show_consent(after)}

    def _names(self) -> dict[UUID, str]:
        return {person.id: person.name for person in self._people()}

    def print_paper(self, kind: PaperKind, setup: PaperSetup) -> None:
        """Makes this print and offers it; the phone list first asks whose numbers."""
        if kind is PaperKind.PHONE_LIST:
            self._print_list(setup)
            return
        roster, lines = self._roster, self._lines()
        makers: dict[PaperKind, Callable[[], bytes]] = {
            PaperKind.WALL_SHEET: lambda: roster.print_wall_sheet(
                lines, setup, roster.call_chain(lines, on_paper=True)
            ),
            PaperKind.WALLET_CARDS: lambda: roster.print_wallet_cards(lines, setup),
            PaperKind.CONTACT_CARDS: lambda: roster.print_contact_cards(setup),
            PaperKind.FRIDGE_SHEET: lambda: roster.print_fridge_sheet(lines, setup),
            PaperKind.ON_CALL_MONTH: lambda: roster.print_rota(
                roster.today, lines, agency=setup.agency, size=setup.size, large=setup.large, holder=setup.holder
            ),
            PaperKind.TEAM_ROSTER: lambda: roster.print_team_roster(setup),
            PaperKind.CALL_SHEET: lambda: roster.print_call_sheet(
                agency=setup.agency, size=setup.size, large=setup.large, holder=setup.holder
            ),
        }
        self.offer(kind.label, makers[kind], f"{kind.label.lower()}.pdf")

    def show_checks(self) -> None:
        """Opens the numbers that wait for a check."""
        if not self._roster.actor.may(Can.EDIT_ROSTER):
            return
        self._page.banner.clear()
        self._show(self.checks, tr("Check numbers"), tr("One key each: is this number still right?"))
        with self._page.attempt():
            self.checks.start()

    def print_call_sheet(self) -> None:
        """Prints what the screen shows, to call from."""
        self.offer(
            tr("Call sheet"),
            lambda: self._roster.print_call_sheet(agency=self._agency, size=self._paper),
            tr("call sheet.pdf"),
        )

    def offer(self, title: str, make: Callable[[], bytes], file_name: str) -> None:
        """Makes a print beside the window and offers it."""
        self._tasks.start(
            lambda _task: make(),
            done=lambda pdf: self._offer(title, pdf, file_name),
            failed=self._not_printed,
            words=tr("Preparing: {title}", title=title),
        )

    def _offer(self, title: str, pdf: bytes, file_name: str) -> None:
        from wellness_desktop.kit.printing import offer_print

        offer_print(self._page, title, pdf, file_name=file_name, private=self._private)

    def _not_printed(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self._page.banner.problem(error)
