"""Being asked to stop: SIGTERM and Ctrl-C set a flag that is looked at where it is safe to end."""

import signal
import threading
from types import FrameType
from typing import Any, Self

from sandman.styles import TrainingBroke

SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Stopping:
    """Listens for as long as it is entered; being asked twice is being asked."""

    def __init__(self) -> None:
        self.asked = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():  # no other may listen
            self._before = {each: signal.signal(each, self._ask) for each in SIGNALS}
        return self

    def __exit__(self, *_: object) -> None:
        for each, before in self._before.items():
            signal.signal(each, before)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True

    def check(self) -> None:
        """Raises TrainingBroke where it was asked to stop and nothing is trained yet."""
        if self.asked:
            raise TrainingBroke(
                "stopped before the first step, as asked", hint="begin it again; what was encoded is kept"
            )
