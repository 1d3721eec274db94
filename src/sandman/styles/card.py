"""A published picture style: what it is, what it fits, and how its versions are ordered.

On disk a style is a folder `NAME/VERSION/` with `card.toml`, `adapter.safetensors` (diffusers/PEFT keys)
and `samples/`. This module knows the card and its words; it touches no disk.
"""

import re
import tomllib
from datetime import datetime
from typing import Annotated, NamedTuple, Self

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sandman.styles.bases import Family
from sandman.styles.errors import StyleMismatch, Unusable

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""`watercolour-moon`: it is a folder's name and typed on a command line."""


class StyleName(NamedTuple):
    """A style as it is asked for: `NAME`, or `NAME@VERSION`."""

    name: str
    version: int | None = None
    """None is the newest."""

    @classmethod
    def read(cls, typed: str) -> Self:
        """Read what was typed. Raises Unusable."""
        name, at, version = typed.partition("@")
        if not NAME.fullmatch(name) or (at and not version.isdecimal()):
            raise Unusable(
                f"`{typed}` is no style's name; a name is small letters, digits and dashes",
                hint="NAME or NAME@VERSION, as in watercolour-moon@2",
            )
        return cls(name, int(version) if at else None)

    def __str__(self) -> str:
        return self.name if self.version is None else f"{self.name}@{self.version}"


class BaseOf(BaseModel):
    """The base a style was taught to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    """`sd15`, a hub id, or the folder's own name."""
    family: Family
    source: str
    """Where it is loaded from: a hub id, or a folder."""
    fingerprint: str
    """Of the denoiser's configuration and weights; two bases with one fingerprint are one base."""
    licence: str = ""


class StyleCard(BaseModel):
    """Everything about one version of a style that somebody who paints with it must know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(pattern=f"^{NAME.pattern}$")]
    version: Annotated[int, Field(ge=1)]
    title: str = ""
    """What people read, as in “Moonlit watercolour”; the name where empty."""
    base: BaseOf
    trigger: str
    """The words that call the style up; they begin every prompt."""
    style_line: str = ""
    """Further words of the style that are put to every prompt, the same each time."""
    rank: Annotated[int, Field(ge=1)]
    alpha: Annotated[float, Field(gt=0)]
    resolution: Annotated[int, Field(ge=32)]
    """Pixels of the side it was trained at."""
    strength: Annotated[float, Field(gt=0, le=2)] = 1.0
    """How strongly it is laid over the base."""
    paint_steps: Annotated[int, Field(ge=1)] = 25
    guidance: Annotated[float, Field(ge=0)] = 7.0
    adapter_sha256: str
    pictures: int = 0
    """How many it was taught from."""
    pictures_sha256: str = ""
    """Of the pictures' hashes, in order of their names."""
    steps: int = 0
    """Training steps of the chosen checkpoint."""
    score: float | None = None
    """How far the pictures moved to the style, 0 (not at all) to 1 (like the pictures it was taught from)."""
    created_at: datetime

    @property
    def at(self) -> StyleName:
        """Its name with its version."""
        return StyleName(self.name, self.version)

    def check_base(self, found: BaseOf) -> None:
        """Raises StyleMismatch, naming both, where `found` is not the base this style was taught to."""
        if found.fingerprint != self.base.fingerprint:
            raise StyleMismatch(
                f"style `{self.at}` was trained on `{self.base.name}` ({self.base.fingerprint[:8]}), and "
                f"`{found.name}` ({found.fingerprint[:8]}) is loaded",
                hint=f"load `{self.base.source}`, or choose a style that was trained on `{found.name}`",
            )

    def to_toml(self) -> str:
        """The text of `card.toml`."""
        return tomli_w.dumps(self.model_dump(mode="json", exclude_none=True))

    @classmethod
    def from_toml(cls, text: str, *, where: str) -> Self:
        """Read `card.toml`. Raises Unusable, naming `where` and what is wrong."""
        try:
            return cls.model_validate(tomllib.loads(text))
        except tomllib.TOMLDecodeError as fault:
            raise Unusable(f"`{where}` is not TOML: {fault}", hint="publish the style again") from fault
        except ValidationError as fault:
            first = fault.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            raise Unusable(
                f"`{where}` has a `{field}` that cannot be used: {first['msg'].lower()}",
                hint="publish the style again",
            ) from fault
