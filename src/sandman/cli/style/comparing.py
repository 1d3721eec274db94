"""`sandman style compare`: base and style side by side."""

import io
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from sandman.cli.faults import words
from sandman.cli.running import print_json, run_here
from sandman.cli.style.household import household
from sandman.cli.style.progress import Showing
from sandman.ports.errors import PortError
from sandman.styles import Unusable

if TYPE_CHECKING:
    from sandman.finetune.base import LocatedBase
    from sandman.finetune.compare import Comparison

PROMPTS, CANDIDATES = 6, 4
NEAREST = 1.0
"""The distance of a style's own pictures; nothing is nearer than that."""


def compare(
    base: Annotated[str, typer.Option(help="sd15, flux-schnell …, a hub id, or a folder.")],
    adapter: Annotated[Path, typer.Option(help="A training folder, a checkpoint, or a published style.")],
    out: Annotated[Path, typer.Option(help="The folder for the sheet, the scores and the pictures.")],
    prompts: Annotated[Path | None, typer.Option(help="What is painted; a few are chosen.")] = None,
    dataset: Annotated[
        Path | None, typer.Option(help="The pictures it was learnt from; those of its recipe.")
    ] = None,
    count: Annotated[int, typer.Option(min=2, max=24, help="Prompts, where no file says which.")] = PROMPTS,
    candidates: Annotated[
        int, typer.Option(min=1, max=12, help="Of a training's saved adapters, how many are tried.")
    ] = CANDIDATES,
    device: Annotated[str, typer.Option(help="cuda, mps or cpu; the best there is.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print the scores as one JSON document.")] = False,
) -> None:
    """Paint the same prompts with and without a style, show them side by side, and measure what it learnt."""

    def work() -> None:
        from sandman.finetune.hub import locate  # noqa: PLC0415 - `--help` needs none of it
        from sandman.finetune.pictures.prompts import read_prompts  # noqa: PLC0415

        located = locate(base, said=words.print)
        asked = [each.seen for each in read_prompts(prompts).prompts] if prompts else []
        comparison, verdict = compare_training(
            located,
            adapter,
            out=out,
            prompts=asked,
            dataset=dataset,
            count=count,
            most=candidates,
            device=device,
        )
        if json:
            print_json(_document(comparison, verdict))
            return
        words.print(Text(f"\n{verdict}\n"))
        words.print(Text(_figures(comparison)))
        words.print(Text(f"\nThe sheet: {comparison.sheet}"), style="green")

    run_here(work)


def compare_training(
    base: "LocatedBase",
    adapter: Path,
    *,
    out: Path,
    prompts: list[str],
    dataset: Path | None = None,
    count: int = PROMPTS,
    most: int = CANDIDATES,
    device: str = "",
    title: str = "",
) -> "tuple[Comparison, str]":
    """Compare what `adapter` holds with its base; the comparison, and Lifeline's word on it."""
    from sandman.finetune.compare import candidates_of, prompts_of  # noqa: PLC0415
    from sandman.finetune.compare import compare as put_side_by_side  # noqa: PLC0415
    from sandman.finetune.export.reading import read_header  # noqa: PLC0415
    from sandman.finetune.pictures.folder import read_pictures  # noqa: PLC0415
    from sandman.finetune.plan import Machine  # noqa: PLC0415

    # 1. What is compared, and with what.
    candidates = candidates_of(adapter, most=most)
    said = read_header(next(iter(candidates.values())))
    trigger = said.get("sandman.trigger", "")
    pictures = read_pictures(dataset or _taught_from(adapter))
    asked = prompts or list(prompts_of([pair.caption for pair in pictures], trigger, count))

    # 2. Side by side.
    about = f"{base.defaults.name} · {len(candidates)} of its adapters · {len(asked)} prompts"
    with Showing(words, title=f"Comparing {title or trigger}", about=about) as showing:
        comparison = put_side_by_side(
            base,
            candidates,
            pictures=pictures,
            prompts=asked,
            trigger=trigger,
            out=out,
            resolution=int(said.get("sandman.resolution", base.defaults.resolution)),
            device=device or Machine.look().device,
            title=title or said.get("sandman.title", ""),
            told=lambda stage, done, of: showing.stage(stage, done=done, of=of),
        )
    return comparison, _verdict(comparison, title or trigger)


def _taught_from(adapter: Path) -> Path:
    """The folder of pictures, as the recipe of the training that `adapter` lies in tells."""
    for folder in (adapter, *adapter.parents[:3]):
        recipe = folder / "recipe.toml"
        if recipe.is_file():
            return folder / str(tomllib.loads(recipe.read_text("utf-8"))["dataset"]["folder"])
    raise Unusable(
        f"nothing beside `{adapter}` tells which pictures it was learnt from",
        hint="name their folder: --dataset DIR",
    )


def _verdict(comparison: "Comparison", style: str) -> str:
    """Lifeline's word; the figures' own where she cannot be asked."""
    from sandman.app.verdict import Compared, word_verdict  # noqa: PLC0415

    pairs = [
        Compared(
            painted.prompt,
            NEAREST / max(NEAREST, far["plain"]),
            NEAREST / max(NEAREST, far["styled"]),
            _png(painted.plain),
            _png(painted.styled),
        )
        for painted, far in zip(comparison.painted, comparison.best.distances, strict=True)
    ]
    with household() as house:
        try:
            return house.runner.run(word_verdict(house.engines, style=style, compared=pairs))
        except PortError as fault:
            return f"Lifeline could not be asked ({fault.message}); the figures stand for themselves."


def _png(picture: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")  # type: ignore[attr-defined] # Pillow is imported where it is needed
    return buffer.getvalue()


def _figures(comparison: "Comparison") -> str:
    from sandman.finetune.compare.sheet import sentences  # noqa: PLC0415

    lines = [
        f"{each.name:<14} score {each.measures.score:+.2f} · style {each.measures.style:.2f} · "
        f"leakage {each.measures.leakage:.2f} · copying {each.measures.copying:.2f} · "
        f"drift {each.measures.drift:.2f}"
        for each in comparison.candidates
    ]
    return "\n".join([*lines, *sentences(comparison.best.measures, "its words")])


def _document(comparison: "Comparison", verdict: str) -> dict[str, object]:
    return {
        "sheet": str(comparison.sheet),
        "scores": str(comparison.scores),
        "verdict": verdict,
        "best": {"name": comparison.best.name, "adapter": str(comparison.best.adapter)}
        | comparison.best.measures.document(),
        "candidates": [{"name": each.name, **each.measures.document()} for each in comparison.candidates],
    }
