"""History is chained by digests, removals leave a receipt, and the home page counts without reading every row."""

from __future__ import annotations

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NO_UPDATE = (
    "CREATE TRIGGER answer_history_no_update BEFORE UPDATE ON answer_history "
    "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
)
_CHAINED = (
    "CREATE TRIGGER answer_history_chained BEFORE INSERT ON answer_history "
    "WHEN length(NEW.digest) <> 64 BEGIN SELECT RAISE(ABORT, 'history is chained'); END"
)
_COLUMNS = "id, assessment_id, at, who, what, kind, subject, before, after, undoes"


def upgrade() -> None:
    op.execute("DROP TRIGGER answer_history_no_update")
    op.execute("ALTER TABLE answer_history ADD COLUMN digest TEXT NOT NULL DEFAULT ''")
    _fill_chain()
    op.execute(_NO_UPDATE)
    op.execute(_CHAINED)
    # A row of history points to the one it takes back; without an index every removed row would be looked for in all.
    op.execute("CREATE INDEX ix_answer_history_undoes ON answer_history (undoes) WHERE undoes IS NOT NULL")
    op.create_index(op.f("ix_assessment_status"), "assessment", ["status"])
    _removals()


def downgrade() -> None:
    op.drop_table("history_gap")
    op.drop_table("removal")
    op.drop_index(op.f("ix_assessment_status"), "assessment")
    op.execute("DROP INDEX ix_answer_history_undoes")
    op.execute("DROP TRIGGER answer_history_chained")
    op.execute("ALTER TABLE answer_history DROP COLUMN digest")


def _fill_chain() -> None:
    """Chain the rows there are; the rule is written out here, since a later program may have another."""
    connection = op.get_bind()
    previous, number = "0" * 64, 0
    while rows := connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM answer_history WHERE id > ? ORDER BY id LIMIT 10000", (number,)
    ).fetchall():
        filled: list[tuple[str, int]] = []
        for row in rows:
            data = json.dumps([previous, *row], ensure_ascii=False, separators=(",", ":"))
            previous, number = hashlib.sha256(data.encode()).hexdigest(), row[0]
            filled.append((previous, number))
        connection.exec_driver_sql("UPDATE answer_history SET digest = ? WHERE id = ?", filled)


def _removals() -> None:
    op.create_table(
        "removal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("assessments", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("history_rows", sa.Integer(), nullable=False),
        sa.Column("highest_assessment", sa.Integer(), nullable=False),
        sa.Column("backups", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removal")),
        sa.CheckConstraint("kind IN ('assessment', 'client')", name=op.f("ck_removal_kind")),
    )
    op.create_table(
        "history_gap",
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("removal_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("first", name=op.f("pk_history_gap")),
        sa.ForeignKeyConstraint(["removal_id"], ["removal.id"], name=op.f("fk_history_gap_removal_id")),
    )
