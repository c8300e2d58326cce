"""The agency's own documents: what each is, its bytes in pieces, its words.

Stands alone: imports none of our records or helpers, which will have changed by the time it runs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "library_document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("about", sa.String(length=300), nullable=False),
        sa.Column("format", sa.String(40), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("searched", sa.String(40), nullable=False),
        sa.Column("resource_id", sa.String(length=120), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(length=120), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_document")),
    )
    with op.batch_alter_table("library_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_library_document_digest"), ["digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_library_document_resource_id"), ["resource_id"], unique=False)

    op.create_table(
        "library_document_piece",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["library_document.id"], name=op.f("fk_library_document_piece_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_document_piece")),
        sa.UniqueConstraint("document_id", "position", name=op.f("uq_library_document_piece_document_id_position")),
    )
    op.create_table(
        "library_document_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["library_document.id"], name=op.f("fk_library_document_text_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_document_text")),
        sa.UniqueConstraint("document_id", name=op.f("uq_library_document_text_document_id")),
    )
