"""The domain: what a story is, whom it is for, and the one world it takes place in. No I/O."""

from sandman.stories.age import SCENES, AgeBand, Pacing
from sandman.stories.language import Language
from sandman.stories.lexicon import called
from sandman.stories.mood import Mood
from sandman.stories.page import page_text
from sandman.stories.request import SLOTS, Length, Slot, StoryRequest
from sandman.stories.staging import Figure, Pose, Staging
from sandman.stories.story import Plot, Scene, Story, Token, Understanding
from sandman.stories.world import Kind, Thing, World, world

__all__ = [
    "SCENES",
    "SLOTS",
    "AgeBand",
    "Figure",
    "Kind",
    "Language",
    "Length",
    "Mood",
    "Pacing",
    "Plot",
    "Pose",
    "Scene",
    "Slot",
    "Staging",
    "Story",
    "StoryRequest",
    "Thing",
    "Token",
    "Understanding",
    "World",
    "called",
    "page_text",
    "world",
]
