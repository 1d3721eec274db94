"""ElevenLabs over its own SDK: a key and the network; the page's text leaves the house, names and all."""

from sandman.providers.narration.elevenlabs.account import Quota
from sandman.providers.narration.elevenlabs.narrator import ElevenLabsNarrator

__all__ = ["ElevenLabsNarrator", "Quota"]
