"""The adapter as layers: read from peft's state, and put together where the original model has one for some.

Legend: r rank, i inputs and o outputs of a layer. A layer's update is `up @ down`, up [o, r], down [r, i];
those of convolutions have two more dimensions.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandman.finetune.export.places import Place, Places
from sandman.styles import Unusable

if TYPE_CHECKING:
    from torch import Tensor

DOWN, UP = ".lora_A.weight", ".lora_B.weight"


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer's update; it counts `scale` times."""

    name: str
    down: "Tensor"
    up: "Tensor"
    scale: float

    @property
    def rank(self) -> int:
        """How many directions the update has: r."""
        return int(self.down.shape[0])


def layers_of(state: Mapping[str, "Tensor"], *, alpha: float) -> tuple[Layer, ...]:
    """The layers in what `get_peft_model_state_dict` gives. Raises Unusable for anything but LoRA."""
    names = [key.removesuffix(DOWN) for key in state if key.endswith(DOWN)]
    if not names or set(state) != {name + end for name in names for end in (DOWN, UP)}:
        odd = next((key for key in state if not key.endswith((DOWN, UP))), "a layer without its other half")
        raise Unusable(f"the adapter holds {odd}, and only LoRA layers can be written", hint="train it again")
    return tuple(
        Layer(name, down := _plain(state[name + DOWN]), _plain(state[name + UP]), alpha / down.shape[0])
        for name in names
    )


def moved(layers: tuple[Layer, ...], places: Places) -> Iterator[Layer]:
    """The same update as layers of the original model.

    Parts of one layer become one of the sum of their ranks: downs are stacked, ups lie on a diagonal, and
    rows of parts that were not trained are zero. So does kohya's own converter.
    """
    together: defaultdict[str, list[tuple[Place, Layer]]] = defaultdict(list)
    for layer in layers:
        place = places(layer.name)
        together[place.name].append((place, layer))
    for name, parts in together.items():
        place, layer = parts[0]
        if place.rows:
            yield _fused(name, parts)
        else:
            yield Layer(name, layer.down, _turned(layer.up) if place.halves_change else layer.up, layer.scale)


def _fused(name: str, parts: list[tuple[Place, Layer]]) -> Layer:
    import torch  # noqa: PLC0415

    parts.sort(key=lambda each: each[0].part)
    rows, first = parts[0][0].rows, parts[0][1]
    up = torch.zeros(sum(rows), sum(layer.rank for _, layer in parts), dtype=first.up.dtype)
    column = 0
    for place, layer in parts:
        row = sum(rows[: place.part])
        up[row : row + rows[place.part], column : column + layer.rank] = layer.up
        column += layer.rank
    return Layer(name, torch.cat([layer.down for _, layer in parts]), up, first.scale)


def _turned(up: "Tensor") -> "Tensor":
    import torch  # noqa: PLC0415

    return torch.cat(tuple(reversed(up.chunk(2))))


def _plain(tensor: "Tensor") -> "Tensor":
    return tensor.detach().cpu().contiguous()
