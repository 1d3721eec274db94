"""The child of the story: many children, each the same on all six pages."""

from .poses import child

__all__ = ["child"]
