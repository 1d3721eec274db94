"""`sandman style train`: a folder of pictures in, a style out."""

import os
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import tomli_w
import typer
from rich.text import Text

from sandman.cli.faults import words
from sandman.cli.running import print_json, run_here
from sandman.cli.style.progress import Showing, duration
from sandman.styles import Recipe, Unusable

if TYPE_CHECKING:
    from sandman.finetune.plan import MemoryPlan
    from sandman.finetune.train.job import Job, Placement, Trained

OURS = (
    *("log.txt", "log-*.txt", "recipe.toml", "auto.json", "metrics.jsonl"),
    *("cache", "wandb", "tensorboard", "samples"),
)
"""What a training leaves in its folder before its first checkpoint; all of it may be used again."""
MOST_TOLD = 5


def train(
    recipe: Annotated[
        Path | None, typer.Argument(help="A recipe; options given beside it count more.")
    ] = None,
    base: Annotated[str | None, typer.Option(help="sd15, flux-schnell …, a hub id, or a folder.")] = None,
    dataset: Annotated[Path | None, typer.Option(help="The folder of pictures and captions.")] = None,
    out: Annotated[Path | None, typer.Option(help="The training folder: new, or with --resume.")] = None,
    steps: Annotated[int | None, typer.Option(help="Training steps; what suits the base.")] = None,
    rank: Annotated[int | None, typer.Option(help="Width of the adapter; what suits the base.")] = None,
    resolution: Annotated[int | None, typer.Option(help="Pixels of a side; what suits the base.")] = None,
    trigger: Annotated[str | None, typer.Option(help="The words that call the style up.")] = None,
    seed: Annotated[int | None, typer.Option(help="The same seed trains the same style.")] = None,
    batch: Annotated[int | None, typer.Option(help="Pictures a step.")] = None,
    learning_rate: Annotated[float | None, typer.Option(help="As in 1e-4.")] = None,
    precision: Annotated[str | None, typer.Option(help="auto, float32 or bfloat16.")] = None,
    memory: Annotated[
        str | None, typer.Option(help="How much may be used, as in 24GB; what is free.")
    ] = None,
    device: Annotated[str | None, typer.Option(help="cuda, mps or cpu; the best there is.")] = None,
    track: Annotated[
        list[str] | None, typer.Option(help="wandb or tensorboard: keep curves there too.")
    ] = None,
    samples: Annotated[bool, typer.Option(help="Paint samples at every save.")] = True,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on from the last checkpoint, and as it began.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print what came out as one JSON document.")] = False,
) -> None:
    """Teach a base the style of a folder of pictures."""
    train_options = {
        "steps": steps,
        "rank": rank,
        "resolution": resolution,
        "seed": seed,
        "batch": batch,
        "learning_rate": learning_rate,
        "precision": precision,
        "trackers": tuple(track) if track else None,
        "samples": None if samples else 0,
    }
    options = {
        "base": base,
        "trigger": trigger,
        "memory": memory,
        "out": str(out) if out else None,
        "dataset": {"folder": str(dataset)} if dataset else None,
        "train": {name: value for name, value in train_options.items() if value is not None} or None,
    }

    def work() -> None:
        from sandman.finetune.apart import begun_as  # noqa: PLC0415 - `--help` needs none of it

        wanted = read_recipe(recipe, {name: value for name, value in options.items() if value is not None})
        check_out(Path(wanted.out), resume=resume, pictures=Path(wanted.dataset.folder))
        anew = not resume or memory or device  # given anew, they are planned for
        begun = None if anew else begun_as(Path(wanted.out))
        job, plan = prepare(wanted, device=device, resume=resume, begun=begun)
        trained = watch(job)
        words.print(_told(trained), style="green")
        if json:
            print_json(document(job, plan, trained))

    run_here(work)


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
        return Recipe.from_toml(tomli_w.dumps(options), where="the options")
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise Unusable(
            f"`{file}` is no recipe that can be read", hint="recipes/ holds one for each base"
        ) from fault
    kept = Recipe.from_toml(text, where=str(file)).beside(file)
    if not options:
        return kept
    table = kept.model_dump(mode="json", exclude_none=True)
    for name, value in options.items():
        table[name] = {**table[name], **value} if isinstance(value, dict) else value
    return Recipe.from_toml(tomli_w.dumps(table), where="the options")


def check_out(out: Path, *, resume: bool, pictures: Path | None = None) -> None:
    """Raises Unusable where something lies in the training folder that would be lost or mixed up.

    The `pictures` it is taught from may lie in it, in a folder of their own.
    """
    lying = (
        sorted(path.name for path in out.iterdir() if not path.name.startswith(".")) if out.is_dir() else []
    )
    taught_from = _folder_in(out, pictures)
    strange = [
        name for name in lying if name != taught_from and not any(fnmatch(name, ours) for ours in OURS)
    ]
    if resume or not strange:
        return
    if "checkpoints" in strange or "adapter" in strange:
        raise Unusable(
            f"`{out}` holds a training already", hint="go on with it by --resume, or give another --out"
        )
    raise Unusable(
        f"`{out}` is not empty: `{strange[0]}` lies in it",
        hint="give a folder that is new or empty as --out",
    )


