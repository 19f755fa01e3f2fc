"""A committee's folder as the window keeps it: the signing key and the list of publications for all calls, and one
folder for each call, in which everything has its place.

The folder of a call is its desk, so the desks stand side by side. What is handed out lies in a folder of its own, away
from what must never leave.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from riskassess.app.collecting import EXPECTED, STORE, read_expected
from riskassess.app.contributing import trusted_keys
from riskassess.exchange.call import Call, read_call
from riskassess.exchange.groups import (
    LEAST_EXPECTED,
    Group,
    all_combinations,
    check_partition,
    coarse_values,
    plan_groups,
    shared_fields,
)
from riskassess.exchange.signed_file import signature_path
from riskassess.problems import Place, Problem, ProblemsFound, refuse
from riskassess.questionnaire.values import Pack, wording
from riskassess.whole_file import write_whole

__all__ = ["LEAST_EXPECTED", "Call", "Collection", "Group", "Standing", "Table", "collections_in", "new_collection"]

NAME: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,39}")
"""How a collection may be called: it names a folder on every system, and the call."""
_OUTSIDE: Final = (".age", ".txt", ".json")


@dataclass(frozen=True, slots=True)
class Collection:
    """Name where the things of one call stand."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def signing_key(self) -> Path:
        return self.folder.parent / "committee.key"

    @property
    def public_key(self) -> Path:
        return self.folder.parent / "committee.pub"

    @property
    def identity(self) -> Path:
        return self.folder / "call.identity.age"

    @property
    def recipient(self) -> Path:
        return self.folder / "call.recipient.txt"

    @property
    def expected(self) -> Path:
        return self.folder / "expected.csv"

    @property
    def handed_out(self) -> Path:
        return self.folder / "hand-out"

    @property
    def call(self) -> Path:
        return self.handed_out / "call.json"

    @property
    def tickets_folder(self) -> Path:
        return self.folder / "tickets"

    @property
    def tickets(self) -> Path:
        return self.tickets_folder / "tickets.json"

    @property
    def cards(self) -> Path:
        return self.tickets_folder / "cards.txt"

    @property
    def store(self) -> Path:
        return self.folder / STORE

    @property
    def rejected(self) -> Path:
        return self.folder / "rejected"

    @property
    def published(self) -> Path:
        return self.folder / "published"

    @property
    def benchmark(self) -> Path:
        return self.published / "benchmark.json"

    def standing(self) -> Standing:
        """Look how far this call has come, in a thread; a call that cannot be read is told, not raised."""
        call, problems = None, ()
        if self.call.exists():
            try:
                call = read_call(self.call, trusted_keys(self.public_key))
            except ProblemsFound as found:
                problems = found.problems
        return Standing(
            has_identity=self.identity.exists(),
            has_signing_key=self.signing_key.exists(),
            call=call,
            problems=problems,
            has_tickets=self.tickets.exists(),
            has_cards=self.cards.exists(),
            has_store=self.store.exists(),
            is_published=self.benchmark.exists(),
            goes=self.what_goes(),
        )

    def what_goes(self) -> dict[Path, int]:
        """List what closing removes by itself or is offered to remove, with the number of files in each."""
        offered = (self.store, self.rejected, self.identity, self.tickets_folder)
        return {path: count_files(path) for path in offered if path.exists()}


@dataclass(frozen=True, slots=True)
class Standing:
    """Say how far a call has come; `goes` is what closing removes or offers to remove, with the number of files."""

    has_identity: bool
    has_signing_key: bool
    call: Call | None
    problems: tuple[Problem, ...]
    has_tickets: bool
    has_cards: bool
    has_store: bool
    is_published: bool
    goes: Mapping[Path, int]


@dataclass(frozen=True, slots=True)
class Table:
    """Hold the table of the expected response: the titles of its columns, and each combination with its words."""

    heads: tuple[str, ...]
    rows: Mapping[tuple[str, ...], tuple[str, ...]]


