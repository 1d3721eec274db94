"""An engine that was asked for and is not there: it says why, and the one behind its chair works instead.

A book may be asked for while a key is there and gone on with when it is not. Nothing of it fails for that.
"""

from collections.abc import Iterator, Sequence

from sandman.ports.errors import PortError
from sandman.ports.illustration import Picture, PictureBrief
from sandman.ports.narration import Narration, Passage, Voice
from sandman.ports.storytelling import Desk
from sandman.stories import Plot, Story, StoryRequest, Understanding


class AbsentEngine:
    """Takes any chair and raises the reason it cannot be there."""

    model = ""

    def __init__(self, name: str, reason: PortError) -> None:
        self.name = name
        self._reason = reason

    async def understand(self, request: StoryRequest) -> Understanding:
        """Raises the reason."""
        raise self._reason

    async def tell(
        self, request: StoryRequest, *, seed: int, lately: Sequence[Plot] = (), desk: Desk | None = None
    ) -> Story:
        """Raises the reason."""
        raise self._reason

    def paint(self, brief: PictureBrief) -> Picture:
        """Raises the reason."""
        raise self._reason

    def voices(self) -> tuple[Voice, ...]:
        """None."""
        return ()

    def sentences(self, passage: Passage, *, voice: str, pace: float = 1.0) -> Iterator[Narration]:
        """Raises the reason."""
        raise self._reason
