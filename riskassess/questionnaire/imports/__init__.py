"""Questionnaires of other programs, taken over as far as they say what a pack needs, and never further."""

from riskassess.questionnaire.imports.taking import Taken, take_over

__all__ = ["Taken", "take_over"]
