"""A report made in a child process: started, watched and cancelled from the window, which never waits for it.

The job goes to the child's standard input as one line of JSON, since nothing that could run may travel. The input stays
open as long as the window lives: its end tells the child that nobody waits any more, and it takes its folder away.
"""

from __future__ import annotations

import base64
import contextlib
import json
import shutil
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from riskassess.app.child import start_child
from riskassess.assessment.digests import answers_data
from riskassess.problems import Place, Problem, problem, refuse

if TYPE_CHECKING:
    from riskassess.app.opened import OpenAssessment
    from riskassess.app.reports import Choices

ENTRY = "riskassess.app.report_process"
FORMATS = (".pdf", ".docx", ".xlsx", ".json")
"""What a report can be saved as, by suffix; each has its writer in the child's table."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Hold how far a report is: `share` from 0 to 1, and the problem where it failed."""

    state: Literal["running", "done", "failed", "cancelled"]
    share: float
    problem: Problem | None = None


class ReportJob:
    """Watch a child process that writes one report; `poll` and `cancel` return at once."""

    def __init__(self, job: bytes, path: Path, folder: Path, done: Callable[[], None]) -> None:
        self.path = path
        self._folder = folder
        self._done = done
        self._progress = Progress("running", 0.0)
        self._cancelled = False
        self._recorded = False
        # Not standard error as a pipe: nobody reads it while the child runs, and a full pipe would stop the child.
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the watcher
        self._process = start_child(ENTRY, self._errors)
        self._watcher = threading.Thread(target=self._watch, args=(job,), daemon=True)
        self._watcher.start()

    def poll(self) -> Progress:
        """Return how far it is; the first call that finds it done also notes the report in the workspace."""
        progress = self._progress
        if progress.state == "done" and not self._recorded:
            self._recorded = True
            self._done()
        return progress

    def cancel(self) -> None:
        """End it; what was written is taken away, and what stood at the target before stays."""
        self._cancelled = True
        self._process.kill()

    def wait(self, seconds: float | None = None) -> Progress:
        """Wait until it has ended, at most so long, and return how far it is."""
        self._watcher.join(seconds)
        return self.poll()

    def _watch(self, job: bytes) -> None:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        said: Problem | None = None
        with contextlib.suppress(OSError):  # a child that has died already tells so by its exit code
            stdin.write(job + b"\n")
            stdin.flush()
        for line in stdout:
            told: dict[str, Any] = json.loads(line)
            if "share" in told:
                self._progress = Progress("running", told["share"])
            else:
                said = Problem(told["code"], Place(file=str(self.path)), told["fields"])
        code = self._process.wait()
        with contextlib.suppress(OSError):
            stdin.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._progress = self._ending(code, said)
        self._errors.close()

    def _ending(self, code: int, said: Problem | None) -> Progress:
        share = self._progress.share
        if code == 0:
            return Progress("done", 1.0)
        if self._cancelled:
            return Progress("cancelled", share)
        self._errors.seek(0)
        details = self._errors.read().decode(errors="replace")[-4000:]
        crashed = problem("report-not-made", Place(file=str(self.path)), exit_code=code, details=details)
        return Progress("failed", share, said or crashed)


def report_job(
    assessment: OpenAssessment, path: Path, language: str, choices: Choices | None = None, *, preview: bool = False
) -> ReportJob:
    """Start writing an assessment's report as it is now, in the format of the suffix.

    A `preview` is for the eyes alone and not noted as handed out. Raises ProblemsFound when the format is unknown or
    the target's folder is no use.
    """
    target = path.absolute()
    if target.suffix.lower() not in FORMATS:
        raise refuse("report-format-unknown", Place(file=str(path)), suffix=target.suffix, known=", ".join(FORMATS))
    try:
        folder = Path(tempfile.mkdtemp(prefix=".report-", dir=target.parent))
    except OSError as error:
        raise refuse("file-not-written", Place(file=str(path)), reason=error.strerror or str(error)) from error
    job = {
        "pack": assessment.pack_data(),
        "answers": answers_data(assessment.answers),
        "path": str(target),
        "folder": str(folder),
        "language": language,
        "choices": _choices_data(choices),
        "earlier": assessment.earlier_data(),
        "attachments": assessment.attachments_data(),
        "benchmarks": [] if choices and "benchmark" in choices.left_out else assessment.benchmarks_data(),
        "standing": {
            "status": assessment.status,
            "revision": assessment.revision,
            "prepared_by": assessment.prepared_by,
            "approved_by": assessment.approved_by,
            "finished_on": assessment.finished_at.date().isoformat() if assessment.finished_at else None,
        },
    }
    digest = assessment.result.answers_sha256
    content = json.dumps(job, ensure_ascii=False, separators=(",", ":")).encode()

    def note() -> None:
        if not preview:
            assessment.record_report(target, language, digest)

    return ReportJob(content, target, folder, note)


def _choices_data(choices: Choices | None) -> dict[str, Any]:
    """Return as plain data what a user chose for one report."""
    if choices is None:
        return {"left_out": [], "branding": None}
    brand = choices.branding
    named = None
    if brand is not None:
        named = {"name": brand.name, "line": brand.line, "logo": base64.b64encode(brand.logo).decode("ascii")}
    return {"left_out": sorted(choices.left_out), "branding": named}
