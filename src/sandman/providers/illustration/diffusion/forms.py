"""In which form a denoiser is held, so that it and its picture fit into what is free. Imports torch.

Transformers of many gigabytes are held in eight bits where they do not fit whole, and brought to a graphics
card block by block where they do not fit so either. UNets are small: whole, or not at all.
"""

from dataclasses import dataclass
from enum import Enum

import diffusers
import torch
from torch import nn

from sandman.ports.errors import NeedsAttention
from sandman.providers.illustration.diffusion.bases import HouseBase
from sandman.providers.illustration.diffusion.places import Place
from sandman.weights.blocks import RUNS, blocks_of
from sandman.weights.quantised import load_quantised
from sandman.weights.streaming import stream

ROOM_BYTES = 3 * 2**30
"""What a picture of a megapixel takes on its way through a transformer and its autoencoder."""
EIGHT_BITS = 1.05
"""Bytes a weight: one in the blocks, more in the hundredth around them, and the scales."""
AT_ONCE = 0.2
"""Of the small form, what lies on a card that it is brought to: two blocks of those there are, and what is
around them."""


class Form(Enum):
    """How a denoiser is held."""

    WHOLE = "whole"
    SMALL = "in eight bits"
    STREAMED = "in eight bits, block by block"


@dataclass(frozen=True, slots=True)
class Held:
    """What a form takes."""

    form: Form
    device_bytes: int
    host_bytes: int = 0


def form_for(base: HouseBase, place: Place) -> Form:
    """The form nearest to whole that fits. Raises NeedsAttention, with the sum, where none does."""
    forms = _forms(base, place)
    for held in forms:
        if held.device_bytes <= place.free_bytes() and held.host_bytes <= place.free_host_bytes():
            return held.form
    least = forms[-1]
    wanted, free, where = least.device_bytes, place.free_bytes(), place.device.type
    if wanted <= free:
        wanted, free, where = least.host_bytes, place.free_host_bytes(), "the machine"
    how = "" if least.form is Form.WHOLE else f" even {least.form.value}"
    raise NeedsAttention(
        f"`{base.card.name}` needs {wanted / 2**30:.1f} GiB to paint{how}, and "
        f"{free / 2**30:.1f} GiB are free on {where}",
        port="illustration",
        provider="diffusion",
        hint="close what else uses its memory, or paint with a smaller base",
    )


def _forms(base: HouseBase, place: Place) -> list[Held]:
    """The largest first."""
    weights = base.parameters(base.denoiser)
    whole = weights * torch.finfo(place.dtype).bits // 8
    if base.card.family not in RUNS:
        return [Held(Form.WHOLE, whole)]
    small = int(weights * EIGHT_BITS)
    forms = [Held(Form.WHOLE, whole + ROOM_BYTES), Held(Form.SMALL, small + ROOM_BYTES)]
    if place.device.type == "cuda":  # elsewhere the device has no memory of its own
        forms.append(Held(Form.STREAMED, int(small * AT_ONCE) + ROOM_BYTES, host_bytes=small))
    return forms


def load_small(base: HouseBase, place: Place, *, streamed: bool) -> nn.Module:
    """The base's transformer in eight bits; nothing larger than that is ever held. Raises Unusable."""
    folder = base.folder / base.denoiser
    denoiser = load_quantised(
        getattr(diffusers, base.config(base.denoiser)["_class_name"]),
        folder,
        lambda built: blocks_of(built, base.card.family),
        "int8",
        device=place.device,
        dtype=place.dtype,
        blocks_on="cpu" if streamed else place.device,
    )
    if streamed:
        stream(blocks_of(denoiser, base.card.family), device=place.device)
    return denoiser
