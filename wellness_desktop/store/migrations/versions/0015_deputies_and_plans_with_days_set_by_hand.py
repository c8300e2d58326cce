"""Deputies, and plans with days set by hand

Stands alone: imports none of our records or helpers, which will have changed by the time it runs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "debriefs_year_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("deputy_id", sa.Uuid(), nullable=True),
        sa.Column("sealing", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_year_plan")),
    )
    with op.batch_alter_table("debriefs_year_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_year_plan_deputy_id"), ["deputy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_debriefs_year_plan_owner_id"), ["owner_id"], unique=False)

    with op.batch_alter_table("debriefs_follow_up", schema=None) as batch_op:
        batch_op.add_column(sa.Column("deputy_id", sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_debriefs_follow_up_deputy_id"), ["deputy_id"], unique=False)
