"""Take in requests for a call, and guests of other agencies

When somebody asked for support stood unsealed in debriefs_exposure; a migration has no key to seal it with, so that
column goes, and the support team can enter the moment again under the person's line.

Stands alone: imports none of our records or helpers, which will have changed by the time it runs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "debriefs_question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealing", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_question")),
    )
    with op.batch_alter_table("debriefs_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_question_until"), ["until"], unique=False)

    op.create_table(
        "debriefs_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealing", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_request")),
    )
    with op.batch_alter_table("debriefs_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_request_asked_at"), ["asked_at"], unique=False)

    op.create_table(
        "debriefs_asked",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("exposure_id", sa.Uuid(), nullable=False),
        sa.Column("sealing", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["exposure_id"], ["debriefs_exposure.id"], name=op.f("fk_debriefs_asked_exposure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_asked")),
    )
    with op.batch_alter_table("debriefs_asked", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_asked_exposure_id"), ["exposure_id"], unique=False)

    with op.batch_alter_table("debriefs_exposure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("guest_agency", sa.String(length=60), server_default="", nullable=False))
        batch_op.add_column(sa.Column("guest_pattern", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("guest_team", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("guest_cycle", sa.Date(), nullable=True))
        batch_op.drop_column("asked_at")
