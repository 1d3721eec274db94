"""`python -m sandman.api.openapi OUT.json`: the OpenAPI document, the same bytes for the same code."""

import json
import sys
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from sandman.api.wire import Problem


def document(app: FastAPI) -> dict[str, Any]:
    """The app's OpenAPI 3.1 document, with `Problem` in the place of FastAPI's own validation error."""
    made = get_openapi(
        title=app.title, version=app.version, summary=app.summary, routes=app.routes, tags=app.openapi_tags
    )
    schemas = made["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    problem = TypeAdapter(Problem).json_schema(
        mode="serialization", ref_template="#/components/schemas/{model}"
    )
    schemas |= problem.pop("$defs")
    schemas["Problem"] = problem
    made["components"]["schemas"] = dict(sorted(schemas.items()))
    return made


def main() -> None:
    """Write it."""
    from sandman.api.application import routes  # noqa: PLC0415 - the routes import us

    text = json.dumps(routes().openapi(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    Path(sys.argv[1]).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
