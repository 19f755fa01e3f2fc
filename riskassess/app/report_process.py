"""The child process of a report: one job on standard input, progress as JSON lines on standard output.

Run as a module. It ends by itself when its standard input does, since then nobody waits for the report any more.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from riskassess.problems import ProblemsFound


def main() -> int:
    """Make the report that standard input asks for; return the exit code."""
    job: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    folder = Path(job["folder"])
    threading.Thread(target=_end_with_input, args=(folder,), daemon=True).start()
    try:
        _make(job, folder)
    except ProblemsFound as found:
        first = found.problems[0]
        _tell(code=first.code, fields={key: str(value) for key, value in first.fields.items()})
        return 2
    return 0


def _make(job: Mapping[str, Any], folder: Path) -> None:
    from riskassess.app.reports import Standing, report_model
    from riskassess.exchange.answers_file import answers_from_data
    from riskassess.problems import Place, refuse
    from riskassess.questionnaire.loading.building import build_pack
    from riskassess.report.pdf import write_pdf

    _tell(share=0.2)
    pack = build_pack(job["pack"])
    standing = dict(job["standing"])
    standing["finished_on"] = date.fromisoformat(standing["finished_on"]) if standing["finished_on"] else None
    model = report_model(pack, answers_from_data(job["answers"], pack), job["language"], Standing(**standing))
    _tell(share=0.35)
    target, made = Path(job["path"]), folder / "report.pdf"
    write_pdf(model, made, lambda share: _tell(share=0.35 + 0.6 * share))
    try:
        made.replace(target)
    except OSError as error:
        raise refuse("file-not-written", Place(file=str(target)), reason=error.strerror or str(error)) from error


def _end_with_input(folder: Path) -> None:
    # Not through sys.stdin: its lock, held by a waiting thread, would make an ordinary end of the process a crash.
    while os.read(0, 4096):
        pass
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(3)


def _tell(**words: object) -> None:
    sys.stdout.write(json.dumps(words, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
