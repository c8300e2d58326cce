"""New stores in a hurry: what the migrations did to the first new store of a worker is done to the next ones at once.

Most tests want an empty store, and running a dozen migrations for each took a third of the suite. The statements are
those that SQLite itself keeps of the store that the real migrations made. Tests of the store and of the migrations run
the real ones each time (their conftest.py).
"""

from collections.abc import Callable

from sqlalchemy import Connection, literal, select, table

from wellness_desktop.store import migrate
from wellness_desktop.store.migrate import SHIPPED, Schema

MIGRATE = migrate._run_alembic
"""The real thing."""

_EVERYTHING = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"


def replaying() -> Callable[[Connection, Schema], None]:
    """Stands in for `migrate._run_alembic`: the real migrations once, then what they left behind."""
    kept: list[str] = []

    def run(connection: Connection, schema: Schema) -> None:
        if schema is not SHIPPED or connection.exec_driver_sql(_EVERYTHING).first() is not None:
            MIGRATE(connection, schema)
        elif kept:
            for statement in kept:
                connection.exec_driver_sql(statement)
        else:
            MIGRATE(connection, schema)
            kept.extend(_left_behind(connection))

    return run


def _left_behind(connection: Connection) -> list[str]:
    """The statements that make the same store again; none when it holds more than tables, indexes and its number."""
    found = connection.exec_driver_sql(_EVERYTHING).all()
    statements = [str(sql) for _, sql in found]
    tables = [name for name, sql in found if str(sql).startswith("CREATE TABLE")]
    filled = [name for name in tables if connection.execute(select(literal(1)).select_from(table(name))).first()]
    if filled != ["alembic_version"] or any("VIRTUAL" in sql for sql in statements):
        return []
    number = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    return [*statements, f"INSERT INTO alembic_version VALUES ('{number}')"]  # noqa: S608 - a number of our own files
