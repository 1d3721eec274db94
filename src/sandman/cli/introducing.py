"""The four speak: one recording, each in a voice of their own.

A language with fewer voices than there are speakers lends one of them out again, a little higher or lower:
what it says is spoken slower or faster first, so that the pace stays the same.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from sandman.agents.introduction import Introduction, cast_four
from sandman.cli.faults import BadInput
from sandman.ports.narration import Narration, Narrator, Passage, TimedWord
from sandman.providers.narration.recorder import Mp3Recorder, WavRecorder
from sandman.stories import Language

KINDS = (".mp3", ".wav")
PACE = 0.95
SEMITONES = (0.0, -2.0, 1.5, -3.5)
"""How far a voice is moved when it speaks for the first, the second … of the four."""
BETWEEN_SECONDS = 0.9


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded."""

    seconds: float
    voices: dict[str, str]
    """Whose voice spoke for whom, by their ids."""


def file_for(out: Path | None, language: Language) -> Path:
    """Where the recording goes. Raises BadInput for a kind that is not recorded."""
    file = out or Path(f"team-{language.value}.mp3")
    if file.suffix.lower() not in KINDS:
        raise BadInput(f"`{file.name}` ends in `{file.suffix}`; wanted .mp3 or .wav", "--out team.mp3")
    return file


async def speak(
    introductions: Sequence[Introduction],
    language: Language,
    narrator: Narrator,
    file: Path,
    *,
    console: Console,
) -> Recorded:
    """Record all four into `file`. Raises what a narrator raises."""
    voices = cast_four([voice for voice in narrator.voices() if voice.language == language])
    spoken: list[Narration] = []
    lent: Counter[str] = Counter()
    bar = Progress(TextColumn("{task.description:<18}"), BarColumn(24), console=console, transient=True)
    with bar:
        task = bar.add_task("", total=len(introductions))
        for each in introductions:
            bar.update(task, description=f"{each.name} speaks")
            voice = voices[each.agent].id
            semitones = SEMITONES[lent[voice] % len(SEMITONES)]
            spoken += await asyncio.to_thread(_spoken, each.text, language, narrator, voice, semitones)
            lent[voice] += 1
            bar.advance(task)
    recorder = WavRecorder() if file.suffix.lower() == ".wav" else Mp3Recorder()
    recording = await asyncio.to_thread(recorder.record, spoken)
    await asyncio.to_thread(_write, recording.data, file)
    return Recorded(recording.seconds, {agent: voice.id for agent, voice in voices.items()})


def _write(data: bytes, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _spoken(
    text: str, language: Language, narrator: Narrator, voice: str, semitones: float
) -> list[Narration]:
    """One of the four, with a breath after the last word."""
    factor = 2 ** (semitones / 12)
    passage = Passage(text, language)
    sentences = [
        _tuned(sentence, factor)
        for sentence in narrator.sentences(passage, voice=voice, pace=round(PACE / factor, 3))
    ]
    return [*sentences, *_breath(sentences)]


def _tuned(sentence: Narration, factor: float) -> Narration:
    """The sentence played `factor` times as fast: higher and shorter, or lower and longer."""
    if factor == 1.0:
        return sentence
    count = round(len(sentence.samples) / factor)
    at = np.linspace(0, len(sentence.samples) - 1, count)
    samples = np.interp(at, np.arange(len(sentence.samples)), sentence.samples).astype(np.float32)
    moved = tuple(TimedWord(w.text, w.start / factor, w.end / factor) for w in sentence.words)
    return Narration(samples, sentence.sample_rate_hz, moved)


def _breath(sentences: Sequence[Narration]) -> Iterator[Narration]:
    for last in sentences[-1:]:
        rate = last.sample_rate_hz
        yield Narration(np.zeros(round(BETWEEN_SECONDS * rate), np.float32), rate, ())
