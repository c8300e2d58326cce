"""Who died or was hurt, when it began, slow and closed roads, and leaders who join by telephone.

Stands alone: imports none of our records or helpers, which will have changed by the time it runs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "debriefs_road",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("slow_minutes", sa.Integer(), nullable=True),
        sa.Column("slow_from", sa.Integer(), nullable=True),
        sa.Column("slow_until", sa.Integer(), nullable=True),
        sa.Column("closed_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_road")),
    )
    with op.batch_alter_table("debriefs_road", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_road_person_id"), ["person_id"], unique=False)
    with op.batch_alter_table("debriefs_incident", schema=None) as batch_op:
        batch_op.add_column(sa.Column("began_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("died_or_hurt", sa.JSON(), server_default="[]", nullable=False))
    with op.batch_alter_table("debriefs_leader", schema=None) as batch_op:
        batch_op.add_column(sa.Column("by_phone", sa.Boolean(), server_default=sa.false(), nullable=False))
