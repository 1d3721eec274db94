"""The table of animals (`species.toml`), and one animal of it as this book's variant has it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from sandman.providers.illustration.painter.brush import Shape, mirror, points, rgb, smooth

# What a figure wears is the accent that keeps it the same from page to page.
ACCENTS = ("#c4574f", "#4f7fa6", "#d99a3f", "#6f8f5f", "#8a6aa8", "#3f8a8c", "#cf6f86")


@dataclass(frozen=True, slots=True)
class Species:
    """One row of the table, with this variant's coat; see the head of `species.toml`."""

    id: str
    outline: str
    fur: str = "#c9a583"
    light: str = "#fbf2e4"
    dark: str = "#8d6b55"
    accent: str = ACCENTS[0]
    cheek: float = 0.05
    ears: str = "round"
    inner: str = "#eba9a0"
    eyes: tuple[float, float, float] = (0.42, 0.08, 0.15)
    iris: str = "#6b4526"
    button_eyes: bool = False
    nose: tuple[float, float, str] | None = None
    smile: float | None = None
    muzzle: tuple[float, float, float] | None = None
    marks: tuple[str, ...] = ()
    tail: str = "none"
    feet: str = "paw"
    limbs: str = "plain"
    socks: bool = False
    whiskers: bool = False
    lashes: bool = False
    tongue: bool = False
    wears: str = "scarf"
    on_twos: bool = False
    sits_up: bool = False
    wings: bool = False
    plates: bool = False
    girth: float = 1.0
    legs: float = 1.0
    neck: float = 0.0
    shag: float = 0.05

    @property
    def limb(self) -> str:
        """The colour of arms and legs."""
        return self.dark if self.limbs == "dark" else self.fur

    @property
    def pencil(self) -> float:
        """How firmly its outline is drawn: pale fur needs a line to leave a pale ground."""
        return 0.64 if float(rgb(self.fur).mean()) > 0.84 else 0.40

    @property
    def sock(self) -> str:
        """The colour of hands and feet."""
        return self.dark if self.socks else self.limb


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = resources.files(__package__).joinpath("species.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def known() -> tuple[str, ...]:
    """Every animal of the table."""
    return tuple(name for name in _table() if name != "head")


@cache
def species(name: str, variant: int = 0) -> Species:
    """The animal `name` in the coat and colours of `variant`; raises KeyError for an unknown one."""
    row = dict(_table()[name])
    coats = row.pop("coats")
    fur, light, dark = coats[variant % len(coats)]
    # Not in step with the coats, so that the same fur meets every colour of scarf.
    accent = ACCENTS[(known().index(name) + variant + variant // len(coats)) % len(ACCENTS)]
    frozen: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    return Species(id=name, fur=fur, light=light, dark=dark, accent=accent, **frozen)


@cache
def _skull(outline: str) -> tuple[tuple[float, float], ...]:
    half = points(*(number for pair in _table()["head"][outline] for number in pair))
    return tuple((float(x), float(y)) for x, y in smooth(mirror(half)))


def skull(outline: str) -> Shape:
    """The outline of a head, in head units, [n, 2]."""
    return points(*(number for pair in _skull(outline) for number in pair))
