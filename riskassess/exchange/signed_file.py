"""JSON files that travel with a signature beside them: calls and benchmarks.

They are read only after the signature holds, and the trusted comment has to name what is inside, so that an older
signed file cannot be passed off as this one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.questionnaire.loading.documents import Document
from riskassess.questionnaire.loading.reading import read_document, read_file
from riskassess.questionnaire.loading.structure import check_structure
from riskassess.questionnaire.signing.minisign import PublicKey, read_signature
from riskassess.questionnaire.signing.secret_keys import SecretKey
from riskassess.questionnaire.signing.trusted import verify_by_any

SUFFIX = ".minisig"


def signature_path(path: Path) -> Path:
    """Return where the signature of a file stands."""
    return path.with_name(path.name + SUFFIX)


def signed_files(path: Path, data: Mapping[str, Any], title: str, key: SecretKey) -> dict[Path, bytes]:
    """Return a file and its signature, to be written together; `title` is what the trusted comment says."""
    content = (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
    signature = key.sign(content, f"file:{path.name}\thashed\t{title}", title)
    return {path: content, signature_path(path): signature.encode()}


def read_signed(path: Path, schema: str, keys: Iterable[PublicKey]) -> tuple[Document, str, PublicKey]:
    """Read a signed file; return it, what its trusted comment says, and who signed. Raises ProblemsFound."""
    content, failed = read_file(path)
    if failed:
        raise ProblemsFound((failed,))
    if not signature_path(path).exists():
        raise refuse("signature-missing", Place(path.as_posix()), path=signature_path(path).as_posix())
    signature = read_signature(signature_path(path))
    signer = verify_by_any(content, signature, keys)
    document, problems = read_document(content, path.as_posix() if path.suffix == ".json" else f"{path}.json")
    if document is None or problems:
        raise ProblemsFound(problems)
    faults, _ = check_structure(document, schema)
    if faults:
        raise ProblemsFound(faults)
    return document, signature.comment.rpartition("\t")[2], signer


def refuse_other_title(path: Path, said: str, expected: str) -> None:
    """Raise ProblemsFound when the trusted comment is about something else than the content."""
    if said != expected:
        raise refuse("signature-of-other-content", Place(path.as_posix()), said=said, expected=expected)
