"""A diffusion model of one's own, in a picture style of one's own; nothing leaves the house."""

from sandman.providers.illustration.diffusion.engine import DiffusionIllustrator

__all__ = ["DiffusionIllustrator"]
