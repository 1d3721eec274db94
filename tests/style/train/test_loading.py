"""Weights come in one at a time, in the dtype asked for, and nothing is passed over in silence."""

import json

import pytest
import torch
from diffusers import UNet2DConditionModel
from safetensors.torch import load_file, save_file
from transformers import T5EncoderModel

from sandman.styles import Unusable
from sandman.weights.loading import load_model, stored_weights
from tests.style import tiny


@pytest.fixture
def unet(sd, tmp_path):
    """A folder of the UNet that may be spoilt."""
    folder = tmp_path / "unet"
    folder.mkdir()
    for path in (sd.folder / "unet").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


WEIGHTS = "diffusion_pytorch_model.safetensors"


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_model_is_as_the_library_loads_it(unet, dtype):
    ours = load_model(UNet2DConditionModel, unet, dtype=dtype)
    theirs = UNet2DConditionModel.from_pretrained(unet, dtype=dtype)

    assert not any(part.requires_grad for part in ours.parameters())
    mine, library = ours.state_dict(), theirs.state_dict()
    assert mine.keys() == library.keys()
    assert all(mine[name].dtype == dtype and torch.equal(mine[name], part) for name, part in library.items())


def test_weights_in_shards_are_found(unet):
    whole = load_file(unet / WEIGHTS)
    names = sorted(whole)
    shards = {"one.safetensors": names[:50], "two.safetensors": names[50:]}
    (unet / WEIGHTS).unlink()
    for shard, held in shards.items():
        save_file({name: whole[name] for name in held}, unet / shard)
    index = {"weight_map": {name: shard for shard, held in shards.items() for name in held}}
    (unet / f"{WEIGHTS}.index.json").write_text(json.dumps(index))

    loaded = load_model(UNet2DConditionModel, unet, dtype=torch.float32).state_dict()

    assert all(torch.equal(loaded[name], part) for name, part in whole.items())


def test_the_fullest_variant_is_taken(unet):
    whole = load_file(unet / WEIGHTS)
    save_file(
        {name: part.half() for name, part in whole.items()}, unet / "diffusion_pytorch_model.fp16.safetensors"
    )
    assert {stored.dtype for stored in stored_weights(unet).values()} == {torch.float32}

    (unet / WEIGHTS).unlink()
    assert {stored.dtype for stored in stored_weights(unet).values()} == {torch.float16}


def test_weights_that_are_shared_are_shared(bases):
    folder = tiny.flux_tiny(bases) / "text_encoder_2"

    encoder = load_model(T5EncoderModel, folder, dtype=torch.float32)

    assert encoder.shared.weight is encoder.encoder.embed_tokens.weight
    assert torch.equal(encoder.shared.weight, T5EncoderModel.from_pretrained(folder).shared.weight)


def test_a_file_cut_short_is_told(unet):
    cut = (unet / WEIGHTS).read_bytes()[:-1000]
    (unet / WEIGHTS).write_bytes(cut)

    with pytest.raises(Unusable, match=rf"{WEIGHTS}` ends early, at {len(cut):,} bytes"):
        load_model(UNet2DConditionModel, unet, dtype=torch.float32)


def test_a_file_of_something_else_is_told(unet):
    (unet / WEIGHTS).write_text("<html>Not Found</html>")

    with pytest.raises(Unusable, match="is no safetensors file: its header is longer than the file"):
        load_model(UNet2DConditionModel, unet, dtype=torch.float32)


def test_missing_weights_are_told_with_their_number(unet):
    whole = load_file(unet / WEIGHTS)
    save_file({name: part for name, part in whole.items() if not name.startswith("conv_out")}, unet / WEIGHTS)

    with pytest.raises(Unusable, match=r"lacks 2 of its weights, `conv_out\.weight` among them"):
        load_model(UNet2DConditionModel, unet, dtype=torch.float32)


def test_a_folder_without_safetensors_is_told(unet):
    (unet / WEIGHTS).rename(unet / "diffusion_pytorch_model.bin")

    with pytest.raises(Unusable, match="has no weights in safetensors"):
        load_model(UNet2DConditionModel, unet, dtype=torch.float32)
