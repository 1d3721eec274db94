"""Small third friends, 30 to 120 page units tall, each with a kind face and a way to sleep."""

from importlib import import_module

from sandman.providers.illustration.painter.brush import Canvas
from sandman.providers.illustration.painter.companions.registry import COMPANIONS, Companion
from sandman.providers.illustration.painter.props.motif import Bounds, Motif

for _family in ("birds", "furry", "insects", "pond", "sky"):
    import_module(f"{__name__}.{_family}")  # each file enters its own friends


def put_companion(
    canvas: Canvas, id: str, x: float, y: float, size: float, *, asleep: bool = False, facing: float = 1.0
) -> Bounds:
    """Paint one companion and return the box it covers, in page units: (x0, y0, x1, y1).

    `(x, y)` is the middle of its base and `size` its height; a flyer hovers there. It looks to the right,
    to the left where `facing` is negative. Asleep its eyes are closed and its wings folded. KeyError for
    a companion the painter does not know.
    """
    who = COMPANIONS[id]
    motif = Motif(canvas, x, y, size, facing=facing)
    if asleep or not who.hovers:
        motif.stand(who.foot, a=0.45)
    if who.glow:
        strength = 0.3 if asleep else 0.6
        motif.pool(-0.12, -0.32, 2.4, who.glow, strength * 0.6)
        motif.glow(-0.12, -0.32, 1.9, who.glow, strength * 0.6)
    canvas.begin()
    who.paint(motif, asleep)
    canvas.end(shade=0.18, rim=0.5 * canvas.rim, k=0.24 * size)
    if who.glow:
        motif.glow(-0.14, -0.3, 0.62, who.glow, 0.35 if asleep else 0.75)
    return motif.bounds()


__all__ = ["COMPANIONS", "Companion", "put_companion"]
