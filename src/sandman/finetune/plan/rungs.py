"""The ladder: ways to make a training fit, from the fastest to the smallest."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sandman.finetune.plan.machine import Machine
from sandman.finetune.train.job import Placement
from sandman.styles import Training

Precision = Literal["float32", "bfloat16"]
Form = Literal["none", "int8", "nf4"]

SHARES = (0.25, 0.5, 0.75)
"""Of the blocks, for interval checkpointing; each is tried, the least that fits is taken."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One way to make it fit."""

    name: str
    placement: Placement


def ladder(machine: Machine, training: Training) -> Iterator[Rung]:
    """Every way that the machine offers and the recipe allows, the fastest first."""
    precisions = _precisions(machine, training)
    shares = (0.0, *SHARES, 1.0) if training.checkpointing is None else (training.checkpointing,)
    for precision in precisions:
        for quantisation, stream in _forms(machine):
            for share in shares:
                placement = Placement(
                    device=machine.device,
                    precision=precision,
                    quantisation=quantisation,
                    stream=stream,
                    checkpointing=share,
                )
                if _allowed(placement, training, last=precisions[-1]):
                    yield Rung(_name(placement), placement)


def _precisions(machine: Machine, training: Training) -> list[Precision]:
    if training.precision != "auto":
        return [training.precision]
    # A CPU without instructions for bfloat16 is slower in it: it is the way to fit there, not the way to run.
    return ["bfloat16"] if machine.fast_bfloat16 else ["float32", "bfloat16"]


def _forms(machine: Machine) -> list[tuple[Form, bool]]:
    forms: list[tuple[Form, bool]] = [("none", False), ("int8", False)]
    if machine.device == "cuda":
        forms += [("nf4", False), ("nf4", True)]
    return forms


def _allowed(placement: Placement, training: Training, *, last: str) -> bool:
    if placement.stream and placement.checkpointing < 1:
        return False  # a block that has left the device cannot be gone back to without computing it again
    if placement.quantisation != "none" and placement.precision != last:
        return False  # whoever is short of memory takes the smaller precision first
    return training.quantisation in ("auto", placement.quantisation) and training.stream in (
        None,
        placement.stream,
    )


def _name(placement: Placement) -> str:
    words: list[str] = [placement.quantisation if placement.quantisation != "none" else placement.precision]
    if placement.stream:
        words.append("streamed")
    if 0 < placement.checkpointing < 1:
        words.append(f"interval checkpointing ({placement.checkpointing:.0%} of the blocks)")
    elif placement.checkpointing == 1:
        words.append("full checkpointing")
    return ", ".join(words)
