"""sandman-mini: the drawings it learned from, and the model that is committed."""

import io
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import StableDiffusionPipeline
from PIL import Image
from scripts.mini import pictures
from scripts.mini.drawings import SIDE, Book, draw, drawing
from scripts.mini.inking import INK

from sandman.finetune.pictures import check_pictures
from sandman.finetune.pictures.folder import read_pictures
from sandman.ports.illustration import PictureBrief
from sandman.providers.illustration.diffusion import DiffusionIllustrator
from sandman.providers.illustration.diffusion.bases import base_at
from sandman.providers.illustration.diffusion.sizes import paint_size
from sandman.stories import Figure, Kind, Language, Staging
from sandman.stories.lexicon import lexicon
from sandman.styles import Recipe

MODEL = Path(__file__).parents[2] / "models" / "sandman-mini"
MEGABYTES = 40


def test_a_drawing_is_the_same_each_time_it_is_drawn():
    asked = drawing(3)

    once, again = draw(asked), draw(drawing(3))

    assert once.shape == (SIDE, SIDE, 3)
    assert np.array_equal(once, again)


@pytest.mark.parametrize("book", Book)
def test_a_caption_names_what_is_drawn_and_nothing_of_how(book):
    words = lexicon(Language.ENGLISH)
    for number in range(200):
        asked = drawing(number, book)
        shown = asked.staging
        assert words.word(Kind.HERO, shown.hero.id).noun in asked.caption
        assert words.word(Kind.PLACE, shown.place).at in asked.caption
        assert words.word(Kind.TIME, shown.time).noun in asked.caption
        if shown.child is not None:
            assert shown.child.id in asked.caption
        for prop in shown.props:
            assert words.word(Kind.PROP, prop).noun in asked.caption
        assert not {"flat", "style", "watercolour", "drawing"} & set(asked.caption.split())


def test_the_flat_hand_has_far_fewer_colours_than_the_watercolour_hand():
    asked = drawing(0)

    flat, watercolour = (draw(asked, flat=hand).reshape(-1, 3) for hand in (True, False))

    assert len(np.unique(flat, axis=0)) < 0.6 * len(np.unique(watercolour, axis=0))


def test_the_flat_hand_goes_round_things_with_ink():
    asked = drawing(0)

    flat, watercolour = (draw(asked, flat=hand).reshape(-1, 3).astype(int) for hand in (True, False))

    inked, washed = (np.abs(hand - INK).max(1) < 30 for hand in (flat, watercolour))
    assert inked.mean() > 5 * washed.mean()


def test_the_flat_hand_is_laid_down_afterwards():
    asked = drawing(1)
    before = draw(asked, flat=False)

    draw(asked)

    assert np.array_equal(draw(asked, flat=False), before)


@pytest.fixture(scope="module")
def mini():
    pipeline = StableDiffusionPipeline.from_pretrained(MODEL, dtype=torch.float32, local_files_only=True)
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def test_the_model_is_small_whole_and_says_what_it_is_for(mini):
    size = sum(file.stat().st_size for file in MODEL.rglob("*") if file.is_file())
    weights = [weight for part in (mini.vae, mini.unet, mini.text_encoder) for weight in part.parameters()]
    card = (MODEL / "README.md").read_text()

    assert size <= MEGABYTES * 1e6
    assert not list(MODEL.rglob("*.bin"))
    assert all(bool(torch.isfinite(weight).all()) for weight in weights)
    assert mini.unet.config.sample_size * mini.vae_scale_factor == SIDE
    assert "license: apache-2.0" in card
    assert "not for art" in card.lower()


def test_what_is_encoded_comes_back(mini):
    seen = torch.tensor(draw(drawing(0))).permute(2, 0, 1)[None].float() / 127.5 - 1
    with torch.no_grad():
        again = mini.vae.decode(mini.vae.encode(seen).latent_dist.mean).sample

    assert float((again - seen).abs().mean()) * 127.5 < 12


def test_two_samples_differ_in_the_direction_of_their_captions(mini):
    """From the same noise: where the drawings differ, made coarse, the samples differ likewise."""
    asked = [drawing(number) for number in (0, 73)]  # a fox in a meadow by day, a bear in snow at night
    noise = torch.randn(1, 6, 24, 24, generator=torch.Generator().manual_seed(0)).expand(2, -1, -1, -1)
    made = mini(
        [each.caption for each in asked],
        latents=noise.clone(),
        num_inference_steps=6,
        guidance_scale=2.0,
        output_type="np",
    ).images

    drawn = np.stack([draw(each) for each in asked]).astype(np.float32) / 255
    made, drawn = (pictures.reshape(2, 6, 16, 6, 16, 3).mean((2, 4)) for pictures in (made, drawn))
    alike = np.corrcoef((made[0] - made[1]).ravel(), (drawn[0] - drawn[1]).ravel())[0, 1]
    assert alike > 0.2


def test_it_paints_a_page_of_a_book_in_its_own_square_from_a_scene_longer_than_its_window():
    illustrator = DiffusionIllustrator(str(MODEL))
    scene = "a fox sitting, " * 12 + "in the meadow by day"
    staging = Staging(place="meadow", time="day", hero=Figure(id="fox"))

    page = illustrator.paint(PictureBrief(staging, scene, 7, 1, width=256, height=192))

    illustrator.close()
    with Image.open(io.BytesIO(page.data)) as picture:
        assert picture.size == (256, 192)
    assert paint_size(base_at(str(MODEL)), None, width=1024, height=768) == (SIDE, SIDE)


def test_the_recipe_teaches_it_from_twenty_scenes_that_it_knows():
    file = MODEL.parents[1] / "recipes" / "mini-watercolour.toml"
    recipe = Recipe.from_toml(file.read_text(), where=file.name).beside(file)

    assert Path(recipe.base).resolve() == MODEL
    assert recipe.train.resolution == SIDE
    assert not check_pictures(
        Path(recipe.dataset.folder), base=recipe.base, trigger=recipe.trigger, resolution=SIDE
    )
    pairs = read_pictures(Path(recipe.dataset.folder))
    assert len(pairs) == 20
    assert {pair.caption for pair in pairs} >= {
        f"{recipe.trigger}, {prompt}" for prompt in recipe.compare.prompts[:3]
    }


def test_its_pictures_are_drawn_again_to_the_byte(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "COUNT", 1)
    monkeypatch.setattr("sys.argv", ["pictures", str(tmp_path)])

    pictures.main()

    for name in ("01.png", "01.txt"):
        kept = MODEL.parents[1] / "recipes" / "mini-watercolour" / name
        assert (tmp_path / name).read_bytes() == kept.read_bytes()
