"""A page's sentences to the one track a book keeps."""

from collections.abc import Sequence

import numpy as np

from sandman.ports.errors import BadWork
from sandman.ports.narration import Narration, TimedWord
from sandman.ports.recording import Recording
from sandman.providers.narration.sound.encoding import encode_mp3
from sandman.providers.narration.sound.joints import joined
from sandman.providers.narration.sound.loudness import level, loudness_lufs


class Mp3Recorder:
    """Joins, levels to -19 LUFS, encodes; word times stay inside the track and in order."""

    def record(self, sentences: Sequence[Narration]) -> Recording:
        """See `ports.recording.Recorder`. Raises BadWork for no sentences, silence, or broken samples."""
        whole = joined(sentences) if sentences else None
        if whole is None or not np.all(np.isfinite(whole.samples)):
            found = "no sentence" if whole is None else "samples that are no numbers"
            raise BadWork(f"{found} came to be recorded", port="recording", provider="mp3")
        if not np.isfinite(loudness_lufs(whole.samples, whole.sample_rate_hz)):
            text = " ".join(word.text for word in whole.words)
            raise BadWork(f"the sound of `{text[:80]}` is silent", port="recording", provider="mp3")
        return Recording(
            data=encode_mp3(level(whole.samples, whole.sample_rate_hz), whole.sample_rate_hz),
            suffix="mp3",
            seconds=whole.seconds,
            sample_rate_hz=whole.sample_rate_hz,
            words=tuple(
                TimedWord(word.text, min(word.start, whole.seconds), min(word.end, whole.seconds))
                for word in whole.words
            ),
        )
