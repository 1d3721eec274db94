"""Where the actors stand: side by side, hugging, afloat or ashore, whole and inside the border."""

from dataclasses import dataclass, replace

import numpy as np

from sandman.stories import Figure, Pose, Staging

from .cast import Slot
from .contrast import Look, look_of
from .view import BORDER, WIDTH, Stage

SMALLEST_HEAD = 60.0
"""Head radius in page units under which a face has no expression."""


@dataclass(frozen=True, slots=True)
class Blocking:
    """Fits a staging's actors to the stages that layouts offer."""

    staging: Staging
    indoors: bool
    hero_swims: bool
    """The hero takes to the layout's water, if it has any."""
    hero_hovers: bool
    """Where there is no water the hero floats in the air all the same, as whales do in dreams."""

    def look(self, figure: Figure, *, floats: bool = False) -> Look:
        """How a figure looks at this page's hour, measured from a thumbnail."""
        return look_of(figure, self.staging.time, self.indoors, floats)

    def slots(self, stage: Stage) -> dict[str, Slot]:
        """Where the hero and the child stand: together, or the hero afloat and the child ashore."""
        hero, child = self.staging.hero, self.staging.child
        afloat = stage.afloat if self.hero_swims else None
        if child is not None and afloat is not None and abs(afloat.x - stage.x) < 2.8 * stage.size:
            afloat = None  # the same water (or air): they float side by side
        if child is not None and afloat is None:
            return self._together(stage, child)
        if afloat is None:
            return {"hero": self._slot(hero, stage.x, stage.y, stage.size, stage.look)}
        facing = -0.4 if afloat.x > WIDTH / 2 else 0.4
        size = max(SMALLEST_HEAD + 6, afloat.size)
        swimmer = self._inside(hero, Slot(afloat.x, afloat.y, size, facing, stage.look, floats=True))
        return {"hero": swimmer} | ({} if child is None else {"child": self._ashore(child, stage, swimmer)})

    def _together(self, stage: Stage, child: Figure) -> dict[str, Slot]:
        hero = self.staging.hero
        # The hero takes the inner side, where the light and the landmark are.
        side = 1.0 if stage.look[0] > 0 else -1.0
        inward = 0.42 * side
        of_hero = self.look(hero, floats=self.hero_hovers).reach(-inward)
        of_child = self.look(child).reach(inward)
        hugging = Pose.HUG in (hero.pose, child.pose)
        left, right = (of_child, of_hero) if side > 0 else (of_hero, of_child)
        touching = left[1] + right[0]
        apart = max(0.92 * touching, stage.spread)
        if hugging:
            apart = max(1.75, (0.84 if self.hero_hovers else 0.66) * touching)
        span = left[0] + apart + right[1]
        each = min(stage.size * 0.88, (WIDTH - 2 * BORDER) / span)
        # Centred on the stage as far as the border lets them.
        start = stage.x - span / 2 * each
        start = float(np.clip(start, BORDER - 8, max(BORDER - 8, WIDTH - BORDER + 8 - span * each)))
        at_left = start + left[0] * each
        at_right = at_left + apart * each
        hero_x, child_x = (at_right, at_left) if side > 0 else (at_left, at_right)
        hero_look = (-inward, 0.0) if hugging else stage.look
        return {
            "hero": self._slot(hero, hero_x, stage.y + 4, each, hero_look, facing=-inward),
            "child": self._slot(
                child, child_x, stage.y + (8 if hugging else -4), each, (inward * 1.4, -0.2), facing=inward
            ),
        }

    def _ashore(self, child: Figure, stage: Stage, hero: Slot) -> Slot:
        """Where the child watches a hero who floats: on the stage, or far enough aside not to hide them."""
        toward = 1.0 if hero.x > stage.x else -1.0
        size, x = stage.size * 0.9, stage.x
        if stage.footing:
            hero_reach = self.look(self.staging.hero, floats=True).reach(hero.facing)
            child_reach = self.look(child).reach(toward)
            if toward > 0:
                x = min(x, hero.x - hero_reach[0] * hero.size - 0.7 * child_reach[1] * size)
            else:
                x = max(x, hero.x + hero_reach[1] * hero.size + 0.7 * child_reach[0] * size)
        return self._slot(child, x, stage.y, size, (0.6 * toward, -0.2))

    def _inside(self, figure: Figure, slot: Slot) -> Slot:
        """The slot, moved sideways or made smaller until the figure is clear of the border."""
        left, right = self.look(figure, floats=slot.floats).reach(slot.facing)
        size = max(SMALLEST_HEAD + 6, min(slot.size, (WIDTH - 2 * BORDER + 16) / (left + right)))
        least, most = BORDER - 8 + left * size, WIDTH - BORDER + 8 - right * size
        x = float(np.clip(slot.x, least, most)) if least < most else (least + most) / 2
        return replace(slot, x=x, size=size)

    def _slot(
        self,
        figure: Figure,
        x: float,
        y: float,
        size: float,
        look: tuple[float, float],
        *,
        facing: float | None = None,
    ) -> Slot:
        if facing is None:
            facing = 0.42 if look[0] > 0.05 or (abs(look[0]) <= 0.05 and x < WIDTH / 2) else -0.42
        if figure.pose is Pose.LOOK_UP:
            look = (look[0], -0.9)
        hovers = figure is self.staging.hero and self.hero_hovers
        y -= 50 if hovers else 0
        slot = Slot(x, y, float(np.clip(size, 66, 112)), facing, look, floats=hovers)
        return self._inside(figure, slot)