def _folder_in(out: Path, pictures: Path | None) -> str:
    """The folder of `out` that leads to `pictures`; empty where they lie elsewhere."""
    if pictures is None or out.resolve() not in pictures.resolve().parents:
        return ""
    return pictures.resolve().relative_to(out.resolve()).parts[0]


def prepare(
    recipe: Recipe, *, device: str | None, resume: bool, begun: "Placement | None" = None
) -> "tuple[Job, MemoryPlan]":
    """Everything that is decided before the first step, each decision told in a line.

    A run that was `begun` is made to fit as it was, whatever memory is free now.
    """
    from sandman.finetune.apart import plan_apart  # noqa: PLC0415 - `--help` needs none of it
    from sandman.finetune.hub import locate  # noqa: PLC0415
    from sandman.finetune.memory import read_size  # noqa: PLC0415
    from sandman.finetune.pictures.check import check_pictures  # noqa: PLC0415
    from sandman.finetune.pictures.folder import read_pictures  # noqa: PLC0415
    from sandman.finetune.train.job import Job  # noqa: PLC0415
    from sandman.finetune.train.resolve import resolve  # noqa: PLC0415
    from sandman.finetune.watching.prompts import sample_prompts  # noqa: PLC0415

    folder, out = Path(recipe.dataset.folder), Path(recipe.out)
    faults = check_pictures(
        folder, base=recipe.base, trigger=recipe.trigger, resolution=recipe.train.resolution
    )
    if wrong := [str(fault) for fault in faults if fault.severity == "wrong"]:
        raise Unusable(
            f"{len(wrong)} of the pictures cannot be learnt from: " + "; ".join(wrong[:MOST_TOLD]),
            hint=f"`sandman style check {folder}` names all that is to mend",
        )
    if faults:
        words.print(
            f"{len(faults)} doubts about the pictures; `sandman style check {folder}` names them.",
            style="yellow",
        )
    pairs = read_pictures(folder)
    base = locate(recipe.base, said=words.print)
    training = resolve(recipe.train, base)
    memory = read_size(recipe.memory) if recipe.memory else None
    plan = plan_apart(base, training, device=device, memory_bytes=memory, begun=begun)
    words.print(Text(plan.advice), style="dim")
    captions = [pair.caption for pair in pairs]
    job = Job(
        base=base,
        pictures=folder.resolve(),
        out=out.resolve(),
        trigger=recipe.trigger,
        training=training,
        placement=plan.placement,
        resume=resume,
        sample_prompts=recipe.compare.prompts[: training.samples]
        or sample_prompts(captions, training.samples),
        recipe=kept_recipe(recipe, out),
    )
    return job, plan


def watch(job: "Job", *, again: str = "") -> "Trained":
    """Train in the child and show it; who stops it hears the way on: `again`, or as the supervisor says."""
    from sandman.finetune.supervisor import Stopped, train_in_child  # noqa: PLC0415

    title = f"{job.out.name} · {job.base.defaults.name}"
    about = f"{job.training.steps} steps at {job.training.resolution} px on {job.placement.device}"
    try:
        with Showing(words, title=title, about=about) as showing:
            return train_in_child(job, showing, again=again)
    except Stopped as stopped:
        words.print(Text(f"\nStopped. What is saved is whole.\n\nhint: {stopped}"), style="dim")
        raise typer.Exit(stopped.exit_code) from stopped


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


def document(job: "Job", plan: "MemoryPlan", trained: "Trained") -> dict[str, Any]:
    """What `--json` prints."""
    return {
        "out": str(trained.out),
        "adapter": str(trained.out / "adapter"),
        "base": job.base.card.model_dump(mode="json"),
        "trigger": job.trigger,
        "steps": trained.steps,
        "seconds": round(trained.seconds, 3),
        "loss": trained.loss,
        "peak_memory_bytes": trained.peak_memory_bytes,
        "planned_peak_bytes": plan.device_peak_bytes,
        "device": job.placement.device,
        "precision": job.placement.precision,
        "quantisation": job.placement.quantisation,
        "checkpoints": [str(path) for path in trained.checkpoints],
        "samples": [str(path) for path in sorted((trained.out / "samples").glob("*.png"))],
    }


def _told(trained: "Trained") -> Text:
    return Text(
        f"Learnt in {duration(trained.seconds)}: {trained.out}\n"
        f"`sandman style compare` shows it beside its base; `sandman style publish` puts it into books."
    )
