"""What of accounts, backups and files needs a person."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from wellness_desktop.accounts.service import Account
from wellness_desktop.base.language import tr, tr_count
from wellness_desktop.roster.when import length_text
from wellness_desktop.today.matters import Kind, Matter, Urgency

if TYPE_CHECKING:
    from wellness_desktop.library.fields import Note

BACKUP_EVERY = timedelta(days=7)
PROVE_EVERY = timedelta(days=90)
"""SEC-42."""
UNUSED = timedelta(days=60)
"""SEC-02."""


class BackupAges(Protocol):
    """When the newest backup was made, and when one was last proved to be restorable; None for never."""

    @property
    def newest(self) -> datetime | None: ...

    @property
    def proved(self) -> datetime | None: ...


def team_matters(waiting: Sequence[Account]) -> Iterator[Matter]:
    """Helpers and coordinators who wait for a member of the support team."""
    if not waiting:
        return
    yield Matter(
        Kind.TEAM,
        tr_count(
            "{name} waits to be let into the support team",
            "{count} people wait to be let into the support team",
            len(waiting),
            name=waiting[0].name,
        ),
        tr("Only someone inside can hand the key on."),
        Urgency.TODAY,
        "team",
    )


def account_matters(accounts: Sequence[Account], now: datetime) -> Iterator[Matter]:
    """Locked accounts, and accounts that nobody uses (SEC-02, SEC-08)."""
    locked = [account for account in accounts if account.locked and not account.closed]
    if locked:
        yield Matter(
            Kind.ACCOUNT,
            tr_count(
                "The account of {name} is locked", "{count} accounts are locked", len(locked), name=locked[0].name
            ),
            tr("Five wrong passphrases. Ask who it was, then release it."),
            Urgency.TODAY,
            "accounts",
        )
    unused = [
        account
        for account in accounts
        if not account.closed and now - (account.last_used_at or account.created_at) > UNUSED
    ]
    if unused:
        yield Matter(
            Kind.ACCOUNT,
            tr_count(
                "Nobody uses the account of {name}",
                "Nobody uses {count} of the accounts",
                len(unused),
                name=unused[0].name,
            ),
            tr("For 60 days or more. Close what is no longer needed."),
            Urgency.QUIET,
            "accounts",
        )


def backup_matters(ages: BackupAges, now: datetime) -> Iterator[Matter]:
    """No backup, an old one, or none that was ever proved."""
    if ages.newest is None:
        title = tr("No backup was made yet")
        detail = tr("If this PC is lost, so are the records. A stick and one minute are enough.")
        yield Matter(Kind.BACKUP, title, detail, Urgency.TODAY, "backup")
        return
    if now - ages.newest > BACKUP_EVERY:
        title = tr("The newest backup is {age} old", age=length_text(_whole_days(now - ages.newest)))
        yield Matter(Kind.BACKUP, title, tr("Once a week is enough."), Urgency.TODAY, "backup")
    if ages.proved is None or now - ages.proved > PROVE_EVERY:
        title = tr("Prove that a backup can be restored")
        detail = (
            tr("The last proof is {age} old.", age=length_text(_whole_days(now - ages.proved)))
            if ages.proved
            else tr("It was never tried. It takes a minute and changes nothing.")
        )
        yield Matter(Kind.BACKUP, title, detail, Urgency.QUIET, "backup")


def file_matters(spoiled: "Sequence[Note]") -> Iterator[Matter]:
    """Files of the library that were left out, for whoever can mend them."""
    if not spoiled:
        return
    first = spoiled[0]
    yield Matter(
        Kind.FILES,
        tr_count(
            "A file of the library cannot be used: {place}",
            "{count} entries of the library cannot be used",
            len(spoiled),
            place=first.place,
        ),
        tr("{place}: {reason}. It was left out; the rest works.", place=first.place, reason=first.reason.rstrip(".")),
        Urgency.SOON,
        "about",
    )


def _whole_days(age: timedelta) -> timedelta:
    return timedelta(days=age.days)
