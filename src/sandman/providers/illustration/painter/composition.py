"""Puts a page together: the layout, the actors, their things, the wonder, the weather; back to front."""

from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np

from sandman.stories import Figure, Pose, Staging
from sandman.stories.world import Kind, world

from .blocking import SMALLEST_HEAD, Blocking
from .brush import Canvas, ellipse
from .cast import Box, Slot, put
from .companions import put_companion
from .contrast import light_on, set_off
from .palettes import Palette, palette
from .places import INDOORS, LAYOUTS
from .props import paint_prop
from .spots import beside, free
from .view import Bounds, Spot, Stage, Standing, View, Visitor
from .vocabulary import check
from .weather import fall
from .wonders import bewitch

_SIZES = (
    dict.fromkeys(("balloon", "kite", "umbrella", "telescope"), 1.15)
    | dict.fromkeys(("feather", "letter", "mitten", "apple", "seashell", "bell"), 0.72)
    | dict.fromkeys(("acorn", "button", "seed", "pebble", "key"), 0.64)
)
"""Props not as tall as their spot says; larger than life all the same, or no child would see them."""
_FLIES = {"star", "balloon", "kite"}


@dataclass(slots=True)
class Placed:
    """Where everything came to be, in page units before any mirroring."""

    hero: Box | None = None
    gap: float = 0.0
    """Difference in luminance (0..1) between the hero and what was painted behind them."""
    child: Box | None = None
    companion: Bounds | None = None
    props: dict[str, Bounds] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)


def compose(staging: Staging, *, seed: int, width: int, height: int) -> tuple[Canvas, Placed]:
    """Paint the whole page, finished; also says where everything is. Raises BadWork for unknown ids."""
    check(staging)
    indoors = staging.place in INDOORS
    hour = palette(staging.time, indoors=indoors)
    canvas = Canvas(seed, width, height)
    light_on(canvas, hour)
    page = _Page(staging, canvas, hour, indoors, np.random.default_rng(seed))
    page.paint()
    canvas.finish(warm=hour.warm, vignette=hour.vignette)
    return canvas, page.placed


