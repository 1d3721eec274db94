"""Who is meant by what was asked for: `auto`, an engine's name, or a voice that only one of them has."""

from typing import Literal

from sandman.app.keyed import KeyedEngines
from sandman.ports.errors import EngineUnknown
from sandman.stories import StoryRequest

Chair = Literal["storyteller", "illustrator", "narrator"]
AUTO, NONE = "auto", "none"
BUILTIN: dict[Chair, str] = {"storyteller": "builtin", "illustrator": "painter", "narrator": "kokoro"}
VENDORS: dict[Chair, tuple[str, ...]] = {
    "storyteller": ("mistral", "openai", "ollama"),
    "illustrator": ("gemini",),
    "narrator": ("elevenlabs",),
}
"""Those who may come from outside, in the order in which `auto` prefers them."""
CHOICES: dict[Chair, tuple[str, ...]] = {
    "storyteller": (BUILTIN["storyteller"], *VENDORS["storyteller"]),
    "illustrator": (BUILTIN["illustrator"], *VENDORS["illustrator"], NONE),
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
    """Raises EngineUnknown for an engine or a picture style this house has not."""
    if request.style:
        raise EngineUnknown(
            f"there is no picture style `{request.style}` here; none has been published",
            port="illustrator",
            hint="leave --style out",
        )
    for chair, choices in CHOICES.items():
        asked = getattr(request, chair)
        if asked not in (AUTO, *choices):
            raise EngineUnknown(
                f"there is no {chair} `{asked}` here; there are {', '.join((AUTO, *choices))}",
                port=chair,
                hint=f"--{chair} {AUTO}",
            )
