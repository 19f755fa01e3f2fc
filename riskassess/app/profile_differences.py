"""What the profiles of assessments laid side by side say, field by field: those first in which they differ.

A level means little beside another when one project is a sales office and the other a mine; so this is shown first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from riskassess import countries
from riskassess.assessment.conditions import is_given
from riskassess.questionnaire.values import Field, wording
from riskassess.texts import Texts

if TYPE_CHECKING:
    from riskassess.app.comparing import Compared

_TOLD = 4  # fields named in the sentence; the table has all


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """Hold one field: what it is called, and what each side says of it in words."""

    id: str
    title: str
    values: tuple[str, ...]
    differs: bool


def profile_rows(compared: Compared, texts: Texts) -> tuple[ProfileRow, ...]:
    """Return the fields of which any side says something: those that differ first, the project's before the others.

    Otherwise they stand in the packs' order. Assessments of different questionnaires have no fields in common, and no
    rows.
    """
    if not compared.comparison.same_questionnaire:
        return ()
    sides = compared.assessments
    fields = {field.id: field for one in reversed(sides) for field in reversed(one.pack.fields)}
    rows = [_row(compared, fields[name], texts) for name in reversed(fields)]
    said = [row for row in rows if any(is_given(one.answers.profile.get(row.id)) for one in sides)]
    return tuple(sorted(said, key=lambda row: (not row.differs, fields[row.id].about != "project")))


def profile_sentence(compared: Compared, texts: Texts) -> str:
    """Say in one sentence in what the projects differ; nothing where they do not."""
    differing = [row for row in profile_rows(compared, texts) if row.differs]
    if not differing:
        return ""
    apart = texts("compare.profile.apart")
    told = [
        texts("compare.profile.field", field=row.title, values=apart.join(dict.fromkeys(row.values)))
        for row in differing[:_TOLD]
    ]
    listed = texts("result.sentence_separator").join(told)
    more = len(differing) - len(told)
    return (
        texts("compare.profile.more", listed=listed, count=more)
        if more
        else texts("compare.profile.all", listed=listed)
    )


def _row(compared: Compared, field: Field, texts: Texts) -> ProfileRow:
    given = [one.answers.profile.get(field.id) for one in compared.assessments]
    words = tuple(_words(field, value, texts) for value in given)
    return ProfileRow(field.id, wording(field.title, texts.language), words, len(set(words)) > 1)


def _words(field: Field, value: object, texts: Texts) -> str:
    if not is_given(value):
        return texts("window.project.not_given")
    if isinstance(value, (list, tuple)):
        return texts("result.list_separator").join(_single(field, one, texts) for one in value)
    return _single(field, value, texts)


def _single(field: Field, value: Any, texts: Texts) -> str:
    if isinstance(value, Mapping):
        return " ".join(_plain(value[part]) for part in ("amount", "currency") if value.get(part) is not None)
    if field.kind == "country":
        return countries.name(str(value), texts.language)
    choice = field.choice(str(value))
    return _plain(value) if choice is None else wording(choice.title, texts.language)


def _plain(value: object) -> str:
    return f"{value:,}" if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)
