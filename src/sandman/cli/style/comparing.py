"""`sandman style compare`: base and style side by side."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from sandman.cli.faults import words
from sandman.cli.running import print_json, run_here
from sandman.cli.style.household import household
from sandman.cli.style.progress import Showing
from sandman.ports.errors import PortError
from sandman.styles import Recipe, StyleMismatch, Training, Unusable
from sandman.styles.sizes import read_size

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
    prompts: Annotated[Path | None, typer.Option(help="What is painted; the first of them.")] = None,
    dataset: Annotated[
        Path | None, typer.Option(help="The pictures it was learnt from; those of its recipe.")
    ] = None,
    count: Annotated[
        int | None,
        typer.Option(min=2, max=24, help=f"Prompts at most; all that its recipe names, else {PROMPTS}."),
    ] = None,
    candidates: Annotated[
        int, typer.Option(min=1, max=12, help="Of a training's saved adapters, how many are tried.")
    ] = CANDIDATES,
    network: Annotated[
        Path | None, typer.Option(help="A folder with an image model, as DINOv2: a second opinion.")
    ] = None,
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
            network=network,
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
    count: int | None = None,
    most: int = CANDIDATES,
    network: Path | None = None,
    device: str = "",
    title: str = "",
    recipe: Recipe | None = None,
) -> "tuple[Comparison, str]":
    """Compare what `adapter` holds with its base; the comparison, and Lifeline's word on it.

    The base is held as fits now, and not as it was trained over: books are painted over the whole base, and
    a machine that was short of memory then, or is another now, need not show the style over a smaller one.
    The `recipe` is the one that lies with the training where none is given.
    """
    from sandman.finetune.quiet import hush_libraries  # noqa: PLC0415 - `--help` needs none of it

    hush_libraries()
    from sandman.finetune.apart import plan_apart  # noqa: PLC0415
    from sandman.finetune.compare import candidates_of, prompts_of  # noqa: PLC0415
    from sandman.finetune.compare import compare as put_side_by_side  # noqa: PLC0415
    from sandman.finetune.export.reading import read_header  # noqa: PLC0415
    from sandman.finetune.faults import as_fault, out_of_room  # noqa: PLC0415
    from sandman.finetune.pictures.folder import read_pictures  # noqa: PLC0415

    # 1. What is compared, and with what.
    candidates = candidates_of(adapter, most=most)
    said, *_ = [read_header(each) for each in candidates.values()]  # each of them, for each must be whole
    _check_base(base, said, adapter)
    recipe = recipe or _recipe_of(adapter)
    trigger = said.get("sandman.trigger", "")
    pictures = read_pictures(dataset or _taught_from(adapter, recipe))
    asked = prompts[: count or PROMPTS] or list(recipe.compare.prompts[:count] if recipe else ())
    asked = asked or list(prompts_of([pair.caption for pair in pictures], trigger, count or PROMPTS))

    # 2. How the base fits here: where it could be trained so lightly, it can be painted with.
    lightest = Training(
        resolution=int(said.get("sandman.resolution", base.defaults.resolution)),
        precision=recipe.train.precision if recipe else "auto",
    )
    memory = read_size(recipe.memory) if recipe and recipe.memory else None
    plan = plan_apart(base, lightest, device=device or None, memory_bytes=memory)
    assert plan.training.resolution is not None

    # 3. Side by side.
    about = f"{base.defaults.name} · {len(candidates)} of its adapters · {len(asked)} prompts"
    called = title or trigger or adapter.name
    with Showing(words, title=f"Comparing {called}", about=about) as showing:
        try:
            comparison = put_side_by_side(
                base,
                candidates,
                pictures=pictures,
                prompts=asked,
                trigger=trigger,
                out=out,
                resolution=plan.training.resolution,
                placement=plan.placement,
                network=network,
                title=title or said.get("sandman.title", ""),
                told=lambda stage, done, of: showing.stage(stage, done=done, of=of),
            )
        except (RuntimeError, MemoryError, OSError) as broke:
            if isinstance(broke, OSError) and broke.filename and not out_of_room(broke):
                raise  # it names a file, and is told as any command's
            raise as_fault(broke, peak=0, device=plan.placement.device) from broke
    return comparison, _verdict(comparison, called)


def _check_base(base: "LocatedBase", said: dict[str, str], adapter: Path) -> None:
    """Raises StyleMismatch where the adapter was taught to another base; one of elsewhere may not say."""
    taught = said.get("sandman.base_fingerprint", base.card.fingerprint)
    if taught != base.card.fingerprint:
        name = said.get("sandman.base_name", "another base")
        raise StyleMismatch(
            f"`{adapter}` was trained on `{name}` ({taught[:8]}), and "
            f"`{base.card.name}` ({base.card.fingerprint[:8]}) is loaded",
            hint=f"give that one: --base {said.get('sandman.base', 'BASE')}",
        )


def _recipe_of(adapter: Path) -> Recipe | None:
    """Of the training that `adapter` lies in, its folders told from here; None for one that lies in none."""
    whole = adapter.absolute()
    for folder in (whole, *whole.parents[:3]):
        file = folder / "recipe.toml"
        if file.is_file():
            return Recipe.from_toml(file.read_text("utf-8"), where=str(file)).beside(file)
    return None


def _taught_from(adapter: Path, recipe: Recipe | None) -> Path:
    """The folder of pictures. Raises Unusable where nothing tells it."""
    if recipe is None:
        raise Unusable(
            f"nothing beside `{adapter}` tells which pictures it was learnt from",
            hint="name their folder: --dataset DIR",
        )
    return Path(recipe.dataset.folder)


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
        f"drift {each.measures.drift:.2f}" + ("" if each.seen is None else f" · network {each.seen:+.2f}")
        for each in comparison.candidates
    ]
    return "\n".join([*lines, *sentences(comparison.best.measures, comparison.trigger)])


def _document(comparison: "Comparison", verdict: str) -> dict[str, object]:
    return {
        "sheet": str(comparison.sheet),
        "scores": str(comparison.scores),
        "verdict": verdict,
        "best": {"name": comparison.best.name, "adapter": str(comparison.best.adapter)}
        | comparison.best.document(),
        "candidates": [{"name": each.name, **each.document()} for each in comparison.candidates],
    }
