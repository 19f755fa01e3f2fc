"""The schemas stand alone, are schemas, and take what the reader takes."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from riskassess.questionnaire.loading.pack_files import LISTS, SINGLE
from riskassess.questionnaire.loading.reading import read_document
from riskassess.questionnaire.schemas import schema_names, schema_text
from tests.questionnaire.small_pack import FILES

PARTS = {"pack.yaml": "pack", "domains": "domain", "measures": "measures", "samples": "answers"}


def schema_of(name: str) -> str:
    return PARTS.get(name) or PARTS.get(name.split("/", maxsplit=1)[0]) or name.removesuffix(".yaml")


def data_of(name: str) -> Any:
    document, _ = read_document(FILES[name].encode(), name)
    assert document is not None
    return document.data


def test_there_is_a_schema_for_every_file() -> None:
    travelling = {"benchmark", "call"}  # files that travel signed, outside any pack
    assert set(schema_names()) == {"pack", *travelling, *SINGLE, *LISTS.values()}


@pytest.mark.parametrize("name", schema_names())
def test_a_printed_schema_stands_alone(name: str) -> None:
    schema = json.loads(schema_text(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    for reference in set(json.dumps(schema).split('"$ref": "')[1:]):
        assert reference.split('"', maxsplit=1)[0].removeprefix("#/$defs/") in schema["$defs"]


@pytest.mark.parametrize("name", FILES)
def test_a_good_file_passes_its_schema_anywhere(name: str) -> None:
    jsonschema.Draft202012Validator(json.loads(schema_text(schema_of(name)))).validate(data_of(name))


def every_mapping(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    if isinstance(value, dict):
        found.append(path)
        for key, item in value.items():
            found += every_mapping(item, (*path, key))
    if isinstance(value, list):
        for index, item in enumerate(value):
            found += every_mapping(item, (*path, index))
    return found


@pytest.mark.parametrize("name", FILES)
def test_no_mapping_takes_a_key_it_does_not_know(name: str) -> None:
    schema = jsonschema.Draft202012Validator(json.loads(schema_text(schema_of(name))))
    for path in every_mapping(data_of(name)):
        data = data_of(name)
        place = data
        for step in path:
            place = place[step]
        place["a key nobody knows"] = True  # no mapping here has truth values under names of its own
        assert list(schema.iter_errors(data)), path


def test_an_unknown_schema_is_a_key_error() -> None:
    for name in ("shared", "nothing", "../pack"):
        with pytest.raises(KeyError):
            schema_text(name)
