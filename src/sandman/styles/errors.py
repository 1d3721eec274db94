"""What may go wrong in the style wing, grouped by what we do about it.

    StyleFault             carries message, hint
      x Unusable            what was given cannot be used; give something else (exit 2)
      x PersonMustAct       a person must do something first (exit 3)
          x CannotFit        not enough memory, with the arithmetic
          x AccessRefused    a gated or private model: which page, which token
          x NoRoom           a full disk; what was saved is safe
          x StyleMismatch    a style and a base that do not belong together
      x TrainingBroke       the run ended before its end; the last good checkpoint is named (exit 3)
          x ProgramBroke     by a fault of ours (exit 1)

Messages name the thing, the found and the wanted; the way out goes into `hint`.
"""


class StyleFault(Exception):
    """A fault of the style wing that a person can understand."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Unusable(StyleFault):
    """Something given (an option, a recipe, a folder, a picture set) cannot be used as it is."""


class PersonMustAct(StyleFault):
    """A person must act; trying again alone will not help."""


class CannotFit(PersonMustAct):
    """The training does not fit into this machine's memory at any rung."""


class AccessRefused(PersonMustAct):
    """The hub refuses a model: its page wants to be accepted, or a token is missing."""


class NoRoom(PersonMustAct):
    """The disk is full."""


class StyleMismatch(PersonMustAct):
    """A style was trained on another base than the one that is loaded."""


class TrainingBroke(StyleFault):
    """A run ended before its end: killed, out of memory, or its numbers were no longer numbers."""


class ProgramBroke(TrainingBroke):
    """Something of ours broke, and nobody could have done otherwise."""
