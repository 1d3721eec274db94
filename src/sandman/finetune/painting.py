"""An easel: a base that paints, with a style laid over it or without, in no more memory than it must.

Prompts become words first, and the encoders are gone before the denoiser is loaded: the peak is the largest
part. The denoiser stays for the next pictures until unknown prompts ask for the encoders again. It is held as
a training's placement says: what could be trained here can be painted with.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sandman.finetune.base import LocatedBase
from sandman.finetune.export import find_adapter
from sandman.finetune.families import trainer_of
from sandman.finetune.train.job import Placement

if TYPE_CHECKING:
    from PIL.Image import Image
    from torch import nn

    from sandman.finetune.families.family import Words

STYLE = "style"
"""What the adapter is called inside the denoiser."""
IN_FULL = Placement("cpu", "float32")


class Easel:
    """Paints with one base; the same prompts, seeds and style give the same pictures."""

    def __init__(self, base: LocatedBase, placement: Placement = IN_FULL) -> None:
        """`placement` is a memory plan's, as a training gets it."""
        import torch  # noqa: PLC0415

        self._family = trainer_of(base)
        self._base = base
        self._placement = placement
        self._device = torch.device(placement.device)
        self._denoiser: nn.Module | None = None
        self._words: dict[str, Words] = {}
        self._asked: tuple[Path, float] | None = None
        self._laid: tuple[Path, float] | None = None

    def lay(self, adapter: Path | None, strength: float = 1.0) -> None:
        """Lay a style over the base, in place of any other; None takes it off.

        `adapter` is a file in diffusers' layout, or a training, checkpoint or style folder that holds one.
        Raises Unusable where there is none.
        """
        self._asked = (find_adapter(adapter), strength) if adapter is not None else None

    def read(self, prompts: Sequence[str]) -> None:
        """Have the words of prompts that will be painted, so that the encoders come but once.

        The denoiser is away while they are there.
        """
        unknown = list(dict.fromkeys(prompt for prompt in ("", *prompts) if prompt not in self._words))
        if not unknown:
            return
        from sandman.finetune.train.device import DTYPES, release  # noqa: PLC0415 - torch

        self.clear()
        encoded = self._family.encode_captions(
            unknown,
            device=self._placement.words_on or self._device,
            dtype=DTYPES[self._placement.precision],
        )
        self._words |= dict(zip(unknown, encoded, strict=True))
        release(self._device)

    def paint(
        self,
        prompts: Sequence[str],
        seeds: Sequence[int],
        *,
        width: int,
        height: int,
        steps: int,
        guidance: float,
    ) -> list["Image"]:
        """A picture for each prompt with its seed, in order."""
        self.read(prompts)
        return self._family.paint(
            self._prepared(),
            [self._words[prompt] for prompt in prompts],
            self._words[""],
            seeds=seeds,
            width=width,
            height=height,
            steps=steps,
            guidance=guidance,
        )

    def clear(self) -> None:
        """Let go of the denoiser; the words stay."""
        from sandman.finetune.train.device import release  # noqa: PLC0415 - torch

        self._denoiser = self._laid = None
        release(self._device)

    def _prepared(self) -> "nn.Module":
        """The denoiser with the style that was asked for, and no other."""
        if self._denoiser is None:
            self._denoiser = self._load()
        if self._laid != self._asked:
            if self._laid is not None:
                self._denoiser.delete_adapters(STYLE)
                self._laid = None
            if self._asked is not None:
                file, strength = self._asked
                self._denoiser.load_lora_adapter(
                    file.parent,
                    prefix=self._base.denoiser.name,
                    adapter_name=STYLE,
                    weight_name=file.name,
                    local_files_only=True,
                )
                self._denoiser.set_adapters(STYLE, strength)
                if self._placement.stream:
                    from sandman.weights.streaming import bring_adapter  # noqa: PLC0415 - torch

                    bring_adapter(self._denoiser, device=self._device)
            self._laid = self._asked
        return self._denoiser

    def _load(self) -> "nn.Module":
        from sandman.finetune.train.placing import load_placed  # noqa: PLC0415 - torch

        denoiser = load_placed(self._family, self._placement, device=self._device)
        if self._placement.stream:
            from sandman.weights.streaming import stream  # noqa: PLC0415 - only where the plan wants it

            stream(self._family.blocks(denoiser), device=self._device)
        return denoiser
