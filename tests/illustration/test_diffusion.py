"""A book's pages painted by a diffusion model: on a tiny base, with random weights and one taught layer."""

import io
import shutil
import threading
import time
import weakref
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from sandman.finetune.base import LocatedBase, find_folder
from sandman.finetune.publish import publish
from sandman.library.styles import PublishedStyle, StyleShelf
from sandman.ports.errors import BadWork, ModelMissing, NeedsAttention, ProviderBusy
from sandman.ports.illustration import Picture, PictureBrief
from sandman.providers.illustration.diffusion import DiffusionIllustrator
from sandman.providers.illustration.diffusion.bases import base_at
from sandman.providers.illustration.diffusion.easel import Easel
from sandman.providers.illustration.diffusion.pages import page_of
from sandman.providers.illustration.diffusion.places import best_place
from sandman.providers.illustration.diffusion.prompts import page_prompt
from sandman.providers.illustration.diffusion.sizes import nearest
from sandman.stories import Figure, Pose, Staging
from sandman.styles import BASES, Family, StyleName
from tests.style.publish.trained import a_training
from tests.style.tiny import TINY, flux_tiny

STAGING = Staging(
    place="garden", time="night", hero=Figure(id="fox", variant=2), child=Figure(id="girl", pose=Pose.STAND)
)
BRIEF = PictureBrief(STAGING, "a little fox sitting, in the garden", 7, 1, width=256, height=192)


@pytest.fixture(scope="module")
def base(bases: Path) -> LocatedBase:
    return find_folder(TINY["sd"](bases))


@pytest.fixture(scope="module")
def style(base: LocatedBase, tmp_path_factory: pytest.TempPathFactory) -> PublishedStyle:
    home = tmp_path_factory.mktemp("home")
    training = a_training(home / "training", base, strength=8.0)
    publish(training, name="moon", styles=home / "styles", style_line="soft light")
    return StyleShelf(home / "styles").find(StyleName("moon"))


@pytest.fixture(scope="module")
def illustrator(base: LocatedBase, style: PublishedStyle):
    engine = in_style(base, style)
    yield engine
    engine.close()


def in_style(base: LocatedBase, style: PublishedStyle, **more: float) -> DiffusionIllustrator:
    few_steps = style.card.model_copy(update={"paint_steps": 3})
    return DiffusionIllustrator(str(base.folder), card=few_steps, adapter=style.adapter, **more)


def pixels(picture: Picture) -> np.ndarray:
    with Image.open(io.BytesIO(picture.data)) as image:
        return np.asarray(image.convert("RGB"), dtype=float)


def test_a_page_is_painted_in_the_style_and_says_so(illustrator, base, style):
    page = illustrator.paint(BRIEF)

    assert (page.width, page.height, page.format) == (256, 192, "webp")
    assert pixels(page).shape == (192, 256, 3)
    assert page.style == f"moon@1 ({style.card.adapter_sha256[:12]})"
    assert illustrator.model == f"sd@{base.card.fingerprint[:8]}"
    assert illustrator.base == str(base.folder)
    bare = DiffusionIllustrator(str(base.folder))
    assert np.abs(pixels(bare.paint(BRIEF)) - pixels(page)).mean() > 3
    bare.close()


def test_the_same_brief_is_the_same_picture_and_another_page_another(illustrator):
    page = illustrator.paint(BRIEF)

    assert illustrator.paint(BRIEF).data == page.data
    for other in (replace(BRIEF, page=2), replace(BRIEF, attempt=1), replace(BRIEF, book_seed=8)):
        assert illustrator.paint(other).data != page.data


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # Euler's, in diffusers
@pytest.mark.parametrize("family", [family for family in TINY if family != "sd"])
def test_every_family_paints(bases, family):
    illustrator = DiffusionIllustrator(str(TINY[family](bases)))
    easel = illustrator._opened()

    painted = easel.paint(
        "a long prompt " * 12, never="text", seed=1, width=64, height=32, steps=2, guidance=2.0
    )

    assert painted.shape == (32, 64, 3)
    assert np.isfinite(painted).all()
    illustrator.close()


def test_a_bare_base_is_painted_with_what_suits_it(base, bases, tmp_path):
    dev, schnell = (base_at(str(flux_tiny(bases, guidance=guidance))).defaults for guidance in (True, False))
    assert (dev.paint_steps, dev.guidance) == (25, 3.5)
    assert (schnell.paint_steps, schnell.guidance) == (4, 0.0)

    own = tmp_path / "own"
    shutil.copytree(base.folder, own)
    (own / "defaults.toml").write_text("paint_steps = 3\nguidance = 2.5\n")
    assert base_at(str(own)).defaults == find_folder(own).defaults
    assert base_at(str(own)).defaults.paint_steps == 3
    (own / "defaults.toml").write_text("guidance = \n")
    with pytest.raises(ModelMissing, match=r"defaults\.toml` cannot be used"):
        base_at(str(own))


