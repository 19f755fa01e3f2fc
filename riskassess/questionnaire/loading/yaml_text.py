"""YAML read from the parser's events, never constructed: no tag, anchor or alias can make anything happen.

The events come from the C parser (20 ms for a whole pack); meaning is given here, by the core schema of YAML 1.2.
"""

from __future__ import annotations

from typing import Any

import yaml

from riskassess.questionnaire.loading.documents import Mark
from riskassess.questionnaire.loading.scalars import NumberRefused, plain
from riskassess.questionnaire.loading.tree import Tree

_PARSE: Any = getattr(yaml, "parse")  # noqa: B009  # the library says nothing of types
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _KeyRefused(Exception):
    """End the reading: below a key that is no text nothing can be named."""


def read_yaml(text: str, tree: Tree) -> None:
    """Grow a tree from a YAML text; a fault of the notation ends the reading with one problem."""
    documents = 0
    try:
        for event in _PARSE(text, Loader=_LOADER):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    tree.report("yaml-many-documents", _mark(event), ())
                    return
            _take(event, tree)
    except _KeyRefused:
        return
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        tree.report(
            "yaml-syntax", (mark.line + 1, mark.column + 1) if mark else (1, 1), (), said=error.problem or error.context
        )


def _mark(event: Any) -> Mark:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _take(event: Any, tree: Tree) -> None:
    mark = _mark(event)
    if isinstance(event, yaml.NodeEvent):
        if tree.awaits_key() and not isinstance(event, yaml.ScalarEvent):
            tree.report("key-not-text", mark)
            raise _KeyRefused
        _refuse_extras(event, tree, mark)
    if isinstance(event, yaml.ScalarEvent):
        _take_scalar(event, tree, mark)
    elif isinstance(event, yaml.AliasEvent):
        tree.value(None, mark, readable=False)
    elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
        tree.begin({} if isinstance(event, yaml.MappingStartEvent) else [], mark)
    elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
        tree.end()


def _refuse_extras(event: Any, tree: Tree, mark: Mark) -> None:
    """Report what YAML allows and these files do not need: aliases can blow up, tags can call code elsewhere."""
    if event.anchor is not None:
        tree.report("yaml-anchor", mark, name=event.anchor)
    tag = getattr(event, "tag", None)
    if tag is not None:
        tree.report("yaml-tag", mark, tag=tag)


def _take_scalar(event: Any, tree: Tree, mark: Mark) -> None:
    if tree.awaits_key():
        tree.key(event.value, mark)
        return
    if event.style or event.tag is not None:  # quoted, or tagged (and reported): what it says, as a text
        tree.value(event.value, mark, readable=event.tag is None)
        return
    try:
        tree.value(plain(event.value), mark)
    except NumberRefused:
        tree.report("number-refused", mark, number=event.value[:20])
        tree.value(None, mark, readable=False)
