"""The table of `facts`: what each known base is made of, to the last parameter, with nothing downloaded."""

import json

import diffusers
import pytest

from sandman.finetune.plan import encoders, known_base
from sandman.finetune.plan.anatomy import Anatomy
from sandman.finetune.plan.stages import CONTEXT
from sandman.styles import BASES, Training
from sandman.weights.loading import build_empty

GIB = 2**30
PARAMETERS = {
    "sd15": 859_520_964,
    "sdxl": 2_567_463_684,
    "flux-schnell": 11_891_178_560,
    "flux-dev": 11_901_408_320,
    "flux2-klein-4b": 3_875_544_576,
    "z-image": 6_154_908_736,
}
TEXT_ENCODERS = {
    "sd15": (123_060_480,),
    "sdxl": (123_060_480, 694_659_840),
    "flux-schnell": (123_060_480, 4_762_310_656),
    "flux2-klein-4b": (3_215_021_568,),  # 28 of 36 layers: nobody asks the others
    "z-image": (4_022_468_096,),
}
AUTOENCODERS = {"sd15": 83_653_863, "flux-schnell": 83_819_683, "flux2-klein-4b": 84_046_115}
ADAPTERS = {
    ("sd15", "attention", 8): 1_594_368,
    ("sd15", "attention+ff", 16): 5_984_256,
    ("flux-schnell", "attention", 4): 6_537_216,
    ("flux-schnell", "attention+ff", 16): 44_826_624,
    ("flux-schnell", "all", 16): 65_372_160,
}


def known(name):
    found = known_base(name)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def anatomy():
    made = {}

    def of(name, targets="attention", rank=8):
        key = name, targets, rank
        if key not in made:
            made[key] = Anatomy(known(name), Training(resolution=512, rank=rank, targets=targets))
        return made[key]

    return of


def test_every_base_known_by_name_can_be_planned_for():
    for name, base in BASES.items():
        found = known(name)
        assert found.family is base.family
        assert (found.denoiser / "config.json").exists()
        assert known_base(base.hub_id) == found


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_denoiser_has_its_published_parameters(name):
    folder = known(name).denoiser
    model = getattr(diffusers, json.loads((folder / "config.json").read_text())["_class_name"])
    assert sum(part.numel() for part in build_empty(model, folder).parameters()) == PARAMETERS[name]


@pytest.mark.parametrize("name", TEXT_ENCODERS)
def test_text_encoders_have_theirs(name):
    found = encoders.text_encoders(known(name))
    assert tuple(each.parameters for each in found) == TEXT_ENCODERS[name]


@pytest.mark.parametrize("name", AUTOENCODERS)
def test_autoencoders_have_theirs(name):
    assert encoders.autoencoder(known(name), side=64).parameters == AUTOENCODERS[name]


@pytest.mark.parametrize(("name", "targets", "rank"), ADAPTERS)
def test_an_adapter_has_as_many_weights_as_its_layers_want(anatomy, name, targets, rank):
    assert anatomy(name, targets, rank).adapter == ADAPTERS[name, targets, rank]


def test_flux_weighs_what_its_scheme_says(anatomy):
    flux = anatomy("flux-schnell", "attention+ff", 16)
    sizes = {scheme: round(flux.weights("bfloat16", scheme) / GIB, 2) for scheme in ("none", "int8", "nf4")}
    assert sizes == {"none": 22.15, "int8": 11.14, "nf4": 5.79}
    assert flux.quantisable / flux.parameters == pytest.approx(0.995, abs=0.001)
    assert round(flux.adapter_bytes / 2**20) == 684


def test_sd_keeps_four_times_as_much_at_twice_the_side(anatomy):
    base = known("sd15")
    small = Anatomy(base, Training(resolution=256, rank=8, targets="attention"))
    in_bfloat16 = small.step("bfloat16", 0.0).kept
    assert in_bfloat16 / GIB == pytest.approx(0.17, abs=0.03)
    assert small.step("float32", 0.0).kept / in_bfloat16 == pytest.approx(2, rel=0.1)
    assert small.step("bfloat16", 1.0).kept < 0.3 * in_bfloat16
    half = small.step("bfloat16", 0.5).kept
    assert 0.3 * in_bfloat16 < half < 0.9 * in_bfloat16


def test_klein_learns_in_twelve_and_a_half_gib_with_nothing_computed_twice(anatomy):
    klein = anatomy("flux2-klein-4b", "attention+ff", 16)
    step = klein.step("bfloat16", 0.0)
    peak = klein.weights("bfloat16") + klein.adapter_bytes + step.kept + step.temporaries
    assert peak + CONTEXT < 12.5 * GIB
    assert step.kept < 3.2 * GIB  # 5.5 where norms and activations keep all that autograd would
