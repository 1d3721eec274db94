"""`sandman style plan`: whether a training fits this machine, before anything is fetched or begun."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sandman.cli.faults import words
from sandman.cli.running import print_json, run_here
from sandman.styles import Training
from sandman.styles.sizes import read_size

if TYPE_CHECKING:
    from sandman.finetune.plan import MemoryPlan

SMALL = 5e7
"""Bytes; what is smaller is not told of in a table that counts gigabytes."""


def plan(
    base: Annotated[str, typer.Option(help="sd15, flux-schnell …, a hub id, or a folder.")],
    resolution: Annotated[
        int | None, typer.Option(min=32, max=2048, help="Pixels of a side; what suits the base.")
    ] = None,
    rank: Annotated[
        int | None, typer.Option(min=1, max=256, help="Width of the adapter; what suits the base.")
    ] = None,
    batch: Annotated[int, typer.Option(min=1, max=64, help="Pictures a step.")] = 1,
    memory: Annotated[
        str | None, typer.Option(help="Plan for so much, as in 24GB; for what is free.")
    ] = None,
    device: Annotated[str | None, typer.Option(help="cuda, mps or cpu; the best there is.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the plan as one JSON document.")] = False,
) -> None:
    """Say what a training takes, stage by stage, and how it is made to fit."""

    def work() -> None:
        from sandman.finetune.apart import plan_apart  # noqa: PLC0415 - `--help` needs none of it
        from sandman.finetune.hub import locate  # noqa: PLC0415
        from sandman.finetune.plan import known_base  # noqa: PLC0415

        size = read_size(memory) if memory else None
        made = plan_apart(
            known_base(base) or locate(base, said=words.print),
            Training(resolution=resolution, rank=rank, batch=batch),
            device=device,
            memory_bytes=size,
        )
        if json:
            print_json(made.document())
        else:
            show(made, Console(highlight=False))

    run_here(work)


def show(plan: "MemoryPlan", console: Console) -> None:
    """The plan as a person reads it: the stages with their parts, the ways that were tried, what to do."""
    machine, training = plan.machine, plan.training
    console.print(
        Text(
            f"{plan.base} at {training.resolution} px, rank {training.rank}, "
            f"{training.batch} picture{'s' * (training.batch > 1)} a step, on {machine.name}",
            style="bold",
        )
    )
    console.print(_stages(plan))
    console.print(_ways(plan))
    console.print(Text(plan.advice))
    if plan.closing:
        console.print(Text(f"\nhint: {plan.closing}", style="dim"))


def _stages(plan: "MemoryPlan") -> Table:
    apart = not plan.machine.unified
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("stage, and what it holds")
    table.add_column("on the GPU" if apart else "memory", justify="right")
    if apart:
        table.add_column("in the host", justify="right")
    worst = max(plan.stages, key=lambda stage: stage.device)
    # Several text encoders come one after the other: the largest tells for all.
    largest = {stage.name: stage for stage in sorted(plan.stages, key=lambda stage: stage.device)}
    for stage in (largest[name] for name in dict.fromkeys(stage.name for stage in plan.stages)):
        sizes = (stage.device, stage.host) if apart else (stage.device,)
        table.add_row(stage.name, *map(_gigabytes, sizes), style="bold" if stage is worst else "")
        for part in stage.parts if stage is worst else ():
            sizes = (part.device, part.host) if apart else (part.device,)
            if max(sizes) >= SMALL:
                table.add_row(f"  {part.name}", *map(_gigabytes, sizes), style="dim")
    return table


def _ways(plan: "MemoryPlan") -> Table:
    apart = not plan.machine.unified
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("way to run it")
    table.add_column("peak", justify="right")
    if apart:
        table.add_column("in the host", justify="right")
    table.add_column("")
    for tried in plan.rungs:
        sizes = (tried.device_peak_bytes, tried.host_peak_bytes) if apart else (tried.device_peak_bytes,)
        taken = tried is plan.chosen
        table.add_row(
            tried.rung.name,
            *map(_gigabytes, sizes),
            "taken" if taken else "does not fit",
            style="" if taken else "dim",
        )
    return table


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.2f} GB" if size >= SMALL else ""
