"""Puts a page together: the layout, the actors, their things, the wonder, the weather; back to front."""

from contextlib import suppress
from dataclasses import dataclass, field, replace

import numpy as np

from sandman.ports.errors import BadWork
from sandman.stories import Figure, Pose, Staging
from sandman.stories.world import Kind, world

from .brush import Canvas, ellipse
from .cast import Box, Slot, put
from .companions import put_companion
from .contrast import Look, light_on, look_of, set_off
from .palettes import Palette, palette
from .places import INDOORS, LAYOUTS
from .props import paint_prop
from .view import BORDER, HEIGHT, WIDTH, Bounds, Spot, Stage, Standing, View, Visitor
from .weather import fall
from .wonders import bewitch

SMALLEST_HEAD = 60.0
"""Head radius in page units under which a face has no expression."""
_TALL = {"balloon": 1.15, "kite": 1.1, "umbrella": 1.2, "telescope": 1.15, "lantern": 1.0, "boat": 1.0}
_SMALL = {
    "acorn",
    "button",
    "seed",
    "pebble",
    "key",
    "feather",
    "letter",
    "mitten",
    "apple",
    "seashell",
    "bell",
}
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


def check(staging: Staging) -> None:
    """Raise BadWork, with a sentence, for an id the world does not hold."""
    wanted = [
        (Kind.PLACE, staging.place),
        (Kind.TIME, staging.time),
        (Kind.WEATHER, staging.weather),
        (Kind.HERO, staging.hero.id),
        *((Kind.PROP, id) for id in staging.props),
    ]
    if staging.child is not None:
        wanted.append((Kind.HERO, staging.child.id))
    if staging.wonder is not None:
        wanted.append((Kind.WONDER, staging.wonder))
    for kind, id in wanted:
        if not world().has(kind, id):
            raise _unknown(kind.value, id)
    friend = staging.companion
    if friend is not None and not (
        world().has(Kind.COMPANION, friend.id) or world().has(Kind.HERO, friend.id)
    ):
        raise _unknown("companion", friend.id)


