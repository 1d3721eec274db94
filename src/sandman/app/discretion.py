"""Judges outside the house are told of `{{HERO}}`, never of a child by name; what they say names it again."""

from collections.abc import Sequence

from sandman.agents.telling.masking import Mask
from sandman.ports.direction import Stage, VoiceCaster
from sandman.ports.moderation import Layer, Moderator, Reviewer, Verdict
from sandman.ports.narration import Voice
from sandman.stories import Language, Story, StoryRequest


class Discretion:
    """Keeps the names of one request to itself."""

    def __init__(self, request: StoryRequest, stage: Stage) -> None:
        self.request = request
        self._stage = stage

    async def mask(self) -> Mask:
        """What hides the names that stand in the request; milliseconds."""
        return Mask.of(self.request, await self._stage.cast(self.request, seed=self.request.seed or 0))


class DiscreetModerator:
    """A moderator who reads without names."""

    def __init__(self, judge: Moderator, discretion: Discretion) -> None:
        self.name, self.model, self.sees = judge.name, judge.model, judge.sees
        self._judge = judge
        self._discretion = discretion

    async def judge(self, text: str, *, layer: Layer, language: Language, age: int) -> Verdict:
        """See `ports.moderation.Moderator`."""
        mask = await self._discretion.mask()
        verdict = await self._judge.judge(mask.hide(text), layer=layer, language=language, age=age)
        return _named(verdict, mask)

    async def look(self, picture: bytes, *, prompt: str, age: int) -> Verdict:
        """See `ports.moderation.Moderator`."""
        mask = await self._discretion.mask()
        return _named(await self._judge.look(picture, prompt=mask.picture(prompt), age=age), mask)


class DiscreetReviewer:
    """A reviewer who reads without names."""

    def __init__(self, reviewer: Reviewer, discretion: Discretion) -> None:
        self._reviewer = reviewer
        self._discretion = discretion

    async def review(self, story: Story) -> Verdict:
        """See `ports.moderation.Reviewer`."""
        mask = await self._discretion.mask()
        scenes = tuple(
            scene.model_copy(update={"title": mask.hide(scene.title), "text": mask.hide(scene.text)})
            for scene in story.scenes
        )
        nameless = story.model_copy(update={"title": mask.hide(story.title), "scenes": scenes})
        return _named(await self._reviewer.review(nameless), mask)


class DiscreetCaster:
    """A voice caster who is told no names."""

    def __init__(self, caster: VoiceCaster, discretion: Discretion) -> None:
        self._caster = caster
        self._discretion = discretion

    async def cast_voice(self, request: StoryRequest, voices: Sequence[Voice]) -> str:
        """See `ports.direction.VoiceCaster`."""
        mask = await self._discretion.mask()
        nameless = {"idea": mask.hide(request.idea), "child": "", "spoken_name": ""}
        return await self._caster.cast_voice(request.model_copy(update=nameless), voices)


def _named(verdict: Verdict, mask: Mask) -> Verdict:
    return verdict.model_copy(update={"said": mask.fill(verdict.said)})
