"""Opening a kept assessment under the pack it was made with."""

from __future__ import annotations

from riskassess.app.keeping import Keeping
from riskassess.app.opened import OpenAssessment
from riskassess.app.validity import damaged
from riskassess.problems import Place, ProblemsFound, refuse
from riskassess.workspace.assessments import read_assessment
from riskassess.workspace.records import StoredAssessment
from riskassess.workspace.workspace import Transaction


def stored_assessment(connection: Transaction, assessment_id: int) -> StoredAssessment:
    """Return an assessment's row; raises ProblemsFound when there is none or it cannot be read."""
    record = read_assessment(connection, assessment_id)
    if record is None:
        raise refuse("assessment-unknown", Place(path=f"assessment/{assessment_id}"), id=assessment_id)
    if record.damage is not None:
        raise ProblemsFound((damaged(assessment_id, record.damage),))
    return record


def open_stored(keeping: Keeping, assessment_id: int) -> OpenAssessment:
    """Open an assessment; raises ProblemsFound when it is not there or damaged."""
    with keeping.workspace.reading() as connection:
        record = stored_assessment(connection, assessment_id)
        pack = keeping.pack(connection, record)
        sheet = keeping.sheet(connection, record, pack)
    return OpenAssessment(keeping, record, pack, sheet)
