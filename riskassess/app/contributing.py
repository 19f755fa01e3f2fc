"""Contributing to a committee's call: shown to the last byte before anything is written, and nothing is ever sent.

What is made is one sealed file to hand over and a receipt to keep. A correction or a withdrawal goes the same way
again, under the same code and a higher number.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from riskassess.app.installing import Packs
from riskassess.app.packs import Shelf
from riskassess.assessment import score
from riskassess.assessment.values import Answers
from riskassess.exchange.answers_file import read_answers
from riskassess.exchange.call import Call, check_call, read_call
from riskassess.exchange.groups import Group
from riskassess.exchange.receipt import Receipt, read_receipt, receipt_bytes
from riskassess.exchange.sealing import seal
from riskassess.exchange.submission import (
    HIGHEST_SERIAL,
    Submission,
    make_submission,
    submission_bytes,
    withdrawal,
)
from riskassess.exchange.tokens import code_of, new_token, token_of
from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.questionnaire.signing.minisign import PublicKey, read_public_key
from riskassess.questionnaire.values import Pack, wording
from riskassess.texts import Texts
from riskassess.whole_file import write_whole_together
from riskassess.workspace.companions import packs_folder
from riskassess.workspace.place import workspace_path


@dataclass(frozen=True, slots=True)
class Before:
    """Say what a contribution follows: a receipt, or a code (or ticket) with the number to use."""

    receipt: Path | None = None
    code: str | None = None
    serial: int | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """Hold what would be sent: every byte of it, its group (None when it takes something back), and for whom it is."""

    call: Call
    submission: Submission
    content: bytes
    group: Group | None
    enterprise: str
    is_first: bool

    @property
    def shown(self) -> str:
        """Return the content as text, without the spaces that fill it up."""
        return self.content.rstrip(b" ").decode()


@dataclass(frozen=True, slots=True)
class Handed:
    """Hold where the sealed file and the two forms of the receipt were written, and the code."""

    sealed: Path
    receipt: Path
    receipt_text: Path
    code: str


def trusted_keys(key: Path | None) -> tuple[PublicKey, ...]:
    """Return the one key that was given, else all that are trusted; raises ProblemsFound."""
    return (read_public_key(key),) if key is not None else Packs().keys()


def prepare(
    answers_path: Path, call_path: Path, before: Before, *, key: Path | None, detailed: bool, day: date
) -> Contribution:
    """Work out a contribution without writing anything; raises ProblemsFound."""
    call = open_call(call_path, trusted_keys(key), day)
    answers, pack = _answers(answers_path)
    token, serial = token_and_serial(call, before)
    first = before.receipt is None and before.code is None
    return contribution_of(call, pack, answers, token, serial, detailed=detailed, first=first)


def contribution_of(
    call: Call, pack: Pack, answers: Answers, token: str, serial: int, *, detailed: bool, first: bool
) -> Contribution:
    """Work out what answers come to under a token and a number; raises ProblemsFound."""
    problems = tuple(check_call(call, pack, call.id))
    if problems:
        raise ProblemsFound(problems)
    submission = make_submission(call, pack, answers, score(pack, answers), token, serial, detailed=detailed)
    group = next(group for group in call.groups if group.id == submission.group)
    enterprise = answers.enterprise_uscc or answers.enterprise_name or ""
    return Contribution(call, submission, submission_bytes(submission), group, enterprise, first)


def prepare_withdrawal(call_path: Path, before: Before, *, key: Path | None, day: date) -> Contribution:
    """Work out what takes a contribution back; raises ProblemsFound."""
    call = open_call(call_path, trusted_keys(key), day)
    if before.receipt is None and before.code is None:
        raise refuse("withdrawal-of-nothing")
    enterprise = read_receipt(before.receipt).enterprise if before.receipt is not None else ""
    return withdrawal_of(call, *token_and_serial(call, before), enterprise)


def withdrawal_of(call: Call, token: str, serial: int, enterprise: str) -> Contribution:
    """Return what takes back what was contributed under a token; raises ProblemsFound."""
    submission = withdrawal(call, token, serial)
    return Contribution(call, submission, submission_bytes(submission), None, enterprise, False)


def hand_over(contribution: Contribution, folder: Path, language: str) -> Handed:
    """Write the sealed file and its receipt into a folder; raises ProblemsFound, and then neither is there."""
    if contribution.is_first:
        _refuse_a_second(contribution, folder)
    call, submission = contribution.call, contribution.submission
    sealed = seal(contribution.content, call.recipients)
    if call.collector is not None:
        sealed = seal(sealed, (call.collector,))
    name, code = secrets.token_hex(8), code_of(submission.token)
    receipt = Receipt(call.id, code, submission.serial, contribution.enterprise, submission.withdraw)
    stem = folder / f"receipt-{name}"
    handed = Handed(folder / f"{name}.age", stem.with_suffix(".json"), stem.with_suffix(".txt"), code)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse("folder-not-made", path=folder.as_posix(), reason=error.strerror or str(error)) from error
    text = _receipt_text(call, receipt, handed.sealed.name, language)
    files = {handed.receipt: receipt_bytes(receipt), handed.receipt_text: text.encode(), handed.sealed: sealed}
    write_whole_together(files)
    return handed


def open_call(path: Path, keys: Iterable[PublicKey], day: date) -> Call:
    """Read a call that takes contributions on a day and is signed by one of some keys; raises ProblemsFound."""
    call = read_call(path, keys)
    if not call.is_open(day):
        raise refuse("call-not-open", Place(path.as_posix()), opens=call.opens, closes=call.closes)
    return call


def _answers(path: Path) -> tuple[Answers, Pack]:
    shelf = Shelf.at_hand(packs_folder(workspace_path()))
    answers = read_answers(path, shelf.pack_for)
    return answers, shelf.pack_for(answers.questionnaire, answers.version)


def token_and_serial(call: Call, before: Before) -> tuple[str, int]:
    """Return token and number of what follows a receipt, code or ticket, or of a first one; raises ProblemsFound."""
    if before.receipt is not None:
        receipt = read_receipt(before.receipt)
        if receipt.call != call.id:
            place = Place(before.receipt.as_posix())
            raise refuse("receipt-of-another-call", place, found=receipt.call, expected=call.id)
        return token_of(receipt.code), _sound_serial(before.serial or receipt.serial + 1)
    if before.code is not None:
        token = token_of(before.code)
        if before.serial is None and not call.tickets:
            raise refuse("serial-needed")
        return token, _sound_serial(before.serial or 1)
    if call.tickets:
        raise refuse("ticket-needed")
    return new_token(), 1


def _sound_serial(serial: int) -> int:
    if not 1 <= serial <= HIGHEST_SERIAL:
        raise refuse("serial-out-of-range", serial=serial, most=HIGHEST_SERIAL)
    return serial


def _refuse_a_second(contribution: Contribution, folder: Path) -> None:
    """Keep an enterprise from counting twice by accident: its receipt of this call lies here already."""
    for path in sorted(folder.glob("receipt-*.json")):
        found = read_receipt(path)
        same = found.call == contribution.call.id and found.enterprise == contribution.enterprise
        if same and contribution.enterprise:
            raise refuse("contribution-made-already", Place(path.as_posix()), path=path.as_posix())


def _receipt_text(call: Call, receipt: Receipt, sealed: str, language: str) -> str:
    texts = Texts(language)
    return texts(
        "contribute.receipt.withdrawn" if receipt.withdrawn else "contribute.receipt.text",
        call=call.id,
        title=wording(call.title, language),
        code=receipt.code,
        serial=receipt.serial,
        sealed=sealed,
        closes=call.closes,
        contact=call.contact,
        enterprise=receipt.enterprise or "–",
    )
