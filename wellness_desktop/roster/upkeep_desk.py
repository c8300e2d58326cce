"""What keeps the roster right and its people in charge of it: checks, agreements, and taking somebody off."""

from wellness_desktop.roster.checks_desk import ChecksDesk
from wellness_desktop.roster.consent_desk import ConsentDesk
from wellness_desktop.roster.removal_desk import RemovalDesk


class UpkeepDesk(ChecksDesk, ConsentDesk, RemovalDesk):
    """Checks, agreements, removal and the register of paper."""
