"""Training by the clock: a number of minutes, however many steps they hold, going on after a kill.

On the CPU several workers share one model and update it in place without locks (Hogwild, Niu et al.
2011, arXiv 1106.5730): on a busy machine two single-threaded workers waste less than two threads of one,
which wait for each other at every layer.
"""

import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.multiprocessing as mp
from torch import Tensor, nn

Loss = Callable[[nn.Module], Tensor]
"""The loss of one fresh batch; draws it with torch's own generator."""
KEEP_EVERY, TELL_EVERY = 90.0, 30.0
"""Seconds between checkpoints, and between lines."""


@dataclass(frozen=True, slots=True)
class Course:
    """How long and how fast to learn."""

    name: str
    minutes: float
    learning_rate: float
    kept: Path
    """The checkpoint's file."""
    workers: int = 2
    average: float = 0.99
    """Decay of the averaged weights that are the result."""
    warm_up: int = 50
    seed: int = 0


def learn(model: nn.Module, loss: Loss, course: Course) -> nn.Module:
    """Train `model` until its minutes are over; returns it with its averaged weights."""
    averaged = deepcopy(model).requires_grad_(False)
    told = torch.zeros(3, dtype=torch.float64)  # seconds spent, steps taken, mean loss
    memory = _taken_up(course.kept, model, averaged, told)
    job = (model, averaged, told, memory, loss, course)
    if course.workers > 1:
        for shared in (model, averaged):
            shared.share_memory()
        told.share_memory_()
        # Forked, not spawned: the pictures are in memory once, and nothing is imported again.
        mp.start_processes(_work, args=job, nprocs=course.workers, start_method="fork")
    else:
        _work(0, *job)
    return averaged


def _work(
    worker: int,
    model: nn.Module,
    averaged: nn.Module,
    told: Tensor,
    memory: dict[str, Any] | None,
    loss: Loss,
    course: Course,
) -> None:
    if course.workers > 1:
        torch.set_num_threads(1)
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(weights, lr=course.learning_rate, weight_decay=1e-3, betas=(0.9, 0.99))
    if memory is not None:
        optimiser.load_state_dict(memory)
    before, begun = float(told[0]), time.monotonic()
    torch.manual_seed(course.seed + 1000 * worker + int(told[1]))
    kept_at = told_at = begun
    while (share := (before + time.monotonic() - begun) / (60 * course.minutes)) < 1:
        step = int(told[1])
        # Up in a few steps, down to nothing over the second half.
        pace = min(1.0, (step + 1) / course.warm_up) * min(1.0, 2 * (1 - share) + 0.01)
        for group in optimiser.param_groups:
            group["lr"] = course.learning_rate * pace
        got = loss(model)
        optimiser.zero_grad()
        got.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        told[1] += 1
        told[2] += (float(got.detach()) - told[2]) * (0.02 if step > 50 else 0.2)
        if worker:
            continue
        now = time.monotonic()
        told[0] = before + now - begun
        decay = min(course.average, step / (step + 20))
        torch._foreach_lerp_(
            list(averaged.parameters()), [weight.detach() for weight in model.parameters()], 1 - decay
        )
        if now - told_at > TELL_EVERY:
            told_at = now
            print(f"{course.name}: step {int(told[1])}, loss {told[2]:.4f}, {share:.0%}", flush=True)
        if now - kept_at > KEEP_EVERY:
            kept_at = now
            _keep(course.kept, model, averaged, told, optimiser)
    if not worker:
        _keep(course.kept, model, averaged, told, optimiser)


def _keep(
    kept: Path, model: nn.Module, averaged: nn.Module, told: Tensor, optimiser: torch.optim.Optimizer
) -> None:
    draft = kept.with_suffix(".part")
    torch.save(
        {
            "model": model.state_dict(),
            "averaged": averaged.state_dict(),
            "told": told,
            "memory": optimiser.state_dict(),
        },
        draft,
    )
    draft.replace(kept)


def _taken_up(kept: Path, model: nn.Module, averaged: nn.Module, told: Tensor) -> dict[str, Any] | None:
    if not kept.exists():
        return None
    device = next(model.parameters()).device
    found = torch.load(kept, map_location=device, weights_only=True)
    model.load_state_dict(found["model"])
    averaged.load_state_dict(found["averaged"])
    told.copy_(found["told"].to(told.device))
    memory: dict[str, Any] = found["memory"]
    return memory
