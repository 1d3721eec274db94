"""The memory plan: what a training will hold at every stage, and the fastest way to run it that fits."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from sandman.finetune.base import LocatedBase
from sandman.finetune.memory import gigabytes
from sandman.finetune.plan.machine import Machine
from sandman.finetune.plan.rungs import Rung, ladder
from sandman.finetune.plan.stages import READING, Around, Part, Stage, stages
from sandman.finetune.train.job import Placement
from sandman.styles import CannotFit, Training, Unusable

TOLD = 5e7
"""Bytes; what is smaller changes no sum of gigabytes."""
USABLE = 0.95
"""Of what is free: a plan may be some per cent wrong, and the system wants to live too."""
SMALLEST, ITS_PEAK = "sd15", 4e9
"""The smallest of the known bases, and the bytes that it trains in."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Bytes that may be used."""

    device: int
    host: int


@dataclass(frozen=True, slots=True)
class Tried:
    """A rung with its figures."""

    rung: Rung
    stages: tuple[Stage, ...]
    why_not: str = ""
    """Empty where it fits."""

    @property
    def device_peak_bytes(self) -> int:
        """At its worst stage."""
        return max(stage.device for stage in self.stages)

    @property
    def host_peak_bytes(self) -> int:
        """At its worst stage."""
        return max(stage.host for stage in self.stages)


@dataclass(frozen=True, slots=True)
class MemoryPlan:
    """How a training will run, and what that takes. All sizes are bytes."""

    base: str
    training: Training
    machine: Machine
    budget: Budget
    rungs: tuple[Tried, ...]
    """Those that were tried, the one that is taken last."""
    begun: Placement | None = None
    """How the run that is to be gone on with was begun."""

    @property
    def chosen(self) -> Tried:
        """The first that fits."""
        return self.rungs[-1]

    @property
    def placement(self) -> Placement:
        """How the trainer is to run."""
        return self.chosen.rung.placement

    @property
    def stages(self) -> tuple[Stage, ...]:
        """From the captions to the samples, each with its parts."""
        return self.chosen.stages

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the worst stage holds."""
        return max(self.stages, key=lambda stage: stage.device).parts

    @property
    def device_peak_bytes(self) -> int:
        """Of the device; of the whole process where device and host share one memory."""
        return self.chosen.device_peak_bytes

    @property
    def host_peak_bytes(self) -> int:
        """Of the process in the host's memory."""
        return self.device_peak_bytes if self.machine.unified else self.chosen.host_peak_bytes

    @property
    def load_peak_bytes(self) -> int:
        """While the denoiser is read."""
        return next(stage.device for stage in self.stages if stage.name == "loading")

    @property
    def advice(self) -> str:
        """What was chosen and why, in a sentence or two."""
        free = f"{gigabytes(self.device_peak_bytes)} of {gigabytes(self.budget.device)}"
        if not self.machine.unified:
            host = gigabytes(self.host_peak_bytes), gigabytes(self.budget.host)
            free += ", and {} of the host's {}".format(*host)
        return f"{self.chosen.rung.name} on {self.machine.device}: {free}. {self.reason}"

    @property
    def reason(self) -> str:
        """Why this rung, in a sentence."""
        if self.placement == self.begun:
            return "So it was begun."
        if len(self.rungs) == 1:
            return "Nothing has to be saved."
        return f"Without it, {self.rungs[-2].rung.name} {self.rungs[-2].why_not}."

    @property
    def closing(self) -> str:
        """What to close first, where more was allowed than is free now; empty where nothing has to be."""
        short = int(self.device_peak_bytes - USABLE * self.machine.device_free)
        if short <= 0:
            return ""
        first = self.machine.to_close(short) if self.machine.unified else ""
        return f"only {gigabytes(self.machine.device_free)} are free now" + (f": {first}" if first else "")

    def document(self) -> dict[str, Any]:
        """What `--json` prints."""
        return {
            "base": self.base,
            "resolution": self.training.resolution,
            "batch": self.training.batch,
            "rank": self.training.rank,
            "machine": asdict(self.machine),
            "budget": asdict(self.budget),
            "placement": asdict(self.placement),
            "device_peak_bytes": self.device_peak_bytes,
            "host_peak_bytes": self.host_peak_bytes,
            "load_peak_bytes": self.load_peak_bytes,
            "reason": self.reason,
            "stages": [
                {"name": stage.name, "device_bytes": stage.device, "host_bytes": stage.host}
                | {"parts": [asdict(part) for part in stage.parts]}
                for stage in self.stages
            ],
            "rungs": [
                {
                    "name": tried.rung.name,
                    "device_peak_bytes": tried.device_peak_bytes,
                    "host_peak_bytes": tried.host_peak_bytes,
                    "why_not": tried.why_not,
                }
                for tried in self.rungs
            ],
        }


