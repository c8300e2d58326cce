"""Circles in which nobody met an incident, and how each account likes to look at the incidents.

Stands alone: imports none of our records or helpers, which will have changed by the time it runs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "debriefs_chosen_view",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("view", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_chosen_view")),
        sa.UniqueConstraint("account_id", name=op.f("uq_debriefs_chosen_view_account_id")),
    )
    with op.batch_alter_table("debriefs_incident", schema=None) as batch_op:
        batch_op.add_column(sa.Column("nobody_in", sa.JSON(), server_default="[]", nullable=False))
