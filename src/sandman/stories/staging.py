"""What a scene's picture shows, by the world's ids: the bridge between writer and painter."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Pose(StrEnum):
    """What a figure is doing in the picture."""

    STAND = "stand"
    SIT = "sit"
    WALK = "walk"
    SLEEP = "sleep"
    LOOK_UP = "look_up"
    READ = "read"
    FROM_BEHIND = "from_behind"
    HOLD = "hold"  # holding the story's prop before them
    HUG = "hug"  # leaning together, side by side


class Figure(BaseModel):
    """One actor of the picture. `variant` picks fur, hair, skin or clothes: the same all book long."""

    model_config = ConfigDict(frozen=True)

    id: str
    pose: Pose = Pose.SIT
    variant: int = 0


class Staging(BaseModel):
    """Everything a painter needs to know of a scene.

    `hero` is the creature the book is about, `child` the child in it (id `girl` or `boy`), `companion`
    the small third friend. `layout` counts the place's compositions; painters take it modulo theirs.
    """

    model_config = ConfigDict(frozen=True)

    place: str
    time: str
    weather: str = "clear"
    mood: str = "tender"
    hero: Figure
    child: Figure | None = None
    companion: Figure | None = None
    props: tuple[str, ...] = ()
    wonder: str | None = None
    layout: int = 0
