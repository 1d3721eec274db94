"""What a run learns from and is looked at by: lessons, and the words of its sample pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import torch

from sandman.finetune.families.family import FamilyTrainer, Words
from sandman.finetune.pictures.captions import with_trigger, without_trigger
from sandman.finetune.pictures.folder import Pair, read_pictures
from sandman.finetune.train.batches import Lesson
from sandman.finetune.train.cache import Cache
from sandman.finetune.train.device import DTYPES, release
from sandman.finetune.train.encode import encode_views, encode_words, views_of
from sandman.finetune.train.job import Job, Watcher
from sandman.finetune.train.stopping import Stopping
from sandman.finetune.train.world import World

NOTHING = ""
"""The empty caption: said where a caption is dropped, and what guidance leads away from."""


@dataclass(frozen=True, slots=True)
class Material:
    """All of it encoded, on the CPU."""

    lessons: tuple[Lesson, ...]
    nothing: Words
    samples: tuple[Words, ...]
    pictures_sha256: str
    """Of the pictures' hashes, in order of their names."""


def gather(
    job: Job, family: FamilyTrainer, *, world: World, watcher: Watcher, stopping: Stopping
) -> Material:
    """Read the pictures, and encode what no cache holds; each encoder is gone before the next part comes.

    Of several devices one does it and the others read it. Raises Unusable for pictures that cannot be used.
    """
    training, dtype = job.training, DTYPES[job.placement.precision]
    assert training.resolution is not None
    pairs = read_pictures(job.pictures)
    captions = {pair: with_trigger(pair.caption, job.trigger) for pair in pairs}
    keeping = bool(training.preserve and job.trigger)
    uncalled = {pair: without_trigger(pair.caption, job.trigger) for pair in pairs} if keeping else {}
    asked = job.sample_prompts or tuple(pair.caption for pair in pairs)
    prompts = [with_trigger(prompt, job.trigger) for prompt in asked[: training.samples]]
    views = views_of(pairs, resolution=training.resolution, multiple=family.multiple, flip=training.flip)

    def told(stage: str, done: int, of: int) -> None:
        watcher.stage(stage, done=done, of=of)
        stopping.check()

    with world.first():
        words = encode_words(
            family,
            sorted({NOTHING, *captions.values(), *uncalled.values(), *prompts}),
            cache=Cache(job.out / "cache" / "words"),
            device=torch.device(job.placement.words_on or world.device),
            dtype=dtype,
            told=lambda done, of: told("captions", done, of),
        )
        release(world.device)
        latents = encode_views(
            family,
            views,
            cache=Cache(job.out / "cache" / "latents"),
            device=world.device,
            dtype=dtype,
            told=lambda done, of: told("pictures", done, of),
        )
        release(world.device)

    seen = {(view.pair, view.flip): latent for view, latent in latents.items()}
    return Material(
        lessons=tuple(
            Lesson(
                pair.path.name,
                seen[pair, False],
                seen.get((pair, True)),
                words[captions[pair]],
                words[uncalled[pair]] if keeping else None,
            )
            for pair in pairs
        ),
        nothing=words[NOTHING],
        samples=tuple(words[prompt] for prompt in prompts),
        pictures_sha256=_sum_of(pairs),
    )


def _sum_of(pairs: Sequence[Pair]) -> str:
    return sha256("".join(pair.id for pair in pairs).encode()).hexdigest()
