"""The account behind a key: what it may do, and how much of it is used."""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Quota:
    """Characters of the current period."""

    used: int
    limit: int
    resets_at: datetime | None
    tier: str
    """`free`, `starter`, `creator`, `pro`, `scale`, `business`, `enterprise`."""

    @property
    def left(self) -> int:
        """What may still be read."""
        return max(0, self.limit - self.used)

    @property
    def resets_on(self) -> str:
        """The day it fills up again, `2026-12-01`; empty where it is not told."""
        return self.resets_at.date().isoformat() if self.resets_at else ""


def resets_at(unix: int | None) -> datetime | None:
    """A reset as the wire tells it."""
    return datetime.fromtimestamp(unix, UTC) if unix else None
