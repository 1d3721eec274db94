"""A recipe: everything about one training, from the pictures to the published style, in one TOML file.

All that is wrong with one is told together. Paths in it are relative to the file's own folder.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from sandman.styles.card import NAME
from sandman.styles.errors import Unusable
from sandman.styles.sizes import read_size
from sandman.styles.wording import complaints

Precision = Literal["auto", "float32", "bfloat16"]
Quantisation = Literal["auto", "none", "int8", "nf4"]
OptimiserName = Literal["adamw", "adamw8bit", "prodigy"]
ScheduleName = Literal["constant", "cosine"]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Pictures(_Table):
    """[dataset]: the pictures to learn from, found or painted."""

    folder: str = "pictures"
    paint: Literal["", "painter", "gemini", "diffusion"] = ""
    """Who paints the set where the folder is empty; nobody by default."""
    count: Annotated[int, Field(ge=4, le=200)] = 20
    prompts: str = ""
    """A file of prompts; composed afresh where empty."""
    seed: int = 0


class Training(_Table):
    """[train]: how it is learnt. What is None is the base's own default."""

    resolution: Annotated[int | None, Field(ge=32, le=2048)] = None
    rank: Annotated[int | None, Field(ge=1, le=256)] = None
    alpha: Annotated[float | None, Field(gt=0)] = None
    """Equal to the rank where nothing is said."""
    targets: Literal["attention", "attention+ff", "all"] = "attention+ff"
    """Which layers get an adapter; `all` adds convolutions and projections."""
    steps: Annotated[int | None, Field(ge=1)] = None
    batch: Annotated[int, Field(ge=1, le=64)] = 1
    accumulate: Annotated[int, Field(ge=1, le=64)] = 1
    """Batches whose gradients are added up before a step."""
    learning_rate: Annotated[float | None, Field(gt=0)] = None
    optimiser: OptimiserName = "adamw"
    weight_decay: Annotated[float, Field(ge=0)] = 1e-2
    schedule: ScheduleName = "constant"
    warm_up: Annotated[int, Field(ge=0)] = 20
    """Steps over which the learning rate rises from nothing."""
    clip: Annotated[float, Field(ge=0)] = 1.0
    """The most a gradient may measure; 0 never clips."""
    caption_dropout: Annotated[float, Field(ge=0, le=1)] = 0.05
    preserve: Annotated[float, Field(ge=0, le=1)] = 0.0
    """The share of batches in which the base is also kept as it is without the trigger; each costs a third
    more than a batch of lessons."""
    flip: bool = False
    """Whether each picture is also shown mirrored."""
    min_snr_gamma: Annotated[float, Field(ge=0)] = 0.0
    """For noise-predicting bases, arXiv 2303.09556; 0 weighs all noise alike."""
    timestep_shift: Annotated[float | None, Field(gt=0)] = None
    """For flow-matching bases: how far the draw leans to noisy steps; by resolution where None."""
    ema: Annotated[float, Field(ge=0, lt=1)] = 0.0
    """Decay of the averaged adapter that is saved beside the last one; 0 keeps none."""
    precision: Precision = "auto"
    quantisation: Quantisation = "auto"
    stream: bool | None = None
    """Whether blocks are brought to the device one by one; the memory plan decides where None."""
    checkpointing: Annotated[float | None, Field(ge=0, le=1)] = None
    """The share of blocks whose activations are computed twice; the memory plan decides where None."""
    compile: bool = False
    save_every: Annotated[int, Field(ge=1)] = 100
    sample_every: Annotated[int, Field(ge=0)] = 0
    """Steps between samples; 0 paints them at every save."""
    samples: Annotated[int, Field(ge=0, le=16)] = 4
    seed: int = 7
    trackers: tuple[Literal["wandb", "tensorboard"], ...] = ()


class Service(_Table):
    """[[services]]: something that is stopped while the training runs, and always started again."""

    preset: Literal["", "ollama", "docker-desktop", "launchd", "systemd"] = ""
    name: str = ""
    """The unit's or service's name, for launchd and systemd."""
    stop: tuple[str, ...] = ()
    """The command that stops it, word by word; instead of a preset."""
    start: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    """A command that succeeds while it runs; where none is said it is taken to run."""


