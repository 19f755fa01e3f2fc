"""The sheets of a pack's workbook: which part of the pack each holds, and in which columns.

The one table that writing, reading and explaining go by. A row is one item of a list or one entry of a mapping; a list
inside an item has a sheet of its own, whose rows name their owner. So every cell holds one thing, and a person who can
fill in a table can keep the pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

Steps = tuple[str | int, ...]


class Form(Enum):
    """Say how a cell's content is meant."""

    TEXT = "text"
    LOCAL = "local"  # one column per language
    NUMBER = "number"
    YES_NO = "yes-no"
    WORDS = "words"  # ids with commas between
    CHOICES = "choices"  # lines of ``name: id, id``
    PAIRS = "pairs"  # lines of ``name: id``
    VALUE = "value"  # what a profile field takes, by the field's kind


class Shape(Enum):
    """Say what the rows of a sheet are."""

    ITEMS = "items"  # of a list
    ENTRIES = "entries"  # of a mapping, by a key column
    FILES = "files"  # one row a file


@dataclass(frozen=True)
class Column:
    """Hold one column; `path` is where its value stands in the row's item (`()` is the item itself)."""

    name: str
    form: Form = Form.TEXT
    path: Steps = ()
    list_of: str = ""
    """Where the drop-down's words stand: ``sheet.column``, or ``#schema.key`` for what a schema allows."""


@dataclass(frozen=True)
class Sheet:
    """Hold one sheet: a part of the pack or a sheet of owners, the keys below it, and the columns of a row."""

    name: str
    columns: tuple[Column, ...]
    part: str = ""  # key of pack.yaml, or ``pack`` itself
    owners: str = ""  # name of another sheet
    owner_column: str = ""  # where a row names its owner
    below: tuple[str, ...] = ()  # keys from the owner to the list or mapping
    kind_column: str = ""  # where a row names one more such key
    kinds: tuple[str, ...] = ()
    shape: Shape = Shape.ITEMS
    key_column: str = ""  # of Shape.ENTRIES: where a row names its key
    name_column: str = "id"  # what rows of other sheets call an owner here by

    def column(self, name: str) -> Column:
        """Return a column by name."""
        return next(column for column in self.columns if column.name == name)


FILE: Final = "file"
PACK: Final = "pack"
EXACT: Final = "exact"
"""The sheet of what no cell can hold: empty lists, control characters, texts longer than a cell."""


def _text(name: str, *path: str | int, list_of: str = "") -> Column:
    return Column(name, Form.TEXT, path or (name,), list_of)


def _local(name: str) -> Column:
    return Column(name, Form.LOCAL, (name,))


def _number(name: str, *path: str | int) -> Column:
    return Column(name, Form.NUMBER, path or (name,))


def _yes_no(name: str) -> Column:
    return Column(name, Form.YES_NO, (name,))


def _words(name: str) -> Column:
    return Column(name, Form.WORDS, (name,))


def _choices(name: str) -> Column:
    return Column(name, Form.CHOICES, (name,))


def _owner(name: str, list_of: str) -> Column:
    return Column(name, Form.TEXT, (), list_of)


_EFFORT = tuple(_number(f"effort_{step + 1}", "effort", step) for step in range(5))
_WORDING = Column("text", Form.LOCAL)

PACK_ROWS: Final = (
    _text("format"),
    _text("id"),
    _text("version"),
    _text("issued"),
    _words("languages"),
    _local("title"),
    _local("about"),
    _local("caution"),
    _text("profile"),
    _text("exposures"),
    _text("norms"),
    _text("glossary"),
    _text("calendar"),
    _text("conditions"),
    _text("regions"),
)
"""The rows of the sheet ``pack``, which stands upright: a name, an explanation, a value."""

