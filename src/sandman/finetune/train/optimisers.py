"""What moves the adapter. One flat parameter means one kernel a step where there would be hundreds."""

import torch
from torch.optim import AdamW, Optimizer

from sandman.styles import Training, Unusable


def check_optimiser(training: Training, *, device: str) -> None:
    """Raises Unusable, before anything is encoded, for an optimiser that `device` cannot run."""
    if training.optimiser == "adamw8bit" and device != "cuda":
        raise Unusable(
            f"8-bit AdamW runs on CUDA, and this training runs on `{device}`",
            hint='set `optimiser = "adamw"`; a style\'s adapter is small, so little memory is lost',
        )


def make_optimiser(parameter: torch.nn.Parameter, training: Training) -> Optimizer:
    """The optimiser that was asked for; `learning_rate` is set anew at every step."""
    lr, decay = training.learning_rate, training.weight_decay
    match training.optimiser:
        case "adamw":
            return AdamW([parameter], lr=lr, weight_decay=decay, fused=True)
        case "adamw8bit":
            from bitsandbytes.optim import AdamW8bit  # noqa: PLC0415 - looks for CUDA when imported

            return AdamW8bit([parameter], lr=lr, weight_decay=decay)
        case "prodigy":
            from prodigyopt import Prodigy  # noqa: PLC0415

            return Prodigy(
                [parameter], lr=lr, weight_decay=decay, use_bias_correction=True, safeguard_warmup=True
            )
