"""What every figure of a result was worked out from, for whoever wants to do it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskassess.assessment import score
from riskassess.assessment.values import TraceRow

if TYPE_CHECKING:
    from riskassess.app.opened import OpenAssessment
    from riskassess.app.trying import Trial


def trace_of(assessment: OpenAssessment | Trial) -> tuple[TraceRow, ...]:
    """Return every question's numbers, in pack order."""
    return score(assessment.pack, assessment.answers, trace=True).trace or ()
