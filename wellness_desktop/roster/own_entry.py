"""Whoever signs in for the first time is asked once whether the entry with that name is theirs."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from wellness_desktop.base.language import tr
from wellness_desktop.kit.page import Page

if TYPE_CHECKING:
    from wellness_desktop.roster.service import Roster


def ask_whether_mine(page: Page, roster: "Roster", claimed: Callable[[Any, UUID], object]) -> None:
    """Asks in the page's banner; `claimed` gets what the service gave back (`Done`) and the entry's id."""

    def claim(person_id: UUID) -> None:
        with page.attempt():
            claimed(roster.claim(person_id), person_id)

    with page.attempt():
        entry = roster.entry_with_my_name()
        if entry is not None:
            page.banner.note(
                tr("An entry here carries your name, {name}.", name=entry.name),
                tr("If it is yours, you can keep your numbers up to date yourself."),
                action=tr("It is mine"),
                press=lambda: claim(entry.id),
            )
