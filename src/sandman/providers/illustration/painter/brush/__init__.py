"""The brush engine: outlines in page units in, watercolour pixels out.

numpy and OpenCV only: no model, no network, no fonts, no picture files. See `canvas.Canvas`.
"""

from .canvas import Canvas
from .colour import Colour, Pigment, mix, rgb
from .geometry import Shape, Shapes, closed_line, ellipse, mirror, points, ribbon, smooth, tuft, turn
from .masks import Part, PartLike
from .noise import Field, blur, fbm
from .sheet import HEIGHT, PAPER, WIDTH

__all__ = [
    "HEIGHT",
    "PAPER",
    "WIDTH",
    "Canvas",
    "Colour",
    "Field",
    "Part",
    "PartLike",
    "Pigment",
    "Shape",
    "Shapes",
    "blur",
    "closed_line",
    "ellipse",
    "fbm",
    "mirror",
    "mix",
    "points",
    "rgb",
    "ribbon",
    "smooth",
    "tuft",
    "turn",
]