SHEETS: Final = (
    Sheet("levels", (_number("level"), _local("name")), part=PACK, below=("levels",)),
    Sheet(
        "grades",
        (_text("grade"), _number("from"), _local("name"), _local("advice")),
        part=PACK,
        below=("grades",),
        name_column="grade",
    ),
    Sheet(
        "caps",
        (
            Column("kind", list_of="#caps"),
            _number("at_least"),
            _number("attainment_below"),
            _number("above"),
            _text("grade", list_of="grades.grade"),
        ),
        part=PACK,
        below=("caps",),
        kind_column="kind",
        kinds=("red_line_failures", "weak_domain", "not_applicable_share"),
    ),
    Sheet(
        "evidence_grades",
        (_text("id"), _number("ceiling"), _yes_no("needs_detail"), _local("name")),
        part=PACK,
        below=("evidence",),
    ),
    Sheet("roles", (_text("id"), _local("name")), part=PACK, below=("roles",)),
    Sheet(
        "fields",
        (
            _text("id"),
            _text("kind", list_of="#profile.kind"),
            _text("about", list_of="#profile.about"),
            _yes_no("required"),
            _text("share_as"),
            Column("fills", Form.PAIRS, ("fills",)),
            _local("title"),
            _local("help"),
        ),
        part="profile",
        below=("fields",),
    ),
    Sheet(
        "choices",
        (_owner("field", "fields.id"), _text("id"), _text("share"), _text("code"), _local("title")),
        owners="fields",
        owner_column="field",
        below=("choices",),
    ),
    Sheet(
        "contradictions",
        (_text("id"), _choices("when"), _local("because")),
        part="profile",
        below=("contradictions",),
    ),
    Sheet("advice", (_text("id"), _choices("when"), _local("text")), part="profile", below=("advice",)),
    Sheet("exposures", (_text("id"), _choices("when"), _local("because")), part="exposures", below=("rules",)),
    Sheet(
        "raises",
        (
            _owner("rule", "exposures.id"),
            Column("kind", list_of="#raises"),
            Column("target", list_of="#targets"),
            Column("levels", Form.NUMBER),
        ),
        owners="exposures",
        owner_column="rule",
        kind_column="kind",
        kinds=("raise", "floors"),
        shape=Shape.ENTRIES,
        key_column="target",
    ),
    Sheet(
        "domains",
        (Column(FILE), _text("id"), _number("weight"), _number("base_target"), _local("title"), _local("short")),
        part="domains",
        shape=Shape.FILES,
    ),
    Sheet(
        "questions",
        (
            _owner("domain", "domains.id"),
            _text("id"),
            _local("title"),
            _local("ask"),
            _local("why"),
            _text("scope", list_of="#domain.scope"),
            _number("weight"),
            _number("red_line"),
            _yes_no("allow_na"),
            _words("asked_of"),
            _choices("applies_when"),
            *_EFFORT,
        ),
        owners="domains",
        owner_column="domain",
        below=("questions",),
    ),
    Sheet(
        "anchors",
        (_owner("question", "questions.id"), Column("level", list_of="#levels"), _WORDING),
        owners="questions",
        owner_column="question",
        below=("levels",),
        shape=Shape.ENTRIES,
        key_column="level",
    ),
    Sheet(
        "evidence",
        (_owner("question", "questions.id"), _WORDING),
        owners="questions",
        owner_column="question",
        below=("evidence",),
    ),
    Sheet(
        "question_norms",
        (
            _owner("question", "questions.id"),
            _text("norm", list_of="norms.id"),
            _text("clause"),
            Column("words"),
        ),
        owners="questions",
        owner_column="question",
        below=("norms",),
    ),
    Sheet(
        "links",
        (
            _owner("question", "questions.id"),
            _text("instrument", list_of="instruments.id"),
            _text("strength", list_of="#domain.strength"),
            _local("how"),
        ),
        owners="questions",
        owner_column="question",
        below=("closes_with",),
    ),
    Sheet(
        "policies",
        (Column(FILE), _text("id"), _text("number"), _text("valid_from"), _text("valid_to"), _local("title")),
        part="measures",
        shape=Shape.FILES,
    ),
    Sheet(
        "issuers",
        (_owner("policy", "policies.id"), _WORDING),
        owners="policies",
        owner_column="policy",
        below=("issuers",),
    ),
    Sheet(
        "measures",
        (_owner("policy", "policies.id"), _text("id"), _text("number"), _local("title"), _local("section")),
        owners="policies",
        owner_column="policy",
        below=("measures",),
    ),
    Sheet(
        "units",
        (_owner("measure", "measures.id"), _WORDING),
        owners="measures",
        owner_column="measure",
        below=("units",),
    ),
    Sheet(
        "instruments",
        (
            _owner("measure", "measures.id"),
            _text("id"),
            _words("succeeds"),
            _local("title"),
            _local("offers"),
            _choices("for_whom"),
            _local("ask_at"),
        ),
        owners="measures",
        owner_column="measure",
        below=("instruments",),
    ),
    Sheet(
        "norms",
        (
            _text("id"),
            _text("number"),
            _text("in_force"),
            _text("checked"),
            _local("title"),
            _local("issuer"),
            _local("binds"),
        ),
        part="norms",
        below=("norms",),
    ),
    Sheet("glossary", (_text("id"), _local("term"), _local("meaning")), part="glossary", below=("terms",)),
    Sheet(
        "calendar",
        (_text("id"), _choices("when"), _text("norm", list_of="norms.id"), _local("title"), _local("due")),
        part="calendar",
        below=("items",),
    ),
    Sheet(
        "conditions",
        (_text("id"), _choices("when"), _local("before"), _words("questions")),
        part="conditions",
        below=("groups",),
    ),
    Sheet(
        "regions",
        (Column("country"), Column("value", list_of="choices.id")),
        part="regions",
        shape=Shape.ENTRIES,
        key_column="country",
    ),
    Sheet(
        "samples",
        (
            Column(FILE),
            _text("format"),
            _text("questionnaire"),
            _text("version"),
            _text("as_of"),
            _text("enterprise", "enterprise", "name"),
            _text("uscc", "enterprise", "uscc"),
            _text("project", "project", "name"),
        ),
        part="samples",
        shape=Shape.FILES,
        name_column=FILE,
    ),
    Sheet(
        "sample_profile",
        (_owner("sample", "samples.file"), Column("field", list_of="fields.id"), Column("value", Form.VALUE)),
        owners="samples",
        owner_column="sample",
        below=("profile",),
        shape=Shape.ENTRIES,
        key_column="field",
    ),
    Sheet(
        "sample_answers",
        (
            _owner("sample", "samples.file"),
            Column("question", list_of="questions.id"),
            _number("level"),
            _text("not_applicable"),
            _text("evidence", list_of="evidence_grades.id"),
            _text("evidence_detail"),
            _text("note"),
        ),
        owners="samples",
        owner_column="sample",
        below=("answers",),
        shape=Shape.ENTRIES,
        key_column="question",
    ),
    Sheet("accepted", (_text("warning"), _text("at"), _text("reason")), part=PACK, below=("accepted",)),
    Sheet(
        "migrations",
        (_number("from"), Column("renamed", Form.PAIRS, ("renamed",)), _choices("split"), _words("dropped")),
        part=PACK,
        below=("migrations",),
    ),
)

BY_NAME: Final = {sheet.name: sheet for sheet in SHEETS}


def is_structural(sheet: Sheet, column: Column) -> bool:
    """Tell whether a column says where a row belongs rather than what its item holds."""
    return column.name in (sheet.owner_column, sheet.kind_column, sheet.key_column) or (
        sheet.shape is Shape.FILES and column.name == FILE
    )
