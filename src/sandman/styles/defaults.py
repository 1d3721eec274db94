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


def defaults_of(
    name: str, family: Family, *, built: Callable[[], Mapping[str, Any]], own: bytes = b"", where: str = ""
) -> Base:
    """What suits the base `name`: what one like it has, overruled by what it says of itself.

    `built` reads its denoiser's configuration, and is called where that tells bases of a family apart; `own`
    is what its `defaults.toml` holds, and `where` that lies. Raises Unusable, and what `built` raises.
    """
    suited = replace(_like(family, built), name=name, hub_id="", licence="", gated=False)
    try:
        said = tomllib.loads(own.decode("utf-8"))
        return TypeAdapter(Base).validate_python(asdict(replace(suited, **said)))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError, ValidationError) as fault:
        raise Unusable(
            f"`{where}` cannot be used: {_first_of(fault)}",
            hint="it holds a base's own numbers, such as `resolution = 96`; mend it, or move it away",
        ) from fault


def _like(family: Family, built: Callable[[], Mapping[str, Any]]) -> Base:
    """The base known by name that it is like. Of FLUX.1, dev takes its guidance as a number, schnell none."""
    if family is not Family.FLUX:
        return next(base for base in BASES.values() if base.family is family)
    transformer = built()
    if transformer.get("guidance_embeds"):
        return BASES["flux-dev"]
    schnell = BASES["flux-schnell"]
    fits = all(transformer.get(field, made) == made for field, made in AS_PUBLISHED.items())
    return schnell if fits else replace(schnell, training_adapter="")


def _first_of(fault: Exception) -> str:
    """The first thing that is wrong, in a line."""
    if isinstance(fault, ValidationError):
        first = fault.errors()[0]
        return f"`{first['loc'][0]}` is {first['input']!r}, and it is told: {first['msg'].lower()}"
    return str(fault).splitlines()[0]
