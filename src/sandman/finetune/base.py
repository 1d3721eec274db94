"""A base that was found: which family it is of, and the folder its parts are loaded from."""

import json
import tomllib
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sandman.styles import BASES, PIPELINES, Base, BaseOf, Family, Unusable
from sandman.styles.fingerprint import fingerprint

DENOISERS = {Family.SD: "unet", Family.SDXL: "unet"}
"""The folder a family's denoiser lies in; `transformer` for the others."""
OWN = "defaults.toml"
"""What a base in a folder says of itself: any of a base's numbers, and its licence."""


@dataclass(frozen=True)
class LocatedBase:
    """A base in diffusers layout on this disk, with the defaults that suit it."""

    folder: Path
    source: str
    """What was asked for: a hub id, or a folder."""
    defaults: Base

    @property
    def family(self) -> Family:
        """Its architecture."""
        return self.defaults.family

    @property
    def denoiser(self) -> Path:
        """The folder of the model that is trained."""
        return self.folder / DENOISERS.get(self.family, "transformer")

    @cached_property
    def card(self) -> BaseOf:
        """What a style's card says of it; looks into the weights."""
        with ExitStack() as opened:
            weights = {
                path.name: opened.enter_context(path.open("rb"))
                for path in sorted(self.denoiser.glob("*.safetensors"))
            }
            made = fingerprint((self.denoiser / "config.json").read_bytes(), weights)
        return BaseOf(
            name=self.defaults.name,
            family=self.family,
            source=self.source,
            fingerprint=made,
            licence=self.defaults.licence,
        )


def find_folder(folder: Path) -> LocatedBase:
    """A base in a folder of this disk. Raises Unusable for what is no base we can train."""
    index = folder / "model_index.json"
    try:
        name = json.loads(index.read_text())["_class_name"]
    except FileNotFoundError as fault:
        raise Unusable(
            f"`{folder}` is no base: there is no `model_index.json` in it",
            hint="give a folder in diffusers layout, a hub id, or one of " + ", ".join(BASES),
        ) from fault
    except (ValueError, KeyError, TypeError) as fault:
        raise Unusable(f"`{index}` is broken", hint="save or fetch the base again") from fault
    if (family := PIPELINES.get(name)) is None:
        raise Unusable(
            f"`{folder}` is a `{name}`, and no trainer here knows one",
            hint="there are trainers for " + ", ".join(PIPELINES),
        )
    known = next(base for base in BASES.values() if base.family is family)
    licence = ""
    defaults = Base(
        folder.resolve().name,
        family,
        "",
        licence,
        resolution=known.resolution,
        rank=known.rank,
        learning_rate=known.learning_rate,
        steps=known.steps,
        paint_steps=known.paint_steps,
        guidance=known.guidance,
    )
    return LocatedBase(folder.resolve(), str(folder.resolve()), _as_it_says(defaults, folder / OWN))


def _as_it_says(defaults: Base, file: Path) -> Base:
    """What a family's bases are like, overruled by what this one says of itself."""
    if not file.is_file():
        return defaults
    try:
        said = tomllib.loads(file.read_text("utf-8"))
        return TypeAdapter(Base).validate_python(asdict(replace(defaults, **said)))
    except (tomllib.TOMLDecodeError, TypeError, ValidationError) as fault:
        raise Unusable(
            f"`{file}` cannot be used: {_first_of(fault)}",
            hint="it holds a base's own numbers, such as `resolution = 96`; mend it, or move it away",
        ) from fault


def _first_of(fault: Exception) -> str:
    """The first thing that is wrong, in a line."""
    if isinstance(fault, ValidationError):
        first = fault.errors()[0]
        return f"`{first['loc'][0]}` is {first['input']!r}, and it is told: {first['msg'].lower()}"
    return str(fault).splitlines()[0]
