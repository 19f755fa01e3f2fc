"""The first tables: clients, projects, packs, assessments with answers and history, reports, settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _people_and_packs()
    _assessments()
    _answers()
    _history()
    _reports_and_settings()
    for statement in (*_APPEND_ONLY, *_FROZEN):
        op.execute(statement)


def downgrade() -> None:
    for table in ("setting", "report", "answer_history", "profile_value", "answer", "assessment"):
        op.drop_table(table)
    for table in ("installed_pack", "project", "client"):
        op.drop_table(table)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _number(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=null)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _link(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _index(table: str, *columns: str, unique: bool = False) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=unique)


def _people_and_packs() -> None:
    op.create_table(
        "client",
        _number("id"),
        _text("name"),
        _text("uscc", null=True),
        _text("created_at"),
        _key("client", "id"),
    )
    _index("client", "name")
    op.create_table(
        "project",
        _number("id"),
        _number("client_id"),
        _text("name"),
        _text("created_at"),
        _key("project", "id"),
        _link("project", "client_id", "client.id"),
    )
    _index("project", "client_id")
    op.create_table(
        "installed_pack",
        _text("sha256"),
        _text("pack"),
        _text("version"),
        _text("data"),
        _text("installed_at"),
        _key("installed_pack", "sha256"),
    )


def _assessments() -> None:
    op.create_table(
        "assessment",
        _number("id"),
        _number("project_id"),
        _text("pack_sha256"),
        _text("status"),
        _number("revision"),
        _number("revises", null=True),
        _text("as_of", null=True),
        _text("created_at"),
        _text("changed_at"),
        _number("edits"),
        _text("summary", null=True),
        _text("prepared_by", null=True),
        _text("approved_by", null=True),
        _text("finished_at", null=True),
        _text("answers_sha256", null=True),
        _text("frozen_client", null=True),
        _text("frozen_uscc", null=True),
        _text("frozen_project", null=True),
        _key("assessment", "id"),
        _link("assessment", "project_id", "project.id"),
        _link("assessment", "pack_sha256", "installed_pack.sha256"),
        _link("assessment", "revises", "assessment.id"),
        _check("assessment", "status", "status IN ('draft', 'finished')"),
        _check("assessment", "finished", "(status = 'finished') = (finished_at IS NOT NULL)"),
    )
    _index("assessment", "project_id")
    _index("assessment", "changed_at")
    _index("assessment", "revises", unique=True)


def _answers() -> None:
    op.create_table(
        "answer",
        _number("assessment_id"),
        _text("question"),
        _number("level", null=True),
        _text("not_applicable", null=True),
        _text("evidence", null=True),
        _text("evidence_detail", null=True),
        _text("note", null=True),
        _number("carried", null=True),
        _number("later"),
        _text("role", null=True),
        _key("answer", "assessment_id", "question"),
        _link("answer", "assessment_id", "assessment.id"),
        _check("answer", "level", "level IS NULL OR (typeof(level) = 'integer' AND level BETWEEN 0 AND 5)"),
        _check("answer", "carried", "carried IS NULL OR (typeof(carried) = 'integer' AND carried BETWEEN 0 AND 5)"),
        _check("answer", "one_of", "level IS NULL OR not_applicable IS NULL"),
        _check("answer", "later", "later IN (0, 1)"),
    )
    op.create_table(
        "profile_value",
        _number("assessment_id"),
        _text("field"),
        _text("value"),
        _key("profile_value", "assessment_id", "field"),
        _link("profile_value", "assessment_id", "assessment.id"),
    )


def _history() -> None:
    # The key stands in its column: SQLite takes AUTOINCREMENT there only, and a number must never come twice.
    op.create_table(
        "answer_history",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True, nullable=False),
        _number("assessment_id"),
        _text("at"),
        _text("who"),
        _text("what"),
        _text("kind"),
        _text("subject"),
        _text("before", null=True),
        _text("after", null=True),
        _number("undoes", null=True),
        _link("answer_history", "assessment_id", "assessment.id"),
        _link("answer_history", "undoes", "answer_history.id"),
        _check("answer_history", "kind", "kind IN ('answer', 'profile', 'assessment')"),
        sqlite_autoincrement=True,
    )
    _index("answer_history", "assessment_id", "id")


def _reports_and_settings() -> None:
    op.create_table(
        "report",
        _number("id"),
        _number("assessment_id"),
        _text("at"),
        _text("status"),
        _text("language"),
        _text("sha256"),
        _text("answers_sha256"),
        _key("report", "id"),
        _link("report", "assessment_id", "assessment.id"),
    )
    _index("report", "assessment_id")
    op.create_table("setting", _text("key"), _text("value"), _key("setting", "key"))


# The file itself refuses to lose history, whoever opens it. REPLACE deletes without asking a DELETE trigger,
# hence the check before an INSERT.
_APPEND_ONLY = (
    "CREATE TRIGGER answer_history_no_update BEFORE UPDATE ON answer_history "
    "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END",
    "CREATE TRIGGER answer_history_no_delete BEFORE DELETE ON answer_history "
    "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END",
    "CREATE TRIGGER answer_history_no_replace BEFORE INSERT ON answer_history "
    "WHEN EXISTS (SELECT 1 FROM answer_history WHERE id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END",
)


def _frozen_rows(table: str, verb: str, row: str) -> str:
    return (
        f"CREATE TRIGGER {table}_frozen_{verb.lower()} BEFORE {verb} ON {table} "
        f"WHEN (SELECT status FROM assessment WHERE id = {row}.assessment_id) = 'finished' "
        f"BEGIN SELECT RAISE(ABORT, 'assessment is finished'); END"
    )


_FIXED = (
    "id, project_id, pack_sha256, status, revision, revises, as_of, created_at, changed_at, prepared_by, approved_by, "
    "finished_at, answers_sha256, frozen_client, frozen_uscc, frozen_project"
)
_FROZEN = (
    *(
        _frozen_rows(table, verb, row)
        for table in ("answer", "profile_value")
        for verb, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
    ),
    f"CREATE TRIGGER assessment_frozen_update BEFORE UPDATE OF {_FIXED} ON assessment "
    "WHEN OLD.status = 'finished' BEGIN SELECT RAISE(ABORT, 'assessment is finished'); END",
    "CREATE TRIGGER assessment_frozen_delete BEFORE DELETE ON assessment "
    "WHEN OLD.status = 'finished' BEGIN SELECT RAISE(ABORT, 'assessment is finished'); END",
)
