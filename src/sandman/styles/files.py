"""Which files of a base's page on the hub are used: who fetches it and who looks for it mean the same.

The hub's library remembers all that a page lists, and takes a base for incomplete that was fetched by another
list than the one it is looked for by.
"""

import re
import shlex

HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
FOLDERS = ("unet", "transformer", "vae", "text_encoder*")
"""Those of a folder in diffusers layout that hold weights; a safety checker is neither trained nor needed."""
NEEDED = [
    "model_index.json",
    "README.md",
    "scheduler/*.json",
    "tokenizer*/*",
    *(f"{folder}/*.{kind}" for folder in FOLDERS for kind in ("json", "safetensors")),
]
TWICE = ["*.fp16*", "*.non_ema*"]
"""The same weights over again, rounded or from before averaging."""


def fetching(hub_id: str) -> str:
    """The command that a person types to fetch a base, and nothing that is not used of it."""
    asked = [("--include", pattern) for pattern in NEEDED] + [("--exclude", pattern) for pattern in TWICE]
    return shlex.join(["hf", "download", hub_id, *(word for pair in asked for word in pair)])
