"""The training folder before a training: what lies in it and is somebody's own is not written over."""

from fnmatch import fnmatch
from pathlib import Path

from sandman.cli.style.recipes import KEPT_AS, is_kept
from sandman.styles import Unusable

HARMLESS = ("log.txt", "log-*.txt", "wandb", "tensorboard")
"""What a training only adds to, whoever began it."""
OURS = (KEPT_AS, "auto.json", "metrics.jsonl", "cache", "samples")
"""What a training leaves before its first checkpoint and writes over; ours only where one was begun."""
OUTCOME = {"checkpoints", "adapter"}


def check_out(
    out: Path,
    *,
    resume: bool,
    pictures: Path | None = None,
    recipe: Path | None = None,
    by: str = "--out",
) -> None:
    """Raises Unusable where something lies in the training folder that would be lost or mixed up.

    The `pictures` it is taught from may lie in it, in a folder of their own; the `recipe` that was handed in
    may not, unless a training has kept it there. The folder is named `by` an option or by the recipe.
    """
    if out.exists() and not out.is_dir():
        raise Unusable(f"`{out}` is a file", hint=f"give a folder that is new or empty as {by}")
    kept = out / KEPT_AS
    if recipe and recipe.resolve() == kept.resolve() and not is_kept(kept):
        raise Unusable(
            f"`{recipe}` lies in its own training folder, and what is kept there would be written over it",
            hint="name another folder as `out` in it",
        )
    if resume and holds_training(out):
        return
    strange = _strange(out, _folder_in(out, pictures))
    if not strange:
        return
    if OUTCOME & set(strange):
        raise Unusable(
            f"`{out}` holds {'no checkpoint of ours to go on from' if resume else 'a training already'}: "
            f"`{min(OUTCOME & set(strange))}` lies in it",
            hint=f"give another {by}" if resume else f"go on with it by --resume, or give another {by}",
        )
    raise Unusable(
        f"`{out}` is not empty: `{strange[0]}` lies in it",
        hint=f"give a folder that is new or empty as {by}",
    )


def holds_training(out: Path) -> bool:
    """Whether there is something to go on from: a checkpoint, or an unattended run's journal."""
    from sandman.finetune.auto.journal import is_journal  # noqa: PLC0415 - `--help` needs none of it
    from sandman.finetune.train.checkpoint import holds_checkpoints  # noqa: PLC0415

    return holds_checkpoints(out) or is_journal(out)


def _strange(out: Path, taught_from: str) -> list[str]:
    """What lies in the folder and no training has left there, as far as can be told."""
    lying = sorted(path.name for path in out.iterdir() if path.name[0] != ".") if out.is_dir() else []
    begun = bool(lying) and (is_kept(out / KEPT_AS) or holds_training(out))
    known = (*HARMLESS, *OURS) if begun else HARMLESS
    return [name for name in lying if name != taught_from and not any(fnmatch(name, one) for one in known)]


def _folder_in(out: Path, pictures: Path | None) -> str:
    """The folder of `out` that leads to `pictures`; empty where they lie elsewhere."""
    if pictures is None or out.resolve() not in pictures.resolve().parents:
        return ""
    return pictures.resolve().relative_to(out.resolve()).parts[0]
