"""The program's own tables, without those that other tests of the same worker made up for themselves."""

from sqlalchemy import Table

from wellness_desktop.store.records import Base


def own_tables() -> list[Table]:
    """In an order in which each comes after those it points to."""
    return [table for table in Base.metadata.sorted_tables if not table.name.startswith("test_")]
