"""The person who is signed in, as every service sees them."""

from dataclasses import dataclass
from uuid import UUID

from wellness_desktop.accounts.roles import ALLOWED, Can, Role
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.base.language import tr


@dataclass(frozen=True, slots=True)
class Actor:
    """An account with the roles it holds. Services ask it before they read or write."""

    account_id: UUID
    name: str
    roles: frozenset[Role]

    def may(self, can: Can) -> bool:
        """Whether any of the actor's roles allows it."""
        return not self.roles.isdisjoint(ALLOWED[can])

    def require(self, can: Can) -> None:
        """Raises NotAllowed unless the actor may; the message names the roles that could."""
        if self.may(can):
            return
        labels = sorted(role.label for role in ALLOWED[can])
        raise NotAllowed(
            tr("Your roles do not include this."),
            tr("Nothing was changed. It takes one of these roles: {roles}.", roles=", ".join(labels)),
        )
