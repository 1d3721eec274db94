"""The illustrator's port: what a scene shows in, an encoded picture out."""

from dataclasses import dataclass
from typing import Literal, Protocol

from sandman.stories import Staging

PictureFormat = Literal["webp", "png"]


@dataclass(frozen=True, slots=True)
class PictureBrief:
    """One page to paint.

    `book_seed` keeps the cast the same on all pages, `page` (from 1) makes each picture its own;
    `attempt` counts repaintings of the page. A painter that works from ids reads `staging`, a model
    reads `prompt`.
    """

    staging: Staging | None
    prompt: str
    book_seed: int
    page: int
    attempt: int = 0
    width: int = 1024
    height: int = 768
    format: PictureFormat = "webp"


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded picture."""

    data: bytes
    format: PictureFormat
    width: int
    height: int
    cost: float = 0.0
    """What a vendor asked for it, in US dollars."""
    notes: tuple[str, ...] = ()
    """Plain sentences for the parent: what had to be changed for it."""
    style: str = ""
    """The published style it was painted in, with its version and hash."""


class Illustrator(Protocol):
    """Paints pages."""

    name: str
    """The engine's name as `--illustrator` spells it: `painter`, `diffusion`, …"""
    model: str
    """What painted it, with its version; goes into `made_by`."""

    def paint(self, brief: PictureBrief) -> Picture:
        """Paint one page. Blocking and CPU-heavy: call it in a thread. Same brief, same bytes.

        Raises TryAgainLater, NeedsAttention, or BadWork when a picture came back that cannot be used.
        """
        ...
