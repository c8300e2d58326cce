"""What every table is built on: one MetaData, UUID ids made by us, optimistic versions, aware UTC times.

The same classes must run on PostgreSQL (DESIGN 5), so nothing here leans on SQLite.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import DateTime, Dialect, Enum, LargeBinary, MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

from wellness_desktop.store.seal_mark import SEAL_MARK

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
"""Every constraint has a name, since a migration can only change what it can name."""

ENUM_LENGTH = 40
"""Room for any value, so that a new, longer one needs no change to the table."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in time: takes aware values only, gives aware UTC back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Raises ValueError for a time without a zone: nobody could say later which night it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("only aware times are stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Sealed(TypeDecorator[bytes]):
    """A column of sealed records (sealing.py): bytes that the store's own key does not open.

    Refuses anything that was not sealed, so that plain text cannot slip into such a column.
    """

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Raises ValueError for bytes that do not carry the mark of a sealed record."""
        del dialect
        if value is not None and not value.startswith(SEAL_MARK):
            raise ValueError("only sealed records go into a sealed column")
        return value


def enum_column(kind: type[StrEnum], **column: Any) -> MappedColumn[Any]:
    """A column that holds one value of `kind`: `state: Mapped[State] = enum_column(State)`.

    Stored as the value's text in an ordinary column (no database enum, no check that a migration would have
    to widen). Further arguments go to `mapped_column`. A value that is not in `kind` raises LookupError.
    """
    values = Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        validate_strings=True,
        length=ENUM_LENGTH,
        values_callable=lambda members: [member.value for member in members],
    )
    return mapped_column(values, **column)


class Base(DeclarativeBase):
    """The one registry of tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime, UUID: Uuid}


class Record(Base):
    """A row that the program edits: `id` is made here, `version` counts its saves.

    Saving over a version that someone else has replaced raises ChangedElsewhere at the end of the unit of
    work, and nothing is overwritten. Rows are kept ready to travel between stations (travel.py) unless the
    class says `travels = False`.
    """

    __abstract__ = True

    travels: ClassVar[bool] = True
    """False for tables that belong to this station only, such as accounts and the audit log."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4, sort_order=-2)
    version: Mapped[int] = mapped_column(sort_order=-1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it

    def __init__(self, **values: Any) -> None:
        """Takes columns by name. The id is there at once, not only after saving."""
        values.setdefault("id", uuid4())
        super().__init__(**values)
