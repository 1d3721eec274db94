"""The pictures a style is learnt from: found, checked, painted, and brought to size.

`tensors` stands on torch and is imported where tensors are wanted.
"""

from sandman.finetune.pictures.buckets import bucket_of
from sandman.finetune.pictures.captions import with_trigger
from sandman.finetune.pictures.check import Fault, check_pictures
from sandman.finetune.pictures.folder import Pair, read_pictures

__all__ = ["Fault", "Pair", "bucket_of", "check_pictures", "read_pictures", "with_trigger"]
