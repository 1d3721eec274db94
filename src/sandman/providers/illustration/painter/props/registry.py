"""Which painter knows which prop, and the few facts needed before and after it paints."""

from collections.abc import Callable
from dataclasses import dataclass

from sandman.providers.illustration.painter.props.motif import Motif

PaintMotif = Callable[[Motif, float], None]
"""Paints one thing into its motif; the second argument is how much a lamp-like thing glows, 0..1."""


@dataclass(frozen=True, slots=True)
class Shine:
    """Where a thing's own light sits, and how far it reaches, in motif units."""

    y: float
    radius: float
    colour: str = "#ffc777"
    pool: str | None = None
    """Colour of the light it throws on its surroundings; None for a light too small to throw any."""


@dataclass(frozen=True, slots=True)
class Prop:
    """How one prop comes onto the page."""

    paint: PaintMotif
    foot: float
    """Half the width it stands on; 0 for what hangs in the air."""
    thread: str | None = None
    """Colour of the string that runs down from it when nobody holds it."""
    shine: Shine | None = None


PROPS: dict[str, Prop] = {}
"""Every prop the painter knows, by its id in the story world."""


def prop(
    id: str, *, foot: float = 0.4, thread: str | None = None, shine: Shine | None = None
) -> Callable[[PaintMotif], PaintMotif]:
    """Enter the decorated function as the painter of one prop."""

    def enter(paint: PaintMotif) -> PaintMotif:
        PROPS[id] = Prop(paint, foot, thread, shine)
        return paint

    return enter
