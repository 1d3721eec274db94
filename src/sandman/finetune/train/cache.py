"""What encoders made, kept on the disk: a second run over the same pictures needs no encoder at all.

An entry's name is a hash of everything it depends on, so nothing is ever out of date, only missing. Each
carries a sum of its bytes; one that is damaged, or holds what is not a number, is made again.
"""

import json
import os
import zlib
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from sandman.styles.fingerprint import fingerprint

FORMAT = 1
"""Counted up when entries are made in another way than before."""


class Cache:
    """A folder of entries, each a few tensors by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, key: str) -> dict[str, Tensor] | None:
        """An entry that is there, whole and finite."""
        try:
            with safe_open(self._file(key), framework="pt") as file:
                tensors = {name: file.get_tensor(name).clone() for name in file.keys()}  # noqa: SIM118 - not a dict
                told = (file.metadata() or {}).get("sum")
        except (OSError, SafetensorError):
            return None
        return tensors if told == _sum(tensors) and is_finite(tensors) else None

    def keep(self, key: str, tensors: Mapping[str, Tensor]) -> None:
        """Write an entry, whole or not at all. A kill between the two leaves a hidden file and no harm."""
        file = self._file(key)
        file.parent.mkdir(parents=True, exist_ok=True)
        growing = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            growing.write_bytes(save(dict(tensors), {"sum": _sum(tensors)}))
            growing.replace(file)
        finally:
            growing.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.safetensors"


def key_of(**facts: object) -> str:
    """The name of an entry that depends on `facts` and nothing else."""
    told = json.dumps({"format": FORMAT, **facts}, sort_keys=True, default=str)
    return blake2b(told.encode(), digest_size=16).hexdigest()


def encoder_fingerprint(*folders: Path) -> str:
    """Of encoders and their tokenisers: configurations, word lists and weights."""
    opened = [path for folder in folders for path in sorted(folder.iterdir()) if path.is_file()]
    small = b"".join(
        path.name.encode() + path.read_bytes() for path in opened if path.suffix != ".safetensors"
    )
    weights = {
        f"{path.parent.name}/{path.name}": path.open("rb") for path in opened if path.suffix == ".safetensors"
    }
    try:
        return fingerprint(small, weights)
    finally:
        for file in weights.values():
            file.close()


def is_finite(tensors: Mapping[str, Tensor]) -> bool:
    """Whether every number is one."""
    return all(bool(torch.isfinite(tensor).all()) for tensor in tensors.values())


def _sum(tensors: Mapping[str, Tensor]) -> str:
    told = 0
    for name in sorted(tensors):
        told = zlib.crc32(tensors[name].contiguous().view(torch.uint8).numpy().data, told)
    return f"{told:08x}"
