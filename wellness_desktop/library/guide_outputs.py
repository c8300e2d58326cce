"""Printing a guide from the library's page: the handout and the quick card, each with the agency's own contacts."""

from dataclasses import replace

from wellness_desktop.kit.page import Page
from wellness_desktop.library.desk import Desk


def print_handout(desk: Desk, page: Page, guide_id: str, *, large: bool) -> None:
    """Makes the handout in the background, then offers it."""
    from wellness_desktop.library.prints import handout

    guide, lines = desk.library.guide(guide_id), desk.library.help_lines()
    own, setup = desk.contacts(), replace(desk.setup(), large=large)
    desk.print(page, guide.title, lambda: handout(guide, lines, own, setup))


def print_card(desk: Desk, page: Page, guide_id: str, *, large: bool) -> None:
    """Makes the quick card in the background, then offers it."""
    from wellness_desktop.library.prints import quick_card

    guide, lines = desk.library.guide(guide_id), desk.library.help_lines()
    own, setup = desk.contacts(), replace(desk.setup(), large=large)
    desk.print(page, guide.title, lambda: quick_card(guide, lines, own, setup))
