"""Libraries that keep to themselves what is of no use to a person: it was for whoever installs them."""

import logging
import os


def hush_libraries() -> None:
    """To be called before torch's libraries are imported; their errors are raised as ever."""
    for name in ("TRANSFORMERS_VERBOSITY", "DIFFUSERS_VERBOSITY"):
        os.environ.setdefault(name, "error")
    # It misses a kernel for the processor that nothing here calls, and says so as peft is loaded.
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)
