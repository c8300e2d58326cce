"""The roster: people who answer, and who of them is on call now."""

from wellness_desktop.roster.duty_roster.lists_desk import ListsDesk
from wellness_desktop.roster.exchange_desk import ExchangeDesk
from wellness_desktop.roster.find_desk import FindDesk
from wellness_desktop.roster.helpers_desk import HelpersDesk
from wellness_desktop.roster.merge_desk import MergeDesk
from wellness_desktop.roster.rota_desk import RotaDesk
from wellness_desktop.roster.upkeep_desk import UpkeepDesk
from wellness_desktop.roster.vetting_desk import VettingDesk


class Roster(ExchangeDesk, MergeDesk, UpkeepDesk, HelpersDesk, FindDesk, RotaDesk, VettingDesk, ListsDesk):
    """Everything the roster does for the person signed in.

    Each method asks the actor first; each change comes back with a way to undo it. One file per subject:
    people_desk, helpers_desk, find_desk, on_call_desk, rota_desk, chain_desk, exchange_desk, checks_desk,
    register_desk; who works when in duty_roster; desk.py is what they stand on.
    """
