"""Bases that do not fit whole: held in eight bits, brought block by block, or refused with the sum."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import torch

from sandman.finetune.base import LocatedBase, find_folder
from sandman.finetune.export import export_adapter, find_adapter
from sandman.finetune.families import trainer_of
from sandman.ports.errors import ModelMissing, NeedsAttention
from sandman.providers.illustration.diffusion import easel as easels
from sandman.providers.illustration.diffusion.bases import HouseBase, base_at
from sandman.providers.illustration.diffusion.easel import Easel
from sandman.providers.illustration.diffusion.forms import Form, form_for
from sandman.providers.illustration.diffusion.places import Place
from sandman.weights.blocks import RUNS
from tests.style.tiny import TINY

GB = 10**9
FLUX = 11_901_408_320
"""Weights of FLUX.1's transformer."""


@dataclass(frozen=True)
class Somewhere(Place):
    """A device with so much free, in a machine with so much."""

    device: torch.device
    dtype: torch.dtype
    free: int = 0
    host: int = 0

    def free_bytes(self) -> int:
        return self.free

    def free_host_bytes(self) -> int:
        return self.host


@pytest.fixture
def as_large_as_flux(bases, monkeypatch):
    monkeypatch.setattr(HouseBase, "parameters", lambda *_: FLUX)
    return base_at(str(TINY["flux"](bases)))


@pytest.mark.parametrize(
    ("device", "free", "host", "form"),
    [
        ("cuda", 32, 64, Form.WHOLE),
        ("cuda", 24, 64, Form.SMALL),
        ("cuda", 12, 32, Form.STREAMED),
        ("mps", 48, 48, Form.WHOLE),
        ("mps", 17, 17, Form.SMALL),
        ("cpu", 20, 20, Form.SMALL),
    ],
)
def test_flux_takes_the_form_that_fits(as_large_as_flux, device, free, host, form):
    place = Somewhere(torch.device(device), torch.bfloat16, free * GB, host * GB)
    assert form_for(as_large_as_flux, place) is form


@pytest.mark.parametrize(
    ("device", "free", "host", "said"),
    [
        ("mps", 12, 12, r"needs 14\.6 GiB to paint even in eight bits, and 11\.2 GiB are free on mps"),
        ("cuda", 4, 64, r"needs 5\.3 GiB .* block by block, and 3\.7 GiB are free on cuda"),
        ("cuda", 8, 8, r"needs 11\.6 GiB .* block by block, and 7\.5 GiB are free on the machine"),
    ],
)
def test_what_fits_in_no_form_is_refused_with_the_sum(as_large_as_flux, device, free, host, said):
    place = Somewhere(torch.device(device), torch.bfloat16, free * GB, host * GB)
    with pytest.raises(NeedsAttention, match=said) as refused:
        form_for(as_large_as_flux, place)
    assert "smaller base" in refused.value.hint


def test_a_unet_is_held_whole_or_not_at_all(bases, monkeypatch):
    base = base_at(str(TINY["sd"](bases)))
    monkeypatch.setattr(HouseBase, "parameters", lambda *_: GB)
    assert form_for(base, Somewhere(torch.device("cpu"), torch.float32, 4 * GB)) is Form.WHOLE
    with pytest.raises(NeedsAttention, match=r"needs 3\.7 GiB to paint, and 3\.6 GiB are free on cpu"):
        form_for(base, Somewhere(torch.device("cpu"), torch.float32, 4 * GB - 10**8))


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # Euler's, in diffusers
@pytest.mark.parametrize("family", list(RUNS))
def test_a_style_is_painted_over_eight_bits_nearly_as_over_the_whole(bases, tmp_path, monkeypatch, family):
    torch.set_num_threads(1)
    base = find_folder(TINY[family.value](bases))
    adapter = an_adapter(tmp_path, base)

    def painted(form: Form, style: Path | None) -> np.ndarray:
        monkeypatch.setattr(easels, "form_for", lambda *_: form)
        easel = Easel(base_at(str(base.folder)), adapter=style, strength=1.0, look_up=lambda: None)
        easel.place = Place(torch.device("cpu"), torch.float32)  # bfloat16 alone would be as far off
        return easel.paint("a fox", never="", seed=1, width=64, height=32, steps=2, guidance=2.0)

    whole, small, streamed = (painted(form, adapter) for form in Form)
    bare = painted(Form.SMALL, None)

    assert np.array_equal(small, streamed)
    assert np.abs(small - whole).mean() < np.abs(small - bare).mean() / 4


def test_a_damaged_base_is_told_in_eight_bits_too(bases, tmp_path, monkeypatch):
    folder = shutil.copytree(TINY["flux"](bases), tmp_path / "flux")
    weights = next((folder / "transformer").glob("*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:-100])
    monkeypatch.setattr(easels, "form_for", lambda *_: Form.SMALL)
    easel = Easel(base_at(str(folder)), adapter=None, strength=1.0, look_up=lambda: None)
    with pytest.raises(ModelMissing, match="cannot be loaded") as told:
        easel.paint("a fox", never="", seed=1, width=64, height=32, steps=1, guidance=0.0)
    assert "fetch or save it again" in told.value.hint


def an_adapter(folder: Path, base: LocatedBase) -> Path:
    """A strong style on every layer that one can be on."""
    family = trainer_of(base)
    denoiser = family.load_denoiser(dtype=torch.float32, device="meta")
    taught = tuple(family.targets("all"))
    chance = torch.Generator().manual_seed(3)
    state = {}
    for name, layer in denoiser.named_modules():
        if isinstance(layer, torch.nn.Linear) and name.endswith(taught):
            state[f"{name}.lora_A.weight"] = torch.randn(2, layer.in_features, generator=chance)
            state[f"{name}.lora_B.weight"] = torch.randn(layer.out_features, 2, generator=chance)
    export_adapter(state, folder, base=base, rank=2, alpha=2.0, trigger="sndmntls style", metadata={})
    return find_adapter(folder)
