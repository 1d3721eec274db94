"""Which adapters of a training might be the one that is published."""

from pathlib import Path

from sandman.finetune.export import find_adapter
from sandman.finetune.train.checkpoint import whole_checkpoints
from sandman.finetune.train.keeping import AVERAGE
from sandman.styles import Unusable

FINISHED, AVERAGED = "finished", "averaged"


def candidates_of(path: Path) -> dict[str, Path]:
    """By name: a training's finished adapter, its average, and its checkpoints; else the one adapter there.

    The finished one stands for the checkpoint it was saved with. Raises Unusable where there is none.
    """
    found = {FINISHED: find_adapter(path)}
    if path.is_file():
        return found
    if (path / AVERAGE).is_dir():
        found[AVERAGED] = find_adapter(path / AVERAGE)
    same = found[FINISHED].read_bytes()
    for checkpoint in whole_checkpoints(path):
        try:
            adapter = find_adapter(checkpoint)
        except Unusable:  # its adapter is of another kind; its training can still go on from it
            continue
        if adapter.read_bytes() != same:
            found[checkpoint.name] = adapter
    return found
