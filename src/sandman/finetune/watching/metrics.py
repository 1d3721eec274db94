"""`metrics.jsonl` read back: one object a step."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sandman.finetune.train.job import Step

_STEP = TypeAdapter(Step)


def read_metrics(path: Path) -> tuple[Step, ...]:
    """Every step that is written whole; the last line may be torn where a run was killed at it."""
    lines = path.read_bytes().splitlines()
    steps = []
    for number, line in enumerate(lines, 1):
        try:
            steps.append(_STEP.validate_json(line))
        except ValidationError:
            if number < len(lines):
                raise
    return tuple(steps)
