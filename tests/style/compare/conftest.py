"""A tiny base, what a style was taught from, a training of it, and a network with a second opinion."""

from dataclasses import replace

import pytest
import torch
from transformers import Dinov2Config, Dinov2Model

from sandman.finetune.base import find_folder
from sandman.finetune.pictures.folder import read_pictures
from tests.style import tiny
from tests.style.publish.trained import a_training


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def base(bases):
    found = find_folder(tiny.sd_tiny(bases))
    return replace(found, defaults=replace(found.defaults, paint_steps=4))


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    return read_pictures(tiny.pictures(tmp_path_factory.mktemp("taught"), n=4, size=64))


@pytest.fixture(scope="module")
def training(base, tmp_path_factory):
    folder = tmp_path_factory.mktemp("training")
    a_training(folder, base, strength=3.0)
    return folder


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    folder = tmp_path_factory.mktemp("network")
    torch.manual_seed(0)
    small = Dinov2Config(
        hidden_size=16, num_hidden_layers=1, num_attention_heads=2, image_size=28, patch_size=14
    )
    Dinov2Model(small).save_pretrained(folder)
    return folder
