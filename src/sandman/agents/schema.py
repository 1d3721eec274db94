"""JSON Schemas that every strict mode takes: a few keywords, every field required, nothing else allowed.

Mistral's and OpenAI's strict modes and the grammars of local servers agree on little more than `type`,
`properties`, `required`, `items`, `enum`, `anyOf` and `description`. Lengths, counts and ranges are left to
pydantic, which reads the answer and names the fault in words.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, BeforeValidator, WithJsonSchema

KEPT = ("type", "enum", "description")


def strict_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of a model's object, with references resolved."""
    whole = model.model_json_schema()
    return _strict(whole, whole.get("$defs", {}))


def one_of(ids: Sequence[str]) -> tuple[BeforeValidator, WithJsonSchema]:
    """Marks for an `Annotated[str | None, *one_of(ids)]`: offered as a list, anything else read as None."""
    known = frozenset(ids)
    offered = {"anyOf": [{"type": "string", "enum": list(ids)}, {"type": "null"}]}
    return BeforeValidator(lambda id: id if id in known else None), WithJsonSchema(offered)


def _strict(schema: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        named = shared[schema["$ref"].rsplit("/", 1)[-1]]
        return _strict({**named, **{k: v for k, v in schema.items() if k != "$ref"}}, shared)
    if "const" in schema:
        schema = {**schema, "enum": [schema["const"]]}
    strict = {key: schema[key] for key in KEPT if key in schema}
    if "anyOf" in schema:
        strict["anyOf"] = [_strict(each, shared) for each in schema["anyOf"]]
    if "properties" in schema:
        strict["properties"] = {name: _strict(each, shared) for name, each in schema["properties"].items()}
        strict["required"] = list(schema["properties"])
        strict["additionalProperties"] = False
    if "items" in schema:
        strict["items"] = _strict(schema["items"], shared)
    return strict
