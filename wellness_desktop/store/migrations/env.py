"""Alembic's entry: works on the keyed connection that the program hands over, inside its one transaction."""

from alembic import context

attributes = context.config.attributes
context.configure(
    connection=attributes["connection"],
    target_metadata=attributes.get("metadata"),
    render_as_batch=True,  # SQLite changes a table by building it anew
    transaction_per_migration=False,
    compare_type=True,
    render_item=attributes.get("render_item"),  # for tests/migrations/make_migration.py
)
with context.begin_transaction():
    context.run_migrations()
