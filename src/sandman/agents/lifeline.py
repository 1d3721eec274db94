"""Lifeline where the house needs her outside a story: judging, reading a whole story, casting a voice.

Small fast calls, each with a budget and a time of its own. What a model cannot do is raised, never called
fine: who asked notes that nobody looked.
"""

import asyncio
from collections.abc import Sequence

from sandman.agents.skills.cast_voice import CAST_VOICE, VoiceAsked, VoiceHeard
from sandman.agents.skills.review_page import REVIEW_PAGE, PageAsked
from sandman.agents.skills.review_picture import REVIEW_PICTURE, PictureAsked
from sandman.agents.skills.review_story import REVIEW_STORY, StoryReviewAsked
from sandman.agents.team import Team
from sandman.ports.errors import NoEyes
from sandman.ports.moderation import Layer, Outcome, Verdict
from sandman.ports.narration import Voice
from sandman.stories import AgeBand, Language, Story, StoryRequest

NAME = "lifeline"
AGES = {AgeBand.YOUNG: 3, AgeBand.MIDDLE: 5, AgeBand.OLDER: 8}
"""Whom a story is read for: the youngest it was written for."""


class LifelineModerator:
    """Implements `ports.moderation.Moderator` and `Reviewer` with the team's model.

    Texts and pictures leave the house: who calls has put `{{HERO}}` in place of the child's name, and
    pictures go out small.
    """

    name = NAME

    def __init__(self, team: Team) -> None:
        self._team = team
        self.model = team.chat.model if team.chat else "rules"

    async def judge(self, text: str, *, layer: Layer, language: Language, age: int) -> Verdict:
        """Judge words for a child of `age` years. Raises as `Team.delegate`."""
        asked = PageAsked(text=text, layer=layer, language=language, age=age)
        review = await self._team.delegate(REVIEW_PAGE, asked, budget=self._team.limits.for_look())
        return Verdict(
            layer=layer,
            judge=self.name,
            outcome=Outcome.FINE if review.fit else Outcome.UNFIT,
            reasons=() if review.fit else tuple(review.themes),
            said="" if review.fit else review.said.strip(),
        )

    @property
    def sees(self) -> bool:
        """Whether the team's model may be shown pictures."""
        return self._team.chat is not None and self._team.chat.sees

    async def look(self, picture: bytes, *, prompt: str, age: int) -> Verdict:
        """Judge a painted page. Raises as `Team.delegate`; NoEyes where nobody has seen it."""
        asked = await asyncio.to_thread(PictureAsked, picture=picture, prompt=prompt, age=age)
        review = await self._team.delegate(REVIEW_PICTURE, asked, budget=self._team.limits.for_look())
        if not review.seen.strip():  # some servers drop pictures without a word
            raise NoEyes(f"no picture reached `{self.model}`", port="moderator", provider=self.name)
        return Verdict(
            layer=Layer.PICTURE,
            judge=self.name,
            outcome=Outcome.FINE if review.fit else Outcome.UNFIT,
            reasons=() if review.fit else tuple(review.troubles),
            said="" if review.fit else review.said.strip(),
        )

    async def review(self, story: Story) -> Verdict:
        """Read a whole story as an editor would. Raises as `Team.delegate`."""
        asked = StoryReviewAsked(
            title=story.title,
            pages=tuple(scene.text for scene in story.scenes),
            language=story.language,
            age=AGES[story.band],
        )
        review = await self._team.delegate(REVIEW_STORY, asked, budget=self._team.limits.for_look())
        return Verdict(
            layer=Layer.TEXT,
            judge=self.name,
            outcome=Outcome.FINE if review.fit else Outcome.UNFIT,
            reasons=tuple(review.complaints),
            said=review.said.strip() if review.complaints else "",
        )


class LifelineCaster:
    """Implements `ports.direction.VoiceCaster`."""

    def __init__(self, team: Team) -> None:
        self._team = team

    async def cast_voice(self, request: StoryRequest, voices: Sequence[Voice]) -> str:
        """One of `voices`' ids. Raises as `Team.delegate`."""
        # What the idea says is read at home: its own words may name somebody.
        read = await self._team.home.storyteller.understand(request)
        asked = VoiceAsked(
            language=request.language,
            age=request.age,
            hero=read.hero,
            feeling=read.feeling,
            voices=tuple(VoiceHeard(id=v.id, name=v.name, gender=v.gender) for v in voices),
        )
        cast = await self._team.delegate(CAST_VOICE, asked, budget=self._team.limits.for_look())
        return cast.voice
