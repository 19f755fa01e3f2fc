"""Versions of a questionnaire: which answers a pack can take without carrying them over.

Major: answers must be carried over. Minor: questions were added. Patch: wording.
"""

from __future__ import annotations


def parts(version: str) -> tuple[int, int, int]:
    """Return major, minor and patch of a well-formed version; what follows a hyphen does not count."""
    major, minor, patch = version.split("-", 1)[0].split(".")
    return int(major), int(minor), int(patch)


def takes(pack_version: str, answers_version: str) -> bool:
    """Tell whether a pack takes answers of a version: the same major and no newer minor."""
    pack, answers = parts(pack_version), parts(answers_version)
    return pack[0] == answers[0] and answers[1] <= pack[1]


def precedence(version: str) -> tuple[object, ...]:
    """Return what versions sort by: numbers first, then a trial version (``2.0.0-rc.1``) before the finished one."""
    _, _, trial = version.partition("-")
    signs = tuple(
        (0, int(sign), "") if sign.isascii() and sign.isdigit() else (1, 0, sign) for sign in trial.split(".")
    )
    return (*parts(version), not trial, signs)
