"""The demo's family papers and their custodians (resources/demo/family.toml): each sealed by its own member."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from wellness_desktop.app.services import Services


def name_custodians(services: "Services", table: Mapping[str, Any], accounts: Mapping[str, UUID]) -> None:
    """As the planner, with two others."""
    services.plans.packets.begin_custody([accounts[key] for key in table["custodians"]])


def write_papers(services: "Services", table: Mapping[str, Any], who: str) -> None:
    """As the member: whoever is signed in seals what the table has under `who`."""
    packets = services.plans.packets
    packets.save_packet(table[who], seen=packets.my_packet().sealing)
