"""Who is meant by what was asked for: `auto`, an engine's name, or a voice that only one of them has."""

from typing import Literal

from sandman.app.keyed import KeyedEngines
from sandman.ports.errors import EngineUnknown
from sandman.stories import StoryRequest

Chair = Literal["storyteller", "illustrator", "narrator"]
AUTO, NONE = "auto", "none"
DIFFUSION = "diffusion"
"""The illustrator that paints in the household's own styles; `auto` takes it for a style, never without."""
BUILTIN: dict[Chair, str] = {"storyteller": "builtin", "illustrator": "painter", "narrator": "kokoro"}
VENDORS: dict[Chair, tuple[str, ...]] = {
    "storyteller": ("mistral", "openai", "ollama"),
    "illustrator": ("gemini",),
    "narrator": ("elevenlabs",),
}
"""Those who may come from outside, in the order in which `auto` prefers them."""
CHOICES: dict[Chair, tuple[str, ...]] = {
    "storyteller": (BUILTIN["storyteller"], *VENDORS["storyteller"]),
    "illustrator": (BUILTIN["illustrator"], DIFFUSION, *VENDORS["illustrator"], NONE),
    "narrator": (BUILTIN["narrator"], *VENDORS["narrator"], NONE),
}


def chosen(keyed: KeyedEngines, chair: Chair, asked: str) -> str:
    """The engine that takes a chair, by name; one that was asked for by name, whether it is there or not."""
    if asked == AUTO:
        return next((name for name in VENDORS[chair] if keyed.ready(name)), BUILTIN[chair])
    if asked == "openai" and not keyed.ready("openai") and keyed.ready("ollama"):
        return "ollama"  # a server like OpenAI's, found by itself
    return asked


def check_names(request: StoryRequest) -> None:
    """Raises EngineUnknown for an engine this house has not, or one that paints in no published style."""
    if request.style and request.illustrator not in (AUTO, DIFFUSION):
        raise EngineUnknown(
            f"the picture style `{request.style}` was asked for, and `{request.illustrator}` paints in none",
            port="style",
            hint="leave --illustrator out, or --style",
        )
    for chair, choices in CHOICES.items():
        asked = getattr(request, chair)
        if asked not in (AUTO, *choices):
            raise EngineUnknown(
                f"there is no {chair} `{asked}` here; there are {', '.join((AUTO, *choices))}",
                port=chair,
                hint=f"--{chair} {AUTO}",
            )
