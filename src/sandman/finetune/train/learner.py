"""Taking a step: show batches, find the gradient, move the adapter. It knows neither disk nor people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from sandman.finetune.families.family import FamilyTrainer, Words
from sandman.finetune.train.adapter import Adapter
from sandman.finetune.train.batches import NOT_WORDS, Batch
from sandman.finetune.train.optimisers import make_optimiser
from sandman.finetune.train.schedules import learning_rate
from sandman.finetune.train.world import World
from sandman.styles import Training


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was sent on its way; its numbers come from the device when it ends."""

    step: int
    lr: float
    shown: tuple[str, ...]
    _numbers: Tensor
    _arrival: Any = None
    """The event of their arrival on the host, where they are on their way there."""

    def read(self) -> tuple[float, float, bool]:
        """Loss, length of the gradient before it was clipped, and whether any device was asked to stop.

        This waits for the step to end, and on CUDA for nothing that was sent after it.
        """
        if self._arrival is not None:
            self._arrival.synchronize()
        loss, length, stopping = self._numbers.tolist()
        return loss, length, bool(stopping)


class Learner:
    """A denoiser that learns: its adapter, what moves it, and how far it has come."""

    def __init__(
        self,
        family: FamilyTrainer,
        denoiser: nn.Module,
        adapter: Adapter,
        *,
        training: Training,
        world: World,
        graphed: Callable[[str], None] | None = None,
    ) -> None:
        """`graphed` asks for one CUDA graph a size of picture, and is told where that cannot be."""
        self.step = 0
        """Steps taken."""
        self.adapter = adapter
        self.average = adapter.flat.detach().clone() if training.ema else None
        """The adapter averaged over its past, where one is kept."""
        self._family, self._denoiser = family, denoiser
        self._training, self._world = training, world
        self._device = adapter.flat.device
        self._optimiser = make_optimiser(adapter.flat, training)
        self._gradient: Callable[[Mapping[str, Tensor]], Tensor] = self._find
        if graphed:
            from sandman.finetune.train.graphs import GraphedGradient  # noqa: PLC0415

            self._gradient = GraphedGradient(
                self._find, denoiser=denoiser, gradient=adapter.gradient, said=graphed
            )

    def take_step(self, batches: Sequence[Batch], *, stopping: bool = False) -> Taken:
        """Move the adapter once by the mean of `batches`; on a GPU this returns before it is done.

        `stopping` tells the other devices that this one was asked to stop: all must end after the same step.
        """
        self.step += 1
        numbers = torch.zeros(3, device=self._device)

        # 1. The gradient: averaged over the batches and over the devices.
        gradient = self.adapter.gradient
        for batch in batches:
            there = batch.to(self._device)
            numbers[0] += self._gradient(there.parts())
            if there.uncalled is not None:
                self._preserve(there, there.uncalled)
        if len(batches) > 1:
            gradient /= len(batches)
            numbers[0] /= len(batches)
        numbers[2].fill_(float(stopping))  # an assignment would copy it there, and wait for the device
        self._world.average(gradient)
        self._world.average(numbers)

        # 2. Clipped by its length, in one piece: as `clip_grad_norm_` does, without asking the device.
        numbers[1] = length = torch.linalg.vector_norm(gradient)
        if self._training.clip:
            gradient.mul_((self._training.clip / (length + 1e-6)).clamp(max=1.0))

        # 3. The adapter moves, and its average follows.
        lr = learning_rate(self.step, self._training)
        self._optimiser.param_groups[0]["lr"] = lr
        self._optimiser.step()
        gradient.zero_()
        if self.average is not None:
            # Young averages follow fast, or the first steps would rule them for long.
            decay = min(self._training.ema, (1 + self.step) / (10 + self.step))
            self.average.lerp_(self.adapter.flat.detach(), 1 - decay)
        shown = tuple(name for batch in batches for name in batch.shown)
        return Taken(self.step, lr, shown, *_sent_home(numbers))

    def _find(self, parts: Mapping[str, Tensor]) -> Tensor:
        """Add one batch's gradient to the adapter's, and give back its loss; both of its mean."""
        latents, noise, at, *_ = parts.values()
        words = {name: told for name, told in parts.items() if name not in NOT_WORDS}
        loss = self._family.loss(self._denoiser, latents, noise, at, words, training=self._training)
        mean = loss.mean()
        mean.backward()
        return mean.detach()

    def _preserve(self, batch: Batch, uncalled: Words) -> None:
        """Add the gradient that keeps the base as it is for whoever does not call the style.

        Without the trigger the base itself is the teacher: differential output preservation, as of
        ostris/ai-toolkit. It counts as much as the lesson does, and its loss is not told.
        """
        shown = batch.latents, batch.noise, batch.at, uncalled
        with torch.no_grad(), self.adapter.off():
            wanted = self._family.predict(self._denoiser, *shown)
        found = self._family.predict(self._denoiser, *shown)
        (found - wanted).square().mean().backward()

    def state(self) -> tuple[dict[str, Tensor], dict[str, Any]]:
        """Everything it goes on from: tensors, and numbers that JSON can hold."""
        whole = self._optimiser.state_dict()
        moments = _unwrapped(whole["state"].get(0, {}))
        group: dict[str, Any] = {
            name: value for name, value in whole["param_groups"][0].items() if name != "params"
        }
        tensors = {"adapter": self.adapter.flat.detach()}
        if self.average is not None:
            tensors["average"] = self.average
        tensors |= {f"optimiser.{name}": value for name, value in moments.items() if torch.is_tensor(value)}
        tensors |= {f"group.{name}": value for name, value in group.items() if torch.is_tensor(value)}
        numbers = {
            "step": self.step,
            "optimiser": {name: value for name, value in moments.items() if not torch.is_tensor(value)},
            "group": {name: value for name, value in group.items() if not torch.is_tensor(value)},
        }
        return {name: value.cpu().contiguous() for name, value in tensors.items()}, numbers

    def restore(self, tensors: dict[str, Tensor], numbers: dict[str, Any]) -> None:
        """Go on from what `state` gave."""

        def under(prefix: str) -> dict[str, Tensor]:
            return {
                name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)
            }

        self.step = numbers["step"]
        self.adapter.flat.data.copy_(tensors["adapter"])
        if self.average is not None:
            self.average.copy_(tensors["average"])
        moments = under("optimiser.") | numbers["optimiser"]
        group = under("group.") | numbers["group"] | {"params": [0]}
        self._optimiser.load_state_dict({"state": {0: moments} if moments else {}, "param_groups": [group]})


def _sent_home(numbers: Tensor) -> tuple[Tensor, Any]:
    """From CUDA on their way to the host, with the event of their arrival; from elsewhere as they are.

    Fetched only when they are read, they would come after all that the device was sent in between.
    """
    if numbers.device.type != "cuda":
        return numbers, None
    home = torch.empty_like(numbers, device="cpu", pin_memory=True)
    home.copy_(numbers, non_blocking=True)
    return home, torch.cuda.current_stream(numbers.device).record_event()


def _unwrapped(moments: Mapping[str, Any]) -> dict[str, Any]:
    """Without the mapping in which bitsandbytes hides its tensors from FSDP; it loads them from either."""
    flat: dict[str, Any] = {}
    for name, value in moments.items():
        flat |= value if isinstance(value, Mapping) else {name: value}
    return flat
