"""Five hours of light. Every setting is painted in day colours; a palette re-lights them.

`local` multiplies a day colour by the hour's ambient light and lays the horizon's mist over what is far.
So one lake serves dawn, day, dusk and night. Night keeps a peach horizon: it is friendlier that way.
"""

from dataclasses import dataclass
from types import MappingProxyType

from .brush import Colour, Pigment, mix, rgb


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one hour.

    `sky` runs from the zenith to the horizon. `ambient` multiplies day colours; `vignette` and `warm` are
    multiplied over the page, the one at its corners, the other over the whole sheet.
    """

    id: str
    sky: tuple[str, ...]
    light: str
    shade: str
    ambient: str
    vignette: str
    warm: str
    mist: str
    is_dark: bool = False
    """Stars are out and lamps and windows are lit."""

    def local(self, colour: Colour, far: float = 0.0) -> Pigment:
        """A day colour seen at this hour; `far` (0..1) is how much mist lies between."""
        return mix(rgb(colour) * rgb(self.ambient), self.mist, far)

    def lit(self, colour: Colour, share: float = 0.35) -> Pigment:
        """A day colour where the hour's light falls on it."""
        return mix(self.local(colour), self.light, share)


PALETTES = MappingProxyType(
    {
        "dawn": Palette(
            id="dawn",
            sky=("#8fb2cf", "#b9c9d8", "#e6cfd0", "#f8d3b8", "#fde6c6", "#fff1da"),
            light="#fff0cf",
            shade="#a9a3cb",
            ambient="#fbe9e2",
            vignette="#b39fb4",
            warm="#fffaf0",
            mist="#fbe3c8",
        ),
        "day": Palette(
            id="day",
            sky=("#7fb3d3", "#9cc6dc", "#c0dce2", "#dfeae0", "#f6f1dc", "#fdf4dd"),
            light="#fffbe6",
            shade="#9fa9cf",
            ambient="#ffffff",
            vignette="#9fb4b8",
            warm="#fffcf3",
            mist="#e6ecdf",
        ),
        "dusk": Palette(
            id="dusk",
            sky=("#4d5590", "#7f76ab", "#c08fa8", "#efae94", "#fbd3a2", "#fde7c4"),
            light="#ffd9a0",
            shade="#9a85b8",
            ambient="#dbc7cd",
            vignette="#8a6f9c",
            warm="#fff6ea",
            mist="#e9b9a4",
        ),
        "night": Palette(
            id="night",
            sky=("#232c5a", "#31427c", "#4f65a0", "#8391bd", "#c9b9c6", "#ecd2b8"),
            light="#fff0c4",
            shade="#7f86c2",
            ambient="#7f93d6",
            vignette="#5d5f9c",
            warm="#fff9f0",
            mist="#a3a6c6",
            is_dark=True,
        ),
        "lamp": Palette(
            id="lamp",
            sky=("#232c5a", "#2c3a70", "#435892", "#6f7db0", "#a79dba", "#d8b9ae"),
            light="#ffdf9c",
            shade="#8b6a80",
            ambient="#ffe0b0",
            vignette="#6d4a52",
            warm="#fff6e6",
            mist="#c98f5a",
            is_dark=True,
        ),
    }
)
"""By the world's time ids."""

OUT_OF_DOORS_BY_LAMP = Palette(
    id="night",
    sky=("#26305f", "#3a4680", "#6a6ba0", "#a98fae", "#dcb5ac", "#f2d3b4"),
    light="#ffe2a6",
    shade="#8780ba",
    ambient="#8f97cc",
    vignette="#62598f",
    warm="#fff7ea",
    mist="#b3a3bb",
    is_dark=True,
)
"""`lamp` under the open sky: the last of the dusk, with lanterns lit."""

INDOORS_BY_NIGHT = Palette(
    id="night",
    sky=("#232c5a", "#2c3a70", "#435892", "#6f7db0", "#a79dba", "#d8b9ae"),
    light="#fff0cf",
    shade="#7a78b4",
    ambient="#a9abdc",
    vignette="#57568f",
    warm="#fff8ee",
    mist="#8d90bd",
    is_dark=True,
)
"""A room whose lamp is low: moonlight from the window does most of the work."""


def palette(time: str, *, indoors: bool = False) -> Palette:
    """The palette of one of the world's times, out of doors or in a room. KeyError where there is none."""
    if indoors and time == "night":
        return INDOORS_BY_NIGHT
    if not indoors and time == "lamp":
        return OUT_OF_DOORS_BY_LAMP
    return PALETTES[time]
