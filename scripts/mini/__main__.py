"""Train sandman-mini from nothing: draw, learn to see, learn to draw, save.

    python -m scripts.mini --out models/sandman-mini --minutes 60
    python -m scripts.mini --out models/sandman-mini --minutes 20 --device cuda --batch 128

A run that was killed goes on where it was when the same command is given again.
"""

import argparse
from functools import partial
from pathlib import Path

import torch
from diffusers import StableDiffusionPipeline
from torch import Tensor
from transformers import CLIPTokenizer

from .autoencoder import CELLS, Crops, encoded, lost, make_autoencoder
from .captions import TRIGGER, learn_tokenizer
from .card import card
from .clock import Course, learn
from .denoiser import Guesses, make_denoiser, painter_of_noise, token_ids
from .drawings import SIDE, Book, drawing, drawn
from .encoder import fit_encoder
from .samples import samples, sheet

SHARE_FOR_SEEING = 0.3
"""Of the minutes; the autoencoder is what bounds how good any picture can be."""
WATERCOLOURS_FROM = 100_000
"""Drawings from this number on are shown to the autoencoder in watercolour."""
DEFAULTS = f"""\
licence = "Apache-2.0"
resolution = {SIDE}
rank = 16
learning_rate = 5e-4
steps = 600
paint_steps = 20
guidance = 1.5
"""
"""What suits the model where nobody says otherwise."""


def main() -> None:
    """The whole of it."""
    asked = _asked()
    torch.set_num_threads(asked.threads)
    drawings = asked.work / "drawings"

    # 1. Draw.
    lessons = _pixels(drawn(range(asked.lessons), drawings))
    anything = partial(drawn, kept=drawings, book=Book.EVERYTHING, side=128)
    others = [
        _pixels(anything(range(asked.others))),
        _pixels(anything(range(WATERCOLOURS_FROM, WATERCOLOURS_FROM + 500), flat=False)),
    ]
    print(f"{len(lessons)} lessons drawn")

    # 2. Learn to see: the encoder is fitted, the decoder learns.
    minutes_to_see = asked.minutes * SHARE_FOR_SEEING
    workers = asked.workers if asked.device == "cpu" else 1
    autoencoder = make_autoencoder(SIDE)
    fit_encoder(autoencoder, torch.cat([lessons[::60], others[1][::40, :, :SIDE, :SIDE]]))
    cells = encoded(autoencoder, lessons)
    scale = float(1 / cells.std())
    autoencoder.register_to_config(scaling_factor=scale)
    autoencoder = learn(
        autoencoder.to(asked.device),
        Crops(lessons, lessons, *reversed(others), batch=asked.batch),
        Course("decoder", minutes_to_see, 2e-3, asked.work / "decoder.pt", workers),
    ).cpu()
    off = {"flat": lost(autoencoder, lessons[:32]), "watercolour": lost(autoencoder, others[1][:32])}

    # 3. Learn to draw.
    tokenizer = _tokenizer(asked.work / "tokenizer")
    captions = [drawing(number).caption for number in range(asked.lessons)]
    both = learn(
        make_denoiser(tokenizer, cells=CELLS, side=cells.shape[-1]).to(asked.device),
        Guesses(
            cells * scale,
            token_ids(tokenizer, captions),
            token_ids(tokenizer, [f"{TRIGGER}, {caption}" for caption in captions]),
            token_ids(tokenizer, [""]),
            asked.batch,
        ),
        Course("denoiser", asked.minutes - minutes_to_see, 1e-3, asked.work / "denoiser.pt", workers, 0.998),
    ).cpu()

    # 4. Save, and look.
    pipeline = StableDiffusionPipeline(
        vae=autoencoder,
        text_encoder=both["text"],
        tokenizer=tokenizer,
        unet=both["unet"],
        scheduler=painter_of_noise(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    sheet([samples(pipeline)]).save(asked.work / "samples.png")
    for part in (pipeline.vae, pipeline.text_encoder, pipeline.unet):
        part.half()
    pipeline.save_pretrained(asked.out)
    (asked.out / "defaults.toml").write_text(DEFAULTS)
    (asked.out / "README.md").write_text(card(pipeline, asked, off))


def _tokenizer(kept: Path) -> CLIPTokenizer:
    """Learned once a run: learned again it numbers some letters otherwise, and would mislead the denoiser."""
    if not kept.is_dir():
        learn_tokenizer().save_pretrained(kept)
    tokenizer: CLIPTokenizer = CLIPTokenizer.from_pretrained(kept, local_files_only=True)
    return tokenizer


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.mini", description="Train sandman-mini.")
    parser.add_argument("--out", type=Path, default=Path("models/sandman-mini"))
    parser.add_argument("--work", type=Path, default=Path(".cache/mini"), help="drawings and checkpoints")
    parser.add_argument("--minutes", type=float, default=60, help="of training")
    parser.add_argument("--lessons", type=int, default=450, help="drawings the denoiser learns")
    parser.add_argument("--others", type=int, default=3500, help="drawings for the autoencoder besides")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2, help="processes that train at once on the CPU")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--on", default="", help="words on the machine for the card: `on two shared cores`")
    return parser.parse_args()


def _pixels(rows: object) -> Tensor:
    """[n, side, side, 3] to [n, 3, side, side]."""
    return torch.as_tensor(rows).permute(0, 3, 1, 2).contiguous()


if __name__ == "__main__":
    main()
