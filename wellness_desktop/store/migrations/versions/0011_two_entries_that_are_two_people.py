"""Two entries that look like one person and are two, as somebody said.

Stands alone: imports none of our records or helpers, which will have changed by the time it runs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roster_two_people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["roster_person.id"], name=op.f("fk_roster_two_people_other_id")),
        sa.ForeignKeyConstraint(["person_id"], ["roster_person.id"], name=op.f("fk_roster_two_people_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_two_people")),
    )
    with op.batch_alter_table("roster_two_people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_two_people_other_id"), ["other_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_roster_two_people_person_id"), ["person_id"], unique=False)
