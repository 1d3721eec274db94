"""Engines left alone for a while: whose key is refused, whose quota is spent, or whom nobody can reach.

A broken vendor costs a book one wait, not twelve.
"""

import time
from collections.abc import Callable

from sandman.ports.errors import KeyRefused, ModelMissing, PortError, ProviderUnreachable, QuotaSpent

BROKEN = (KeyRefused, QuotaSpent, ModelMissing, ProviderUnreachable)
"""What will not have passed by the next page."""
REST_SECONDS = 300.0


class Resting:
    """Remembers, for a few minutes, what is wrong with an engine."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._rests: dict[tuple[str, str], tuple[float, str]] = {}

    def reason(self, craft: str, name: str) -> str:
        """What was wrong with the engine a moment ago; empty where it may work."""
        until, reason = self._rests.get((craft, name), (0.0, ""))
        return reason if self._clock() < until else ""

    def note(self, craft: str, name: str, fault: PortError) -> None:
        """Leave the engine alone for a while, if that is what the fault means."""
        if isinstance(fault, BROKEN):
            self._rests[craft, name] = self._clock() + REST_SECONDS, fault.message

    def forgive(self, name: str) -> None:
        """Something was mended: try it again."""
        for place in [place for place in self._rests if place[1] == name]:
            del self._rests[place]
