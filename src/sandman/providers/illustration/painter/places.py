"""Which layouts the painter has for each place of the world."""

from importlib import import_module
from types import MappingProxyType

from .view import Layout

INDOORS = frozenset({"bedroom", "burrow"})
"""Places lit from inside: `night` there is a low lamp and the moon in a window."""

_FILES = (
    "garden", "meadow", "forest", "river", "lake", "beach", "sea", "reef", "lighthouse",
    "mountain", "snow", "village", "treehouse", "bedroom", "burrow", "clouds", "moon",
)  # fmt: skip

LAYOUTS: MappingProxyType[str, tuple[Layout, ...]] = MappingProxyType(
    {place: import_module(f".settings.{place}", __package__).LAYOUTS for place in _FILES}
)
"""By the world's place ids: hand-composed views, the first the most typical."""
