"""The built-in narrator: sentence by sentence, with the time of every word."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from copy import copy
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sandman.ports.errors import BadWork
from sandman.ports.narration import Narration, Passage, TimedWord, Voice
from sandman.providers.narration.kokoro import japanese, timing, western
from sandman.providers.narration.kokoro.model import MOST_PHONEMES, SAMPLE_RATE_HZ, KokoroModel
from sandman.providers.narration.kokoro.spoken import BREATHS, MARKS, Spoken, audible, vocabulary
from sandman.providers.narration.kokoro.voices import VOICES, Style, VoiceFile, load_style, voice_file
from sandman.providers.narration.passages import Sentence, sentences_of
from sandman.providers.narration.sound.joints import faded, silence, trimmed
from sandman.providers.narration.sound.loudness import amplified
from sandman.providers.narration.timing import Times, in_order
from sandman.stories import Language

SLOWEST, FASTEST = 0.5, 2.0
QUIETEST_PEAK = 1e-3
"""Below this a sentence that has words is silence."""
SHORTEST_SECONDS = 0.06
"""A first word keeps this much, however late it is heard."""
_ROOM = MOST_PHONEMES - 1
"""One is kept for the stop that a run may be given."""


class KokoroNarrator:
    """Kokoro-82M on this machine. Safe to call from several threads; opening costs nothing until it reads.

    Sentences are spoken on `bench`, side by side where it has room, in the order they were asked for; without
    one, one at a time.
    """

    name = "kokoro"
    model = "kokoro-82m-int8"

    def __init__(self, voices_folder: Path, *, bench: Executor | None = None) -> None:
        self._folder = voices_folder
        self._bench = bench or ThreadPoolExecutor(1, thread_name_prefix="kokoro")
        self._model = KokoroModel()
        self._styles: dict[str, Style] = {}
        self._reading_styles = threading.Lock()

    def beside(self, bench: Executor) -> "KokoroNarrator":
        """The same narrator, model and voices, speaking on another bench."""
        other = copy(self)
        other._bench = bench
        return other

    def voices(self) -> tuple[Voice, ...]:
        """The voices of our table, the best of each language first."""
        return tuple(file.voice for file in VOICES)

    def warm(self, language: Language = Language.ENGLISH) -> None:
        """Load what reading `language` needs (about two seconds); worth a background thread at the start."""
        best = next(file for file in VOICES if file.voice.language == language)
        self._style(best)
        self._model.session()
        _spoken(Sentence("1"), Passage("1", language), best.voice.id)

    def sentences(self, passage: Passage, *, voice: str, pace: float = 1.0) -> Iterator[Narration]:
        """Read `passage` aloud; see `ports.narration.Narrator`. Raises at once, before the first sentence."""
        file = voice_file(voice, passage.language)
        style = self._style(file)
        self._model.session()
        return self._read(passage, file, style, min(max(pace, SLOWEST), FASTEST))

    def _read(self, passage: Passage, file: VoiceFile, style: Style, pace: float) -> Iterator[Narration]:
        speak = partial(self._speak, passage=passage, file=file, style=style, pace=pace)
        sentences = [self._bench.submit(speak, sentence) for sentence in sentences_of(passage)]
        try:
            for sentence in sentences:
                yield sentence.result()
        finally:
            for sentence in sentences:
                sentence.cancel()

    def _speak(
        self, sentence: Sentence, *, passage: Passage, file: VoiceFile, style: Style, pace: float
    ) -> Narration:
        spoken = _spoken(sentence, passage, file.voice.id)
        sounds: list[NDArray[np.float32]] = []
        times: Times = {}
        at = 0.0
        for part in _parts(spoken):
            ids, owners = _ids(part)
            sound, frames = self._model.run(ids, style, pace=pace)
            if not np.all(np.isfinite(sound)) or np.max(np.abs(sound), initial=0.0) < QUIETEST_PEAK:
                text = " ".join(word.shown for word in spoken)
                raise BadWork(
                    f"the voice `{file.voice.id}` came back silent for `{text[:80]}`",
                    port="narration",
                    provider=self.name,
                )
            heard = timing.word_times(owners, frames)
            first = min(start for start, _ in heard.values())
            last = max(end for _, end in heard.values())
            cut = trimmed(sound, SAMPLE_RATE_HZ, keep=(first, last))
            sounds.append(faded(cut.samples, SAMPLE_RATE_HZ))
            for owner, (start, end) in heard.items():
                begun = start - cut.cut_seconds
                if start == first:
                    # The one time that can be heard: the first word begins where the sound does.
                    begun = min(cut.onset_seconds, max(begun, end - cut.cut_seconds - SHORTEST_SECONDS))
                times[owner] = (times[owner][0] if owner in times else begun + at, end - cut.cut_seconds + at)
            at += len(cut.samples) / SAMPLE_RATE_HZ
        ordered = in_order(times, len(spoken), at)
        words = tuple(TimedWord(s.shown, start, end) for s, (start, end) in zip(spoken, ordered, strict=True))
        level = amplified(np.concatenate(sounds), SAMPLE_RATE_HZ, lufs=file.loudness_lufs) if sounds else None
        rest = silence(passage.pause_seconds, SAMPLE_RATE_HZ)
        return Narration(rest if level is None else np.concatenate([level, rest]), SAMPLE_RATE_HZ, words)

    def _style(self, file: VoiceFile) -> Style:
        with self._reading_styles:
            if file.voice.id not in self._styles:
                self._styles[file.voice.id] = load_style(self._folder, file)
            return self._styles[file.voice.id]


def _spoken(sentence: Sentence, passage: Passage, voice_id: str) -> list[Spoken]:
    if passage.language is Language.JAPANESE:
        return japanese.speak(sentence.text, sentence.tokens, passage.readings)
    return western.speak(sentence.text, passage.language, voice_id, passage.readings)


Atom = tuple[int, str]
"""A word's place in its sentence, and its phonemes or some of them."""


