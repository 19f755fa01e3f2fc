"""What moves targets: raises and floors name things that are there, and never a question that may be left out."""

from __future__ import annotations

from collections.abc import Iterator

from riskassess.problems import Problem
from riskassess.questionnaire.checks.words import domain_names, question_words
from riskassess.questionnaire.loading.pack_files import Loaded
from riskassess.questionnaire.nearest import nearest


def check_raises(loaded: Loaded) -> Iterator[Problem]:
    """A raise names a domain or a question."""
    questions, domains = question_words(loaded), domain_names(loaded)
    if questions is None or domains is None:
        return
    known = (*domains, *questions)
    for rule in loaded.rules():
        for name, spot in rule.entries("raise"):
            if name not in known:
                yield spot.key_problem("raise-unknown", name=name, nearest=nearest(name, known))


def check_floors(loaded: Loaded) -> Iterator[Problem]:
    """A floor, a question's own or a rule's, is on a question that is there and must be answered."""
    for question in loaded.questions():
        if question.number("red_line") is not None and question.at("allow_na").value is True:
            yield question.at("red_line").problem("floor-and-not-applicable", question=question.text("id") or "")
    questions = question_words(loaded)
    if questions is None:
        return
    for rule in loaded.rules():
        for name, spot in rule.entries("floors"):
            if name not in questions:
                yield spot.key_problem("question-unknown", question=name, nearest=nearest(name, questions))
            elif questions[name]:
                yield spot.key_problem("floor-and-not-applicable", question=name)
