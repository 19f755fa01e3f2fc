"""Benchmarks that were installed, and what is remembered of contributions to a call as long as it can be corrected."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "benchmark",
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("installed_at", sa.Text(), nullable=False),
        sa.Column("expires", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("call", name=op.f("pk_benchmark")),
    )
    op.create_table(
        "contribution",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("closes", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("detailed", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sa.Column("answers_sha256", sa.Text(), nullable=True),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "call", name=op.f("pk_contribution")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_contribution_client_id")),
        sa.CheckConstraint("length(token) = 32", name=op.f("ck_contribution_token")),
        sa.CheckConstraint(
            "typeof(serial) = 'integer' AND serial BETWEEN 1 AND 999", name=op.f("ck_contribution_serial")
        ),
        sa.CheckConstraint("detailed IN (0, 1)", name=op.f("ck_contribution_detailed")),
        sa.CheckConstraint("withdrawn IN (0, 1)", name=op.f("ck_contribution_withdrawn")),
    )
    op.create_index(op.f("ix_contribution_call"), "contribution", ["call", "token"], unique=True)


def downgrade() -> None:
    op.drop_table("contribution")
    op.drop_table("benchmark")
