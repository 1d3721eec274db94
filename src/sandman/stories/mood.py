"""How a scene feels, and how awake it leaves a child."""

from enum import StrEnum


class Mood(StrEnum):
    """The feeling of one scene, from the most awake to the most asleep."""

    PLAYFUL = "playful"
    CURIOUS = "curious"
    BRAVE = "brave"
    WORRIED = "worried"
    TENDER = "tender"
    HUSHED = "hushed"
    SLEEPY = "sleepy"

    @property
    def arousal(self) -> int:
        """5 is wide awake, 0 is nearly asleep. A story's arousal never ends above where it began."""
        return {
            "playful": 5,
            "curious": 4,
            "brave": 4,
            "worried": 3,
            "tender": 2,
            "hushed": 1,
            "sleepy": 0,
        }[self.value]
