"""An illustrator for rehearsals: plain coloured pages, faults on request, a record of its calls."""

import io
import threading
from collections import deque

import numpy as np
from PIL import Image

from sandman.ports.errors import PortError
from sandman.ports.illustration import Picture, PictureBrief


class RehearsalIllustrator:
    """Implements `ports.illustration.Illustrator`. Faults put into `faults` are raised first, in order."""

    name = "rehearsal"
    model = "rehearsal-1"

    def __init__(self) -> None:
        self.faults: deque[PortError] = deque()
        self.calls: list[PictureBrief] = []
        self._lock = threading.Lock()

    def paint(self, brief: PictureBrief) -> Picture:
        """Noise of one colour: small to make, different for every page."""
        with self._lock:
            self.calls.append(brief)
            if self.faults:
                raise self.faults.popleft()
        rng = np.random.default_rng((brief.book_seed, brief.page, brief.attempt))
        tint = rng.integers(40, 200, 3)
        grain = rng.integers(-20, 20, (brief.height // 8, brief.width // 8, 1))
        pixels = np.clip(tint + grain, 0, 255).astype(np.uint8)
        out = io.BytesIO()
        page = Image.fromarray(pixels).resize((brief.width, brief.height))
        page.save(out, brief.format.upper(), quality=80)
        return Picture(out.getvalue(), brief.format, brief.width, brief.height)
