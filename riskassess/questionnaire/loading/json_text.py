"""JSON read with places, strictly by its own grammar.

The standard decoder says no line and keeps the last of two equal keys; reading JSON as YAML would take comments and
refuse escaped pairs such as those of emoji. So the signs are cut by one pattern and the order is held by a stack.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from riskassess.questionnaire.loading.documents import Mark
from riskassess.questionnaire.loading.scalars import LONGEST_NUMBER, NumberRefused, finite
from riskassess.questionnaire.loading.tree import Tree

_TOKEN = re.compile(
    r"""[ \t\r\n]*(?:
    (?P<string>"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")
    | (?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)(?![\w.])
    | (?P<word>true|false|null)\b
    | (?P<sign>[\[\]{},:])
    | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
_WORDS: Final = {"true": True, "false": False, "null": None}


class _Token(NamedTuple):
    kind: str
    text: str
    offset: int


class _Wrong(Exception):
    def __init__(self, offset: int) -> None:
        super().__init__()
        self.offset = offset


def read_json(text: str, tree: Tree) -> None:
    """Grow a tree from a JSON text; a fault of the notation ends the reading with one problem."""
    reader = _Reader(text, tree)
    try:
        reader.read()
    except _Wrong as wrong:
        tree.report("json-syntax", reader.mark(wrong.offset), ())


class _Reader:
    """Walk over the tokens once, expecting at each what the grammar allows there."""

    def __init__(self, text: str, tree: Tree) -> None:
        self._text, self._tree = text, tree
        self._line, self._line_start, self._seen = 1, 0, 0
        self._closers: list[str] = []

    def mark(self, offset: int) -> Mark:
        """Return line and column of an offset; offsets are asked for in rising order."""
        breaks = self._text.count("\n", self._seen, offset)
        if breaks:
            self._line += breaks
            self._line_start = self._text.rfind("\n", 0, offset) + 1
        self._seen = max(self._seen, offset)
        return self._line, offset - self._line_start + 1

    def _tokens(self) -> Iterator[_Token]:
        position = 0
        while True:
            found = _TOKEN.match(self._text, position)
            if found is None or found.lastgroup is None:
                rest = re.compile(r"[ \t\r\n]*").match(self._text, position)
                raise _Wrong(rest.end() if rest else position)
            yield _Token(found.lastgroup, found[found.lastgroup], found.start(found.lastgroup))
            position = found.end()

    def read(self) -> None:
        expected = "value"
        for token in self._tokens():
            expected = self._step(token, expected)
            if expected == "done":
                return

    def _step(self, token: _Token, expected: str) -> str:
        """Take one token and return what may come next: value, first value, key, first key, colon, next or end."""
        if expected == "end":
            return "done" if token.kind == "end" else self._wrong(token)
        if expected == "colon":
            return "value" if token.text == ":" and token.kind == "sign" else self._wrong(token)
        if expected == "next":
            return self._after_value(token)
        if token.kind == "sign" and token.text in "]}" and expected.startswith("first"):
            return self._close(token)
        if expected.endswith("key"):
            return self._key(token)
        return self._value(token)

    def _after_value(self, token: _Token) -> str:
        if token.kind == "sign" and token.text == ",":
            return "key" if self._closers[-1] == "}" else "value"
        return self._close(token)

    def _close(self, token: _Token) -> str:
        if token.kind != "sign" or token.text != self._closers[-1]:
            return self._wrong(token)
        self._closers.pop()
        self._tree.end()
        return "next" if self._closers else "end"

    def _key(self, token: _Token) -> str:
        if token.kind != "string":
            return self._wrong(token)
        self._tree.key(self._string(token), self.mark(token.offset))
        return "colon"

    def _value(self, token: _Token) -> str:
        mark = self.mark(token.offset)
        if token.kind == "sign" and token.text in "[{":
            self._closers.append("]" if token.text == "[" else "}")
            self._tree.begin([] if token.text == "[" else {}, mark)
            return "first value" if token.text == "[" else "first key"
        if token.kind == "string":
            self._tree.value(self._string(token), mark)
        elif token.kind == "word":
            self._tree.value(_WORDS[token.text], mark)
        elif token.kind == "number":
            self._number(token, mark)
        else:
            return self._wrong(token)
        return "next" if self._closers else "end"

    def _string(self, token: _Token) -> str:
        value: str = json.loads(token.text)
        if any("\ud800" <= sign <= "\udfff" for sign in value):  # half a pair is no character
            raise _Wrong(token.offset)
        return value

    def _number(self, token: _Token, mark: Mark) -> None:
        try:
            whole = len(token.text) <= LONGEST_NUMBER and token.text.lstrip("-").isdigit()
            self._tree.value(int(token.text) if whole else finite(token.text), mark)
        except NumberRefused:
            self._tree.report("number-refused", mark, number=token.text[:20])
            self._tree.value(None, mark, readable=False)

    def _wrong(self, token: _Token) -> str:
        raise _Wrong(token.offset)
