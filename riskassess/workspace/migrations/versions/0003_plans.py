"""Plans: the least work that was found for an assessment, and its steps with owner, day and state."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("reachable", sa.Integer(), nullable=False),
        sa.Column("effort", sa.Float(), nullable=False),
        sa.Column("readiness", sa.Float(), nullable=True),
        sa.Column("answers_sha256", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", name=op.f("pk_plan")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_plan_assessment_id")),
        sa.CheckConstraint("reachable IN (0, 1)", name=op.f("ck_plan_reachable")),
    )
    op.create_table(
        "action",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("from_level", sa.Integer(), nullable=True),
        sa.Column("to_level", sa.Integer(), nullable=True),
        sa.Column("effort", sa.Float(), nullable=True),
        sa.Column("lock", sa.Text(), nullable=True),
        sa.Column("lock_level", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "question", name=op.f("pk_action")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_action_assessment_id")),
        sa.CheckConstraint("state IN ('open', 'doing', 'done')", name=op.f("ck_action_state")),
        sa.CheckConstraint("lock IS NULL OR lock IN ('in', 'out')", name=op.f("ck_action_lock")),
        sa.CheckConstraint(
            "(to_level IS NULL) = (effort IS NULL) AND (to_level IS NULL) = (from_level IS NULL)",
            name=op.f("ck_action_step"),
        ),
    )


def downgrade() -> None:
    op.drop_table("action")
    op.drop_table("plan")
