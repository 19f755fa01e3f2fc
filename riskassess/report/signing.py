"""A report signed with the user's own certificate, so that a PDF reader shows whether it was changed since.

pyHanko is an extra (``signing``), since few need it; nothing here goes to a network: no time stamp, no revocation list.
The signature is added behind what is there, so the pages and the attachments stay what they were, byte for byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from riskassess.problems import Place, refuse

FIELD = "Signature"


@dataclass(frozen=True, slots=True)
class Signature:
    """Hold one signature: who and when by its own words, whether what it covers is unchanged, and how much that is."""

    name: str
    at: str
    intact: bool
    covers_file: bool  # to the very end; an earlier one of several covers the file as it was then


def can_sign() -> bool:
    """Tell whether the extra is installed."""
    return find_spec("pyhanko") is not None


def sign(content: bytes, certificate: Path, passphrase: str, at: datetime, place: Place) -> bytes:
    """Return a PDF with a signature added; raises ProblemsFound, the reasons told one by one."""
    if not can_sign():
        raise refuse("signing-not-installed", place)
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.general import SigningError

    signer = _signer(certificate, passphrase)
    _refuse_a_certificate_of_other_days(signer.signing_cert, certificate, at)
    target = BytesIO()
    try:
        writer = IncrementalPdfFileWriter(BytesIO(content))
        field = _free_name(writer)
        meta = PdfSignatureMetadata(field_name=field, md_algorithm="sha256", name=_name(signer.signing_cert))
        PdfSigner(meta, signer).sign_pdf(writer, output=target)
    except (PdfError, SigningError) as error:
        raise refuse("report-not-signed", place, path=place.file, reason=str(error)) from error
    return target.getvalue()


def _signer(certificate: Path, passphrase: str) -> Any:
    """Return the signer of a PKCS #12 file, told apart: no file, wrong passphrase, no key in it."""
    from cryptography.hazmat.primitives.serialization import pkcs12
    from pyhanko.sign.signers import SimpleSigner

    place = Place(file=str(certificate))
    try:
        content = certificate.read_bytes()
    except FileNotFoundError as error:
        raise refuse("file-missing", place, path=str(certificate)) from error
    except OSError as error:
        raise refuse("file-unreadable", place, path=str(certificate), said=error.strerror or str(error)) from error
    try:
        key, owner, _ = pkcs12.load_key_and_certificates(content, passphrase.encode())
    except ValueError as error:
        raise refuse("certificate-not-opened", place, path=str(certificate)) from error
    if key is None or owner is None:
        raise refuse("certificate-without-key", place, path=str(certificate))
    signer = SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=passphrase.encode())
    if signer is None:  # a kind of key that it cannot sign with
        raise refuse("certificate-without-key", place, path=str(certificate))
    return signer


def _refuse_a_certificate_of_other_days(owner: Any, certificate: Path, at: datetime) -> None:
    start, end = owner.not_valid_before, owner.not_valid_after
    if not start <= at <= end:
        days = {"start": start.date().isoformat(), "end": end.date().isoformat()}
        raise refuse("certificate-not-valid-now", Place(file=str(certificate)), path=str(certificate), **days)


def _free_name(writer: Any) -> str:
    from pyhanko.sign.fields import enumerate_sig_fields

    taken = {name for name, *_ in enumerate_sig_fields(writer.prev)}
    number = 1
    while f"{FIELD}{number}" in taken:
        number += 1
    return f"{FIELD}{number}"


def _name(owner: Any) -> str:
    """Return whose certificate it is, as its subject says."""
    names: dict[str, Any] = owner.subject.native
    return str(names.get("common_name") or names.get("organization_name") or owner.subject.human_friendly)


def signatures_of(content: bytes) -> tuple[Signature, ...]:
    """Return every signature of a PDF; one that cannot be read at all counts as broken."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        embedded = list(reader.embedded_signatures)
    except (PdfError, ValueError, KeyError, TypeError, IndexError):
        return (Signature("–", "–", intact=False, covers_file=False),)
    return tuple(_checked(one) for one in embedded)


def _checked(embedded: Any) -> Signature:
    """Check one signature's sums; whose certificate it is and who vouches for it is for its reader to judge."""
    from pyhanko.sign.validation.pdf_embedded import SignatureCoverageLevel

    try:
        embedded.compute_integrity_info()
        owner = embedded.signer_cert
        at = embedded.self_reported_timestamp
        intact, valid = _sums(embedded)
        whole = embedded.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    except Exception:  # noqa: BLE001 - a file that was tampered with may fail anywhere, and is broken then
        return Signature("–", "–", intact=False, covers_file=False)
    shown = at.isoformat(sep=" ", timespec="minutes") if at is not None else "–"
    return Signature(_name(owner), shown, intact=intact and valid, covers_file=whole)


def _sums(embedded: Any) -> tuple[bool, bool]:
    """Return whether the signed content is unchanged, and whether the signature over it is right."""
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    return validate_sig_integrity(
        embedded.signer_info,
        embedded.signer_cert,
        expected_content_type="data",
        actual_digest=embedded.compute_digest(),
    )
