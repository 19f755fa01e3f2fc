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
