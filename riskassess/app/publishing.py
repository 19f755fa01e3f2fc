"""Publishing and closing a call. Desks of one committee stand side by side, and the list of publications beside them:
what was said of one call decides what may be said of the next.
"""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

from riskassess.app.collecting import STORE, call_and_pack, open_store
from riskassess.app.contributing import trusted_keys
from riskassess.app.exporting import REMEMBERED, exports_of
from riskassess.committee.bounds import audit, read_table
from riskassess.committee.closing import remove_all
from riskassess.committee.history import HISTORY
from riskassess.committee.publication import USUAL, Publication, Showing, benchmark_title, publish
from riskassess.exchange.call import read_call
from riskassess.exchange.signed_file import signed_files
from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.questionnaire.signing.secret_keys import read_secret_key
from riskassess.whole_file import write_whole_together

__all__ = ["Publication", "Showing", "audit_tables", "close_call", "history_path", "publish_call"]


def publish_call(
    call_path: Path,
    desk: Path,
    key: Path,
    password: str,
    out: Path,
    day: date,
    signed_by: Path | None = None,
    showing: Showing = USUAL,
    agreed: Callable[[Publication], bool] = lambda _: True,
    database: str | None = None,
) -> Publication:
    """Write the signed benchmark of a call and enter it in the list beside the desk; raises ProblemsFound.

    What is shown beyond the usual has its price, so `agreed` is asked with everything worked out and nothing written.
    """
    call, pack = call_and_pack(call_path, signed_by)
    rows = open_store(desk, call, database, make=False).each_standing()
    history = _read_history(desk)
    publication = publish(call, pack, rows, history, day, showing)
    if not agreed(publication):
        raise refuse("publish-declined")
    title = benchmark_title(publication.benchmark)
    files = signed_files(out, publication.benchmark, title, read_secret_key(key, password))
    kept = {"format": HISTORY, "publications": [*history, publication.entry]}
    content = (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()
    with _undisturbed():
        write_whole_together({**files, history_path(desk): content})
    return publication


@contextmanager
def _undisturbed() -> Generator[None]:
    """Hear no Ctrl+C for a moment: a benchmark without its entry in the list could be published a second time."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def audit_tables(paths: Sequence[Path], k: int) -> None:
    """Raise ProblemsFound with every line that may not be shown when these tables are shown together."""
    problems = audit([one for path in paths for one in read_table(path)], k)
    if problems:
        raise ProblemsFound(problems)


def close_call(
    call_path: Path,
    desk: Path,
    also: Sequence[Path],
    signed_by: Path | None = None,
    *,
    unpublished: bool = False,
    database: str | None = None,
) -> int:
    """Remove all that a call has collected and return how many files went; raises ProblemsFound with what is left."""
    call = read_call(call_path, trusted_keys(signed_by))
    if not unpublished and all(entry["call"] != call.id for entry in _read_history(desk)):
        raise refuse("close-unpublished", Place(desk.as_posix()), call=call.id)
    if (desk / STORE).exists():
        open_store(desk, call)  # refuses the desk of another call
    store = open_store(desk, call, database) if database is not None else None
    missing = [path for path in also if not path.exists()]
    if missing:
        raise refuse("close-not-there", paths=tuple(str(path) for path in missing))
    if store is not None:
        store.drop()
    exported = [path for path in exports_of(desk) if path.exists()]
    own = [desk / STORE, desk / f"{STORE}-journal", desk / "rejected", *exported, desk / REMEMBERED]
    removed, problems = remove_all([*own, *also])
    with suppress(OSError):
        desk.rmdir()  # where nothing else is in it
    if problems:
        raise ProblemsFound(problems)
    return removed


def history_path(desk: Path) -> Path:
    """Return the list of publications, which stands beside the desks."""
    return desk.resolve().parent / "publications.json"


def _read_history(desk: Path) -> list[dict[str, Any]]:
    path = history_path(desk)
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != HISTORY:
            raise ValueError
        return list(data["publications"])
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise refuse("publications-malformed", Place(path.as_posix()), path=path.as_posix()) from error
