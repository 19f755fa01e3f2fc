"""All files of a pack, read and checked for their form, before anything is asked about their meaning.

`Loaded` keeps the documents as they are (for digest and values) and, beside them, without what their schemas refuse
(for the checks). A file that cannot be read is remembered by its part, so that no check calls a link broken whose
target stood in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from riskassess.problems import Place, Problem, problem
from riskassess.questionnaire.loading.documents import Document, Spot
from riskassess.questionnaire.loading.reading import read_document
from riskassess.questionnaire.loading.sources import PACK_FILE, Source, leaves_pack, open_source
from riskassess.questionnaire.loading.structure import check_structure

SINGLE: Final = ("profile", "exposures", "norms", "glossary", "calendar", "conditions", "regions")
"""Keys of pack.yaml that name one file; the schema has the same name."""
LISTS: Final = {"domains": "domain", "measures": "measures", "samples": "answers"}
"""Keys of pack.yaml that name several files, with the schema of each."""

_NEEDED = frozenset(["profile", "exposures"])


@dataclass(frozen=True)
class File:
    """Hold one file of the pack: its name inside the pack, its data whole, and its sound part."""

    name: str
    whole: Document
    sound: Document


@dataclass(frozen=True)
class Loaded:
    """Hold every file of a pack that could be read; the spots go over their sound parts only."""

    pack: File | None
    files: Mapping[str, tuple[File, ...]]
    unread: frozenset[str]
    """Parts (keys of pack.yaml) of which some file could not be read."""

    @property
    def top(self) -> Spot:
        """Return pack.yaml."""
        return self.pack.sound.root() if self.pack else Spot(Document("", None), (), None)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that every text must have, as far as they are known."""
        return _languages(self.top)

    def roots(self, part: str) -> Iterator[Spot]:
        """Go through the files of a part."""
        for file in self.files.get(part, ()):
            yield file.sound.root()

    def under(self, part: str, key: str) -> Iterator[Spot]:
        """Go through the items of one list in every file of a part."""
        for root in self.roots(part):
            yield from root.each(key)

    def questions(self) -> Iterator[Spot]:
        """Go through all questions in pack order."""
        return self.under("domains", "questions")

    def fields(self) -> Iterator[Spot]:
        """Go through the fields of the profile."""
        return self.under("profile", "fields")

    def rules(self) -> Iterator[Spot]:
        """Go through the exposure rules."""
        return self.under("exposures", "rules")

    def catalogue(self) -> Iterator[Spot]:
        """Go through all measures of all policies."""
        return self.under("measures", "measures")

    def instruments(self) -> Iterator[Spot]:
        """Go through all instruments of all measures."""
        for measure in self.catalogue():
            yield from measure.each("instruments")


def read_pack(path: Path) -> tuple[Loaded, tuple[Problem, ...]]:
    """Read a pack's folder or zip; raise `ProblemsFound` where there is no such thing at all."""
    return read_source(open_source(path))


def read_source(source: Source) -> tuple[Loaded, tuple[Problem, ...]]:
    """Read a pack from wherever its files come from."""
    problems: list[Problem] = []
    pack = _read(source, PACK_FILE, "pack", None, problems, None)
    if pack is None:
        return Loaded(None, {}, frozenset([*SINGLE, *LISTS])), tuple(problems)
    top = pack.sound.root()
    languages = _languages(top)
    files: dict[str, tuple[File, ...]] = {}
    unread = {part for part in SINGLE if top.text(part) is None and (part in _NEEDED or part in pack.whole.data)}
    for part, schema, references in _references(top):
        read = [_read(source, str(r.value), schema, languages, problems, r) for r in references]
        files[part] = tuple(file for file in read if file)
        if None in read or (part in LISTS and _holes(top.at(part).value)):
            unread.add(part)
    return Loaded(pack, files, frozenset(unread)), tuple(problems)


def _languages(top: Spot) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spot.value for spot in top.each("languages")))


def _holes(names: Any) -> bool:
    return not isinstance(names, list) or any(not isinstance(n, str) for n in cast("list[Any]", names))


def _references(top: Spot) -> Iterator[tuple[str, str, list[Spot]]]:
    for part in SINGLE:
        here = top.at(part)
        if isinstance(here.value, str):
            yield part, part, [here]
    for part, schema in LISTS.items():
        yield part, schema, list(top.each(part))


def _read(
    source: Source,
    name: str,
    schema: str,
    languages: tuple[str, ...] | None,
    problems: list[Problem],
    named_at: Spot | None,
) -> File | None:
    """Read and check one file; what keeps it from being read is reported where pack.yaml names it.

    Without languages the file is pack.yaml, which lists them itself.
    """
    if leaves_pack(name):
        problems.append(problem("path-outside", named_at.place if named_at else Place(), path=name))
        return None
    content, failed = source.read(name)
    if failed:
        at = named_at.place if named_at else failed.place
        problems.append(Problem(failed.code, at, {**failed.fields, "path": source.shown(name)}))
        return None
    document, found = read_document(content, source.shown(name))
    problems.extend(found)
    if document is None:
        return None
    if languages is None:
        _, form = check_structure(document, schema)
        languages = _languages(form.root())
    faults, sound = check_structure(document, schema, () if schema == "answers" else languages)
    problems.extend(faults)
    return File(name, document, sound)


def pack_data(loaded: Loaded) -> dict[str, Any]:
    """Return the whole pack as one plain value: pack.yaml with every file's content in place of its name."""
    assert loaded.pack is not None
    data: dict[str, Any] = dict(loaded.pack.whole.data)
    for part, files in loaded.files.items():
        contents = [file.whole.data for file in files]
        if part == "samples":
            data[part] = [{"path": file.name, "data": file.whole.data} for file in files]
        elif part in LISTS:
            data[part] = contents
        else:
            data[part] = contents[0]
    return data
