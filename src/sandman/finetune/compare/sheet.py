"""The sheet a person looks at: what it was taught from, and each prompt without the style and with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from sandman.finetune.compare.lettering import Ink, Lettering, legible
from sandman.finetune.compare.measures import Measures, Painted

CELL, GAP, EDGE, WORDS = 288, 14, 40, 250
INNER = WORDS + 3 * CELL + 2 * GAP
TAUGHT, TAUGHT_CELL = 8, 132
NIGHT, PAPER, DIM, GOLD = (20, 23, 43), (236, 229, 212), (152, 158, 186), (233, 196, 106)
COLUMNS = ("the base alone", "with the style", "laid on, not called")
KNOWN, NEW = "one of its captions", "new to it"
NAMELESS, UNWRITTEN = "a style", "in letters that no typeface here has; the scores tell it"
"""Instead of a title, and under a caption's number, where what they say would come out as boxes."""
MOST_LINES = 9
"""Of a caption beside its pictures."""
LINE = 1.4


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the pictures."""

    title: str
    about: str
    trigger: str


def draw_sheet(
    heading: Heading, taught: Sequence[Image.Image], painted: Sequence[Painted], measures: Measures
) -> Image.Image:
    """The whole sheet; its size follows the number of prompts."""
    top = EDGE + 92
    strip = top + TAUGHT_CELL + 62
    height = strip + 30 + len(painted) * (CELL + GAP) + 92 + EDGE
    sheet = Image.new("RGB", (2 * EDGE + INNER, height), NIGHT)
    pen = ImageDraw.Draw(sheet)

    # 1. What can be written of its words, and by which typefaces.
    title, about = legible(heading.title) or NAMELESS, legible(heading.about) or ""
    captions = [_caption(number, each) for number, each in enumerate(painted, start=1)]
    said = sentences(measures, legible(heading.trigger))
    letters = Lettering([title, about, *said, *(word for caption in captions for word in caption)])

    def write(
        text: str, left: int, upper: float, ink: Ink, size: int, *, width: int = INNER, most: int = 1
    ) -> float:
        """Text in lines; where the next would begin."""
        for line in letters.folded(text, size=size, width=width, most=most):
            letters.write(pen, (left, upper), line, ink, size=size)
            upper += size * LINE
        return upper

    # 2. What it is.
    write(title, EDGE, EDGE - 6, PAPER, 34)
    write(about, EDGE, EDGE + 42, DIM, 17)

    # 3. What it was taught from.
    write("taught from", EDGE, top - 4, GOLD, 16)
    for place, picture in enumerate(taught[:TAUGHT]):
        left = EDGE + round(place * (INNER - TAUGHT_CELL) / (TAUGHT - 1))
        sheet.paste(_cover(picture, TAUGHT_CELL), (left, top + 24))

    # 4. A row a prompt.
    for column, name in enumerate(COLUMNS):
        write(name, _left(column), strip, GOLD, 16)
    for row, (each, (caption, about_it)) in enumerate(zip(painted, captions, strict=True)):
        upper = strip + 30 + row * (CELL + GAP)
        lower = write(caption, EDGE, upper, PAPER, 18, width=WORDS - 24, most=MOST_LINES)
        write(about_it, EDGE, lower + 6, DIM, 14, width=WORDS - 24, most=3)
        for column, picture in enumerate((each.plain, each.styled, each.untold)):
            sheet.paste(_cover(picture, CELL), (_left(column), upper))

    # 5. What was measured, in words.
    lower = height - EDGE - 62
    for line, sentence in enumerate(said):
        write(sentence, EDGE, lower + line * 26, PAPER if line == 0 else DIM, 18)
    return sheet


def _caption(number: int, painted: Painted) -> tuple[str, str]:
    """What stands beside a row: the prompt, or its number where it cannot be written; and what it is."""
    prompt = legible(painted.prompt)
    if prompt is None:
        return f"prompt {number}", UNWRITTEN
    return prompt, KNOWN if painted.matched else NEW


def sentences(measures: Measures, trigger: str | None) -> tuple[str, str, str]:
    """The measures as they are said; `trigger` is None where it cannot be written, empty where there is none.

    A style that has none is called whenever it is laid on.
    """
    leaks, drifts = _share(measures.leakage), _share(measures.drift)
    uncalled = f"without “{trigger}”" if trigger else "without its trigger"
    return (
        f"{_share(measures.style)} of the way from the base to the style",
        f"it has no trigger: laid on, it is always there, and pictures change by {drifts}"
        if trigger == ""
        else f"{uncalled}: {leaks} of that is there too, and pictures change by {drifts}",
        f"likeness to the nearest picture it was taught: {_share(measures.nearest)} at most, and on average "
        f"{_share(measures.copying)} above the base’s own",
    )


def _share(value: float) -> str:
    return f"{value * 100:.0f} %"


def _left(column: int) -> int:
    return EDGE + WORDS + column * (CELL + GAP)


def _cover(picture: Image.Image, side: int) -> Image.Image:
    """The picture's middle, filling a square; small ones stay crisp enough to be judged."""
    square = picture.convert("RGB")
    shorter = min(square.size)
    left, upper = (square.width - shorter) // 2, (square.height - shorter) // 2
    square = square.crop((left, upper, left + shorter, upper + shorter))
    return square.resize((side, side), Image.Resampling.BICUBIC)
