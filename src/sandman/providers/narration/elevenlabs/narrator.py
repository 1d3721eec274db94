"""The ElevenLabs narrator: a sentence a request, each told what comes before and after it.

One request a sentence, and not one a page: the first is heard as soon as it is read, each ends in the
house's own pause, and a word's time can only be wrong within its sentence. `previous_text` and `next_text`
keep the voice from starting anew each time. They are not billed.
"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from sandman.ports.errors import KeyRefused, ModelMissing, PortError, QuotaSpent, VoiceUnknown
from sandman.ports.narration import Narration, Passage, TimedWord, Voice
from sandman.providers.narration.elevenlabs import sound
from sandman.providers.narration.elevenlabs.account import Quota
from sandman.providers.narration.elevenlabs.faults import FormatNotInPlan, TooLong, VoiceGone, VoiceNotInPlan
from sandman.providers.narration.elevenlabs.models import DOLLARS_A_CREDIT, traits_of
from sandman.providers.narration.elevenlabs.script import Script, even_times, script_of, word_times
from sandman.providers.narration.elevenlabs.sound import SAMPLE_RATE_HZ
from sandman.providers.narration.elevenlabs.voices import VoiceBook
from sandman.providers.narration.elevenlabs.wire import Order, Take, Wire
from sandman.providers.narration.passages import sentences_of
from sandman.providers.narration.sound.joints import Trimmed, faded, silence, trimmed
from sandman.providers.narration.sound.loudness import amplified, loudness_lufs
from sandman.providers.narration.timing import Times, in_order
from sandman.stories import Language

SLOWEST, FASTEST = 0.7, 1.2
"""What `voice_settings.speed` takes."""
SHORTEST_SECONDS = 0.06
"""A first word keeps this much, however late it is heard."""
NEIGHBOUR_LETTERS = 300
"""How much of the sentences around is told."""

Samples = NDArray[np.float32]


class ElevenLabsNarrator:
    """Reads over ElevenLabs, `concurrency` sentences at a time, whoever asks. Thread-safe.

    What leaves the house: the page's text, the child's name in it, as it is to be heard.
    """

    name = "elevenlabs"
    leaves = ("page_text_with_name",)

    def __init__(
        self,
        *,
        api_key: str,
        url: str,
        model: str,
        concurrency: int = 2,
        timeout_seconds: float = 40.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.model = model
        self._traits = traits_of(model)
        self._wire = Wire(api_key=api_key, url=url, model=model, timeout_seconds=timeout_seconds, sleep=sleep)
        self._book = VoiceBook(self._wire, languages=self._traits.languages)
        # The plan allows a few readings at once; a queue of our own never meets its limit.
        self._bench = ThreadPoolExecutor(max(1, concurrency), thread_name_prefix="elevenlabs")
        self._lock = threading.Lock()
        self._format = sound.PCM
        self._loudness: dict[str, float] = {}
        self._enterprise: bool | None = None

    def close(self) -> None:
        """Let go of threads and connections; what is being read is given up."""
        self._bench.shutdown(wait=False, cancel_futures=True)
        self._wire.close()

    def voices(self) -> tuple[Voice, ...]:
        """The account's voices as of some minutes ago; see `ports.narration.Narrator`. Blocking."""
        return self._book.listed()

    def quota(self) -> Quota:
        """How much of the account is used. Raises KeyRefused where the key may not look."""
        return self._wire.quota()

    def check(self) -> str:
        """Say that it works, in a sentence, without reading anything. Raises what stands in the way."""
        voices = {voice.id.rpartition("_")[2] for voice in self._book.listed(anew=True)}
        with suppress(
            KeyRefused
        ):  # a key may be allowed to read, and not to look at models or at the account
            if self.model not in self._wire.models():
                raise ModelMissing(
                    f"ElevenLabs has no model `{self.model}` that reads aloud",
                    port="narration",
                    provider=self.name,
                    hint="set SANDMAN_ELEVENLABS_MODEL, say to eleven_multilingual_v2",
                )
        said = f"{self.model}, {len(voices)} voices"
        with suppress(KeyRefused):
            quota = self.quota()
            said += f", {quota.left:,} of {quota.limit:,} characters left"
            said += f" until {quota.resets_on}" if quota.resets_on else ""
        return said

    def sentences(self, passage: Passage, *, voice: str, pace: float = 1.0) -> Iterator[Narration]:
        """Read `passage` aloud; see `ports.narration.Narrator`. An unknown voice is refused at once."""
        vendor_id = self._book.found(voice, passage.language)
        return self._read(passage, vendor_id, min(max(pace, SLOWEST), FASTEST))

    def _read(self, passage: Passage, vendor_id: str, pace: float) -> Iterator[Narration]:
        scripts = [script_of(sentence, passage) for sentence in sentences_of(passage)]
        texts = ["", *(script.text for script in scripts), ""]
        readings = [
            self._bench.submit(
                self._speak, script, passage, vendor_id, pace, before=texts[at], after=texts[at + 2]
            )
            for at, script in enumerate(scripts)
        ]
        try:
            for reading in readings:
                yield reading.result()
        finally:
            for reading in readings:
                reading.cancel()

    def _speak(
        self, script: Script, passage: Passage, vendor_id: str, pace: float, *, before: str, after: str
    ) -> Narration:
        """One sentence, with its pause."""
        shown = [word.shown for word in script.words]
        sounds: list[Samples] = []
        times: Times = {}
        at = cost = 0.0
        done = 0
        vendor_id = self._book.standing(vendor_id, passage.language)
        parts = list(script.within(self._traits.most_characters)) if script.audible else []
        while parts:
            part = parts.pop(0)
            order = Order(
                voice_id=vendor_id,
                text=part.text,
                format=self._format,
                speed=round(pace, 2),
                stability=self._traits.stability,
                seed=_seed(vendor_id, part.text, pace),
                language=passage.language.value if self._traits.takes_language else None,
                before=before[-NEIGHBOUR_LETTERS:] if self._traits.takes_neighbours else None,
                after=after[:NEIGHBOUR_LETTERS] if self._traits.takes_neighbours else None,
                keep_nothing=self._keep_nothing(),
            )
            try:
                take, order = self._taken(order, passage.language)
            except TooLong:
                halves = part.halves()
                if halves is None:
                    raise
                parts = [*halves, *parts]
                continue
            vendor_id = order.voice_id
            cut, heard = self._heard(take, part, order.format)
            sounds.append(faded(cut.samples, SAMPLE_RATE_HZ))
            times |= {done + place: (start + at, end + at) for place, (start, end) in heard.items()}
            at += len(cut.samples) / SAMPLE_RATE_HZ
            done += len(part.words)
            before = part.text
            charged = take.credits
            cost += DOLLARS_A_CREDIT * (
                len(part.text) * self._traits.credits_a_character if charged is None else charged
            )
        ordered = in_order(times, len(shown), at)
        words = tuple(TimedWord(word, *span) for word, span in zip(shown, ordered, strict=True))
        rest = silence(passage.pause_seconds, SAMPLE_RATE_HZ)
        samples = (
            np.concatenate([self._levelled(np.concatenate(sounds), vendor_id), rest]) if sounds else rest
        )
        return Narration(samples, SAMPLE_RATE_HZ, words, cost)

    def _taken(self, order: Order, language: Language) -> tuple[Take, Order]:
        """A reading, in another format or by another voice where the first may not be had; each once."""
        replaced = False
        while True:
            try:
                return self._wire.read(order), order
            except FormatNotInPlan:
                if order.format == sound.MP3:
                    raise
                self._format = sound.MP3
                order = replace(order, format=sound.MP3)
            except (VoiceGone, VoiceNotInPlan) as refused:
                if replaced:
                    raise
                replaced = True
                order = replace(order, voice_id=self._instead(order.voice_id, language, refused))
            except QuotaSpent as spent:
                raise self._dated(spent) from None

    def _instead(self, vendor_id: str, language: Language, refused: VoiceGone | VoiceNotInPlan) -> str:
        by_plan = isinstance(refused, VoiceNotInPlan)
        try:
            return self._book.instead_of(vendor_id, language, library=not by_plan)
        except VoiceUnknown:
            if by_plan:
                raise refused from None
            raise

    def _dated(self, spent: QuotaSpent) -> QuotaSpent:
        """The same fault with the day the account fills up again, where the key may look."""
        if not spent.hint:
            with suppress(PortError):
                quota = self.quota()
                return QuotaSpent(
                    f"{spent.message}: {quota.used:,} of {quota.limit:,} are used",
                    port=spent.port,
                    provider=spent.provider,
                    hint=f"it fills up again on {quota.resets_on}" if quota.resets_on else "",
                )
        return spent

    def _heard(self, take: Take, script: Script, format: str) -> tuple[Trimmed, Times]:
        """The sound of a reading without the silence around it, and when its words sound in that."""
        samples = sound.samples_of(take.audio_base64, format)
        sound.check(samples, script, max(take.ends, default=0.0))
        try:
            times = word_times(script, take.characters, take.starts, take.ends)
        except ValueError:
            times = {}
        if not times:
            cut = trimmed(samples, SAMPLE_RATE_HZ, keep=(float("inf"), 0.0))
            return cut, even_times(script, cut.onset_seconds, len(cut.samples) / SAMPLE_RATE_HZ)
        first, last = min(times), max(times)
        # The first character's time begins with the file, silence and all: only what it ends by is kept.
        cut = trimmed(samples, SAMPLE_RATE_HZ, keep=(times[first][1], times[last][0]))
        heard = {at: (start - cut.cut_seconds, end - cut.cut_seconds) for at, (start, end) in times.items()}
        start, end = heard[first]
        heard[first] = (max(start, min(cut.onset_seconds, end - SHORTEST_SECONDS)), end)
        return cut, heard

    def _levelled(self, samples: Samples, vendor_id: str) -> Samples:
        """The sound by one gain a voice, what its first sentence needs: books stay level, whispers soft."""
        found = loudness_lufs(samples, SAMPLE_RATE_HZ)
        if not np.isfinite(found):
            return samples
        with self._lock:
            lufs = self._loudness.setdefault(vendor_id, found)
        return amplified(samples, SAMPLE_RATE_HZ, lufs=lufs)

    def _keep_nothing(self) -> bool:
        """Whether the vendor may be asked to keep no record, which it refuses to all but enterprises."""
        with self._lock:
            if self._enterprise is None:
                self._enterprise = False
                with suppress(PortError):
                    self._enterprise = self._wire.quota().tier == "enterprise"
            return self._enterprise


def _seed(*facts: object) -> int:
    """The same text by the same voice sounds the same, as far as the vendor can: 32 bits."""
    return int.from_bytes(blake2b(repr(facts).encode(), digest_size=4).digest(), "big")
