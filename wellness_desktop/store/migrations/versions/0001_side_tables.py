"""The store's own tables.

Stands alone: imports none of our records or helpers, which will have changed by the time it runs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "store_meta",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_store_meta"),
    )
    op.create_table(
        "store_travel_stations",
        sa.Column("station", sa.String(16), nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("milliseconds", sa.BigInteger, nullable=False),
        sa.Column("ticks", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("station", name="pk_store_travel_stations"),
    )
    op.create_table(
        "store_travel_rows",
        sa.Column("table_name", sa.String(63), nullable=False),
        sa.Column("row_id", sa.String(32), nullable=False),
        sa.Column("vector", sa.JSON, nullable=False),
        sa.Column("stamps", sa.JSON, nullable=False),
        sa.Column("gone", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("table_name", "row_id", name="pk_store_travel_rows"),
    )