def layout_index(staging: Staging) -> tuple[int, bool]:
    """Which layout the staging means, and whether it is seen in a mirror: every second round is."""
    n = len(LAYOUTS[staging.place])
    return staging.layout % n, (staging.layout // n) % 2 == 1


class _Page:
    """One page while it is painted."""

    def __init__(
        self, staging: Staging, canvas: Canvas, hour: Palette, indoors: bool, rng: np.random.Generator
    ) -> None:
        self.staging, self.canvas, self.hour, self.indoors, self.rng = staging, canvas, hour, indoors, rng
        self.placed = Placed()
        hero = world().get(Kind.HERO, staging.hero.id)
        kind = world().get(Kind.PLACE, staging.place).facts.get("kind")
        hugging = Pose.HUG in (staging.hero.pose, staging.child.pose if staging.child else None)
        wades = staging.hero.id == "turtle" and kind in {"water", "under"} and not hugging
        self.hero_swims = hero.moves == "swims" or wades
        self.in_water = kind == "water"
        hovers = hero.moves == "swims" or (wades and kind == "under")
        self.blocking = Blocking(staging, indoors, self.hero_swims, hovers)
        # There is no weather in a room, under the sea or on the moon.
        self.weather = "clear" if indoors or kind == "under" or staging.place == "moon" else staging.weather
        sleeper = staging.child or staging.hero
        self.in_bed = staging.place == "bedroom" and sleeper.pose is Pose.SLEEP

    def paint(self) -> None:
        staging = self.staging
        view = View(
            self.canvas,
            self.hour,
            self.rng,
            weather=self.weather,
            aboard=(staging.child is not None) + (not self.hero_swims),
            asleep=self.in_bed,
            variant=(staging.child or staging.hero).variant,
            visitor=self._visitor() if self.indoors and staging.hero.id == "whale" else None,
        )
        index, _ = layout_index(staging)
        play = LAYOUTS[staging.place][index](view)
        stage = next(play)
        standing = Standing()
        self._cast(stage, view)
        for box in (self.placed.hero, self.placed.child):
            if box is not None:
                standing.boxes.append(box.bounds)
        if stage.afloat is not None and self.placed.hero is not None and self.in_water:
            near = abs(self.placed.hero.head[0] - stage.afloat.x) < 3 * stage.afloat.size
            standing.swimmer = self.placed.hero.bounds if near and self.hero_swims else None
        self._companion(stage)
        self._things(stage)
        with suppress(StopIteration):
            play.send(standing)
        time = self.hour.id if self.hour.is_dark else staging.time
        if staging.wonder is not None:
            bewitch(self.canvas, staging.wonder, stage.anchors, time=time, spare=self._bodies())
        if self.weather != "clear":
            fall(self.canvas, self.weather, time=time, spare=self._faces())

    def _bodies(self) -> list[Bounds]:
        """Where somebody is."""
        boxes = [box.bounds for box in (self.placed.hero, self.placed.child) if box is not None]
        return boxes + ([self.placed.companion] if self.placed.companion is not None else [])

    def _faces(self) -> list[Bounds]:
        """Where somebody looks out."""
        heads = [box.head for box in (self.placed.hero, self.placed.child) if box is not None]
        return [(x - 1.3 * r, y - 1.2 * r, x + 1.3 * r, y + 1.2 * r) for x, y, r in heads]

    # ---- the actors

    def _cast(self, stage: Stage, view: View) -> None:
        hero, child = self.staging.hero, self.staging.child
        if self.in_bed:
            if child is not None:
                self._put_to_bed(stage, child)
            if stage.cover is not None:
                stage.cover()
            if self.placed.hero is None:
                self._curl_up(stage, hero)
            return
        pair = self.blocking.slots(stage)
        if self.placed.hero is not None:  # looking in at the window
            pair.pop("hero", None)
        for who, slot in sorted(pair.items(), key=lambda item: item[1].y):
            figure = hero if who == "hero" else child
            assert figure is not None
            if who == "hero":
                tone = self.blocking.look(hero).tone
                self.placed.gap = set_off(self.canvas, slot, tone, self.hour)
            setattr(self.placed, who, self._put(figure, slot))

    def _put(self, figure: Figure, slot: Slot) -> Box:
        """Put one actor down, nearer to the middle or smaller where they would be cut by the border."""
        prop = self.staging.props[0] if figure.pose is Pose.HOLD and self.staging.props else None
        if prop in self.placed.held or prop == "boat":
            prop = None

        def in_hands(canvas: Canvas, x: float, y: float, size: float) -> None:
            assert prop is not None
            self.placed.props[prop] = paint_prop(canvas, prop, x, y, size, lit=self._lit(), held=True)
            self.placed.held.add(prop)

        return put(self.canvas, figure, slot, prop_in_hands=in_hands if prop is not None else None)

    def _put_to_bed(self, stage: Stage, child: Figure) -> None:
        """Lay the child's head on the pillow; the rest is under the quilt."""
        assert stage.bed is not None
        bed, canvas = stage.bed, self.canvas
        # A sleeping child comes with a blanket; only the head is kept, the bed has its own quilt.
        before = canvas.img.copy()
        asleep = put(canvas, child, Slot(bed.x - 1.12 * bed.size, bed.y + 1.24 * bed.size, bed.size, 0.4))
        x, y, r = asleep.head
        where, cover = canvas.mask(ellipse(x, y, 1.5 * r, 1.35 * r), rough=0, soft=3)
        kept = np.zeros(before.shape[:2], np.float32)
        kept[where] = cover
        canvas.img[...] = before + (canvas.img - before) * kept[..., None]
        self.placed.child = Box(asleep.head, (x - 1.5 * r, y - 1.35 * r, x + 1.5 * r, y + 1.35 * r))

    def _curl_up(self, stage: Stage, hero: Figure) -> None:
        """The hero sleeps on the quilt."""
        assert stage.bed is not None
        assert stage.hollow is not None
        curled = hero.model_copy(update={"pose": Pose.SLEEP})
        facing = 0.4 if stage.hollow.x < stage.bed.x else -0.4
        slot = Slot(stage.hollow.x, stage.hollow.y, stage.hollow.size, facing, (0.0, 0.2))
        self.placed.gap = set_off(self.canvas, slot, self.blocking.look(curled).tone, self.hour)
        self.placed.hero = put(self.canvas, curled, slot)

    def _visitor(self) -> Visitor:
        def through_the_window(x: float, y: float, w: float, h: float) -> None:
            size = float(np.clip(min(w, h) * 0.34, SMALLEST_HEAD, 100))
            self.placed.hero = put(
                self.canvas, self.staging.hero, Slot(x, y + h * 0.42, size, 0.4, (0.2, 0.3), floats=True)
            )

        return through_the_window

    # ---- their things

    def _taken(self) -> list[Bounds]:
        people = [box.bounds for box in (self.placed.hero, self.placed.child) if box is not None]
        friends = [self.placed.companion] if self.placed.companion is not None else []
        return [*people, *friends, *self.placed.props.values()]

    def _lit(self) -> float:
        return 1.0 if self.hour.is_dark else 0.7 if self.hour.id == "dusk" else 0.35

    def _companion(self, stage: Stage) -> None:
        friend = self.staging.companion
        if friend is None:
            return
        asleep = friend.pose is Pose.SLEEP
        spot = free(self._companion_spots(stage, friend), 0.62, self._taken())
        facing = 1.0 if spot.x < stage.x else -1.0
        if world().has(Kind.COMPANION, friend.id):
            size = spot.size
            flies = world().get(Kind.COMPANION, friend.id).moves == "flies"
            y = spot.y - (size * 1.1 if flies and not asleep else 0)
            got = put_companion(self.canvas, friend.id, spot.x, y, size, asleep=asleep, facing=facing)
            self.placed.companion = (got[0], got[1], got[2], max(got[3], spot.y))
            return
        box = put(
            self.canvas, friend, Slot(spot.x, spot.y, SMALLEST_HEAD, 0.4 * facing, (0.4 * facing, -0.2))
        )
        self.placed.companion = box.bounds

    def _companion_spots(self, stage: Stage, friend: Figure) -> tuple[Spot, ...]:
        if stage.footing:
            return (stage.companion, *beside(stage))
        # From a boat: what swims or flies keeps beside it, the others come aboard.
        at_home = world().friend(friend.id).moves in {"flies", "swims"} or friend.id in {"duckling", "frog"}
        return (stage.companion, *stage.ground) if at_home else stage.ground

    def _things(self, stage: Stage) -> None:
        todo = [prop for prop in self.staging.props if prop not in self.placed.held]
        spots: list[tuple[float, str, Spot]] = []
        for prop in todo:
            if prop == "boat" and stage.boat is not None:
                self.placed.props[prop] = stage.boat
                continue
            wanted = stage.air if prop in _FLIES else stage.ground
            size = _SIZES.get(prop, 1.0)
            alone = wanted and (prop in _FLIES or not stage.footing)
            pool = wanted if alone else (*wanted, *beside(stage))
            spot = free(pool, size, self._taken())
            spot = Spot(spot.x, spot.y, spot.size * size)
            half = spot.size * 0.6
            reserved = (spot.x - half, spot.y - spot.size, spot.x + half, spot.y)
            self.placed.props[prop] = reserved
            spots.append((spot.y, prop, spot))
        for _, prop, spot in sorted(spots):
            self.placed.props[prop] = paint_prop(
                self.canvas, prop, spot.x, spot.y, spot.size, lit=self._lit()
            )
