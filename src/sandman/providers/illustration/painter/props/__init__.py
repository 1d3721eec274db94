"""The things a story is about: thirty-two props, each known at a glance and drawn from life by hand."""

from importlib import import_module

from sandman.providers.illustration.painter.brush import Canvas
from sandman.providers.illustration.painter.props.motif import Bounds, Motif
from sandman.providers.illustration.painter.props.registry import PROPS, Prop

for _family in ("cloth", "growing", "keepsakes", "lights", "music", "paper", "shore", "sky", "wool"):
    import_module(f"{__name__}.{_family}")  # each file enters its own props

THREAD_LENGTH = 1.6
"""How far a loose string hangs below a kite, balloon or star, in heights of the thing."""


def paint_prop(
    canvas: Canvas, id: str, x: float, y: float, size: float, *, lit: float = 1.0, held: bool = False
) -> Bounds:
    """Paint one prop and return the box it covers, in page units: (x0, y0, x1, y1).

    `(x, y)` is the middle of its base and `size` its height. `lit`, 0..1, is how much a lamp-like thing
    glows; light may reach beyond the box. A held thing throws no contact shadow and hangs no string.
    KeyError for a prop the painter does not know.
    """
    what = PROPS[id]
    motif = Motif(canvas, x, y, size, held=held)
    if what.shine and what.shine.pool and lit > 0:
        motif.pool(0, what.shine.y, what.shine.radius, what.shine.pool, 0.55 * lit)
        motif.glow(0, what.shine.y, what.shine.radius * 0.8, what.shine.colour, 0.32 * lit)
    if not held:
        if what.foot:
            motif.stand(what.foot)
        if what.thread:
            _hang_thread(motif, what.thread)
    canvas.begin()
    what.paint(motif, lit)
    canvas.end(shade=0.16, rim=0.4 * canvas.rim, k=0.22 * size)
    if what.shine and lit > 0:
        motif.glow(0, what.shine.y, what.shine.radius * 0.42, what.shine.colour, 0.5 * lit)
    return motif.bounds()


def _hang_thread(motif: Motif, colour: str) -> None:
    sway = float(motif.rng.normal(0, 0.04))
    path = [(0, -0.17), (0.05 + sway, 0.4), (-0.04 + sway, 0.95), (0.03 + sway, THREAD_LENGTH)]
    motif.line(path, colour, 0.016, 0.75, broken=0.1)


__all__ = ["PROPS", "THREAD_LENGTH", "Prop", "paint_prop"]
