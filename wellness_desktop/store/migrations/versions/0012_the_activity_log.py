"""The activity log: sealed month sheets, their sums, labels, months opened again.

Stands alone: imports none of our records or helpers, which will have changed by the time it runs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "debriefs_log_label",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_log_label")),
        sa.UniqueConstraint("code", name=op.f("uq_debriefs_log_label_code")),
    )
    op.create_table(
        "debriefs_log_reopened",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_log_reopened")),
        sa.UniqueConstraint("month", name=op.f("uq_debriefs_log_reopened_month")),
    )
    op.create_table(
        "debriefs_log_sheet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("sealing", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_log_sheet")),
    )
    with op.batch_alter_table("debriefs_log_sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_log_sheet_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_debriefs_log_sheet_month"), ["month"], unique=False)

    op.create_table(
        "debriefs_log_shelf",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("sealing", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_log_shelf")),
    )
    with op.batch_alter_table("debriefs_log_shelf", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_log_shelf_account_id"), ["account_id"], unique=False)

    op.create_table(
        "debriefs_log_totals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("sealing", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_log_totals")),
        sa.UniqueConstraint("month", name=op.f("uq_debriefs_log_totals_month")),
    )
