"""Home: the built-in engines that can do a skill where no model is connected."""

from dataclasses import dataclass

from sandman.ports.direction import Stage
from sandman.ports.moderation import Moderator
from sandman.ports.storytelling import Storyteller


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The engines that are always in the house: no model, no network."""

    storyteller: Storyteller
    """The built-in storyteller."""
    stage: Stage
    """Casts a story and sets its pages by the world's ids."""
    rules: Moderator
    """The rules of gentleness; they answer in milliseconds and never fail."""
