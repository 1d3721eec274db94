"""What suits a base that is not known by name: what one like it has, and what it says of itself.

No I/O: whoever found the base hands in what he read.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from sandman.styles.bases import BASES, Base, Family
from sandman.styles.errors import Unusable

OWN = "defaults.toml"
"""What a base in a folder says of itself: any of a base's numbers, and its licence."""
AS_PUBLISHED = {
    "num_layers": 19,
    "num_single_layers": 38,
    "num_attention_heads": 24,
    "attention_head_dim": 128,
}
"""The transformer of FLUX.1; schnell's training adapter fits no other."""
SHIFT_OF_TURBO = 3.0
"""In the scheduler of Z-Image-Turbo; Z-Image itself has 6."""


def defaults_of(
    name: str,
    family: Family,
    *,
    read: Callable[[str], Mapping[str, Any]],
    own: bytes = b"",
    where: str = "",
) -> Base:
    """What suits the base `name`: what one like it has, overruled by what it says of itself.

    `read` reads one of its configurations by its place in the base's folder, and is called for the one that
    tells bases of a family apart; `own` is what its `defaults.toml` holds, and `where` that lies. Raises
    Unusable, and what `read` raises.
    """
    suited = replace(_like(family, read), name=name, hub_id="", licence="", gated=False)
    try:
        said = tomllib.loads(own.decode("utf-8"))
        return TypeAdapter(Base).validate_python(asdict(replace(suited, **said)))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError, ValidationError) as fault:
        raise Unusable(
            f"`{where}` cannot be used: {_first_of(fault)}",
            hint="it holds a base's own numbers, such as `resolution = 96`; mend it, or move it away",
        ) from fault


def _like(family: Family, read: Callable[[str], Mapping[str, Any]]) -> Base:
    """The base known by name that it is like; with what a distilled member of its family is painted with."""
    match family:
        case Family.FLUX:  # dev takes its guidance as a number, schnell none
            transformer = read("transformer/config.json")
            if transformer.get("guidance_embeds"):
                return BASES["flux-dev"]
            schnell = BASES["flux-schnell"]
            fits = all(transformer.get(field, made) == made for field, made in AS_PUBLISHED.items())
            return schnell if fits else replace(schnell, training_adapter="")
        case Family.FLUX2_KLEIN:
            klein = BASES["flux2-klein-4b"]
            distilled = read("model_index.json").get("is_distilled")
            return replace(klein, paint_steps=4, guidance=1.0) if distilled else klein
        case Family.Z_IMAGE:  # nothing says which is Turbo, but that its noise leans less
            z_image = BASES["z-image"]
            turbo = read("scheduler/scheduler_config.json").get("shift") == SHIFT_OF_TURBO
            return replace(z_image, paint_steps=9, guidance=0.0) if turbo else z_image
        case _:
            return next(base for base in BASES.values() if base.family is family)


def _first_of(fault: Exception) -> str:
    """The first thing that is wrong, in a line."""
    if isinstance(fault, ValidationError):
        first = fault.errors()[0]
        return f"`{first['loc'][0]}` is {first['input']!r}, and it is told: {first['msg'].lower()}"
    return str(fault).splitlines()[0]
