"""One adapter, three files: for diffusers, for kohya's programs, and for ComfyUI."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sandman.finetune.base import DENOISERS, LocatedBase
from sandman.finetune.export.header import describe
from sandman.finetune.export.layers import DOWN, UP, Layer, layers_of, moved
from sandman.finetune.export.places import Place, Places, original_places
from sandman.styles import Family

if TYPE_CHECKING:
    from torch import Tensor

DIFFUSERS = "pytorch_lora_weights.safetensors"
KOHYA = "kohya.safetensors"
COMFYUI = "comfyui.safetensors"


def export_adapter(
    state: Mapping[str, "Tensor"],
    folder: Path,
    *,
    base: LocatedBase,
    rank: int,
    alpha: float,
    trigger: str,
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Write an adapter's three files into `folder`, each whole or not at all.

    `state` is what peft's `get_peft_model_state_dict` gives. `metadata` are facts of the training by our own
    names (`steps`, `resolution`, `pictures`, `pictures_sha256`, `seed`, `learning_rate` …), as strings.
    Raises Unusable for a state that holds anything but LoRA layers.
    """
    folder.mkdir(parents=True, exist_ok=True)
    layers = layers_of(state, alpha=alpha)
    header = describe(base, rank=rank, alpha=alpha, trigger=trigger, facts=metadata or {})
    model = DENOISERS.get(base.family, "transformer")

    _write(
        folder / DIFFUSERS,
        {f"{model}.{name}": tensor for name, tensor in _as_peft(layers).items()},
        header | {"lora_adapter_metadata": _peft_config(layers, rank=rank, alpha=alpha, model=model)},
    )
    originals = original_places(base.family, json.loads((base.denoiser / "config.json").read_text()))
    # kohya trains Stable Diffusion 1.x in diffusers' own model, and every other base in the original one.
    places = Place if base.family is Family.SD else originals
    _write(folder / KOHYA, _as_kohya(moved(layers, places)), header)
    _write(folder / COMFYUI, _for_comfyui(layers, originals, base.family), header)


def _as_peft(layers: Iterable[Layer]) -> dict[str, "Tensor"]:
    """As diffusers reads it: how often an update counts stands in the header's configuration."""
    written = {}
    for layer in layers:
        written[layer.name + DOWN] = layer.down
        written[layer.name + UP] = layer.up
    return written


def _as_kohya(layers: Iterable[Layer]) -> dict[str, "Tensor"]:
    """As kohya writes it: dots in names are underscores, and every layer has its alpha beside it."""
    import torch  # noqa: PLC0415

    written = {}
    for layer in layers:
        name = "lora_unet_" + layer.name.replace(".", "_")
        written[f"{name}.lora_down.weight"] = layer.down
        written[f"{name}.lora_up.weight"] = layer.up
        written[f"{name}.alpha"] = torch.tensor(layer.scale * layer.rank, dtype=layer.up.dtype)
    return written


def _for_comfyui(layers: tuple[Layer, ...], originals: Places, family: Family) -> dict[str, "Tensor"]:
    """As ComfyUI reads it without a guess (its `comfy/lora.py`, `model_lora_keys_unet`).

    How often an update counts is multiplied into it: diffusers' readers of these names want no alpha.
    """
    if family in (Family.FLUX, Family.Z_IMAGE):
        prefix, renamed = ("transformer" if family is Family.FLUX else "diffusion_model"), iter(layers)
    else:
        prefix, renamed = "diffusion_model", moved(layers, originals)
    return {
        f"{prefix}.{name}": tensor
        for name, tensor in _as_peft(
            Layer(each.name, each.down, each.up if each.scale == 1 else each.up * each.scale, 1.0)
            for each in renamed
        ).items()
    }


def _peft_config(layers: tuple[Layer, ...], *, rank: int, alpha: float, model: str) -> str:
    """The configuration of peft, as diffusers 0.42 keeps it beside the weights."""
    from peft import LoraConfig  # noqa: PLC0415

    config = LoraConfig(r=rank, lora_alpha=alpha, target_modules=[layer.name for layer in layers]).to_dict()
    plain = {
        f"{model}.{name}": sorted(value) if isinstance(value, set) else value
        for name, value in config.items()
    }
    return json.dumps(plain, indent=2, sort_keys=True)


def _write(path: Path, tensors: dict[str, "Tensor"], said: dict[str, str]) -> None:
    """One file, brought to the disk before it takes its name.

    safetensors shuffles what a header says from run to run; put in order, one training is one file.
    """
    from safetensors.torch import save  # noqa: PLC0415

    plain = memoryview(save(tensors))
    length = int.from_bytes(plain[:8], "little")
    entries = json.loads(bytes(plain[8 : 8 + length]))
    header = json.dumps({"__metadata__": dict(sorted(said.items()))} | dict(sorted(entries.items()))).encode()
    header += b" " * (-len(header) % 8)
    beside = path.with_name(f".{path.name}.part")
    with beside.open("wb") as file:
        file.write(len(header).to_bytes(8, "little") + header)
        file.write(plain[8 + length :])
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
