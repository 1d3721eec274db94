"""The cache: content decides, damage is mended, and what is no number is refused."""

from dataclasses import replace

import pytest
import torch

from sandman.finetune.families.sd import StableDiffusion
from sandman.finetune.train.cache import Cache, encoder_fingerprint, key_of
from sandman.finetune.train.trainer import train
from sandman.styles import Unusable
from tests.style.train.conftest import Recorder


def test_a_second_run_needs_no_encoder(job, monkeypatch):
    first = Recorder()
    train(job(steps=2), first)
    for encode in ("encode_captions", "encode_pictures"):
        monkeypatch.setattr(StableDiffusion, encode, lambda *_, **__: pytest.fail("an encoder was loaded"))

    second = Recorder()
    train(job(steps=3, resume=True), second)

    assert first.stages[:4] == [("captions", done, 5) for done in (1, 2, 3, 4)]
    assert second.stages[:2] == [("captions", 5, 5), ("pictures", 4, 4)]


def test_a_damaged_entry_is_made_again_and_is_as_it_was(job):
    train(job(steps=1))
    entries = sorted((job().out / "cache" / "latents").rglob("*.safetensors"))
    assert len(entries) == 4
    before = [path.read_bytes() for path in entries]
    entries[0].write_bytes(before[0][:-3])
    entries[1].write_bytes(before[1][:-1] + bytes([before[1][-1] ^ 1]))
    entries[2].write_bytes(b"")
    entries[3].unlink()

    train(job(steps=2, resume=True))

    assert [path.read_bytes() for path in entries] == before


def test_an_entry_that_is_not_finite_is_none(tmp_path):
    cache = Cache(tmp_path)
    cache.keep("aa", {"mean": torch.tensor([1.0, float("nan")])})
    cache.keep("bb", {"mean": torch.tensor([1.0, 2.0])})

    assert cache.find("aa") is None
    assert cache.find("bb")["mean"].tolist() == [1.0, 2.0]
    assert cache.find("cc") is None


def test_latents_that_are_no_numbers_are_refused_by_the_pictures_name(job, monkeypatch):
    whole = StableDiffusion.encode_pictures

    def spoilt(family, *args, **named):
        for place, latent in enumerate(whole(family, *args, **named)):
            yield replace(latent, mean=latent.mean * float("inf")) if place == 2 else latent

    monkeypatch.setattr(StableDiffusion, "encode_pictures", spoilt)
    with pytest.raises(Unusable, match=r"the latent of `02\.png` is not made of numbers"):
        train(job(steps=1))


def test_keys_tell_apart_all_that_matters(sd):
    facts = {
        "picture": "p",
        "size": (32, 32),
        "crop": "middle",
        "flip": False,
        "encoder": "e",
        "dtype": torch.float32,
    }
    others = {
        "picture": "q",
        "size": (32, 48),
        "crop": "top",
        "flip": True,
        "encoder": "f",
        "dtype": torch.bfloat16,
    }

    keys = {key_of(**facts), *(key_of(**{**facts, name: value}) for name, value in others.items())}

    assert len(keys) == 7
    assert encoder_fingerprint(sd.folder / "vae") != encoder_fingerprint(sd.folder / "text_encoder")
