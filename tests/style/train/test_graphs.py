from contextlib import contextmanager
from typing import Any

import pytest
import torch
from torch import nn

from sandman.finetune.train.graphs import GraphedGradient, Uncaptured, record_on_cuda

WEIGHT = [2.0, -1.0, 0.5]


class Teaching:
    """A loss whose gradient is added to `gradient`, and a recorder that stands in for CUDA's."""

    def __init__(self, device="cpu"):
        self.denoiser = nn.Linear(3, 1, bias=False, device=device)
        self.denoiser.weight.data.copy_(torch.tensor([WEIGHT]))
        self.denoiser.weight.grad = torch.zeros_like(self.denoiser.weight)
        # a forward of ours: PyTorch compiles none of its own layers by themselves
        self.denoiser.forward = lambda x: x @ self.denoiser.weight.T
        self.recorded = 0
        self.said = []

    @property
    def gradient(self):
        return self.denoiser.weight.grad

    def find(self, given):
        loss = self.denoiser(given["x"]).square().mean()
        loss.backward()
        return loss.detach()

    def record(self, run):
        self.recorded += 1
        loss = run()

        def again():
            loss.copy_(run())

        return again, loss

    def graphed(self, record, find=None):
        return GraphedGradient(
            find or self.find,
            denoiser=self.denoiser,
            gradient=self.gradient,
            said=self.said.append,
            record=record,
        )


def wanted(steps):
    teaching = Teaching()
    return [teaching.find({"x": x}) for x in steps], teaching.gradient


def test_each_size_is_recorded_once_and_nothing_else_is_added_to_the_gradient():
    teaching = Teaching()
    graphed = teaching.graphed(teaching.record)
    steps = [torch.randn(rows, 3) for rows in (2, 2, 4, 2, 4)]

    losses = [graphed({"x": x}) for x in steps]

    expected, gradient = wanted(steps)
    assert torch.equal(torch.stack(losses), torch.stack(expected))
    assert torch.allclose(teaching.gradient, gradient)
    assert (teaching.recorded, teaching.said) == (2, [])


def test_what_cannot_be_recorded_is_taught_without_and_said_once():
    teaching = Teaching()

    def record(run):
        run()
        raise RuntimeError("operation not permitted when stream is capturing\nmore")

    graphed = teaching.graphed(record)
    steps = [torch.randn(2, 3) for _ in range(3)]

    losses = [graphed({"x": x}) for x in steps]

    expected, gradient = wanted(steps)
    assert torch.equal(torch.stack(losses), torch.stack(expected))
    assert torch.equal(teaching.gradient, gradient)
    assert teaching.said == [
        "Steps run without a CUDA graph: operation not permitted when stream is capturing."
    ]


def no_compiler(_graph, _inputs):
    raise FileNotFoundError("no C compiler is here.\nmore")


def test_what_cannot_be_compiled_is_recorded_as_it_is_and_said_once():
    teaching = Teaching()
    teaching.denoiser.compile(backend=no_compiler)
    graphed = teaching.graphed(teaching.record)
    steps = [torch.randn(rows, 3) for rows in (2, 4, 2)]

    losses = [graphed({"x": x}) for x in steps]

    expected, gradient = wanted(steps)
    assert torch.equal(torch.stack(losses), torch.stack(expected))
    assert torch.equal(teaching.gradient, gradient)
    assert teaching.said == ["Steps run without compiling: no C compiler is here."]
    assert teaching.recorded == 3, "in vain, and once for each size"


def test_what_cannot_be_recorded_stays_compiled():
    teaching = Teaching()
    teaching.denoiser.compile(backend="eager")

    def record(run):
        run()
        raise Uncaptured("it asks the device")

    losses = [teaching.graphed(record)({"x": torch.ones(1, 3)})]

    assert losses == [2.25]
    assert teaching.denoiser._compiled_call_impl is not None
    assert teaching.said == ["Steps run without a CUDA graph: it asks the device."]


def test_a_fault_of_the_step_itself_is_not_hidden():
    teaching = Teaching()
    with pytest.raises(KeyError):
        teaching.graphed(teaching.record)({"y": torch.ones(1, 3)})
    assert teaching.said == []


class Cuda:
    """As much of `torch.cuda` as a recording needs; like PyTorch's, a capture that breaks stays current."""

    def __init__(self):
        self.now: Any = self
        self.mode, self.pools = 0, []

    def wait_stream(self, _other):
        pass

    def current_stream(self):
        return self.now

    def Stream(self):  # noqa: N802
        return Cuda()

    CUDAGraph = Stream

    @contextmanager
    def stream(self, other):
        before, self.now = self.now, other
        try:
            yield
        finally:
            self.now = before

    @contextmanager
    def graph(self, _graph, pool):
        self.pools.append(pool)
        before, self.now = self.now, "capturing"
        try:
            yield
        except RuntimeError:
            raise RuntimeError("the capture failed because of an earlier fault") from None
        self.now = before

    def replay(self):
        pass

    def empty_cache(self):
        pass

    def get_sync_debug_mode(self):
        return self.mode

    def set_sync_debug_mode(self, mode):
        self.mode = mode


@pytest.fixture
def cuda(monkeypatch):
    fake = Cuda()
    monkeypatch.setattr(torch, "cuda", fake)
    return fake


def test_after_a_capture_that_failed_steps_run_where_they_ran_before(cuda):
    def run():
        if cuda.now == "capturing":
            raise RuntimeError("not permitted when stream is capturing\nmore")

    with pytest.raises(Uncaptured, match=r"^not permitted when stream is capturing$"):
        record_on_cuda(run, pool=7)

    assert cuda.now is cuda
    assert cuda.pools == [7]


def test_no_capture_is_begun_of_a_step_that_asks_the_device(cuda):
    def run():
        if cuda.mode == "error":
            raise RuntimeError("called a synchronizing CUDA operation")

    with pytest.raises(Uncaptured, match="synchronizing"):
        record_on_cuda(run)

    assert (cuda.mode, cuda.now, cuda.pools) == (0, cuda, [])


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="wants a GPU")
def test_a_graph_on_a_gpu_gives_what_plain_steps_give():
    teaching = Teaching("cuda")
    graphed = teaching.graphed(None)
    steps = [torch.randn(rows, 3) for rows in (2, 2, 4)]

    losses = [graphed({"x": x.cuda()}) for x in steps]

    expected, gradient = wanted(steps)
    assert torch.allclose(torch.stack(losses).cpu(), torch.stack(expected))
    assert torch.allclose(teaching.gradient.cpu(), gradient)
    assert teaching.said == []


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="wants a GPU")
def test_a_step_that_asks_a_gpu_runs_without_a_graph():
    teaching = Teaching("cuda")

    def asking(given):
        given["x"].sum().item()
        return teaching.find(given)

    graphed = teaching.graphed(None, asking)
    steps = [torch.randn(2, 3) for _ in range(2)]

    losses = [graphed({"x": x.cuda()}) for x in steps]

    expected, gradient = wanted(steps)
    assert torch.allclose(torch.stack(losses).cpu(), torch.stack(expected))
    assert torch.allclose(teaching.gradient.cpu(), gradient)
    assert teaching.said == ["Steps run without a CUDA graph: called a synchronizing CUDA operation."]
    assert torch.cuda.current_stream() == torch.cuda.default_stream()
