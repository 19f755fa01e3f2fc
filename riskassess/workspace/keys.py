"""A workspace's key and the ways to it: random, wrapped by what a passphrase or a recovery code derives.

The database is encrypted under 32 random bytes, so changing the passphrase wraps them anew and touches no page of it.
Each way is a `Door`: scrypt (RFC 7914) turns the words into a wrapping key, and AES key wrap (RFC 3394) holds the
random key under it; unwrapping by wrong words fails, it never gives a wrong key. Both are standards that common tools
have, and `docs/workspace-encryption.md` says how to open a workspace by them without this program.
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from typing import Any, Literal

from riskassess.workspace.recovery_code import code_signs, is_shaped_like_code

FORMAT = "riskassess-key/1"
KEY_BYTES = 32
_SALT_BYTES = 16
_MOST_MEMORY = 1 << 30  # bytes; what a key file may ask of this computer
_LARGEST_FILE = 1 << 16

DoorKind = Literal["passphrase", "recovery"]


@dataclass(frozen=True, slots=True)
class Cost:
    """Hold what a guess costs, as scrypt counts it: 128 · n · r bytes of memory, p times."""

    n: int
    r: int = 8
    p: int = 1

    @property
    def is_bearable(self) -> bool:
        """Tell whether scrypt takes these numbers and this computer can be asked to."""
        powers = self.n > 1 and self.n & (self.n - 1) == 0
        return powers and self.r > 0 and 0 < self.p <= 64 and 128 * self.n * self.r <= _MOST_MEMORY


COST = Cost(1 << 17)
"""What a new door costs: 128 MB and some tenths of a second (OWASP's first choice for scrypt)."""


@dataclass(frozen=True, slots=True)
class Door:
    """Hold the key wrapped under one passphrase or recovery code."""

    kind: DoorKind
    salt: bytes
    cost: Cost
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Hold all doors to one key; `key_id` tells keys apart and says nothing of them."""

    key_id: str
    doors: tuple[Door, ...]

    def has(self, kind: DoorKind) -> bool:
        """Tell whether there is a door of a kind."""
        return any(door.kind == kind for door in self.doors)

    def with_door(self, door: Door) -> KeyFile:
        """Return it with a door in place of the one of the same kind."""
        return replace(self, doors=(*(other for other in self.doors if other.kind != door.kind), door))

    def without(self, kind: DoorKind) -> KeyFile:
        """Return it without the door of a kind."""
        return replace(self, doors=tuple(door for door in self.doors if door.kind != kind))


def new_key() -> tuple[bytes, KeyFile]:
    """Make a random key, and its file that has no door yet."""
    return secrets.token_bytes(KEY_BYTES), KeyFile(secrets.token_hex(8), ())


def make_door(kind: DoorKind, words: str, key: bytes, cost: Cost | None = None) -> Door:
    """Wrap a key under a passphrase or a recovery code; takes as long as a guess does."""
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap

    salt, cost = secrets.token_bytes(_SALT_BYTES), cost or COST
    return Door(kind, salt, cost, aes_key_wrap(_derive(_spelled(kind, words), salt, cost), key))


def unwrap(key_file: KeyFile, words: str) -> bytes | None:
    """Return the key, or None when these are neither its passphrase nor its recovery code; takes its time."""
    from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

    wanted: DoorKind = "passphrase" if code_signs(words) is None else "recovery"
    for door in key_file.doors:
        if door.kind == wanted:
            try:
                return aes_key_unwrap(_derive(_spelled(wanted, words), door.salt, door.cost), door.wrapped)
            except InvalidUnwrap:
                continue
    return None


def may_be_mistyped_code(words: str) -> bool:
    """Tell whether somebody meant a recovery code and mistyped it."""
    return is_shaped_like_code(words) and code_signs(words) is None


def _spelled(kind: DoorKind, words: str) -> bytes:
    """Return the bytes that are derived from: one spelling of the same words, however they were typed."""
    signs = code_signs(words) if kind == "recovery" else None
    return (signs or unicodedata.normalize("NFC", words)).encode()


def _derive(spelled: bytes, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=KEY_BYTES, n=cost.n, r=cost.r, p=cost.p).derive(spelled)


def key_file_bytes(key_file: KeyFile) -> bytes:
    """Return a key file as it stands on the disk."""
    doors = [
        {
            "kind": door.kind,
            "derivation": {
                "name": "scrypt",
                "salt": _text(door.salt),
                "n": door.cost.n,
                "r": door.cost.r,
                "p": door.cost.p,
            },
            "wrapping": "aes-256-key-wrap",
            "wrapped": _text(door.wrapped),
        }
        for door in key_file.doors
    ]
    data = {"format": FORMAT, "cipher": "sqlcipher-4", "key_id": key_file.key_id, "doors": doors}
    return (json.dumps(data, indent=1) + "\n").encode()


def key_file_from(content: bytes) -> KeyFile:
    """Read a key file; raises ValueError for what is none, or asks too much of this computer."""
    if len(content) > _LARGEST_FILE:
        raise ValueError("larger than a key file can be")
    try:
        data: Any = json.loads(content)
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']!r}")
        return KeyFile(str(data["key_id"]), tuple(_door(one) for one in data["doors"]))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a key file: {error!r}") from error


def _door(data: Any) -> Door:
    derivation = data["derivation"]
    if derivation["name"] != "scrypt" or data["wrapping"] != "aes-256-key-wrap":
        raise ValueError("a derivation or wrapping of another kind")
    cost = Cost(*(_whole(derivation[name]) for name in ("n", "r", "p")))
    salt, wrapped = _bytes(derivation["salt"]), _bytes(data["wrapped"])
    if not cost.is_bearable or data["kind"] not in ("passphrase", "recovery") or len(wrapped) != KEY_BYTES + 8:
        raise ValueError("numbers that no key file has")
    return Door(data["kind"], salt, cost, wrapped)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"not a whole number: {value!r}")
    return value


def _text(value: bytes) -> str:
    return b64encode(value).decode()


def _bytes(value: str) -> bytes:
    return b64decode(value, validate=True)
