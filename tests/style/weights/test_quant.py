import gc

import pytest
import torch
from peft import LoraConfig
from peft.utils import get_peft_model_state_dict
from torch import nn

from sandman.finetune.base import find_folder
from sandman.finetune.families import trainer_of
from sandman.finetune.train.job import Placement
from sandman.finetune.train.placing import load_placed
from sandman.styles import Training
from sandman.weights.checkpointing import checkpoint_blocks
from sandman.weights.small import Int8Linear, Nf4Linear
from sandman.weights.streaming import Held, stream
from sandman.weights.swapping import quantise
from tests.style.tiny import TINY

CPU = torch.device("cpu")


@pytest.fixture(autouse=True)
def one_thread():
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def flux(bases):
    return trainer_of(find_folder(TINY["flux"](bases)))


@pytest.fixture(scope="module")
def batch(flux):
    (told,) = flux.encode_captions(["a moon"], device=CPU, dtype=torch.float32)
    chance = torch.Generator().manual_seed(0)
    latents, noise = (torch.randn(1, 16, 8, 8, generator=chance) for _ in range(2))
    return latents, noise, torch.tensor([0.4]), {name: part[None] for name, part in told.items()}


def placed(flux, scheme, *, device=CPU, waiting=False):
    placement = Placement(device.type, "float32", quantisation=scheme, stream=waiting)
    return load_placed(flux, placement, device=device)


def with_adapter(denoiser, flux):
    torch.manual_seed(1)
    denoiser.add_adapter(LoraConfig(r=4, init_lora_weights=False, target_modules=flux.targets("all")))
    return denoiser


def loss_and_gradients(denoiser, flux, batch):
    latents, noise, at, words = batch
    loss = flux.loss(denoiser, latents, noise, at, words, training=Training())
    loss.mean().backward()
    found = {name: p.grad for name, p in denoiser.named_parameters() if p.requires_grad}
    denoiser.zero_grad()
    return loss, found


def alike(first, second):
    return first.keys() == second.keys() and all(torch.equal(first[name], second[name]) for name in first)


@pytest.mark.parametrize(("kind", "worst"), [(Int8Linear, 0.008), (Nf4Linear, 0.1)])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_small_layer_gives_and_passes_on_nearly_what_the_whole_one_does(kind, worst, dtype):
    torch.manual_seed(0)
    whole = nn.Linear(96, 70).to(dtype)
    small = kind(96, 70, bias=whole.bias)
    small.take(whole.weight.detach())
    x = torch.randn(5, 96, dtype=dtype)
    ours, theirs = x.clone().requires_grad_(), x.clone().requires_grad_()

    small(ours).square().sum().backward()
    whole(theirs).square().sum().backward()

    assert small(x).dtype == dtype
    assert (small(x) - whole(x)).norm() < worst * whole(x).norm()
    assert (ours.grad - theirs.grad).norm() < 2 * worst * theirs.grad.norm()
    weights = sum(p.numel() * p.element_size() for name, p in small.named_parameters() if name != "bias")
    assert weights < whole.weight.numel() * {Int8Linear: 1.05, Nf4Linear: 0.75}[kind]


def test_a_row_of_zeros_stays_zeros():
    small = Int8Linear(8, 2, bias=None)
    small.take(torch.tensor([[0.0] * 8, [1.0] * 8]))
    assert small(torch.ones(1, 8)).tolist() == [[0.0, pytest.approx(8.0, rel=0.01)]]


def test_under_autocast_a_small_layer_computes_as_the_others_do():
    small = Int8Linear(8, 4, bias=None)
    small.take(torch.randn(4, 8))
    with torch.autocast("cpu", torch.bfloat16):
        assert small(torch.ones(1, 8)).dtype == torch.bfloat16


