"""Built by migrations equals built by records."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tests.migrations.make_migration import KEY, import_every_records_module, program_tables
from wellness_desktop.store.engine import KeyedFile, writing_engine
from wellness_desktop.store.migrate import bring_up_to_date


def test_a_new_store_has_exactly_the_tables_that_the_records_describe(tmp_path: Path) -> None:
    import_every_records_module()
    file = KeyedFile(tmp_path / "station.db", KEY)
    file.path.touch()
    bring_up_to_date(file)
    engine = writing_engine(file)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, program_tables())
    engine.dispose()
    assert differences == []
