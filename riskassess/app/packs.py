"""The packs that a new assessment can use, and what the command line asks of packs.

A shipped pack is opened from its compiled form. Its plain data is read again only when a workspace installs it, which
happens once for each version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from riskassess.problems import Place, Problem, refuse
from riskassess.questionnaire.loading import build_pack, load_shipped, shipped_data, shipped_packs
from riskassess.questionnaire.loading import check_pack as _check_pack
from riskassess.questionnaire.values import Pack
from riskassess.questionnaire.versions import parts

Data = Mapping[str, Any]


class Shelf:
    """Hold the packs at hand, read once when first asked for; `data_of` returns the plain data of one of them."""

    def __init__(self, read: Callable[[], Iterable[Pack]], data_of: Callable[[Pack], Data]) -> None:
        self._read = read
        self.data_of = data_of

    @classmethod
    def shipped(cls) -> Shelf:
        """Return the shelf of the packs that come with the program."""
        return cls(
            lambda: (load_shipped(pack_id) for pack_id in shipped_packs()),
            lambda pack: shipped_data(pack.id),
        )

    @classmethod
    def holding(cls, *data: Data) -> Shelf:
        """Return a shelf of packs given as their checked plain data."""
        packs = {pack.sha256: (pack, item) for pack, item in ((build_pack(item), item) for item in data)}
        return cls(lambda: (pack for pack, _ in packs.values()), lambda pack: packs[pack.sha256][1])

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        """Return every pack; raises ProblemsFound when one cannot be read."""
        return tuple(self._read())

    def newest(self) -> tuple[Pack, ...]:
        """Return the newest version of each questionnaire, in the order in which they were found."""
        newest: dict[str, Pack] = {}
        for pack in self.packs:
            if pack.id not in newest or parts(pack.version) > parts(newest[pack.id].version):
                newest[pack.id] = pack
        return tuple(newest.values())

    def default(self, pack_id: str | None = None) -> Pack:
        """Return a questionnaire's newest pack, or the first of all; raises ProblemsFound when it is not there."""
        for pack in self.newest():
            if pack_id in (None, pack.id):
                return pack
        raise refuse("pack-not-at-hand", Place(path=pack_id or ""), pack=pack_id or "")

    def pack_for(self, questionnaire: str, version: str) -> Pack:
        """Return the newest pack of a version's major version, else the questionnaire's newest."""
        packs = [pack for pack in self.packs if pack.id == questionnaire]
        if not packs:
            raise refuse("pack-not-at-hand", Place(path=questionnaire), pack=questionnaire)
        major = version.split(".", maxsplit=1)[0]
        same_major = [pack for pack in packs if pack.version.split(".")[0] == major]
        return max(same_major or packs, key=lambda pack: parts(pack.version))


def check_pack(path: Path) -> tuple[Problem, ...]:
    """Check a pack's folder or zip and return every problem."""
    return _check_pack(path)


def schema_text(name: str) -> str:
    """Return the JSON Schema of a kind of file; raises ProblemsFound for a name there is none of."""
    from riskassess.questionnaire.schemas import schema_names
    from riskassess.questionnaire.schemas import schema_text as text

    if name not in schema_names():
        raise refuse("schema-unknown", Place(path=name), name=name, names=schema_names())
    return text(name)
