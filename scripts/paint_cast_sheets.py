"""Paint the cast's contact sheets into docs/pictures: what a person looks at before shipping a change.

python scripts/paint_cast_sheets.py [heroes] [poses] [holding] [children]
"""

import sys
from functools import partial
from pathlib import Path

from PIL import Image

from sandman.providers.illustration.painter.brush import Canvas, mix, rgb
from sandman.providers.illustration.painter.cast import Slot, put
from sandman.providers.illustration.painter.props import paint_prop
from sandman.stories.staging import Figure, Pose
from sandman.stories.world import Kind, world

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
HEROES = [Figure(id=name, pose=Pose.SIT) for name in world().ids(Kind.HERO)]
POSES = [
    Figure(id=name, pose=pose)
    for name in ("fox", "rabbit", "bear", "owl", "unicorn", "girl")
    for pose in Pose
]
HOLDING = {
    "fox": "lantern", "girl": "kite", "owl": "book", "robot": "apple", "bear": "teacup", "boy": "star",
    "penguin": "snow_globe", "rabbit": "balloon", "elephant": "music_box", "turtle": "key",
    "whale": "paper_boat", "dragon": "feather",
}  # fmt: skip
_STANDING = (Pose.STAND, Pose.HOLD, Pose.SIT, Pose.LOOK_UP)
CHILDREN = [
    Figure(id=("girl", "boy")[i % 2], pose=_STANDING[(i + i // 6) % 4], variant=v)
    for i, v in enumerate((0, 0, 1, 2, 2, 1, 1003, 4, 5, 1006, 7, 3))
]


def hold(canvas: Canvas, x: float, y: float, size: float, *, prop: str) -> None:
    """Put a prop into waiting hands."""
    paint_prop(canvas, prop, x, y, size, held=True)


def sheet(figures: list[Figure], *, columns: int, size: float, width: int = 2048) -> Image.Image:
    """Figures in rows, on a dusk wash."""
    rows = -(-len(figures) // columns)
    canvas = Canvas(3, width, width * 3 // 4)
    canvas.light = (760, -160)
    canvas.light_colour, canvas.shade_colour = rgb("#ffd9a0"), rgb("#9a85b8")
    canvas.ambient = mix("#ffffff", "#f0cfd0", 0.1)
    canvas.sky(["#8f96c4", "#b9b0cc", "#e6cfc4", "#f6e3c8"])
    for i, figure in enumerate(figures):
        facing = 0.45 if i % 2 == 0 else -0.45
        x, y = (
            60 + (i % columns + 0.5) * (canvas.w - 120) / columns,
            (i // columns + 1) * (canvas.h - 10) / rows - 10,
        )
        slot = Slot(x, y, size, facing, (facing, -0.35))
        held = partial(hold, prop=HOLDING.get(figure.id, "star"))
        put(canvas, figure, slot, prop_in_hands=held)
    return Image.fromarray(canvas.finish(border=False, warm="#fff6ea").to_uint8())


SHEETS = {
    "heroes": lambda: sheet(HEROES, columns=7, size=38),
    "poses": lambda: sheet(POSES, columns=9, size=27),
    "holding": lambda: sheet(
        [Figure(id=name, pose=Pose.HOLD, variant=2) for name in HOLDING], columns=4, size=60
    ),
    "children": lambda: sheet(CHILDREN, columns=6, size=74),
}

if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:] or SHEETS:
        path = PICTURES / f"cast-{name}.webp"
        SHEETS[name]().resize((1600, 1200), Image.Resampling.LANCZOS).save(path, quality=85, method=6)
        print(path.name, path.stat().st_size // 1000, "kB")
