"""The built-in storyteller: a story grammar over the story world, written in four languages."""

from sandman.providers.storytelling.builtin.engine import BuiltinStoryteller

__all__ = ["BuiltinStoryteller"]
