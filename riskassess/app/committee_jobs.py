"""The steps of a committee as a child process does them: plain data in, plain data out, nothing that Qt would know.

Deriving keys, opening files and working out figures hold the processor for seconds; in a process of their own they can
be ended at any moment, and the library that holds a passphrase goes with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from riskassess.app import collecting, publishing
from riskassess.app.committee_folder import Collection, count_files, table_bytes
from riskassess.committee.publication import Publication, Showing
from riskassess.problems import ProblemsFound
from riskassess.whole_file import write_whole

Job = Mapping[str, Any]
Tell = Callable[..., None]


def do_step(job: Job, tell: Tell) -> Any:
    """Do the step that a job names; raises ProblemsFound."""
    os.environ["RISKASSESS_WORKSPACE"] = job["workspace"]  # whose questionnaires and keys are meant
    tell(share=0.1)
    return _STEPS[job["step"]](job, tell)


def _collection(job: Job) -> Collection:
    return Collection(Path(job["collection"]))


def _make_keys(job: Job, _tell: Tell) -> Any:
    at = _collection(job)
    made = collecting.make_call_keys(at.folder, job["words"], None, job["language"], at.folder.parent)
    return {"sheet": made.sheet, "signing": made.signing is not None}


def _make_call(job: Job, tell: Tell) -> Any:
    at = _collection(job)
    numbers = {tuple(combination): number for *combination, number in job["expected"]}
    write_whole(at.expected, table_bytes(job["heads"], numbers))
    wishes = collecting.Wishes(
        id=job["id"],
        title=job["title"],
        contact=job["contact"],
        opens=date.fromisoformat(job["opens"]),
        closes=date.fromisoformat(job["closes"]),
        recipients=(str(at.recipient), *job["recipients"]),
        k=job["k"],
        tickets=job["tickets"],
        collector=job["collector"] or None,
    )
    at.handed_out.mkdir(parents=True, exist_ok=True)
    tell(share=0.3)
    call = collecting.make_call(wishes, at.expected, at.signing_key, job["words"], at.call, job["pack"])
    write_whole(at.handed_out / at.public_key.name, at.public_key.read_bytes())
    return {"groups": len(call.groups)}


def _draw_tickets(job: Job, _tell: Tell) -> Any:
    at = _collection(job)
    cards, _ = collecting.make_tickets(job["count"], at.call, at.public_key, at.tickets_folder, job["language"])
    return {"cards": cards.read_text(encoding="utf-8")}


def _mix(job: Job, _tell: Tell) -> Any:
    identity = Path(job["identity"]) if job["identity"] else None
    mixed = collecting.mix_folder(Path(job["source"]), Path(job["target"]), identity, job["words"])
    return {"files": mixed.files, "left_out": list(mixed.left_out)}


def _take_in(job: Job, tell: Tell) -> Any:
    at, folder = _collection(job), Path(job["folder"])
    files = max(count_files(folder), 1)

    def progress(opened: int) -> None:
        tell(share=min(0.2 + 0.75 * opened / files, 0.95), counted={"opened": opened, "files": files})

    tell(share=0.2, counted={"opened": 0, "files": files})
    tickets = Path(job["tickets"]) if job["tickets"] else None
    taken = collecting.take_in_folder(
        folder, at.call, at.folder, Path(job["identity"]), job["words"], key=at.public_key, tickets=tickets,
        progress=progress,
    )  # fmt: skip
    return _counts(taken)


def _count(job: Job, _tell: Tell) -> Any:
    at = _collection(job)
    return _counts(collecting.count_taken(at.call, at.folder, at.public_key))


def _counts(taken: collecting.Intake) -> Any:
    over_all = {"standing": taken.standing, "withdrawn": taken.withdrawn, "conflicts": taken.conflicts}
    return {"rows": dict(taken.rows), "rejected": dict(taken.rejected), **over_all}


def _preview(job: Job, _tell: Tell) -> Any:
    """Work out what would be published, and write nothing."""
    found: list[Publication] = []

    def look_only(publication: Publication) -> bool:
        found.append(publication)
        return False

    try:
        _published(job, "", look_only)
    except ProblemsFound:
        if not found:
            raise
    return _shown(found[0])


def _publish(job: Job, _tell: Tell) -> Any:
    _collection(job).published.mkdir(parents=True, exist_ok=True)
    return _shown(_published(job, job["words"], lambda _publication: True))


def _published(job: Job, words: str, agreed: Callable[[Publication], bool]) -> Publication:
    at = _collection(job)
    showing = Showing(shares_per_group=job["shares_per_group"], epsilon=job["epsilon"])
    day = date.fromisoformat(job["day"])
    return publishing.publish_call(
        at.call, at.folder, at.signing_key, words, at.benchmark, day, at.public_key, showing, agreed
    )


def _shown(publication: Publication) -> Any:
    """Return what is public of a publication; the committee's own entry with exact sizes stays where it is."""
    return {"benchmark": publication.benchmark, "cost": None if publication.cost is None else asdict(publication.cost)}


def _report(job: Job, _tell: Tell) -> Any:
    from riskassess.app.district import write_district_report

    at = _collection(job)
    write_district_report(at.benchmark, Path(job["out"]), job["report_language"], at.public_key)
    return job["out"]


def _close(job: Job, _tell: Tell) -> Any:
    at = _collection(job)
    also = [Path(path) for path in job["also"]]
    removed = publishing.close_call(at.call, at.folder, also, at.public_key, unpublished=job["unpublished"])
    return {"removed": removed}


_STEPS: Mapping[str, Callable[[Job, Tell], Any]] = {
    "keys": _make_keys,
    "call": _make_call,
    "tickets": _draw_tickets,
    "mix": _mix,
    "intake": _take_in,
    "count": _count,
    "preview": _preview,
    "publish": _publish,
    "report": _report,
    "close": _close,
}
