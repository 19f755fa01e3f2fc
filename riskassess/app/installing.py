"""Questionnaires that come from outside: install, list, remove, sign, and the keys that are trusted.

Installed packs stand in a folder beside the workspace and belong to it; an assessment keeps a copy of its own in the
workspace, so that removing a pack takes nothing from it.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from riskassess.problems import Place, Problem, refuse
from riskassess.questionnaire.installing.arrival import look_at, look_at_zip, signature_path
from riskassess.questionnaire.installing.folder import Installed, installed_packs, keep, refuse_other_content, remove
from riskassess.questionnaire.installing.values import Arriving, Signed
from riskassess.questionnaire.loading import load_shipped, shipped_packs
from riskassess.questionnaire.loading.sources import zip_bytes
from riskassess.questionnaire.signing.minisign import PublicKey, public_key_text, read_public_key
from riskassess.questionnaire.signing.secret_keys import (
    needs_password,
    new_secret_key,
    read_secret_key,
    secret_key_text,
)
from riskassess.questionnaire.signing.trusted import keep_key, shipped_keys_folder, trusted_keys
from riskassess.questionnaire.values import Text, wording
from riskassess.questionnaire.writing.pack_folder import packed
from riskassess.whole_file import write_whole_together
from riskassess.workspace.companions import packs_folder
from riskassess.workspace.place import workspace_path

__all__ = ["Arriving", "Known", "Packs", "PublicKey", "Signed", "make_keys", "needs_password", "sign_pack"]


@dataclass(frozen=True, slots=True)
class Known:
    """Hold one pack of the list: shipped with the program, or installed on a day and perhaps signed."""

    id: str
    version: str
    title: Text
    issued: str
    sha256: str
    shipped: bool
    installed_on: str = ""
    signed: Signed | None = None

    def called(self, language: str) -> str:
        """Return the pack's title in a language."""
        return wording(self.title, language)


class Packs:
    """The packs of one workspace, by default the one that the window opens."""

    def __init__(self, workspace: Path | None = None) -> None:
        self.folder = packs_folder(workspace_path(workspace))
        self._own_keys = self.folder / "keys"

    def known(self) -> tuple[tuple[Known, ...], tuple[Problem, ...]]:
        """List shipped and installed packs, and what is wrong with installed files that cannot be read."""
        installed, problems = installed_packs(self.folder)
        shipped = tuple(_shipped())
        there = {(one.id, one.version) for one in shipped}
        return (*shipped, *(_known(one) for one in installed if (one.id, one.version) not in there)), problems

    def keys(self) -> tuple[PublicKey, ...]:
        """List the trusted keys, those that come with the program first; raises ProblemsFound."""
        return trusted_keys((shipped_keys_folder(), self._own_keys))

    def read_key(self, path: Path) -> PublicKey:
        """Read a public key file without trusting it; raises ProblemsFound."""
        return read_public_key(path)

    def trust(self, path: Path) -> PublicKey:
        """Trust a public key file from now on; raises ProblemsFound."""
        key = read_public_key(path)
        keep_key(self._own_keys, key)
        return key

    def look_at(self, path: Path, key: Path | None = None) -> Arriving:
        """Read, verify and check a pack that is to be installed; raises ProblemsFound with all that stands against it.

        With `key` its signature must be of that public key; without, of a trusted one. A pack without a signature has
        `signed` None, and whoever installs it should ask first.
        """
        path = Path(path)
        if key is not None and not signature_path(path).exists():
            raise refuse("signature-missing", Place(str(path)), path=signature_path(path).as_posix())
        arriving = look_at(path, (read_public_key(key),) if key is not None else self.keys())
        refuse_other_content(arriving, ((one.id, one.version, one.sha256) for one in self.known()[0]))
        return arriving

    def is_there(self, arriving: Arriving) -> bool:
        """Tell whether the same pack is at hand already."""
        return any(one.sha256 == arriving.sha256 for one in self.known()[0])

    def install(self, arriving: Arriving) -> Known:
        """Keep a pack that was looked at; raises ProblemsFound, and then nothing was kept."""
        refuse_other_content(arriving, ((one.id, one.version, one.sha256) for one in self.known()[0]))
        shipped = next((one for one in _shipped() if one.sha256 == arriving.sha256), None)
        return shipped or _known(keep(self.folder, arriving, datetime.now().astimezone().date().isoformat()))

    def remove(self, pack_id: str, version: str) -> Known:
        """Take an installed pack away and return what it was; raises ProblemsFound for one that is not installed."""
        for one in installed_packs(self.folder)[0]:
            if (one.id, one.version) == (pack_id, version):
                remove(one)
                return _known(one)
        place, fields = Place(path=f"{pack_id} {version}"), {"pack": pack_id, "version": version}
        if any((one.id, one.version) == (pack_id, version) for one in _shipped()):
            raise refuse("pack-shipped", place, **fields)
        raise refuse("pack-not-installed", place, **fields)


def _shipped() -> list[Known]:
    return [_known_shipped(pack_id) for pack_id in shipped_packs()]


@cache
def _known_shipped(pack_id: str) -> Known:
    """Read a pack that came with the program once: it stays as it is while the program runs."""
    pack = load_shipped(pack_id)
    return Known(pack.id, pack.version, pack.title, pack.issued, pack.sha256, shipped=True)


def _known(one: Installed) -> Known:
    return Known(one.id, one.version, one.title, one.issued, one.sha256, False, one.installed_on, one.signed)


def sign_pack(path: Path, secret: Path, password: str = "") -> tuple[Path, Path, str]:
    """Sign a pack and return the zip, its signature file and the key's number; raises ProblemsFound.

    Of a folder a zip is made beside it first, named after id and version; only what the pack names goes in. A pack with
    errors is not signed.
    """
    path = Path(path)
    key = read_secret_key(Path(secret), password)
    content = packed(path) if path.is_dir() else zip_bytes(path)
    pack = look_at_zip(path, content)
    if path.is_dir():
        path = path.resolve().parent / f"{pack.id}-{pack.version}.zip"
    name = f"{pack.id} {pack.version}"
    comment = f"timestamp:{int(time.time())}\tfile:{path.name}\thashed\t{name}"
    text = key.sign(content, comment, f"signature of {name}")
    write_whole_together({path: content, signature_path(path): text.encode()})
    return path, signature_path(path), key.public_key("").shown


def make_keys(stem: Path, password: str) -> tuple[Path, Path, PublicKey]:
    """Make a pair of keys, ``STEM.key`` and ``STEM.pub``; raises ProblemsFound, and never writes over a key."""
    secret_path, public_path = (stem.with_name(f"{stem.name}.{end}") for end in ("key", "pub"))
    secret = new_secret_key()
    public = secret.public_key(stem.name)
    _write_new(secret_path, secret_key_text(secret, password), 0o600)
    _write_new(public_path, public_key_text(public), 0o644)
    return secret_path, public_path, public


def _write_new(path: Path, text: str, mode: int) -> None:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(text.encode())
    except FileExistsError as error:
        raise refuse("key-exists", Place(str(path)), path=path.as_posix()) from error
    except OSError as error:
        raise refuse("file-not-written", Place(str(path)), reason=error.strerror or str(error)) from error
