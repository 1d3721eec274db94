"""Blocks whose inner results are not kept for the backward pass but computed again there.

Chen et al. 2016, arXiv 1604.06174. Of n blocks any share may do so, spread evenly: what is free of a
device's memory buys back the time, where an official script knows only all or nothing.
"""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import nn
from torch.utils.checkpoint import checkpoint


def checkpoint_blocks(blocks: Sequence[nn.Module], share: float) -> list[nn.Module]:
    """Let `share` of `blocks`, evenly spread, compute their results again; gives back which they are."""
    count = round(share * len(blocks))
    chosen = [blocks[place * len(blocks) // count] for place in range(count)]
    for block in chosen:
        block.forward = recomputed(block.forward)
    return chosen


def recomputed(forward: Callable[..., Any], **how: Any) -> Callable[..., Any]:  # noqa: ANN401
    """`forward`, run once more in the backward pass. `how` goes to PyTorch's `checkpoint`."""

    def run(*args: Any, **named: Any) -> Any:  # noqa: ANN401
        if not torch.is_grad_enabled():
            return forward(*args, **named)
        # no block here draws a random number, so none has to be drawn again
        return checkpoint(forward, *args, use_reentrant=False, preserve_rng_state=False, **how, **named)

    return run
