"""Calls: what a committee asks for, until when, from whom in which groups, sealed for whom. Form ``riskassess-call/1``.

Everything that comes back binds to a call, never to a key. A call is read only after its signature holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from riskassess.assessment.core import core_questions
from riskassess.assessment.values import ProfileValue
from riskassess.exchange.groups import Group, check_partition, check_regions, coarse_profile, coarse_values, fits
from riskassess.exchange.sealing import is_recipient
from riskassess.exchange.signed_file import read_signed, refuse_other_title, signed_files
from riskassess.problems import Place, Problem, ProblemsFound, problem, refuse
from riskassess.questionnaire.values import Pack, Text

if TYPE_CHECKING:
    from riskassess.questionnaire.signing.minisign import PublicKey
    from riskassess.questionnaire.signing.secret_keys import SecretKey

FORMAT: Final = "riskassess-call/1"
LEAST_K: Final = 10
MARKS: Final = 8


@dataclass(frozen=True, slots=True)
class Call:
    """Hold a call; both days are inside, `collector` is the key of who mixes, where there is one."""

    id: str
    opens: date
    closes: date
    questionnaire: str
    version: str
    k: int
    groups: tuple[Group, ...]
    recipients: tuple[str, ...]
    tickets: bool
    title: Text
    contact: str
    collector: str | None = None

    def takes_version(self, version: str) -> bool:
        """Tell whether a version has the call's major and minor number."""
        return version.split(".")[:2] == self.version.split(".")[:2]

    def is_open(self, day: date) -> bool:
        """Tell whether the call takes contributions on a day."""
        return self.opens <= day <= self.closes


def call_data(call: Call) -> dict[str, Any]:
    """Return a call in the form of its file."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "id": call.id,
        "title": dict(call.title),
        "contact": call.contact,
        "opens": call.opens.isoformat(),
        "closes": call.closes.isoformat(),
        "questionnaire": call.questionnaire,
        "version": call.version,
        "k": call.k,
        "tickets": call.tickets,
        "recipients": list(call.recipients),
        "groups": [_group_data(group) for group in call.groups],
    }
    return data if call.collector is None else {**data, "collector": call.collector}


def _group_data(group: Group) -> dict[str, Any]:
    when = {name: list(values) for name, values in group.when.items()}
    return {"id": group.id, "title": dict(group.title), "when": when, "expected": group.expected}


def call_files(path: Path, call: Call, key: SecretKey) -> dict[Path, bytes]:
    """Return the file of a call and its signature, to be written together."""
    return signed_files(path, call_data(call), _title(call), key)


def read_call(path: Path, keys: Iterable[PublicKey]) -> Call:
    """Read a call whose signature is of one of some keys; raises ProblemsFound."""
    document, said, _ = read_signed(path, "call", keys)
    call = _built(document.data)
    problems = tuple(_check_alone(call, path.as_posix()))
    if problems:
        raise ProblemsFound(problems)
    refuse_other_title(path, said, _title(call))
    return call


def check_call(call: Call, pack: Pack, file: str) -> Iterator[Problem]:
    """Check a call against the questionnaire it asks for."""
    yield from _check_alone(call, file)
    if pack.id != call.questionnaire or not call.takes_version(pack.version):
        asked, found = f"{call.questionnaire} {call.version}", f"{pack.id} {pack.version}"
        yield problem("call-of-another-questionnaire", Place(file), asked=asked, found=found)
        return
    if len(core_questions(pack)) < MARKS:
        yield problem("call-too-few-core", Place(file), found=len(core_questions(pack)), least=MARKS)
    yield from check_partition(call.groups, coarse_values(pack), file)
    yield from check_regions(call.groups, pack, file)


def group_of(call: Call, pack: Pack, profile: Mapping[str, ProfileValue]) -> Group:
    """Return the group of a call that a profile belongs to; raises ProblemsFound."""
    coarse = coarse_profile(pack, profile)
    for group in call.groups:
        if fits(group, coarse):
            return group
    raise refuse("no-group", Place(path="profile"))


def _check_alone(call: Call, file: str) -> Iterator[Problem]:
    if call.closes < call.opens:
        yield problem("call-ends-before-it-begins", Place(file, path="closes"), opens=call.opens, closes=call.closes)
    if call.k < LEAST_K:
        yield problem("call-k-too-small", Place(file, path="k"), k=call.k, least=LEAST_K)
    for number, key in enumerate((*call.recipients, *((call.collector,) if call.collector else ())), 1):
        if not is_recipient(key):
            yield problem("recipient-malformed", Place(file, path=f"recipients/{number}"), key=key)
    ids = [group.id for group in call.groups]
    for repeated in sorted({name for name in ids if ids.count(name) > 1}):
        yield problem("item-repeated", Place(file, path="groups"), value=repeated)


def _title(call: Call) -> str:
    return f"call {call.id} {call.opens} {call.closes}"


def _built(data: Mapping[str, Any]) -> Call:
    groups = (
        Group(g["id"], g["title"], {name: tuple(values) for name, values in g["when"].items()}, g["expected"])
        for g in data["groups"]
    )
    return Call(
        id=data["id"],
        opens=date.fromisoformat(data["opens"]),
        closes=date.fromisoformat(data["closes"]),
        questionnaire=data["questionnaire"],
        version=data["version"],
        k=data["k"],
        groups=tuple(groups),
        recipients=tuple(data["recipients"]),
        tickets=data["tickets"],
        title=data["title"],
        contact=data["contact"],
        collector=data.get("collector"),
    )
