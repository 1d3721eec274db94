"""A household for one evening's telling: a scripted model, the true stage, and a desk that remembers."""

import asyncio
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandman.agents.budget import Limits
from sandman.agents.telling.storyteller import TeamStoryteller
from sandman.ports.chat import Chat, Result, Turn
from sandman.ports.errors import BadWork
from sandman.ports.moderation import Verdict
from sandman.providers.chat.rehearsal import Line, RehearsalChat
from sandman.stories import Language, Scene, StoryRequest
from tests.agents.household import HOME, a_team
from tests.agents.telling.tales import BRIEF, SHEET, tale

NAMES = {Language.ENGLISH: "Mia", Language.FRENCH: "Anaïs", Language.JAPANESE: "ゆい", Language.HINDI: "अनया"}
IDEAS = {
    Language.ENGLISH: "Mia and a fox with a lantern in the garden",
    Language.FRENCH: "Anaïs et un renard avec une lanterne dans le jardin",
    Language.JAPANESE: "ゆいちゃんときつねがランタンをもってにわへ",
    Language.HINDI: "अनया और लोमड़ी बग़ीचे में लालटेन लेकर",
}


def request(language: Language = Language.ENGLISH, **other: Any) -> StoryRequest:
    """What a parent asks for."""
    asked = {"idea": IDEAS[language], "child": NAMES[language], "age": 5, "language": language}
    return StoryRequest(**(asked | other))


@dataclass
class RememberingDesk:
    """Notes what is laid, and how much of the answer had been told by then; refuses what it is told to."""

    told: list[int] = field(default_factory=lambda: [0])
    laid: list[Scene] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    told_at: list[int] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    refusals: dict[int, deque[str]] = field(default_factory=dict)

    async def lay(self, scene: Scene, *, title: str) -> None:
        if refused := self.refusals.get(scene.number):
            raise BadWork(refused.popleft())
        self.laid.append(scene)
        self.titles.append(title)
        self.told_at.append(self.told[0])

    async def judged(self, verdict: Verdict) -> None:
        self.verdicts.append(verdict)

    def spent(self, cost: float) -> None:
        self.costs.append(cost)


def chat_of(
    *stories: Line, brief: tuple[Line, ...] = (BRIEF,), sheet: Line = SHEET, **more: Any
) -> RehearsalChat:
    """A model that plans, draws the sheet, and then tells these stories one after another."""
    script = {"doc": brief, "firefly": (sheet,), "pathfinder": stories or (tale(),)}
    return RehearsalChat(script, **more)


def storyteller(chat: Chat, *, limits: Limits | None = None) -> TeamStoryteller:
    """Pathfinder with that model."""
    return TeamStoryteller(team=a_team(chat, limits=limits), stage=HOME.stage, home=HOME.storyteller)


def counting(desk: RememberingDesk) -> Any:
    """A sleep that counts the pieces of an answer as they are told."""

    async def sleep(_seconds: float) -> None:
        desk.told[0] += 1
        await asyncio.sleep(0)

    return sleep


def turns_of(chat: RehearsalChat, agent: str) -> list[Turn]:
    """What one of the four was asked."""
    return [turn for turn in chat.turns if turn.agent == agent]


def words(turn: Turn) -> str:
    """Everything that left the house in a turn."""
    return "\n".join([turn.instructions, *(repr(entry) for entry in (*turn.before, *turn.said))])


def mending(turn: Turn) -> str:
    """What the model was told is wrong."""
    return " ".join(entry.result for entry in turn.said if isinstance(entry, Result))


def with_page(number: int, story: Mapping[str, Any] | None = None, **other: Any) -> dict[str, Any]:
    """A good story with one page otherwise."""
    story = story or tale()
    scenes = [dict(scene) for scene in story["scenes"]]
    scenes[number - 1] |= other
    return {**story, "scenes": scenes}
