"""Every source of chance a library might draw from, saved and set again.

The trainer's own draws depend on the batch's number alone and need none of this; a layer that drops out, or a
library that shuffles, does.
"""

import random
from typing import Any

import numpy as np
import torch
from torch import Tensor


def seed_everything(seed: int) -> None:
    """Begin all of them alike."""
    random.seed(seed)
    np.random.seed(seed % 2**32)
    torch.manual_seed(seed)


def state_of_chance(device: torch.device) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """Of Python, numpy, torch and the device: tensors, and numbers that JSON can hold."""
    numpys = np.random.get_state(legacy=False)
    keys = numpys["state"].pop("key").astype(np.int64)
    tensors = {"chance.torch": torch.get_rng_state(), "chance.numpy": torch.from_numpy(keys)}
    if device.type == "cuda":
        tensors["chance.device"] = torch.cuda.get_rng_state(device)
    elif device.type == "mps":
        tensors["chance.device"] = torch.mps.get_rng_state()
    return tensors, {"python": random.getstate(), "numpy": numpys}


def restore_chance(device: torch.device, tensors: dict[str, Tensor], numbers: dict[str, Any]) -> None:
    """Go on from what `state_of_chance` gave; a device's own only on a device of its kind."""
    version, keys, gauss = numbers["python"]
    random.setstate((version, tuple(keys), gauss))
    numpys = numbers["numpy"]
    numpys["state"]["key"] = tensors["chance.numpy"].numpy().astype(np.uint32)
    np.random.set_state(numpys)
    torch.set_rng_state(tensors["chance.torch"])
    if "chance.device" in tensors and device.type == "cuda":
        torch.cuda.set_rng_state(tensors["chance.device"], device)
    elif "chance.device" in tensors and device.type == "mps":
        torch.mps.set_rng_state(tensors["chance.device"])
