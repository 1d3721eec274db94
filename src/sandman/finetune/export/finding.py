"""Where an adapter lies: in a training folder, in a checkpoint, in a published style."""

from pathlib import Path

from sandman.finetune.export.adapter import DIFFUSERS
from sandman.styles import Unusable

PUBLISHED = "adapter.safetensors"
"""What a published style calls it."""


def find_adapter(path: Path) -> Path:
    """The file in diffusers' layout that `path` is or holds. Raises Unusable where there is none."""
    places = (path, path / DIFFUSERS, path / "adapter" / DIFFUSERS, path / PUBLISHED)
    for place in places:
        if place.is_file():
            return place
    raise Unusable(
        f"`{path}` holds no adapter: there is no `{DIFFUSERS}` in it",
        hint="give a training folder, one of its checkpoints, or a published style",
    )
