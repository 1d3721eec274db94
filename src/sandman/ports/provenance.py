"""Who made a part of a page, with what, for how much."""

from pydantic import BaseModel, ConfigDict


class Provenance(BaseModel):
    """How one part of a book came to be; shown plainly to the parent, carried into every export."""

    model_config = ConfigDict(frozen=True)

    engine: str
    model: str = ""
    voice: str = ""
    voice_name: str = ""
    """What people call the voice; its id may mean something to its vendor only."""
    seed: int | None = None
    prompt: str = ""
    style: str = ""
    seconds: float = 0.0
    """Seconds of work."""
    cost: float = 0.0
    """What a vendor asked for it, in US dollars."""
    fallback: str = ""
    """Why the engine that was asked for did not do it; empty where it did."""
    notes: tuple[str, ...] = ()
    """Plain sentences for the parent: what was understood, what could not be used."""
