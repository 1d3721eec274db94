"""A plan takes the fastest way that fits, says why, and refuses with the arithmetic where none does."""

import json
from dataclasses import replace

import huggingface_hub
import pytest
import torch
from safetensors.torch import save_file

from sandman.finetune.base import find_folder
from sandman.finetune.plan import Machine, encoders, make_plan
from sandman.finetune.plan.laid_under import weights_laid_under
from sandman.finetune.plan.machine import Running
from sandman.finetune.plan.rungs import ladder
from sandman.finetune.train.job import Placement
from sandman.styles import CannotFit, Training, Unusable
from tests.style.tiny import flux_tiny, sd_tiny

GB = 10**9


def a_machine(device="cpu", *, free=24 * GB, host=64 * GB, running=()):
    if device != "cuda":
        host = free
    return Machine(device, "a card", free, free, host, host, fast_bfloat16=True, running=running)


@pytest.fixture(scope="module")
def flux(bases):
    return find_folder(flux_tiny(bases))


@pytest.fixture(scope="module")
def roomy(flux):
    return make_plan(flux, Training(resolution=64), machine=a_machine())


def ways(machine, **asked):
    return [rung.name for rung in ladder(machine, Training(**asked))]


def test_the_ladder_goes_from_the_fastest_to_the_smallest():
    assert ways(a_machine("cuda")) == [
        "bfloat16",
        "bfloat16, interval checkpointing (25% of the blocks)",
        "bfloat16, interval checkpointing (50% of the blocks)",
        "bfloat16, interval checkpointing (75% of the blocks)",
        "bfloat16, full checkpointing",
        "int8",
        "int8, interval checkpointing (25% of the blocks)",
        "int8, interval checkpointing (50% of the blocks)",
        "int8, interval checkpointing (75% of the blocks)",
        "int8, full checkpointing",
        "nf4",
        "nf4, interval checkpointing (25% of the blocks)",
        "nf4, interval checkpointing (50% of the blocks)",
        "nf4, interval checkpointing (75% of the blocks)",
        "nf4, full checkpointing",
        "nf4, streamed, full checkpointing",
    ]


def test_what_the_recipe_fixes_stays_as_it_is():
    fixed = {"quantisation": "int8", "checkpointing": 0.4}
    assert ways(a_machine("cuda"), **fixed) == ["int8, interval checkpointing (40% of the blocks)"]
    assert ways(a_machine(), precision="float32", checkpointing=0.0, quantisation="none") == ["float32"]


def test_four_bits_and_streaming_are_for_cuda():
    assert not [way for way in ways(a_machine("mps")) if "nf4" in way or "streamed" in way]


def test_what_is_streamed_has_the_form_that_the_recipe_names():
    def streamed(**asked):
        return [way for way in ways(a_machine("cuda"), **asked) if "streamed" in way]

    assert streamed(stream=True) == ["nf4, streamed, full checkpointing"]
    assert streamed(quantisation="int8") == ["int8, streamed, full checkpointing"]
    assert streamed(quantisation="none") == ["bfloat16, streamed, full checkpointing"]
    assert streamed(quantisation="int8", stream=False) == []


def test_who_asks_for_streaming_has_every_block_computed_again():
    asked = {"stream": True, "quantisation": "int8"}
    assert ways(a_machine("cuda"), checkpointing=0.5, **asked) == ["int8, streamed, full checkpointing"]


def test_where_all_fits_nothing_is_saved(roomy):
    assert roomy.placement.checkpointing == 0
    assert roomy.placement.quantisation == "none"
    assert roomy.reason == "Nothing has to be saved."
    assert roomy.host_peak_bytes == roomy.device_peak_bytes
    assert [stage.name for stage in roomy.stages] == [
        "reading the captions",
        "reading the captions",
        "seeing the pictures",
        "loading",
        "learning",
        "painting samples",
    ]
    assert json.loads(json.dumps(roomy.document()))["device_peak_bytes"] == roomy.device_peak_bytes


def test_a_tight_device_takes_a_later_rung_and_says_why(flux):
    many = Training(resolution=64, batch=16)
    roomy = make_plan(flux, many, machine=a_machine())
    free = int(roomy.device_peak_bytes / 0.95) - GB // 1000  # a plan wants some spare beside its peak

    tight = make_plan(flux, many, machine=a_machine(free=free))

    assert tight.placement != roomy.placement
    assert tight.rungs[0].why_not
    assert "Without it, " in tight.reason
    assert tight.device_peak_bytes <= 0.95 * free


