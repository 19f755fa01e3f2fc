"""Public keys and signatures as minisign writes them: small text files that its own program reads as well.

A signature covers the BLAKE2b-512 digest of a file (Ed25519, the form that minisign calls ``ED``), and a second one
covers the first together with the trusted comment. The untrusted comment is a label and proves nothing.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from pathlib import Path

from riskassess.problems import Place, Problem, ProblemsFound, refuse

UNTRUSTED, TRUSTED = "untrusted comment: ", "trusted comment: "
LARGEST = 8 * 1024
"""Bytes of a key or signature file; minisign itself allows comments of one kilobyte and eight."""

_KEY, _HASHED, _LEGACY = b"Ed", b"ED", b"Ed"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Hold a public key: its number (8 bytes), the Ed25519 key (32 bytes) and what it is called."""

    number: bytes
    key: bytes
    name: str

    @property
    def shown(self) -> str:
        """Return the number as minisign prints it."""
        return shown_number(self.number)


@dataclass(frozen=True, slots=True)
class Signature:
    """Hold a signature file: whose key, over the file, over the trusted comment, and that comment."""

    number: bytes
    over_file: bytes
    comment: str
    over_comment: bytes
    place: Place


def shown_number(number: bytes) -> str:
    """Return a key's number as minisign prints it: sixteen hexadecimal digits."""
    return f"{int.from_bytes(number, 'little'):016X}"


def read_public_key(path: Path) -> PublicKey:
    """Read a public key file; raises ProblemsFound for what is none."""
    lines = read_lines(path, "key-malformed")
    return parse_public_key(lines, Place(path.as_posix()))


def parse_public_key(lines: list[str], place: Place) -> PublicKey:
    """Read a public key from the lines of its file: a comment and the key, or the key alone."""
    packed = decoded(lines[-1], 42) if 1 <= len(lines) <= 2 else None
    if packed is None or packed[:2] != _KEY:
        raise refuse("key-malformed", place, path=place.file)
    name = lines[0].removeprefix(UNTRUSTED).strip() if len(lines) == 2 else ""
    return PublicKey(packed[2:10], packed[10:], name or shown_number(packed[2:10]))


def public_key_text(key: PublicKey) -> str:
    """Return the file of a public key."""
    return f"{UNTRUSTED}{one_line(key.name)}\n{encoded(_KEY + key.number + key.key)}\n"


def read_signature(path: Path) -> Signature:
    """Read a signature file; raises ProblemsFound for what is none, or is of the form before BLAKE2b."""
    return parse_signature(read_lines(path, "signature-malformed"), Place(path.as_posix()))


def parse_signature(lines: list[str], place: Place) -> Signature:
    """Read a signature from the lines of its file; raises ProblemsFound."""
    if len(lines) != 4 or not lines[0].startswith(UNTRUSTED.rstrip()) or not lines[2].startswith(TRUSTED):
        raise refuse("signature-malformed", place, path=place.file)
    packed, over_comment = decoded(lines[1], 74), decoded(lines[3], 64)
    if packed is None or over_comment is None:
        raise refuse("signature-malformed", place, path=place.file)
    if packed[:2] == _LEGACY:
        raise refuse("signature-legacy", place, path=place.file)
    if packed[:2] != _HASHED:
        raise refuse("signature-malformed", place, path=place.file)
    return Signature(packed[2:10], packed[10:], lines[2].removeprefix(TRUSTED), over_comment, place)


def signature_text(number: bytes, over_file: bytes, comment: str, over_comment: bytes, label: str) -> str:
    """Return the file of a signature."""
    first = f"{UNTRUSTED}{one_line(label)}\n{encoded(_HASHED + number + over_file)}\n"
    return f"{first}{TRUSTED}{comment}\n{encoded(over_comment)}\n"


def verify(content: bytes, signature: Signature, key: PublicKey) -> None:
    """Raise ProblemsFound unless a key has signed exactly these bytes and this trusted comment."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    place, made_by = signature.place, signature_key(signature)
    if signature.number != key.number:
        raise refuse("signature-of-another-key", place, expected=key.shown, path=place.file, key=made_by)
    try:
        public = Ed25519PublicKey.from_public_bytes(key.key)
        public.verify(signature.over_file, file_digest(content))
    except (InvalidSignature, ValueError) as error:
        raise refuse("signature-wrong", place, path=place.file, key=made_by) from error
    try:
        public.verify(signature.over_comment, signature.over_file + signature.comment.encode())
    except InvalidSignature as error:
        raise refuse("signature-comment-wrong", place, path=place.file, key=made_by) from error


def signature_key(signature: Signature) -> str:
    """Return the number of the key that a signature says it was made with."""
    return shown_number(signature.number)


def file_digest(content: bytes) -> bytes:
    """Return what is signed of a file."""
    return hashlib.blake2b(content).digest()


def encoded(packed: bytes) -> str:
    """Return bytes as minisign writes them."""
    return base64.b64encode(packed).decode()


def decoded(text: str, length: int) -> bytes | None:
    """Return the bytes of a line when they are so many, else None."""
    try:
        packed = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return packed if len(packed) == length else None


def one_line(text: str) -> str:
    """Return a comment as one line without control characters."""
    return "".join(sign if sign.isprintable() or sign == "\t" else " " for sign in text).strip()


def read_lines(path: Path, refused_as: str) -> list[str]:
    """Read the lines of a small text file; raises ProblemsFound, under the code given where it is no such text."""
    place = Place(path.as_posix())
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise refuse("file-unreadable", place, path=path.as_posix(), said=error.strerror or str(error)) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    lines = [line.rstrip("\r") for line in text.strip("\r\n").split("\n")]
    if lines == [""] or len(content) > LARGEST:
        raise ProblemsFound((Problem(refused_as, place, {"path": place.file}),))
    return lines
