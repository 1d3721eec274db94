"""A picture as the trainer wants it: brought to its bucket's size, never squashed."""

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

from sandman.finetune.pictures.folder import Pair
from sandman.finetune.pictures.opening import Unopened, open_picture
from sandman.styles import Unusable


def load_picture(pair: Pair, size: tuple[int, int], *, flip: bool = False) -> Tensor:
    """One picture, float32 [3, h, w] in [-1, 1]; `size` is (w, h).

    It is scaled until it covers the size, and its middle is kept. Raises Unusable where the file can no
    longer be read, or is another one by now.
    """
    try:
        opened = open_picture(pair.path)
    except Unopened as fault:
        raise Unusable(f"`{pair.path}` {fault.found}", hint=fault.wanted) from fault
    if opened.id != pair.id:
        raise Unusable(
            f"`{pair.path}` has changed since the training looked at it",
            hint="leave the pictures alone while a training runs; begin it again",
        )
    image = ImageOps.fit(opened.image, size, Image.Resampling.LANCZOS)
    pixels = np.asarray(ImageOps.mirror(image) if flip else image, dtype=np.float32)  # [h, w, 3]
    return torch.from_numpy(pixels / 127.5 - 1).permute(2, 0, 1).contiguous()
