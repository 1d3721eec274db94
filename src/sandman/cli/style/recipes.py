"""The recipe of a training: as it is typed and read, and as it is kept in the training folder."""

import os
import tomllib
from pathlib import Path
from typing import Any

import tomli_w

from sandman.styles import Recipe, Unusable

KEPT_AS = "recipe.toml"
TYPED = {"dataset.folder": "--dataset", "train.trackers": "--track", "train.samples": "--no-samples"}
CALLED = TYPED | {
    f"{table}{name}": f"--{name.replace('_', '-')}"
    for table, names in (
        ("", ("base", "trigger", "memory", "out")),
        ("train.", ("steps", "rank", "resolution", "seed", "batch", "learning_rate", "precision")),
    )
    for name in names
}
"""The option that each setting is typed as, by the setting's name in a recipe."""


def recipe_in(file: Path) -> Recipe:
    """The recipe in `file` as it stands there. Raises Unusable that names everything that cannot be used."""
    from sandman.finetune.texts import read_text  # noqa: PLC0415 - `--help` needs none of it

    return Recipe.from_toml(read_text(file, hint="recipes/ holds one for each base"), where=str(file))


def read_recipe(file: Path | None, options: dict[str, Any]) -> Recipe:
    """The recipe in `file` with what was typed laid over it; from what was typed alone where there is none.

    Raises Unusable that names everything that cannot be used, or is missing.
    """
    if file is None:
        missing = [f"--{name}" for name in ("base", "dataset", "out") if name not in options]
        if missing:
            raise Unusable(
                f"there is no recipe, and no {' and no '.join(missing)}",
                hint="give `--base BASE --dataset DIR --out DIR`, or a RECIPE.toml",
            )
        return Recipe.from_options(options, called=CALLED)
    kept = recipe_in(file).beside(file)
    if not options:
        return kept
    table = kept.model_dump(mode="json", exclude_none=True)
    for name, value in options.items():
        table[name] = {**table[name], **value} if isinstance(value, dict) else value
    return Recipe.from_options(table, called=CALLED)


def kept_recipe(recipe: Recipe, out: Path) -> str:
    """The recipe as `recipe.toml` of the training folder, its files and folders told from there."""

    def from_there(path: str) -> str:
        # Links are followed: what leads up from a folder leads up from where it truly lies.
        told = os.path.relpath(os.path.realpath(path), os.path.realpath(out))
        return told if told.startswith("../") else f"./{told}"

    local = recipe.base.startswith(("/", ".", "~")) or Path(recipe.base).is_dir()
    asked = recipe.dataset
    dataset = asked.model_copy(
        update={
            "folder": from_there(asked.folder),
            "prompts": from_there(asked.prompts) if asked.prompts else "",
        }
    )
    base = from_there(str(Path(recipe.base).expanduser())) if local else recipe.base
    kept = recipe.model_copy(update={"base": base, "dataset": dataset, "out": "."})
    return tomli_w.dumps(kept.model_dump(mode="json", exclude_none=True))


def is_kept(file: Path) -> bool:
    """Whether `file` is as `kept_recipe` writes it: everything told, and not a word of somebody's own."""
    try:
        text = file.read_text("utf-8")
        table = tomllib.loads(text)
    except (OSError, ValueError):
        return False
    return set(Recipe.model_fields) <= set(table) and tomli_w.dumps(table) == text
