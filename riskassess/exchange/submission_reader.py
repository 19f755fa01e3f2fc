"""Reading submissions to one call: a grammar decides, and what it refuses is gone through again for the reason.

A submission has one spelling, so one regular expression, made from call and questionnaire, says exactly which bytes are
one; nothing else lets anything in. It is written over the bytes themselves, since a committee opens ten thousand files
at a time and building a JSON tree, writing it again and comparing took longer than all the rest of reading. The second
look parses plainly and may take its time: it only finds words for what has been refused already.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, cast

from riskassess.assessment.core import BANDS, core_domains, core_questions
from riskassess.exchange.call import MARKS, Call
from riskassess.exchange.submission import FORMAT, FORMS, HIGHEST_SERIAL, SIZE, Submission, written
from riskassess.exchange.tokens import is_token
from riskassess.questionnaire.values import LEVELS, Pack

_TEXT = r'("(?:[^"\\]|\\.)*+")'
"""A text of JSON; which texts may stand there is looked up afterwards."""
_PATCH = r"(?:0|[1-9][0-9]{0,8})(?:-[0-9A-Za-z.-]+)?"
"""What may follow major and minor number, as in a questionnaire's own version."""
_ZERO: Final = ord("0")


class Refused(Exception):
    """Say by a short word why bytes are no submission to a call; the word is a key of the texts and names nobody."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Reader:
    """Read submissions to one call, strictly; made once and used for all of them, in other processes too."""

    def __init__(self, call: Call, pack: Pack) -> None:
        self._call, self._questionnaire = call, pack.id
        self._groups = _by_text(group.id for group in call.groups)
        self._grades = _by_text(grade.id for grade in pack.grades)
        self._core = [question.id for question in core_questions(pack)]
        self._domains = [domain.id for domain in core_domains(pack)]
        domains, self._domain_places = _row(self._domains, BANDS)
        levels, self._level_places = _row(self._core, len(LEVELS))
        head = written({"format": FORMAT, "call": call.id, "questionnaire": pack.id})[:-1]
        minor = re.escape(".".join(call.version.split(".")[:2]))
        self._grammar = re.compile(
            (
                rf'{re.escape(head.decode())},"version":"({minor}\.{_PATCH})",'
                r'"token":"([0-9a-f]{32})","serial":([1-9][0-9]{0,2})'
                rf'(?:,"withdraw":(true)|,"group":{_TEXT},"grade":{_TEXT},"grade_substantiated":{_TEXT},'
                rf'"readiness":([0-{BANDS - 1}]),'
                rf'(?:"domains":\{{({domains})\}},"marks":\{{{_marks(self._core)}\}}|"levels":\{{({levels})\}}))'
                r"\} *+"
            ).encode()
        )

    def read(self, content: bytes) -> Submission:
        """Read the bytes of a submission; raises Refused."""
        submission = self.accept(content)
        if submission is None:
            raise Refused(self.reason(content) or "form")
        return submission

    def accept(self, content: bytes) -> Submission | None:
        """Return the submission that bytes are, or None."""
        found = self._grammar.fullmatch(content) if len(content) == SIZE else None
        if found is None:
            return None
        version, token, serial, withdraw, *figures = found.groups()
        head = (self._call.id, self._questionnaire, version.decode(), token.decode(), int(serial))
        if withdraw is not None:
            return Submission(*head, withdraw=True)
        group, grade, substantiated, readiness, domains, *marks, levels = figures
        names = self._groups.get(group), self._grades.get(grade), self._grades.get(substantiated)
        if None in names:
            return None
        about = (*head, False, *cast("tuple[str, str, str]", names), int(readiness))
        if levels is not None:
            return Submission(*about, levels=_picked(self._core, levels, self._level_places))
        marked = {name: int(mark) for name, mark in zip(self._core, marks, strict=True) if mark is not None}
        if len(marked) != MARKS:
            return None
        return Submission(*about, _picked(self._domains, domains, self._domain_places), marked)

    def reason(self, content: bytes) -> str | None:
        """Return why bytes are refused, or None where nothing is wrong with them."""
        if len(content) != SIZE:
            return "size"
        try:
            data = _parsed(content)
            self._check_head(data)
            if "withdraw" not in data:
                self._check_figures(data)
        except Refused as refused:
            return refused.reason
        return None

    def _check_head(self, data: Mapping[str, Any]) -> None:
        call = self._call
        if data["format"] != FORMAT:
            raise Refused("form")
        if data["call"] != call.id:
            raise Refused("call")
        version = data["version"]
        if data["questionnaire"] != self._questionnaire or type(version) is not str or not call.takes_version(version):
            raise Refused("questionnaire")
        if not re.fullmatch(rf"[^.]*\.[^.]*\.{_PATCH}", version):
            raise Refused("form")
        serial = data["serial"]
        if not is_token(data["token"]) or type(serial) is not int or not 1 <= serial <= HIGHEST_SERIAL:
            raise Refused("form")
        if data.get("withdraw", True) is not True:
            raise Refused("form")

    def _check_figures(self, data: Mapping[str, Any]) -> None:
        for name, known in (("group", self._groups), ("grade", self._grades), ("grade_substantiated", self._grades)):
            if data[name] not in known.values():
                raise Refused("unknown")
        _hold([data["readiness"]], BANDS)
        if "levels" in data:
            _hold(_values(data["levels"], self._core), len(LEVELS))
            return
        _hold(_values(data["domains"], self._domains), BANDS)
        marks = data["marks"]
        drawn: list[str] = list(marks) if type(marks) is dict else []  # pyright: ignore[reportUnknownArgumentType]
        if len(drawn) != MARKS or drawn != sorted(drawn) or not set(self._core).issuperset(drawn):
            raise Refused("marks")
        _hold(list(marks.values()), 2)  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]


def _by_text(names: Iterable[str]) -> dict[bytes, str]:
    """Return names by what they are as texts of JSON."""
    return {written(name): name for name in names}


def _row(names: Sequence[str], below: int) -> tuple[str, tuple[int, ...]]:
    """Return the grammar of one figure for each of some names, all of them in their order, and where the figures stand.

    A figure has one digit, so the places are the same in every text.
    """
    assert below <= 10
    places, length = list[int](), 0
    for name in names:
        length += len(written(name)) + 2
        places.append(length - 1 + len(places))
    return ",".join(f"{re.escape(written(name).decode())}:[0-{below - 1}]" for name in names), tuple(places)


def _marks(core: Sequence[str]) -> str:
    """Return the grammar of marks: any of the core questions, in their order, with a comma between."""
    return "".join(rf"(?:(?:(?<=\{{)|,){re.escape(written(name).decode())}:([01]))?+" for name in core)


def _picked(names: Sequence[str], text: bytes, places: Sequence[int]) -> dict[str, int]:
    return dict(zip(names, [text[place] - _ZERO for place in places], strict=True))


def _values(data: Any, names: list[str]) -> list[Any]:
    if type(data) is not dict or list(data) != names:  # pyright: ignore[reportUnknownArgumentType]
        raise Refused("unknown")
    return list(data.values())  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]


def _hold(values: list[Any], below: int) -> None:
    for value in values:
        if type(value) is not int or not 0 <= value < below:
            raise Refused("range")


def _parsed(content: bytes) -> dict[str, Any]:
    """Return the data of canonical bytes with the keys of one of the forms, in their order."""
    text = content.rstrip(b" ")
    try:
        data: Any = json.loads(text.decode("utf-8"))
        same = type(data) is dict and written(data) == text
    except (ValueError, RecursionError) as error:  # no UTF-8, no JSON, NaN, nested without end
        raise Refused("form") from error
    if not same or tuple(cast("dict[str, Any]", data)) not in FORMS:
        raise Refused("form")
    return cast("dict[str, Any]", data)