def _parts(spoken: Sequence[Spoken]) -> Iterator[list[Atom]]:
    """The audible words of a sentence in runs the model takes whole: cut at breaths, then between words."""
    known = vocabulary()
    atoms: list[Atom] = []
    for place, word in enumerate(spoken):
        phonemes = "".join(c for c in word.phonemes if c in known)
        # Marks without sound still shape the breath of the word before them.
        if not audible(phonemes):
            if atoms and phonemes.strip():
                atoms[-1] = (atoms[-1][0], atoms[-1][1] + phonemes.strip())
            continue
        atoms += [(place, phonemes[i : i + _ROOM]) for i in range(0, len(phonemes), _ROOM)]
    while atoms:
        fits = _fitting(atoms)
        yield _ended(atoms[:fits])
        atoms = atoms[fits:]


def _fitting(atoms: Sequence[Atom]) -> int:
    """How many atoms go into one run: all that fit, or up to the last breath in their second half."""
    size, count = 0, 0
    for _, phonemes in atoms:
        size += len(phonemes) + 1
        if size - 1 > _ROOM and count:
            break
        count += 1
    if count == len(atoms):
        return count
    breaths = [i + 1 for i in range(count // 2, count) if atoms[i][1][-1] in BREATHS]
    return breaths[-1] if breaths else count


def _ended(atoms: list[Atom]) -> list[Atom]:
    """The model lets its voice fall at a stop; a run without one is given one."""
    place, last = atoms[-1]
    return atoms if last.rstrip('”")')[-1:] in BREATHS else [*atoms[:-1], (place, last + ".")]


def _ids(atoms: Sequence[Atom]) -> tuple[list[int], list[int]]:
    """Phoneme ids and the word each belongs to."""
    known = vocabulary()
    ids: list[int] = []
    owners: list[int] = []
    for place, phonemes in atoms:
        if ids:
            ids.append(known[" "])
            owners.append(timing.NOBODY)
        for c in phonemes:
            ids.append(known[c])
            owners.append(timing.NOBODY if c in MARKS or c == " " else place)
    return ids, owners