@pytest.mark.parametrize(("scheme", "share"), [("int8", 1 / 4), ("nf4", 1 / 8)])
def test_a_base_is_loaded_small_and_learns(flux, batch, scheme, share):
    small = placed(flux, scheme)
    blocks = flux.blocks(small)
    linear = [layer for block in blocks for layer in block.modules() if isinstance(layer, nn.Linear)]
    size = sum(layer.weight.numel() * layer.weight.element_size() for layer in linear)
    full = sum(layer.in_features * layer.out_features * 4 for layer in linear)
    assert {type(layer) for layer in linear} == {{"int8": Int8Linear, "nf4": Nf4Linear}[scheme]}
    assert size == share * full
    assert type(small.x_embedder) is nn.Linear

    same = flux.load_denoiser(dtype=torch.float32, device="cpu")
    quantise(same, flux.blocks(same), scheme, device=CPU)
    assert alike(dict(small.named_parameters()), dict(same.named_parameters()))

    with_adapter(small, flux)
    taught = [p for p in small.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(taught, lr=3e-3)
    losses = []
    for _ in range(6):
        loss = flux.loss(small, *batch, training=Training()).mean()
        loss.backward()
        optimiser.step()
        optimiser.zero_grad()
        losses.append(loss.item())
    assert losses[-1] < 0.97 * losses[0]
    assert all(p.dtype == torch.float32 for p in taught)


@pytest.mark.parametrize("share", [0.25, 0.5, 1.0])
def test_blocks_computed_again_give_the_same_gradients(flux, batch, share):
    plain = with_adapter(flux.load_denoiser(dtype=torch.float32, device="cpu"), flux)
    wanted = loss_and_gradients(plain, flux, batch)
    chosen = checkpoint_blocks(flux.blocks(plain), share)
    runs = [0]
    chosen[0].register_forward_pre_hook(lambda *_: None)
    chosen[0].attn.register_forward_pre_hook(lambda *_: runs.__setitem__(0, runs[0] + 1))

    found = loss_and_gradients(plain, flux, batch)

    assert len(chosen) == round(share * len(flux.blocks(plain)))
    assert runs == [2]
    assert torch.equal(wanted[0], found[0])
    assert alike(wanted[1], found[1])


def test_no_block_is_computed_again_where_none_shall_be(flux):
    denoiser = flux.load_denoiser(dtype=torch.float32, device="meta")
    assert checkpoint_blocks(flux.blocks(denoiser), 0.0) == []


@pytest.mark.parametrize("scheme", ["none", "int8", "nf4"])
def test_streamed_blocks_give_the_same_loss_and_gradients_bit_for_bit(flux, batch, scheme):
    resident = with_adapter(placed(flux, scheme), flux)
    wanted = [loss_and_gradients(resident, flux, batch) for _ in range(2)]
    streamed = with_adapter(placed(flux, scheme, waiting=True), flux)
    blocks = flux.blocks(streamed)
    going = stream(blocks, device=CPU)

    found = [loss_and_gradients(streamed, flux, batch) for _ in range(2)]

    for (loss, gradients), (their_loss, their_gradients) in zip(found, wanted, strict=True):
        assert torch.equal(loss, their_loss)
        assert alike(gradients, their_gradients)
    # there and back, the last block once; never more than one beside the one that runs
    assert going.brought == 2 * (2 * len(blocks) - 1)
    assert going.most_there == 2
    assert not going.there
    assert alike(get_peft_model_state_dict(streamed), get_peft_model_state_dict(resident))


def test_a_streamed_base_paints_the_same_picture(flux):
    (told,) = flux.encode_captions(["a moon"], device=CPU, dtype=torch.float32)
    resident = flux.load_denoiser(dtype=torch.float32, device="cpu")
    streamed = placed(flux, "none", waiting=True)
    going = stream(flux.blocks(streamed), device=CPU)

    first, second = (
        flux.paint(one, [told], told, seeds=[1], width=32, height=32, steps=2, guidance=0.0)[0]
        for one in (resident, streamed)
    )

    assert first.tobytes() == second.tobytes()
    assert not going.there


class PinnedMemory:
    """What CUDA's runtime keeps of pinned memory; it takes no address twice."""

    def __init__(self):
        self.pinned: dict[int, int] = {}
        self.most = 0
        self.settled: list[torch.device] = []

    def cudaHostRegister(self, address, length, _flags):  # noqa: N802 - CUDA's own name
        assert address not in self.pinned, "it is pinned already"
        self.pinned[address] = length
        self.most = max(self.most, len(self.pinned))

    def cudaHostUnregister(self, address):  # noqa: N802
        assert self.settled, "a copy may be on its way"
        del self.pinned[address]


def test_memory_that_was_pinned_is_plain_again_when_the_base_is_let_go(flux, monkeypatch):
    runtime = PinnedMemory()
    monkeypatch.setattr(torch.cuda, "cudart", lambda: runtime)
    monkeypatch.setattr(torch.cuda, "check_error", lambda answer: None)
    monkeypatch.setattr(torch.cuda, "synchronize", runtime.settled.append)
    card = torch.device("cuda")

    for _ in range(2):  # an illustrator that slept lays its base open again
        blocks = flux.blocks(placed(flux, "int8"))
        held = [Held(block, pinned_for=card) for block in blocks]
        assert sorted(runtime.pinned.values()) == sorted(len(each.flat) for each in held)
        seen = next(blocks[0].parameters())
        del held, blocks
        gc.collect()
        assert runtime.pinned == {}
        assert seen.isfinite().all(), "who looks at it still sees it"

    assert runtime.settled == [card] * 2 * runtime.most


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="wants a GPU")
def test_streaming_and_quantising_on_a_gpu(flux, batch):
    device = torch.device("cuda")
    latents, noise, at, words = batch
    given = (latents.to(device), noise.to(device), at.to(device), {n: w.to(device) for n, w in words.items()})
    for scheme in ("int8", "nf4"):
        resident = with_adapter(placed(flux, scheme, device=device), flux)
        wanted = loss_and_gradients(resident, flux, given)
        streamed = with_adapter(placed(flux, scheme, device=device, waiting=True), flux)
        stream(flux.blocks(streamed), device=device)
        for _ in range(3):
            loss, gradients = loss_and_gradients(streamed, flux, given)
            assert torch.equal(loss, wanted[0])
            assert alike(gradients, wanted[1])
