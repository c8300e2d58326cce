"""What the roster knows of its helpers, who is called after whom, and which paper shows whom.

Stands alone: imports none of our records or helpers, which will have changed by the time it runs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roster_columns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("headings", sa.String(length=64), nullable=False),
        sa.Column("matched", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_columns")),
        sa.UniqueConstraint("headings", name=op.f("uq_roster_columns_headings")),
    )
    op.create_table(
        "roster_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("holder", sa.String(length=120), nullable=False),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_paper")),
    )
    op.create_table(
        "roster_chain",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("layer", sa.String(40), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("line", sa.String(length=60), nullable=False),
        sa.Column("give_up_minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["roster_person.id"], name=op.f("fk_roster_chain_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_chain")),
    )
    op.create_table(
        "roster_course",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("provider", sa.String(length=120), nullable=False),
        sa.Column("hours", sa.Double(), nullable=True),
        sa.Column("classroom_hours", sa.Double(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("document", sa.String(length=120), nullable=False),
        sa.Column("seen_by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["roster_person.id"], name=op.f("fk_roster_course_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_course")),
    )
    with op.batch_alter_table("roster_course", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_course_person_id"), ["person_id"], unique=False)

    op.create_table(
        "roster_field_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["roster_person.id"], name=op.f("fk_roster_field_change_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_field_change")),
    )
    with op.batch_alter_table("roster_field_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_field_change_person_id"), ["person_id"], unique=False)

    op.create_table(
        "roster_vetting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("finding", sa.String(40), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.String(length=120), nullable=False),
        sa.Column("checked_how", sa.String(40), nullable=True),
        sa.Column("recheck_on", sa.Date(), nullable=True),
        sa.Column("sealing", sa.Integer(), nullable=False),
        sa.Column("remark", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["roster_person.id"], name=op.f("fk_roster_vetting_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_vetting")),
        sa.UniqueConstraint("person_id", "question", name=op.f("uq_roster_vetting_person_id_question")),
    )
    with op.batch_alter_table("roster_vetting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_vetting_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("roster_duty", schema=None) as batch_op:
        batch_op.add_column(sa.Column("series", sa.Uuid(), nullable=True))

    with op.batch_alter_table("roster_person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("published_noted_by", sa.String(length=120), server_default="", nullable=False))
        batch_op.add_column(sa.Column("shared_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("attributes", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("attributes_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("agreement_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("consult", sa.String(length=120), server_default="", nullable=False))
