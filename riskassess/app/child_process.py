"""The child process of `riskassess.app.child`: one job on standard input, progress and outcome as lines of JSON.

Run as a module. It ends by itself when its standard input does, since then nobody waits for it any more.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from riskassess.problems import Problem, ProblemsFound

Job = Mapping[str, Any]


def main() -> int:
    """Do the job that standard input names; return the exit code."""
    job: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_input, daemon=True).start()
    try:
        _tell(found=_JOBS[job["do"]](job))
    except ProblemsFound as found:
        _tell(problems=[_said(one) for one in found.problems])
        return 2
    return 0


def _said(one: Problem) -> dict[str, Any]:
    return {"code": one.code, "place": asdict(one.place), "fields": dict(one.fields)}


def _solve(job: Job) -> Any:
    _tell(share=0.2)
    from riskassess.assessment.plan import plan
    from riskassess.exchange.answers_file import answers_from_data
    from riskassess.questionnaire.loading.building import build_pack

    _tell(share=0.4)
    pack = build_pack(job["pack"])
    answers = answers_from_data(job["answers"], pack)
    _tell(share=0.6)
    found = plan(pack, answers, job["grade"], locked_in=job["locked_in"], locked_out=frozenset(job["locked_out"]))
    return asdict(found)


def _write_tables(job: Job) -> Any:
    _tell(share=0.3)
    from riskassess.report.tables import sheet_from_data
    from riskassess.report.tables_xlsx import xlsx_bytes

    return _encoded(xlsx_bytes([sheet_from_data(sheet) for sheet in job["sheets"]]))


def _write_calendar(job: Job) -> Any:
    _tell(share=0.3)
    from riskassess.report.due_days import day_from_data
    from riskassess.report.due_days_ics import ics_bytes

    return _encoded(ics_bytes([day_from_data(day) for day in job["days"]], job["name"]))


def _make_report(job: Job) -> Any:
    from riskassess.app.report_making import make_report

    return _encoded(make_report(job, _tell))


def _encoded(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _do_step(job: Job) -> Any:
    from riskassess.app.committee_jobs import do_step

    return do_step(job, _tell)


_JOBS: Mapping[str, Callable[[Job], Any]] = {
    "plan": _solve,
    "tables": _write_tables,
    "calendar": _write_calendar,
    "report": _make_report,
    "committee": _do_step,
}


def _end_with_input() -> None:
    # Not through sys.stdin: its lock, held by a waiting thread, would make an ordinary end of the process a crash.
    while os.read(0, 4096):
        pass
    os._exit(3)


def _tell(**words: object) -> None:
    sys.stdout.write(json.dumps(words, ensure_ascii=True, default=str) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
