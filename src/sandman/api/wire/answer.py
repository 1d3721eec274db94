"""The two kinds of body, and how a problem is told."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Chair = Literal["storyteller", "illustrator", "narrator"]
Agent = Literal["doc", "pathfinder", "firefly", "lifeline"]


class Answer(BaseModel):
    """Something the server says: every field is always there."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class Asked(BaseModel):
    """Something a caller asks: a field nobody knows is refused, not overlooked."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FieldProblem(Answer):
    """What is wrong with one field of what was sent."""

    field: str
    detail: str
    hint: str


class Problem(Answer):
    """What went wrong, as RFC 9457 has it, with the way out."""

    type: str
    title: str
    status: int
    detail: str
    hint: str
    errors: list[FieldProblem]
