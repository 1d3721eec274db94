"""Arguments as models write them: JSON, an object already, JSON in a fence, or JSON with a slip in it."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from json_repair import repair_json


def object_in(raw: str | Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The JSON object in `raw`, mended where need be; None where there is none.

    A line break inside a string, a forgotten comma or a code fence round the whole are slips. An answer that
    was cut off looks much like one: whoever knows that it was must not ask.
    """
    if isinstance(raw, Mapping):
        return raw
    text = raw.strip()
    if not text:
        return {}
    try:
        found = json.loads(text, strict=False)
    except ValueError:
        if "{" not in text:
            return None
        found = repair_json(text[text.index("{") :], return_objects=True, skip_json_loads=True)
    if isinstance(found, str):  # JSON inside a JSON string: some servers encode arguments twice
        return object_in(found) if found.strip().startswith("{") else None
    return found if isinstance(found, dict) else None


def call_in(text: str, tools: Collection[str]) -> tuple[str, Mapping[str, Any]] | None:
    """A call of one of `tools` that was written down instead of made; None where the words are words.

    Small models say `{"name": "brief", "arguments": {…}}` (or `parameters`), bare, fenced or in a
    `<tool_call>` of their chat template.
    """
    bare = text.strip().removeprefix("<tool_call>").removesuffix("</tool_call>").strip()
    bare = bare.removeprefix("```json").removeprefix("```").removesuffix("```").strip()
    if not (bare.startswith("{") and bare.endswith("}")):
        return None
    found = object_in(bare)
    if not found or found.get("name") not in tools:
        return None
    arguments = object_in(found.get("arguments", found.get("parameters", {})))
    return None if arguments is None else (str(found["name"]), arguments)
