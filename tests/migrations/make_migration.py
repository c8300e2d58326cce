"""Writes a draft of the next migration from what the records say now: for developers, then read and edited.

    python -m tests.migrations.make_migration "Give people a call name"

Then raise `SHIPPED.newest` in wellness_desktop/store/migrate.py and add the triggers, search tables and data
changes that no comparison can see.
"""

import importlib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import sqlalchemy as sa
from alembic import command

import wellness_desktop
from wellness_desktop.store.engine import KeyedFile, writing_engine
from wellness_desktop.store.migrate import SHIPPED, alembic_config, bring_up_to_date
from wellness_desktop.store.records import Base, Sealed, UtcDateTime

KEY = bytes(32)
PACKAGE = Path(wellness_desktop.__file__).parent
HOMES = ("*/records.py", "*/*/records.py", "*/*_records.py", "*/side_tables.py")
"""Where tables are declared."""


def import_every_records_module() -> None:
    """Makes every table of the program known to `Base.metadata`."""
    for path in sorted(found for home in HOMES for found in PACKAGE.glob(home)):
        importlib.import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))


def program_tables() -> sa.MetaData:
    """The tables of the program alone; test modules declare tables of their own."""
    tables = sa.MetaData(naming_convention=Base.metadata.naming_convention)
    for mapper in Base.registry.mappers:
        if mapper.class_.__module__.startswith("wellness_desktop."):
            for table in mapper.tables:
                table.to_metadata(tables)  # type: ignore[attr-defined]
    return tables


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Spells our own column types as plain ones, since a migration stands alone."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Sealed):
        return "sa.LargeBinary()"
    if isinstance(item, sa.Enum):
        return f"sa.String({item.length})"
    return False


def main(message: str) -> None:
    import_every_records_module()
    with TemporaryDirectory() as folder:
        file = KeyedFile(Path(folder) / "station.db", KEY)
        file.path.touch()
        bring_up_to_date(file)
        engine = writing_engine(file)
        with engine.connect() as connection:
            config = alembic_config(SHIPPED.folder, connection)
            config.attributes |= {"metadata": program_tables(), "render_item": render_item}
            command.revision(config, message, autogenerate=True, rev_id=f"{SHIPPED.newest + 1:04}")
        engine.dispose()


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
