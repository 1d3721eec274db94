"""The model's card: what it is for, what it learned from, and how to make it again."""

from argparse import Namespace
from collections.abc import Mapping

from diffusers import StableDiffusionPipeline

from .captions import LONGEST
from .drawings import HEROES, HOURS, PLACES, SIDE

CARD = """\
---
license: apache-2.0
library_name: diffusers
pipeline_tag: text-to-image
tags: [stable-diffusion, children, tiny]
---
# sandman-mini

A Stable Diffusion in miniature: {millions:.1f} million parameters, {megabytes:.0f} MB, pictures of {side} by
{side} pixels. It draws a few heroes of our story world in plain colours and a line of ink.

**What it is for.** Showing and testing the whole path from twenty pictures to a style of one's own, with
no hub, no key and no graphics card: `sandman style auto recipes/mini-watercolour.toml` teaches it our
painter's watercolour. It is not for art. It is small and learned for an hour: heroes, places and hours come
as asked, faces and edges come soft, and whatever it was never shown comes out as nonsense.

**What it knows.** {heroes}, sitting, alone or with a girl or a boy;
{places}; {hours}. Ask as in
`a fox sitting, a girl sitting, in the meadow at dusk`, in {side} by {side} pixels, 20 steps, guidance 1.5. It
hears the first {longest} pieces of words, and words of style mean nothing to it.

**What it learned from.** {lessons} drawings made for it by `scripts/mini`: the shapes of our own built-in
painter, laid down in plain fills and gone round with ink. The autoencoder also saw {others} others of the
same world, 500 of them in watercolour, so that it can draw what a style may want. No other picture, and
nobody's likeness. Captions say what is seen, never how it is drawn.

**How it is built.** The ordinary folder of a `StableDiffusionPipeline`, in float16: an autoencoder that
takes four pixels each way to a cell of six numbers (its encoder is fitted, not learned: light twice as fine
as colour), a UNet that names the velocity, a CLIP text encoder of two layers with {words} pieces of words.
Measured: the autoencoder loses {flat:.1f} of 255 on flat drawings and {watercolour:.1f} on watercolours.

```python
pipeline = StableDiffusionPipeline.from_pretrained("models/sandman-mini", dtype=torch.float32)
picture = pipeline("a penguin sitting, in the forest at dusk", guidance_scale=1.5).images[0]
```

**Made again by** `python -m scripts.mini --out models/sandman-mini --minutes {minutes:.0f}`. This one took
{minutes:.0f} minutes of training{machine}. More minutes make a better one; with
`--device cuda --batch 128` they are spent on a graphics card (not measured).

Licence: Apache-2.0, weights and drawings alike.
"""


def card(pipeline: StableDiffusionPipeline, asked: Namespace, off: Mapping[str, float]) -> str:
    """The whole card."""
    parts = (pipeline.vae, pipeline.text_encoder, pipeline.unet)
    count = sum(weight.numel() for part in parts for weight in part.parameters())
    return CARD.format(
        millions=count / 1e6,
        megabytes=count * 2 / 1e6,
        side=SIDE,
        heroes=_listed(HEROES).capitalize(),
        longest=LONGEST,
        places=_listed(PLACES),
        hours=_listed(HOURS),
        lessons=asked.lessons,
        others=asked.others + 500,
        words=len(pipeline.tokenizer),
        minutes=asked.minutes,
        machine=f" {asked.on}" if asked.on else "",
        **off,
    )


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1]
