"""What the file holds, as frozen values: a stored answer, a stored assessment, a change with both its sides.

A change names its sides in full, so that history can be read without what came before it and an undo is the same
change turned round.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import Any, Literal

from riskassess.assessment.values import Answer, ProfileValue

Status = Literal["draft", "finished"]
Kind = Literal["answer", "profile", "assessment"]


@dataclass(frozen=True, slots=True)
class Attached:
    """Hold one file that is kept with a question; its content is found by the digest."""

    added_at: str  # as ISO text in UTC; first, so that files sort in the order they came
    name: str
    sha256: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """Hold all that is kept of one question; a carried level is open in scoring until it is confirmed."""

    level: int | None = None
    not_applicable: str | None = None
    evidence: str | None = None
    evidence_detail: str | None = None
    note: str | None = None
    carried: int | None = None
    later: bool = False
    role: str | None = None
    attachments: tuple[Attached, ...] = ()  # sorted, so that equal ones give equal history

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all is kept."""
        return self == _NOTHING

    def said(self) -> Answer | None:
        """Return what counts as said, in the form scoring takes; None when nothing is."""
        answer = Answer(self.level, self.not_applicable, self.evidence, self.evidence_detail, self.note)
        return None if answer == _UNSAID else answer


_NOTHING, _UNSAID = StoredAnswer(), Answer()
ANSWER_FIELDS = tuple(field.name for field in fields(StoredAnswer) if field.name != "attachments")
"""What stands in the row of an answer; attachments have rows of their own."""

Value = StoredAnswer | ProfileValue | None


@dataclass(frozen=True, slots=True)
class Change:
    """Hold one change of one thing: a question's answer, a profile value, or something about the assessment itself."""

    kind: Kind
    subject: str
    what: str
    before: Value
    after: Value

    def turned_round(self) -> Change:
        """Return the change that takes this one back."""
        return replace(self, what="undo", before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class StoredAssessment:
    """Hold one assessment's row with its client and project; finished ones carry the names they were finished under."""

    id: int
    client: str
    uscc: str | None
    project: str
    project_id: int
    pack_sha256: str
    status: Status
    revision: int
    revises: int | None
    as_of: date | None
    changed_at: datetime
    edits: int
    summary: str | None
    prepared_by: str
    approved_by: str
    finished_at: datetime | None
    damage: str | None = None  # what of the row could not be read


def to_json(value: Value) -> str | None:
    """Return a value as JSON text for history and profile, None for nothing; equal values give equal texts."""
    if value is None:
        return None
    if isinstance(value, StoredAnswer):
        said = ((name, getattr(value, name)) for name in ANSWER_FIELDS)
        kept = {name: item for name, item in said if item is not None and item is not False}
        if value.attachments:
            kept["attachments"] = [asdict(one) for one in value.attachments]
        return _dump(kept) if kept else None
    return _dump(list(value) if isinstance(value, tuple) else value)


def answer_from_json(text: str) -> StoredAnswer:
    """Return a stored answer from its JSON text in history; raises ValueError or TypeError for what is none."""
    data: dict[str, Any] = json.loads(text)
    attachments = tuple(Attached(**one) for one in data.pop("attachments", ()))
    return StoredAnswer(**data, attachments=attachments)


def profile_from_json(text: str) -> ProfileValue:
    """Return a profile value from its JSON text; raises ValueError for what is none."""
    value: Any = json.loads(text)
    if isinstance(value, list):
        return tuple(_checked(item, str) for item in value)  # pyright: ignore[reportUnknownVariableType]
    return _checked(value, (str, int, float, Mapping))


def _checked(value: Any, kinds: Any) -> Any:
    if not isinstance(value, kinds) or isinstance(value, bool):
        raise ValueError(f"not a profile value: {value!r}")
    return value


def _dump(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def moment_text(moment: datetime) -> str:
    """Return a moment as ISO text in UTC, so that texts sort as moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment_from(text: str) -> datetime:
    """Return a kept moment in local time; raises ValueError for what is none."""
    return datetime.fromisoformat(text).astimezone()
