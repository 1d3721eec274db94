"""Our LoRA layers give what peft's give, forwards and backwards, and keep less."""

import pytest
import torch
from peft import LoraConfig, inject_adapter_in_model
from torch import nn

from sandman.finetune.train.light import lighten
from sandman.weights.swapping import quantise


def a_layer(dtype=torch.float32, *, small=False):
    torch.manual_seed(3)
    model = nn.Sequential(nn.Linear(24, 40), nn.GELU(), nn.Linear(40, 16)).to(dtype).requires_grad_(False)
    if small:
        quantise(model, [model], "int8", device="cpu")
    inject_adapter_in_model(LoraConfig(r=4, lora_alpha=6, target_modules=["0", "2"]), model)
    for name, part in model.named_parameters():
        if "lora_" in name:
            part.data = torch.randn(part.shape) * 0.1
            part.requires_grad_()
    return model


def learn(model, x):
    model.zero_grad()
    out = model(x)
    out.float().square().mean().backward()
    return out.detach(), {name: part.grad for name, part in model.named_parameters() if part.requires_grad}


@pytest.mark.parametrize("small", [False, True], ids=["plain", "int8"])
@pytest.mark.parametrize(("dtype", "gap"), [(torch.float32, 1e-6), (torch.bfloat16, 2e-2)])
def test_a_light_layer_gives_and_learns_what_pefts_does(dtype, gap, small):
    heavy, light = a_layer(dtype, small=small), a_layer(dtype, small=small)
    lighten(light, "default")
    x = torch.randn(2, 5, 24, dtype=dtype, requires_grad=True)
    y = x.detach().clone().requires_grad_()

    wanted, found = learn(heavy, x), learn(light, y)

    torch.testing.assert_close(found[0], wanted[0], rtol=gap, atol=gap)
    torch.testing.assert_close(y.grad, x.grad, rtol=gap, atol=gap)
    for name, gradient in wanted[1].items():
        assert found[1][name].dtype == torch.float32
        torch.testing.assert_close(found[1][name], gradient, rtol=gap, atol=gap)


def test_a_light_layer_keeps_a_third_less_than_pefts_in_bfloat16():
    def kept(model):
        sizes = {}
        x = torch.randn(64, 24, dtype=torch.bfloat16, requires_grad=True)
        own = {part.data_ptr() for part in model.parameters()}

        def keep(tensor):
            if tensor.data_ptr() not in own:
                sizes[tensor.data_ptr()] = tensor.untyped_storage().nbytes()
            return tensor

        with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
            model(x)
        return sum(sizes.values())

    heavy, light = a_layer(torch.bfloat16), a_layer(torch.bfloat16)
    lighten(light, "default")

    assert kept(light) < 0.67 * kept(heavy)


def test_a_layer_that_is_laid_off_is_its_base_alone():
    model = a_layer()
    x = torch.randn(3, 24)
    base = model[2].base_layer(model[1](model[0].base_layer(x)))
    lighten(model, "default")

    for layer in (model[0], model[2]):
        layer.enable_adapters(enabled=False)

    torch.testing.assert_close(model(x), base)
