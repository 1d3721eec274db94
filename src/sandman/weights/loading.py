"""Loading a model without ever holding it twice.

Weights are read tensor by tensor with plain reads (pages of a memory-mapped file count in a process's peak),
cast once, and put into a model that was built without any. Models of diffusers and of transformers alike.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from accelerate import init_empty_weights
from diffusers import ModelMixin
from torch import Tensor, nn

from sandman.styles import Unusable

DTYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "F8_E4M3": torch.float8_e4m3fn,
    "F8_E5M2": torch.float8_e5m2,
    "I64": torch.int64,
    "I32": torch.int32,
    "I16": torch.int16,
    "I8": torch.int8,
    "U8": torch.uint8,
    "BOOL": torch.bool,
}
"""How a safetensors header names them."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Where one tensor lies on the disk."""

    file: Path
    offset: int
    length: int
    dtype: torch.dtype
    shape: tuple[int, ...]

    def read(self, *, dtype: torch.dtype | None = None, device: torch.device | str = "cpu") -> Tensor:
        """The tensor, a floating one in `dtype` where one is named. Raises Unusable for a file cut short."""
        found = torch.empty(self.length, dtype=torch.uint8)
        with self.file.open("rb", buffering=0) as file:
            file.seek(self.offset)
            view, at = memoryview(found.numpy()), 0
            while at < self.length:
                got = file.readinto(view[at:])
                if not got:
                    raise Unusable(
                        f"`{self.file}` ends early, at {self.offset + at:,} bytes",
                        hint="fetch or save the base again",
                    )
                at += got
        tensor = found.view(self.dtype).view(self.shape)
        return tensor.to(device=device, dtype=dtype if dtype and tensor.is_floating_point() else tensor.dtype)


def stored_weights(folder: Path) -> dict[str, Stored]:
    """What lies in a model's folder, by name; of several variants the fullest. Raises Unusable."""
    stored: dict[str, Stored] = {}
    for file in _files(folder):
        try:
            with file.open("rb") as opened:
                length = int.from_bytes(opened.read(8), "little")
                if length > os.fstat(opened.fileno()).st_size:
                    raise ValueError("its header is longer than the file")
                header = json.loads(opened.read(length))
            header.pop("__metadata__", None)
            for name, entry in header.items():
                begin, end = entry["data_offsets"]
                stored[name] = Stored(
                    file, 8 + length + begin, end - begin, DTYPES[entry["dtype"]], tuple(entry["shape"])
                )
        except (ValueError, KeyError, TypeError) as fault:
            raise Unusable(
                f"`{file}` is no safetensors file: {fault}", hint="fetch or save the base again"
            ) from fault
    return stored


def _files(folder: Path) -> list[Path]:
    """Either one file, or the shards an index names; a half-precision variant only where nothing else is."""
    for index in sorted(folder.glob("*.safetensors.index*.json"), key=lambda path: len(path.name)):
        return [folder / name for name in sorted(set(json.loads(index.read_text())["weight_map"].values()))]
    whole = sorted(folder.glob("*.safetensors"), key=lambda path: (len(path.suffixes), len(path.name)))
    if not whole:
        raise Unusable(
            f"`{folder}` has no weights in safetensors",
            hint="fetch the base again, or save it as safetensors",
        )
    return whole[:1]


def build_empty(model: type[Any], folder: Path) -> nn.Module:
    """The architecture of `config.json`: its parameters are on `meta`, buffers that are computed are real."""
    with init_empty_weights():
        if issubclass(model, ModelMixin):
            built: nn.Module = model.from_config(model.load_config(folder))
        else:
            built = model(model.config_class.from_pretrained(folder))
    return built.eval().requires_grad_(requires_grad=False)


def load_model(
    model: type[Any], folder: Path, *, dtype: torch.dtype, device: torch.device | str = "cpu"
) -> nn.Module:
    """Load a frozen model in `dtype` onto `device`; on `meta` only its configuration is read.

    Its peak is the model and one tensor more. Raises Unusable where weights are missing or damaged.
    """
    built = build_empty(model, folder)
    if torch.device(device).type == "meta":
        return built.to("meta")
    for name, tensor in named_weights(built, folder, dtype=dtype, device=device):
        assign(built, name, tensor)
    return finish(built, folder, device=device)


def named_weights(
    built: nn.Module, folder: Path, *, dtype: torch.dtype, device: torch.device | str
) -> Iterator[tuple[str, Tensor]]:
    """The stored weights that `built` has a place for, one at a time, by the name of that place."""
    stored = stored_weights(folder)
    renamed = _renaming(built, stored)
    places = {name for name, _ in built.named_parameters()} | {name for name, _ in built.named_buffers()}
    for name, weight in stored.items():
        if (place := renamed(name)) in places:
            yield place, weight.read(dtype=dtype, device=device)


def assign(built: nn.Module, name: str, tensor: Tensor) -> None:
    """Put one tensor into its place."""
    path, _, leaf = name.rpartition(".")
    owner = built.get_submodule(path)
    if leaf in owner._buffers:
        owner._buffers[leaf] = tensor
    else:
        owner._parameters[leaf] = nn.Parameter(tensor, requires_grad=False)


def finish(built: nn.Module, folder: Path, *, device: torch.device | str) -> nn.Module:
    """Tie what is tied, bring the computed buffers along, and see that nothing is missing."""
    if hasattr(built, "tie_weights"):
        built.tie_weights()
    for module in built.modules():
        for name, buffer in module._buffers.items():
            if buffer is not None:
                module._buffers[name] = buffer.to(device)
    missing = [name for name, parameter in built.named_parameters() if parameter.is_meta]
    if missing:
        raise Unusable(
            f"`{folder}` lacks {len(missing)} of its weights, `{missing[0]}` among them",
            hint="fetch or save the base again",
        )
    return built


def _renaming(built: nn.Module, stored: Mapping[str, Stored]) -> Callable[[str], str]:
    """How today's model spells a file's names; both libraries have renamed layers since SD 1.5 was saved."""
    if isinstance(built, ModelMixin):
        names = {name: name for name in stored}
        built._fix_state_dict_keys_on_load(names)
        today = {old: new for new, old in names.items()}
        return lambda name: today[name]

    from transformers.conversion_mapping import get_model_conversion_mapping  # noqa: PLC0415
    from transformers.core_model_loading import WeightRenaming, rename_source_key  # noqa: PLC0415

    renamings = [step for step in get_model_conversion_mapping(built) if isinstance(step, WeightRenaming)]
    places = dict(built.named_parameters())
    prefix = built.base_model_prefix
    return lambda name: rename_source_key(name, renamings, [], prefix, places)[0]
