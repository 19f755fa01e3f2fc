"""Removing an assessment or a client for good: from the file, from its journal, and from the backups beside it.

The removal itself is one transaction with a receipt. Cleaning what is beside the file comes after it, and a receipt
whose cleaning was cut short is taken up again soon after the workspace is next opened.
"""

from __future__ import annotations

from dataclasses import dataclass

from riskassess import log
from riskassess.app.keeping import Keeping
from riskassess.problems import Place, refuse
from riskassess.workspace.backup_cleaning import Cleaning, clean_backups
from riskassess.workspace.removal import (
    Extent,
    Receipt,
    Target,
    assessment_target,
    client_target,
    extent_of,
    read_receipts,
    remove,
    settle,
)
from riskassess.workspace.workspace import Transaction

__all__ = ["Extent", "Intent", "Receipt", "intent", "receipts", "remove_for_good", "take_up_again"]


@dataclass(frozen=True, slots=True)
class Intent:
    """Hold what would be removed, to be shown before it is done."""

    target: Target
    extent: Extent


def intent(keeping: Keeping, assessment_id: int, *, whole_client: bool) -> Intent:
    """Return what removing an assessment, or its client, takes with it; raises ProblemsFound when it is not there."""
    with keeping.workspace.reading() as connection:
        target = _target(connection, assessment_id, whole_client=whole_client)
        return Intent(target, extent_of(connection, target))


def _target(connection: Transaction, assessment_id: int, *, whole_client: bool) -> Target:
    found = (client_target if whole_client else assessment_target)(connection, assessment_id)
    if not found.assessments:
        raise refuse("assessment-unknown", Place(path=f"assessment/{assessment_id}"), id=assessment_id)
    return found


def remove_for_good(keeping: Keeping, assessment_id: int, *, whole_client: bool) -> Receipt:
    """Remove an assessment with its revisions, or its whole client, and return the receipt.

    Raises ProblemsFound, nothing removed. What cannot be cleaned beside the file is named in the receipt.
    """
    with keeping.workspace.writing() as connection:
        target = _target(connection, assessment_id, whole_client=whole_client)
        receipt = remove(connection, target, keeping.stamp())
    settled = _clean(keeping, receipt)
    log.note("removed", receipt=settled.id, assessments=settled.extent.assessments, left=len(settled.left))
    return settled


def _clean(keeping: Keeping, receipt: Receipt) -> Receipt:
    """Clean the backups, write the file anew without what went, and note in the receipt what came of it."""
    cleaning = clean_backups(keeping.workspace.path, keeping.workspace.key, receipt)
    if receipt.left and not cleaning.cleaned and cleaning.left == receipt.left:
        return receipt  # a file that nobody has dealt with is no reason to write all of the workspace at every start
    settled = _settle(keeping, receipt, cleaning)
    if not keeping.workspace.compact():  # after the note, since the receipt had said until then which rows it meant
        in_use = (keeping.workspace.path.name + "-wal", "in-use")
        settled = _settle(keeping, receipt, Cleaning(cleaning.cleaned, (in_use, *cleaning.left)))
    return settled


def _settle(keeping: Keeping, receipt: Receipt, cleaning: Cleaning) -> Receipt:
    with keeping.workspace.writing() as connection:
        return settle(connection, receipt, cleaning.cleaned, cleaning.left)


def receipts(keeping: Keeping) -> tuple[Receipt, ...]:
    """Return the receipts of every removal, the oldest first."""
    with keeping.workspace.reading() as connection:
        return read_receipts(connection)


def take_up_again(keeping: Keeping) -> tuple[Receipt, ...]:
    """Clean what earlier removals could not, and return their receipts as they are now."""
    if keeping.workspace.read_only:
        return ()
    return tuple(_clean(keeping, receipt) for receipt in receipts(keeping) if receipt.pending is not None)
