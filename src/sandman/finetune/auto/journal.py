"""What an unattended run has done: one JSON file in the training folder, written whole after every stage."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Self, get_args

from sandman.finetune.files import replace_file
from sandman.finetune.train.checkpoint import newest_checkpoint
from sandman.styles import Recipe, Unusable

FILE = "auto.json"
Stage = Literal["dataset", "check", "plan", "pause", "train", "resume", "compare", "publish"]
STAGES: tuple[Stage, ...] = get_args(Stage)
KEPT = ("done", "placement", "memory", "trying")
SAME = ("base", "trigger", "dataset", "train")
"""What may not change once something is learnt; services, memory and the name may."""


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
    memory: str = ""
    """What the recipe said of memory when that was decided."""
    trying: str = ""
    """The stage that was begun and may take the whole process with it, until it is over."""

    @classmethod
    def open(cls, out: Path, recipe: Recipe) -> Self:
        """Go on with the folder's journal, or begin one: anew for another recipe, if nothing is learnt.

        Raises Unusable where something was learnt by another recipe.
        """
        file = out / FILE
        wanted = digest(recipe)
        try:
            told = json.loads(file.read_text("utf-8"))
            begun = cls(file, told["recipe"], **{name: told[name] for name in KEPT if name in told})
        except FileNotFoundError:
            return cls(file, wanted)
        except (ValueError, KeyError, TypeError) as fault:
            raise Unusable(
                f"`{file}` is no journal of a training", hint="delete it; stages are then done again"
            ) from fault
        if begun.recipe == wanted:
            return begun
        if "train" in begun.done or newest_checkpoint(out):
            raise Unusable(
                f"`{out}` was begun with another base, trigger, set of pictures or way of training",
                hint="give another `out` in the recipe, or put back what was changed",
            )
        return cls(file, wanted)

    def finish(self, stage: Stage, result: Mapping[str, Any]) -> None:
        """A stage is done; nothing of it is forgotten from here on."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self.done[stage] = {"at": at, **result}
        self.trying = ""
        self._write()

    def forget(self, *stages: Stage) -> None:
        """Stages whose outcome holds no longer; they are to be done again."""
        self.done = {stage: came for stage, came in self.done.items() if stage not in stages}
        self._write()

    def keep_placement(self, placement: dict[str, Any], *, memory: str) -> None:
        """Remember where the training runs, and with how much memory that was decided."""
        self.placement, self.memory = placement, memory
        self._write()

    def attempt(self, stage: Stage | Literal[""]) -> None:
        """Remember that a stage is begun, or by an empty word that it is over."""
        if stage != self.trying:
            self.trying = stage
            self._write()

    def _write(self) -> None:
        told = {"recipe": self.recipe} | {name: getattr(self, name) for name in KEPT}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(self.file, json.dumps(told, indent=2).encode())


def is_journal(out: Path) -> bool:
    """Whether an unattended run has begun in this folder."""
    try:
        told = json.loads((out / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and "recipe" in told and "done" in told


def digest(recipe: Recipe) -> str:
    """A hash of what may not change."""
    kept = recipe.model_dump(mode="json", include=set(SAME))
    return sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:16]
