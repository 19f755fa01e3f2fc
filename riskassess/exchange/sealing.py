"""Sealing in the age format: one file for the recipients of a call, opened by this program and by ``age`` alike.

The identity of a call rests under a passphrase in age's own way, so that ``age -d`` opens it as well.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from riskassess.problems import Place, refuse

LARGEST_SEALED: Final = 16 * 1024
"""Bytes that a sealed submission may have, with a second layer around it: 4,096 and what age adds, thrice over."""
_LARGEST_IDENTITY: Final = 64 * 1024
_SECRET = "AGE-SECRET-KEY-"

Identity = Any
"""An age identity; the library is not typed."""


class NotOpened(Exception):
    """Say that a sealed content does not open with an identity: damaged, or sealed for somebody else."""


def new_identity() -> tuple[str, str]:
    """Make an identity and return its secret and its public text."""
    made = _age().x25519.Identity.generate()
    return str(made), str(made.to_public())


def public_of(identity: Identity) -> str:
    """Return the recipient that an identity opens for."""
    return str(identity.to_public())


def is_recipient(text: str) -> bool:
    """Tell whether a text is a public age key."""
    age = _age()
    try:
        age.x25519.Recipient.from_str(text)
    except age.RecipientError:
        return False
    return True


def seal(content: bytes, recipients: tuple[str, ...]) -> bytes:
    """Seal bytes for every one of some recipients."""
    age = _age()
    return bytes(age.encrypt(content, [age.x25519.Recipient.from_str(key) for key in recipients]))


def unseal(sealed: bytes, identity: Identity) -> bytes:
    """Open sealed bytes; raises NotOpened."""
    age = _age()
    try:
        return bytes(age.decrypt(sealed, [identity]))
    except age.DecryptError as error:
        raise NotOpened from error


def identity_file(secret: str, passphrase: str) -> bytes:
    """Return the file of an identity under a passphrase."""
    return bytes(_age().passphrase.encrypt(f"{secret}\n".encode(), passphrase))


def identity_from(secret: str) -> Identity:
    """Return the identity of a secret text; raises ValueError for what is none."""
    age = _age()
    try:
        return age.x25519.Identity.from_str(secret)
    except age.IdentityError as error:
        raise ValueError from error


def read_identity(path: Path, passphrase: str) -> Identity:
    """Open an identity file, plain or under a passphrase; raises ProblemsFound."""
    age, content, place = _age(), _read(path), Place(path.as_posix())
    if not _is_plain(content):
        try:
            content = bytes(age.passphrase.decrypt(content, passphrase))
        except age.DecryptError as error:
            raise refuse("identity-not-opened", place, path=place.file) from error
    lines = content.decode("utf-8", "replace").splitlines()
    secret = next((line.strip() for line in lines if line.startswith(_SECRET)), "")
    try:
        return identity_from(secret)
    except ValueError as error:
        raise refuse("identity-malformed", place, path=place.file) from error


def identity_needs_passphrase(path: Path) -> bool:
    """Tell whether an identity file is under a passphrase; raises ProblemsFound when it cannot be read."""
    return not _is_plain(_read(path))


def _age() -> Any:
    import pyrage  # pyright: ignore[reportMissingTypeStubs]

    return pyrage


def _is_plain(content: bytes) -> bool:
    return not content.startswith((b"age-encryption.org/", b"-----BEGIN AGE"))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_LARGEST_IDENTITY)
    except OSError as error:
        place = Place(path.as_posix())
        raise refuse("file-unreadable", place, path=path.as_posix(), said=error.strerror or str(error)) from error