def test_a_base_known_by_name_is_painted_with_its_own_numbers(bases, monkeypatch):
    dev = flux_tiny(bases, guidance=True)
    monkeypatch.setattr("huggingface_hub.snapshot_download", lambda *_, **__: str(dev))
    for asked in ("flux-dev", BASES["flux-dev"].hub_id):
        assert base_at(asked).defaults == BASES["flux-dev"]
        assert base_at(asked).card.name == "flux-dev"


def test_a_base_with_a_part_in_half_precision_only_is_painted_with(base, tmp_path):
    whole = shutil.copytree(base.folder, tmp_path / "half") / "vae" / "diffusion_pytorch_model.safetensors"
    whole.rename(whole.with_name("diffusion_pytorch_model.fp16.safetensors"))
    easel = Easel(base_at(str(tmp_path / "half")), adapter=None, strength=1.0, look_up=lambda: None)

    painted = easel.paint("a fox", never="", seed=1, width=32, height=32, steps=1, guidance=1.0)

    assert np.isfinite(painted).all()


def test_the_prompt_begins_with_the_style_and_tells_how_everybody_looks(style):
    prompt = page_prompt(BRIEF, style.card)
    assert prompt.startswith("sndmntls style, soft light, a little fox sitting, in the garden.")
    assert "The fox is small, round and silver-grey." in prompt
    assert "The child is a girl with short black curls" in prompt

    told = replace(BRIEF, prompt="A fox sleeps. The creature: a fox with one white paw. Colours: dusk blue.")
    assert page_prompt(told, style.card).endswith("Colours: dusk blue.")  # the sheet is there already
    assert page_prompt(replace(told, staging=None), None) == told.prompt
    of_words = page_prompt(replace(told, staging=None), style.card, of_few_words=True)
    assert of_words == "sndmntls style, soft light, A fox sleeps."


def test_a_base_that_knows_few_words_is_told_who_is_there_and_where(base, illustrator, monkeypatch):
    assert base_at(str(base.folder)).of_few_words
    told: list[tuple[str, str]] = []

    def nothing(prompt: str, *, never: str, **_: float) -> np.ndarray:
        told.append((prompt, never))
        return np.zeros((8, 8, 3), np.float32)

    monkeypatch.setattr(illustrator._opened(), "paint", nothing)
    with pytest.raises(BadWork, match="empty"):
        illustrator.paint(BRIEF)
    assert told == [("sndmntls style, soft light, a fox and a girl, in the garden at night", "")]


def test_what_stands_behind_clips_window_is_told_too(base):
    easel = Easel(base_at(str(base.folder)), adapter=None, strength=1.0, look_up=lambda: None)
    said = easel._words("a fox " * 40, "")["prompt_embeds"]

    assert said.shape[1] % 77 == 0
    assert said.shape[1] > 77
    assert not torch.equal(said, easel._words("a fox " * 39 + "a bee", "")["prompt_embeds"])


def test_a_picture_that_shows_nothing_is_bad_work():
    black, grey = np.zeros((8, 8, 3), np.float32), np.full((8, 8, 3), 0.5, np.float32)
    for painted, said in ((black, "empty"), (grey, "empty"), (grey * np.nan, "no numbers")):
        with pytest.raises(BadWork, match=said):
            page_of(painted, BRIEF)


@pytest.mark.parametrize(
    ("shape", "side", "multiple", "size"),
    [
        (4 / 3, 512, 64, (576, 448)),
        (4 / 3, 1024, 16, (1168, 880)),
        (1, 64, 16, (64, 64)),
        (1.3, 64, 64, (64, 64)),
    ],
)
def test_pages_are_painted_in_a_size_the_base_can_do(shape, side, multiple, size):
    assert nearest(shape, side * side, multiple=multiple) == size


