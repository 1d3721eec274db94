"""Kokoro-82M on this machine: four languages, no key, no network."""

from sandman.providers.narration.kokoro.narrator import KokoroNarrator

__all__ = ["KokoroNarrator"]
