"""Who looks on: every judge of a crew asked at once, bounded in time, and no judge's failure stops a book.

The first judge of a crew is the house's own. The others may be outside: they are told no child's name, and
nothing of a book made at home.
"""

import asyncio
from collections.abc import Awaitable, Iterable, Sequence
from functools import cached_property
from typing import Self

import structlog

from sandman.agents.telling.masking import Mask
from sandman.ports.errors import BadWork, PortError
from sandman.ports.moderation import Layer, Moderator, Outcome, Verdict
from sandman.production.crew import Crew
from sandman.production.resting import Resting
from sandman.stories import Scene, Story, StoryRequest

PATIENCE_SECONDS = 15.0
"""How long a judge may think; past it the page counts as unseen."""
CRAFT = "moderation"
REVIEWER = "lifeline"
log = structlog.get_logger()


class Judges:
    """The judges of one book."""

    def __init__(
        self,
        crew: Crew,
        request: StoryRequest,
        resting: Resting,
        *,
        names: Iterable[str] = (),
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        """`names` the child goes by, besides the request's own: nobody outside the house is told any."""
        self.at_home = crew.moderators[:1]
        self.outside = crew.moderators[1:]
        self._reviewer = crew.reviewer
        self._request = request
        self._resting = resting
        self._names = tuple(names)
        self._patience_seconds = patience_seconds

    @property
    def everybody(self) -> tuple[Moderator, ...]:
        """All of them, the house's own first."""
        return (*self.at_home, *self.outside)

    async def words(self, text: str, layer: Layer, *, by: Sequence[Moderator]) -> tuple[Verdict, ...]:
        """What judges say of some words."""
        return tuple(await asyncio.gather(*(self._word(judge, text, layer) for judge in by)))

    async def page(self, scene: Scene, *, by: Sequence[Moderator]) -> tuple[Verdict, ...]:
        """What judges say of a page's words, and of what is to be painted of it."""
        asked = (
            self.words(f"{scene.title}\n{scene.text}", Layer.TEXT, by=by),
            self.words(scene.illustration_prompt, Layer.PROMPT, by=by),
        )
        return tuple(verdict for verdicts in await asyncio.gather(*asked) for verdict in verdicts)

    async def picture(self, picture: bytes, prompt: str) -> tuple[Verdict, ...]:
        """What those who see say of a picture; unseen, where somebody looks on and none of them has eyes."""
        seers = [judge for judge in self.outside if judge.sees]
        if self.outside and not seers:
            return (_unseen(Layer.PICTURE, self.outside[-1].name, "the model has no eyes for pictures"),)
        age = self._request.age
        looks = ((judge, judge.look(picture, prompt=self._mask.hide(prompt), age=age)) for judge in seers)
        verdicts = [self._asked(judge.name, look, Layer.PICTURE) for judge, look in looks]
        return tuple(await asyncio.gather(*verdicts))

    async def story(self, story: Story) -> tuple[Verdict, ...]:
        """What the reviewer says of a whole story, if there is one."""
        if self._reviewer is None:
            return ()
        asked = self._reviewer.review(self._nameless(story))
        return (await self._asked(REVIEWER, asked, Layer.TEXT),)

    async def _word(self, judge: Moderator, text: str, layer: Layer) -> Verdict:
        if judge not in self.at_home:
            text = self._mask.hide(text)
        asked = judge.judge(text, layer=layer, language=self._request.language, age=self._request.age)
        return await self._asked(judge.name, asked, layer)

    async def _asked(self, name: str, verdict: Awaitable[Verdict], layer: Layer) -> Verdict:
        task = asyncio.ensure_future(verdict)
        why = self._resting.reason(CRAFT, name)
        try:
            if not why:
                return await asyncio.wait_for(task, self._patience_seconds)
        except TimeoutError:
            why = f"no answer within {self._patience_seconds:g} s"
        except PortError as fault:
            self._resting.note(CRAFT, name, fault)
            why = fault.message
        except Exception as fault:
            why = f"something of ours went wrong: {type(fault).__name__}"
        finally:
            task.cancel()
        log.warning("a judge did not answer", judge=name, layer=layer.value, reason=why)
        return _unseen(layer, name, why)

    def _nameless(self, story: Story) -> Story:
        def page(scene: Scene) -> Scene:
            masked = {part: self._mask.hide(getattr(scene, part)) for part in ("title", "text", "alt")}
            return scene.model_copy(update={**masked, "tokens": ()})

        masked = {
            "title": self._mask.hide(story.title),
            "scenes": tuple(map(page, story.scenes)),
            "understood": story.understood.model_copy(update={"name": "", "unused": ()}),
            "said_plainly": (),
        }
        return story.model_copy(update=masked)

    @cached_property
    def _mask(self) -> Mask:
        """Made only where somebody outside the house looks on."""
        return Mask.among(self._request, *self._names)


def _unseen(layer: Layer, name: str, why: str) -> Verdict:
    return Verdict(layer=layer, judge=name, outcome=Outcome.UNSEEN, said=f"{name} could not look: {why}")


def unfit(verdicts: Iterable[Verdict]) -> Verdict | None:
    """The first verdict that something may not reach a child, or None."""
    return next((verdict for verdict in verdicts if verdict.outcome is Outcome.UNFIT), None)


class Unfit(BadWork):
    """A judge will not let it through; nothing is wrong with the engine that made it."""

    @classmethod
    def by(cls, verdict: Verdict, what: str) -> Self:
        """For who must mend it: `page 3 is not for a child at bedtime: violence (rules)`."""
        why = ", ".join(verdict.reasons) or verdict.said or "not said"
        return cls(f"{what} is not for a child at bedtime: {why} ({verdict.judge})", port="moderator")


def mended(verdicts: Sequence[Verdict], refused: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Verdicts on a page that was laid again, after these refused it: it was made gentler on the way."""
    before = {(verdict.layer, verdict.judge): verdict for verdict in refused}

    def told(verdict: Verdict) -> Verdict:
        was = before.get((verdict.layer, verdict.judge))
        if was is None or verdict.outcome is not Outcome.FINE:
            return verdict
        return verdict.model_copy(update={"outcome": Outcome.SOFTENED, "reasons": was.reasons})

    return tuple(told(verdict) for verdict in verdicts)


def replaced(refused: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Verdicts on work that was put aside for them, as they are kept with what was made in its place."""
    return tuple(
        verdict.model_copy(update={"outcome": Outcome.SOFTENED})
        for verdict in refused
        if verdict.outcome is Outcome.UNFIT
    )
