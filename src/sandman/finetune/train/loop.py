"""The steps, one after the other: asked for, told of one step late, and ended where that is safe."""

import math
import time
from collections import deque
from collections.abc import Callable

from sandman.finetune.train.batches import Batches
from sandman.finetune.train.learner import Learner, Taken
from sandman.finetune.train.world import World
from sandman.styles import Training

Tell = Callable[[Taken, float, float], None]
"""Told of a step that is done: itself, its loss and its seconds."""


class NotNumbers(Exception):
    """The loss or the gradient of a step is no number any more; it says which, and of which pictures."""


def take_steps(
    learner: Learner,
    batches: Batches,
    *,
    training: Training,
    world: World,
    asked_to_stop: Callable[[], bool],
    tell: Tell,
    save: Callable[[], None],
    look: Callable[[], None],
) -> bool:
    """Learn until the last step; False where it was asked to stop before.

    On CUDA a step's numbers are read while the next one is on its way, so that the device never waits for
    Python; elsewhere reading waits for all that was sent, and a lag would win nothing. Before every save they
    are read at once, so that no checkpoint holds what was not seen to be numbers.
    """
    assert training.steps is not None
    lag = 1 if world.device.type == "cuda" else 0
    unread: deque[Taken] = deque()
    stopping = False
    begun = time.perf_counter()

    def read(down_to: int) -> bool:
        """Read and tell all steps but the newest `down_to`; True where one of them was asked to stop."""
        nonlocal begun
        asked = False
        while len(unread) > down_to:
            taken = unread.popleft()
            loss, length, stop = taken.read()
            if not (math.isfinite(loss) and math.isfinite(length)):
                raise NotNumbers(_cause(taken, loss, length))
            now = time.perf_counter()
            tell(taken, loss, now - begun)
            begun, asked = now, asked or stop
        return asked

    while learner.step < training.steps:
        first = learner.step * training.accumulate * world.size + world.rank
        shown = [batches[first + turn * world.size] for turn in range(training.accumulate)]
        unread.append(learner.take_step(shown, stopping=asked_to_stop()))

        stopping |= read(lag)
        if world.size == 1:  # nobody else must hear of it first
            stopping |= asked_to_stop()
        last = learner.step == training.steps
        saving = last or stopping or learner.step % training.save_every == 0
        looking = learner.step % training.sample_every == 0 if training.sample_every else saving
        if saving or looking:
            stopping |= read(0)
        if saving:
            save()
            if stopping and not last:
                return False
        if looking:
            look()
        if saving or looking:
            begun = time.perf_counter()  # neither is part of a step
    return True


def _cause(taken: Taken, loss: float, length: float) -> str:
    """What broke, and with which pictures. The caches were checked: what goes in is made of numbers."""
    what = f"the loss became {loss}" if not math.isfinite(loss) else f"the gradient became {length}"
    pictures = f" with {', '.join(taken.shown)}" if taken.shown else ""
    return f"{what} at step {taken.step}{pictures}, at a learning rate of {taken.lr:.1e}"
