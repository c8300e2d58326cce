"""The screens through which people come in and go out: import, doubles, the code for a phone, export.

One object beside the page, as `upkeep` is; each screen is built when it is first opened.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.button import button
from wellness_desktop.roster.file_drop import FileDrop
from wellness_desktop.roster.people import Done, Person

if TYPE_CHECKING:
    from wellness_desktop.kit.tasks import Tasks
    from wellness_desktop.roster.contact_code_view import ContactCodeView
    from wellness_desktop.roster.import_view import ImportView
    from wellness_desktop.roster.merge_view import MergeView
    from wellness_desktop.roster.people_view import PeopleView
    from wellness_desktop.roster.roster_page import RosterPage
    from wellness_desktop.roster.service import Roster


class ExchangeRooms:
    """Opens its screens on `page`, and goes back to its list."""

    def __init__(self, page: "RosterPage", roster: "Roster", tasks: "Tasks", agency: str) -> None:
        self._page, self._roster, self._tasks, self._agency = page, roster, tasks, agency

    def add_ways_in(self, people: "PeopleView") -> None:
        """Puts buttons under the list of people, keys into it, and takes files dropped on the page."""
        may = self._roster.actor.may
        self.import_button = button(tr("Import people"), "import", "link", press=self.show_import, parent=people)
        self.doubles_button = button(tr("Find doubles"), "users", "link", press=self.show_doubles, parent=people)
        self.export_button = button(
            tr("Export contacts"), "upload", "link", press=self._page.outputs.export, parent=people
        )
        self.import_button.setVisible(may(Can.EDIT_ROSTER))
        self.doubles_button.setVisible(may(Can.EDIT_ROSTER))
        self.export_button.setVisible(may(Can.EXPORT_CONTACTS))
        people.add_below(self.import_button, self.doubles_button, self.export_button)
        people.table.act("Q", tr("code for a phone"), self.show_code)
        people.view.code_wanted.connect(self.show_code)
        if may(Can.EDIT_ROSTER):
            people.table.act("D", tr("find doubles"), lambda _person: self.show_doubles())
            FileDrop(self._page, self.import_file)

    @cached_property
    def importer(self) -> "ImportView":
        """Taking people in from a file."""
        from wellness_desktop.roster.import_view import ImportView

        page = self._page
        made = ImportView(self._roster, self._tasks, page.banner, self._agency, page.screens_parent)
        made.imported.connect(self._imported)
        made.closed.connect(page.show_list)
        page.take_in(made)
        return made

    @cached_property
    def doubles(self) -> "MergeView":
        """Two entries of one person."""
        from wellness_desktop.roster.merge_view import MergeView

        page = self._page
        made = MergeView(self._roster, self._tasks, page.banner, page.screens_parent)
        made.changed.connect(page.refresh)
        made.closed.connect(page.show_list)
        page.take_in(made)
        return made

    @cached_property
    def code(self) -> "ContactCodeView":
        """One contact for a phone."""
        from wellness_desktop.roster.contact_code_view import ContactCodeView

        made = ContactCodeView(self._roster, self._page.screens_parent)
        made.closed.connect(self._page.show_list)
        self._page.take_in(made)
        return made

    def show_import(self) -> None:
        """Opens the import, ready for a file."""
        self._page.banner.clear()
        self._page.show_screen(self.importer, tr("Import people"), tr("Nothing is saved before you have seen it."))
        self.importer.start()

    def import_file(self, path: str) -> None:
        """Opens the import and shows what is in this file."""
        self._page.flush()
        self.show_import()
        self.importer.read(path)

    def show_doubles(self) -> None:
        """Opens the entries that look like one person."""
        if not self._roster.actor.may(Can.EDIT_ROSTER):
            return
        self._page.banner.clear()
        self._page.show_screen(
            self.doubles, tr("Find doubles"), tr("Two entries of one person are made one; all numbers are kept.")
        )
        self.doubles.start()

    def show_code(self, person: Person) -> None:
        """Opens the code of one person; stays on the list, and says why, where there can be none."""
        self._page.banner.clear()
        with self._page.attempt():
            self.code.show_person(person.id)
            self._page.show_screen(
                self.code, tr("Code for a phone"), tr("A phone's camera takes the contact; nothing is sent.")
            )
            self.code.done_button.setFocus()

    def _imported(self, done: Done[int]) -> None:
        page = self._page
        page.show_list()

        def take_back() -> None:
            done.undo()
            page.refresh()

        page.banner.say(
            tr_count("{count} person was imported.", "{count} people were imported.", done.value),
            take_back,
            action=tr("Find doubles"),
            press=self.show_doubles,
        )