def _unknown(kind: str, id: str) -> BadWork:
    return BadWork(
        f"the staging asks for the {kind} `{id}`, and the painter knows no such {kind}",
        port="illustration",
        provider="painter",
        hint="take ids from the story world (stories/world.toml)",
    )


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
        self.hero_swims = hero.moves == "swims" or (
            staging.hero.id == "turtle" and kind in {"water", "under"}
        )
        # There is no weather in a room, under the sea or on the moon.
        self.weather = "clear" if indoors or kind == "under" or staging.place == "moon" else staging.weather
        self.in_bed = (
            staging.place == "bedroom" and staging.child is not None and staging.child.pose is Pose.SLEEP
        )

    def paint(self) -> None:
        staging = self.staging
        view = View(
            self.canvas,
            self.hour,
            self.rng,
            weather=self.weather,
            aboard=(staging.child is not None) + (not self.hero_swims),
            asleep=self.in_bed,
            swims=self.hero_swims,
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
        self._companion(stage)
        self._things(stage)
        with suppress(StopIteration):
            play.send(standing)
        time = self.hour.id if self.hour.is_dark else staging.time
        if staging.wonder is not None:
            bewitch(self.canvas, staging.wonder, self._clear_of_faces(stage), time=time)
        if self.weather != "clear":
            fall(self.canvas, self.weather, time=time)

    def _clear_of_faces(self, stage: Stage) -> list[tuple[float, float, float]]:
        """The stage's anchors, less those that would put the wonder in front of somebody's face."""
        heads = [box.head for box in (self.placed.hero, self.placed.child) if box is not None]
        free = [
            (x, y, r)
            for x, y, r in stage.anchors
            if all(np.hypot(x - hx, y - hy) > r + 1.25 * hr for hx, hy, hr in heads)
        ]
        return free or [min(stage.anchors, key=lambda anchor: anchor[2])]

    # ---- the actors

    def _cast(self, stage: Stage, view: View) -> None:
        hero, child = self.staging.hero, self.staging.child
        if self.in_bed and stage.bed is not None and child is not None:
            self._put_to_bed(stage, hero, child)
            return
        pair = self._pair(stage)
        if self.placed.hero is not None:  # looking in at the window
            pair.pop("hero", None)
        for who, slot in sorted(pair.items(), key=lambda item: item[1].y):
            figure = hero if who == "hero" else child
            assert figure is not None
            if who == "hero":
                tone = self._look(hero).tone
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

    def _look(self, figure: Figure, *, floats: bool = False) -> Look:
        return look_of(figure, self.staging.time, self.indoors, floats)

    def _pair(self, stage: Stage) -> dict[str, Slot]:
        """Where the hero and the child stand: together, or the hero afloat and the child ashore."""
        hero, child = self.staging.hero, self.staging.child
        afloat = stage.afloat if self.hero_swims else None
        if child is not None and afloat is not None and abs(afloat.x - stage.x) < 2.8 * stage.size:
            afloat = None  # the same water (or air): they float side by side
        if child is None or afloat is not None:
            slots: dict[str, Slot] = {}
            if afloat is not None:
                facing = -0.4 if afloat.x > WIDTH / 2 else 0.4
                size = max(SMALLEST_HEAD + 6, afloat.size)
                slots["hero"] = self._inside(
                    hero, Slot(afloat.x, afloat.y, size, facing, stage.look, floats=True)
                )
            else:
                slots["hero"] = self._slot(hero, stage.x, stage.y, stage.size, stage.look)
            if child is not None:
                slots["child"] = self._ashore(child, stage, slots["hero"])
            return slots
        # The hero takes the inner side, where the light and the landmark are.
        side = 1.0 if stage.look[0] > 0 else -1.0
        inward = 0.42 * side
        of_hero = self._look(hero, floats=self.hero_swims).reach(-inward)
        of_child = self._look(child).reach(inward)
        hugging = Pose.HUG in (hero.pose, child.pose)
        left, right = (of_child, of_hero) if side > 0 else (of_hero, of_child)
        apart = 1.75 if hugging else max(0.92 * (left[1] + right[0]), stage.spread)
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
            "child": self._slot(child, child_x, stage.y - 4, each, (inward * 1.4, -0.2), facing=inward),
        }

    def _ashore(self, child: Figure, stage: Stage, hero: Slot) -> Slot:
        """Where the child watches a hero who floats: on the stage, or far enough aside not to hide them."""
        toward = 1.0 if hero.x > stage.x else -1.0
        size, x = stage.size * 0.9, stage.x
        if stage.footing:
            hero_reach = self._look(self.staging.hero, floats=True).reach(hero.facing)
            child_reach = self._look(child).reach(toward)
            if toward > 0:
                x = min(x, hero.x - hero_reach[0] * hero.size - 0.7 * child_reach[1] * size)
            else:
                x = max(x, hero.x + hero_reach[1] * hero.size + 0.7 * child_reach[0] * size)
        return self._slot(child, x, stage.y, size, (0.6 * toward, -0.2))

    def _inside(self, figure: Figure, slot: Slot) -> Slot:
        """The slot, moved sideways or made smaller until the figure is clear of the border."""
        left, right = self._look(figure, floats=slot.floats).reach(slot.facing)
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
        swims_on_land = figure is self.staging.hero and self.hero_swims
        y -= 50 if swims_on_land else 0
        slot = Slot(x, y, float(np.clip(size, 66, 112)), facing, look, floats=swims_on_land)
        return self._inside(figure, slot)

    def _put_to_bed(self, stage: Stage, hero: Figure, child: Figure) -> None:
        assert stage.bed is not None
        bed, hollow = stage.bed, stage.hollow or stage.bed
        # A sleeping child comes with a blanket; only the head is kept, the bed has its own quilt.
        before = self.canvas.img.copy()
        asleep = put(
            self.canvas, child, Slot(bed.x - 1.12 * bed.size, bed.y + 1.24 * bed.size, bed.size, 0.4)
        )
        x, y, r = asleep.head
        where, cover = self.canvas.mask(ellipse(x, y, 1.5 * r, 1.35 * r), rough=0, soft=3)
        kept = np.zeros(before.shape[:2], np.float32)
        kept[where] = cover
        self.canvas.img[...] = before + (self.canvas.img - before) * kept[..., None]
        self.placed.child = Box(asleep.head, (x - 1.5 * r, y - 1.35 * r, x + 1.5 * r, y + 1.35 * r))
        if stage.cover is not None:
            stage.cover()
        size = world().get(Kind.HERO, hero.id).size
        if hero.id == "whale":
            return
        curled = hero.model_copy(update={"pose": Pose.SLEEP})
        beside = size in {"large", "medium"} and stage.beside is not None
        at = stage.beside if beside and stage.beside is not None else hollow
        slot = Slot(at.x, at.y, at.size, 0.4 if at.x < bed.x else -0.4, (0.0, 0.2))
        self.placed.gap = set_off(self.canvas, slot, self._look(curled).tone, self.hour)
        self.placed.hero = put(self.canvas, curled, slot)

    def _visitor(self) -> Visitor:
        def through_the_window(x: float, y: float, w: float, h: float) -> None:
            size = float(np.clip(min(w, h) * 0.34, SMALLEST_HEAD, 100))
            self.placed.hero = put(
                self.canvas, self.staging.hero, Slot(x, y + h * 0.42, size, 0.4, (0.2, 0.3), floats=True)
            )

        return through_the_window

    # ---- their things

    def _lit(self) -> float:
        return 1.0 if self.hour.is_dark else 0.7 if self.hour.id == "dusk" else 0.35

    def _companion(self, stage: Stage) -> None:
        friend = self.staging.companion
        if friend is None:
            return
        asleep = friend.pose is Pose.SLEEP
        spot = self._free(stage.companion, self._companion_spots(stage, friend), 0.62)
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
            return (stage.companion, *_beside(stage))
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
            size = _TALL.get(prop, 1.0) * (0.72 if prop in _SMALL else 1.0)
            alone = wanted and (prop in _FLIES or not stage.footing)
            pool = wanted if alone else (*wanted, *_beside(stage))
            spot = self._free(pool[0], pool, size)
            spot = Spot(spot.x, spot.y, spot.size * size)
            half = spot.size * 0.6
            reserved = (spot.x - half, spot.y - spot.size, spot.x + half, spot.y)
            self.placed.props[prop] = reserved
            spots.append((spot.y, prop, spot))
        for _, prop, spot in sorted(spots):
            self.placed.props[prop] = paint_prop(
                self.canvas, prop, spot.x, spot.y, spot.size, lit=self._lit()
            )

    def _free(self, first: Spot, pool: tuple[Spot, ...], size: float) -> Spot:
        """The first spot of the pool where nobody is in the way; else the one least in the way."""
        taken: list[Bounds] = [box.bounds for box in (self.placed.hero, self.placed.child) if box is not None]
        taken += list(self.placed.props.values())
        if self.placed.companion is not None:
            taken.append(self.placed.companion)
        best, least = first, float("inf")
        for spot in pool:
            half = spot.size * size * 0.5
            box = (spot.x - half, spot.y - spot.size * size, spot.x + half, spot.y)
            if box[0] < BORDER or box[2] > WIDTH - BORDER or box[1] < BORDER or box[3] > HEIGHT - BORDER + 8:
                continue
            overlap = sum(_overlap(box, other) for other in taken)
            if overlap <= 0.02 * half * half:
                return spot
            if overlap < least:
                best, least = spot, overlap
        return best


def _beside(stage: Stage) -> tuple[Spot, ...]:
    """Spots in front and to both sides of the group, for when the layout's own are taken."""
    y = min(stage.y + 22, HEIGHT - BORDER - 4)
    return tuple(
        Spot(stage.x + dx, y, 80.0) for dx in (170, -170, 240, -240, 310, -310, 380, -380, 0)
    ) + tuple(Spot(x, min(y, 716), 74.0) for x in (110, 900, 200, 820))


def _overlap(a: Bounds, b: Bounds) -> float:
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    return max(0.0, width) * max(0.0, height)
