"""Finding questions by words: in what is asked, in anchors, in norms, in notes. Every word must be there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal

from riskassess.assessment.values import Answer
from riskassess.questionnaire.values import Pack, Question, Text

Where = Literal["question", "anchors", "norms", "notes"]


def folded(text: str) -> str:
    """Return a text as it is compared: in one case, full-width letters and digits as the plain ones."""
    return unicodedata.normalize("NFKC", text).casefold()


def _folded(texts: Iterable[Text | None]) -> str:
    return folded("\n".join(part for text in texts if text for part in text.values()))


class Search:
    """Search one pack; what never changes is folded once."""

    def __init__(self, pack: Pack) -> None:
        self._fixed = {question.id: _places(pack, question) for question in pack.questions}

    def find(self, words: str, answers: Mapping[str, Answer]) -> dict[str, Where]:
        """Return the questions that hold every word, in pack order, with the first place that holds one."""
        wanted = folded(words).split()
        found: dict[str, Where] = {}
        for question, fixed in self._fixed.items():
            places = {**fixed, "notes": _notes(answers.get(question))}
            if wanted and all(any(word in text for text in places.values()) for word in wanted):
                found[question] = next(place for place, text in places.items() if any(w in text for w in wanted))
        return found


def _places(pack: Pack, question: Question) -> dict[Where, str]:
    norms = (pack.norm_by_id.get(reference.norm or "") for reference in question.norms)
    named = "\n".join(
        folded(f"{norm.number or ''}\n{_folded([norm.title, norm.issuer])}") for norm in norms if norm is not None
    )
    plain = folded("\n".join(f"{r.text or ''} {r.clause or ''}" for r in question.norms))
    return {
        "question": f"{folded(question.id)}\n{_folded([question.title, question.ask, question.why])}",
        "anchors": _folded([*question.anchors, *question.evidence]),
        "norms": f"{named}\n{plain}",
    }


def _notes(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return folded("\n".join(part for part in (answer.note, answer.evidence_detail, answer.not_applicable) if part))
