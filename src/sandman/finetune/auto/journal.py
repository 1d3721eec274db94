"""What an unattended run has done: one JSON file in the training folder, written whole after every stage."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Self, get_args

from sandman.finetune.files import replace_file
from sandman.styles import Recipe, Unusable

FILE = "auto.json"
Stage = Literal["dataset", "check", "plan", "pause", "train", "resume", "compare", "publish"]
STAGES: tuple[Stage, ...] = get_args(Stage)
SAME = ("base", "trigger", "dataset", "train")
"""What may not change between two runs of one training; services, memory and the name may."""


@dataclass
class Journal:
    """The journal of one training folder."""

    file: Path
    recipe: str
    """Of what may not change, hashed."""
    done: dict[Stage, dict[str, Any]] = field(default_factory=dict)
    """Each stage that is done, with what came of it."""
    placement: dict[str, Any] = field(default_factory=dict)
    """Where the training runs, from its first step on."""

    @classmethod
    def open(cls, out: Path, recipe: Recipe) -> Self:
        """Go on with the folder's journal, or begin one. Raises Unusable for another recipe's."""
        file = out / FILE
        wanted = digest(recipe)
        out.mkdir(parents=True, exist_ok=True)
        try:
            told = json.loads(file.read_text("utf-8"))
            found, done, placement = told["recipe"], told["done"], told["placement"]
        except FileNotFoundError:
            return cls(file, wanted)
        except (ValueError, KeyError, TypeError) as fault:
            raise Unusable(
                f"`{file}` is no journal of a training", hint="delete it; stages are then done again"
            ) from fault
        if found != wanted:
            raise Unusable(
                f"`{out}` was begun with another base, trigger, set of pictures or way of training",
                hint="give another `out` in the recipe, or put back what was changed",
            )
        return cls(file, wanted, done, placement)

    def finish(self, stage: Stage, result: Mapping[str, Any]) -> None:
        """A stage is done; nothing of it is forgotten from here on."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self.done[stage] = {"at": at, **result}
        self._write()

    def keep_placement(self, placement: dict[str, Any]) -> None:
        """Remember where the training runs."""
        self.placement = placement
        self._write()

    def _write(self) -> None:
        told = {"recipe": self.recipe, "done": self.done, "placement": self.placement}
        replace_file(self.file, json.dumps(told, indent=2).encode())


def digest(recipe: Recipe) -> str:
    """A hash of what may not change."""
    kept = recipe.model_dump(mode="json", include=set(SAME))
    return sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:16]
