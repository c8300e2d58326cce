"""The screens about a helper behind the number: vetting, courses, and one's own part. Each is built when opened.

One object, so that the roster page stays short (see upkeep.py for the screens that keep the list right).
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.kit.drafts import say_kept
from wellness_desktop.kit.screens import ScreensPage
from wellness_desktop.roster.people import Person
from wellness_desktop.roster.vetting_questions import is_vetted

if TYPE_CHECKING:
    from wellness_desktop.roster.people_view import PeopleView
    from wellness_desktop.roster.service import Roster
    from wellness_desktop.roster.vetting_view import VettingView

OpenScreen = Callable[[QWidget, str, str], None]
Offer = Callable[[str, Callable[[], bytes], str], None]


class TeamScreens:
    """Opens its screens on `page` through `show(screen, title, purpose)`; `offer` makes and offers a print."""

    def __init__(
        self,
        page: ScreensPage,
        roster: "Roster",
        show: OpenScreen,
        offer: Offer,
        *,
        agency: str,
        paper: Literal["letter", "a4"],
    ) -> None:
        self._page, self._roster, self._show, self._offer = page, roster, show, offer
        self._agency, self._paper = agency, paper

    def add_ways_in(self, people: "PeopleView") -> None:
        """Puts keys into the list of people, and hears the buttons beside it."""
        people.view.vetting_wanted.connect(self.show_vetting)
        if self._roster.actor.may(Can.EDIT_ROSTER):
            people.table.act("V", tr("vetting"), self.show_vetting)

    def flush(self) -> None:
        """Saves what waits for a pause in typing."""
        for name in ("vetting",):
            if name in vars(self) and vars(self)[name].isVisible():
                vars(self)[name].flush()

    def draft(self) -> dict[str, Any]:
        """What is typed on these screens and not saved, by screen; empty when there is nothing."""
        found = {name: vars(self)[name].begun() for name in ("vetting",) if name in vars(self)}
        return {name: begun for name, begun in found.items() if begun is not None}

    def take_draft(self, values: dict[str, Any]) -> None:
        """Opens what `draft` gave, as it was left. Raises Problem when that is not possible any more."""
        if "vetting" in values:
            self._open_vetting()
            self.vetting.go_on(values["vetting"])
            say_kept(self._page.banner, self._throw_vetting_away)

    # Vetting

    @cached_property
    def vetting(self) -> "VettingView":
        """The questions for one provider."""
        from wellness_desktop.roster.vetting_view import VettingView

        made = VettingView(self._roster, self._page.banner, self._print_vetting, self._page.screens_parent)
        return self._page.take_in(made)

    def show_vetting(self, person: Person) -> None:
        """Opens the questions for this person; says so where there are none."""
        if not self._roster.actor.may(Can.EDIT_ROSTER):
            return
        if not is_vetted(person.roles):
            self._page.banner.note(
                tr("{name} needs no vetting.", name=person.name),
                tr("There are questions for clinicians, chaplains, treatment centers and EAPs."),
            )
            return
        self._page.banner.clear()
        self._open_vetting()
        with self._page.attempt():
            self.vetting.start(person.id)

    def _open_vetting(self) -> None:
        purpose = tr("What was asked, when, and by whom. Ask what fits; the rest may stay open.")
        self._show(self.vetting, tr("Vetting"), purpose)

    def _throw_vetting_away(self) -> None:
        self.vetting.throw_away()
        self._page.banner.clear()

    def _print_vetting(self, person_id: UUID, blank: bool) -> None:
        self._offer(
            tr("Vetting sheet"),
            lambda: self._roster.print_dossier(person_id, blank=blank, agency=self._agency, size=self._paper),
            tr("vetting.pdf"),
        )
