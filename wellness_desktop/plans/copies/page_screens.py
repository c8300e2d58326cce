"""The paper copies within the page of the plans: their two screens, and how what is printed comes into the register."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.kit.screens import ScreensPage, screen
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.plans.copies.values import Batch, NewCopy, Update
from wellness_desktop.plans.copies.wording import paper_name

if TYPE_CHECKING:
    from wellness_desktop.plans.copies.copies_view import CopiesView
    from wellness_desktop.plans.copies.give_out_view import GiveOutView
    from wellness_desktop.plans.service import Plans
    from wellness_desktop.plans.sheets.printing import PaperPrinting


class CopiesScreens(ScreensPage):
    """What `PlansPage` shows and does about paper copies."""

    _plans: "Plans"
    _tasks: Tasks
    _plan: str
    leave: Callable[[], None]
    refresh: Callable[[], None]
    _show: Callable[[QWidget, str, str], None]
    _say_unfinished: Callable[[], None]
    _printing: "PaperPrinting"

    @screen
    def copies(self) -> "CopiesView":
        """The register."""
        from wellness_desktop.plans.copies.copies_view import CopiesView

        made = CopiesView(self._plans, self._tasks, self.banner, self.screens_parent)
        made.give_out_wanted.connect(self.show_give_out)
        made.update_wanted.connect(self._print_updates)
        made.list_wanted.connect(self._print_register)
        return self.take_in(made)

    @screen
    def give_out(self) -> "GiveOutView":
        """Who gets a copy."""
        from wellness_desktop.plans.copies.give_out_view import GiveOutView

        made = GiveOutView(self._plans, self.screens_parent)
        made.print_wanted.connect(self._print_copies)
        return self.take_in(made)

    def show_copies(self, copy: UUID | None = None) -> None:
        """The register of paper copies, at one when it is named."""
        self.leave()
        with self.attempt():
            self._show(
                self.copies, tr("Paper copies"), tr("Who has which copy, what is out of date, and what to print.")
            )
            self.copies.start(copy)
            self._say_unfinished()

    def show_give_out(self) -> None:
        """Who gets a copy, of the open plan or of all."""
        self.leave()
        with self.attempt():
            self._show(
                self.give_out,
                tr("Give out copies"),
                tr("Numbered, so that each can be brought up to date or taken back."),
            )
            self.give_out.start(self._plan)

    def copies_begun(self) -> dict[str, Any]:
        """What is typed on these screens and not saved, for the draft of the page."""
        found = {
            "copies": self.copies.begun() if self.is_built("copies") else None,
            "give_out": self.give_out.begun() if self.is_built("give_out") else None,
        }
        return {name: kept for name, kept in found.items() if kept}

    def take_copies(self, values: dict[str, Any]) -> bool:
        """Opens these screens at what was typed before. False when it is of another screen."""
        if "copies" in values:
            self.show_copies()
            self.copies.go_on(values["copies"])
        if "give_out" in values:
            self.show_give_out()
            self.give_out.go_on(values["give_out"])
        return "copies" in values or "give_out" in values

    def throw_copies_away(self) -> None:
        """Forgets what is typed on these screens and not saved."""
        if self.is_built("copies"):
            self.copies.throw_away()
        if self.is_built("give_out"):
            self.give_out.throw_away()

    # Printing

    def _print_copies(self, kind: str, plan: str, large: bool, wanted: Sequence[NewCopy]) -> None:
        copies = self._plans.copies
        self._tasks.start(
            lambda _task: copies.prepare(kind, plan, wanted, large=large),
            done=self._offer_copies,
            failed=self._printing.not_printed,
            words=tr("Preparing the copies"),
        )

    def _offer_copies(self, batch: Batch) -> None:
        title = tr("{paper}: numbered copies", paper=paper_name(batch.edition.key))
        self._printing.offer(title, "copies.pdf", batch.pdf, printed=_once(partial(self._enter, batch)))

    def _enter(self, batch: Batch) -> None:
        """They were printed: from now on they stand in the register."""
        with self.attempt():
            done = self._plans.copies.enter(batch)
            self.give_out.throw_away()
            self.show_copies(done.value[0])
            self.banner.say(
                tr_count("{count} copy is in the register.", "{count} copies are in the register.", len(done.value)),
                self._taking_back(done.undo),
                detail=tr("Not printed after all? Take it back with Undo."),
            )

    def _print_updates(self, ids: Sequence[UUID]) -> None:
        copies = self._plans.copies
        self._tasks.start(
            lambda _task: copies.prepare_updates(ids),
            done=self._offer_updates,
            failed=self._printing.not_printed,
            words=tr("Looking for changed pages"),
        )

    def _offer_updates(self, updates: Sequence[Update]) -> None:
        """A window for each paper; what needs no page is up to date at once."""
        for update in updates:
            if update.pdf:
                title = tr("{paper}: what has to be replaced", paper=paper_name(update.edition.key))
                enter = _once(partial(self._enter_update, update))
                self._printing.offer(title, "replaced-pages.pdf", update.pdf, printed=enter)
            else:
                self._enter_update(update)

    def _enter_update(self, update: Update) -> None:
        with self.attempt():
            done = self._plans.copies.enter_update(update)
            self.copies.refresh()
            waiting = sum(bool(one.changes) for one in update.replacements)
            words = (
                tr_count("{count} copy waits for its new pages.", "{count} copies wait for their new pages.", waiting)
                if waiting
                else tr("No page has to be replaced: the words on paper are still the same.")
            )
            detail = tr("Say so here when they are in the binder: choose the copy and press P.") if waiting else ""
            self.banner.say(words, self._taking_back(done.undo), detail=detail)

    def _print_register(self) -> None:
        self._printing.start_other(tr("Copies on paper"), "copies.pdf", self._plans.copies.print_register)

    def _taking_back(self, take_back: Callable[[], None]) -> Callable[[], None]:
        def undo() -> None:
            take_back()
            self.copies.refresh()

        return undo


def _once(do: Callable[[], object]) -> Callable[[], None]:
    """A window may print, save and print again: the register is told once."""
    told: list[bool] = []

    def tell() -> None:
        if not told:
            told.append(True)
            do()

    return tell