def make_plan(
    base: LocatedBase,
    training: Training,
    *,
    machine: Machine | None = None,
    memory_bytes: int | None = None,
    begun: Placement | None = None,
) -> MemoryPlan:
    """The fastest way to run a training that fits into this machine.

    `memory_bytes` is what may be used instead of what is free. A run that was `begun` is gone on with as it
    is, unless the recipe forbids it now: another precision makes another training. Raises CannotFit, with
    the arithmetic, where no way fits, and Unusable where the recipe asks for what this machine cannot do.
    """
    from sandman.finetune.plan import encoders  # noqa: PLC0415 - torch takes seconds
    from sandman.finetune.plan.anatomy import Anatomy  # noqa: PLC0415
    from sandman.finetune.train.resolve import resolve  # noqa: PLC0415

    machine = machine or Machine.look()
    allowed = machine.device_free if memory_bytes is None else memory_bytes
    budget = Budget(allowed, allowed if machine.unified else machine.host_free)
    training = resolve(training, base)
    anatomy = Anatomy(base, training)
    around = Around(
        text_encoders=encoders.text_encoders(base),
        autoencoder=encoders.autoencoder(base, side=anatomy.side),
        decoding=encoders.decoding(base, side=anatomy.side),
    )

    tried: list[Tried] = []
    for rung in ladder(machine, training, begun=begun):
        planned = stages(anatomy, around, rung.placement, machine, training)
        if not machine.unified and _reading(planned) > USABLE * budget.device:
            # A text encoder is used once: it may be slow, on the host, and need not decide the rung.
            rung = replace(rung, placement=replace(rung.placement, words_on="cpu"))  # noqa: PLW2901
            planned = stages(anatomy, around, rung.placement, machine, training)
        why_not = _why_not(planned, budget)
        tried.append(Tried(rung, planned, why_not))
        if not why_not:
            return MemoryPlan(base.defaults.name, training, machine, budget, tuple(tried), begun)
    if not tried:
        raise Unusable(
            f"no training on `{machine.device}` is as the recipe wants it: {_pinned(training)}",
            hint="leave `quantisation`, `stream` and `checkpointing` to the memory plan",
        )
    least = min(tried, key=lambda each: (each.device_peak_bytes, each.host_peak_bytes))
    raise _cannot_fit(base, training, machine, budget, least, begun=begun)


def _reading(planned: tuple[Stage, ...]) -> int:
    return max(stage.device for stage in planned if stage.name == READING)


def _why_not(planned: tuple[Stage, ...], budget: Budget) -> str:
    """Empty where it fits."""
    device, host = max(stage.device for stage in planned), max(stage.host for stage in planned)
    if device > USABLE * budget.device:
        return f"wants {gigabytes(device)}, and {gigabytes(budget.device)} may be used"
    if host > USABLE * budget.host:
        return f"wants {gigabytes(host)} of the host's memory, and {gigabytes(budget.host)} are free"
    return ""


def _pinned(training: Training) -> str:
    told = {
        "precision": training.precision,
        "quantisation": training.quantisation,
        "stream": training.stream,
        "checkpointing": training.checkpointing,
    }
    return ", ".join(f"{name} {value}" for name, value in told.items() if value not in ("auto", None))


def _cannot_fit(
    base: LocatedBase,
    training: Training,
    machine: Machine,
    budget: Budget,
    least: Tried,
    *,
    begun: Placement | None,
) -> CannotFit:
    """Says what the smallest way takes, part by part, and what would help."""
    short_of_device = least.device_peak_bytes > USABLE * budget.device
    worst = max(least.stages, key=lambda stage: stage.device if short_of_device else stage.host)
    sizes = {part.name: part.device if short_of_device else part.host for part in worst.parts}
    sums = " + ".join(f"{name} {gigabytes(size)}" for name, size in sizes.items() if size >= TOLD)

    short = int((least.device_peak_bytes - USABLE * machine.device_free) / USABLE) + 1
    ways = [
        _make_room(machine, short),
        "give --memory or --device anew: then it is planned anew, and goes on otherwise" if begun else "",
        "train at a resolution of 512" if (training.resolution or 0) > 512 else "",
        "show one picture a step, a batch of 1" if training.batch > 1 else "",
        f"choose a smaller base: {SMALLEST} trains in {ITS_PEAK / 1e9:.0f} GB"
        if least.device_peak_bytes > ITS_PEAK
        else "",
    ]
    return CannotFit(
        f"`{base.defaults.name}` at {training.resolution} px does not fit on {machine.name}: even "
        f"{least.rung.name} {least.why_not}. While {worst.name}: {sums}",
        hint="; or ".join(way for way in ways if way) or "train on a machine with more memory",
    )


def _make_room(machine: Machine, short: int) -> str:
    """What would free `short` bytes; they may be free already, and only not allowed."""
    if short <= 0:
        return "allow it more, by --memory or by `memory` in the recipe: enough is free"
    return machine.to_close(short) if machine.unified else ""
