"""The bridge between the wings: pictures in, and a page of tonight's book in their style out."""

import io

import numpy as np
import torch
from PIL import Image

from sandman.app.engines import Engines
from sandman.app.settings import Settings
from sandman.finetune.base import find_folder
from sandman.finetune.publish import publish
from sandman.finetune.train.job import Job, Placement
from sandman.finetune.train.resolve import resolve
from sandman.finetune.train.trainer import train
from sandman.ports.illustration import PictureBrief
from sandman.stories import Figure, Staging, StoryRequest
from sandman.styles import StyleName, Training
from tests.style.tiny import pictures, sd_tiny


def test_pictures_become_a_style_and_the_style_paints_a_page(bases, tmp_path):
    torch.set_num_threads(1)
    base = find_folder(sd_tiny(bases))
    training = Training(resolution=32, rank=2, steps=6, learning_rate=5e-2, warm_up=0, samples=1)
    folder = tmp_path / "training"

    # 1. Teach the style, from a folder of pictures.
    trained = train(
        Job(
            base=base,
            pictures=pictures(tmp_path / "pictures", n=4, size=32),
            out=folder,
            trigger="sndmntls style",
            training=resolve(training, base),
            placement=Placement("cpu", "float32"),
        )
    )
    assert trained.steps == 6

    # 2. Put it on the household's shelf, and into use.
    house = Engines(Settings(home=tmp_path / "home"))
    card = publish(folder, name="moon", styles=house.easels.shelf.folder, title="Moonlit")
    assert (card.steps, card.pictures, card.rank, card.base) == (6, 4, 2, base.card)
    style = house.easels.shelf.use(StyleName("moon"))
    assert style.samples

    # 3. A page of tonight's book is painted in it, and says so.
    staging = Staging(place="garden", time="night", hero=Figure(id="fox"))
    brief = PictureBrief(staging, "a little fox asleep, in the garden at night", 7, 1, width=128, height=96)
    page = house.cast(house.settled(StoryRequest())).illustrator.first.paint(brief)

    assert page.style.startswith("moon@1 (")
    with Image.open(io.BytesIO(page.data)) as picture:
        assert picture.size == (128, 96)
        in_style = np.asarray(picture, dtype=float)
    bare = Engines(Settings(home=tmp_path / "elsewhere", diffusion_base=str(base.folder)))
    without = bare.cast(StoryRequest(illustrator="diffusion")).illustrator.first.paint(brief)
    with Image.open(io.BytesIO(without.data)) as picture:
        assert np.abs(np.asarray(picture, dtype=float) - in_style).mean() > 1
    house.easels.close()
    bare.easels.close()
