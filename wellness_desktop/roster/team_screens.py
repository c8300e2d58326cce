"""The screens about a helper behind the number: vetting, courses, and one's own part. Each is built when opened.

One object, so that the roster page stays short (see upkeep.py for the screens that keep the list right).
"""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wellness_desktop.accounts.roles import Can
from wellness_desktop.base.language import tr
from wellness_desktop.kit.button import button
from wellness_desktop.kit.drafts import say_kept, say_thrown_away
from wellness_desktop.kit.screens import ScreensPage
from wellness_desktop.roster.people import Person
from wellness_desktop.roster.vetting_questions import is_vetted

if TYPE_CHECKING:
    from wellness_desktop.roster.my_part_view import MyPartView
    from wellness_desktop.roster.people_view import PeopleView
    from wellness_desktop.roster.service import Roster
    from wellness_desktop.roster.training_view import TrainingView
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
        edit: Callable[[Person], object],
        *,
        agency: str,
        paper: Literal["letter", "a4"],
    ) -> None:
        self._page, self._roster, self._show, self._offer = page, roster, show, offer
        self._edit = edit
        self._agency, self._paper = agency, paper

    def add_ways_in(self, people: "PeopleView") -> None:
        """Puts keys into the list of people, and hears the buttons beside it."""
        people.view.vetting_wanted.connect(self.show_vetting)
        people.view.training_wanted.connect(self.show_training)
        actor = self._roster.actor
        if actor.may(Can.EDIT_OWN_ENTRY):
            people.add_below(button(tr("My part"), "id-card", "link", press=self.show_my_part, parent=people))
            people.table.act("M", tr("my part"), lambda _person: self.show_my_part())
        if actor.may(Can.SEE_WHOLE_ROSTER):
            people.add_below(button(tr("Training"), "graduation-cap", "link", press=self.show_training, parent=people))
            people.table.act("T", tr("training"), self.show_training)
        if actor.may(Can.EDIT_ROSTER):
            people.table.act("V", tr("vetting"), self.show_vetting)

    def flush(self) -> None:
        """Saves what waits for a pause in typing."""
        for name, made in self._made().items():
            if name != "training" and made.isVisible():
                made.flush()

    def draft(self) -> dict[str, Any]:
        """What is typed on these screens and not saved, by screen; empty when there is nothing."""
        found = {name: made.begun() for name, made in self._made().items()}
        return {name: begun for name, begun in found.items() if begun is not None}

    def take_draft(self, values: dict[str, Any]) -> None:
        """Opens what `draft` gave, as it was left. Raises Problem when that is not possible any more."""
        for name, opened in (
            ("vetting", self._open_vetting),
            ("training", self._open_training),
            ("my_part", self._open_my_part),
        ):
            if name in values:
                opened()
                getattr(self, name).go_on(values[name])
                say_kept(self._page.banner, partial(self._throw_away, name))

    def _made(self) -> dict[str, Any]:
        """The screens that were opened."""
        return {name: vars(self)[name] for name in ("vetting", "training", "my_part") if name in vars(self)}

    def _throw_away(self, name: str) -> None:
        begun = getattr(self, name).begun()
        getattr(self, name).throw_away()
        self._page.banner.clear()
        if begun is not None:
            say_thrown_away(self._page.banner, lambda: getattr(self, name).go_on(begun))

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

    def _print_vetting(self, person_id: UUID, blank: bool) -> None:
        self._offer(
            tr("Vetting sheet"),
            lambda: self._roster.print_dossier(person_id, blank=blank, agency=self._agency, size=self._paper),
            tr("vetting.pdf"),
        )

    # Training

    @cached_property
    def training(self) -> "TrainingView":
        """The team's courses."""
        from wellness_desktop.roster.training_view import TrainingView

        return self._page.take_in(TrainingView(self._roster, self._page.banner, self._page.screens_parent))

    def show_training(self, person: Person | None = None) -> None:
        """Opens the team's training, at this helper where one is given."""
        if not self._roster.actor.may(Can.SEE_WHOLE_ROSTER):
            return
        self._page.banner.clear()
        self._open_training()
        with self._page.attempt():
            self.training.start(person.id if person else None)

    def _open_training(self) -> None:
        purpose = tr("Who is named and trained, what is missing, what ends soon. Nothing here is legal advice.")
        self._show(self.training, tr("Training of the team"), purpose)

    # My part

    @cached_property
    def my_part(self) -> "MyPartView":
        """What belongs to the person signed in."""
        from wellness_desktop.roster.my_part_view import MyPartView

        return self._page.take_in(MyPartView(self._roster, self._page.banner, self._edit, self._page.screens_parent))

    def show_my_part(self) -> None:
        """Opens one's own page."""
        self._page.banner.clear()
        self._open_my_part()
        with self._page.attempt():
            self.my_part.start()

    def _open_my_part(self) -> None:
        self._show(self.my_part, tr("My part"), tr("Your own entry, times and training. It is saved for you."))