def collections_in(folder: Path) -> tuple[Collection, ...]:
    """List the calls that a committee's folder holds, the newest name first."""
    try:
        found = [path for path in folder.iterdir() if path.is_dir() and NAME.fullmatch(path.name) and _is_ours(path)]
    except OSError:
        return ()
    return tuple(Collection(path) for path in sorted(found, reverse=True))


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder has what one of a call has, or nothing yet."""
    at, within = Collection(folder), {path.name for path in folder.iterdir()}
    own = (at.identity, at.recipient, at.handed_out, at.store, at.published)
    return not within or any(path.name in within for path in own)


def new_collection(folder: Path, name: str) -> Collection:
    """Make the folder of a new call; raises ProblemsFound."""
    if not NAME.fullmatch(name):
        raise refuse("collection-name", name=name)
    path = folder / name
    try:
        path.mkdir(parents=True)
    except FileExistsError as error:
        raise refuse("collection-exists", Place(str(path)), name=name) from error
    except OSError as error:
        raise refuse("folder-not-made", path=path.as_posix(), reason=error.strerror or str(error)) from error
    return Collection(path)


def expected_table(pack: Pack, language: str) -> Table:
    """Return the table that an officer fills in, in the pack's own words."""
    fields = shared_fields(pack)
    values = coarse_values(pack)
    words: list[dict[str, str]] = []
    for field, shared in zip(fields, values.values(), strict=True):
        titles = {value: [wording(c.title, language) for c in field.choices if c.share == value] for value in shared}
        words.append({value: " / ".join(named) for value, named in titles.items()})
    rows = {
        combination: tuple(named[value] for named, value in zip(words, combination, strict=True))
        for combination in all_combinations(pack)
    }
    return Table(tuple(wording(field.title, language) for field in fields), rows)


def coarse_names(pack: Pack) -> tuple[str, ...]:
    """List the names under which a table of the expected response stands in a file."""
    return tuple(coarse_values(pack))


def read_numbers(path: Path, pack: Pack) -> dict[tuple[str, ...], int]:
    """Read a table of the expected response that was filled in; raises ProblemsFound with every row that is wrong."""
    return read_expected(path, pack)


def write_numbers(path: Path, pack: Pack, numbers: Mapping[tuple[str, ...], int]) -> None:
    """Write a table of the expected response; raises ProblemsFound."""
    write_whole(path, table_bytes(coarse_names(pack), numbers))


def table_bytes(heads: Sequence[str], numbers: Mapping[tuple[str, ...], int]) -> bytes:
    """Return the file of a table of the expected response."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow((*heads, EXPECTED))
    writer.writerows((*combination, number) for combination, number in numbers.items())
    return lines.getvalue().encode("utf-8-sig")


def planned(pack: Pack, expected: Mapping[tuple[str, ...], int]) -> tuple[tuple[Group, ...], tuple[Problem, ...]]:
    """Return the groups that would be made of an expected response, and what is wrong with them as a partition."""
    groups = plan_groups(pack, expected)
    return groups, tuple(check_partition(groups, coarse_values(pack), pack.id))


def handed_out_files(collection: Collection) -> tuple[Path, ...]:
    """List what is handed out with a call."""
    return collection.call, signature_path(collection.call), collection.handed_out / collection.public_key.name


def count_files(path: Path) -> int:
    """Count the files of a folder, or 1 for a file."""
    return sum(one.is_file() for one in path.rglob("*")) if path.is_dir() else int(path.exists())


def refuse_other_files(path: Path) -> None:
    """Refuse to remove a folder in which anything else lies than what a collection consists of."""
    if not path.is_dir():
        return
    other = [one for one in path.rglob("*") if one.is_file() and one.suffix.lower() not in _OUTSIDE]
    if other:
        raise refuse("close-other-files", Place(str(path)), path=str(path), count=len(other), first=other[0].name)
