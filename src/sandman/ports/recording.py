"""The recorder's port: sentences in, one levelled and encoded track out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sandman.ports.narration import Narration, TimedWord


@dataclass(frozen=True, slots=True)
class Recording:
    """A page's sound as it is kept: encoded, at one loudness, with its words on the track's own clock."""

    data: bytes
    suffix: str
    """The file's ending: `mp3`."""
    seconds: float
    sample_rate_hz: int
    words: tuple[TimedWord, ...]


class Recorder(Protocol):
    """Joins what a narrator spoke into one track."""

    def record(self, sentences: Sequence[Narration]) -> Recording:
        """Join, level to the house's loudness, encode. Blocking: call it in a thread.

        Raises BadWork where the sound is silent or broken.
        """
        ...
