"""A written page made ready at home and laid: names filled in, set by the stage, its picture put in words."""

from sandman.agents.skills.create_bedtime_story import WrittenScene
from sandman.agents.telling.masking import Mask
from sandman.agents.telling.picturing import Sheet, page_prompt
from sandman.ports.direction import Cast, Shot, Stage
from sandman.ports.storytelling import Desk
from sandman.stories import Pose, Scene, StoryRequest


class Laying:
    """Implements `manuscript.LayPage` for one book; `scenes` are its pages as they were laid."""

    def __init__(
        self, *, request: StoryRequest, cast: Cast, mask: Mask, stage: Stage, sheet: Sheet, desk: Desk | None
    ) -> None:
        self.scenes: list[Scene] = []
        self._request, self._cast, self._mask = request, cast, mask
        self._stage, self._sheet, self._desk = stage, sheet, desk

    async def __call__(self, page: WrittenScene, number: int, title: str) -> None:
        """Lay page `number`. Raises BadWork where it is not fit for a child."""
        shot = Shot(
            number=number,
            mood=page.mood,
            prompt=self._mask.picture(page.illustration_prompt),
            place=page.place or "",
            time=page.time or "",
            weather=page.weather or "",
            hero_pose=Pose(page.hero_pose) if page.hero_pose else None,
            child_pose=Pose(page.child_pose) if page.child_pose else None,
        )
        staging = await self._stage.set_page(self._cast, shot)
        scene = Scene(
            number=number,
            title=self._mask.fill(page.title),
            text=self._mask.fill(page.text),
            mood=page.mood,
            illustration_prompt=page_prompt(shot.prompt, staging, await self._sheet.done(), self._mask),
            alt=await self._stage.describe(self._cast, staging, request=self._request),
            staging=staging,
        )
        if self._desk is not None:
            await self._desk.lay(scene, title=self._mask.fill(title))
        self.scenes.append(scene)
