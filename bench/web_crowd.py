"""The shelf under a crowd while a story is being made."""

import asyncio
import json
import statistics
import sys
from typing import Any

from tests.evenings.server import REPOSITORY, Server

RATE, SECONDS = 100, 20
PLAIN = ("/api/stories?limit=20",)
MIXED = (
    *("/api/stories?limit=20",) * 4,
    "/api/stories?shelf=continue&limit=12",
    "/api/stories?shelf=favourites&limit=20",
    "/api/stories?language=ja&limit=20",
    "/api/stories?child=Mia&limit=20",
    "/api/stories?query=moon&limit=20",
    "/api/stories?query=%E6%9C%88&limit=20",
)


async def measure(house: Server) -> dict[str, Any]:
    """Milliseconds of `GET /api/stories` at 100 requests a second, 10,000 books there, a story being made."""
    figures: dict[str, Any] = {}
    for name, paths in (("plain", PLAIN), ("mixed", MIXED)):
        wish = {"idea": "a lighthouse that is afraid of the dark", "age": 8, "length": "long"}
        begun = (await house.ask("POST", "api/stories", json=wish)).json()
        while (await house.story(begun["id"]))["state"] == "writing":  # noqa: ASYNC110 - another process writes
            await asyncio.sleep(0.1)
        took = await _crowd(house, paths)
        state = (await house.story(begun["id"]))["state"]
        assert state == "making", f"the story was {state} before the crowd had gone"
        await house.ask("POST", f"api/stories/{begun['id']}/cancel")
        centiles = statistics.quantiles(took, n=100)
        figures[name] = {"p50_ms": round(centiles[49], 1), "p95_ms": round(centiles[94], 1)}
        print(
            f"GET /api/stories, 10,000 books, {RATE}/s, a story in the making ({name}): "
            f"p50 {centiles[49]:.1f}, p95 {centiles[94]:.1f} ms (30 wanted), worst {max(took):.0f}"
        )
    return {"shelf": figures}


async def _crowd(house: Server, paths: tuple[str, ...]) -> list[float]:
    crowd = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bench.web_load", "127.0.0.1", str(house.port), str(RATE), str(SECONDS), *paths),
        cwd=REPOSITORY,
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await crowd.communicate()
    took: list[float] = json.loads(out)
    return took
