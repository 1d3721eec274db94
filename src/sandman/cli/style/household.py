"""The household's engines at the style wing's service: who composes, paints and words things."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandman.app.engines import Engines
    from sandman.finetune.pictures.dataset import Painting, SetPainter
    from sandman.finetune.pictures.prompts import Prompt, Prompts
    from sandman.ports.illustration import Illustrator


@contextmanager
def household() -> Iterator["Household"]:
    """The engines of this household, with whichever chat `auto` means now."""
    from sandman.app.engines import Engines  # noqa: PLC0415 - a second, where somebody works
    from sandman.app.house import library_of  # noqa: PLC0415
    from sandman.app.settings import load_settings  # noqa: PLC0415

    settings = load_settings()
    engines = Engines(settings)
    with asyncio.Runner() as runner:
        opening = library_of(settings)
        engines.move_in(runner.run(opening.__aenter__()))
        try:
            runner.run(engines.look_around())
            yield Household(engines, runner)
        finally:
            runner.run(engines.close())
            runner.run(opening.__aexit__(None, None, None))


@dataclass
class Household:
    """Engines, for work that waits for them one at a time."""

    engines: "Engines"
    runner: asyncio.Runner

    def compose(self, count: int, *, trigger: str, seed: int) -> "Prompts":
        """What the pictures of a set show: by Pathfinder where a model is connected. Raises as a chat."""
        from sandman.agents.skills.training_prompts import STYLE  # noqa: PLC0415
        from sandman.app.training_set import compose_set  # noqa: PLC0415
        from sandman.finetune.pictures.prompts import Prompt, Prompts  # noqa: PLC0415

        composed = self.runner.run(compose_set(self.engines, count=count, seed=seed))
        prompts = tuple(Prompt(subject=each.subject, seen=each.seen) for each in composed)
        return Prompts(trigger=trigger, style=STYLE, prompts=prompts)

    def paint_set(
        self,
        folder: Path,
        prompts: Path | None,
        illustrator: str,
        *,
        count: int,
        trigger: str,
        seed: int,
        side: int,
        told: Callable[[int, int], None],
    ) -> "tuple[SetPainter, tuple[Path, ...]]":
        """Paint what is not painted yet of a set by `painter`, `gemini` or `diffusion`; who, and the files.

        Raises what stands in the way of the painter, and what he raises.
        """
        from sandman.app.training_set import illustrator_called  # noqa: PLC0415
        from sandman.finetune.pictures.dataset import paint_set, prompts_for  # noqa: PLC0415

        painter = _HousePainter(self, illustrator_called(self.engines, illustrator))
        asked = prompts_for(folder, prompts, lambda: self.compose(count, trigger=trigger, seed=seed))
        return painter, paint_set(folder, asked, painter, seed=seed, side=side, told=told)


class _HousePainter:
    """An illustrator of this house, painting for a set."""

    def __init__(self, household: Household, illustrator: "Illustrator") -> None:
        self._household, self._illustrator = household, illustrator
        self.engine, self.model = illustrator.name, illustrator.model
        self.base = str(getattr(illustrator, "base", ""))

    def paint(self, prompt: "Prompt", *, style: str, seed: int, side: int) -> "Painting":
        """See `SetPainter`."""
        from sandman.app.training_set import Composed, paint_for_set  # noqa: PLC0415
        from sandman.finetune.pictures.dataset import Painting  # noqa: PLC0415

        composed = Composed(prompt.subject, prompt.seen)
        painting = paint_for_set(
            self._household.engines.stage, self._illustrator, composed, style=style, seed=seed, side=side
        )
        made = self._household.runner.run(painting)
        return Painting(made.png, made.seen)
