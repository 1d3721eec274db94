"""The families of bases that styles are taught to."""

from importlib import import_module

from sandman.finetune.base import LocatedBase
from sandman.finetune.families.family import FamilyTrainer
from sandman.styles import Family

TRAINERS = {
    Family.SD: ("sd", "StableDiffusion"),
    Family.SDXL: ("sdxl", "StableDiffusionXL"),
    Family.FLUX: ("flux", "Flux"),
    Family.FLUX2_KLEIN: ("flux2_klein", "Flux2Klein"),
    Family.Z_IMAGE: ("z_image", "ZImage"),
}
"""Module and class; a module is read when its family is asked for, for torch takes seconds."""


def trainer_of(base: LocatedBase) -> FamilyTrainer:
    """Who knows how that base is taught and painted with."""
    module, name = TRAINERS[base.family]
    trainer: FamilyTrainer = getattr(import_module(f"{__name__}.{module}"), name)(base)
    return trainer
