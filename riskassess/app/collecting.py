"""What a committee does: prepare a call, take in what came, and be rid of it again; and mixing, for whoever collects.

A committee works in one folder per call (the desk): the store, the files set aside, and what was published.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from riskassess.app.contributing import trusted_keys
from riskassess.app.installing import make_keys
from riskassess.app.packs import Shelf
from riskassess.assessment.core import core_questions
from riskassess.committee.mixing import Mixed, mix
from riskassess.committee.tickets import draw_tickets, read_tickets
from riskassess.exchange.call import Call, call_files, check_call, read_call
from riskassess.exchange.groups import all_combinations, coarse_values, plan_groups
from riskassess.exchange.sealing import (
    Identity,
    identity_file,
    identity_needs_passphrase,
    new_identity,
    public_of,
    read_identity,
)
from riskassess.exchange.submission_reader import Reader
from riskassess.exchange.tokens import code_of
from riskassess.problems import Place, Problem, ProblemsFound, problem, refuse
from riskassess.questionnaire.loading.reading import read_file
from riskassess.questionnaire.signing.secret_keys import read_secret_key
from riskassess.questionnaire.values import Pack, Text
from riskassess.texts import Texts
from riskassess.whole_file import write_whole, write_whole_together
from riskassess.workspace.companions import packs_folder
from riskassess.workspace.place import workspace_path

if TYPE_CHECKING:
    from riskassess.committee.store import Store

__all__ = ["Intake", "MadeKeys", "Mixed", "Wishes", "identity_needs_passphrase"]

EXPECTED = "expected"
STORE = "submissions.sqlite"


@dataclass(frozen=True, slots=True)
class MadeKeys:
    """Hold what `make_call_keys` wrote; `signing` is None where a signing key was there already.

    `sheet` is the text of the recovery sheet, which holds the key in the open.
    """

    identity: Path
    recipient: Path
    signing: Path | None
    sheet: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Wishes:
    """Hold what an officer says of a call; recipients and collector are age keys or files that hold one."""

    id: str
    title: str
    contact: str
    opens: date
    closes: date
    recipients: tuple[str, ...]
    k: int = 20
    tickets: bool = False
    collector: str | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """Count what a run of intake did and how the store stands now."""

    rows: Mapping[str, int]
    rejected: Mapping[str, int]
    standing: int
    withdrawn: int
    conflicts: int


def make_call_keys(
    folder: Path, passphrase: str, sheet: Path | None, language: str, signing_folder: Path | None = None
) -> MadeKeys:
    """Make a call's identity and, where there is none yet, the committee's signing key; raises ProblemsFound.

    The signing key serves every call and may stand in a folder of its own.
    """
    if not passphrase:
        raise refuse("passphrase-needed", Place())
    signing_folder = signing_folder or folder
    for needed in (folder, signing_folder):
        _make_folder(needed)
    identity, recipient = folder / "call.identity.age", folder / "call.recipient.txt"
    for path in (identity, recipient, *((sheet,) if sheet else ())):
        if path.exists():
            raise refuse("key-exists", Place(str(path)), path=path.as_posix())
    secret, public = new_identity()
    signing: Path | None = None
    if not (signing_folder / "committee.key").exists():
        signing, _, _ = make_keys(signing_folder / "committee", passphrase)
    files = {identity: identity_file(secret, passphrase), recipient: f"{public}\n".encode()}
    said = Texts(language)("committee.sheet", secret=secret, public=public)
    if sheet is not None:
        files[sheet] = said.encode()
    write_whole_together(files)
    for path in (identity, *((sheet,) if sheet else ())):
        path.chmod(0o600)
    return MadeKeys(identity, recipient, signing, said)


def write_expected(path: Path, pack_id: str | None) -> None:
    """Write the table in which an officer fills in how many are expected of each combination."""
    pack = _shelf().default(pack_id)
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow((*coarse_values(pack), EXPECTED))
    writer.writerows((*combination, 0) for combination in all_combinations(pack))
    write_whole(path, lines.getvalue().encode("utf-8-sig"))


def make_call(wishes: Wishes, table: Path, key: Path, password: str, out: Path, pack_id: str | None) -> Call:
    """Plan the groups of a call from a table of what is expected, sign it and write it; raises ProblemsFound."""
    pack = _shelf().default(pack_id)
    title: Text = dict.fromkeys(pack.languages, wishes.title)
    call = Call(
        id=wishes.id,
        opens=wishes.opens,
        closes=wishes.closes,
        questionnaire=pack.id,
        version=pack.version,
        k=wishes.k,
        groups=plan_groups(pack, read_expected(table, pack)),
        recipients=tuple(_public_key(given) for given in wishes.recipients),
        tickets=wishes.tickets,
        title=title,
        contact=wishes.contact,
        collector=_public_key(wishes.collector) if wishes.collector else None,
    )
    problems = tuple(check_call(call, pack, out.as_posix()))
    if problems:
        raise ProblemsFound(problems)
    write_whole_together(call_files(out, call, read_secret_key(key, password)))
    return call


def make_tickets(count: int, call_path: Path, key: Path | None, out: Path, language: str) -> tuple[Path, Path]:
    """Draw tickets for a call: the cards to be cut, and the hashes that intake needs; raises ProblemsFound."""
    call = read_call(call_path, trusted_keys(key))
    if not call.tickets:
        raise refuse("call-without-tickets", Place(call_path.as_posix()), call=call.id)
    cards, hashes = out / "cards.txt", out / "tickets.json"
    for path in (cards, hashes):
        if path.exists():
            raise refuse("tickets-exist", Place(str(path)), path=path.as_posix())
    _make_folder(out)
    tokens, content = draw_tickets(count, call.id)
    texts = Texts(language)
    card = {"title": call.title.get(language, next(iter(call.title.values()))), "contact": call.contact}
    said = "\f".join(texts("committee.card", code=code_of(token), closes=call.closes, **card) for token in tokens)
    write_whole_together({cards: said.encode(), hashes: content})
    return cards, hashes


def mix_folder(source: Path, target: Path, identity: Path | None, passphrase: str) -> Mixed:
    """Mix a folder of sealed files into a new one; raises ProblemsFound."""
    return mix(source, target, read_identity(identity, passphrase) if identity is not None else None)


def take_in_folder(
    folder: Path,
    call_path: Path,
    desk: Path,
    identity: Path,
    passphrase: str,
    *,
    key: Path | None = None,
    tickets: Path | None = None,
    jobs: int = 1,
    database: str | None = None,
    progress: Callable[[int], None] = lambda _opened: None,
) -> Intake:
    """Take the sealed files of a folder into the store of a call; raises ProblemsFound.

    `progress` is told how many files have been opened so far.
    """
    from riskassess.committee.intake import Opener, take_in

    call, pack = call_and_pack(call_path, key)
    opened: Identity = read_identity(identity, passphrase)
    if public_of(opened) not in call.recipients:
        raise refuse("identity-of-another-call", Place(identity.as_posix()), path=identity.as_posix(), call=call.id)
    if call.tickets and tickets is None:
        raise refuse("tickets-needed", Place(call_path.as_posix()), call=call.id)
    hashes = read_tickets(tickets, call.id) if call.tickets and tickets is not None else None
    core = tuple(question.id for question in core_questions(pack))
    store = open_store(desk, call, database)
    opener = Opener(str(opened), Reader(call, pack), call.id, core, hashes)
    taken = take_in(folder, store, desk / "rejected", opener, jobs, progress)
    return _intake(store, taken.rows, taken.rejected)


def count_taken(call_path: Path, desk: Path, key: Path | None = None) -> Intake:
    """Count how the store of a call stands, over all; raises ProblemsFound."""
    call, _ = call_and_pack(call_path, key)
    return _intake(open_store(desk, call, make=False), {}, {})


def _intake(store: Store, rows: Mapping[str, int], rejected: Mapping[str, int]) -> Intake:
    from riskassess.committee.store import CONFLICT, STANDS, WITHDRAWN

    states = store.states()
    return Intake(rows, rejected, states.get(STANDS, 0), states.get(WITHDRAWN, 0), states.get(CONFLICT, 0))


def call_and_pack(call_path: Path, key: Path | None) -> tuple[Call, Pack]:
    """Return a call and the questionnaire that it asks for; raises ProblemsFound."""
    call = read_call(call_path, trusted_keys(key))
    pack = _shelf().pack_for(call.questionnaire, call.version)
    problems = tuple(check_call(call, pack, call_path.as_posix()))
    if problems:
        raise ProblemsFound(problems)
    return call, pack


def open_store(desk: Path, call: Call, database: str | None = None, *, make: bool = True) -> Store:
    """Open the store of a call, on its desk or in a database; raises ProblemsFound.

    It is made when it is not there, unless `make` says that it has to be.
    """
    from riskassess.committee.engines import database_url
    from riskassess.committee.store import Store

    if database is not None:
        return Store(database_url(database), call, make=make)
    if not make and not (desk / STORE).exists():
        raise refuse("desk-empty", Place(desk.as_posix()), path=desk.as_posix())
    _make_folder(desk)
    return Store(desk / STORE, call, make=make)


def read_expected(path: Path, pack: Pack) -> dict[tuple[str, ...], int]:
    """Read the filled-in table; raises ProblemsFound with every row that is wrong."""
    content, failed = read_file(path)
    if failed:
        raise ProblemsFound((failed,))
    values = coarse_values(pack)
    heads = (*values, EXPECTED)
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise refuse("expected-malformed", Place(path.as_posix(), 1, 1), heads=heads) from error
    if not rows or sorted(rows[0]) != sorted(heads):
        raise refuse("expected-malformed", Place(path.as_posix(), 1, 1), heads=heads)
    found: dict[tuple[str, ...], int] = {}
    problems: list[Problem] = []
    for number, cells in enumerate(rows[1:], 2):
        row = dict(zip(rows[0], cells, strict=False))
        said, place = row.get(EXPECTED, "").strip(), Place(path.as_posix(), number, 1)
        combination = tuple(row.get(name, "").strip() for name in values)
        if not cells:
            continue
        if len(cells) != len(heads) or not (said.isascii() and said.isdigit() and len(said) < 9):
            problems.append(problem("expected-row", place))
        elif any(value not in values[name] for name, value in zip(values, combination, strict=True)):
            problems.append(problem("expected-unknown", place, combination=combination))
        elif combination in found:
            problems.append(problem("expected-twice", place, combination=combination))
        else:
            found[combination] = int(said)
    problems += [
        problem("expected-missing", Place(path.as_posix()), combination=combination)
        for combination in (() if problems else all_combinations(pack))
        if combination not in found
    ]
    if problems:
        raise ProblemsFound(problems)
    return found


def _public_key(given: str) -> str:
    """Return an age key that was given itself or in a file."""
    if given.startswith("age1"):
        return given
    content, failed = read_file(Path(given))
    if failed:
        raise ProblemsFound((failed,))
    return next((line for line in content.decode("utf-8", "replace").split() if line.startswith("age1")), given)


def _shelf() -> Shelf:
    return Shelf.at_hand(packs_folder(workspace_path()))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse("folder-not-made", path=folder.as_posix(), reason=error.strerror or str(error)) from error
