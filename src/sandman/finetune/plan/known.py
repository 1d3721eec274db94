"""Bases known by name, as they are published: planning one needs no download and no network.

Their configurations lie in the package; where each comes from stands in `configs/SOURCES.md`.
"""

from pathlib import Path

from sandman.finetune.base import LocatedBase
from sandman.styles import BASES

CONFIGS = Path(__file__).parent / "configs"


def known_base(name: str) -> LocatedBase | None:
    """The base of that name or hub id, good for planning and for nothing else; None where none is known."""
    for base in BASES.values():
        if name in (base.name, base.hub_id):
            return LocatedBase(CONFIGS / base.name, base.hub_id, base)
    return None
