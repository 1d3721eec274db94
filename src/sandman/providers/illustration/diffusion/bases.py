"""Where a base lies on this disk, and whether it is the one a style was taught to. Fetches nothing."""

import json
from contextlib import ExitStack
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

from sandman.ports.errors import ModelMissing
from sandman.styles import BASES, PIPELINES, Base, BaseOf, Family, Unusable
from sandman.styles.defaults import OWN, defaults_of
from sandman.styles.files import BASE, HUB_ID, fetching, once
from sandman.styles.fingerprint import fingerprint
from sandman.weights.cached import cached

FEWEST_PIECES = 10_000
"""In the vocabulary of a model that was taught on the world's pictures."""
WHERE = "set SANDMAN_DIFFUSION_BASE to where it lies now"


@dataclass(frozen=True, slots=True)
class HouseBase:
    """A base on this disk."""

    folder: Path
    card: BaseOf
    defaults: Base
    """What suits it."""

    @property
    def denoiser(self) -> str:
        """The part that paints, by its folder's name."""
        return denoiser_of(self.card.family)

    def config(self, part: str) -> dict[str, Any]:
        """The configuration of a part. Raises ModelMissing."""
        return _json(self.folder / part / "config.json")

    @property
    def of_few_words(self) -> bool:
        """Whether it knows the words of its own few pictures only; what it never met it is not told."""
        for name in ("tokenizer.json", "vocab.json"):
            path = self.folder / "tokenizer" / name
            if path.is_file():
                found = _json(path)
                return len(found.get("model", {}).get("vocab", found)) < FEWEST_PIECES
        return False

    def parameters(self, part: str) -> int:
        """How many numbers a part's weights are."""
        folder = self.folder / part
        return sum(
            _numbers_in(folder / name) for name in once(path.name for path in folder.glob("*.safetensors"))
        )


def denoiser_of(family: Family) -> str:
    """How diffusers calls a family's denoiser."""
    return "unet" if family in (Family.SD, Family.SDXL) else "transformer"


def base_at(source: str) -> HouseBase:
    """The base that `source` names: a known base, a hub id that was fetched before, or a folder.

    Raises ModelMissing with the way out.
    """
    folder = _folder(source)
    named = str(_json(folder / "model_index.json").get("_class_name"))
    if (family := PIPELINES.get(named)) is None:
        raise _missing(f"`{folder}` is a `{named}`, which nobody here paints with", WHERE)
    parts = folder / denoiser_of(family)
    try:
        with ExitStack() as opened:
            weights = {
                path.name: opened.enter_context(path.open("rb")) for path in parts.glob("*.safetensors")
            }
            made = fingerprint((parts / "config.json").read_bytes(), weights)
    except FileNotFoundError as fault:
        raise _missing(f"the base in `{folder}` has no `{parts.name}`", WHERE) from fault
    if not weights:
        raise _missing(f"the base in `{folder}` has no weights in `{parts.name}`", WHERE)
    known = next((base for base in BASES.values() if source in (base.name, base.hub_id)), None)
    defaults = known or _own_defaults(folder, Path(source).name, family)
    return HouseBase(
        folder, BaseOf(name=defaults.name, family=family, source=source, fingerprint=made), defaults
    )


def _own_defaults(folder: Path, name: str, family: Family) -> Base:
    own = folder / OWN
    try:
        return defaults_of(
            name,
            family,
            read=lambda file: _json(folder / file),
            own=own.read_bytes() if own.is_file() else b"",
            where=str(own),
        )
    except Unusable as fault:
        raise _missing(fault.message, fault.hint) from fault


def _folder(source: str) -> Path:
    if (folder := Path(source).expanduser()).is_dir():
        return folder
    hub_id = BASES[source].hub_id if source in BASES else source
    if not HUB_ID.fullmatch(hub_id):
        raise _missing(f"the base `{source}` is not there", WHERE)

    try:
        here = cached(hub_id, BASE)
    except Unusable as fault:
        raise _missing(fault.message, fault.hint) from fault
    if here.folder is None or here.lacks:
        found = f"is here in part only, without `{here.lacks}`" if here.folder else "is not on this disk"
        raise _missing(
            f"the base `{hub_id}` {found}", f"fetch it with `{fetching(hub_id, here.listed)}`, or {WHERE}"
        )
    return here.folder


def _json(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise _missing(f"`{path.parent}` is no base: it has no `{path.name}`", WHERE) from fault
    except ValueError as fault:
        raise _missing(f"`{path}` is broken", "fetch or save the base again") from fault
    return found


def _numbers_in(path: Path) -> int:
    """By the header of a safetensors file."""
    with path.open("rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    return sum(prod(entry["shape"]) for name, entry in header.items() if name != "__metadata__")


def _missing(message: str, hint: str) -> ModelMissing:
    return ModelMissing(message, port="illustration", provider="diffusion", hint=hint)
