"""The public keys that this program trusts: folders of minisign's own key files, those shipped and a user's own.

A key's name is the comment in its file, which the person who put it there answers for. No secret is ever among them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from riskassess.locations import resources
from riskassess.problems import Problem, ProblemsFound, refuse
from riskassess.questionnaire.signing.minisign import (
    PublicKey,
    Signature,
    public_key_text,
    read_public_key,
    signature_key,
    verify,
)
from riskassess.whole_file import write_whole

SUFFIX = ".pub"


def shipped_keys_folder() -> Path:
    """Return the folder of the keys that come with the program."""
    return resources() / "trusted-keys"


def trusted_keys(folders: Iterable[Path]) -> tuple[PublicKey, ...]:
    """Read every key of some folders, each once; raises ProblemsFound with every file that is none."""
    found: dict[bytes, PublicKey] = {}
    problems: list[Problem] = []
    for folder in folders:
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            try:
                key = read_public_key(path)
            except ProblemsFound as refused:
                problems.extend(refused.problems)
            else:
                found.setdefault(key.number + key.key, key)
    if problems:
        raise ProblemsFound(problems)
    return tuple(found.values())


def keep_key(folder: Path, key: PublicKey) -> Path:
    """Trust a key from now on, in a folder of the user's; raises ProblemsFound."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse("folder-not-made", path=folder.as_posix(), reason=error.strerror or str(error)) from error
    path = folder / f"{key.shown}-{key.key.hex()[:8]}{SUFFIX}"
    write_whole(path, public_key_text(key).encode())
    return path


def verify_by_any(content: bytes, signature: Signature, keys: Iterable[PublicKey]) -> PublicKey:
    """Return the key that has signed; raises ProblemsFound when the signature is wrong or its key is not at hand."""
    refused = refuse("signature-key-unknown", signature.place, path=signature.place.file, key=signature_key(signature))
    for key in (key for key in keys if key.number == signature.number):
        try:
            verify(content, signature, key)
        except ProblemsFound as found:
            refused = found
        else:
            return key
    raise refused
