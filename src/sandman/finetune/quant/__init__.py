"""Making a base smaller than it is, and using a device's memory for no more than is needed at once."""

from sandman.finetune.quant.checkpointing import checkpoint_blocks
from sandman.finetune.quant.loading import load_quantised
from sandman.finetune.quant.streaming import Stream, stream
from sandman.finetune.quant.swapping import quantise

__all__ = ["Stream", "checkpoint_blocks", "load_quantised", "quantise", "stream"]
