"""On four legs, the body in profile and the face turned to the reader: standing and trotting."""

from sandman.providers.illustration.painter.brush import mix, points, tuft

from .head import head
from .limbs import foot, leg
from .marks import locks
from .rig import Rig, curve, oval
from .species import Species
from .stage import Head, Stage, head_at
from .tails import tail
from .torso import back_plates, belly, dapples, saddle, torso, wing
from .wear import dress

_HIP = 1.62  # head radii from the body's middle to the ground, for legs of length 1


def on_fours(stage: Stage, kind: Species, *, trotting: bool, lifted: float = 0.0) -> Head:
    """Paint `kind` standing on four legs, or trotting the way it faces."""
    ground = _HIP * kind.legs
    stride = 1.0 if trotting else 0.25
    # The group is centred under the slot: the head reaches farther forward than the rump back.
    base = stage.rig(ground)
    rig = base.sub(-0.28, 0)
    stout = kind.girth
    foot_y = ground - 0.14

    def place(hip: float, swing: float, *, far: bool) -> None:
        end = hip + swing * stride
        knee = hip + swing * stride * 0.35 + (0.10 if hip < 0 else -0.04)
        path = points(hip, 0.35, knee, 0.35 + (foot_y - 0.35) * 0.52, end, foot_y - 0.06)
        leg(
            rig,
            kind,
            path,
            0.44 * (1.28 if kind.feet == "round" else 0.82 if kind.feet == "hoof" else 1),
            far=far,
        )
        wide = 0.28 if kind.feet == "round" else 0.20 if kind.feet == "hoof" else 0.25
        foot(rig, kind, end + 0.07, foot_y, wide, 0.13, far=far)

    place(0.86, 0.26, far=True)
    place(-0.80, -0.28, far=True)
    tail(rig.sub(-1.06, -0.10, 1.0, 18 if kind.tail != "spade" else 0), kind, hangs=True)
    if kind.wings:
        wing(rig.sub(0.5, -0.55, 0.95, 44), kind, far=True)
    body = curve(
        -1.38, -0.02, -1.12, -0.50, -0.30, -0.56, 0.55, -0.62, 1.12, -0.52, 1.34, -0.02,
        1.06, 0.50, 0.45, 0.62, -0.20, 0.60, -0.85, 0.66, -1.28, 0.46,
    ) * (0.90, 0.58 + 0.54 * stout)  # fmt: skip
    back_plates(rig, kind, points(0.9, -0.66, 0.2, -0.66, -0.5, -0.64, -1.2, -0.50, -1.6, 0.0))
    part = torso(rig, kind, body, flow=(0.9, -0.4), hairs=1.3)
    if kind.tail != "wool":
        under = curve(-0.9, 0.50, 0, 0.44, 0.8, 0.52, 0.8, 1.0, -0.9, 1.0)
        rig.fill(under, kind.light, 0.6, soft=rig.seen(0.1), edge=0, clip=part)
        chest = curve(0.62, 0.0, 1.28, -0.25, 1.36, 0.44, 0.92, 0.80, 0.45, 0.55)
        belly(rig, kind, chest if not kind.plates else oval(0.95, 0.2, 0.42, 0.55), part)
    if kind.limbs == "dark":
        rig.fill(oval(0.95, 0.05, 0.48, 0.75), kind.dark, 0.92, soft=rig.seen(0.05), clip=part)
    if "spines" in kind.marks:
        saddle(
            rig,
            kind,
            curve(
                -1.5, 0.30, -1.42, -0.35, -0.8, -0.85, 0.2, -0.90, 0.95, -0.65, 0.85, -0.1, 0, 0.2, -0.9, 0.35
            ),
        )
    dapples(
        rig,
        kind,
        points(-1.0, -0.2, -0.7, -0.32, -0.35, -0.22, -0.85, 0.05, -0.5, 0.08, -0.1, -0.34, 0.1, -0.1),
        part,
    )
    place(0.74, -0.26, far=False)
    place(-0.90, 0.32, far=False)
    _thigh(rig, kind)
    if kind.wings:
        wing(rig.sub(0.25, -0.40, 1.1, -10), kind)
    raised = kind.neck * 2.2
    if raised:
        neck = tuft(
            curve(0.36, -0.34, 0.66, -0.9 - raised, 1.36, -0.8 - raised, 1.24, 0.1), rig.rng, 0.02, 0.13
        )
        rig.fill(neck, kind.fur, vol=0.4, edge=0.35, soft=0.8)
    crown = rig.sub(1.04, -0.86 - raised, 1.04, 5 - 13 * lifted + stage.tilt)
    shade = mix(stage.canvas.shade_colour, "#ffffff", 0.15)
    rig.wash(oval(1.05, 0.06, 0.56, 0.26), shade, 0.55, edge=0, soft=rig.seen(0.1), clip=part)
    if "forelock" in kind.marks:  # and the mane behind it
        mane = points(-0.36, -0.7, -0.70, -0.1, -0.66, 0.55, -0.92, 1.05)
        locks(rig.sub(1.04, -0.86 - raised), mane, 0.50, first=2)
    dress(rig.sub(0.98, -0.86 - raised, 0.98, -6), kind)
    head(crown, kind, stage.gaze(pitch=lifted, turned=max(0.4, stage.turned)))
    return head_at(crown)


def _thigh(rig: Rig, kind: Species) -> None:
    if kind.tail == "wool":
        return
    thigh = oval(-0.86, 0.22, 0.40, 0.50, 10)
    part = rig.fill(thigh, kind.limb, 0.75, vol=0.25, edge=0.15, soft=rig.seen(0.05))
    if kind.shag:
        rig.hairs(part, mix(kind.limb, "#ffffff", 0.45), 30, 0.18, 0.036, 0.26, origin=(-0.9, -0.4))
