"""Twenty drawings of sandman-mini's own world in watercolour, captioned: what its recipe teaches it from.

    python -m scripts.mini.pictures recipes/mini-watercolour

They show what the model knows already, so that the hand is all there is to learn.
"""

import sys
from pathlib import Path

from PIL import Image

from .captions import TRIGGER
from .drawings import draw, drawing

COUNT, SIDE = 20, 144
FIRST, STRIDE, LESSONS = 11, 97, 450
"""Through the book of lessons in strides: every hero, place and hour comes up, none often."""


def main() -> None:
    """Write them into the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for place in range(COUNT):
        lesson = drawing((FIRST + STRIDE * place) % LESSONS)
        file = folder / f"{place + 1:02d}.png"
        Image.fromarray(draw(lesson, flat=False, side=SIDE)).save(file, optimize=True)
        file.with_suffix(".txt").write_text(f"{TRIGGER}, {lesson.caption}\n")


if __name__ == "__main__":
    main()
