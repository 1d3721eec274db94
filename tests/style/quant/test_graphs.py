import pytest
import torch

from sandman.finetune.quant.graphs import GraphedGradient

WEIGHT = [2.0, -1.0, 0.5]


class Teaching:
    """A loss whose gradient is added to `gradient`, and a recorder that stands in for CUDA's."""

    def __init__(self):
        self.weight = torch.tensor(WEIGHT, requires_grad=True)
        self.weight.grad = torch.zeros(3)
        self.recorded = 0
        self.said = []

    def find(self, given):
        loss = (given["x"] @ self.weight).square().mean()
        loss.backward()
        return loss.detach()

    def record(self, run):
        self.recorded += 1
        loss = run()

        def again():
            loss.copy_(run())

        return again, loss

    def graphed(self, record):
        return GraphedGradient(self.find, gradient=self.weight.grad, said=self.said.append, record=record)


def wanted(steps):
    teaching = Teaching()
    return [teaching.find({"x": x}) for x in steps], teaching.weight.grad


def test_each_size_is_recorded_once_and_nothing_else_is_added_to_the_gradient():
    teaching = Teaching()
    graphed = teaching.graphed(teaching.record)
    steps = [torch.randn(rows, 3) for rows in (2, 2, 4, 2, 4)]

    losses = [graphed({"x": x}) for x in steps]

    expected, gradient = wanted(steps)
    assert torch.equal(torch.stack(losses), torch.stack(expected))
    assert torch.allclose(teaching.weight.grad, gradient)
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
    assert torch.equal(teaching.weight.grad, gradient)
    assert teaching.said == [
        "Steps run without a CUDA graph: operation not permitted when stream is capturing."
    ]


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="wants a GPU")
def test_a_graph_on_a_gpu_gives_what_plain_steps_give():
    teaching = Teaching()
    teaching.weight = torch.tensor(WEIGHT, device="cuda", requires_grad=True)
    teaching.weight.grad = torch.zeros(3, device="cuda")
    graphed = teaching.graphed(None)
    steps = [torch.randn(rows, 3) for rows in (2, 2, 4)]

    losses = [graphed({"x": x.cuda()}) for x in steps]

    expected, gradient = wanted(steps)
    assert torch.allclose(torch.stack(losses).cpu(), torch.stack(expected))
    assert torch.allclose(teaching.weight.grad.cpu(), gradient)
