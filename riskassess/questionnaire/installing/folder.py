"""The folder of installed packs: one compiled file a version, listed by its first line alone.

A version once installed never changes its meaning: a pack with the same id and version and other content is refused,
so that two people who name a version mean the same questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riskassess.problems import Place, Problem, ProblemsFound, refuse
from riskassess.questionnaire.installing.values import Arriving, Signed
from riskassess.questionnaire.loading.compiled import compiled_about, compiled_data, load_compiled, write_compiled
from riskassess.questionnaire.values import Pack, Text
from riskassess.questionnaire.versions import precedence

_FORM = 1
"""Changes when the shape of compiled data does; what an older program kept is then installed anew from its file."""


@dataclass(frozen=True, slots=True)
class Installed:
    """Hold what a list shows of an installed pack; `path` is its compiled file."""

    id: str
    version: str
    title: Text
    issued: str
    sha256: str
    installed_on: str
    signed: Signed | None
    path: Path

    def load(self) -> Pack:
        """Load the pack; raises ProblemsFound where its file is damaged."""
        return load_compiled(self.path)

    def data(self) -> dict[str, Any]:
        """Return the pack's plain data; raises ProblemsFound as `load` does."""
        return compiled_data(self.path)[0]


def installed_packs(folder: Path) -> tuple[tuple[Installed, ...], tuple[Problem, ...]]:
    """List the packs in a folder by id and version, the oldest first, and what is wrong with files that are none."""
    found: list[Installed] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(_read(path))
        except ProblemsFound as refused:
            problems.extend(refused.problems)
    return tuple(sorted(found, key=lambda pack: (pack.id, precedence(pack.version)))), tuple(problems)


def _read(path: Path) -> Installed:
    about, sha256 = compiled_about(path)
    try:
        if about["form"] != _FORM:
            raise ValueError(about["form"])
        precedence(about["version"])
        signed = Signed(**about["signed"]) if about["signed"] else None
        shown = (about["id"], about["version"], about["title"], about["issued"])
        return Installed(*shown, sha256, about["installed_on"], signed, path)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise refuse("compiled-damaged", Place(str(path)), path=str(path)) from error


def refuse_other_content(arriving: Arriving, known: Iterable[tuple[str, str, str]]) -> None:
    """Raise ProblemsFound when this id and version is known with another digest; `known` has id, version, digest."""
    for pack_id, version, sha256 in known:
        same = (pack_id.casefold(), version.casefold()) == (arriving.id.casefold(), arriving.version.casefold())
        if same and sha256 != arriving.sha256:
            fields = {"pack": arriving.id, "version": arriving.version}
            raise refuse("pack-version-taken", Place(path=f"{arriving.id} {arriving.version}"), **fields)


def keep(folder: Path, arriving: Arriving, day: str) -> Installed:
    """Install a pack, whole or not at all; one that is there already stays, or takes over a signature."""
    installed, _ = installed_packs(folder)
    refuse_other_content(arriving, ((one.id, one.version, one.sha256) for one in installed))
    before = next((one for one in installed if one.sha256 == arriving.sha256), None)
    if before is not None and arriving.signed is None:
        return before
    path = folder / f"{arriving.id}@{arriving.version}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        place, reason = Place(str(folder)), error.strerror or str(error)
        raise refuse("folder-not-made", place, path=folder.as_posix(), reason=reason) from error
    write_compiled(arriving.data, path, _about(arriving, day))
    return _read(path)


def _about(arriving: Arriving, day: str) -> Mapping[str, object]:
    signed = arriving.signed
    return {
        "form": _FORM,
        "id": arriving.id,
        "version": arriving.version,
        "title": arriving.data["title"],
        "issued": arriving.data["issued"],
        "installed_on": day,
        "signed": {"key": signed.key, "name": signed.name, "comment": signed.comment} if signed else None,
    }


def remove(pack: Installed) -> None:
    """Take an installed pack out of its folder; raises ProblemsFound when its file cannot be removed."""
    try:
        pack.path.unlink()
    except OSError as error:
        raise refuse("pack-not-removed", Place(str(pack.path)), reason=error.strerror or str(error)) from error
