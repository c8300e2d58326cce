"""Issued reports with their sealed proofs

Stands alone: imports none of our records or helpers, which will have changed by the time it runs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "debriefs_issued_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("first_month", sa.Date(), nullable=False),
        sa.Column("last_month", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.Uuid(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_issued_report")),
    )
    with op.batch_alter_table("debriefs_issued_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_issued_report_first_month"), ["first_month"], unique=False)
        batch_op.create_index(batch_op.f("ix_debriefs_issued_report_issued_at"), ["issued_at"], unique=False)

    op.create_table(
        "debriefs_report_proof",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("sealing", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["debriefs_issued_report.id"], name=op.f("fk_debriefs_report_proof_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_report_proof")),
    )
    with op.batch_alter_table("debriefs_report_proof", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_report_proof_report_id"), ["report_id"], unique=False)
