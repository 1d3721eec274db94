"""`sandman style train`: a folder of pictures in, a style out."""

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from sandman.cli.faults import words
from sandman.cli.running import print_json, run_here
from sandman.cli.style.folder import check_out
from sandman.cli.style.progress import Showing, duration
from sandman.cli.style.recipes import kept_recipe, read_recipe
from sandman.styles import Recipe
from sandman.styles.sizes import read_size

if TYPE_CHECKING:
    from sandman.finetune.plan import MemoryPlan
    from sandman.finetune.train.job import Job, Placement, Trained


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
        from sandman.finetune.train.checkpoint import newest_checkpoint  # noqa: PLC0415

        wanted = read_recipe(recipe, {name: value for name, value in options.items() if value is not None})
        check_out(Path(wanted.out), resume=resume, pictures=Path(wanted.dataset.folder), recipe=recipe)
        if resume and newest_checkpoint(Path(wanted.out)) is None:
            words.print(Text(f"There is nothing to go on from in {wanted.out}: it begins anew."))
        anew = not resume or memory or device  # given anew, they are planned for
        begun = None if anew else begun_as(Path(wanted.out))
        job, plan = prepare(wanted, device=device, resume=resume, begun=begun)
        trained = watch(job)
        words.print(_told(trained), style="green")
        if json:
            print_json(document(job, plan, trained))

    run_here(work)


def prepare(
    recipe: Recipe, *, device: str | None, resume: bool, begun: "Placement | None" = None
) -> "tuple[Job, MemoryPlan]":
    """Everything that is decided before the first step, each decision told in a line.

    A run that was `begun` is made to fit as it was, whatever memory is free now.
    """
    from sandman.finetune.apart import plan_apart  # noqa: PLC0415 - `--help` needs none of it
    from sandman.finetune.hub import locate  # noqa: PLC0415
    from sandman.finetune.pictures.folder import read_pictures  # noqa: PLC0415
    from sandman.finetune.pictures.learnable import check_learnable  # noqa: PLC0415
    from sandman.finetune.train.job import Job  # noqa: PLC0415
    from sandman.finetune.train.resolve import resolve  # noqa: PLC0415
    from sandman.finetune.watching.prompts import sample_prompts  # noqa: PLC0415

    folder, out = Path(recipe.dataset.folder), Path(recipe.out)
    if doubts := check_learnable(recipe):
        told = (
            f"{len(doubts)} doubts about the pictures; `sandman style check {quote(str(folder))}` names them."
        )
        words.print(Text(told, style="yellow"))
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
