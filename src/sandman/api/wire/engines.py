"""Engines: who they are, how they do, what they may see. A key goes in and never comes out."""

from datetime import datetime
from typing import Literal

from pydantic import ConfigDict, Field, SecretStr

from sandman.api.wire.answer import Answer, Asked
from sandman.app.vendors import Leaves
from sandman.ports.ledger import EngineFault, Use

EngineState = Literal["ready", "no_key", "terms", "not_found", "trouble"]


class UseHere(Use):
    """What an engine did today."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class FaultHere(EngineFault):
    """The last thing that went wrong with an engine."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class KeyHere(Answer):
    """What may be told of a key."""

    model_config = ConfigDict(serialize_by_alias=True)

    set: bool
    ending: str | None
    """Its last four letters, after a `…`."""
    source: Literal["environment", "house"] | None = Field(alias="from", serialization_alias="from")


class TermsHere(Answer):
    """Terms of a vendor's that a parent has to accept first."""

    accepted: bool
    url: str


class QuotaHere(Answer):
    """How much of what is paid for is used."""

    used: int
    limit: int
    resets_at: datetime | None


class EngineHere(Answer):
    """One engine for a craft."""

    id: str
    name: str
    model: str
    models: list[str]
    """Those it has, where the house knows them (Ollama); empty elsewhere."""
    builtin: bool
    state: EngineState
    key: KeyHere | None
    """Null where none is wanted."""
    terms: TermsHere | None
    """Null where there are none."""
    leaves: list[Leaves]
    """What leaves the house for it. Masked means that the child's name stays at home."""
    today: UseHere
    fault: FaultHere | None
    """The last thing that went wrong, until it works again."""
    quota: QuotaHere | None


class Spending(Answer):
    """US dollars that engines with keys have cost today, and may cost."""

    today: float
    limit: float


class EnginesHere(Answer):
    """Who can take which chair; the first of each is the one that `auto` means. `safety` all work at once."""

    storyteller: list[EngineHere]
    illustrator: list[EngineHere]
    narrator: list[EngineHere]
    safety: list[EngineHere]
    spending: Spending


class KeyAsked(Asked):
    """A vendor's key; it is never told again."""

    key: SecretStr


class EngineChanges(Asked):
    """What is chosen about an engine; what is left out stays."""

    model: str | None = Field(default=None, min_length=1, max_length=120)
    terms_accepted: bool | None = None


class Tried(Answer):
    """How a small call to an engine went."""

    works: bool
    said: str
    hint: str
    seconds: float