def test_a_run_is_gone_on_with_as_it_was_begun_whatever_is_free_now(flux):
    begun = Placement("cpu", "bfloat16", quantisation="int8", checkpointing=0.25)

    plan = make_plan(flux, Training(resolution=64), machine=a_machine(), begun=begun)

    assert plan.placement == begun
    assert plan.reason == "So it was begun."
    with pytest.raises(CannotFit, match=r"even int8, interval .* wants") as refused:
        make_plan(flux, Training(resolution=64), machine=a_machine(free=GB // 4), begun=begun)
    assert "give --memory or --device anew" in refused.value.hint


def test_a_recipe_that_asks_for_another_way_now_is_planned_anew(flux):
    begun = Placement("cpu", "bfloat16", quantisation="int8", checkpointing=0.25)
    other = Training(resolution=64, quantisation="none")

    plan = make_plan(flux, other, machine=a_machine(), begun=begun)

    assert plan.placement.quantisation == "none"
    assert plan.reason == "Nothing has to be saved."


@pytest.mark.parametrize("quantisation", ["none", "int8", "nf4"])
def test_streamed_blocks_lie_in_the_host(flux, quantisation):
    training = Training(resolution=64, quantisation=quantisation, stream=True)
    plan = make_plan(flux, training, machine=a_machine("cuda", free=8 * GB))
    assert plan.placement.stream
    assert plan.placement.quantisation == quantisation
    assert any(part.host and "streamed" in part.name for stage in plan.stages for part in stage.parts)
    assert plan.host_peak_bytes > plan.device_peak_bytes  # a tiny model: the program is the largest


def taught_under(base, named):
    return replace(base, defaults=replace(base.defaults, training_adapter=str(named)))


def laid_under(plan):
    """On the device and in the host, while learning."""
    learning = next(stage for stage in plan.stages if stage.name == "learning")
    return [(part.device, part.host) for part in learning.parts if "taught under" in part.name]


def test_a_training_adapter_that_is_here_counts_with_every_weight(flux, tmp_path):
    matrices = {"a.lora_A.weight": torch.zeros(3, 32), "a.lora_B.weight": torch.zeros(32, 3)}
    save_file(matrices | {"a.alpha": torch.ones(())}, tmp_path / "pytorch_lora_weights.safetensors")
    training, graphics = Training(resolution=64, quantisation="nf4", stream=True), a_machine("cuda")

    assert laid_under(make_plan(flux, training, machine=graphics)) == []
    streamed = make_plan(taught_under(flux, tmp_path), training, machine=graphics)
    assert laid_under(streamed) == [(192 * 2, 192 * 4)], "it stays on the device while blocks come and go"


def test_of_several_training_adapters_on_a_page_the_one_that_is_named_counts(tmp_path, monkeypatch):
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))
    page, commit = tmp_path / "models--atelier--adapters", "a" * 40
    (page / "refs").mkdir(parents=True)
    (page / "refs" / "main").write_text(commit)
    (page / "snapshots" / commit).mkdir(parents=True)
    for name, rank in (("v1", 1), ("v2", 3)):
        matrices = {"a.lora_A.weight": torch.zeros(rank, 32), "a.lora_B.weight": torch.zeros(32, rank)}
        save_file(matrices, page / "snapshots" / commit / f"{name}.safetensors")

    assert weights_laid_under("atelier/adapters", []) == 64, "the first, which is laid"
    assert weights_laid_under("atelier/adapters/v2.safetensors", []) == 192
    elsewhere = [torch.nn.Linear(2, 3)]
    assert weights_laid_under("atelier/adapters/v3.safetensors", elsewhere) == 16 * 5, "assumed"


def test_a_training_adapter_that_is_not_here_is_assumed_on_every_linear_layer(flux):
    distilled = taught_under(flux, "nobody/an-adapter-that-is-not-here")
    [(device, host)] = laid_under(make_plan(distilled, Training(resolution=64), machine=a_machine("cuda")))
    assert 0 < device == host // 2


def test_a_text_encoder_too_large_for_the_device_reads_on_the_host(monkeypatch, flux):
    def large(base):
        return (encoders.Encoder("text encoder", 4 * GB, 10**8, 10**7),)

    monkeypatch.setattr(encoders, "text_encoders", large)

    plan = make_plan(flux, Training(resolution=64), machine=a_machine("cuda", free=6 * GB))

    assert plan.placement.words_on == "cpu"
    assert plan.device_peak_bytes < GB
    assert plan.host_peak_bytes > 8 * GB


def test_what_cannot_fit_is_refused_with_the_sum_and_the_way_out(flux):
    busy = (Running("ollama", 3 * GB), Running("chromium", 2 * GB), Running("mail", GB))

    with pytest.raises(CannotFit) as refused:
        make_plan(flux, Training(resolution=64), machine=a_machine(free=GB // 4, running=busy))

    assert "does not fit on a card" in refused.value.message
    assert "Python and torch 0.5 GB" in refused.value.message
    assert "and 0.2 GB may be used" in refused.value.message
    assert refused.value.hint.startswith("close ollama (3.0 GB)")


def test_what_is_free_and_only_not_allowed_is_said(flux):
    with pytest.raises(CannotFit) as refused:
        make_plan(flux, Training(resolution=64), machine=a_machine(), memory_bytes=GB // 4)

    assert refused.value.hint.startswith("allow it more, by --memory or by `memory` in the recipe")
    assert "smaller base" not in refused.value.hint, "the smallest of them is larger than this one"


def test_a_smaller_base_is_named_where_there_is_one(flux, monkeypatch):
    monkeypatch.setattr("sandman.finetune.plan.plan.ITS_PEAK", GB // 100)
    with pytest.raises(CannotFit) as refused:
        make_plan(flux, Training(resolution=64), machine=a_machine(free=GB // 4))

    assert "choose a smaller base: sd15" in refused.value.hint


def test_more_memory_than_is_free_tells_what_to_close(bases, roomy, flux):
    busy = (Running("ollama", 300_000_000), Running("chromium", 260_000_000))
    machine = a_machine(free=roomy.device_peak_bytes - 500_000_000, running=busy)

    plan = make_plan(flux, Training(resolution=64), machine=machine, memory_bytes=8 * GB)

    assert "are free now: close ollama (0.3 GB) and chromium (0.3 GB)" in plan.closing


def test_a_wish_the_machine_cannot_grant_is_named(bases):
    with pytest.raises(Unusable, match="stream True"):
        make_plan(find_folder(sd_tiny(bases)), Training(resolution=64, stream=True), machine=a_machine())