class Comparing(_Table):
    """[compare]: what base and style are painted side by side from, and the samples of the training."""

    prompts: tuple[str, ...] = ()
    """Without the trigger; half of the captions and half of others where none is named."""


class Publishing(_Table):
    """[publish]: under which name the household finds it."""

    name: str = ""
    """Nothing is published where empty."""
    title: str = ""
    style_line: str = ""

    @field_validator("name")
    @classmethod
    def _is_a_name(cls, name: str) -> str:
        if name and not NAME.fullmatch(name):
            raise ValueError(
                "a style's name is small letters, digits and dashes, as in watercolour-moon, "
                f"and `{name}` is none"
            )
        return name


class Recipe(_Table):
    """The whole recipe."""

    base: str
    """A known base's name, a hub id, or a folder in diffusers layout."""
    trigger: str = "sndmntls style"
    out: str = "style"
    """The training folder."""
    memory: str = ""
    """How much may be used, as in `24GB`; what is free where empty."""
    dataset: Pictures = Pictures()
    train: Training = Training()
    services: tuple[Service, ...] = ()
    compare: Comparing = Comparing()
    publish: Publishing = Publishing()

    @field_validator("memory")
    @classmethod
    def _is_an_amount(cls, memory: str) -> str:
        if memory:
            try:
                read_size(memory)
            except Unusable as fault:
                raise ValueError(f"{fault.message}; {fault.hint}") from fault
        return memory

    @field_validator("train")
    @classmethod
    def _is_called_by_something(cls, train: Training, given: ValidationInfo) -> Training:
        if train.preserve and not given.data.get("trigger", "").strip():
            raise ValueError(
                "preserve holds the base to itself where the trigger is not said: name a trigger"
            )
        return train

    @classmethod
    def from_toml(cls, text: str, *, where: str) -> Self:
        """Read a recipe. Raises Unusable that names all that is wrong with it."""
        try:
            table: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            raise Unusable(f"`{where}` is not TOML: {fault}", hint="mend that line") from fault
        try:
            return cls.model_validate(table)
        except ValidationError as fault:
            raise Unusable(
                f"`{where}` has {_things(wrong := complaints(fault, cls))}: {'; '.join(wrong)}",
                hint="recipes/ holds one for each base to begin from",
            ) from fault

    @classmethod
    def from_options(cls, table: Mapping[str, Any], *, called: Mapping[str, str]) -> Self:
        """A recipe of what was typed, each setting `called` as it was. Raises Unusable, as `from_toml`."""
        try:
            return cls.model_validate(table)
        except ValidationError as fault:
            wrong = complaints(fault, cls, called=called)
            raise Unusable(
                f"the options have {_things(wrong)}: {'; '.join(wrong)}",
                hint="mend what was typed; `sandman style train --help` tells what there is",
            ) from fault

    def beside(self, file: PurePath) -> "Recipe":
        """The same recipe with its folders taken from the folder that `file` lies in; `~` is one's home.

        Raises Unusable for the home of somebody who has none here.
        """

        def there(path: str) -> str:
            try:
                return str(file.parent / Path(path).expanduser())
            except RuntimeError as fault:
                raise Unusable(
                    f"`{path}` in `{file}`: nobody of that name has a home here",
                    hint="`~/` is your own home; a folder whose name begins with ~ is `./~…`",
                ) from fault

        dataset = self.dataset.model_copy(
            update={
                "folder": there(self.dataset.folder),
                "prompts": there(self.dataset.prompts) if self.dataset.prompts else "",
            }
        )
        base = there(self.base) if self.base.startswith(("./", "../", "~")) else self.base
        return self.model_copy(update={"dataset": dataset, "base": base, "out": there(self.out)})


def _things(wrong: list[str]) -> str:
    return f"{len(wrong)} thing{'s' * (len(wrong) > 1)} that cannot be used"
