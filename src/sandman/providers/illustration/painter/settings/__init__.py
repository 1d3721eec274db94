"""The places, one file each: every layout paints its back, offers a stage, and paints what lies in front."""

from collections.abc import Generator

from sandman.providers.illustration.painter.view import Stage, Standing

Play = Generator[Stage, Standing, None]
"""What a layout is while it is being painted."""
