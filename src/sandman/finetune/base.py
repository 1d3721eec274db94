"""A base that was found: which family it is of, and the folder its parts are loaded from."""

import json
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sandman.styles import BASES, PIPELINES, Base, BaseOf, Family, Unusable
from sandman.styles.defaults import OWN, defaults_of
from sandman.styles.fingerprint import fingerprint

DENOISERS = {Family.SD: "unet", Family.SDXL: "unet"}
"""The folder a family's denoiser lies in; `transformer` for the others."""


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
    own = folder / OWN
    defaults = defaults_of(
        folder.resolve().name,
        family,
        read=lambda file: _config(folder / file),
        own=own.read_bytes() if own.is_file() else b"",
        where=str(own),
    )
    return LocatedBase(folder.resolve(), str(folder.resolve()), defaults)


def _config(file: Path) -> dict[str, Any]:
    """What a base says of one of its parts. Raises Unusable."""
    try:
        return dict(json.loads(file.read_text()))
    except FileNotFoundError as fault:
        raise Unusable(f"there is no `{file}`", hint="save or fetch the base again") from fault
    except (ValueError, TypeError) as fault:
        raise Unusable(f"`{file}` is broken", hint="save or fetch the base again") from fault
