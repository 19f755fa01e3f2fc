"""A committee's own figures: its store as Parquet with the questions that any engine can ask of it, and their answers.

An export holds single enterprises as the store does. So the desk remembers where each one lies, before anything is in
it, and closing the call removes it with the store.
"""

from __future__ import annotations

import csv
import io
import json
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from riskassess.app.collecting import call_and_pack, open_store
from riskassess.committee.closing import remove_all
from riskassess.problems import Place, refuse
from riskassess.texts import Texts
from riskassess.whole_file import write_whole, write_whole_together

if TYPE_CHECKING:
    from riskassess.committee.export import Answer

__all__ = ["aggregate_export", "aggregate_store", "export_call", "exports_of"]

REMEMBERED = "exports.json"
_QUERIES = "queries"


def export_call(
    call_path: Path,
    desk: Path,
    out: Path,
    language: str,
    signed_by: Path | None = None,
    database: str | None = None,
) -> int:
    """Write the submissions of a call as Parquet into a new folder; return how many. Raises ProblemsFound."""
    from riskassess.committee.export import Lake
    from riskassess.committee.queries import questions, views

    call, pack = call_and_pack(call_path, signed_by)
    if out.exists():
        raise refuse("export-exists", Place(out.as_posix()), path=out.as_posix())
    rows = open_store(desk, call, database, make=False).each_standing()
    beside = out.with_name(f".{out.name[:40]}.{secrets.token_hex(4)}.part")
    try:
        beside.mkdir(mode=0o700, parents=True)
        lake = Lake(beside / "spill")
        count = lake.load(pack, call, rows)
        lake.write(beside)
        lake.connection.close()
        (beside / _QUERIES).mkdir()
        named = {**views(pack), **questions()}
        files = {beside / _QUERIES / f"{name}.sql": text.encode() for name, text in named.items()}
        texts = Texts(language)
        write_whole_together(
            {**files, beside / texts("committee.export.file"): texts("committee.export.note").encode()}
        )
        remove_all([beside / "spill"])
        _remember(desk, out)
        beside.rename(out)
    except OSError as error:
        raise refuse("folder-not-made", path=out.as_posix(), reason=error.strerror or str(error)) from error
    finally:
        remove_all([beside])
    return count


def exports_of(desk: Path) -> tuple[Path, ...]:
    """List the folders into which a call was exported, whether they are still there or not."""
    try:
        return tuple(Path(path) for path in json.loads((desk / REMEMBERED).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError) as error:
        path = desk / REMEMBERED
        raise refuse("exports-malformed", Place(path.as_posix()), path=path.as_posix()) from error


def aggregate_export(folder: Path, out: Path) -> tuple[Path, ...]:
    """Ask every question of an export, by the statements that lie in it; return the tables that were written."""
    from riskassess.committee.export import Lake
    from riskassess.committee.queries import QUESTIONS, VIEWS

    statements: dict[str, str] = {}
    for name in (*VIEWS, *QUESTIONS):
        path = folder / _QUERIES / f"{name}.sql"
        if not path.is_file():
            raise refuse("export-incomplete", Place(path.as_posix()), path=path.as_posix())
        statements[name] = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as spill:
        lake = Lake(Path(spill))
        lake.open(folder)
        return _written(lake.ask(statements), out)


def aggregate_store(
    call_path: Path, desk: Path, out: Path, signed_by: Path | None = None, database: str | None = None
) -> tuple[Path, ...]:
    """Ask every question of the store of a call; return the tables that were written. Raises ProblemsFound."""
    from riskassess.committee.export import Lake
    from riskassess.committee.queries import questions, views

    call, pack = call_and_pack(call_path, signed_by)
    with tempfile.TemporaryDirectory() as spill:
        lake = Lake(Path(spill))
        lake.load(pack, call, open_store(desk, call, database, make=False).each_standing())
        return _written(lake.ask({**views(pack), **questions()}), out)


def _remember(desk: Path, out: Path) -> None:
    known = [str(path) for path in exports_of(desk)]
    desk.mkdir(parents=True, exist_ok=True)  # with a database there may be none yet
    write_whole(desk / REMEMBERED, json.dumps([*known, str(out.resolve())], ensure_ascii=False).encode())


def _written(answers: Mapping[str, Answer], out: Path) -> tuple[Path, ...]:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse("folder-not-made", path=out.as_posix(), reason=error.strerror or str(error)) from error
    files: dict[Path, bytes] = {}
    for name, answer in answers.items():
        lines = io.StringIO()
        csv.writer(lines).writerows((answer.heads, *answer.lines))
        files[out / f"{name}.csv"] = lines.getvalue().encode("utf-8-sig")
    write_whole_together(files)
    return tuple(files)
