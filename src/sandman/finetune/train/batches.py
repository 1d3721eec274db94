"""What the denoiser is shown, batch by batch: a sequence that is the same whoever asks for it, and when.

Batch number n depends on the seed and n alone. So there is no state of a sampler to save; a run that is taken
up again asks for the next number; several devices ask for every second one; and a tape recorded elsewhere is
a list of batches.
"""

import random
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

import torch
from torch import Tensor

from sandman.finetune.families.family import FamilyTrainer, Latent, Words
from sandman.styles import Training


@dataclass(frozen=True, slots=True)
class Batch:
    """Pictures of one size, and what is done to them. Legend: b batch, c channels, h and w of the latent."""

    latents: Tensor
    """float32 [b, c, h, w]."""
    noise: Tensor
    """float32 [b, c, h, w]."""
    at: Tensor
    """How noisy each is made: timesteps or sigmas [b]."""
    words: Words
    shown: tuple[str, ...] = ()
    """Which pictures these are, for people."""
    uncalled: Words | None = None
    """The same captions without the trigger, where the base is to be kept as it is with them."""

    def parts(self) -> dict[str, Tensor]:
        """What is learnt from, by name: NOT_WORDS, and what the denoiser is told."""
        return {"latents": self.latents, "noise": self.noise, "at": self.at, **self.words}

    def to(self, device: torch.device) -> "Batch":
        """On the device; the copy is not waited for."""

        def moved(tensor: Tensor) -> Tensor:
            held = tensor.pin_memory() if device.type == "cuda" else tensor
            return held.to(device, non_blocking=True)

        return Batch(
            latents=moved(self.latents),
            noise=moved(self.noise),
            at=moved(self.at),
            words={name: moved(told) for name, told in self.words.items()},
            shown=self.shown,
            uncalled=self.uncalled and {name: moved(told) for name, told in self.uncalled.items()},
        )


NOT_WORDS = ("latents", "noise", "at")
"""Of a batch's parts."""


class Batches(Protocol):
    """Where batches come from."""

    def __getitem__(self, number: int, /) -> Batch:
        """Batch `number`, from 0; the same one each time."""
        ...


@dataclass(frozen=True, slots=True)
class Lesson:
    """One picture, as the denoiser learns from it."""

    name: str
    latent: Latent
    mirrored: Latent | None
    """Where pictures are also shown mirrored."""
    words: Words
    uncalled: Words | None = None
    """Of its caption without the trigger, where the base is to be kept."""

    @property
    def side(self) -> tuple[int, int]:
        """Height and width of its latent."""
        height, width = self.latent.mean.shape[-2:]
        return height, width


class Order:
    """Which lessons make up which batch: shuffled each epoch, of one size, each as often as any other.

    Batches are always full. What is left over of a size waits for the next epoch, since a short batch would
    weigh its pictures more; over the epochs every picture comes up equally often.
    """

    def __init__(self, sides: Sequence[tuple[int, int]], *, batch: int, seed: int) -> None:
        self._by_side: dict[tuple[int, int], list[int]] = defaultdict(list)
        for place, side in enumerate(sides):
            self._by_side[side].append(place)
        self._waiting: dict[tuple[int, int], deque[int]] = {side: deque() for side in self._by_side}
        self._batch, self._seed = batch, seed
        self._epochs = 0
        self._made: list[tuple[int, ...]] = []

    def __getitem__(self, number: int) -> tuple[int, ...]:
        while number >= len(self._made):
            self._make_an_epoch()
        return self._made[number]

    def _make_an_epoch(self) -> None:
        chance = random.Random(f"{self._seed}/{self._epochs}")
        self._epochs += 1
        made = []
        for side, places in self._by_side.items():
            waiting = self._waiting[side]
            waiting.extend(chance.sample(places, len(places)))
            while len(waiting) >= self._batch:
                made.append(tuple(waiting.popleft() for _ in range(self._batch)))
        chance.shuffle(made)
        self._made += made


class Drawn:
    """Batches drawn from lessons."""

    def __init__(
        self, lessons: Sequence[Lesson], nothing: Words, *, family: FamilyTrainer, training: Training
    ) -> None:
        self._lessons, self._nothing = lessons, nothing
        self._family, self._training = family, training
        self._order = Order([lesson.side for lesson in lessons], batch=training.batch, seed=training.seed)

    def __getitem__(self, number: int) -> Batch:
        lessons = [self._lessons[place] for place in self._order[number]]
        chance = torch.Generator().manual_seed(_seed_of(self._training.seed, number))
        mirrored = torch.rand(len(lessons), generator=chance) < 0.5
        untold = torch.rand(len(lessons), generator=chance) < self._training.caption_dropout

        seen = [
            each.mirrored if flip and each.mirrored else each.latent
            for each, flip in zip(lessons, mirrored, strict=True)
        ]
        means, stds = torch.stack([each.mean for each in seen]), torch.stack([each.std for each in seen])
        told = [self._nothing if drop else each.words for each, drop in zip(lessons, untold, strict=True)]
        return Batch(
            latents=torch.addcmul(means, stds, torch.randn(means.shape, generator=chance)),
            noise=torch.randn(means.shape, generator=chance),
            at=self._family.draw(
                len(lessons), side=lessons[0].side, generator=chance, training=self._training
            ),
            words=_stacked(told),
            shown=tuple(each.name for each in lessons),
            uncalled=self._uncalled(lessons, chance),
        )

    def _uncalled(self, lessons: Sequence[Lesson], chance: torch.Generator) -> Words | None:
        plain = [each.uncalled for each in lessons if each.uncalled is not None]
        keeping = torch.rand(1, generator=chance).item() < self._training.preserve
        return _stacked(plain) if keeping and plain else None


def _stacked(told: Sequence[Words]) -> Words:
    return {name: torch.stack([words[name] for words in told]) for name in told[0]}


def _seed_of(seed: int, number: int) -> int:
    """Far from the seeds of the batches beside it, as `seed + number` would not be."""
    return int.from_bytes(blake2b(f"{seed}/{number}".encode(), digest_size=8).digest()) >> 1
