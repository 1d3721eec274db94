"""A voice that hums: one tone a letter, so that when each sounds is exactly known."""

import numpy as np
from numpy.typing import NDArray

LEAD_SECONDS, TAIL_SECONDS = 0.12, 0.3
"""Silence around a reading."""


def hummed(
    text: str, rate: int, *, speed: float, amplitude: float, voice: str
) -> tuple[NDArray[np.float32], list[float], list[float]]:
    """A hum a letter, of the voice's pitch and the letter's colour, and exactly when each sounds."""
    base = 110.0 + 12.0 * (sum(map(ord, voice)) % 12)
    pieces = [np.zeros(round(LEAD_SECONDS * rate), np.float32)]
    starts: list[float] = []
    ends: list[float] = []
    at = len(pieces[0])
    for c in text:
        seconds = (0.06 if c.isalnum() else 0.05 if c.isspace() else 0.09) / speed
        count = round(seconds * rate)
        if c.isalnum() or c == "\u094d" or "\u0900" <= c <= "\u0963":
            clock = np.arange(count) / rate
            colour = ord(c) % 5
            wave = sum(np.sin(2 * np.pi * base * (k + 1) * clock) / (1 + abs(k - colour)) for k in range(6))
            edge = np.minimum(1.0, np.minimum(np.arange(count), np.arange(count)[::-1]) / (0.004 * rate))
            piece = (amplitude * 0.4 * wave * edge).astype(np.float32)
        else:
            piece = np.zeros(count, np.float32)
        pieces.append(piece)
        starts.append(at / rate)
        at += count
        ends.append(at / rate)
    pieces.append(np.zeros(round(TAIL_SECONDS * rate), np.float32))
    return np.concatenate(pieces), starts, ends
