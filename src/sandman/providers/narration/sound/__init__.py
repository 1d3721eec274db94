"""What is done to sound once it is spoken: levelled, joined, encoded.

Samples are float32 mono in [-1, 1].
"""

from sandman.providers.narration.sound.encoding import MP3_RATE_HZ, decode, encode_mp3, encode_wav
from sandman.providers.narration.sound.joints import joined
from sandman.providers.narration.sound.loudness import level, loudness_lufs, true_peak_dbtp

__all__ = [
    "MP3_RATE_HZ",
    "decode",
    "encode_mp3",
    "encode_wav",
    "joined",
    "level",
    "loudness_lufs",
    "true_peak_dbtp",
]
