"""The ledger's port: what engines were used for, what it cost, and what went wrong last."""

from datetime import datetime
from typing import Protocol

from pydantic import BaseModel, ConfigDict


class Use(BaseModel):
    """What an engine did on one day, in whichever units it is paid by."""

    model_config = ConfigDict(frozen=True)

    calls: int = 0
    tokens: int = 0
    characters: int = 0
    pictures: int = 0
    cost: float = 0.0
    """US dollars, by published prices."""


class EngineFault(BaseModel):
    """The last thing that went wrong with an engine, in plain words."""

    model_config = ConfigDict(frozen=True)

    said: str
    hint: str = ""
    at: datetime


class Ledger(Protocol):
    """Keeps count. Days are the household's local ones."""

    async def note(self, engine: str, use: Use) -> None:
        """Add to today's use."""
        ...

    async def note_fault(self, engine: str, said: str, hint: str = "") -> None:
        """Remember what went wrong."""
        ...

    async def clear_fault(self, engine: str) -> None:
        """It works again."""
        ...

    async def today(self) -> dict[str, Use]:
        """Today's use by engine."""
        ...

    async def faults(self) -> dict[str, EngineFault]:
        """Last faults by engine."""
        ...
