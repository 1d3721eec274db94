"""The cast: every hero of the story world, in every pose a staging may ask for.

`put` paints one figure into a slot that a setting offers.
"""

from .put import put
from .slot import Box, Slot
from .stage import PropInHands

__all__ = ["Box", "PropInHands", "Slot", "put"]
