"""Builds what hands over: the page behind Settings, and the prints of the command line."""

from typing import TYPE_CHECKING

from wellness_desktop.app.backup_desk import BackupDesk
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.paths import Paths
from wellness_desktop.base.settings import Settings

if TYPE_CHECKING:
    from wellness_desktop.app.services import Services
    from wellness_desktop.today.handover.service import Handovers

HANDOVER = "handover"
PREFIX = "handover-"


def build_handovers(services: "Services", paths: Paths, clock: Clock, settings: Settings) -> "Handovers":
    """The service for the person signed in."""
    from wellness_desktop.today.handover.service import Handovers

    here = services.signed_in
    return Handovers(
        services.roster,
        services.debriefs,
        services.plans,
        services.accounts,
        BackupDesk(here, paths, clock).news,
        settings,
        here.store,
        here.actor,
        here.keyring,
        clock,
        here.audit,
        services.roster.zone,
    )


def handover_print(services: "Services", what: str, paths: Paths, clock: Clock, settings: Settings) -> bytes:
    """The pages that `what` names, such as handover-chief. Raises NotAllowed where they are not this person's."""
    from wellness_desktop.today.handover.values import Newcomer

    newcomer = Newcomer(what.removeprefix(PREFIX))
    return build_handovers(services, paths, clock, settings).print(newcomer)


def handover_prints() -> tuple[str, ...]:
    """What the command line calls them."""
    from wellness_desktop.today.handover.values import Newcomer

    return tuple(f"{PREFIX}{one}" for one in Newcomer)
