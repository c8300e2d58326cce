"""Backups as the settings offer them: made, listed, proved, and how old they are (SEC-42)."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from wellness_desktop.accounts.audit import Event
from wellness_desktop.accounts.records import AuditRecord
from wellness_desktop.accounts.roles import Can
from wellness_desktop.accounts.station import SignedIn
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.base.files import make_private_folder
from wellness_desktop.base.paths import Paths
from wellness_desktop.store.backup import Backup, back_up, inspect, list_backups, try_out

PROVED = "backup proved"
"""The audit event of a backup that was opened and read through in a scratch place."""


@dataclass(frozen=True, slots=True)
class BackupNews:
    """How the station stands with its backups."""

    newest: datetime | None
    """When the newest one was made, wherever it lies."""
    proved: datetime | None
    """When one was last proved to be restorable."""


class BackupDesk:
    """Built at sign-in, for whoever keeps the PC. Slow calls run off the window's thread."""

    def __init__(self, signed_in: SignedIn, paths: Paths, clock: Clock) -> None:
        self._signed_in, self._paths, self._clock = signed_in, paths, clock

    @property
    def folder(self) -> Path:
        """Where backups on this PC lie."""
        return self._paths.backups

    def back_up(self, target: Path | None = None) -> Backup:
        """Makes a backup in the folder (this PC's own without one). Raises Problem, and leaves nothing, if it fails."""
        here = self._signed_in
        here.actor.require(Can.MANAGE_BACKUPS)
        made = back_up(here.store, self._paths.keys, target or self._paths.backups)
        self._note(Event.BACKED_UP)
        return inspect(made)

    def backups(self, folder: Path | None = None) -> list[Backup]:
        """The finished backups in a folder (this PC's own without one), newest first."""
        self._signed_in.actor.require(Can.MANAGE_BACKUPS)
        return list_backups(folder or self._paths.backups)

    def prove(self, backup: Backup, passphrase: str) -> list[Problem]:
        """Restores the backup into a scratch place as the person signed in, reads every page, and cleans up.

        Empty when it can be restored. Raises WrongPassphrase, or Problem for a torn or newer backup.
        """
        here = self._signed_in
        here.actor.require(Can.MANAGE_BACKUPS)
        # The private folder is emptied at lock and at every start, so a trial that is cut off leaves nothing.
        make_private_folder(self._paths.private)
        faults = try_out(backup.folder, here.actor.name, passphrase, self._paths.private, self._clock)
        self._note(PROVED, "found faults" if faults else "done")
        return faults

    def news(self) -> BackupNews:
        """When the newest backup was made, and when one was last proved; also for whoever hands over."""
        self._signed_in.actor.require(Can.SEE_KEEPING)
        here = [backup.made_at for backup in list_backups(self._paths.backups)[:1]]
        noted = self._last(Event.BACKED_UP)
        moments = [*here, *([noted] if noted else [])]
        return BackupNews(max(moments, default=None), self._last(PROVED))

    def _last(self, event: str) -> datetime | None:
        """A backup on a stick is known only from the audit log."""
        newest = (
            select(AuditRecord.at)
            .where(AuditRecord.event == str(event), AuditRecord.outcome == "done")
            .order_by(AuditRecord.number.desc())
            .limit(1)
        )
        with self._signed_in.store.read() as session:
            return session.scalars(newest).first()

    def _note(self, event: str, outcome: str = "done") -> None:
        here = self._signed_in
        with here.store.work() as session:
            here.audit.record(session, here.actor, event, outcome=outcome)
