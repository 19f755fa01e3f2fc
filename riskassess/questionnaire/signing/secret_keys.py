"""Secret keys as minisign keeps them: made, opened with their password, and used to sign.

A key with a password is hidden under a stream that scrypt makes from it; how much work that takes stands in the file,
so keys that minisign made open here and the other way round. The work that a file may ask for is limited.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from riskassess.problems import Place, refuse
from riskassess.questionnaire.signing.minisign import (
    UNTRUSTED,
    PublicKey,
    decoded,
    encoded,
    file_digest,
    one_line,
    read_lines,
    shown_number,
    signature_text,
)

_HEAD = b"Ed"
_WITH_PASSWORD, _WITHOUT = b"Sc", b"\0\0"
_CHECKED = b"B2"
_WORK: Final = (2**22, 2**27)
"""What a key made here asks of scrypt: operations and bytes, as libsodium counts them; about half a second."""
_MOST_WORK: Final = (2**28, 2**31)
_HIDDEN = 8 + 64 + 32


@dataclass(frozen=True, slots=True)
class SecretKey:
    """Hold a secret key: its number and the 32 bytes that everything else follows from."""

    number: bytes
    seed: bytes

    def public_key(self, name: str) -> PublicKey:
        """Return the public half under a name."""
        return PublicKey(self.number, _public_bytes(self.seed), name)

    def sign(self, content: bytes, comment: str, label: str) -> str:
        """Return the signature file of some bytes, with a trusted comment and a label that proves nothing."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        trusted = one_line(comment)
        over_file = private.sign(file_digest(content))
        return signature_text(self.number, over_file, trusted, private.sign(over_file + trusted.encode()), label)


def new_secret_key() -> SecretKey:
    """Make a key from the system's source of chance."""
    return SecretKey(secrets.token_bytes(8), secrets.token_bytes(32))


def secret_key_text(key: SecretKey, password: str) -> str:
    """Return the file of a secret key; an empty password leaves it open."""
    pair = key.seed + _public_bytes(key.seed)
    plain = key.number + pair + _sum(key.number, pair)
    salt = secrets.token_bytes(32)
    operations, memory = _WORK if password else (0, 0)
    hidden = _mixed(plain, _stream(password, salt, operations, memory)) if password else plain
    head = _HEAD + (_WITH_PASSWORD if password else _WITHOUT) + _CHECKED + salt
    work = operations.to_bytes(8, "little") + memory.to_bytes(8, "little")
    name = f"minisign {'encrypted ' if password else ''}secret key {shown_number(key.number)}"
    return f"{UNTRUSTED}{name}\n{encoded(head + work + hidden)}\n"


def needs_password(path: Path) -> bool:
    """Tell whether a secret key file asks for a password; raises ProblemsFound for what is no secret key."""
    return _packed(path)[2:4] == _WITH_PASSWORD


def read_secret_key(path: Path, password: str = "") -> SecretKey:
    """Open a secret key file; raises ProblemsFound for a wrong password and for what is no secret key."""
    packed, place = _packed(path), Place(path.as_posix())
    hidden = packed[54:]
    if packed[2:4] == _WITH_PASSWORD:
        operations, memory = (int.from_bytes(packed[at : at + 8], "little") for at in (38, 46))
        if operations > _MOST_WORK[0] or memory > _MOST_WORK[1]:
            raise refuse("secret-key-malformed", place, path=place.file)
        hidden = _mixed(hidden, _stream(password, packed[6:38], operations, memory))
    number, pair, kept = hidden[:8], hidden[8:72], hidden[72:]
    has_password = packed[2:4] == _WITH_PASSWORD
    unsummed = not has_password and kept == bytes(32)  # as minisign writes a key without a password
    if kept != _sum(number, pair) and not unsummed:
        if has_password:
            raise refuse("secret-key-password", place, path=place.file)
        raise refuse("secret-key-malformed", place, path=place.file)
    if pair[32:] != _public_bytes(pair[:32]):
        raise refuse("secret-key-malformed", place, path=place.file)
    return SecretKey(number, pair[:32])


def _packed(path: Path) -> bytes:
    lines = read_lines(path, "secret-key-malformed")
    packed = decoded(lines[-1], 54 + _HIDDEN) if len(lines) == 2 else None
    known = packed is not None and packed[:2] == _HEAD and packed[4:6] == _CHECKED
    if packed is None or not known or packed[2:4] not in (_WITH_PASSWORD, _WITHOUT):
        raise refuse("secret-key-malformed", Place(path.as_posix()), path=path.as_posix())
    return packed


def _sum(number: bytes, pair: bytes) -> bytes:
    return hashlib.blake2b(_HEAD + number + pair, digest_size=32).digest()


def _public_bytes(seed: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def _mixed(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))


def _stream(password: str, salt: bytes, operations: int, memory: int) -> bytes:
    log_n, r, p = scrypt_cost(operations, memory)
    needed = 128 * r * ((1 << log_n) + p + 2)
    cost = {"n": 1 << log_n, "r": r, "p": p, "maxmem": needed + 1024 * 1024}
    return hashlib.scrypt(password.encode(), salt=salt, dklen=_HIDDEN, **cost)


def scrypt_cost(operations: int, memory: int) -> tuple[int, int, int]:
    """Return scrypt's log2 N, r and p for the operations and bytes that a key file names, as libsodium chooses them."""
    operations, r = max(operations, 32768), 8
    if operations < memory // 32:
        return _log2_below(operations // (r * 4)), r, 1
    log_n = _log2_below(memory // (r * 128))
    return log_n, r, max(1, min((operations // 4) >> log_n, 0x3FFFFFFF) // r)


def _log2_below(most: int) -> int:
    return next((power for power in range(1, 63) if (1 << power) > most // 2), 63)
