"""Legal holds, what retention deleted, merged sessions, and the limits that counsel confirmed.

Stands alone: imports none of our records or helpers, which will have changed by the time it runs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "debriefs_retention_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ran_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted", sa.JSON(), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_retention_run")),
    )
    with op.batch_alter_table("debriefs_retention_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_retention_run_ran_at"), ["ran_at"], unique=False)

    op.create_table(
        "debriefs_legal_hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("lift_asked_by", sa.Uuid(), nullable=True),
        sa.Column("lift_asked_as", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["debriefs_incident.id"], name=op.f("fk_debriefs_legal_hold_incident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs_legal_hold")),
    )
    with op.batch_alter_table("debriefs_legal_hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_debriefs_legal_hold_incident_id"), ["incident_id"], unique=False)

    with op.batch_alter_table("debriefs_follow_up", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stale", sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table("debriefs_incident", schema=None) as batch_op:
        batch_op.add_column(sa.Column("forgotten", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("listed", sa.Integer(), nullable=True))

    with op.batch_alter_table("debriefs_local_rules", schema=None) as batch_op:
        batch_op.add_column(sa.Column("limits", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("limits_state", sa.String(length=2), server_default="", nullable=False))
        batch_op.add_column(sa.Column("limits_on", sa.Date(), nullable=True))

    with op.batch_alter_table("debriefs_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_into", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("rested", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("room_away", sa.Boolean(), server_default=sa.false(), nullable=False))
