"""What the window starts for a committee: each step as a job in a child process, and what it brings as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from riskassess.app.child import ChildJob
from riskassess.app.committee_folder import Collection

__all__ = ["CallWishes", "ChildJob", "CommitteeWork", "Counts", "Preview", "Way"]


@dataclass(frozen=True, slots=True)
class CallWishes:
    """Hold what an officer filled in for a call; `expected` gives a number for each combination under its heads."""

    title: str
    contact: str
    opens: date
    closes: date
    heads: Sequence[str]
    expected: Mapping[tuple[str, ...], int]
    pack: str
    k: int = 20
    tickets: bool = False
    recipients: tuple[str, ...] = ()
    collector: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Count a run of intake and how the store stands, over all; never by group."""

    rows: Mapping[str, int]
    rejected: Mapping[str, int]
    standing: int
    withdrawn: int
    conflicts: int


@dataclass(frozen=True, slots=True)
class Way:
    """Say what is shown beyond the usual: shares of single groups, or everything with noise of a budget."""

    shares_per_group: bool = False
    epsilon: float | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """Hold what would be, or was, published, and what shares of single groups cost."""

    benchmark: Mapping[str, Any]
    cost: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class CommitteeWork:
    """Start the steps of one committee; `workspace` says whose questionnaires are meant."""

    workspace: Path
    language: str = field(default="zh")

    def make_keys(self, at: Collection, words: str) -> ChildJob:
        """Make the keys of a call; brings the recovery sheet as text."""
        return self._start("keys", lambda found: str(found["sheet"]), at, words=words)

    def make_call(self, at: Collection, wishes: CallWishes, words: str) -> ChildJob:
        """Plan, sign and write a call; brings the number of its groups."""
        return self._start(
            "call",
            lambda found: int(found["groups"]),
            at,
            words=words,
            id=at.name,
            title=wishes.title,
            contact=wishes.contact,
            opens=wishes.opens.isoformat(),
            closes=wishes.closes.isoformat(),
            heads=list(wishes.heads),
            expected=[[*combination, number] for combination, number in wishes.expected.items()],
            pack=wishes.pack,
            k=wishes.k,
            tickets=wishes.tickets,
            recipients=list(wishes.recipients),
            collector=wishes.collector,
        )

    def draw_tickets(self, at: Collection, count: int) -> ChildJob:
        """Draw tickets; brings the text of the cards, one a page."""
        return self._start("tickets", lambda found: str(found["cards"]), at, count=count)

    def mix(self, source: Path, target: Path, identity: Path | None, words: str) -> ChildJob:
        """Mix a folder of sealed files; brings their number and the names of what was left out."""
        more: dict[str, Any] = {"source": str(source), "target": str(target), "identity": str(identity or "")}
        return self._start("mix", lambda found: (int(found["files"]), tuple(found["left_out"])), words=words, **more)

    def take_in(self, at: Collection, folder: Path, identity: Path, tickets: Path | None, words: str) -> ChildJob:
        """Take in a folder of sealed files; brings counts."""
        more = {"folder": str(folder), "identity": str(identity), "tickets": str(tickets or "")}
        return self._start("intake", lambda found: Counts(**found), at, words=words, **more)

    def count(self, at: Collection) -> ChildJob:
        """Count what has been taken in, over all."""
        return self._start("count", lambda found: Counts(**found), at)

    def preview(self, at: Collection, way: Way, day: date) -> ChildJob:
        """Work out what would be published, without writing anything."""
        return self._start("preview", lambda found: Preview(**found), at, **_said(way, day))

    def publish(self, at: Collection, way: Way, day: date, words: str) -> ChildJob:
        """Write and sign the benchmark."""
        return self._start("publish", lambda found: Preview(**found), at, words=words, **_said(way, day))

    def report(self, at: Collection, out: Path, language: str) -> ChildJob:
        """Write the planning report of what was published, in the format of the suffix; brings its path."""
        return self._start("report", Path, at, out=str(out), report_language=language)

    def close(self, at: Collection, also: Sequence[Path], *, unpublished: bool) -> ChildJob:
        """Remove what was collected and some more files and folders; brings how many files went."""
        paths = [str(path) for path in also]
        return self._start("close", lambda found: int(found["removed"]), at, also=paths, unpublished=unpublished)

    def _start(self, step: str, take: Callable[[Any], Any], at: Collection | None = None, **more: Any) -> ChildJob:
        fixed = {"do": "committee", "step": step, "workspace": str(self.workspace), "language": self.language}
        return ChildJob({**fixed, "collection": str(at.folder) if at else "", **more}, take)


def undo_mix(target: Path) -> None:
    """Take away what a mixing that was cancelled has written; its folder was empty before."""
    with suppress(OSError):
        for path in target.glob("*.age"):
            path.unlink()


def _said(way: Way, day: date) -> dict[str, Any]:
    return {"shares_per_group": way.shares_per_group, "epsilon": way.epsilon, "day": day.isoformat()}
