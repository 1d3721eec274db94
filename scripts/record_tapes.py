"""Record what the official example scripts of diffusers do, step by step, for our trainer to do again.

    python scripts/record_tapes.py sd   train_dreambooth_lora.py
    python scripts/record_tapes.py flux train_dreambooth_lora_flux.py

The scripts are examples/dreambooth/ of huggingface/diffusers, run as they are, on the tiny bases of the
tests; they are not kept here. They import torchvision: `pip install --no-deps --target DIR torchvision` and
put DIR on PYTHONPATH (a CUDA build beside a CPU torch will do, see `allow_torchvision`).

A tape holds the adapter before the first step and of each step the latents, the noise, the timesteps, the
words and the loss. It is a data file of tests/style/tapes; with what it was recorded is in its header.
"""

import hashlib
import importlib.util
import os
import runpy
import shutil
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
os.environ["HF_HUB_OFFLINE"] = "1"

import torch  # noqa: E402


def allow_torchvision() -> object:
    """A CUDA build of torchvision can be imported beside a CPU torch once these operators are declared."""
    if torch.cuda.is_available() or not importlib.util.find_spec("torchvision"):
        return None
    library = torch.library.Library("torchvision", "DEF")
    for operator in ("nms", "qnms"):
        library.define(operator + "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    return library


ALLOWED = allow_torchvision()
"""Kept: a library's operators go when it goes; before diffusers looks for torchvision."""

import accelerate  # noqa: E402
import diffusers  # noqa: E402
from safetensors.torch import save_file  # noqa: E402
from tests.style.tiny import flux_tiny, pictures, sd_tiny  # noqa: E402
from torch import Tensor  # noqa: E402

STEPS, RANK, SIDE = 10, 2, 64
WEIGHT_DECAY = {"sd": 1e-2, "flux": 1e-4}
"""The scripts' own, by default."""
MORE = {"sd": [], "flux": ["--max_sequence_length", "32", "--lora_alpha", str(RANK)]}


class Tape:
    """Listens at the library's own functions, so that a script need not be touched."""

    def __init__(self) -> None:
        self.tensors: dict[str, Tensor] = {}
        self.step = 0

    def note(self, **found: Any) -> None:  # noqa: ANN401 - whatever a step shows
        """Keep a tensor of the step that goes on."""
        for name, value in found.items():
            self.tensors[f"{self.step:02d}.{name}"] = value.detach().clone().cpu().contiguous()

    def listen(self, denoiser: type[Any], heard: Callable[..., dict[str, Tensor]]) -> None:
        """Wrap the denoiser's forward, the drawing of noise, and the backward pass."""
        forward, draw, backward = denoiser.forward, torch.randn_like, accelerate.Accelerator.backward

        def forward_heard(model: Any, *args: Any, **named: Any) -> Any:  # noqa: ANN401
            if torch.is_grad_enabled():
                if not self.step:
                    for name, part in model.named_parameters():
                        if part.requires_grad:
                            self.tensors[f"start.{name}"] = part.detach().clone()
                self.note(**heard(*args, **named))
            return forward(model, *args, **named)

        def drawn(like: Tensor, *args: Any, **named: Any) -> Tensor:  # noqa: ANN401
            noise = draw(like, *args, **named)
            if like.ndim == 4:
                self.note(latents=like, noise=noise)
            return noise

        def backward_heard(runner: Any, loss: Tensor, **named: Any) -> None:  # noqa: ANN401
            self.note(loss=loss)
            self.step += 1
            backward(runner, loss, **named)

        denoiser.forward = forward_heard
        torch.randn_like = drawn
        accelerate.Accelerator.backward = backward_heard


def told_to_unet(noisy: Tensor, at: Tensor, words: Tensor, **_: Any) -> dict[str, Tensor]:  # noqa: ANN401
    """What the SD script tells its UNet."""
    return {"at": at, "words.embeds": words}


def told_to_flux(**named: Any) -> dict[str, Tensor]:  # noqa: ANN401
    """What the FLUX script tells its transformer; its timesteps are our sigmas."""
    return {
        "at": named["timestep"],
        "words.embeds": named["encoder_hidden_states"],
        "words.pooled": named["pooled_projections"],
    }


LISTEN = {
    "sd": (sd_tiny, diffusers.UNet2DConditionModel, told_to_unet),
    "flux": (flux_tiny, diffusers.FluxTransformer2DModel, told_to_flux),
}


def arguments(kind: str, base: Path, images: Path, out: Path) -> list[str]:
    """Everything the scripts leave to chance or default differently, said."""
    said = {
        "pretrained_model_name_or_path": base,
        "instance_data_dir": images,
        "instance_prompt": "storybook drawing",
        "output_dir": out,
        "resolution": SIDE,
        "train_batch_size": 1,
        "learning_rate": 1e-3,
        "max_train_steps": STEPS,
        "rank": RANK,
        "seed": 7,
        "lr_scheduler": "constant",
        "lr_warmup_steps": 0,
        "checkpointing_steps": 1000,
    }
    return [str(word) for name, value in said.items() for word in (f"--{name}", value)] + MORE[kind]


def main() -> None:
    """Run the script and write the tape."""
    kind, script = sys.argv[1], Path(sys.argv[2]).resolve()
    make, denoiser, heard = LISTEN[kind]
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        base = make(Path(folder))
        images = Path(folder) / "images"
        images.mkdir()
        for picture in pictures(Path(folder) / "pictures").glob("*.png"):
            shutil.copy(picture, images)  # the scripts open every file as a picture
        tape = Tape()
        tape.listen(denoiser, heard)
        sys.argv = [str(script), *arguments(kind, base, images, Path(folder) / "out")]
        runpy.run_path(str(script), run_name="__main__")
        weights = next((base / ("unet" if kind == "sd" else "transformer")).glob("*.safetensors"))
        header = {
            "script": script.name,
            "script_sha256": hashlib.sha256(script.read_bytes()).hexdigest(),
            "base_sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
            "weight_decay": str(WEIGHT_DECAY[kind]),
            "learning_rate": "1e-3",
            "rank": str(RANK),
            **{name: version(name) for name in ("torch", "diffusers", "peft", "transformers")},
        }
    out = ROOT / "tests" / "style" / "tapes" / f"{kind}.safetensors"
    save_file(lean(tape.tensors), out, metadata=header)
    print(f"{out.relative_to(ROOT)}: {tape.step} steps, {out.stat().st_size / 1000:.0f} kB")


def lean(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Words that are the same at every step are kept once."""
    kept = dict(tensors)
    for name, value in tensors.items():
        step, _, what = name.partition(".")
        if what.startswith("words.") and step != "00" and torch.equal(value, tensors[f"00.{what}"]):
            del kept[name]
    return kept


if __name__ == "__main__":
    main()
