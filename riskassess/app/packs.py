"""The packs that a new assessment can use, and what the command line asks of packs.

A shipped pack is opened from its compiled form. Its plain data is read again only when a workspace installs it, which
happens once for each version.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from riskassess.problems import Place, Problem, ProblemsFound, refuse
from riskassess.questionnaire.loading import build_pack, load_shipped, shipped_data, shipped_packs
from riskassess.questionnaire.loading import check_pack as _check_pack
from riskassess.questionnaire.values import Pack
from riskassess.questionnaire.versions import precedence

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
    def at_hand(cls, folder: Path) -> Shelf:
        """Return the shelf of the packs that come with the program and of those installed in a folder.

        An installed file that is damaged is left out here; the list of installed packs names it.
        """
        return cls(lambda: _at_hand(folder), lambda pack: _data_at_hand(folder, pack))

    @classmethod
    def holding(cls, *data: Data) -> Shelf:
        """Return a shelf of packs given as their checked plain data."""
        packs = {pack.sha256: (pack, item) for pack, item in ((build_pack(item), item) for item in data)}
        return cls(lambda: (pack for pack, _ in packs.values()), lambda pack: packs[pack.sha256][1])

    def look_again(self) -> None:
        """Forget what was read: packs were installed or removed."""
        self.__dict__.pop("packs", None)

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        """Return every pack; raises ProblemsFound when one cannot be read."""
        return tuple(self._read())

    def newest(self) -> tuple[Pack, ...]:
        """Return the newest version of each questionnaire, in the order in which they were found."""
        newest: dict[str, Pack] = {}
        for pack in self.packs:
            if pack.id not in newest or precedence(pack.version) > precedence(newest[pack.id].version):
                newest[pack.id] = pack
        return tuple(newest.values())

    def default(self, pack_id: str | None = None) -> Pack:
        """Return a questionnaire's newest pack, or the first of all; raises ProblemsFound when it is not there."""
        for pack in self.newest():
            if pack_id in (None, pack.id):
                return pack
        raise refuse("pack-not-at-hand", Place(path=pack_id or ""), pack=pack_id or "")

    def pack_for(self, questionnaire: str, version: str) -> Pack:
        """Return the very version of a questionnaire, else the newest of its major version, else the newest of all."""
        packs = [pack for pack in self.packs if pack.id == questionnaire]
        if not packs:
            raise refuse("pack-not-at-hand", Place(path=questionnaire), pack=questionnaire)
        major = version.split(".", maxsplit=1)[0]
        same = [pack for pack in packs if pack.version == version]
        same_major = [pack for pack in packs if pack.version.split(".")[0] == major]
        return max(same or same_major or packs, key=lambda pack: precedence(pack.version))

    def newer_than(self, pack: Pack) -> Pack | None:
        """Return the newest version of a pack's questionnaire when it is newer than the pack, else None."""
        newest = next((one for one in self.newest() if one.id == pack.id), None)
        return newest if newest is not None and precedence(newest.version) > precedence(pack.version) else None

    def newer_version(self, pack_id: str, version: str) -> str | None:
        """Return the newest version of a questionnaire when it is newer than a version, else None."""
        newest = next((one.version for one in self.newest() if one.id == pack_id), version)
        return newest if precedence(newest) > precedence(version) else None


def _at_hand(folder: Path) -> Iterator[Pack]:
    from riskassess.questionnaire.installing.folder import installed_packs

    shipped = [load_shipped(pack_id) for pack_id in shipped_packs()]
    yield from shipped
    known = {pack.sha256 for pack in shipped}
    for installed in installed_packs(folder)[0]:
        with contextlib.suppress(ProblemsFound):
            if installed.sha256 not in known:
                yield installed.load()


def _data_at_hand(folder: Path, pack: Pack) -> Data:
    from riskassess.questionnaire.installing.folder import installed_packs

    for installed in installed_packs(folder)[0]:
        if installed.sha256 == pack.sha256:
            return installed.data()
    return shipped_data(pack.id)


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