def test_a_style_of_another_base_is_refused_by_name(base, style, bases, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(base.folder, other)
    config = other / "unet" / "config.json"
    config.write_text(config.read_text().replace('"sample_size": 8', '"sample_size": 16'))

    with pytest.raises(
        ModelMissing, match=r"style `moon@1` was trained on `sd` \(\w{8}\), and `other`"
    ) as no:
        DiffusionIllustrator(str(other), card=style.card, adapter=style.adapter)
    assert str(base.folder) in no.value.hint


def test_what_is_missing_is_named_with_the_way_out(base, style, tmp_path, monkeypatch):
    with pytest.raises(ModelMissing, match="is not there"):
        DiffusionIllustrator(str(tmp_path / "nowhere"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(
        ModelMissing, match=r"`black-forest-labs/FLUX.1-schnell` is not on this disk"
    ) as missing:
        DiffusionIllustrator("flux-schnell")
    assert "hf download black-forest-labs/FLUX.1-schnell --include model_index.json" in missing.value.hint
    broken = tmp_path / "adapter.safetensors"
    broken.write_bytes(style.adapter.read_bytes()[:-4] + b"none")
    with pytest.raises(ModelMissing, match="not those that were published"):
        DiffusionIllustrator(str(base.folder), card=style.card, adapter=broken).paint(BRIEF)
    with pytest.raises(ModelMissing, match="are not there"):
        DiffusionIllustrator(str(base.folder), card=style.card, adapter=tmp_path / "gone")
    monkeypatch.setattr("sandman.providers.illustration.diffusion.engine.find_spec", lambda _: None)
    with pytest.raises(ModelMissing, match="what is not installed here: torch"):
        DiffusionIllustrator(str(base.folder))


def test_the_model_goes_once_nobody_paints_and_comes_again(base, style):
    illustrator = in_style(base, style, idle_seconds=0.05)
    page = illustrator.paint(BRIEF)
    deadline = time.monotonic() + 5
    while illustrator.awake and time.monotonic() < deadline:
        time.sleep(0.01)

    assert not illustrator.awake
    assert illustrator.paint(BRIEF).data == page.data
    illustrator.close()


def test_encoders_go_before_the_denoiser_comes_where_room_is_scarce(base, style, monkeypatch):
    illustrator = in_style(base, style)
    easel = illustrator._opened()
    loads = []
    load = easel._load

    def noted(*, without, on):
        loads.append((tuple(without), easel._encoders is None, easel._painter is None))
        return load(without=without, on=on)

    monkeypatch.setattr(easel, "_load", noted)
    only_one = easel._bytes_of("unet") + easel._bytes_of("vae") + 1
    monkeypatch.setattr(type(easel.place), "free_bytes", lambda _: 0 if easel._painter else only_one)

    first = illustrator.paint(BRIEF)
    illustrator.paint(replace(BRIEF, staging=None, prompt="another page"))

    encoders, painter = (("unet", "vae"), True, True), (("text_encoder",), True, True)
    assert loads == [encoders, painter] * 2
    monkeypatch.setattr(type(easel.place), "free_bytes", lambda _: 2**40)
    assert illustrator.paint(BRIEF).data == first.data
    monkeypatch.setattr(type(easel.place), "free_bytes", lambda _: 1)
    easel.clear()
    with pytest.raises(NeedsAttention, match="GiB to paint"):
        illustrator.paint(replace(BRIEF, staging=None, prompt="a third"))
    illustrator.close()


def test_two_pages_at_once_wait_for_each_other(illustrator):
    made: dict[int, Picture] = {}

    def paint(page: int) -> None:
        made[page] = illustrator.paint(replace(BRIEF, page=page))

    threads = [threading.Thread(target=paint, args=(page,)) for page in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made[1].data == illustrator.paint(BRIEF).data != made[2].data


def test_a_closing_house_lets_go_of_the_model(base, style):
    illustrator = in_style(base, style)
    illustrator.paint(BRIEF)
    denoiser = weakref.ref(illustrator._opened()._painter.unet)
    idle = illustrator._idle
    illustrator.abandon()

    # A training that comes next has the memory: nothing holds the model, and nobody waits to let go of it.
    assert denoiser() is None
    idle.join(5)
    assert not idle.is_alive()
    with pytest.raises(ProviderBusy, match="closing"):
        illustrator.paint(BRIEF)
    assert not illustrator.awake


def test_a_closing_house_does_not_wait_for_the_page(base, style, monkeypatch):
    illustrator = in_style(base, style)
    easel = illustrator._opened()
    look_up, strokes = easel._look_up, []

    def close_at_the_first_stroke() -> None:
        strokes.append(1)
        illustrator.abandon()
        look_up()

    monkeypatch.setattr(easel, "_look_up", close_at_the_first_stroke)
    with pytest.raises(ProviderBusy, match="closing"):
        illustrator.paint(BRIEF)
    assert len(strokes) == 1
    assert not illustrator.awake


@pytest.mark.parametrize(
    ("cuda", "bf16", "mps", "modern", "family", "wanted"),
    [
        (True, True, False, False, Family.SD, ("cuda", torch.bfloat16)),
        (True, False, False, False, Family.SDXL, ("cuda", torch.float16)),
        (True, False, False, False, Family.Z_IMAGE, ("cuda", torch.bfloat16)),
        (False, False, True, True, Family.SD, ("mps", torch.bfloat16)),
        (False, False, True, False, Family.FLUX, ("mps", torch.float32)),
        (False, False, False, False, Family.SDXL, ("cpu", torch.float32)),
        (False, False, False, False, Family.Z_IMAGE, ("cpu", torch.bfloat16)),
    ],
)
def test_the_device_is_chosen_by_the_book(monkeypatch, cuda, bf16, mps, modern, family, wanted):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    # as PyTorch: a card that has no bfloat16 of its own still answers yes, for it emulates it
    monkeypatch.setattr(
        torch.cuda, "is_bf16_supported", lambda including_emulation=True: bf16 or including_emulation
    )
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)
    monkeypatch.setattr(torch.backends.mps, "is_macos_or_newer", lambda *_: modern)
    place = best_place(family)
    assert (place.device.type, place.dtype) == wanted
