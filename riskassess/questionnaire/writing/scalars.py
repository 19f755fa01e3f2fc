"""Single values as they are written in YAML: plain wherever every reader takes them for what they are.

The files mean what YAML 1.2 says, but other programs still read by 1.1; a text that either would take for something
else is quoted. Days are the exception: they stay plain, as people write them, since our own reader takes them for
texts.
"""

from __future__ import annotations

import json
import re

from riskassess.questionnaire.loading.scalars import is_text

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OLD_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "=", "<<"])
_OLD_NUMBER = re.compile(r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9_]+|0b[01_]+|0x[0-9a-fA-F_]+)")
_OLD_SIXTIES = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
_OLD_MOMENT = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)?[0-9:. \tZ+-]*")
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
_BARE_WORD = re.compile(r"[\w./@+-]+")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def scalar(value: str | float | bool | None, *, inline: bool = False) -> str:
    """Return one value as YAML; `inline` is inside brackets, where only bare words go without quotes."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if _may_be_plain(value, inline) else quoted(value)
    return number(value)


def number(value: float) -> str:
    """Return a number as short as it can be; a whole one has no point."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 2**53 else repr(value)


def quoted(text: str) -> str:
    """Return a text in double quotes, on one line, with escapes for what cannot be seen."""
    escaped = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", escaped)


def _may_be_plain(text: str, inline: bool) -> bool:
    if _DAY.fullmatch(text):
        return True
    if inline and not _BARE_WORD.fullmatch(text):
        return False
    return not _has_meaning(text) and not _is_taken_apart(text)


def _has_meaning(text: str) -> bool:
    """Tell whether a reader would take the unquoted word for a number, a truth value, a moment or nothing."""
    return (
        not is_text(text)
        or text.lower() in _OLD_WORDS
        or any(form.fullmatch(text) for form in (_OLD_NUMBER, _OLD_SIXTIES, _OLD_MOMENT))
    )


def _is_taken_apart(text: str) -> bool:
    """Tell whether unquoted signs would end the text, begin something else or be lost."""
    return (
        text[0] in _INDICATORS
        or text != text.strip()
        or ": " in text
        or text.endswith(":")
        or " #" in text
        or text in ("---", "...")
        or not text.isprintable()
    )
