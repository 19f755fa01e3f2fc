"""Contributions out of a workspace: what can be handed in, what it would say, and what was made for whom.

A client keeps one code for a call, whoever makes the file and however often: it is remembered with the client, in the
same transaction in which the file is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from riskassess.app.contributing import (
    Before,
    Contribution,
    Handed,
    contribution_of,
    hand_over,
    open_call,
    token_and_serial,
    withdrawal_of,
)
from riskassess.app.installing import Packs
from riskassess.app.keeping import Keeping
from riskassess.app.opening import open_stored
from riskassess.exchange.call import Call
from riskassess.exchange.tokens import code_of
from riskassess.problems import refuse
from riskassess.questionnaire.values import Pack
from riskassess.workspace.contributions import (
    Finished,
    StoredContribution,
    forget_closed,
    list_contributions,
    list_finished,
    read_contribution,
    write_contribution,
)

__all__ = ["Before", "Call", "Contribution", "Finished", "Handed", "HandingIn", "Prepared", "StoredContribution"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Hold a contribution that could be written: for which client, from which answers, after which file."""

    contribution: Contribution
    client_id: int | None
    pack: Pack | None = None
    answers_sha256: str | None = None
    before: StoredContribution | None = None


class HandingIn:
    """The contributions of one workspace. What reads files or seals is for a thread."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping

    def stamp(self) -> tuple[str, int, int]:
        """Return what is another as soon as anything was written, here or by somebody else."""
        workspace = self._keeping.workspace
        with workspace.reading() as connection:
            driven = connection.connection.driver_connection
            by_others = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
            own = 0 if driven is None else int(driven.total_changes)
            return f"{workspace.path} {id(driven)}", own, int(by_others)

    def candidates(self) -> tuple[Finished, ...]:
        """List the finished assessments, by client."""
        with self._keeping.workspace.reading() as connection:
            return list_finished(connection)

    def made(self) -> tuple[StoredContribution, ...]:
        """List what was made, the newest first; what belongs to a call that is over is forgotten on the way."""
        day = self._keeping.today()
        with self._keeping.workspace.reading() as connection:
            found = list_contributions(connection)
        if any(one.closes < day for one in found) and not self._keeping.workspace.read_only:
            with self._keeping.workspace.writing() as connection:
                forget_closed(connection, day)
        return tuple(one for one in found if one.closes >= day)

    def open_call(self, path: Path) -> Call:
        """Read a call that is open today and signed by a trusted key; raises ProblemsFound."""
        return open_call(path, Packs(self._keeping.workspace.path).keys(), self._keeping.today())

    def prepare(self, call: Call, one: Finished, before: Before, *, detailed: bool) -> Prepared:
        """Work out what a finished assessment comes to; raises ProblemsFound.

        A client that has contributed keeps its code; `before` then gives at most the number.
        """
        stored = self._stored(call, one.client_id)
        token, serial = token_and_serial(call, _after(stored, before))
        assessment = open_stored(self._keeping, one.assessment_id)
        first = stored is None and before.code is None
        made = contribution_of(call, assessment.pack, assessment.answers, token, serial, detailed=detailed, first=first)
        return Prepared(made, one.client_id, assessment.pack, assessment.result.answers_sha256, stored)

    def prepare_withdrawal(self, call: Call, client_id: int | None, before: Before) -> Prepared:
        """Work out what takes a contribution back, by what is remembered of a client or by a code."""
        stored = None if client_id is None else self._stored(call, client_id)
        after = _after(stored, before)
        if after.code is None:
            raise refuse("withdrawal-of-nothing")
        made = withdrawal_of(call, *token_and_serial(call, after), "" if stored is None else stored.client)
        return Prepared(made, None if stored is None else client_id, before=stored)

    def hand_over(self, prepared: Prepared, folder: Path, language: str) -> Handed:
        """Write the sealed file and its receipt and remember the code, or raise ProblemsFound and do neither."""
        call, submission = prepared.contribution.call, prepared.contribution.submission
        if prepared.client_id is None:
            return hand_over(prepared.contribution, folder, language)
        before = prepared.before
        made = StoredContribution(
            client_id=prepared.client_id,
            call=call.id,
            title=call.title,
            closes=call.closes,
            token=submission.token,
            serial=submission.serial,
            marks=tuple(submission.marks) or (() if before is None else before.marks),
            detailed=bool(submission.levels),
            withdrawn=submission.withdraw,
            answers_sha256=prepared.answers_sha256,
        )
        with self._keeping.workspace.writing() as connection:
            write_contribution(connection, made, self._keeping.stamp())
            return hand_over(prepared.contribution, folder, language)

    def _stored(self, call: Call, client_id: int) -> StoredContribution | None:
        with self._keeping.workspace.reading() as connection:
            return read_contribution(connection, client_id, call.id)


def _after(stored: StoredContribution | None, before: Before) -> Before:
    """Return what a contribution follows: the client's last one, else what was said."""
    if stored is None:
        return before
    return Before(code=code_of(stored.token), serial=before.serial or stored.serial + 1)
