"""The roster's prints for the command line."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from wellness_desktop.base.settings import Settings

if TYPE_CHECKING:
    from wellness_desktop.app.services import Services
    from wellness_desktop.roster.printed_line import PrintedLine

RosterPrint = Callable[["Services", "Sequence[PrintedLine]", Settings], bytes]


def _wall_sheet(services: "Services", lines: "Sequence[PrintedLine]", settings: Settings) -> bytes:
    from wellness_desktop.roster.papers import PaperSetup

    chain = services.roster.call_chain(lines, on_paper=True)
    return services.roster.print_wall_sheet(lines, PaperSetup(settings.agency_name, settings.paper), chain)


def _wallet_cards(services: "Services", lines: "Sequence[PrintedLine]", settings: Settings) -> bytes:
    from wellness_desktop.roster.papers import PaperSetup

    return services.roster.print_wallet_cards(lines, PaperSetup(settings.agency_name, settings.paper))


def _helper_cards(services: "Services", _lines: "Sequence[PrintedLine]", settings: Settings) -> bytes:
    from wellness_desktop.roster.papers import PaperSetup

    return services.roster.print_contact_cards(PaperSetup(settings.agency_name, settings.paper))


def _fridge_sheet(services: "Services", lines: "Sequence[PrintedLine]", settings: Settings) -> bytes:
    from wellness_desktop.roster.papers import PaperSetup

    return services.roster.print_fridge_sheet(lines, PaperSetup(settings.agency_name, settings.paper))


def _team_roster(services: "Services", _lines: "Sequence[PrintedLine]", settings: Settings) -> bytes:
    from wellness_desktop.roster.papers import PaperSetup

    return services.roster.print_team_roster(PaperSetup(settings.agency_name, settings.paper))


def _call_sheet(services: "Services", _lines: "Sequence[PrintedLine]", settings: Settings) -> bytes:
    return services.roster.print_call_sheet(agency=settings.agency_name, size=settings.paper)


ROSTER_PRINTS: dict[str, RosterPrint] = {
    "wall-sheet": _wall_sheet,
    "wallet-cards": _wallet_cards,
    "helper-cards": _helper_cards,
    "fridge-sheet": _fridge_sheet,
    "team-roster": _team_roster,
    "call-sheet": _call_sheet,
}
"""By the name that is typed after "print"."""
