"""How fast the adapter moves, as a plain function of the step: nothing to save, nothing to restore."""

import math

from sandman.styles import Training


def learning_rate(step: int, training: Training) -> float:
    """The rate of `step`, from 1: a straight rise over the warm-up, then constant or along a half cosine."""
    assert training.learning_rate is not None
    assert training.steps is not None
    peak, warm_up = training.learning_rate, training.warm_up
    if step <= warm_up:
        return peak * step / (warm_up + 1)
    if training.schedule == "constant":
        return peak
    done = (step - 1 - warm_up) / max(1, training.steps - warm_up)
    return peak * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))
