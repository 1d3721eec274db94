"""The direction ports: who is in a story and how they look, what each page shows, whose voice reads it."""

from collections.abc import Sequence
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict

from sandman.ports.narration import Voice
from sandman.stories import Mood, Plot, Pose, Staging, StoryRequest, Understanding


class Cast(BaseModel):
    """Who and what a story is about, by the world's ids: decided at home, before a word is written."""

    model_config = ConfigDict(frozen=True)

    name: str
    """The child's name: the request's, the idea's, or one chosen. It never leaves the house."""
    pronoun: Literal["she", "he", "they"]
    child: str
    """`girl` or `boy`: how the child is painted."""
    child_look: int
    hero: str
    hero_look: int
    companion: str
    place: str
    prop: str
    weather: str
    feeling: str | None = None
    lesson: str | None = None
    wonder: str | None = None
    arc: str
    """The arc the built-in storyteller would have told; a hint."""
    understood: Understanding
    plainly: tuple[str, ...] = ()
    """For the parent, in the story's language: what was understood, what was chosen for them."""

    @property
    def plot(self) -> Plot:
        """The fingerprint of a story told with this cast."""
        return Plot(arc=self.arc, hero=self.hero, place=self.place, prop=self.prop)


class Shot(BaseModel):
    """What one page should show; ids that the world has not are looked past."""

    model_config = ConfigDict(frozen=True)

    number: int
    mood: Mood
    prompt: str
    """What is seen, in English words; read for what the ids leave open."""
    place: str = ""
    time: str = ""
    weather: str = ""
    hero_pose: Pose | None = None
    child_pose: Pose | None = None
    companion: bool = True
    prop: bool = True


class Stage(Protocol):
    """The house's own eye: no model, no network."""

    async def cast(self, request: StoryRequest, *, seed: int, lately: Sequence[Plot] = ()) -> Cast:
        """Cast a story that was not told lately; milliseconds."""
        ...

    async def set_page(self, cast: Cast, shot: Shot) -> Staging:
        """What the page shows by ids, for painters that look things up. Same in, same out."""
        ...

    async def describe(self, cast: Cast, staging: Staging, *, request: StoryRequest) -> str:
        """The picture in words, in the story's language, for those who cannot see it."""
        ...


class VoiceCaster(Protocol):
    """Picks who reads a book."""

    async def cast_voice(self, request: StoryRequest, voices: Sequence[Voice]) -> str:
        """One of `voices`' ids, all of the request's language, the engine's own best first.

        Raises what a chat raises, or BadWork; who calls takes the first voice then.
        """
        ...
