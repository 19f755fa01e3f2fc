"""The use cases of assessments under the names that the window and the command line know."""

from riskassess.app.cards import Card
from riskassess.app.desk import Desk
from riskassess.app.opened import OpenAssessment
from riskassess.app.states import DomainState, QuestionState
from riskassess.workspace.assessments import Listed

__all__ = ["Card", "Desk", "DomainState", "Listed", "OpenAssessment", "QuestionState"]
