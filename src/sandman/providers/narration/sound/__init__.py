"""What is done to sound once it is spoken: levelled, joined, encoded. Samples are float32 mono in [-1, 1]."""

from sandman.providers.narration.sound.encoding import decode, encode_mp3, encode_wav
from sandman.providers.narration.sound.joints import joined
from sandman.providers.narration.sound.loudness import level, loudness_lufs, true_peak_dbtp
from sandman.providers.narration.sound.recorder import Mp3Recorder

__all__ = [
    "Mp3Recorder",
    "decode",
    "encode_mp3",
    "encode_wav",
    "joined",
    "level",
    "loudness_lufs",
    "true_peak_dbtp",
]
