"""A base with a style laid over it, held in no more memory than there is. Imports torch.

Encoders come, read a prompt and go, before the denoiser is loaded; where all of them fit together they stay.
The denoiser, in the form that fits, and the autoencoder stay until they are cleared away.
"""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import diffusers
import numpy as np
import torch
import transformers
from numpy.typing import NDArray
from safetensors import SafetensorError

from sandman.ports.errors import ModelMissing
from sandman.providers.illustration.diffusion.bases import HouseBase
from sandman.providers.illustration.diffusion.forms import Form, form_for, load_small
from sandman.providers.illustration.diffusion.places import Place, best_place
from sandman.providers.illustration.diffusion.words import Words, read
from sandman.styles import Unusable
from sandman.styles.files import half_only
from sandman.weights.streaming import bring_adapter

STYLE = "style"
ROOMY = 1.5
"""How often its own weights a part must fit into what is free: what it computes needs room as well."""
SNUG = 1.1
"""The same of an encoder, which computes little."""
KEPT_PROMPTS = 12
"""Of a book painted twice over."""


class Easel:
    """Paints with one base and one style. Not thread-safe."""

    def __init__(
        self, base: HouseBase, *, adapter: Path | None, strength: float, look_up: Callable[[], None]
    ) -> None:
        """`look_up` is called after each denoising step, and may raise to leave the picture."""
        for library in (diffusers, transformers):
            library.utils.logging.set_verbosity_error()
            library.utils.logging.disable_progress_bar()
        self._base = base
        self._adapter = adapter
        self._strength = strength
        self._look_up = look_up
        self.place: Place = best_place(base.card.family)
        self._encoders: Any = None
        self._painter: Any = None
        self._read: dict[tuple[str, str], Words] = {}

    def paint(
        self,
        prompt: str,
        *,
        never: str,
        seed: int,
        width: int,
        height: int,
        steps: int,
        guidance: float,
    ) -> NDArray[np.float32]:
        """A picture [height, width, 3] in [0, 1]. Raises ModelMissing, NeedsAttention."""
        words = self._words(prompt, never)
        painter = self._opened()
        with torch.no_grad():
            painted = painter(
                **{name: self._moved(part) for name, part in words.items()},
                generator=torch.Generator().manual_seed(seed),
                width=width,
                height=height,
                num_inference_steps=steps,
                guidance_scale=guidance,
                output_type="np",
                callback_on_step_end=self._stroke,
            ).images[0]
        return np.asarray(painted, dtype=np.float32)

    def _stroke(self, _painter: Any, _step: int, _at: Any, told: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
        self._look_up()
        return told

    def clear(self) -> None:
        """Let go of everything."""
        self._encoders = self._painter = None
        self._free()

    def _words(self, prompt: str, never: str) -> Words:
        if (prompt, never) not in self._read:
            if self._encoders is None:
                if self._painter is not None and not self._fits(self._encoder_parts()):
                    self._painter = None
                    self._free()
                self._encoders = self._load(without=[self._base.denoiser, "vae"], on=self._reading_on())
            while len(self._read) >= KEPT_PROMPTS:
                del self._read[next(iter(self._read))]
            self._read[prompt, never] = read(self._encoders, self._base, prompt, never=never)
            if self._painter is None and not self._fits([*self._encoder_parts(), self._base.denoiser]):
                self._encoders = None
                self._free()
        return self._read[prompt, never]

    def _opened(self) -> Any:  # noqa: ANN401 - a pipeline of the base's own class
        if self._painter is None:
            if not self._fits([self._base.denoiser, "vae"]):
                self._encoders = None
                self._free()
            form = form_for(self._base, self.place)
            self._painter = self._load_painter(form)
            if self._adapter is not None:
                self._lay(self._adapter)
            if form is Form.STREAMED:
                bring_adapter(getattr(self._painter, self._base.denoiser), device=self.place.device)
            self._painter.set_progress_bar_config(disable=True)
        return self._painter

    def _load_painter(self, form: Form) -> Any:  # noqa: ANN401
        """The base's pipeline with all but its encoders, the denoiser in `form`."""
        encoders = self._encoder_parts()
        if form is Form.WHOLE:
            return self._load(without=encoders, on=self.place.device)
        painter = self._load(without=[*encoders, self._base.denoiser], on=self.place.device)
        try:
            small = load_small(self._base, self.place, streamed=form is Form.STREAMED)
        except (OSError, Unusable) as fault:
            raise self._unloadable(fault) from fault
        painter.register_modules(**{self._base.denoiser: small})
        return painter

    def _lay(self, adapter: Path) -> None:
        try:
            self._painter.load_lora_weights(
                adapter.parent, weight_name=adapter.name, adapter_name=STYLE, local_files_only=True
            )
        except (OSError, ValueError, RuntimeError, SafetensorError) as fault:
            self._painter = None
            raise _missing(f"the style in `{adapter}` cannot be laid over the base: {fault}") from fault
        self._painter.set_adapters(STYLE, self._strength)

    def _reading_on(self) -> torch.device:
        """Where prompts are read: on the processor where the encoders are too large for a graphics card."""
        there = self.place.device
        return there if self._fits(self._encoder_parts(), roomy=SNUG) else torch.device("cpu")

    def _load(self, *, without: list[str], on: torch.device) -> Any:  # noqa: ANN401
        """The base's pipeline on a device, without some of its parts. Each part is cast as it is read."""
        absent = [*without, *(name.replace("text_encoder", "tokenizer") for name in without)]
        there = diffusers.DiffusionPipeline.load_config(self._base.folder)
        extras = [name for name in ("safety_checker", "feature_extractor", "image_encoder") if name in there]
        options: dict[str, Any] = dict.fromkeys([name for name in absent if name in there] + extras)
        if "safety_checker" in there:
            options["requires_safety_checker"] = False
        if self._variant():
            options["variant"] = self._variant()
        try:
            pipeline = diffusers.DiffusionPipeline.from_pretrained(
                self._base.folder, dtype=self.place.dtype, local_files_only=True, **options
            )
        except (OSError, ValueError, SafetensorError) as fault:
            raise self._unloadable(fault) from fault
        return pipeline.to(on)

    def _unloadable(self, fault: Exception) -> ModelMissing:
        return _missing(f"the base in `{self._base.folder}` cannot be loaded: {fault}")

    def _variant(self) -> str | None:
        """`fp16` where a part of the base is there in half precision only; the others come as they are."""
        parts = [self._base.denoiser, "vae", *self._encoder_parts()]
        held = ([path.name for path in (self._base.folder / part).glob("*.safetensors")] for part in parts)
        return "fp16" if any(map(half_only, held)) else None

    def _encoder_parts(self) -> list[str]:
        return sorted(path.name for path in self._base.folder.glob("text_encoder*") if path.is_dir())

    def _fits(self, parts: list[str], *, roomy: float = ROOMY) -> bool:
        return sum(map(self._bytes_of, parts)) * roomy < self.place.free_bytes()

    def _bytes_of(self, part: str) -> int:
        """What a part weighs in the precision it is worked with."""
        return self._base.parameters(part) * torch.finfo(self.place.dtype).bits // 8

    def _moved(self, part: Any) -> Any:  # noqa: ANN401 - a tensor or a list of them
        if isinstance(part, list):
            return [self._moved(each) for each in part]
        return part.to(self.place.device, self.place.dtype)

    def _free(self) -> None:
        gc.collect()
        self.place.clean()


def _missing(message: str) -> ModelMissing:
    return ModelMissing(
        " ".join(message.split())[:300],
        port="illustration",
        provider="diffusion",
        hint="fetch or save it again",
    )
