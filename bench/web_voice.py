"""How soon `POST /api/narrate` sounds, in each language."""

import io
import statistics
import time
from typing import Any

import av
import httpx
import numpy as np
from av.error import FFmpegError
from tests.evenings.server import Server

from bench.tales import TALES
from sandman.stories import Language

RUNS = 5
SENTENCES = 3
AUDIBLE = 0.02
"""A peak that somebody hears; silence before the first word does not count."""


async def measure(house: Server) -> dict[str, Any]:
    """Seconds from the request to the first MP3 bytes that decode to sound, warm, the middle of five."""
    seconds: dict[str, float] = {}
    for language in Language:
        text = " ".join(TALES[language][:SENTENCES])
        await _first_sound(house, language, text)
        seconds[language.value] = round(
            statistics.median([await _first_sound(house, language, text) for _ in range(RUNS)]), 2
        )
    told = ", ".join(f"{language} {value:.2f}" for language, value in seconds.items())
    print(f"POST /api/narrate, first sound: {told} s (2.5 wanted)")
    return {"first_sound_seconds": seconds}


async def _first_sound(house: Server, language: Language, text: str) -> float:
    asked = {"text": text, "language": language.value}
    heard, arrived = b"", 0.0
    async with httpx.AsyncClient(base_url=house.root, timeout=60) as client:
        begun = time.perf_counter()
        async with client.stream("POST", "api/narrate", json=asked) as answer:
            answer.raise_for_status()
            # Heard to its end: the next to ask should not wait for this reading.
            async for piece in answer.aiter_bytes():
                now = time.perf_counter() - begun
                heard += piece
                if not arrived and _sounds(heard):
                    arrived = now
    if not arrived:
        raise SystemExit(f"nothing sounded in {language}")
    return arrived


def _sounds(mp3: bytes) -> bool:
    """Whether what has come so far can be heard."""
    try:
        with av.open(io.BytesIO(mp3), "r", format="mp3") as container:
            return any(np.abs(frame.to_ndarray()).max() > AUDIBLE for frame in container.decode(audio=0))
    except (FFmpegError, ValueError):
        return False  # too little of it yet
