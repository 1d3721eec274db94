"""The trunk of a body: fur, wool or scales, with what grows on its back and front."""

import numpy as np

from sandman.providers.illustration.painter.brush import Part, Shape, mix, points, ribbon, smooth, tuft

from .marks import puffs, quills
from .rig import INK, Rig, curve, oval
from .species import Species


def torso(
    rig: Rig, kind: Species, outline: Shape, *, flow: tuple[float, float] = (0, 0.2), hairs: float = 1.0
) -> Part:
    """Paint a body within `outline`; hair flows out from `flow`."""
    if kind.tail == "wool":
        return _woolly(rig, kind, outline)
    shape = tuft(outline, rig.rng, kind.shag * 0.8, 0.13) if kind.shag else outline
    part = rig.fill(shape, kind.fur, vol=0.65, volk=0.25, edge=0.5, ew=5, rim=0.2)
    if kind.shag:
        rig.hairs(part, mix(kind.fur, "#ffffff", 0.45), int(80 * hairs), 0.20, 0.038, 0.26, origin=flow)
        rig.hairs(part, mix(kind.fur, kind.dark, 0.5), int(55 * hairs), 0.18, 0.032, 0.18, origin=flow)
    rig.contour(shape, kind.dark, kind.pencil)
    return part


def _woolly(rig: Rig, kind: Species, outline: Shape) -> Part:
    """Curls along the outline and in rings inside it, so that the silhouette is a cloud."""
    centre = outline.mean(0)
    part = rig.fill(outline, kind.fur, vol=0.4, edge=0.2)
    rig.contour(outline, kind.dark, 0.2)
    for share, count, r in ((0.88, 16, 0.27), (0.60, 10, 0.32), (0.28, 5, 0.36)):
        ring = centre + (outline[:: max(1, len(outline) // count)] - centre) * share
        puffs(rig, [(float(x), float(y), r) for x, y in ring], kind.fur, kind.dark)
    return part


def belly(rig: Rig, kind: Species, outline: Shape, part: Part) -> None:
    """The pale front; a dragon's has plates."""
    if kind.tail == "wool" or kind.limbs == "dark":
        return
    shape = outline if not kind.shag else tuft(outline, rig.rng, 0.10, 0.14, 1.0)
    soft = 0.8 if kind.shag else rig.seen(0.03)
    pale = rig.fill(shape, kind.light, 0.95, vol=0.3, edge=0.3, tex=0.25, soft=soft, clip=part)
    if kind.plates:
        low, high = outline[:, 1].min(), outline[:, 1].max()
        x = float(outline[:, 0].mean())
        for y in np.linspace(low + 0.2, high - 0.1, 6):
            band = points(x - 0.6, y - 0.05, x, y + 0.06, x + 0.6, y - 0.05)
            rig.stroke(band, mix(kind.light, kind.dark, 0.55), 0.03, 0.45, broken=0.3, clip=pale)
    elif kind.shag:
        x, y = outline[:, 0].mean(), outline[:, 1].min()
        rig.hairs(
            pale, mix(kind.light, kind.dark, 0.3), 30, 0.22, 0.03, 0.28, origin=(float(x), float(y)), down=0.8
        )


def dapples(rig: Rig, kind: Species, spots: Shape, part: Part) -> None:
    """A fawn's spots."""
    if "back_dots" in kind.marks:
        dots = [oval(float(x), float(y), 0.06, 0.07) for x, y in spots]
        rig.fills(dots, kind.light, 0.75, soft=0.8, clip=part)


def saddle(rig: Rig, kind: Species, outline: Shape) -> None:
    """What covers the back: a hedgehog's quills, the rim of a turtle's shell."""
    if "shell" in kind.marks:
        rig.fill(outline, mix(kind.dark, kind.light, 0.45), vol=0.4, edge=0.6, rough=0.6)
        inner = (outline - outline.mean(0)) * 0.91 + outline.mean(0)
        rig.fill(inner, kind.dark, vol=0.5, edge=0.6, tex=0.5, rim=0.3)
        rig.contour(outline, mix(kind.dark, INK, 0.4), 0.42)
    if "spines" in kind.marks:
        centre = outline.mean(0)
        quills(rig, outline, kind, origin=(float(centre[0]) + 0.3, float(centre[1])))


def wing(rig: Rig, kind: Species, *, far: bool = False) -> None:
    """A dragon's wing: from its shoulder at (0, 0) up and to the left, three ribs and a web."""
    fingers = [
        points(0, 0, -0.35, -0.55, -0.55, -1.15),
        points(0, 0, -0.7, -0.45, -1.25, -0.85),
        points(0, 0, -0.7, -0.1, -1.30, -0.16),
    ]
    edge = np.vstack(
        [fingers[0][-1], (-0.78, -0.86), fingers[1][-1], (-1.02, -0.44), fingers[2][-1], (-0.6, 0.20)]
    )
    web = np.vstack([smooth(points(0.05, 0.1, -0.2, -0.5, -0.55, -1.15), closed=False, n=6), edge])
    colour = mix(mix(kind.fur, kind.light, 0.55), kind.dark, 0.25 if far else 0.0)
    part = rig.fill(web, colour, vol=0.4, edge=0.7, tex=0.6, rim=0.3)
    for finger in fingers:
        rig.fill(
            ribbon(finger, 0.11, lambda t: 1 - 0.6 * t), mix(kind.fur, kind.dark, 0.15), vol=0.3, edge=0.5
        )
        rig.stroke(finger, mix(kind.dark, INK, 0.2), 0.022, 0.3, broken=0.5, clip=part)
    rig.contour(web, kind.dark, 0.35)


def back_plates(rig: Rig, kind: Species, path: Shape) -> None:
    """A row of soft scales along a dragon's back."""
    if not kind.wings:
        return
    spine = smooth(path, closed=False, n=6)
    for i in range(1, len(spine) - 1, 4):
        ahead = spine[i + 1] - spine[i - 1]
        degrees = float(np.degrees(np.arctan2(ahead[1], ahead[0])))
        x, y = spine[i]
        scale = rig.sub(float(x), float(y), 1, degrees)
        scale.fill(
            curve(-0.15, 0.06, 0, -0.20, 0.15, 0.06), mix(kind.light, kind.dark, 0.25), vol=0.3, edge=0.6
        )
