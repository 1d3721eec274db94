"""Base and style side by side: the same prompts and seeds, a sheet to look at, and figures to choose by."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from sandman.finetune.base import LocatedBase
from sandman.finetune.compare.keeping import SCORES, SHEET, keep, make_room
from sandman.finetune.compare.likeness import Likeness
from sandman.finetune.compare.measures import Measures, Painted, measure
from sandman.finetune.compare.sheet import Heading, draw_sheet
from sandman.finetune.painting import IN_FULL, Easel
from sandman.finetune.pictures.captions import with_trigger, without_trigger
from sandman.finetune.pictures.folder import Pair
from sandman.finetune.train.job import Placement
from sandman.styles import Unusable

if TYPE_CHECKING:
    from PIL.Image import Image

SEED = 1000
"""Of the first prompt; the others count up."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An adapter that might be the one, and what was measured of it."""

    name: str
    adapter: Path
    measures: Measures
    distances: tuple[dict[str, float], ...]
    """Of each prompt's pictures, by their names; about 1 for a picture of the style."""
    seen: float | None = None
    """How much more alike to the style's pictures a network finds what it painted than what the base did."""

    def document(self) -> dict[str, float]:
        """Its figures, as JSON."""
        return self.measures.document() | ({} if self.seen is None else {"network": round(self.seen, 4)})


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of it; the first candidate has the highest score."""

    candidates: tuple[Candidate, ...]
    painted: tuple[Painted, ...]
    """By the best."""
    sheet: Path
    scores: Path
    trigger: str
    """Empty for a style that has none."""

    @property
    def best(self) -> Candidate:
        """The one to publish."""
        return self.candidates[0]


def compare(
    base: LocatedBase,
    adapters: Mapping[str, Path],
    *,
    pictures: Sequence[Pair],
    prompts: Sequence[str],
    trigger: str,
    out: Path,
    resolution: int,
    placement: Placement = IN_FULL,
    network: Path | None = None,
    title: str = "",
    told: Callable[[str, int, int], None] = lambda stage, done, of: None,
) -> Comparison:
    """Compare `adapters`, by name, on `base`, against the `pictures` the style was learnt from.

    `prompts` are painted with the trigger and without it, whether they come with it or not; `placement` is
    how the base fits here; `network` holds an image model.
    Writes `out/sheet.png`, `out/comparison.json` and the best's pictures, in place of an earlier one's.
    Raises Unusable where there are no prompts, or too few pictures to know a style by, and where other things
    lie in `out` that would be written over.
    """
    if not prompts or not adapters:
        raise Unusable(
            f"there are {len(prompts)} prompts and {len(adapters)} adapters to compare",
            hint="it takes one of each at least",
        )
    make_room(out, learnt_from={pair.path.parent for pair in pictures})
    # 1. The style's own pictures, as the base's autoencoder can show them.
    side = _side(base, resolution)
    references = _references(base, pictures, side, device=placement.device, told=told)
    style = Likeness(references)
    seeing = _seeing(network, references)

    # 2. The base alone, then every adapter with the trigger and without it: the same seeds each time.
    easel = Easel(base, placement)
    seeds = range(SEED, SEED + len(prompts))
    total, done = (2 if trigger else 1) * len(prompts) * (1 + len(adapters)), 0

    def paint(called: Sequence[str], adapter: Path | None) -> list["Image"]:
        nonlocal done
        easel.lay(adapter)
        made = []
        for prompt, seed in zip(called, seeds, strict=True):
            made += easel.paint(
                [prompt],
                [seed],
                width=side,
                height=side,
                steps=base.defaults.paint_steps,
                guidance=base.defaults.guidance,
            )
            done += 1
            told("painting", done, total)
        return made

    prompts = [without_trigger(prompt, trigger) for prompt in prompts]
    called = [with_trigger(prompt, trigger) for prompt in prompts]
    easel.read([*prompts, *called])
    plain = paint(called, None)
    bare = paint(prompts, None) if trigger else plain
    captions = {without_trigger(pair.caption, trigger) for pair in pictures}
    tried: dict[str, tuple[Painted, ...]] = {}
    for name, adapter in adapters.items():
        styled = paint(called, adapter)
        untold = paint(prompts, adapter) if trigger else styled
        tried[name] = tuple(
            Painted(prompt, prompt in captions, *made)
            for prompt, *made in zip(prompts, plain, styled, bare, untold, strict=True)
        )
    easel.clear()

    # 3. What was measured, the best first.
    candidates = []
    for name, painted in tried.items():
        measures, distances = measure(painted, style, references)
        seen = fmean(seeing(each.styled) - seeing(each.plain) for each in painted) if seeing else None
        candidates.append(Candidate(name, adapters[name], measures, tuple(distances), seen))
    candidates.sort(key=lambda each: each.measures.score, reverse=True)
    best = candidates[0]

    # 4. The sheet, the figures, the pictures.
    held = base.defaults.name
    held += f" in {placement.quantisation}" if placement.quantisation != "none" else ""
    about = f"{held} · {best.name} · {len(pictures)} pictures · {side} px"
    sheet = draw_sheet(Heading(title or trigger, about, trigger), references, tried[best.name], best.measures)
    return _write(out, sheet, tuple(candidates), tried, {"trigger": trigger, "placement": asdict(placement)})


def prompts_of(captions: Sequence[str], trigger: str, count: int) -> tuple[str, ...]:
    """What a comparison shows where nobody said: half of it the style has seen, half it has not."""
    from sandman.finetune.watching.prompts import sample_prompts  # noqa: PLC0415 - beside torch's own

    return sample_prompts([without_trigger(caption, trigger) for caption in captions], count)


def _side(base: LocatedBase, resolution: int) -> int:
    from sandman.finetune.families import trainer_of  # noqa: PLC0415

    multiple = trainer_of(base).multiple
    return max(multiple, resolution // multiple * multiple)


def _references(
    base: LocatedBase,
    pictures: Sequence[Pair],
    side: int,
    *,
    device: str,
    told: Callable[[str, int, int], None],
) -> list["Image"]:
    from sandman.finetune.compare.roundtrip import round_trip  # noqa: PLC0415
    from sandman.finetune.pictures.tensors import load_picture  # noqa: PLC0415

    seen = []
    loaded = (load_picture(pair, (side, side)) for pair in pictures)
    for done, picture in enumerate(round_trip(loaded, base, device=device), start=1):
        seen.append(picture)
        told("references", done, len(pictures))
    return seen


def _seeing(network: Path | None, references: Sequence["Image"]) -> Callable[["Image"], float] | None:
    if network is None:
        return None
    from sandman.finetune.compare.network import Network  # noqa: PLC0415 - only where there is one

    return Network(network, references).likeness


def _write(
    out: Path,
    sheet: "Image",
    candidates: tuple[Candidate, ...],
    tried: Mapping[str, tuple[Painted, ...]],
    about: Mapping[str, Any],
) -> Comparison:
    best = tried[candidates[0].name]
    document: dict[str, Any] = {
        **about,
        "best": candidates[0].name,
        "candidates": [
            {
                "name": each.name,
                "adapter": str(each.adapter),
                **each.document(),
                "prompts": [
                    {"prompt": painted.prompt, "matched": painted.matched}
                    | {name: round(far, 4) for name, far in distances.items()}
                    for painted, distances in zip(tried[each.name], each.distances, strict=True)
                ],
            }
            for each in candidates
        ],
    }
    keep(out, sheet, document, best)
    return Comparison(candidates, best, out / SHEET, out / SCORES, about["trigger"])
