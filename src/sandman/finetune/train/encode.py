"""Pictures and captions as the denoiser wants them: from the cache, or from encoders that are gone after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from sandman.finetune.families.family import FamilyTrainer, Latent, Words
from sandman.finetune.pictures.buckets import bucket_of
from sandman.finetune.pictures.folder import Pair
from sandman.finetune.pictures.tensors import load_picture
from sandman.finetune.train.cache import Cache, encoder_fingerprint, is_finite, key_of
from sandman.styles import Unusable

Told = Callable[[int, int], None]
"""Told how many of how many are done."""


@dataclass(frozen=True, slots=True)
class View:
    """One picture at one size, one way round: what one latent is made from."""

    pair: Pair
    size: tuple[int, int]
    """Width and height in pixels."""
    flip: bool


def views_of(pairs: Sequence[Pair], *, resolution: int, multiple: int, flip: bool) -> list[View]:
    """Each picture in its bucket, and mirrored too where that is wanted."""
    sizes = [bucket_of(pair.width, pair.height, resolution=resolution, multiple=multiple) for pair in pairs]
    ways = (False, True) if flip else (False,)
    return [View(pair, size, way) for pair, size in zip(pairs, sizes, strict=True) for way in ways]


def encode_words(
    family: FamilyTrainer,
    captions: Sequence[str],
    *,
    cache: Cache,
    device: torch.device,
    dtype: torch.dtype,
    told: Told,
) -> dict[str, Words]:
    """The words of each caption. Raises Unusable for words that are not numbers."""
    folder = family.base.folder
    encoders = sorted([*folder.glob("text_encoder*"), *folder.glob("tokenizer*")])
    made_by = encoder_fingerprint(*encoders)
    keys = {
        caption: key_of(caption=caption, encoder=made_by, family=family.base.family, dtype=dtype)
        for caption in captions
    }
    words: dict[str, Any] = {caption: cache.find(key) for caption, key in keys.items()}
    missing = [caption for caption, found in words.items() if found is None]
    if missing:
        # Encoded ones come first in the zip: it then runs the encoder to its end, where the model is dropped.
        encoded = family.encode_captions(missing, device=device, dtype=dtype)
        for done, (made, caption) in enumerate(zip(encoded, missing, strict=True), start=1):
            if not is_finite(made):
                raise Unusable(
                    f"the words of the caption “{caption}” are not numbers",
                    hint='set `precision = "float32"`, or fetch the base again',
                )
            words[caption] = {name: tensor.contiguous() for name, tensor in made.items()}
            cache.keep(keys[caption], words[caption])
            told(len(words) - len(missing) + done, len(words))
    told(len(words), len(words))
    return words


def encode_views(
    family: FamilyTrainer,
    views: Sequence[View],
    *,
    cache: Cache,
    device: torch.device,
    dtype: torch.dtype,
    told: Told,
) -> dict[View, Latent]:
    """The latent of each view. Raises Unusable for a picture whose latent is not made of numbers."""
    made_by = encoder_fingerprint(family.base.folder / "vae")
    keys = {
        view: key_of(
            picture=view.pair.id,
            size=view.size,
            crop="middle",
            flip=view.flip,
            encoder=made_by,
            family=family.base.family,
            dtype=dtype,
        )
        for view in views
    }
    found = {view: cache.find(key) for view, key in keys.items()}
    latents = {view: Latent(**entry) for view, entry in found.items() if entry is not None}
    missing = [view for view in views if view not in latents]
    if missing:
        pictures = (load_picture(view.pair, view.size, flip=view.flip) for view in missing)
        for made, view in zip(
            family.encode_pictures(pictures, device=device, dtype=dtype), missing, strict=True
        ):
            entry = {"mean": made.mean.contiguous(), "std": made.std.contiguous()}
            if not is_finite(entry):
                raise Unusable(
                    f"the latent of `{view.pair.path.name}` is not made of numbers",
                    hint='set `precision = "float32"`, or fetch the base again',
                )
            cache.keep(keys[view], entry)
            latents[view] = Latent(**entry)
            told(len(latents), len(views))
    told(len(views), len(views))
    return latents
