"""What the denoiser is shown: every picture with its own caption, each as often as any other."""

from collections import Counter

import pytest
import torch
from PIL import Image

from sandman.finetune.families import trainer_of
from sandman.finetune.pictures.buckets import bucket_of
from sandman.finetune.pictures.folder import read_pictures
from sandman.finetune.pictures.tensors import load_picture
from sandman.finetune.train.batches import Drawn, Order
from sandman.finetune.train.job import Unwatched
from sandman.finetune.train.material import gather
from sandman.finetune.train.stopping import Stopping
from sandman.finetune.train.world import World
from tests.style import tiny

CPU = torch.device("cpu")
WIDE, SQUARE, HIGH = (4, 8), (6, 6), (8, 4)


@pytest.fixture
def twenty(tmp_path):
    folder = tiny.pictures(tmp_path / "twenty", n=20, size=48)
    for path in sorted(folder.glob("*.png"))[::3]:
        with Image.open(path) as picture:
            picture.resize((48, 32)).save(path)
    return folder


def gathered(job):
    family = trainer_of(job.base)
    return gather(job, family, world=World(CPU), watcher=Unwatched(), stopping=Stopping())


def test_twenty_of_twenty_pictures_keep_their_captions_through_cache_and_shuffle(job, twenty):
    asked = job(pictures=twenty, batch=2, flip=True, caption_dropout=0.0)
    gathered(asked)
    material = gathered(asked)  # from the cache
    family = trainer_of(asked.base)
    batches = Drawn(material.lessons, material.nothing, family=family, training=asked.training)

    right = {}
    pairs = read_pictures(twenty)
    for pair in pairs:
        size = bucket_of(pair.width, pair.height, resolution=32, multiple=family.multiple)
        [words] = family.encode_captions([f"sndmntls style, {pair.caption}"], device=CPU, dtype=torch.float32)
        seen = [load_picture(pair, size, flip=flip) for flip in (False, True)]
        right[pair.path.name] = words, list(family.encode_pictures(seen, device=CPU, dtype=torch.float32))

    shown: Counter[str] = Counter()
    for number in range(40):
        batch = batches[number]
        for name, latent, told in zip(batch.shown, batch.latents, batch.words["embeds"], strict=True):
            words, ways = right[name]
            assert torch.equal(told, words["embeds"])
            gaps = [((latent - way.mean) / way.std).abs().max() for way in ways]
            assert min(gaps) < 6, "the latent is that of another picture"
            shown[name] += 1
    assert len(shown) == len(pairs) == 20


def test_every_picture_is_shown_equally_often_in_full_batches_of_one_size():
    sides = [WIDE] * 5 + [SQUARE] * 3 + [HIGH]
    order = Order(sides, batch=2, seed=3)

    made = [order[number] for number in range(9 * 6 // 2)]

    assert all(len({sides[place] for place in batch}) == 1 and len(batch) == 2 for batch in made)
    assert set(Counter(place for batch in made for place in batch).values()) == {6}


def test_epochs_differ_and_seeds_differ_and_the_same_question_has_the_same_answer():
    one, again, other = (Order([SQUARE] * 12, batch=1, seed=seed) for seed in (1, 1, 2))

    epochs = [[one[number] for number in range(start, start + 12)] for start in (0, 12)]

    assert sorted(epochs[0]) == sorted(epochs[1])
    assert epochs[0] != epochs[1]
    assert [again[number] for number in reversed(range(24))] == [*reversed(epochs[0] + epochs[1])]
    assert [other[number] for number in range(12)] != epochs[0]


def test_captions_are_dropped_and_pictures_mirrored_as_often_as_asked(job):
    asked = job(flip=True, caption_dropout=0.25, batch=4)
    material = gathered(asked)
    batches = Drawn(
        material.lessons, material.nothing, family=trainer_of(asked.base), training=asked.training
    )

    untold = mirrored = 0
    for number in range(100):
        batch = batches[number]
        for name, latent, told in zip(batch.shown, batch.latents, batch.words["embeds"], strict=True):
            lesson = next(each for each in material.lessons if each.name == name)
            untold += torch.equal(told, material.nothing["embeds"])
            mirrored += (latent - lesson.mirrored.mean).norm() < (latent - lesson.latent.mean).norm()

    assert 70 < untold < 130
    assert 160 < mirrored < 240


def test_batches_bring_their_captions_without_the_trigger_as_often_as_asked(job):
    asked = job(preserve=0.25, batch=2)
    material = gathered(asked)
    family = trainer_of(asked.base)
    batches = Drawn(material.lessons, material.nothing, family=family, training=asked.training)
    captions = {pair.path.name: pair.caption for pair in read_pictures(asked.pictures)}

    keeping = [batch for number in range(100) if (batch := batches[number]).uncalled]

    assert 12 < len(keeping) < 40
    for batch in keeping[:4]:
        plain = family.encode_captions(
            [captions[name] for name in batch.shown], device=CPU, dtype=torch.float32
        )
        assert torch.equal(batch.uncalled["embeds"], torch.stack([words["embeds"] for words in plain]))
    assert gathered(job("unkept", batch=2)).lessons[0].uncalled is None


def test_a_batch_depends_on_its_number_alone(job):
    asked = job(batch=2)
    material = gathered(asked)
    family = trainer_of(asked.base)
    one, other = (
        Drawn(material.lessons, material.nothing, family=family, training=asked.training) for _ in "ab"
    )

    for number in (0, 1, 2):
        torch.rand(7)  # whatever else draws
        late, early = one[number], other[2 - number]
        if number == 1:
            assert torch.equal(late.noise, early.noise)
            assert torch.equal(late.latents, early.latents)
            assert torch.equal(late.at, early.at)
    assert not torch.equal(one[0].noise, one[1].noise)
