"""Puts together what installs content packs: the folders, the plans' own check of plan files, and who is asking."""

from datetime import tzinfo

from wellness_desktop.accounts.station import SignedIn
from wellness_desktop.app.plan_files import check_plan_files
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.paths import Paths
from wellness_desktop.base.resources import resources_root
from wellness_desktop.library.packs.desk import PackDesk


def pack_desk(paths: Paths, clock: Clock, zone: tzinfo, signed_in: SignedIn | None) -> PackDesk:
    """The desk of this station; `signed_in` is None where nobody is, and then only what needs nobody is allowed."""
    return PackDesk(
        paths.content,
        resources_root(),
        lambda: clock.now().astimezone(zone).date(),
        check_plan_files,
        signed_in=signed_in,
        station_exists=paths.keys.exists() or paths.store.exists(),
    )
