"""Frameworks of CISO Assistant libraries: requirement nodes whose questions have one answer with a score each.

The form is the one that the project publishes its libraries in. A node at the top is a domain; every question of one
answer below it is a question; the scores of its answers (`add_score`) are their levels where they can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from riskassess.problems import Place, refuse
from riskassess.questionnaire.imports.outline import Answer, Outline, OutlineDomain, OutlineQuestion
from riskassess.questionnaire.values import LEVELS

Data = dict[str, Any]

_LIBRARY_TAKEN = {"urn", "locale", "ref_id", "name", "description", "objects"}
_NODE_TAKEN = {"urn", "parent_urn", "depth", "assessable", "ref_id", "name", "questions", "weight", "typical_evidence"}
_QUESTION_TAKEN = {"type", "text", "choices", "depends_on"}
_CHOICE_TAKEN = {"urn", "value", "add_score"}


def read_library(data: Any, source: str) -> Outline:
    """Read the framework of a library; raises `ProblemsFound` where there is none."""
    library = _mapping(data)
    framework = _mapping(_mapping(library.get("objects")).get("framework"))
    nodes = [_mapping(node) for node in _items(framework.get("requirement_nodes"))]
    language = library.get("locale")
    if not nodes or not isinstance(language, str):
        raise refuse("import-no-framework", Place(source))
    reader = _Reader(library, framework, nodes, language, source)
    reader.read()
    return reader.outline


class _Reader:
    """Read one framework."""

    def __init__(self, library: Data, framework: Data, nodes: list[Data], language: str, source: str) -> None:
        self._language = language
        self._library, self._framework, self._nodes = library, framework, nodes
        name = _first(framework.get("ref_id"), library.get("ref_id"), str(library.get("urn", "")).split(":")[-1])
        title = self._text(_first(framework.get("name"), library.get("name"), name))
        about = _first(framework.get("description"), library.get("description"))
        self.outline = Outline(source, name, title, (language,), about=self._text(about) if about else None)
        self._by_urn = {str(node.get("urn")): node for node in nodes}
        self._domains: dict[str, OutlineDomain] = {}

    def read(self) -> None:
        """Read everything, in the order of the framework."""
        self._leave_keys(self._library, _LIBRARY_TAKEN, self.outline.id)
        for score in map(_mapping, _items(self._framework.get("scores_definition"))):
            self._read_level(score)
        taken = {"urn", "ref_id", "name", "description", "requirement_nodes", "scores_definition"}
        self._leave_keys(self._framework, taken, self.outline.id)
        for node in self._nodes:
            self._read_node(node)
        self.outline.domains = [domain for domain in self._domains.values() if domain.questions]

    def _read_level(self, score: Data) -> None:
        """Read the name of one score, which is that of a level where the score is one."""
        number, name = _whole(score.get("score")), score.get("name")
        if number is not None and number in LEVELS and isinstance(name, str):
            self.outline.level_names[number] = self._text(name)
            self._leave_keys(score, {"score", "name"}, f"scores_definition/{number}")
        else:
            self.outline.leave_out("import-key", "scores_definition", key=_first(score.get("score"), name))

    def _read_node(self, node: Data) -> None:
        name = _node_name(node)
        self._leave_keys(node, _NODE_TAKEN, name)
        questions = _mapping(node.get("questions"))
        if not questions:
            if node.get("assessable") is True:
                self.outline.leave_out("import-without-question", name)
            return
        top = self._top(node)
        if top is node:
            self.outline.leave_out("import-without-group", name)
            return
        domain = self._domains.setdefault(
            str(top.get("urn")), OutlineDomain(_node_name(top), self._text(_first(top.get("name"), _node_name(top))))
        )
        for number, (_, question) in enumerate(questions.items(), 1):
            own = name if len(questions) == 1 else f"{name}-{number}"
            domain.questions += list(self._question(own, node, _mapping(question)))

    def _question(self, name: str, node: Data, question: Data) -> Iterator[OutlineQuestion]:
        if question.get("type") != "unique_choice":
            self.outline.leave_out("import-type", name, type=question.get("type", ""))
            return
        self._leave_keys(question, _QUESTION_TAKEN, name)
        if question.get("depends_on"):
            shown = str(_mapping(question["depends_on"]).get("question", ""))
            self.outline.leave_out("import-condition", name, condition=shown)
        choices = [_mapping(choice) for choice in _items(question.get("choices"))]
        for key in sorted({key for choice in choices for key in choice} - _CHOICE_TAKEN):
            self.outline.leave_out("import-key", name, key=key)
        answers = [Answer(_whole(c.get("add_score")), self._text(_first(c.get("value"), ""))) for c in choices]
        weight, evidence = node.get("weight"), node.get("typical_evidence")
        yield OutlineQuestion(
            id=name,
            title=self._text(node["name"]) if isinstance(node.get("name"), str) else None,
            ask=self._text(_first(question.get("text"), "")),
            levels=self.outline.levels_of(name, answers),
            weight=weight if isinstance(weight, (int, float)) and not isinstance(weight, bool) else None,
            evidence=self._text(evidence) if isinstance(evidence, str) else None,
        )

    def _top(self, node: Data) -> Data:
        """Return the node at the top of a node's branch."""
        seen: set[str] = set()
        while (above := str(node.get("parent_urn"))) in self._by_urn and above not in seen:
            seen.add(above)
            node = self._by_urn[above]
        return node

    def _leave_keys(self, data: Data, taken: set[str], name: str) -> None:
        for key in data:
            if key not in taken:
                self.outline.leave_out("import-key", name, key=key)

    def _text(self, words: str) -> dict[str, str]:
        return {self._language: words}


def _node_name(node: Data) -> str:
    name = _first(node.get("ref_id"), str(node.get("urn", "")).split(":")[-1])
    return "-".join(name.split())


def _first(*values: Any) -> str:
    return next((str(value) for value in values if isinstance(value, (str, int, float)) and str(value).strip()), "")


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _mapping(value: Any) -> Data:
    return cast("Data", value) if isinstance(value, dict) else {}


def _items(value: Any) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else []
