"""What is said about an account at a glance: its state, its roles, when it was last used."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from wellness_desktop.accounts.roles import Role
from wellness_desktop.accounts.service import Account
from wellness_desktop.base.language import tr
from wellness_desktop.roster.when import day_text

UNUSED = timedelta(days=60)
"""After that an account is pointed out; whether to close it is for a person to say (SEC-02)."""


class AccountState(StrEnum):
    """The one thing to know about an account, the most pressing first."""

    CLOSED = "closed"
    LOCKED = "locked"
    WAITS = "waits"
    UNUSED = "unused"
    OPEN = "open"

    @property
    def label(self) -> str:
        """The state in the list."""
        return _looks()[self].label

    @property
    def icon(self) -> str:
        """Its icon in the list."""
        return _looks()[self].icon

    @property
    def chip(self) -> str:
        """The kind of its chip."""
        return _looks()[self].chip

    @property
    def meaning(self) -> str:
        """What it means, in a sentence."""
        return _looks()[self].meaning


@dataclass(frozen=True, slots=True)
class _Look:
    label: str
    icon: str
    chip: str
    meaning: str


def state_of(account: Account, now: datetime) -> AccountState:
    """The state to show for an account."""
    if account.closed:
        return AccountState.CLOSED
    if account.locked:
        return AccountState.LOCKED
    if account.waits_for_team:
        return AccountState.WAITS
    if is_unused(account, now):
        return AccountState.UNUSED
    return AccountState.OPEN


def is_unused(account: Account, now: datetime) -> bool:
    """Whether nobody signed in with it for 60 days (SEC-02); a new account counts from the day it was made."""
    return not account.closed and now - (account.last_used_at or account.created_at) > UNUSED


def role_words(account: Account) -> str:
    """The roles as one line; "Member", which everybody is, only where there is no other."""
    roles = [role for role in Role if role in account.roles and role is not Role.MEMBER]
    return ", ".join(role.label for role in roles) or Role.MEMBER.label


def used_words(account: Account, zone: tzinfo) -> str:
    """The day of the last sign-in."""
    if account.last_used_at is None:
        return tr("Not yet")
    return day_text(account.last_used_at.astimezone(zone).date())


def _looks() -> dict[AccountState, _Look]:
    return {
        AccountState.OPEN: _Look(tr("Open"), "circle-check", "ok", ""),
        AccountState.CLOSED: _Look(
            tr("Closed"), "ban", "plain", tr("Nobody can sign in with it. A new account needs another name.")
        ),
        AccountState.LOCKED: _Look(
            tr("Locked"), "lock", "warn", tr("Five wrong passphrases in 15 minutes. Ask who it was, then release it.")
        ),
        AccountState.WAITS: _Look(
            tr("Waits for the team"),
            "hourglass",
            "info",
            tr("Someone of the support team has to let this person in, under Settings, Support team."),
        ),
        AccountState.UNUSED: _Look(
            tr("Not used lately"), "clock", "warn", tr("Nobody signed in with it for 60 days. Is it still needed?")
        ),
    }
