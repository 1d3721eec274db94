"""Which painter knows which small friend."""

from collections.abc import Callable
from dataclasses import dataclass

from sandman.providers.illustration.painter.props.motif import Motif

PaintFriend = Callable[[Motif, bool], None]
"""Paints one companion, facing right, into its motif; the second argument is whether it sleeps."""


@dataclass(frozen=True, slots=True)
class Companion:
    """How one small friend comes onto the page."""

    paint: PaintFriend
    foot: float
    """Half the width it sits on."""
    hovers: bool
    """Awake it hangs in the air and throws no contact shadow; asleep it has come to rest."""
    glow: str | None = None


COMPANIONS: dict[str, Companion] = {}
"""Every small companion the painter knows, by its id in the story world."""


def companion(
    id: str, *, foot: float = 0.35, hovers: bool = False, glow: str | None = None
) -> Callable[[PaintFriend], PaintFriend]:
    """Enter the decorated function as the painter of one companion."""

    def enter(paint: PaintFriend) -> PaintFriend:
        COMPANIONS[id] = Companion(paint, foot, hovers, glow)
        return paint

    return enter
