"""Which adapters of a training might be the one that is published."""

from contextlib import suppress
from pathlib import Path

from sandman.finetune.export import find_adapter
from sandman.finetune.publish import AVERAGED, CHECKPOINT, FINISHED
from sandman.finetune.train.checkpoint import AVERAGE, earlier_adapters, whole_checkpoints
from sandman.styles import Unusable


def candidates_of(path: Path, *, most: int) -> dict[str, Path]:
    """By name: a training's finished adapter, its average, and its checkpoints; else the one adapter there.

    The finished one stands for the checkpoint it was saved with; a training that was stopped has its
    checkpoints alone. Of more than `most`, those spread evenly over the run: each is painted with twice for
    every prompt. Raises Unusable where there is none.
    """
    if path.is_file():
        return {FINISHED: find_adapter(path)}
    if CHECKPOINT.fullmatch(name := path.resolve().name):
        return {name: find_adapter(path)}
    saved = {}
    for folder in (*earlier_adapters(path), *whole_checkpoints(path)):
        with suppress(Unusable):  # its adapter is of another kind; its training can still go on from it
            saved[folder.name] = find_adapter(folder)
    try:
        found = {FINISHED: find_adapter(path)}
    except Unusable:
        if not saved:
            raise
        return dict(_spread(list(saved.items()), most))
    if (path / AVERAGE).is_dir():
        found[AVERAGED] = find_adapter(path / AVERAGE)
    same = found[FINISHED].read_bytes()
    others = [(name, adapter) for name, adapter in saved.items() if adapter.read_bytes() != same]
    return found | dict(_spread(others, max(0, most - len(found))))


def _spread(every: list[tuple[str, Path]], count: int) -> list[tuple[str, Path]]:
    """So many of them, evenly, the last one among them."""
    chosen = min(count, len(every))
    return [every[len(every) * (place + 1) // chosen - 1] for place in range(chosen)]
