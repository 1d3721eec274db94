"""Before a training: pictures that nothing could be learnt from are told together, a line each."""

from pathlib import Path
from shlex import quote

from sandman.finetune.pictures.check import Fault, check_pictures
from sandman.styles import Recipe, Unusable

MOST_TOLD = 8


def check_learnable(recipe: Recipe) -> tuple[Fault, ...]:
    """What is doubtful about the recipe's pictures. Raises Unusable for what is wrong with them."""
    folder = Path(recipe.dataset.folder)
    faults = check_pictures(
        folder, base=recipe.base, trigger=recipe.trigger, resolution=recipe.train.resolution
    )
    wrong = [f"\n  - {fault}" for fault in faults if fault.severity == "wrong"]
    if wrong:
        more = f"\n  and {len(wrong) - MOST_TOLD} more" if len(wrong) > MOST_TOLD else ""
        raise Unusable(
            f"{len(wrong)} of the pictures cannot be learnt from:{''.join(wrong[:MOST_TOLD])}{more}",
            hint=f"`sandman style check {quote(str(folder))}` names all that is to mend; then run this again",
        )
    return faults
