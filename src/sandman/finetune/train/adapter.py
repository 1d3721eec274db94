"""The adapter: every layer's two small matrices, laid into one float32 buffer.

One buffer makes a step of the optimiser, its clipping, averaging and checking a handful of kernels, where a
UNet's adapter is 320 tensors; and several devices average their gradients in one go. The matrices that peft
keeps are views of it, and so are their gradients. They are float32 whatever the base is: in bfloat16 an
update of 1e-4 is rounded away at four of five weights.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import torch
from peft import LoraConfig
from peft.utils import get_peft_model_state_dict
from torch import Tensor, nn

from sandman.finetune.train.light import lighten

NAME = "default"
"""Peft's name for the adapter that is trained; one that is laid on for the training has another."""


class Adapter:
    """The trained part of a denoiser."""

    def __init__(
        self,
        denoiser: nn.Module,
        *,
        targets: list[str],
        rank: int,
        alpha: float,
        seed: int,
        device: torch.device,
    ) -> None:
        """Lay a new adapter onto a frozen denoiser; it changes nothing until it is trained.

        It lies on `device`, where the denoiser works, wherever the denoiser's own weights wait.
        """
        self._denoiser = denoiser
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            # A is Gaussian and B is zero, as in arXiv 2106.09685, section 4.1.
            config = LoraConfig(
                r=rank, lora_alpha=alpha, init_lora_weights="gaussian", target_modules=targets
            )
            denoiser.add_adapter(config, adapter_name=NAME)
        lighten(denoiser, NAME)

        self._parts = {name: part for name, part in denoiser.named_parameters() if part.requires_grad}
        size = sum(part.numel() for part in self._parts.values())
        self.flat = nn.Parameter(torch.empty(size, dtype=torch.float32, device=device))
        self.flat.grad = torch.zeros_like(self.flat)
        for part, values, gradient in self._views():
            values.copy_(part.data)
            part.data = values
            part.grad = gradient

    def _views(self) -> list[tuple[nn.Parameter, Tensor, Tensor]]:
        assert self.flat.grad is not None
        sizes = [part.numel() for part in self._parts.values()]
        values, gradients = self.flat.data.split(sizes), self.flat.grad.split(sizes)
        return [
            (part, value.view_as(part), gradient.view_as(part))
            for part, value, gradient in zip(self._parts.values(), values, gradients, strict=True)
        ]

    @contextmanager
    def off(self) -> Iterator[None]:
        """For as long as this is open, the denoiser is as it was before; a training adapter stays on."""
        self._denoiser.disable_adapters()
        try:
            yield
        finally:
            self._denoiser.enable_adapters()

    @property
    def gradient(self) -> Tensor:
        """Of every weight, one after the other; added to by each backward pass."""
        assert self.flat.grad is not None
        return self.flat.grad

    def parts(self) -> dict[str, Tensor]:
        """Each matrix by its name in the denoiser; writing into one writes into the adapter."""
        return {name: part.data for name, part in self._parts.items()}

    def put(self, parts: Mapping[str, Tensor]) -> None:
        """Take over matrices by their names in the denoiser, every one of them."""
        if parts.keys() != self._parts.keys():
            raise KeyError(
                f"other layers than this adapter's: {sorted(parts.keys() ^ self._parts.keys())[:3]}"
            )
        for name, values in parts.items():
            self._parts[name].data.copy_(values)

    def state(self, values: Tensor | None = None) -> dict[str, Tensor]:
        """As peft names them, on the CPU; of `values`, laid out as `flat` is, or of what was learnt."""
        laid = self.flat.detach() if values is None else values
        pieces = laid.split([part.numel() for part in self._parts.values()])
        named = {
            name: piece.view_as(part) for (name, part), piece in zip(self._parts.items(), pieces, strict=True)
        }
        told = get_peft_model_state_dict(self._denoiser, state_dict=named, adapter_name=NAME)
        return {name: part.cpu().clone() for name, part in told.items()}
