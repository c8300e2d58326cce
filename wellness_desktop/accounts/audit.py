"""The audit log: what, when, where, which account, with what outcome. Ids, never names (SEC-13 to SEC-19)."""

import hashlib
import json
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import DDL, Table, event, select
from sqlalchemy.orm import Session

from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.records import AuditRecord
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.language import tr

START = "0" * 64
"""What stands before the first entry of the chain."""


class Event(StrEnum):
    """What is written down. Reading the library, searching and Get help now never are (SEC-14)."""

    STATION_CREATED = "station created"
    SIGNED_IN = "signed in"
    SIGN_IN_REFUSED = "sign-in refused"
    ACCOUNT_LOCKED = "account locked"
    LOCKED = "locked"
    ACCOUNT_ADDED = "account added"
    ACCOUNT_CHANGED = "account changed"
    ACCOUNT_CLOSED = "account closed"
    ACCOUNT_RELEASED = "account released"
    PASSPHRASE_CHANGED = "passphrase changed"  # noqa: S105
    PASSPHRASE_RESET = "passphrase reset"  # noqa: S105
    RECOVERY_USED = "recovery sheet used"
    RECOVERY_RENEWED = "recovery sheet renewed"
    RECOVERY_PLACE_NOTED = "recovery sheet moved"
    TEAM_LET_IN = "let into the support team"
    PERSON_CHANGED = "roster changed"
    ON_CALL_CHANGED = "on call changed"
    LINES_CHANGED = "support lines changed"
    CALENDAR_CHANGED = "calendar changed"
    TIES_CHANGED = "close ties changed"
    CONTACTS_IMPORTED = "contacts imported"
    EXPORTED = "exported"
    PRINTED = "printed"
    INCIDENT_CHANGED = "incident changed"
    SESSION_CHANGED = "session changed"
    OVERRIDE_USED = "override used"
    HOLD_SET = "legal hold set"
    HOLD_LIFT_ASKED = "lifting a legal hold asked"
    HOLD_LIFTED = "legal hold lifted"
    RETENTION_RUN = "retention run"
    LOG_REOPENED = "log month reopened"
    LOG_CLOSED_AGAIN = "log month closed again"
    REPORT_ISSUED = "report issued"
    PLAN_CHANGED = "plan changed"
    CUSTODIANS_CHANGED = "packet custodians changed"
    CUSTODY_CODE_MADE = "sealed code made"
    PACKET_SEALED = "family papers sealed"
    PACKET_DELETED = "family papers deleted"
    PACKET_ASKED = "opening family papers asked"
    PACKET_REFUSED = "opening family papers taken back"
    PACKET_OPENED = "family papers opened"
    DOCUMENT_CHANGED = "agency document changed"
    PATH_CHANGED = "program path changed"
    PLAN_APPROVED = "plan approved"
    PLAN_STARTED = "plan started"
    PLAN_ENDED = "plan ended"
    SETTINGS_CHANGED = "settings changed"
    BACKED_UP = "backed up"
    RESTORED = "restored"
    AUDIT_READ = "audit log read"
    CLOCK_BACK = "clock set back"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log, as pages and prints show it."""

    number: int
    at: datetime
    event: str
    actor_id: UUID | None
    subject_id: UUID | None
    outcome: str


class Audit:
    """Adds to the log in the same unit of work as the deed itself: both are saved or neither is (SEC-15)."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._place = hashlib.sha256(platform.node().encode()).hexdigest()[:12]

    def record(
        self,
        session: Session,
        actor: Actor | None,
        event: str,
        subject: UUID | None = None,
        outcome: str = "done",
    ) -> None:
        """Appends one event. `event` is an `Event` or its text; `actor` is None before a sign-in."""
        session.flush()
        last = session.scalars(select(AuditRecord).order_by(AuditRecord.number.desc()).limit(1)).first()
        at = self._clock.now()
        if last is not None and at < last.at and last.event != Event.CLOCK_BACK:
            last = self._append(session, last, at, None, Event.CLOCK_BACK, None, "noticed")
        self._append(session, last, at, actor.account_id if actor else None, str(event), subject, outcome)

    def _append(
        self,
        session: Session,
        last: AuditRecord | None,
        at: datetime,
        actor_id: UUID | None,
        event: str,
        subject: UUID | None,
        outcome: str,
    ) -> AuditRecord:
        entry = AuditRecord(
            number=last.number + 1 if last else 1,
            at=at,
            event=str(event),
            actor_id=actor_id,
            subject_id=subject,
            place=self._place,
            outcome=outcome,
        )
        entry.chain = _link(last.chain if last else START, entry)
        session.add(entry)
        session.flush()
        return entry


def read_log(session: Session, newest: int = 500) -> list[Entry]:
    """The newest entries, newest first."""
    rows = session.scalars(select(AuditRecord).order_by(AuditRecord.number.desc()).limit(newest))
    return [Entry(row.number, row.at, row.event, row.actor_id, row.subject_id, row.outcome) for row in rows]


def broken_links(session: Session) -> Iterator[str]:
    """One sentence for every place where the log was altered, shortened in the middle or reordered."""
    before, expected = START, None
    for row in session.scalars(select(AuditRecord).order_by(AuditRecord.number)):
        if expected is not None and row.number != expected:
            yield tr("Entries are missing from the audit log before number {number}.", number=row.number)
        elif row.chain != _link(before, row) and not (expected is None and row.number > 1):
            yield tr("Entry {number} of the audit log was altered.", number=row.number)
        before, expected = row.chain, row.number + 1


def _link(before: str, row: AuditRecord) -> str:
    """The hash that ties `row` to everything before it."""
    facts = [
        before,
        row.number,
        row.at.isoformat(),
        row.event,
        str(row.actor_id),
        str(row.subject_id),
        row.place,
        row.outcome,
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


APPEND_ONLY = (
    "CREATE TRIGGER IF NOT EXISTS accounts_audit_no_update BEFORE UPDATE ON accounts_audit "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
)
"""Deleting stays possible for retention, which removes the oldest entries only (SEC-20); the chain shows the rest."""


def _guard(table: Table) -> None:
    for statement in APPEND_ONLY:
        rule = DDL(statement)  # type: ignore[no-untyped-call]
        event.listen(table, "after_create", rule.execute_if(dialect="sqlite"))


_guard(AuditRecord.__table__)  # type: ignore[arg-type]  # SQLAlchemy types it as FromClause
