"""JSON files that travel with a signature beside them: calls and benchmarks.

They are read only after the signature holds, and the trusted comment has to name what is inside, so that an older
signed file cannot be passed off as this one. What reading needs is imported when something is read: processes that only
open contributions know what a call is and never read one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riskassess.problems import Place, ProblemsFound, refuse

if TYPE_CHECKING:
    from riskassess.questionnaire.loading.documents import Document
    from riskassess.questionnaire.signing.minisign import PublicKey
    from riskassess.questionnaire.signing.secret_keys import SecretKey

SUFFIX = ".minisig"


def signature_path(path: Path) -> Path:
    """Return where the signature of a file stands."""
    return path.with_name(path.name + SUFFIX)


def signed_files(path: Path, data: Mapping[str, Any], title: str, key: SecretKey) -> dict[Path, bytes]:
    """Return a file and its signature, to be written together; `title` is what the trusted comment says."""
    content = (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
    signature = key.sign(content, f"file:{path.name}\thashed\t{title}", title)
    return {path: content, signature_path(path): signature.encode()}


@dataclass(frozen=True, slots=True)
class SignedFile:
    """Hold a file and its signature as bytes, and the path that problems name."""

    path: Path
    content: bytes
    signature: bytes

    def checked(self, schema: str, keys: Iterable[PublicKey]) -> tuple[Document, str, PublicKey]:
        """Return the document, what its trusted comment says, and who signed; raises ProblemsFound.

        Nothing is read of the content before the signature holds.
        """
        from riskassess.questionnaire.loading.reading import read_document
        from riskassess.questionnaire.loading.structure import check_structure
        from riskassess.questionnaire.signing.minisign import parse_signature
        from riskassess.questionnaire.signing.trusted import verify_by_any

        place = Place(signature_path(self.path).as_posix())
        lines = [line.rstrip("\r") for line in self.signature.decode("utf-8", "replace").strip("\r\n").split("\n")]
        signature = parse_signature(lines, place)
        signer = verify_by_any(self.content, signature, keys)
        name = self.path.as_posix() if self.path.suffix == ".json" else f"{self.path}.json"
        document, problems = read_document(self.content, name)
        if document is None or problems:
            raise ProblemsFound(problems)
        faults, _ = check_structure(document, schema)
        if faults:
            raise ProblemsFound(faults)
        return document, signature.comment.rpartition("\t")[2], signer


def load_signed(path: Path) -> SignedFile:
    """Load a file and the signature beside it; raises ProblemsFound where one of them cannot be read."""
    from riskassess.questionnaire.loading.reading import read_file
    from riskassess.questionnaire.signing.minisign import read_lines

    content, failed = read_file(path)
    if failed:
        raise ProblemsFound((failed,))
    beside = signature_path(path)
    if not beside.exists():
        raise refuse("signature-missing", Place(path.as_posix()), path=beside.as_posix())
    return SignedFile(path, content, "\n".join(read_lines(beside, "signature-malformed")).encode())


def read_signed(path: Path, schema: str, keys: Iterable[PublicKey]) -> tuple[Document, str, PublicKey]:
    """Read a signed file; return it, what its trusted comment says, and who signed. Raises ProblemsFound."""
    return load_signed(path).checked(schema, keys)


def refuse_other_title(path: Path, said: str, expected: str) -> None:
    """Raise ProblemsFound when the trusted comment is about something else than the content."""
    if said != expected:
        raise refuse("signature-of-other-content", Place(path.as_posix()), said=said, expected=expected)
