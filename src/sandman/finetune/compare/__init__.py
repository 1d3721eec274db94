"""Comparing: base and style side by side, measured and shown, and the best checkpoint chosen."""

from sandman.finetune.compare.candidates import candidates_of
from sandman.finetune.compare.compare import Candidate, Comparison, compare, prompts_of

__all__ = ["Candidate", "Comparison", "candidates_of", "compare", "prompts_of"]
