"""Files kept with a question: which question holds which, and their content once each, in parts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _content()
    op.create_table(
        "attachment",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "question", "name", name=op.f("pk_attachment")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_attachment_assessment_id")),
        sa.ForeignKeyConstraint(["sha256"], ["attachment_content.sha256"], name=op.f("fk_attachment_sha256")),
    )
    op.create_index(op.f("ix_attachment_sha256"), "attachment", ["sha256"])
    for statement in (*_FROZEN, *_UNCHANGED):
        op.execute(statement)


def downgrade() -> None:
    for table in ("attachment", "attachment_part", "attachment_content"):
        op.drop_table(table)


def _content() -> None:
    op.create_table(
        "attachment_content",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_attachment_content")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_attachment_content_sha256")),
    )
    op.create_table(
        "attachment_part",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "number", name=op.f("pk_attachment_part")),
        sa.ForeignKeyConstraint(["sha256"], ["attachment_content.sha256"], name=op.f("fk_attachment_part_sha256")),
    )


# What a finished assessment holds stays as it was, and content under a digest is never another.
_FROZEN = tuple(
    f"CREATE TRIGGER attachment_frozen_{verb.lower()} BEFORE {verb} ON attachment "
    f"WHEN (SELECT status FROM assessment WHERE id = {row}.assessment_id) = 'finished' "
    f"BEGIN SELECT RAISE(ABORT, 'assessment is finished'); END"
    for verb, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
)
_UNCHANGED = tuple(
    f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
    f"BEGIN SELECT RAISE(ABORT, 'content is never changed'); END"
    for table in ("attachment_content", "attachment_part")
)
