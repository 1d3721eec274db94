"""From what came over the wire to samples at the house's rate."""

import base64
import binascii

import numpy as np
from numpy.typing import NDArray

from sandman.ports.errors import BadWork
from sandman.providers.narration.elevenlabs.script import Script
from sandman.providers.narration.sound import decode

SAMPLE_RATE_HZ = 24_000
PCM, MP3 = "pcm_24000", "mp3_44100_128"
"""Samples as they are, for every plan as of August 2026 (ENTERPILOT/GoModel #787); MP3 is the way out."""
QUIETEST_PEAK = 1e-3
"""Below this a sentence that has words is silence."""
FASTEST_SECONDS_A_LETTER = 0.012
"""Nobody reads faster than this: less sound is a sentence cut short."""
_SLACK_SECONDS = 0.25

Samples = NDArray[np.float32]


def samples_of(audio_base64: str, format: str) -> Samples:
    """Float32 mono samples in [-1, 1] at 24 kHz. Raises BadWork for what is no sound."""
    try:
        data = base64.b64decode(audio_base64, validate=True)
        if format == MP3:
            return decode(data, rate=SAMPLE_RATE_HZ)[0] if data else np.zeros(0, np.float32)
        return (np.frombuffer(data, "<i2") / 32768).astype(np.float32)
    except (binascii.Error, ValueError) as fault:
        raise _bad("what came back is no sound") from fault


def check(samples: Samples, script: Script, last_end: float) -> None:
    """Raises BadWork for silence, and for sound that ends before the words do (`last_end`, in seconds)."""
    if not np.all(np.isfinite(samples)) or np.max(np.abs(samples), initial=0.0) < QUIETEST_PEAK:
        raise _bad("the voice came back silent")
    seconds = len(samples) / SAMPLE_RATE_HZ
    if seconds + _SLACK_SECONDS < max(last_end, FASTEST_SECONDS_A_LETTER * len(script.text)):
        raise _bad("the voice was cut short")


def _bad(message: str) -> BadWork:
    return BadWork(f"ElevenLabs: {message}", port="narration", provider="elevenlabs")
