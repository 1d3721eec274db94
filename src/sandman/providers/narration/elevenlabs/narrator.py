"""The ElevenLabs narrator: a sentence a request, each told what comes before and after it.

One request a sentence, and not one a page: the first is heard as soon as it is read, each ends in the
house's own pause, and a word's time can only be wrong within its sentence. `previous_text` and `next_text`
keep the voice from starting anew each time. They are not billed.
"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np

from sandman.ports.errors import BadWork, KeyRefused, ModelMissing, PortError, QuotaSpent, VoiceUnknown
from sandman.ports.narration import Narration, Passage, TimedWord, Voice
from sandman.providers.narration.elevenlabs import sound
from sandman.providers.narration.elevenlabs.account import Quota
from sandman.providers.narration.elevenlabs.faults import FormatNotInPlan, TooLong, VoiceGone, VoiceNotInPlan
from sandman.providers.narration.elevenlabs.hearing import Heard, end_to_end, heard
from sandman.providers.narration.elevenlabs.models import DOLLARS_A_CREDIT, traits_of
from sandman.providers.narration.elevenlabs.script import Script, script_of
from sandman.providers.narration.elevenlabs.sound import SAMPLE_RATE_HZ, Samples
from sandman.providers.narration.elevenlabs.voices import VoiceBook
from sandman.providers.narration.elevenlabs.wire import Order, Take, Wire
from sandman.providers.narration.passages import sentences_of
from sandman.providers.narration.sound.joints import silence
from sandman.providers.narration.sound.loudness import amplified, loudness_lufs
from sandman.providers.narration.timing import in_order
from sandman.stories import Language

SLOWEST, FASTEST = 0.7, 1.2
"""What `voice_settings.speed` takes."""
NEIGHBOUR_LETTERS = 300
"""How much of the sentences around is told."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A script that was read, by whom in the end, and what it cost."""

    heard: Heard
    voice_id: str
    dollars: float


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
        timeout_seconds: float = 30.0,
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
        self._book.forgive()
        self._format = sound.PCM
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
        refused_at = len(scripts)

        def spoken(place: int, script: Script, order: Order) -> Narration:
            nonlocal refused_at
            if place > refused_at:  # nobody will hear it: do not ask, and do not pay
                raise CancelledError
            try:
                return self._speak(script, passage, order)
            except BaseException:
                refused_at = min(refused_at, place)
                raise

        readings = [
            self._bench.submit(spoken, place, script, self._order(script, passage, vendor_id, pace, around))
            for place, (script, around) in enumerate(
                zip(scripts, zip(texts, texts[2:], strict=False), strict=True)
            )
        ]
        try:
            for reading in readings:
                yield reading.result()
        finally:
            for reading in readings:
                reading.cancel()

    def _order(
        self, script: Script, passage: Passage, vendor_id: str, pace: float, around: tuple[str, str]
    ) -> Order:
        """A script as this model likes to be asked for it."""
        before, after = around if self._traits.takes_neighbours else ("", "")
        return Order(
            voice_id=vendor_id,
            text=script.text,
            format=self._format,
            speed=round(pace, 2),
            stability=self._traits.stability,
            seed=_seed(vendor_id, script.text, pace),
            language=passage.language.value if self._traits.takes_language else None,
            before=before[-NEIGHBOUR_LETTERS:],
            after=after[:NEIGHBOUR_LETTERS],
            keep_nothing=self._keep_nothing(),
        )

    def _speak(self, script: Script, passage: Passage, order: Order) -> Narration:
        """One sentence, with its pause."""
        readings = self._readings(script, order, passage.language) if script.audible else []
        whole = end_to_end([reading.heard for reading in readings])
        times = in_order(whole.times, len(script.words), whole.seconds)
        words = tuple(
            TimedWord(word.shown, start, end) for word, (start, end) in zip(script.words, times, strict=True)
        )
        sounds = [self._levelled(whole.samples, readings[0].voice_id)] if readings else []
        sounds.append(silence(passage.pause_seconds, SAMPLE_RATE_HZ))
        cost = sum(reading.dollars for reading in readings)
        return Narration(np.concatenate(sounds), SAMPLE_RATE_HZ, words, cost)

    def _readings(self, script: Script, order: Order, language: Language) -> list[Reading]:
        """A script in one reading, or in as many as it takes where that is too long."""
        halves = script.halves()
        try:
            if halves is None or len(order.text) <= self._traits.most_characters:
                return [self._reading(script, order, language)]
        except TooLong:
            if halves is None:
                raise
        first, second = halves
        neighbours = self._traits.takes_neighbours
        return [
            *self._readings(
                first, replace(order, text=first.text, after=second.text if neighbours else ""), language
            ),
            *self._readings(
                second, replace(order, text=second.text, before=first.text if neighbours else ""), language
            ),
        ]

    def _reading(self, script: Script, order: Order, language: Language) -> Reading:
        """A reading that can be heard: a silent or broken one is asked for again, another way, once."""
        take, taken = self._taken(order, language)
        dollars = self._dollars(take, script)
        try:
            return Reading(heard(take, script, taken.format), taken.voice_id, dollars)
        except BadWork:
            take, taken = self._taken(replace(taken, seed=taken.seed ^ 1), language)
            dollars += self._dollars(take, script)
            return Reading(heard(take, script, taken.format), taken.voice_id, dollars)

    def _dollars(self, take: Take, script: Script) -> float:
        letters = len(script.text) * self._traits.credits_a_character
        return DOLLARS_A_CREDIT * (letters if take.credits is None else take.credits)

    def _taken(self, order: Order, language: Language) -> tuple[Take, Order]:
        """A reading, in another format or by another voice where the first may not be had; each once."""
        order = replace(order, voice_id=self._book.standing(order.voice_id, language), format=self._format)
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
