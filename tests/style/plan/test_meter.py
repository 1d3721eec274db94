"""The meter sees every storage of the true program come and go."""

import torch
from torch import nn
from torch.nn import functional

from sandman.finetune.plan.meter import Meter, fused_attention


def test_what_is_kept_and_what_passes_are_told_apart():
    weight = torch.empty(100, 50, device="meta", requires_grad=True)
    x = torch.empty(10, 50, device="meta")
    with Meter() as meter:
        loss = functional.gelu(x @ weight.T).sum()
        kept = meter.live
        loss.backward()
        del loss

    assert kept == 10 * 100 * 4 + 4  # what gelu was given, and the loss; a view of the weight is no memory
    assert meter.live == 100 * 50 * 4  # the weight's gradient
    assert meter.peak >= kept + 100 * 50 * 4


def test_nothing_is_left_when_all_is_dropped():
    layer = nn.Linear(8, 8, device="meta")
    with Meter() as meter, torch.no_grad():
        for _ in range(3):
            layer(torch.empty(4, 8, device="meta"))
    assert meter.live == 0
    assert meter.peak == 2 * 4 * 8 * 4


def test_fused_attention_keeps_no_scores():
    def kept(tokens):
        q, k, v = (torch.empty(1, 2, tokens, 16, device="meta", requires_grad=True) for _ in range(3))
        with Meter() as meter:
            out = functional.scaled_dot_product_attention(q, k, v)
            held = meter.live
            out.sum().backward()
        return held

    with fused_attention():
        assert kept(64) == 64 * 2 * (16 + 1) * 4
        assert kept(128) == 2 * kept(64)
    assert kept(64) > 64 * 64 * 2 * 4
