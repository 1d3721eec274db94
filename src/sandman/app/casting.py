"""The crew of a book: for each chair the engine that was asked for, and the built-in one behind it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from sandman.app.absent import AbsentEngine
from sandman.app.choosing import AUTO, BUILTIN, DIFFUSION, NONE, VENDORS, check_names, chosen
from sandman.ports.errors import PortError, VoiceUnknown
from sandman.production.crew import Chair, Crew
from sandman.stories import StoryRequest

if TYPE_CHECKING:
    from sandman.agents.team import Team
    from sandman.app.engines import Engines
    from sandman.ports.illustration import Illustrator
    from sandman.ports.moderation import Moderator
    from sandman.ports.narration import Narrator
    from sandman.ports.storytelling import Storyteller

Engine = TypeVar("Engine")


def cast(engines: "Engines", request: StoryRequest) -> Crew:
    """The crew for a request. Raises EngineUnknown for a name this house has not."""
    from sandman.providers.narration.recorder import Mp3Recorder  # noqa: PLC0415

    check_names(request)
    writer = chosen(engines.keyed, "storyteller", request.storyteller)
    painter = illustrator_of(engines, request)
    reader = narrator_of(engines, request)
    return Crew(
        storyteller=_storyteller(engines, writer),
        illustrator=None if painter == NONE else _illustrator(engines, painter, request),
        narrator=None if reader == NONE else narrator_chair(engines, reader),
        recorder=Mp3Recorder(),
        voice=request.voice or "",
        **_careful_eyes(engines, writer),
    )


def check(engines: "Engines", request: StoryRequest) -> None:
    """Raises what stands in the way of a request, before any work is begun; may ask a vendor for its voices.

    EngineUnknown or VoiceUnknown for what this house has not; KeyMissing, TermsNotAccepted or
    ProviderUnreachable for an engine that was asked for by name and cannot come.
    """
    check_names(request)
    if request.style or request.illustrator == DIFFUSION:
        engines.easels.illustrator(request)
    for chair in VENDORS:
        asked = getattr(request, chair)
        name = chosen(engines.keyed, chair, asked)
        if asked not in (AUTO, NONE, DIFFUSION) and name != BUILTIN[chair]:
            engines.keyed.account(name)
    if request.voice and request.narrator != NONE:
        _check_voice(engines, request)


def narrator_of(engines: "Engines", request: StoryRequest) -> str:
    """Who reads: the one asked for; else whoever has the voice asked for; else whom `auto` means."""
    asked = request.narrator
    if asked == AUTO and request.voice and request.voice in {v.id for v in engines.narrator.voices()}:
        return BUILTIN["narrator"]
    return chosen(engines.keyed, "narrator", asked)


def illustrator_of(engines: "Engines", request: StoryRequest) -> str:
    """Who paints: the one asked for; else diffusion, where a style is asked for or in use; else `auto`'s."""
    if engines.easels.paints(request):
        return DIFFUSION
    return chosen(engines.keyed, "illustrator", request.illustrator)


def _storyteller(engines: "Engines", name: str) -> "Chair[Storyteller]":
    home = engines.storyteller
    if name == BUILTIN["storyteller"]:
        return Chair(home)
    teller = _there(name, lambda: engines.team_storyteller(name))
    return Chair(teller, home, free=name == "ollama")


def _illustrator(engines: "Engines", name: str, request: StoryRequest) -> "Chair[Illustrator]":
    if name == BUILTIN["illustrator"]:
        return Chair(engines.painter)
    if name == DIFFUSION:
        styled = _there(name, lambda: engines.easels.illustrator(request))
        return Chair(styled, engines.painter, free=True, here=True)
    return Chair(_there(name, engines.keyed.illustrator), engines.painter)


def narrator_chair(engines: "Engines", name: str) -> "Chair[Narrator]":
    """A narrator by name, the built-in one behind."""
    if name == BUILTIN["narrator"]:
        return Chair(engines.narrator)
    return Chair(_there(name, engines.keyed.narrator), engines.narrator)


def _there(name: str, opened: Callable[[], Engine]) -> Engine | AbsentEngine:
    """The engine, or a stand-in that says why it is not there: a book begun with it is finished without."""
    try:
        return opened()
    except PortError as reason:
        return AbsentEngine(name, reason)


def _careful_eyes(engines: "Engines", writer: str) -> dict[str, Any]:
    """Who looks at what is made. A story told at home is judged at home: nothing of it goes out for that."""
    moderators: list[Moderator] = [engines.rules]
    if writer == BUILTIN["storyteller"]:
        return {"moderators": tuple(moderators)}
    if engines.keyed.ready("mistral"):
        moderators.append(engines.keyed.moderator())
    if (team := _team(engines, writer)) is None:
        return {"moderators": tuple(moderators)}
    from sandman.agents.lifeline import LifelineCaster, LifelineModerator  # noqa: PLC0415

    lifeline = LifelineModerator(team)
    return {
        "moderators": (*moderators, lifeline),
        "reviewer": lifeline,
        "caster": LifelineCaster(team),
    }


def _team(engines: "Engines", writer: str) -> "Team | None":
    """The team that writes, if it can be had."""
    try:
        return engines.team_of(writer)
    except PortError:  # its chair says so already
        return None


def _check_voice(engines: "Engines", request: StoryRequest) -> None:
    asked = (BUILTIN["narrator"], *VENDORS["narrator"]) if request.narrator == AUTO else (request.narrator,)
    there = [(engine, voice.id) for engine, voice in engines.voices(request.language) if engine in asked]
    voices = [voice for _, voice in there]
    # A vendor that will not list its voices now may have this one; if not, the page is read at home.
    silent = {engine for engine in asked if engine in VENDORS["narrator"] and engines.keyed.ready(engine)} - {
        engine for engine, _ in there
    }
    if request.voice not in voices and not silent:
        raise VoiceUnknown(
            f"no voice `{request.voice}` speaks `{request.language}`; there are {', '.join(voices)}",
            port="narration",
            hint=f"sandman voices --language {request.language}",
        )
