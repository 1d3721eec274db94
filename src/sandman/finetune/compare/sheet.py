"""The sheet a person looks at: what it was taught from, and each prompt without the style and with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from sandman.finetune.compare.measures import Measures, Painted

CELL, GAP, EDGE, WORDS = 288, 14, 40, 250
TAUGHT, TAUGHT_CELL = 8, 132
NIGHT, PAPER, DIM, GOLD = (20, 23, 43), (236, 229, 212), (152, 158, 186), (233, 196, 106)
COLUMNS = ("the base alone", "with the style", "laid on, not called")
LINE = 1.35


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
    width = 2 * EDGE + WORDS + 3 * (CELL + GAP)
    top = EDGE + 92
    strip = top + TAUGHT_CELL + 62
    height = strip + 30 + len(painted) * (CELL + GAP) + 92 + EDGE
    sheet = Image.new("RGB", (width, height), NIGHT)
    pen = ImageDraw.Draw(sheet)

    # 1. What it is.
    pen.text((EDGE, EDGE - 6), heading.title, PAPER, font=_font(34))
    pen.text((EDGE, EDGE + 42), heading.about, DIM, font=_font(17))

    # 2. What it was taught from.
    pen.text((EDGE, top - 4), "taught from", GOLD, font=_font(16))
    for place, picture in enumerate(taught[:TAUGHT]):
        sheet.paste(_cover(picture, TAUGHT_CELL), (EDGE + place * (TAUGHT_CELL + 10), top + 24))

    # 3. A row a prompt.
    for column, name in enumerate(COLUMNS):
        pen.text((_left(column), strip), name, GOLD, font=_font(16))
    for row, each in enumerate(painted):
        upper = strip + 30 + row * (CELL + GAP)
        _write(pen, (EDGE, upper + 6), each.prompt, WORDS - 24, PAPER if each.matched else DIM)
        for column, picture in enumerate((each.plain, each.styled, each.untold)):
            sheet.paste(_cover(picture, CELL), (_left(column), upper))

    # 4. What was measured, in words.
    lower = height - EDGE - 62
    for line, sentence in enumerate(sentences(measures, heading.trigger)):
        pen.text((EDGE, lower + line * 26), sentence, PAPER if line == 0 else DIM, font=_font(18))
    return sheet


def sentences(measures: Measures, trigger: str) -> tuple[str, str, str]:
    """The measures as they are said."""
    return (
        f"{_share(measures.style)} of the way from the base to the style",
        f"without “{trigger}”: {_share(measures.leakage)} of that is there too, and pictures change by "
        f"{_share(measures.drift)}",
        f"likeness to the nearest picture it was taught: {_share(measures.nearest)} at most, "
        f"{_share(measures.copying)} above the base's own",
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


def _write(
    pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, width: int, ink: tuple[int, ...]
) -> None:
    """Text in lines no wider than `width`."""
    font, line, down = _font(18), "", 0.0
    for word in [*text.split(), None]:
        longer = f"{line} {word}".strip()
        if word is not None and pen.textlength(longer, font=font) <= width:
            line = longer
            continue
        pen.text((at[0], at[1] + down), line, ink, font=font)
        line, down = word or "", down + 18 * LINE


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own typeface: there on every machine."""
    return ImageFont.load_default(size)
