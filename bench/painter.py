"""How long a page takes to paint, and how much memory, at 1024×768 and 2048×1536."""

import multiprocessing
import resource
import time
from statistics import median
from typing import Any

from sandman.ports.illustration import PictureBrief
from sandman.providers.illustration.painter.engine import WatercolourPainter
from sandman.stories import Figure, Pose, Staging

PAGES = [
    ("garden", "dusk", "fox", Pose.SIT, "lantern"),
    ("forest", "night", "bear", Pose.HUG, "book"),
    ("snow", "night", "penguin", Pose.WALK, "mitten"),
    ("sea", "dusk", "whale", Pose.LOOK_UP, "star"),
    ("bedroom", "lamp", "cat", Pose.SLEEP, "pillow"),
    ("village", "night", "hedgehog", Pose.HOLD, "umbrella"),
]


def measure() -> dict[str, Any]:
    """Median and worst seconds a page, and peak memory, each size in a process of its own."""
    found = {}
    for width in (1024, 2048):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            seconds, memory_mb = pool.apply(_paint, (width,))
        print(
            f"{width} wide: median {median(seconds):.2f} s, worst {max(seconds):.2f} s, peak {memory_mb} MB"
        )
        found[str(width)] = {
            "median_seconds": round(median(seconds), 3),
            "worst_seconds": round(max(seconds), 3),
            "peak_mb": memory_mb,
        }
    return found


def _paint(width: int) -> tuple[list[float], int]:
    painter = WatercolourPainter()
    seconds = []
    for page, (place, hour, hero, pose, prop) in enumerate([PAGES[0], *PAGES]):
        staging = Staging(
            place=place,
            time=hour,
            hero=Figure(id=hero, pose=pose),
            child=Figure(id="girl", pose=pose, variant=5),
            companion=Figure(id="firefly"),
            props=(prop,),
            layout=page,
        )
        brief = PictureBrief(staging, "", book_seed=3, page=page + 1, width=width, height=width * 3 // 4)
        started = time.perf_counter()
        painter.paint(brief)
        seconds.append(time.perf_counter() - started)
    # The first one warms up and does not count.
    return seconds[1:], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
