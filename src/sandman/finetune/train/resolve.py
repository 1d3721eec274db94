"""Fill what a recipe leaves open from what suits the base. Which device it runs on changes nothing here."""

from sandman.finetune.base import LocatedBase
from sandman.styles import Training


def resolve(training: Training, base: LocatedBase) -> Training:
    """The same training with no None left but in what the memory plan decides, and what a family does."""
    known = base.defaults
    rank = training.rank or known.rank
    # Prodigy finds its own rate and multiplies it by this one.
    rate = 1.0 if training.optimiser == "prodigy" else known.learning_rate
    return training.model_copy(
        update={
            "resolution": training.resolution or known.resolution,
            "rank": rank,
            "alpha": training.alpha or float(rank),
            "steps": training.steps or known.steps,
            "learning_rate": training.learning_rate or rate,
        }
    )
