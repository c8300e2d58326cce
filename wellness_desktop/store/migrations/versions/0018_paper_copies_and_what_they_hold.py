"""Paper copies of the plans, the pages they hold, and who has read them.

Stands alone: imports none of our records or helpers, which will have changed by the time it runs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plans_copy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("plan", sa.String(length=20), nullable=False),
        sa.Column("large", sa.Boolean(), nullable=False),
        sa.Column("paper", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=4), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=True),
        sa.Column("holder", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("check_by", sa.Date(), nullable=True),
        sa.Column("coming_id", sa.Uuid(), nullable=True),
        sa.Column("coming_on", sa.Date(), nullable=True),
        sa.Column("coming_check_by", sa.Date(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans_copy")),
    )
    with op.batch_alter_table("plans_copy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plans_copy_plan"), ["plan"], unique=False)

    op.create_table(
        "plans_edition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("plan", sa.String(length=20), nullable=False),
        sa.Column("large", sa.Boolean(), nullable=False),
        sa.Column("paper", sa.String(length=10), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans_edition")),
    )
    with op.batch_alter_table("plans_edition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plans_edition_plan"), ["plan"], unique=False)

    op.create_table(
        "plans_reading",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("initials", sa.String(length=12), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans_reading")),
    )
    with op.batch_alter_table("plans_reading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plans_reading_copy_id"), ["copy_id"], unique=False)
