"""Which files of a page on the hub are used: who fetches it and who looks for it mean the same. No I/O."""

import re
import shlex
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Any

HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
FOLDERS = ("unet", "transformer", "vae", "text_encoder*")
"""Those of a folder in diffusers layout that hold weights; a safety checker is neither trained nor needed."""
INDEX = "model_index.json"
"""Names the folders that a base is made of."""
NEEDED = (
    INDEX,
    "README.md",
    "scheduler/*.json",
    "tokenizer*/*",
    *(f"{folder}/*.{kind}" for folder in FOLDERS for kind in ("json", "safetensors")),
)
TWICE = ("*.fp16*", "*.non_ema*")
"""The same weights over again, rounded or from before averaging."""

Reading = Callable[[str], Mapping[str, Any]]
"""Reads one of a page's JSON files, by its name."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is used of a page on the hub."""

    needed: tuple[str, ...]
    """Patterns of file names."""
    must: Callable[[Collection[str], Reading], Iterator[str]]
    """Which files there must be among those that are used, as names or patterns; what it reads is there."""

    def used(self, listed: Iterable[str]) -> list[str]:
        """Of the files that are listed, those that are used."""
        needed = [name for name in listed if _any(self.needed, name)]
        return [name for name in needed if not _any(TWICE, name)]

    def lacks(self, names: Collection[str], read: Reading) -> str:
        """The first file that there must be and is not among `names`, which are used; empty for none."""
        musts = self.must(names, read)
        return next((must for must in musts if not any(fnmatch(name, must) for name in names)), "")


def _of_a_base(names: Collection[str], read: Reading) -> Iterator[str]:
    yield INDEX
    for part, made in read(INDEX).items():
        if not isinstance(made, list) or None in made:  # a word on the pipeline, or a part that it has not
            continue
        if _any(FOLDERS, part):
            yield f"{part}/config.json"
            yield f"{part}/*.safetensors"
        elif fnmatch(part, "tokenizer*"):
            yield f"{part}/*"
        elif part == "scheduler":
            yield "scheduler/scheduler_config.json"
    for index in sorted(name for name in names if fnmatch(name, "*/*.safetensors.index*.json")):
        shards = read(index).get("weight_map", {}).values()
        yield from (f"{index.rpartition('/')[0]}/{shard}" for shard in sorted(set(shards)))


BASE = Page(NEEDED, _of_a_base)
ADAPTER = Page(("*.safetensors", "*.json"), lambda *_: iter(["*.safetensors"]))


def once(weights: Iterable[str]) -> list[str]:
    """Of one model's weight files, those that are not others over again; all, where there are no others."""
    weights = list(weights)
    return [name for name in weights if not _any(TWICE, name)] or weights


def fetching(hub_id: str) -> str:
    """The command that a person types to fetch a base, and nothing that is not used of it."""
    asked = [("--include", pattern) for pattern in NEEDED] + [("--exclude", pattern) for pattern in TWICE]
    return shlex.join(["hf", "download", hub_id, *(word for pair in asked for word in pair)])


def _any(patterns: Iterable[str], name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
