"""A pack that somebody wants to install, looked at: whole, without an error, and who signed it.

A zip is read once, and what the signature covers is what is checked and kept. A signature that does not hold is never
passed over; where there is none, the caller asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from riskassess.canonical import digest
from riskassess.problems import Place, refuse
from riskassess.questionnaire.installing.values import Arriving, Signed
from riskassess.questionnaire.loading.packs import checked_source
from riskassess.questionnaire.loading.sources import Folder, Zip, zip_bytes
from riskassess.questionnaire.signing.minisign import PublicKey, read_signature
from riskassess.questionnaire.signing.trusted import verify_by_any

SIGNATURE = ".minisig"


def signature_path(path: Path) -> Path:
    """Return where the signature of a zip stands: beside it, as minisign puts it."""
    return path.with_name(path.name + SIGNATURE)


def look_at(path: Path, keys: Sequence[PublicKey]) -> Arriving:
    """Read, verify and check a pack's folder or zip; raises ProblemsFound with all that stands against it."""
    if path.is_dir():
        return _arriving(checked_source(Folder(path)), None)
    if not path.exists():
        raise refuse("pack-not-found", Place(str(path)), path=path.as_posix())
    content = zip_bytes(path)
    return look_at_zip(path, content, _signed(content, signature_path(path), keys))


def look_at_zip(path: Path, content: bytes, signed: Signed | None = None) -> Arriving:
    """Check the bytes of a zip that is called so; raises ProblemsFound."""
    return _arriving(checked_source(Zip(path, content)), signed)


def _arriving(data: Mapping[str, Any], signed: Signed | None) -> Arriving:
    return Arriving(data, digest(data), signed)


def _signed(content: bytes, beside: Path, keys: Sequence[PublicKey]) -> Signed | None:
    if not beside.exists() and not beside.is_symlink():
        return None
    signature = read_signature(beside)
    key = verify_by_any(content, signature, keys)
    return Signed(key.shown, key.name, signature.comment)
