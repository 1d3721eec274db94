"""The account's voices: which there are now, which suit a bedtime, and who reads when one is gone.

No voice is known by heart: the vendor's default voices retire on 31 December 2026, and a plan that may use
a voice today may not tomorrow. A voice that speaks several languages is listed in each, as `fr_<its id>`.
"""

import re
import threading
import time
from collections.abc import Callable, Iterable

from sandman.ports.errors import KeyRefused, VoiceUnknown
from sandman.ports.narration import Voice
from sandman.providers.narration.elevenlabs.wire import Listed, Wire
from sandman.stories import Language

FRESH_SECONDS = 300.0
"""How long a list is good for."""
MOST_A_LANGUAGE = 24
"""Voices shown of one language; the list goes by how well they suit."""

_ID = re.compile(r"(?:(en|fr|hi|ja)_)?([A-Za-z0-9]{20})")
_SOOTHING = re.compile(
    r"\b(?:narrat|story|audiobook|child|bedtime|lullab|meditat|asmr|calm|sooth|gentle|soft|warm|kind|relax|"
    r"comfort|tender|mother|grand|wise|pleasant|reassuring|smooth|mellow|velvet)",
    re.I,
)
_WAKING = re.compile(
    r"\b(?:advert|social|news|sport|hype|energetic|intense|excit|shout|sassy|villain|monster|creep|horror|dark|"
    r"raspy|gruff|rough|aggressive|trailer|robot|angry|scary|sexy|seduct|sultry|announc|conversational|quirky)",
    re.I,
)
_LIBRARY = frozenset({"professional", "high_quality", "famous"})


class VoiceBook:
    """Keeps the list of voices for a while, and remembers which of them were refused. Thread-safe."""

    def __init__(
        self, wire: Wire, *, languages: frozenset[Language], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._wire = wire
        self._languages = languages
        self._clock = clock
        self._lock = threading.RLock()
        self._listed: tuple[Voice, ...] = ()
        self._listed_at: float | None = None
        self._known: frozenset[str] = frozenset()
        """All the account's voices, those too that are not shown."""
        self._library: frozenset[str] = frozenset()
        self._refused: set[str] = set()
        self._instead: dict[tuple[str, Language], str] = {}

    def listed(self, *, anew: bool = False) -> tuple[Voice, ...]:
        """The voices, the best of each language first. Raises what the wire raises."""
        with self._lock:
            now = self._clock()
            if anew or self._listed_at is None or now - self._listed_at > FRESH_SECONDS:
                found = self._wire.voices()
                self._known = frozenset(each.id for each in found)
                self._library = frozenset(each.id for each in found if _from_library(each))
                self._listed = tuple(
                    voice for language in Language if language in self._languages
                    for voice in _best(found, language)
                )  # fmt: skip
                self._listed_at = now
            return self._listed

    def found(self, id: str, language: Language) -> str:
        """The vendor's id of the voice `id`, or of who reads in its place. Raises VoiceUnknown."""
        match = _ID.fullmatch(id)
        if match is None or (match[1] and match[1] != language):
            raise self._unknown(id, language)
        with self._lock:
            try:
                self.listed()
            except KeyRefused:
                # A key may be allowed to read aloud and not to list; the voice will be asked as it is.
                return match[2]
            if match[2] in self._known and match[2] not in self._refused and language in self._languages:
                return match[2]
            return self.instead_of(match[2], language, anew=False)

    def forgive(self) -> None:
        """Forget who was refused: the account may have another plan by now."""
        with self._lock:
            self._refused.clear()
            self._instead.clear()

    def standing(self, vendor_id: str, language: Language) -> str:
        """Who reads for a voice: itself, or the one that took its place."""
        with self._lock:
            return self._instead.get((vendor_id, language), vendor_id)

    def instead_of(
        self, vendor_id: str, language: Language, *, library: bool = True, anew: bool = True
    ) -> str:
        """Who reads in the place of a voice that was refused: always the same one, as long as it can.

        Without `library`, voices of the vendor's public library are passed over. Raises VoiceUnknown.
        """
        with self._lock:
            other = self._instead.get((vendor_id, language))
            if other and other not in self._refused:
                return other
            gender = next((v.gender for v in self._listed if v.id.endswith(vendor_id)), "")
            self._refused.add(vendor_id)
            listed = self._ids(language, anew=anew)
            able = [each for each in listed if each not in self._refused]
            able = [each for each in able if library or each not in self._library]
            if not able:
                raise self._unknown(f"{language}_{vendor_id}", language)
            genders = {voice.id.rpartition("_")[2]: voice.gender for voice in self._listed}
            other = next((each for each in able if gender and genders[each] == gender), able[0])
            self._instead[vendor_id, language] = other
            return other

    def _ids(self, language: Language, *, anew: bool = False) -> list[str]:
        return [v.id.rpartition("_")[2] for v in self.listed(anew=anew) if v.language == language]

    def _unknown(self, id: str, language: Language) -> VoiceUnknown:
        known = [voice.id for voice in self._listed if voice.language == language]
        return VoiceUnknown(
            f"ElevenLabs has no voice `{id}` that reads {language.own_name}",
            port="narration",
            provider="elevenlabs",
            hint=f"choose one of {', '.join(known[:6])}"
            if known
            else "add a voice at elevenlabs.io/app/voice-lab",
        )


def _best(found: Iterable[Listed], language: Language) -> list[Voice]:
    ranked = sorted(found, key=lambda each: -_suits(each, language))
    return [
        Voice(
            id=f"{language}_{each.id}",
            language=language,
            name=each.name.split(" - ")[0].strip() or each.id,
            gender=_gender(each),
        )
        for each in ranked[:MOST_A_LANGUAGE]
    ]


def _suits(voice: Listed, language: Language) -> int:
    """How well a voice suits a bedtime story in `language`: at home in it first, then how it sounds."""
    native = voice.labels.get("language", "")[:2].lower()
    points = 16 * (native == language) + 8 * (language in voice.verified)
    points -= 4 * bool(native and native != language)
    told = " ".join([voice.name, voice.description, *voice.labels.values()]).replace("_", " ")
    points += 2 * min(3, len({each.lower() for each in _SOOTHING.findall(told)}))
    points -= 3 * min(3, len({each.lower() for each in _WAKING.findall(told)}))
    # A family's own clones come when they are asked for; a library's may need a plan this account has not.
    points += {"premade": 3, "generated": 1}.get(voice.category, 0) - 2 * _from_library(voice)
    return points - 6 * voice.legacy


def _from_library(voice: Listed) -> bool:
    return voice.category in _LIBRARY and not voice.own


def _gender(voice: Listed) -> str:
    label = voice.labels.get("gender", "").lower()
    return {"female": "f", "woman": "f", "male": "m", "man": "m"}.get(label, "")
