"""What changes with a child's age: sentence length, length of a scene, pace of the voice."""

from dataclasses import dataclass
from enum import StrEnum

YOUNGEST, OLDEST = 3, 10
SCENES = 6


class AgeBand(StrEnum):
    """Children who can follow the same sentences."""

    YOUNG = "3-4"
    MIDDLE = "5-7"
    OLDER = "8-10"

    @classmethod
    def of(cls, age: int) -> "AgeBand":
        """The band a child of `age` years (3 to 10) belongs to."""
        if age <= 4:
            return cls.YOUNG
        return cls.MIDDLE if age <= 7 else cls.OLDER

    @property
    def pacing(self) -> "Pacing":
        """How a story for this band is written and read."""
        return PACING[self]


@dataclass(frozen=True, slots=True)
class Pacing:
    """How long sentences and scenes are, and how the reading slows toward sleep.

    `sentence_words` and `scene_words` are (usual, most) in English words. `paces` holds one speed a
    scene (1.0 is speech), `pauses_seconds` one silence between sentences a scene.
    """

    sentence_words: tuple[int, int]
    scene_words: tuple[int, int]
    paces: tuple[float, ...]
    pauses_seconds: tuple[float, ...]


def _falling(first: float, last: float) -> tuple[float, ...]:
    return tuple(round(first + (last - first) * i / (SCENES - 1), 3) for i in range(SCENES))


# Voice 0.95 -> 0.85 and pauses 0.4 -> 1.2 s across six scenes: the slowing pattern of sleep stories
# (shared facts, bedtime.md section 4; the numbers are ours). Sentence lengths follow the same
# section's "age dial"; younger children get longer silences, not slower words.
PACING = {
    AgeBand.YOUNG: Pacing((7, 12), (28, 45), _falling(0.93, 0.85), _falling(0.5, 1.2)),
    AgeBand.MIDDLE: Pacing((11, 20), (60, 85), _falling(0.95, 0.85), _falling(0.4, 1.2)),
    AgeBand.OLDER: Pacing((15, 30), (90, 130), _falling(0.95, 0.87), _falling(0.4, 1.0)),
}
