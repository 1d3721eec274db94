"""The easel: the same prompts, seeds and style give the same pictures, and a style comes off whole."""

from typing import Any

import numpy as np
import pytest
import torch

from sandman.finetune.base import find_folder
from sandman.finetune.painting import Easel
from sandman.finetune.train.job import Placement
from sandman.styles import Unusable
from tests.style.publish.trained import a_training
from tests.style.tiny import sd_tiny

SIZE: dict[str, Any] = {"width": 32, "height": 32, "steps": 2, "guidance": 2.0}
PROMPTS = ("a fox", "a bee")


def apart(one, other) -> float:
    return float(np.abs(np.asarray(one, dtype=float) - np.asarray(other, dtype=float)).mean())


def test_a_style_is_laid_on_and_comes_off_without_a_trace(bases, tmp_path):
    torch.set_num_threads(1)
    base = find_folder(sd_tiny(bases))
    training = a_training(tmp_path / "training", base, strength=8.0)
    easel = Easel(base)

    bare = easel.paint(PROMPTS, (1, 2), **SIZE)
    easel.lay(training)
    styled = easel.paint(PROMPTS, (1, 2), **SIZE)
    easel.lay(training / "checkpoints" / "step-000020", strength=0.5)
    weaker = easel.paint(PROMPTS[:1], (1,), **SIZE)
    easel.lay(None)
    again = easel.paint(PROMPTS, (1, 2), **SIZE)

    assert [apart(*pair) for pair in zip(bare, again, strict=True)] == [0, 0]
    assert apart(bare[0], styled[0]) > apart(bare[0], weaker[0]) > 1
    assert apart(bare[0], bare[1]) > 1
    alone = Easel(base)
    alone.lay(training / "adapter")
    assert apart(alone.paint(PROMPTS[1:], (2,), **SIZE)[0], styled[1]) == 0


@pytest.mark.parametrize("stream", [False, True], ids=["small", "streamed"])
def test_a_base_made_small_paints_nearly_the_same_and_wears_styles_as_well(bases, tmp_path, stream):
    torch.set_num_threads(1)
    base = find_folder(sd_tiny(bases))
    training = a_training(tmp_path / "training", base, strength=8.0)
    full, small = Easel(base), Easel(base, Placement("cpu", "float32", "int8", stream=stream))

    def pictures(easel, adapter):
        easel.lay(adapter)
        return easel.paint(PROMPTS[:1], (1,), **SIZE)[0]

    bare, styled, again = (pictures(small, adapter) for adapter in (None, training, None))

    assert apart(bare, again) == 0
    assert apart(bare, pictures(full, None)) < 1 < apart(bare, styled)
    assert apart(styled, pictures(full, training)) < 1


def test_encoders_and_denoiser_are_never_there_together(bases, monkeypatch):
    base = find_folder(sd_tiny(bases))
    easel = Easel(base)
    here = []
    encode = type(easel._family).encode_captions

    def noted(self, captions, **more):
        here.append((list(captions), easel._denoiser is None))
        return encode(self, captions, **more)

    monkeypatch.setattr(type(easel._family), "encode_captions", noted)
    easel.paint(PROMPTS[:1], (1,), **SIZE)
    easel.paint(PROMPTS, (1, 2), **SIZE)
    easel.paint(PROMPTS, (3, 4), **SIZE)

    assert here == [(["", "a fox"], True), (["a bee"], True)]


def test_a_folder_without_an_adapter_is_refused_by_name(bases, tmp_path):
    with pytest.raises(Unusable, match="holds no adapter"):
        Easel(find_folder(sd_tiny(bases))).lay(tmp_path)
