"""Styles on a shelf, without the training."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from PIL import Image

from sandman.styles import BaseOf, Family, StyleCard

NOWHERE = BaseOf(name="sd15", family=Family.SD, source="/nowhere/sd15", fingerprint="ab12")


def shelve(
    styles: Path, name: str, version: int, *, title: str = "", samples: int = 0, base: BaseOf = NOWHERE
) -> None:
    """A published style of `base`, without weights that could paint."""
    folder = styles / name / str(version)
    (folder / "samples").mkdir(parents=True)
    (folder / "adapter.safetensors").write_bytes(b"weights")
    card = StyleCard(
        name=name,
        version=version,
        title=title,
        base=base,
        trigger="sndmntls style",
        rank=4,
        alpha=4,
        resolution=512,
        adapter_sha256=sha256(b"weights").hexdigest(),
        created_at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    (folder / "card.toml").write_text(card.to_toml())
    for number in range(1, samples + 1):
        Image.new("RGB", (40, 30), (number, 80, 120)).save(folder / "samples" / f"{number}.webp")
