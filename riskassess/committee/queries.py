"""The committee's questions as plain SQL, one file each, that every engine runs as it stands.

Answers lie in a column a question, since that is what engines count fastest: a GROUP BY for each pair of columns,
joined. These statements name a pack's columns, so they are written here; everything after them speaks of counts and
stands in `resources/queries`. Two engines are known to agree on every word of it: DuckDB and Spark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Final

from riskassess.assessment.core import core_domains, core_questions
from riskassess.locations import resources
from riskassess.questionnaire.values import Pack

QUESTIONS: Final = ("sizes", "quartiles", "readiness", "grades", "gaps", "levels", "measures")
"""What is asked, each the name of a file."""
VIEWS: Final = ("band_count", "mark_count", "level_count", "spoken")
"""What the questions are asked of: answers as counts."""


def columns(pack: Pack) -> dict[str, dict[str, str]]:
    """Return the columns of ``submission`` by what they hold: bands by domain, below and level by core question."""
    core, domains = [q.id for q in core_questions(pack)], [d.id for d in core_domains(pack)]
    return {"band": _named("band", domains), "below": _named("below", core), "level": _named("level", core)}


def views(pack: Pack) -> dict[str, str]:
    """Return the statements that count, by the names of their views; they are run first, in this order."""
    named = columns(pack)
    return {
        "band_count": _counting("band_count", "domain", "band", named["band"]),
        "mark_count": _counting("mark_count", "question", "below", named["below"]),
        "level_count": _counting("level_count", "question", "level", named["level"]),
        "spoken": _read("spoken"),
    }


def questions() -> dict[str, str]:
    """Return the statement of each question."""
    return {name: _read(name) for name in QUESTIONS}


def in_order(statements: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return statements with their names as they have to be run: the views that count before what asks them."""
    return [(name, statements[name]) for name in (*VIEWS, *QUESTIONS) if name in statements]


def _counting(view: str, about: str, said: str, named: Mapping[str, str]) -> str:
    """Return a view that counts columns, two at a time: each pass over the rows then serves two of them.

    Groups are small whole numbers, and so are answers: engines count such pairs without hashing.
    """
    pairs = list(zip_longest(*[iter(named.items())] * 2, fillvalue=("", "CAST(NULL AS TINYINT)")))
    branches = (
        f"  SELECT group_no, {_quoted(one)} AS one, {_quoted(other)} AS other, {a} AS a, {b} AS b, count(*) AS n\n"
        f"  FROM submission GROUP BY group_no, {a}" + (f", {b}" if other else "")
        for (one, a), (other, b) in pairs
    )
    return (
        f"CREATE OR REPLACE TEMPORARY VIEW {view} AS\nWITH pairs AS (\n"
        + "\n  UNION ALL\n".join(branches)
        + "\n), singles AS (\n"
        "  SELECT group_no, CASE WHEN side = 1 THEN one ELSE other END AS named,\n"
        "    CASE WHEN side = 1 THEN a ELSE b END AS said, n\n"
        "  FROM pairs CROSS JOIN (SELECT 1 AS side UNION ALL SELECT 2 AS side) AS sides\n"
        f")\nSELECT group_no, named AS {about}, said AS {said}, sum(n) AS n\n"
        "FROM singles WHERE said IS NOT NULL GROUP BY group_no, named, said\n"
    )


def _named(kind: str, names: Iterable[str]) -> dict[str, str]:
    """Return a column for each name, in signs that no engine has to be told about."""
    found: dict[str, str] = {}
    for name in names:
        column = f"{kind}_{re.sub(r'[^a-z0-9]', '_', name.lower())}"
        found[name] = column if column not in found.values() else f"{column}_{len(found)}"
    return found


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _read(name: str) -> str:
    return (resources() / "queries" / f"{name}.sql").read_text(encoding="utf-8")
