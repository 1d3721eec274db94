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


def ladder(machine: Machine, training: Training, *, begun: Placement | None = None) -> Iterator[Rung]:
    """Every way that the machine offers and the recipe allows, the fastest first.

    A run that was `begun` in one that the recipe still allows has no other.
    """
    if begun and _is_still_allowed(begun, training):
        yield Rung(_name(begun), begun)
        return
    precisions = _precisions(machine, training)
    for precision in precisions:
        for quantisation, stream in _forms(machine, training):
            for share in _shares(training, stream=stream):
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


def _forms(machine: Machine, training: Training) -> list[tuple[Form, bool]]:
    """Each with whether it is streamed."""
    forms: list[tuple[Form, bool]] = [("none", False), ("int8", False)]
    if machine.device == "cuda":  # elsewhere a block would be brought from a memory into the same one
        # Left to us it is the form with the fewest bytes to bring at every step.
        streamed: Form = "nf4" if training.quantisation == "auto" else training.quantisation
        forms += [("nf4", False), (streamed, True)]
    return forms


def _shares(training: Training, *, stream: bool) -> tuple[float, ...]:
    fixed = training.checkpointing
    if not stream:
        return (0.0, *SHARES, 1.0) if fixed is None else (fixed,)
    # A block that has left the device is computed again, whichever share is fixed: who fixes one and does not
    # ask for streaming gets none.
    return (1.0,) if training.stream or fixed in (None, 1) else ()


def _allowed(placement: Placement, training: Training, *, last: str) -> bool:
    smaller = placement.quantisation != "none" or placement.stream
    if smaller and placement.precision != last:
        return False  # whoever is short of memory takes the smaller precision first
    return training.quantisation in ("auto", placement.quantisation) and training.stream in (
        None,
        placement.stream,
    )


def _is_still_allowed(begun: Placement, training: Training) -> bool:
    return (
        training.precision in ("auto", begun.precision)
        and training.quantisation in ("auto", begun.quantisation)
        and training.stream in (None, begun.stream)
        and (begun.stream or training.checkpointing in (None, begun.checkpointing))
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
