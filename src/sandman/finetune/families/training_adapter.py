"""An adapter under which a distilled base is taught: it undoes the distillation, and is left out on save.

It is no adapter of PEFT's: it hangs on the layers as hooks, so that the adapter that is learnt is saved
alone whatever is done, a quantised base need not be undone, and it can be lifted for a sample picture.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import torch
from torch import Tensor, nn

from sandman.finetune.base import LocatedBase
from sandman.finetune.hub import fetch_adapter
from sandman.styles import Unusable


class TrainingAdapter:
    """Pairs of matrices by the names of the layers they are added to."""

    def __init__(self, pairs: Mapping[str, tuple[Tensor, Tensor]]) -> None:
        self.pairs = pairs
        """By layer: down [r, in], up [out, r] with its scale in it."""
        self.lies = True

    @classmethod
    def laid_for(
        cls, base: LocatedBase, denoiser: nn.Module, *, pipeline: type[Any], dtype: torch.dtype
    ) -> Self | None:
        """The one that `base` names, laid over its denoiser; None where it names none."""
        if not (named := base.defaults.training_adapter):
            return None
        made = cls.load(named, pipeline=pipeline)
        made.lay_on(denoiser, dtype=dtype)
        return made

    @classmethod
    def load(cls, named: str, *, pipeline: type[Any]) -> Self:
        """From this disk, else from the hub. Raises Unusable, and as `fetch_adapter` does."""
        found = Path(named) if Path(named).exists() else fetch_adapter(named)
        files = sorted(found.glob("*.safetensors")) if found.is_dir() else [found]
        if not files:
            raise Unusable(
                f"the training adapter `{named}` has no weights in safetensors", hint="fetch it again"
            )
        # the pipeline's own reader knows every way of naming that is about
        read = pipeline.lora_state_dict(str(files[0].parent), weight_name=files[0].name, return_alphas=True)
        # but only FLUX.1's leaves the scales beside the matrices; the others put them in
        state, alphas = read if isinstance(read, tuple) else (read, None)
        alphas = alphas or {}
        pairs = {}
        for name, down in state.items():
            if ".lora_A." in name:
                layer = name.split(".lora_A.")[0]
                up = state[name.replace(".lora_A.", ".lora_B.")]
                rank = down.shape[0]
                scale = float(alphas.get(f"{layer}.alpha", rank)) / rank
                pairs[layer.removeprefix("transformer.")] = (down.float(), up.float() * scale)
        return cls(pairs)

    def lay_on(self, denoiser: nn.Module, *, dtype: torch.dtype) -> None:
        """Add it to what its layers give. Raises Unusable where a layer is not there."""
        modules = dict(denoiser.named_modules())
        if strangers := [name for name in self.pairs if name not in modules]:
            raise Unusable(
                f"the training adapter is for another base: it has `{strangers[0]}`, and "
                f"{len(strangers) - 1} more layers that are not here",
                hint="name the adapter that was made for this base",
            )
        for name, (down, up) in self.pairs.items():
            layer: Any = modules[name]
            matrices = down.to(denoiser.device, dtype), up.to(denoiser.device, dtype)
            getattr(layer, "base_layer", layer).register_forward_hook(self._added(*matrices))

    def _added(self, down: Tensor, up: Tensor) -> Any:  # noqa: ANN401 - a hook
        def add(_: nn.Module, given: tuple[Tensor, ...], out: Tensor) -> Tensor:
            if not self.lies:
                return out
            x = given[0].to(down.dtype)
            return out + (x @ down.T @ up.T).to(out.dtype)

        return add

    @staticmethod
    @contextmanager
    def lifted(adapter: "TrainingAdapter | None") -> Iterator[None]:
        """For as long as this is open, the base is as it was published."""
        if adapter is None:
            yield
            return
        adapter.lies = False
        try:
            yield
        finally:
            adapter.lies = True
