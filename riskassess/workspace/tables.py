"""The tables as the program uses them today; how a file gets there is the migrations' matter.

SQLAlchemy Core and no mapped classes: what is read becomes a frozen value at once and what is written is one statement,
so there is no session whose state could differ from the file, and the start does not pay for the ORM.
Days and moments are ISO 8601 texts (moments in UTC), structured values are JSON texts, so that any tool can read them.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

client = Table(
    "client",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("uscc", Text),
    Column("created_at", Text, nullable=False),
    Index(None, "name"),
)

project = Table(
    "project",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client_id", Integer, ForeignKey("client.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Index(None, "client_id"),
)

installed_pack = Table(
    "installed_pack",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("pack", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("data", Text, nullable=False),  # the pack's loaded data as JSON; the digest is made from it
    Column("installed_at", Text, nullable=False),
)

assessment = Table(
    "assessment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("project_id", Integer, ForeignKey("project.id"), nullable=False),
    Column("pack_sha256", Text, ForeignKey("installed_pack.sha256"), nullable=False),
    Column("status", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("revises", Integer, ForeignKey("assessment.id")),
    Column("as_of", Text),  # null in a draft: the day on which it is opened
    Column("created_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Column("edits", Integer, nullable=False),  # goes up with every write, so that a stale picture of it cannot write
    Column("summary", Text),  # what a card shows, as JSON; worked out from the rest and never the truth
    Column("prepared_by", Text),  # from here on: said by finishing
    Column("approved_by", Text),
    Column("finished_at", Text),
    Column("answers_sha256", Text),
    Column("frozen_client", Text),
    Column("frozen_uscc", Text),
    Column("frozen_project", Text),
    CheckConstraint("status IN ('draft', 'finished')", "status"),
    CheckConstraint("(status = 'finished') = (finished_at IS NOT NULL)", "finished"),
    Index(None, "project_id"),
    Index(None, "changed_at"),
    Index(None, "revises", unique=True),
    Index(None, "status"),
)

answer = Table(
    "answer",
    metadata,
    Column("assessment_id", Integer, ForeignKey("assessment.id"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("level", Integer),
    Column("not_applicable", Text),
    Column("evidence", Text),
    Column("evidence_detail", Text),
    Column("note", Text),
    Column("carried", Integer),  # a level said in an earlier project and not confirmed for this one
    Column("later", Integer, nullable=False),
    Column("role", Text),  # who was asked, while it is put off
    CheckConstraint("level IS NULL OR (typeof(level) = 'integer' AND level BETWEEN 0 AND 5)", "level"),
    CheckConstraint("carried IS NULL OR (typeof(carried) = 'integer' AND carried BETWEEN 0 AND 5)", "carried"),
    CheckConstraint("level IS NULL OR not_applicable IS NULL", "one_of"),
    CheckConstraint("later IN (0, 1)", "later"),
)

profile_value = Table(
    "profile_value",
    metadata,
    Column("assessment_id", Integer, ForeignKey("assessment.id"), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

answer_history = Table(
    "answer_history",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("assessment_id", Integer, ForeignKey("assessment.id"), nullable=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("undoes", Integer, ForeignKey("answer_history.id")),
    Column("digest", Text, nullable=False),  # over the row before and this one: riskassess.workspace.chain
    CheckConstraint("kind IN ('answer', 'profile', 'assessment')", "kind"),
    Index(None, "assessment_id", "id"),
    Index(None, "undoes", sqlite_where=text("undoes IS NOT NULL")),
    sqlite_autoincrement=True,
)

removal = Table(
    "removal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("assessments", Integer, nullable=False),  # how many went, with so many answers and rows of history
    Column("answers", Integer, nullable=False),
    Column("history_rows", Integer, nullable=False),
    Column("highest_assessment", Integer, nullable=False),  # no number of an assessment is ever given twice
    Column("backups", Text, nullable=False),  # JSON: file names of backups under "cleaned" and "left"
    CheckConstraint("kind IN ('assessment', 'client')", "kind"),
)

history_gap = Table(
    "history_gap",
    metadata,
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
    Column("digest", Text, nullable=False),  # of the last row that went; the chain goes on from it
    Column("removal_id", Integer, ForeignKey("removal.id"), nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("assessment_id", Integer, ForeignKey("assessment.id"), nullable=False),
    Column("at", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("sha256", Text, nullable=False),  # of the file that was handed out
    Column("answers_sha256", Text, nullable=False),
    Index(None, "assessment_id"),
)

plan = Table(
    "plan",
    metadata,
    Column("assessment_id", Integer, ForeignKey("assessment.id"), primary_key=True, autoincrement=False),
    Column("grade", Text, nullable=False),
    Column("reachable", Integer, nullable=False),
    Column("effort", Float, nullable=False),  # person-weeks
    Column("readiness", Float),
    Column("answers_sha256", Text, nullable=False),  # of the answers that it was worked out for
    Column("made_at", Text, nullable=False),
    CheckConstraint("reachable IN (0, 1)", "reachable"),
)

action = Table(
    "action",
    metadata,
    Column("assessment_id", Integer, ForeignKey("assessment.id"), primary_key=True, autoincrement=False),
    Column("question", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("from_level", Integer),  # null, with to_level and effort, while the question is not in the plan
    Column("to_level", Integer),
    Column("effort", Float),  # person-weeks
    Column("lock", Text),
    Column("lock_level", Integer),
    Column("owner", Text, nullable=False),
    Column("due", Text),
    Column("state", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    CheckConstraint("state IN ('open', 'doing', 'done')", "state"),
    CheckConstraint("lock IS NULL OR lock IN ('in', 'out')", "lock"),
    CheckConstraint(
        "(to_level IS NULL) = (effort IS NULL) AND (to_level IS NULL) = (from_level IS NULL)",
        "step",
    ),
)

benchmark = Table(
    "benchmark",
    metadata,
    Column("call", Text, primary_key=True),
    Column("sha256", Text, nullable=False),  # of the file
    Column("file", LargeBinary, nullable=False),  # as it came, so that its signature can be checked again
    Column("signature", LargeBinary, nullable=False),
    Column("signer", Text, nullable=False),  # the public key, as its file says it
    Column("installed_at", Text, nullable=False),
    Column("expires", Text, nullable=False),  # the last day on which it is shown
)

contribution = Table(
    "contribution",
    metadata,
    Column("client_id", Integer, ForeignKey("client.id"), primary_key=True, autoincrement=False),
    Column("call", Text, primary_key=True),
    Column("title", Text, nullable=False),  # of the call, as JSON by language
    Column("closes", Text, nullable=False),  # the call's last day; after it the row goes
    Column("token", Text, nullable=False),
    Column("serial", Integer, nullable=False),  # of the newest file that was made
    Column("marks", Text, nullable=False),  # JSON: the questions that are marked, the same in every correction
    Column("detailed", Integer, nullable=False),
    Column("withdrawn", Integer, nullable=False),
    Column("answers_sha256", Text),  # of the answers it was made from; null after a withdrawal
    Column("changed_at", Text, nullable=False),
    CheckConstraint("length(token) = 32", "token"),
    CheckConstraint("typeof(serial) = 'integer' AND serial BETWEEN 1 AND 999", "serial"),
    CheckConstraint("detailed IN (0, 1)", "detailed"),
    CheckConstraint("withdrawn IN (0, 1)", "withdrawn"),
    Index("ix_contribution_call", "call", "token", unique=True),  # one code, one enterprise
)

attachment_content = Table(
    "attachment_content",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),  # bytes, over all parts
    CheckConstraint("length(sha256) = 64", "sha256"),
)

attachment_part = Table(
    "attachment_part",
    metadata,
    Column("sha256", Text, ForeignKey("attachment_content.sha256"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)

attachment = Table(
    "attachment",
    metadata,
    Column("assessment_id", Integer, ForeignKey("assessment.id"), primary_key=True, autoincrement=False),
    Column("question", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("sha256", Text, ForeignKey("attachment_content.sha256"), nullable=False),
    Column("size", Integer, nullable=False),
    Column("added_at", Text, nullable=False),
    Index(None, "sha256"),
)

setting = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
