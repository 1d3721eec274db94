"""Picture styles: what a published one is, what it fits, and how one is asked for. No I/O."""

from sandman.styles.bases import BASES, PIPELINES, Base, Family
from sandman.styles.card import BaseOf, StyleCard, StyleName
from sandman.styles.errors import (
    AccessRefused,
    CannotFit,
    NoRoom,
    PersonMustAct,
    ProgramBroke,
    StyleFault,
    StyleMismatch,
    TrainingBroke,
    Unusable,
)
from sandman.styles.recipe import Publishing, Recipe, Service, Training

__all__ = [
    "BASES",
    "PIPELINES",
    "AccessRefused",
    "Base",
    "BaseOf",
    "CannotFit",
    "Family",
    "NoRoom",
    "PersonMustAct",
    "ProgramBroke",
    "Publishing",
    "Recipe",
    "Service",
    "StyleCard",
    "StyleFault",
    "StyleMismatch",
    "StyleName",
    "Training",
    "TrainingBroke",
    "Unusable",
]
