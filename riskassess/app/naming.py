"""Names and the day of a draft, and the file names made from them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from riskassess.app.keeping import Keeping
from riskassess.app.sheet import Sheet
from riskassess.problems import Place, Problem, ProblemsFound, problem, refuse
from riskassess.questionnaire.credit_code import check_sign, is_formed
from riskassess.workspace.clients import set_names, set_uscc
from riskassess.workspace.edits import mark_changed, write_changes
from riskassess.workspace.records import Change, StoredAssessment

Written = tuple[StoredAssessment, Sheet]


def name_problems(client: str, project: str) -> Iterator[Problem]:
    """Yield what is wrong with the names of an enterprise and its project."""
    if not client.strip():
        yield problem("client-without-name", Place(path="enterprise/name"))
    if not project.strip():
        yield problem("project-without-name", Place(path="project/name"))


def describe(
    keeping: Keeping, record: StoredAssessment, sheet: Sheet, client: str | None, project: str | None, uscc: str | None
) -> Written:
    """Write the names that are given; None leaves one as it is."""
    named = replace(
        sheet,
        client=sheet.client if client is None else client.strip(),
        project=sheet.project if project is None else project.strip(),
        uscc=sheet.uscc if uscc is None else uscc.strip() or None,
    )
    found = [*name_problems(named.client, named.project), *_uscc_problems(named.uscc)]
    if found:
        raise ProblemsFound(found)
    changes = (
        Change("assessment", "client", "describe", sheet.client, named.client),
        Change("assessment", "project", "describe", sheet.project, named.project),
        Change("assessment", "uscc", "describe", sheet.uscc, named.uscc),
    )
    return _write(keeping, record, sheet, named, changes)


def _uscc_problems(uscc: str | None) -> Iterator[Problem]:
    place = Place(path="enterprise/uscc")
    if uscc is not None and not is_formed(uscc):
        yield problem("uscc-malformed", place, value=uscc)
    elif uscc is not None and check_sign(uscc) != uscc[-1]:
        yield problem("uscc-check-digit", place, value=uscc)


def set_as_of(keeping: Keeping, record: StoredAssessment, sheet: Sheet, day: date) -> Written:
    """Write the day that a draft speaks for."""
    before = record.as_of.isoformat() if record.as_of else None
    change = Change("assessment", "as_of", "as_of", before, day.isoformat())
    return _write(keeping, replace(record, as_of=day), sheet, replace(sheet, as_of=day), (change,))


def _write(
    keeping: Keeping, record: StoredAssessment, sheet: Sheet, after: Sheet, changes: tuple[Change, ...]
) -> Written:
    if record.status == "finished":
        raise refuse("assessment-finished", Place(path=f"assessment/{record.id}"), revision=record.revision)
    meant = tuple(change for change in changes if change.before != change.after)
    if not meant:
        return record, sheet
    stamp = keeping.stamp()
    with keeping.workspace.writing() as connection:
        as_of = record.as_of.isoformat() if record.as_of else None
        mark_changed(connection, record.id, record.edits, stamp, as_of=as_of)
        if (sheet.client, sheet.project) != (after.client, after.project):
            set_names(connection, record.id, after.client, after.project, stamp)
        if sheet.uscc != after.uscc:
            set_uscc(connection, record.id, after.uscc)
        write_changes(connection, record.id, meant, stamp)
    written = replace(record, edits=record.edits + 1, changed_at=stamp.at.astimezone())
    return replace(written, client=after.client, project=after.project, uscc=after.uscc), after


# Signs that Windows, the strictest, takes in no file name; spaces and our own separator would make names hard to tell.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\s_]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST = 60  # signs of each part; three parts in UTF-8 stay within the 255 bytes of a file name


def file_name(parts: tuple[str, ...], suffix: str) -> str:
    """Return parts joined to a file name with a suffix, forbidden signs replaced."""
    kept = [part for part in (_plain(part) for part in parts) if part]
    return "_".join(kept) + suffix


def _plain(part: str) -> str:
    printable = "".join(sign for sign in unicodedata.normalize("NFC", part) if unicodedata.category(sign)[0] != "C")
    plain = _FORBIDDEN.sub("-", printable).strip(" .-")[:_LONGEST].strip(" .-")
    while len(plain.encode()) > _LONGEST * 4 // 3:
        plain = plain[:-1]
    return f"{plain}-" if _RESERVED.fullmatch(plain.split(".")[0]) else plain
