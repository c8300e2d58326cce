"""The tables of the activity log. What a helper enters is sealed: the store's key alone opens none of it.

A month of one helper is one sealed sheet, not one row for each entry: a reader of the raw tables then learns neither
how often somebody helped nor when, and a report over years opens hundreds of sheets instead of a hundred thousand
rows. A sheet that changes is made anew under a new id (no counter, no stamp), padded to steps that double. Whom an
entry helped stands nowhere, sealed or not (CL-01; docs/decisions/0005).

None of it travels between stations: two stations could not put together a sheet that neither of them can open, and
the stamps that travelling needs would tell when somebody wrote.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from wellness_desktop.debriefs.activity_log.values import CODE_LENGTH, LABEL_LENGTH
from wellness_desktop.store.records import Record, Sealed


class LogSheetRecord(Record):
    """One helper's entries of one month, sealed to the helper and to the support team."""

    __tablename__ = "debriefs_log_sheet"
    travels = False

    account_id: Mapped[UUID] = mapped_column(index=True)
    month: Mapped[date] = mapped_column(index=True)
    """Its first day."""
    sealing: Mapped[int] = mapped_column(default=1)
    sealed: Mapped[bytes] = mapped_column(Sealed)
    shared: Mapped[bool] = mapped_column(default=False)
    """Sealed to the support team as well; not yet where the team has no key."""


class LogTotalsRecord(Record):
    """What is left of a month after 13 months: sums over all helpers, sealed to the support team."""

    __tablename__ = "debriefs_log_totals"
    travels = False

    month: Mapped[date] = mapped_column(unique=True)
    sealing: Mapped[int] = mapped_column(default=1)
    sealed: Mapped[bytes] = mapped_column(Sealed)


class LogShelfRecord(Record):
    """A helper's templates, the last entry as a start for the next, and which sessions are logged; for them alone."""

    __tablename__ = "debriefs_log_shelf"
    travels = False

    account_id: Mapped[UUID] = mapped_column(index=True)
    sealing: Mapped[int] = mapped_column(default=1)
    sealed: Mapped[bytes] = mapped_column(Sealed)


class LogLabelRecord(Record):
    """The agency's own word for a category."""

    __tablename__ = "debriefs_log_label"

    code: Mapped[str] = mapped_column(String(CODE_LENGTH), unique=True)
    label: Mapped[str] = mapped_column(String(LABEL_LENGTH))


class LogReopenedRecord(Record):
    """A locked month that takes entries again until a day."""

    __tablename__ = "debriefs_log_reopened"
    travels = False

    month: Mapped[date] = mapped_column(unique=True)
    until: Mapped[date]
    """The last day on which it takes entries."""
