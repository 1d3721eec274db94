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
HALF, BEFORE = "*.fp16*", "*.non_ema*"
TWICE = (HALF, BEFORE)
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
        """Of the files that are listed, those that are used: what is there in half precision only is, too."""
        needed = [name for name in listed if _any(self.needed, name) and not fnmatch(name, BEFORE)]
        full, _ = _in_full_and_in_half(needed)
        return [name for name in needed if not fnmatch(name, HALF) or _folder(name) not in full]

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


def of_an_adapter(file: str = "") -> Page:
    """An adapter's page: all of it, or that one file where it holds several adapters."""
    return Page((file,) if file else ("*.safetensors", "*.json"), lambda *_: iter([file or "*.safetensors"]))


def once(weights: Iterable[str]) -> list[str]:
    """Of one model's weight files, those that are not others over again; all, where there are no others."""
    weights = list(weights)
    return [name for name in weights if not _any(TWICE, name)] or weights


def half_only(weights: Iterable[str]) -> bool:
    """Whether one model's weight files hold it in half precision and in no other."""
    full, half = _in_full_and_in_half(weights)
    return bool(half - full)


def fetching(hub_id: str, listed: Iterable[str] = ()) -> str:
    """The command that a person types to fetch a base, and nothing that is not used of it.

    `listed` are the files of its page, where they are known: else it is taken to be there in full precision.
    """
    full, half = _in_full_and_in_half(name for name in listed if _any(NEEDED, name))
    twice = [BEFORE, *(f"{folder}/{HALF}" for folder in sorted(full))] if half - full else TWICE
    asked = [("--include", pattern) for pattern in NEEDED] + [("--exclude", pattern) for pattern in twice]
    return shlex.join(["hf", "download", hub_id, *(word for pair in asked for word in pair)])


def _in_full_and_in_half(listed: Iterable[str]) -> tuple[set[str], set[str]]:
    """The folders that hold weights in full precision, and those that hold them in half."""
    weights = [name for name in listed if name.endswith(".safetensors") and not fnmatch(name, BEFORE)]
    half = {_folder(name) for name in weights if fnmatch(name, HALF)}
    return {_folder(name) for name in weights if not fnmatch(name, HALF)}, half


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _any(patterns: Iterable[str], name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
