"""The JSON of one document: the public record form, and the JSON Schema that describes it.

pydantic is imported inside the functions: commands that only read the database start without it.
"""

import json
from dataclasses import is_dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from models.records import Extraction

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_JSON_NAMES = {"in_favour": "for"}
"""`for` is a Python keyword: code says `in_favour`, JSON says `for`."""


_FIRST = ("schema_version", "source", "sha256", "container", "kind", "document_type", "language", "status", "stages")
"""What a person wants to see at the top of the file."""


def _json_name(name: str) -> str:
    return _JSON_NAMES.get(name, name)


def _dataclasses(module: ModuleType) -> list[type]:
    found = [value for value in vars(module).values() if isinstance(value, type)]
    return [value for value in found if is_dataclass(value) and value.__module__.startswith("models.")]


@cache
def _adapter() -> "TypeAdapter[Extraction]":
    from pydantic import ConfigDict, TypeAdapter, with_config

    from models import records

    for made in _dataclasses(records):  # every key is always written: say so in the schema
        config = ConfigDict(json_schema_serialization_defaults_required=True)
        if made is records.Vote:
            config |= ConfigDict(alias_generator=_json_name, validate_by_name=True)
        with_config(config)(made)
    return TypeAdapter(Extraction)


def to_json_object(extraction: Extraction) -> dict[str, Any]:
    """The record form as plain JSON values."""
    dumped: dict[str, Any] = _adapter().dump_python(extraction, mode="json", by_alias=True)
    return {key: dumped[key] for key in (*_FIRST, *(key for key in dumped if key not in _FIRST))}


def to_json(extraction: Extraction) -> str:
    """The record form as JSON text, indented, in a stable key order: same extraction, same bytes."""
    return json.dumps(to_json_object(extraction), ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> Extraction:
    """Read back what `to_json` wrote.

    Raises:
        pydantic.ValidationError: the text is not the record form of this schema version.
    """
    return _adapter().validate_json(text)


def json_schema() -> dict[str, Any]:
    """The published JSON Schema (draft 2020-12) of the record form."""
    schema = _adapter().json_schema(by_alias=True, mode="serialization")
    return {**schema, "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "minutier record form"}
